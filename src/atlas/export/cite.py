"""What is cited: the data set, a view of it or a record, with the sources that speak there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from atlas.charts.chart_view import ChartView
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.values import dates

DATA, PART = "data set", "part of a data set"
# Kinds of source of which the body that published one speaks where no author is named; a newspaper's byline is unknown then.
OWN_VOICE = {"official", "think tank", "database", "reference work"}
INSTITUTION = re.compile(
    r"\b(academy|administration|agency|army|assembly|association|bank|bureau|center|centre|college|command|commission|committee|company|congress|"
    r"corporation|council|department|embassy|forces|foundation|fund|government|group|institute?|library|ministry|navy|network|news|office|"
    r"organi[sz]ation|parliament|press|school|senate|service|society|staff|union|university)\b",
    re.IGNORECASE,
)
PARTICLES = {
    "al",
    "bin",
    "da",
    "de",
    "del",
    "den",
    "der",
    "di",
    "du",
    "ibn",
    "la",
    "le",
    "ten",
    "ter",
    "van",
    "von",
    "zu",
}
MOST_WORDS = 5


@dataclass(frozen=True)
class Name:
    """An author: family name and given name of a person, or a name that is kept whole, as that of an institution."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.family, self.given) if part)


@dataclass(frozen=True)
class Work:
    """Something that is cited. Dates are EDTF; what is not known is blank.

    `kind` is a kind of source, a data set, or a part of one; `within` is the larger work; `version` that of the data.
    """

    id: str
    kind: str
    title: str
    authors: tuple[Name, ...] = ()
    publisher: str = ""
    within: str = ""
    issued: str = ""
    accessed: str = ""
    url: str = ""
    language: str = ""
    version: str = ""
    note: str = ""


@dataclass(frozen=True)
class Citation:
    """A work and the sources that it rests on, with the line that their terms ask for and the names by which charts call them."""

    work: Work
    sources: tuple[Work, ...]
    names: tuple[str, ...] = ()
    credit: str = ""

    @property
    def works(self) -> tuple[Work, ...]:
        """All that is cited, the work itself first."""
        return (self.work, *self.sources)


def of_chart(shown: ChartView, home: str, on: date) -> Citation:
    """A chart as it is shown; `home` is the address of the dashboard as its reader has it, `on` the day on which they read it."""
    data = shown.selection.dataset
    note = f"Filters: {shown.sentence}. {shown.coverage.sentence()}"
    return _part(
        data, shown.chart.name, shown.chart.title, home + shown.path, note, shown.speaking, on
    )


def of_record(data: Dataset, identifier: str, link: str, sentence: str, on: date) -> Citation:
    """All that the chosen sources say of one record; `sentence` are the filters in words."""
    said = data.evidence.loc[data.evidence["id"].eq(identifier), "source"].unique()
    kind = data.schema.labels("table").get(str(data.records.at[identifier, "table"]), "Record")
    speaking = data.sources[data.sources.index.isin(said)]
    return _part(
        data,
        f"record-{identifier}",
        f"{data.label(identifier)} ({kind.lower()})",
        link,
        f"Filters: {sentence}.",
        speaking,
        on,
    )


def of_data(data: Dataset, link: str, on: date) -> Citation:
    """The whole data set, with every source that it was built from."""
    work = Work(
        f"data-{data.version}",
        DATA,
        data.schema.title,
        issued=data.updated,
        accessed=on.isoformat(),
        url=link,
        language="en",
        version=data.edition,
    )
    return _resting_on(work, data.sources)


def _part(
    data: Dataset, name: str, title: str, link: str, note: str, speaking: pd.DataFrame, on: date
) -> Citation:
    work = Work(
        f"{name}-{data.version}",
        PART,
        title,
        within=data.schema.title,
        issued=data.updated,
        accessed=on.isoformat(),
        url=link,
        language="en",
        version=data.edition,
        note=note,
    )
    return _resting_on(work, speaking)


def _resting_on(work: Work, speaking: pd.DataFrame) -> Citation:
    rows = speaking.fillna("").to_dict("index")
    return Citation(
        work,
        tuple(source(str(key), row) for key, row in rows.items()),
        tuple(speaking["short"]),
        credit(speaking),
    )


def source(identifier: str, row: dict[object, object]) -> Work:
    """A row of the register of sources as a work; blank cells are empty texts."""
    told = {
        name: str(row[name])
        for name in ("title", "publisher", "url", "accessed", "language", "kind")
    }
    authors = names(str(row["author"])) or (
        (Name(told["publisher"]),) if told["kind"] in OWN_VOICE else ()
    )
    return Work(identifier, authors=authors, issued=str(row["published"]), **told)


def names(text: str) -> tuple[Name, ...]:
    """The authors that a cell names, joined with `;` (or, of persons, with “and”)."""
    whole = [part.strip() for part in text.split(";") if part.strip()]
    return tuple(name(one) for part in whole for one in (_joined(part)))


def _joined(text: str) -> Iterable[str]:
    parts = re.split(r"\s+and\s+|\s+&\s+", text)
    return parts if len(parts) > 1 and all(name(part).given for part in parts) else [text]


def name(text: str) -> Name:
    """One author. What may be no person's name, or has no order of names that can be told, is kept whole."""
    family, comma, given = (part.strip() for part in text.partition(","))
    words = text.split()
    if INSTITUTION.search(text) or not all(
        word[0].isupper() or word in PARTICLES or comma for word in words
    ):
        return Name(text)
    if comma:
        return Name(family, given)
    if not 1 < len(words) <= MOST_WORDS:
        return Name(text)
    start = next(
        (at for at, word in enumerate(words) if at and word.lower() in PARTICLES), len(words) - 1
    )
    return Name(" ".join(words[start:]), " ".join(words[:start]))


def short(citation: Citation) -> str:
    """For a caption or a footnote: what, from which state of the data, which sources."""
    work = citation.work
    named = ", ".join(citation.names[:8]) + (
        f" and {len(citation.names) - 8:,} more" if len(citation.names) > 8 else ""
    )
    title = f"“{work.title}”, in: {work.within}" if work.within else work.title
    told = [
        f"{title}, data version {work.version}.",
        f"Sources: {named}." if named else "",
        citation.credit,
    ]
    return " ".join(text for text in told if text)


def full(citation: Citation) -> str:
    """For a list of references: all that is known of the work, its permanent address, and each source in full on a line of its own."""
    head = " ".join(text for text in (reference(citation.work), citation.credit) if text)
    number = len(citation.sources)
    lines = [
        f"{number:,} {'source' if number == 1 else 'sources'}:",
        *sorted((reference(one) for one in citation.sources), key=str.casefold),
    ]
    return "\n".join([head, "", *lines] if number else [head])


def reference(work: Work) -> str:
    """One work in a line; what is not known of it is left out. No stop follows an address, whoever copies it would take it along."""
    authors = "; ".join(map(str, work.authors))
    publisher = work.publisher if work.publisher != authors else ""
    told = [
        authors,
        f"“{work.title}”" if work.kind != DATA else work.title,
        f"In: {work.within}" if work.within else publisher,
        dates.label(work.issued) if work.issued and not work.version else "",
        f"Data version {work.version}" if work.version else "",
        work.note,
    ]
    read = f"(accessed {dates.label(work.accessed)})." if work.accessed else ""
    stopped = [text if text.endswith((".", "?", "!")) else f"{text}." for text in told if text]
    return " ".join(text for text in (*stopped, work.url, read if work.url else "") if text)

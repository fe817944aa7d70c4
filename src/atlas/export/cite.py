"""What is cited: the data set, a view of it or a record, with the sources that speak there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from atlas.charts.chart_view import ChartView
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.values import dates

DATA, PART = "data set", "part of a data set"
# A ministry or an institute speaks for itself where its text names nobody. A newspaper does not:
# there a missing byline is an author who is not known.
OWN_VOICE = {"official", "think tank", "database", "reference work"}
# Columns of the register of sources that a work has under the same name.
SAME = ("kind", "title", "publisher", "accessed", "url", "language")
MOST_NAMED = 8


@dataclass(frozen=True)
class Name:
    """An author: family and given name of a person, or a name that is kept whole.

    Kept whole are institutions, and persons who have a single name.
    """

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Work:
    """Something that is cited. Dates are EDTF; what is not known is blank.

    `kind` is a kind of source, `DATA`, or `PART`; `within` is the larger work; `version` that of
    the data. `query` says which part of the data it is where that has no public address.
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
    query: str = ""
    language: str = ""
    version: str = ""
    note: str = ""


@dataclass(frozen=True)
class Citation:
    """A work and the sources that it rests on.

    `names` are the short names by which charts call the sources, `credit` is the line that their
    terms ask for.
    """

    work: Work
    sources: tuple[Work, ...]
    names: tuple[str, ...] = ()
    credit: str = ""

    @property
    def works(self) -> tuple[Work, ...]:
        """All that is cited, the work itself first."""
        return (self.work, *self.sources)


def of_chart(shown: ChartView, home: str, on: date) -> Citation:
    """A chart as it is shown.

    `home` is the public address of the dashboard (blank: it has none), `on` the day of reading.
    """
    chart = shown.chart
    note = f"Filters: {shown.sentence}. {shown.coverage.sentence()}"
    link = home + shown.path
    part = _part(shown.selection.dataset, chart.name, chart.title, link, note, on)
    return _resting_on(part, shown.speaking)


def of_record(data: Dataset, identifier: str, link: str, sentence: str, on: date) -> Citation:
    """All that the chosen sources say of one record.

    `link` is the address of its page, without a host where the dashboard has no public address;
    `sentence` the filters in words, `on` the day of reading.
    """
    tables = data.schema.labels("table")
    kind = tables.get(str(data.records.at[identifier, "table"]), "Record")
    title = f"{data.label(identifier)} ({kind.lower()})"
    name, note = f"record-{identifier}", f"Filters: {sentence}."
    evidence = data.evidence
    speaking = evidence.loc[evidence["id"].eq(identifier), "source"].unique()
    sources = data.sources[data.sources.index.isin(speaking)]
    return _resting_on(_part(data, name, title, link, note, on), sources)


def of_data(data: Dataset, link: str, on: date) -> Citation:
    """The whole data set, with every source that it was built from.

    `link` is its public address (blank: it has none), `on` the day of reading.
    """
    return _resting_on(_own_work(data, "data", data.schema.title, link, on), data.sources)


def _part(data: Dataset, name: str, title: str, link: str, note: str, on: date) -> Work:
    """A view of the data set as a work of its own."""
    work = _own_work(data, name, title, link, on)
    return replace(work, kind=PART, within=data.schema.title, note=note)


def _own_work(data: Dataset, name: str, title: str, link: str, on: date) -> Work:
    is_public = "://" in link
    return Work(
        f"{name}-{data.version}",
        DATA,
        title,
        issued=data.updated,
        accessed=on.isoformat(),
        url=link if is_public else "",
        query="" if is_public else link,
        language="en",
        version=data.edition,
    )


def _resting_on(work: Work, sources: pd.DataFrame) -> Citation:
    """The work with rows of the register of sources, in their order."""
    rows = sources.fillna("").to_dict("index")
    works = tuple(of_source(str(identifier), row) for identifier, row in rows.items())
    return Citation(work, works, tuple(sources["short"]), credit(sources))


def of_source(identifier: str, row: Mapping[object, object]) -> Work:
    """A row of the register of sources as a work; blank cells are empty texts."""
    cells = {name: str(row[name]) for name in SAME}
    return Work(identifier, authors=authors(row), issued=str(row["published"]), **cells)


def authors(row: Mapping[object, object]) -> tuple[Name, ...]:
    """Who speaks in a source: its persons, then its institutions.

    Where it names nobody, that is its publisher, if it is of a kind that speaks for itself.
    """
    persons = [_person(item) for item in _items(row["author"])]
    institutions = [Name(item) for item in _items(row["institution"])]
    if persons or institutions:
        return (*persons, *institutions)
    if row["kind"] in OWN_VOICE:
        return (Name(str(row["publisher"])),)
    return ()


def _person(text: str) -> Name:
    """`Family, Given`, or a single name."""
    family, _, given = text.partition(", ")
    return Name(family, given)


def _items(cell: object) -> list[str]:
    return [item for item in str(cell).split(";") if item]


def short(citation: Citation) -> str:
    """For a caption or a footnote: what, from which state of the data, which sources."""
    work = citation.work
    title = f"“{work.title}”, in: {work.within}" if work.within else work.title
    sentences = [f"{title}, data version {work.version}."]
    if citation.names:
        sentences.append(f"Sources: {_listed(citation.names)}.")
    if citation.credit:
        sentences.append(citation.credit)
    return " ".join(sentences)


def _listed(names: tuple[str, ...]) -> str:
    listed = ", ".join(names[:MOST_NAMED])
    further = len(names) - MOST_NAMED
    return f"{listed} and {further:,} more" if further > 0 else listed


def full(citation: Citation) -> str:
    """For a list of references: all that is known of the work, and its permanent address.

    Each source follows in full, on a line of its own.
    """
    head = f"{reference(citation.work)} {citation.credit}".strip()
    number = len(citation.sources)
    if not number:
        return head
    count = "1 source:" if number == 1 else f"{number:,} sources:"
    references = sorted(map(reference, citation.sources), key=str.casefold)
    return "\n".join([head, "", count, *references])


def reference(work: Work) -> str:
    """One work in a line; what is not known of it is left out.

    No stop follows an address: whoever copies the address would take it along.
    """
    parts = [*_statements(work), *_address(work)]
    return " ".join(parts)


def _statements(work: Work) -> list[str]:
    """Who, what, where and when, each as a sentence with its stop."""
    names = "; ".join(map(str, work.authors))
    parts = [names, work.title if work.kind == DATA else f"“{work.title}”"]
    if work.within:
        parts.append(f"In: {work.within}")
    elif work.publisher != names:
        parts.append(work.publisher)
    if work.version:
        parts.append(f"Data version {work.version}")
    elif work.issued:
        parts.append(dates.label(work.issued))
    parts.append(work.note)
    return [_stopped(part) for part in parts if part]


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _address(work: Work) -> list[str]:
    place = f"Query: {work.query}" if work.query else work.url
    if not place:
        return []
    if not work.accessed:
        return [place]
    return [place, f"(accessed {dates.label(work.accessed)})."]

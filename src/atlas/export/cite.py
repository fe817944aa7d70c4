"""What is cited: the data set, a view of it or a record, with the sources that speak there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from atlas.charts.chart_view import ChartView
from atlas.charts.compare.pair import Pair
from atlas.charts.compare.words import takeaway
from atlas.charts.sourced import stated
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.export.work_kinds import DATA, PART
from atlas.export.works import Work, of_source, places
from atlas.records.outcome import APART, State, outcome
from atlas.values import dates

MOST_NAMED = 8
ONLY_EXPECTED = APART["exercises"]


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
    what = f"Filters: {shown.sentence}. {shown.coverage.sentence()}"
    note = " ".join([what, *stated(shown).values()])
    link = home + shown.path
    data = shown.selection.dataset
    part = _part(data, chart.name, chart.title, link, note, on)
    return _resting_on(part, shown.speaking, places(data, shown.evidence_ids))


def of_pair(pair: Pair, home: str, on: date) -> Citation:
    """A chart twice, as it is shown, with the sources of both sides; `home` and `on` as for one."""
    data = pair.second.dataset
    name = f"{pair.chart.name}-compared"
    note = " ".join(filter(None, [takeaway(pair), pair.shared and f"Filters: {pair.shared}."]))
    part = _part(data, name, pair.title, home + pair.path, note, on)
    ids = list(dict.fromkeys([*pair.first.evidence_ids, *pair.second.evidence_ids]))
    own_places = {**places(pair.first.dataset, ids), **places(data, ids)}
    return _resting_on(part, pair.speaking, own_places)


def of_record(data: Dataset, identifier: str, link: str, sentence: str, on: date) -> Citation:
    """All that the chosen sources say of one record.

    `link` is the address of its page, without a host where the dashboard has no public address;
    `sentence` the filters in words, `on` the day of reading.
    """
    title = f"{data.label(identifier)} ({_kind(data, identifier)})"
    name, note = f"record-{identifier}", f"Filters: {sentence}."
    own_places = places(data, [identifier])
    sources = data.sources[data.sources.index.isin(own_places.keys())]
    citation = _resting_on(_part(data, name, title, link, note, on), sources, own_places)
    if len(sources) != 1:
        return citation
    # What one source alone says is cited with its place, in a footnote too.
    place = own_places[str(sources.index[0])]
    return replace(citation, names=(f"{citation.names[0]} {place}",))


def _kind(data: Dataset, identifier: str) -> str:
    """What a record is: “transfer”, and “transfer, cancelled” where it did not come about."""
    table = str(data.records.at[identifier, "table"])
    kind = data.schema.labels("table").get(table, "Entry").lower()
    state = outcome(data.built, table, identifier)
    if not state:
        return kind
    return f"{kind}, {ONLY_EXPECTED if state == State.PROJECTED else state}"


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


def _resting_on(
    work: Work, sources: pd.DataFrame, places: Mapping[str, str] = MappingProxyType({})
) -> Citation:
    """The work with rows of the register of sources, in their order, and their places."""
    works = works_of(sources, places)
    return Citation(work, works, tuple(sources["short"]), credit(sources))


def works_of(
    sources: pd.DataFrame, places: Mapping[str, str] = MappingProxyType({})
) -> tuple[Work, ...]:
    """Rows of the register of sources as works, in their order, each with its `places` by id."""
    publishers = sources["publisher"].to_dict()
    works: list[Work] = []
    for key, row in sources.fillna("").to_dict("index").items():
        identifier = str(key)
        origin = str(row["origin"])
        original = "" if origin == identifier else str(publishers.get(origin, origin))
        works.append(of_source(identifier, row, original, places.get(identifier, "")))
    return tuple(works)


def short(citation: Citation) -> str:
    """For a caption or a footnote: what, from which state of the data, which sources."""
    work = citation.work
    title = f"“{work.title}”, in: {work.within}" if work.within else work.title
    sentences = [f"{title}, data version {work.version}."]
    if citation.names:
        noun = "Source" if len(citation.names) == 1 else "Sources"
        sentences.append(f"{noun}: {_listed(citation.names)}.")
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

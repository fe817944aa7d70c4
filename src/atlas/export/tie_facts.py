"""What a file says of each tie of the network: as what, how far, on what basis, when, by whom."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from atlas.charts.network.hovers import record_words
from atlas.charts.network.tie_basis import basis_in_words, evidence_in_words, places
from atlas.charts.network.tie_kinds import TIE_LABELS
from atlas.charts.network.ties import Tie
from atlas.dataset.citations import citation
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.export.columns import UNDATED, Time, notes, times
from atlas.values.dates import OPEN

ONE_DAY = timedelta(days=1)
# First and last day; None where the side is open.
Span = tuple[date | None, date | None]


class TieFacts(NamedTuple):
    """A tie as a reader sees it; blank where there is nothing to say.

    `basis` is that of the values that name its two ends, `time` that of the record that says it;
    of `sources` each is one that says the tie, its time or its status, with its paragraphs;
    `evidence` is which of them says what, how it knows, and who speaks in it; `note` what the
    coders remark on the record.
    """

    source: str
    target: str
    tie: str
    relation: str
    status: str
    basis: str
    when: str
    time: Time
    sources: tuple[str, ...]
    evidence: str
    note: str
    record: str


def tie_facts(tie: Tie, dataset: Dataset) -> TieFacts:
    """The facts of one tie."""
    ends = (tie.source, tie.target)
    names = _names(dataset)
    own_places = places(*ends, tie.record, dataset)
    return TieFacts(
        tie.source,
        tie.target,
        TIE_LABELS[tie.tie],
        tie.relation,
        dataset.schema.labels("status").get(tie.status, ""),
        basis_in_words(*ends, tie.record, dataset),
        record_words(dataset)[tie.record].when,
        times(dataset).get(tie.record, UNDATED),
        tuple(citation((place,), names) for place in own_places),
        evidence_in_words(*ends, tie.relation, tie.record, dataset),
        notes(dataset).get(tie.record, ""),
        tie.record,
    )


@once_a_build
def _names(dataset: Dataset) -> dict[str, str]:
    """The short names of sources by id."""
    return dict(zip(dataset.sources.index.tolist(), dataset.sources["short"].tolist(), strict=True))


def joined(texts: Iterable[str]) -> str:
    """Some texts, each once, without the blank ones."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def spans(known: Iterable[Time]) -> list[Span]:
    """The times of ties that have one, in order; those that meet or overlap are a single span."""
    merged: list[Span] = []
    dated = [(time.start, time.end) for time in known if time.edtf is not None]
    for start, end in sorted(dated, key=_by_start):
        if merged and _meets(merged[-1], start):
            first, last = merged[-1]
            merged[-1] = (first, _later(last, end))
        else:
            merged.append((start, end))
    return merged


def _by_start(span: Span) -> date:
    return span[0] or date.min


def _meets(earlier: Span, start: date | None) -> bool:
    end = earlier[1]
    return end is None or start is None or start <= end + ONE_DAY


def _later(end: date | None, other: date | None) -> date | None:
    return None if end is None or other is None else max(end, other)


def in_years(span: Span) -> str:
    """A span as years: `2014/2016`, `2001/..`."""
    start, end = span
    return f"{start.year if start else OPEN}/{end.year if end else OPEN}"


def edge_status(edges: pd.DataFrame, dataset: Dataset) -> list[str]:
    """The statuses of the ties of each edge, as labels; those of what came about first."""
    labels = dataset.schema.labels("status")
    states = []
    for codes in edges["status"]:
        own = [labels.get(code, "") for code in codes.split(";")]
        states.append(joined(own))
    return states

"""What each tie of the network rests on: the rows that name its ends, its date and its status.

What else a source says of the record that ties two nodes says nothing of the tie.
"""

from typing import NamedTuple

import pandas as pd

from atlas.charts.network.tie_kinds import PART_OF
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.memo import once_a_build
from atlas.records.facts import Fact, in_words

# That one is a part of another is in the register, whatever the sources say of both.
GROUPED = "Grouped by the coders"
STATUS = "status"
COLUMNS = ["id", "field", "value", "basis", "source", "locator", "said_by", "chosen"]


class Saying(NamedTuple):
    """A line of evidence behind the ties of a record.

    `named` are the records that it names, none where it says when the record was or how far it has
    got; `title` is that of its field, `is_shown` whether its value shows.
    """

    named: frozenset[str]
    title: str
    fact: Fact
    is_shown: bool


def basis_in_words(source: str, target: str, record: str, dataset: Dataset) -> str:
    """The bases on which `record` ties two nodes, as labels, the strongest first."""
    ends = {source, target}
    every = _sayings(dataset).get(record, [])
    own = {saying.fact.basis for saying in every if saying.is_shown and saying.named & ends}
    labels = dataset.schema.labels("basis")
    return "; ".join(labels[basis] for basis in Basis if basis in own)


def sayings(source: str, target: str, record: str, dataset: Dataset) -> list[Saying]:
    """What rows of `record` say of a tie: who it joins, then when and how far it has got."""
    ends = {source, target}
    every = _sayings(dataset).get(record, [])
    naming = [saying for saying in every if saying.named & ends]
    return [*naming, *(saying for saying in every if not saying.named)]


def evidence_in_words(
    source: str, target: str, relation: str, record: str, dataset: Dataset
) -> str:
    """Which values of a tie rest on what.

    “Supplier, System: Stated: Weekly 2018 ¶5 (Wu Qian); Status: Reported: Agency 2019 ¶2”; where
    one row says all of it, that row alone.
    """
    titles: dict[str, dict[str, None]] = {}
    for saying in sayings(source, target, record, dataset):
        note = in_words(dataset, [saying.fact])
        titles.setdefault(note, {})[saying.title] = None
    parts = [f"{', '.join(own)}: {note}" for note, own in titles.items()]
    if relation == PART_OF:
        return "; ".join([GROUPED, *parts])
    return "; ".join(titles) if len(titles) == 1 else "; ".join(parts)


def places(
    source: str, target: str, record: str, dataset: Dataset
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sources that say a tie, each with its locators, in order of rank."""
    locators: dict[str, dict[str, None]] = {}
    for saying in sayings(source, target, record, dataset):
        locators.setdefault(saying.fact.source, {})[saying.fact.locator] = None
    in_order = [str(name) for name in dataset.sources.index if name in locators]
    return tuple((name, tuple(locators[name])) for name in in_order)


@once_a_build
def _sayings(dataset: Dataset) -> dict[str, list[Saying]]:
    """Of every record the lines that name records, or say the time or status that shows."""
    content = dataset.schema.content
    naming = {name for (_, name), field in content.items() if field.reference}
    titles = {name: field.title for (_, name), field in content.items()}
    shown = _shown_of_record(dataset)
    lines = dataset.evidence
    # A plan that has come about since bears out nothing.
    lines = lines[lines["chosen"] | lines["basis"].ne(Basis.PROJECTED)]
    by_record: dict[str, list[Saying]] = {}
    cells = lines[COLUMNS].fillna("").itertuples(index=False, name=None)
    for record, field, value, basis, source, locator, said_by, is_chosen in cells:
        named: frozenset[str] = frozenset()
        if field in naming:
            named = frozenset(value.split(";"))
        elif shown.get((record, field)) != value:
            continue
        fact = Fact(value, basis, source, locator, said_by, record)
        by_record.setdefault(record, []).append(Saying(named, titles[field], fact, is_chosen))
    return by_record


def _shown_of_record(dataset: Dataset) -> dict[tuple[str, str], str]:
    """The value that shows of a record's status, and of the field whose words are its time."""
    shown: dict[tuple[str, str], str] = {}
    for table in dataset.schema.sheets:
        frame = dataset.built[table.name]
        is_dated = pd.Series(data=False, index=frame.index)
        for name in table.when:
            shown |= _cells(frame.loc[~is_dated, name])
            is_dated |= frame[name].notna()
        if STATUS in frame:
            shown |= _cells(frame[STATUS])
    return shown


def _cells(column: pd.Series) -> dict[tuple[str, str], str]:
    """The cells that are not blank, by id of the record and name of the column."""
    known = column.dropna()
    keys = ((str(identifier), str(column.name)) for identifier in known.index)
    return dict(zip(keys, known.tolist(), strict=True))

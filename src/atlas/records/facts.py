"""The standing of a single value: who says it, where, and how firmly.

A record has no basis of its own: each of its values has one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.domains import FROM_SYSTEM, givers
from atlas.dataset.evidence import STRENGTH
from atlas.dataset.memo import once_a_build

COLUMNS = ["value", "basis", "source", "locator", "said_by", "record"]
# Fields whose words are the coder's, whatever the basis of the row.
CLASSIFIED = ("kind", "framework", "category", "domains", "criterion", "stance", "relation")
# A name is the register's, and a note the coder's.
NOT_A_VALUE = ("name", "note")
Lines = dict[tuple[str, str], pd.DataFrame]


@dataclass(frozen=True)
class Fact:
    """A value that is shown, with the row that says it.

    `value` is the cell as its table has it. `said_by` is who speaks inside the source, blank for
    its author. `record` is the id of the record whose row it is: another one than that which was
    asked for, where the value is taken over.
    """

    value: str
    basis: str
    source: str
    locator: str
    said_by: str
    record: str


def fact(dataset: Dataset, table: str, identifier: str, field: str) -> Fact | None:
    """The fact behind the shown value of a record's field; of a list, behind its first items.

    None where no chosen source has a value.
    """
    shown = facts(dataset, table, identifier, field)
    return shown[0] if shown else None


def facts(dataset: Dataset, table: str, identifier: str, field: str) -> list[Fact]:
    """Every fact that the shown value of a field is made of: several only where it is a list."""
    lines = _lines_of(dataset, table, field)
    if identifier not in lines.index:
        return []
    own = lines.loc[[identifier], COLUMNS].fillna("")
    return [Fact(*row) for row in own.itertuples(index=False, name=None)]


def facts_of(dataset: Dataset, table: str, ids: "pd.Index[Any]", field: str) -> pd.DataFrame:
    """The same as `fact` for many records: a row for each id, in order, with `COLUMNS`.

    A row is blank (NA) where the record has no value.
    """
    lines = _lines_of(dataset, table, field)
    return lines.loc[~lines.index.duplicated(), COLUMNS].reindex(ids)


@once_a_build
def attributions(dataset: Dataset, table: str, field: str) -> dict[str, tuple[str, ...]]:
    """Who says the shown value of a field, where and how firmly, in words, by id of the record.

    “Reported: Xinhua 2018 ¶3 (Wu Qian)”; of a list each row that has a part in it. What the coder
    classifies (`CLASSIFIED`) has none, as no source says it in these words.
    """
    if field in CLASSIFIED:
        return {}
    lines = _lines_of(dataset, table, field)
    basis = lines["basis"].map(dataset.schema.labels("basis"))
    # Of no row, names are no text by themselves.
    short = lines["source"].map(dataset.sources["short"]).astype("str")
    place = short + " " + lines["locator"]
    speaker = (" (" + lines["said_by"] + ")").fillna("")
    texts = (basis + ": " + place + speaker).tolist()
    notes: dict[str, dict[str, None]] = {}
    for identifier, text in zip(lines.index.tolist(), texts, strict=True):
        notes.setdefault(identifier, {})[text] = None
    return {identifier: tuple(own) for identifier, own in notes.items()}


@once_a_build
def item_facts(dataset: Dataset, table: str, field: str) -> dict[tuple[str, str], list[Fact]]:
    """The facts behind each item of a list that shows, by id of the record and item.

    Only the rows that have this very item: another item of the list may rest on other rows.
    """
    lines = _lines_of(dataset, table, field)[COLUMNS].fillna("")
    facts_by_item: dict[tuple[str, str], list[Fact]] = {}
    for identifier, *cells in lines.itertuples(name=None):
        own = Fact(*cells)
        for item in own.value.split(";"):
            facts_by_item.setdefault((str(identifier), item), []).append(own)
    return facts_by_item


def in_words(dataset: Dataset, facts: Iterable[Fact]) -> str:
    """Who says it, where and how firmly: “Stated: Xinhua 2018 ¶3; Reported: TASS 2018 ¶1 (Wu)”."""
    labels = dataset.schema.labels("basis")
    short = dataset.sources["short"]
    notes: dict[str, None] = {}
    for own in facts:
        speaker = f" ({own.said_by})" if own.said_by else ""
        notes[f"{labels[own.basis]}: {short[own.source]} {own.locator}{speaker}"] = None
    return "; ".join(notes)


@once_a_build
def evidence_in_words(dataset: Dataset, table: str) -> dict[str, str]:
    """Which of its shown values rest on what, by id of the record.

    “Date, Place: Stated: The Diplomat 2018 ¶9; Personnel, China: Reported: Xinhua 2018 ¶3”.
    """
    titles: dict[str, dict[str, list[str]]] = {}
    for field in dataset.schema.tables[table].content:
        if field.name in NOT_A_VALUE:
            continue
        for identifier, notes in attributions(dataset, table, field.name).items():
            own = titles.setdefault(identifier, {})
            for note in notes:
                own.setdefault(note, []).append(field.title)
    texts = {}
    for identifier, own in titles.items():
        parts = [f"{', '.join(fields)}: {note}" for note, fields in own.items()]
        texts[identifier] = "; ".join(parts)
    return texts


@once_a_build
def bases(dataset: Dataset, table: str) -> dict[str, str]:
    """The bases of the values of each record that show, the strongest first, by its id."""
    bases_by_id: dict[str, set[str]] = {}
    for field in dataset.schema.tables[table].content:
        if field.name in NOT_A_VALUE or field.name in CLASSIFIED:
            continue
        lines = _lines_of(dataset, table, field.name)
        for identifier, basis in zip(lines.index.tolist(), lines["basis"].tolist(), strict=True):
            bases_by_id.setdefault(identifier, set()).add(basis)
    labels = dataset.schema.labels("basis")
    words = {}
    for identifier, own in bases_by_id.items():
        ordered = sorted(own, key=STRENGTH.__getitem__)
        words[identifier] = "; ".join(labels[basis] for basis in ordered)
    return words


def _lines_of(dataset: Dataset, table: str, field: str) -> pd.DataFrame:
    lines = _shown_lines(dataset)
    return lines.get((table, field), _no_lines(dataset))


@once_a_build
def _shown_lines(dataset: Dataset) -> Lines:
    """The lines of evidence that show, by table and field; in each frame by id of the record."""
    lines = _by_field(dataset)
    # No filter has narrowed these frames: a filter changes nothing in who says what.
    of_system = dataset.built["transfers"]["system"].dropna()
    for field in FROM_SYSTEM:
        own = lines.get(("transfers", field), _no_lines(dataset))
        taken = _taken(of_system, lines.get(("systems", field), _no_lines(dataset)))
        # What a transfer has from its system goes before what its own rows say.
        without_system = own[~own.index.isin(of_system.index)]
        lines["transfers", field] = pd.concat([without_system, taken])
    # Before links and findings are added, so that these take nothing over from one another.
    domains = [part for (_, field), part in lines.items() if field == "domains"]
    for table in dataset.schema.sheets:
        if table.domains_of:
            frame = dataset.built[table.name]
            ends = givers(frame, table)
            lines[table.name, "domains"] = _taken(ends, pd.concat(domains))
    return lines


def _by_field(dataset: Dataset) -> Lines:
    shown = dataset.evidence[dataset.evidence["chosen"]]
    by_field = (
        shown.assign(record=shown["id"]).set_index("id").groupby(["table", "field"], observed=True)
    )
    return {(str(table), str(field)): part for (table, field), part in by_field}


def _taken(givers: pd.Series, lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of the records that give (ids by the id of the record that takes), by that id."""
    pairs = givers.rename("giver").rename_axis("id").reset_index()
    joined = pairs.merge(lines, left_on="giver", right_index=True)
    return joined.set_index("id")[lines.columns]


def _no_lines(dataset: Dataset) -> pd.DataFrame:
    lines = dataset.evidence.iloc[:0]
    return lines.assign(record=lines["id"]).set_index("id")

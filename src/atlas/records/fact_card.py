"""The facts of a record, each once: its values, and for each value the rows that say it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.records.facts import CLASSIFIED, facts
from atlas.records.hovers import BY_UNIT_COLUMN
from atlas.records.ties import related
from atlas.values.pair import LABELS

# What a reader has elsewhere: in the head, in another fact, or of use to a register alone.
NOT_ON_CARD = ("name", "unit", "uncertain", "register_id")
NOTE = "note"
# What says least of a record beside its name.
ASIDE = (NOTE, "edition")
TRANSFERS = "transfers"
# What a reader asks of a transfer first.
DEAL = (
    "ordered",
    "date",
    "quantity_ordered",
    "value_usd_m",
    "delivered",
    "quantity_delivered",
    "status",
)
CONTRACT = Field("contract", "Contract", "string", "", reference=("agreements",))
SANCTIONS = Field("sanctions", "Sanctions", "string", "", reference=("context",))
SANCTION = "sanction"
MOST_DEALS = 4


class Row(NamedTuple):
    """The row behind a value: `is_rough` where its source rounds the value or doubts it."""

    source: str
    locator: str
    basis: str
    said_by: str = ""
    is_rough: bool = False


class Value(NamedTuple):
    """A value as its table has it (a list joined with `;`), and the rows that say it."""

    value: str
    rows: tuple[Row, ...]


class CardFact(NamedTuple):
    """A field of a record with what shows first.

    `values` are several where sources disagree, or where not every row has every item of a list.
    `unit` is that of a quantity, blank where there is none. `is_of_system` is whether a transfer
    has it from its system: its rows are about that system, and may say nothing of the transfer.
    """

    record: str
    field: Field
    values: tuple[Value, ...]
    is_disputed: bool = False
    unit: str = ""
    is_of_system: bool = False

    @property
    def is_classified(self) -> bool:
        """Whether the words are the coder's: no source says it in these."""
        return self.field.name in CLASSIFIED


def card(dataset: Dataset, identifier: str) -> list[CardFact]:
    """Every fact of a record, in the order of its table's columns, notes last."""
    table = dataset.schema.tables.get(str(dataset.records.at[identifier, "table"]))
    if table is None or not table.sheet:
        return []
    on_card = [field for field in table.content if field.name not in NOT_ON_CARD]
    ordered = sorted(on_card, key=lambda field: field.name == NOTE)
    return _facts(dataset, table.name, identifier, ordered)


def deal(dataset: Dataset, identifier: str, ties: pd.DataFrame) -> list[CardFact]:
    """What a reader asks of a transfer first, its contract and the sanctions for it at the end.

    `ties` are those of the transfer (`records.ties`).
    """
    columns = dataset.schema.tables[TRANSFERS]
    fields = [columns.field(name) for name in DEAL]
    kinds = dataset.built["context"]["kind"]
    punishing = ties["id"].isin(kinds.index[kinds.eq(SANCTION)])
    contracts = ties["id"].isin(dataset.built["agreements"].index)
    # A group of contracts that a group of transfers is part of is no contract of this transfer.
    is_linked = ties["via"].notna()
    return [
        *_facts(dataset, TRANSFERS, identifier, fields),
        *_tied(identifier, CONTRACT, ties[contracts & is_linked]),
        *_tied(identifier, SANCTIONS, ties[punishing & is_linked]),
    ]


def first_facts(dataset: Dataset, identifier: str) -> list[CardFact]:
    """What a reader asks first of a record: of a transfer its `deal`, of others what sources say.

    What the coder classifies stands in the record's first sentence.
    """
    if dataset.records.at[identifier, "table"] == TRANSFERS:
        ties = related(dataset, identifier)
        of_deal = deal(dataset, identifier, ties)
        if of_deal:
            return of_deal
    facts = card(dataset, identifier)
    return [fact for fact in facts if not fact.is_classified and fact.field.name not in ASIDE]


def deals(dataset: Dataset, system: str) -> dict[str, list[CardFact]]:
    """The same for the transfers of a system, those between China and Russia first; `MOST_DEALS`.

    By their ids; a transfer of which none of it is known is left out.
    """
    transfers = dataset.built[TRANSFERS]
    own = transfers[transfers["system"].eq(system)]
    directions = zip(own["supplier"], own["recipient"], strict=True)
    others = [direction not in LABELS for direction in directions]
    ordered = own.assign(others=others).sort_values(["others", "start"], kind="stable")
    cards = {}
    for transfer in map(str, ordered.index[:MOST_DEALS]):
        cards[transfer] = deal(dataset, transfer, related(dataset, transfer))
    return {transfer: facts for transfer, facts in cards.items() if facts}


def _facts(
    dataset: Dataset, table: str, identifier: str, fields: Iterable[Field]
) -> list[CardFact]:
    lines = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    lines = lines[lines["table"].eq(table)]
    rough = _rough(lines)
    conflicts = dataset.conflicts
    disputed = set(conflicts.loc[conflicts["id"].eq(identifier), "field"])
    is_unit = lines["field"].eq("unit") & lines["chosen"]
    units = lines.loc[is_unit, "value"].tolist()
    unit_of_quantities = units[0] if units else ""
    card = []
    for field in fields:
        is_disputed = field.name in disputed
        own = lines[lines["field"].eq(field.name)]
        values = _values(field, own, rough, is_disputed=is_disputed)
        if own.empty:
            values = _taken_over(dataset, table, identifier, field)
        if values:
            unit = unit_of_quantities if field.unit == BY_UNIT_COLUMN else ""
            card.append(CardFact(identifier, field, values, is_disputed, unit, own.empty))
    return card


def _rough(lines: pd.DataFrame) -> set[tuple[str, str, str]]:
    """Field, source and locator of the figures that their source rounds or doubts."""
    marks = lines[lines["field"].eq("uncertain")]
    columns = zip(marks["value"], marks["source"], marks["locator"], strict=True)
    return {
        (field, source, locator)
        for fields, source, locator in columns
        for field in fields.split(";")
    }


def _values(
    field: Field, lines: pd.DataFrame, rough: set[tuple[str, str, str]], *, is_disputed: bool
) -> tuple[Value, ...]:
    """The values of a field with their rows, the one that shows first."""
    # An item of a list that a plan alone names does not show beside those of what took place.
    own = lines[lines["chosen"]] if field.many else lines
    shown_first = own.sort_values("chosen", ascending=False, kind="stable")
    names = ("value", "source", "locator", "basis", "said_by")
    columns = [shown_first[name].fillna("").tolist() for name in names]
    rows_by_value: dict[str, list[Row]] = {}
    for value, source, locator, basis, said_by in zip(*columns, strict=True):
        row = Row(source, locator, basis, said_by, (field.name, source, locator) in rough)
        for item in value.split(";") if field.many else [value]:
            rows_by_value.setdefault(item, []).append(row)
    values = [Value(value, tuple(rows)) for value, rows in rows_by_value.items()]
    if field.many:
        return _items_together(values)
    # A name or a date that says less is no other value; all statements stand below.
    return tuple(values if is_disputed or field.name == NOTE else values[:1])


def _items_together(values: Sequence[Value]) -> tuple[Value, ...]:
    """Items of a list that the same sources have, on the same basis, as one value."""
    items_by_speakers: dict[tuple[tuple[str, str], ...], list[Value]] = {}
    for value in values:
        speakers = dict.fromkeys((row.source, row.basis) for row in value.rows)
        items_by_speakers.setdefault(tuple(speakers), []).append(value)
    together = []
    for items in items_by_speakers.values():
        rows = dict.fromkeys(row for item in items for row in item.rows)
        joined_values = ";".join(item.value for item in items)
        together.append(Value(joined_values, tuple(rows)))
    return tuple(together)


def _taken_over(dataset: Dataset, table: str, identifier: str, field: Field) -> tuple[Value, ...]:
    """What a record has from another one, as a transfer its category from its system."""
    rows_by_value: dict[str, list[Row]] = {}
    for fact in facts(dataset, table, identifier, field.name):
        row = Row(fact.source, fact.locator, fact.basis, fact.said_by)
        rows_by_value.setdefault(fact.value, []).append(row)
    return tuple(Value(value, tuple(rows)) for value, rows in rows_by_value.items())


def _tied(identifier: str, field: Field, ties: pd.DataFrame) -> list[CardFact]:
    """A fact whose values are the records of some ties; none where there is no tie."""
    values = []
    for record, rows in ties.groupby("id", sort=False):
        columns = zip(rows["source"], rows["locator"], rows["basis"], strict=True)
        cited = tuple(Row(*row) for row in columns)
        values.append(Value(str(record), cited))
    return [CardFact(identifier, field, tuple(values))] if values else []

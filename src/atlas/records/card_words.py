"""The facts of a card in words: a value as people write it, and how it is known."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import STRENGTH
from atlas.records.fact_card import CardFact, Row
from atlas.records.hovers import BY_UNIT_COLUMN
from atlas.values import dates
from atlas.values.words import counted, dollars, number

# The unit that words are made for.
DOLLARS = "million USD"
CODER = "classified from"
# Whoever says this may say nothing of the transfer, and is not counted among its sources.
CODER_OF_SYSTEM = "its system is classified from"
ROUGH = "rounded or uncertain"


class Cited(NamedTuple):
    """A source at a value: its number in the list, where it says it, and what is to be said."""

    number: int
    source: str
    locators: str
    remark: str


def item_words(dataset: Dataset, fact: CardFact, item: str) -> str:
    """One item of a value, as people write it."""
    field = fact.field
    if field.number:
        return _amount(dataset, fact, float(item))
    if field.edtf:
        return dates.label(item)
    if field.vocabulary:
        return dataset.schema.labels(field.vocabulary).get(item, item)
    if field.reference is not None:
        return dataset.label(item)
    return item


def value_words(dataset: Dataset, fact: CardFact, value: str) -> str:
    """A value as people write it; the items of a list are joined with `; `."""
    items = value.split(";") if is_list(fact) else [value]
    return "; ".join(item_words(dataset, fact, item) for item in items)


def is_list(fact: CardFact) -> bool:
    """Whether the values of a fact are lists."""
    return fact.field.many


def _amount(dataset: Dataset, fact: CardFact, amount: float) -> str:
    unit = fact.field.unit
    if unit == DOLLARS:
        return dollars(amount)
    if unit == BY_UNIT_COLUMN:
        unit = dataset.schema.labels("unit").get(fact.unit, "")
    return counted(amount, unit) if unit else number(amount)


def cited(
    dataset: Dataset, fact: CardFact, rows: Iterable[Row], numbers: Mapping[str, int]
) -> dict[str, list[Cited]]:
    """Who says a value, by the basis in words, the strongest first.

    `numbers` are those of the sources. What the coder classifies has no basis of a source.
    """
    labels = dataset.schema.labels("basis")
    coder = CODER_OF_SYSTEM if fact.is_of_system else CODER
    by_strength = sorted(rows, key=lambda row: STRENGTH[row.basis])
    by_basis: dict[str, dict[tuple[str, str], list[str]]] = {}
    for row in by_strength:
        basis = coder if fact.is_classified else labels[row.basis].lower()
        by_remark = by_basis.setdefault(basis, {})
        places = by_remark.setdefault((row.source, _remark(row)), [])
        if row.locator not in places:
            places.append(row.locator)
    return {
        basis: [
            Cited(numbers[source], source, ", ".join(locators), remark)
            for (source, remark), locators in places.items()
        ]
        for basis, places in by_basis.items()
    }


def _remark(row: Row) -> str:
    """Who speaks inside the source, and whether the figure is rounded."""
    rounded = ROUGH if row.is_rough else ""
    return ", ".join(part for part in (row.said_by, rounded) if part)

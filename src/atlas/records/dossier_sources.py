"""The sources of a record's page, numbered: those of every row that it shows, and no other."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.records.fact_card import CardFact
from atlas.records.sourcing import PARAGRAPH

_NUMBER = re.compile(r"(\d+)")
# Source and locator of a row.
Place = tuple[str, str]


class NumberedSource(NamedTuple):
    """A source with its number on the page, and where in it the rows stand."""

    number: int
    source: str
    locators: tuple[str, ...]


def _in_the_text(locator: str) -> tuple[bool, list[str | int]]:
    """Sorts places of a text: what has another name comes before paragraphs, ¶2 before ¶10."""
    pieces = _NUMBER.split(locator)
    by_size = [int(piece) if _NUMBER.fullmatch(piece) else piece for piece in pieces]
    return locator.startswith(PARAGRAPH), by_size


def numbered(
    dataset: Dataset,
    identifier: str,
    cards: Iterable[CardFact],
    relations: pd.DataFrame | None = None,
) -> list[NumberedSource]:
    """The sources of the record's own rows and of the facts on its page, then those that only its
    `relations` have.

    Each in order of rank, numbered from 1: what a fact's source is called does not depend on which
    relations are listed.
    """
    own = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    places: list[Place] = list(zip(own["source"], own["locator"], strict=True))
    for fact in cards:
        for value in fact.values:
            places.extend((row.source, row.locator) for row in value.rows)
    of_facts = {source for source, _ in places}
    if relations is not None:
        for of_relation in relations["places"]:
            places.extend(of_relation)
    locators: dict[str, dict[str, None]] = {}
    for source, locator in places:
        locators.setdefault(source, {})[locator] = None
    by_rank = [str(source) for source in dataset.sources.index if source in locators]
    in_order = sorted(by_rank, key=lambda source: source not in of_facts)
    return [
        NumberedSource(number, source, tuple(sorted(locators[source], key=_in_the_text)))
        for number, source in enumerate(in_order, start=1)
    ]

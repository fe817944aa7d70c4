"""Rules of where things are: coordinates that were written in each other's column or with a sign
too many, paragraphs that a text does not have.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product

from atlas.datapackage.files import Problem
from atlas.datapackage.locators import PARAGRAPHS
from atlas.datapackage.numbered import Row, Rows

# A box of so many degrees a side and the eight around it: the neighbourhood of a place.
BOX = 5
Box = tuple[str, int, int]
PARAGRAPH_SIGN = "¶"
# What people write in place of `¶9`, where they mean a paragraph and nothing else.
OTHERWISE = re.compile(r"(¶\s+|para(?:graph)?s?\.?\s*|par\.?\s*)\d+.*", re.IGNORECASE)
# In `¶9, 12` nobody finds the second number: it is neither counted nor looked up in its text.
UNSIGNED = re.compile(r"¶\d+(?:–\d+)?,\s*\d")
NUMBERED = "paragraphs"


def coordinates_of_another_place(rows: Rows) -> Iterator[Problem]:
    """Places that no other place of their country is near, as some are once the two are exchanged.

    So with a wrong sign. A country of which one place alone is known is not compared.
    """
    located = [row for row in rows["records"] if _is_located(row)]
    boxes = Counter(_box(row["country"], *_point(row)) for row in located)
    for row in located:
        latitude, longitude = _point(row)
        own = _box(row["country"], latitude, longitude)
        # Its own box has the place itself.
        if sum(boxes[beside] for beside in _around(own)) > 1:
            continue
        for point in _slips(latitude, longitude):
            meant = _around(_box(row["country"], *point))
            if sum(boxes[beside] for beside in meant if beside != own):
                yield row.problem("latitude", "coordinates of another place", _mend(row, point))
                break


def _is_located(row: Row) -> bool:
    return bool(row["country"] and row["latitude"] and row["longitude"])


def _point(row: Row) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _box(country: str, latitude: float, longitude: float) -> Box:
    return country, int(latitude // BOX), int(longitude // BOX)


def _around(box: Box) -> list[Box]:
    """A box and the eight around it."""
    country, row, column = box
    around = product((row - 1, row, row + 1), (column - 1, column, column + 1))
    return [(country, *beside) for beside in around]


def _slips(latitude: float, longitude: float) -> Iterator[tuple[float, float]]:
    """Where a place may be if its coordinates were exchanged, or a sign is wrong."""
    if abs(longitude) <= 90:
        yield longitude, latitude
    yield -latitude, longitude
    yield latitude, -longitude


def _mend(row: Row, point: tuple[float, float]) -> str:
    written = f"{row['latitude']}, {row['longitude']}"
    meant = f"{point[0]:g}, {point[1]:g}"
    return (
        f"no other place of {row['country']} is anywhere near {written} (latitude, longitude), but "
        f"some are near {meant}; correct the two, or the country"
    )


def paragraphs_that_are_not_there(rows: Rows) -> Iterator[Problem]:
    """Locators of a paragraph that their text does not have, or not in the form `¶9` or `¶9–11`.

    How many a text has stands in `paragraphs` of its source, so that the text itself is not needed.
    """
    numbers = {row["id"]: _number(row) for row in rows["sources"]}
    for table in rows.schema.sheets:
        for row in rows[table.name]:
            mend = _mend_locator(row["locator"], numbers.get(row["source"]))
            if mend:
                yield row.problem("locator", "paragraph that is not there", mend)


def _number(source: Row) -> int | None:
    # A package of an earlier version has no such column.
    text = source.cells.get(NUMBERED, "")
    return int(text) if text else None


def _mend_locator(locator: str, number: int | None) -> str:
    """How to mend a locator, or nothing where it can be right."""
    if OTHERWISE.fullmatch(locator) or UNSIGNED.search(locator):
        return f"write “{locator}” as ¶9, ¶9–11 or ¶9, ¶12"
    for found in PARAGRAPHS.finditer(locator):
        named = [int(text) for text in found.groups() if text]
        if 0 in named:
            return f"“{locator}”: paragraphs are counted from 1"
        if any(last <= first for first, last in pairwise(named)):
            return f"“{locator}” ends before it begins; write the smaller number first"
        if number is not None and max(named) > number:
            return f"“{locator}”: its source has {number} paragraphs; correct the number"
    return ""

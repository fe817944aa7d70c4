"""What a table of volumes by year says twice: a row's sum over some years, and those years."""

import re
from collections.abc import Iterator
from decimal import Decimal

from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.layouts import Line, year_columns

SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)", re.ASCII)
ROUNDED = Decimal("0.5")
DIFFERS = (
    "line {}: “{}” is {:,}, and the columns of these years add up to {:,}: a column is missing, or "
    "a number was changed"
)


def tiv_of(cell: str) -> Decimal | None:
    """The volume of a cell; None where it holds none."""
    try:
        return number(cell, "").value
    except UnreadableError:
        return None


def contradicted_sums(export: Export, lines: list[Line]) -> Iterator[str]:
    """Each row whose sum over some years is not that of their columns, as a sentence.

    SIPRI rounds each cell, so half a million a year may differ.
    """
    columns = {int(export.header[at]): at for at in year_columns(export.header)}
    for at, heading in enumerate(export.header):
        span = SPAN.fullmatch(heading)
        if span is None:
            continue
        years = range(int(span["first"]), int(span["last"]) + 1)
        within = [columns[year] for year in years if year in columns]
        for line in lines:
            stated = tiv_of(line.cells[at])
            values = [tiv_of(line.cells[column]) or Decimal(0) for column in within]
            summed = sum(values, Decimal(0))
            if stated is not None and abs(stated - summed) > ROUNDED * (len(values) + 1):
                yield DIFFERS.format(line.number, heading, stated, summed)

"""What the rows of the sources say of one field of one record."""

import re
from dataclasses import dataclass

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.sentences.verdicts import Row

# A row names here the columns whose figures its source rounds.
ROUGH = "uncertain"
PROJECTED = "projected"


@dataclass(frozen=True)
class Cell:
    """A row's cell: `is_shown` where it stands for the record, `is_rough` where it is rounded."""

    row: Row
    is_shown: bool
    is_rough: bool

    @property
    def number(self) -> float:
        """Its value as a number; ValueError where it is none."""
        return float(self.row.value)

    @property
    def is_plan(self) -> bool:
        """Whether its source only expects or offers it."""
        return self.row.basis == PROJECTED


Cells = dict[tuple[str, str], tuple[Cell, ...]]


@once_a_build
def cells_by_field(dataset: Dataset) -> Cells:
    """All cells of the chosen sources by id of the record and name of the field."""
    columns = ["id", "field", "value", "source", "locator", "basis", "said_by", "chosen"]
    lines = dataset.evidence[columns].astype({"field": "str"}).fillna({"said_by": ""})
    tuples = list(lines.itertuples(index=False, name=None))
    rough = {
        (identifier, source, locator, basis): value.split(";")
        for identifier, field, value, source, locator, basis, *_ in tuples
        if field == ROUGH
    }
    cells: dict[tuple[str, str], list[Cell]] = {}
    for *values, is_shown in tuples:
        row = Row(*map(str, values))
        columns_of_row = rough.get((row.record, row.source, row.locator, row.basis), ())
        cell = Cell(row, bool(is_shown), row.field in columns_of_row)
        cells.setdefault((row.record, row.field), []).append(cell)
    return {key: tuple(own) for key, own in cells.items()}


def cells(dataset: Dataset, identifier: str, field: str) -> tuple[Cell, ...]:
    """The cells of a field of a record, in order of precedence."""
    return cells_by_field(dataset).get((identifier, field), ())


def shown(dataset: Dataset, identifier: str, field: str) -> str:
    """The value that stands for the record; of a list all its items; blank for none."""
    own = [cell.row.value for cell in cells(dataset, identifier, field) if cell.is_shown]
    return ";".join(own)


def described_so(dataset: Dataset, identifier: str, text: str) -> list[Row]:
    """The rows in whose description of a transfer a text stands: engines for the J-10.

    As words of their own: J-1 is no J-10.
    """
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    own = cells(dataset, identifier, "description")
    return [cell.row for cell in own if whole.search(cell.row.value)]

"""What Frictionless finds wrong with a row, as a problem in words of ours.

Each is one sentence that names the cell and says how to mend it.
"""

import re
from collections.abc import Sequence
from typing import Any

from atlas.datapackage.cell_checks import shown
from atlas.datapackage.files import File, Problem
from atlas.values.words import listed

# Characters of a message of Frictionless, which may repeat a whole cell.
WIDTH = 300
REPEATED_ROW, REPEATED_VALUE = "repeated row", "repeated value"
# What the types of columns take.
FORMS = {
    "integer": "is no whole number; write digits alone, such as 3500",
    "number": "is no number; write digits, with a point before decimals, such as 12.5",
    "boolean": "is neither true nor false; write one of the two",
}
LIMITS = {
    "minimum": "is less than {0}, the least that this column takes; write {0} or more",
    "maximum": "is more than {0}, the most that this column takes; write {0} or less",
}
# Frictionless has no other place for the limit of a column, and for the row that has the same.
LIMIT = re.compile(r'constraint "(\w+)" is "(.*)"')
ROW = re.compile(r"row at position (\d+)")


def problem_of(file: File, error: Any, key: Sequence[str]) -> Problem:
    """An error of Frictionless in a file as a problem; `key` are the columns of its primary key."""
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", "") or getattr(error, "label", "")
    if error.type == "type-error":
        form = FORMS.get(file.table.field(column).type, "is not of the type of this column")
        return Problem(file.name, row, column, "type", f"“{shown(error.cell)}” {form}")
    if error.type == "constraint-error":
        return Problem(file.name, row, column, *_constraint(file, error, column))
    if error.type == "unique-error":
        fault = f"“{shown(error.cell)}” stands in {_place(error)} too; {mend([column])}"
        return Problem(file.name, row, column, REPEATED_VALUE, fault)
    if error.type == "primary-key":
        fault = f"the same {listed(key)} as in {_place(error)}; {mend(key)}"
        return Problem(file.name, row, ", ".join(key), REPEATED_ROW, fault)
    if error.type == "blank-row":
        return Problem(file.name, row, "", "blank row", "delete the empty row")
    return Problem(file.name, row, column, error.title.lower(), fault_of(error))


def fault_of(error: Any) -> str:
    """What an error that we have no words for says itself."""
    return shown(error.note, WIDTH) or str(error.title)


def mend(columns: Sequence[str]) -> str:
    """How to mend a row that has the same cells in these columns as another."""
    if len(columns) == 1:
        return f"give each row its own {columns[0]}, or delete one of the two"
    return "join the two rows, or correct one of them"


def _constraint(file: File, error: Any, column: str) -> tuple[str, str]:
    """Rule and sentence of a cell that is blank, beyond a limit or not in the column's form."""
    name, limit = _limit(error)
    if name == "required":
        return "blank cell", "the cell is blank, and this column needs a value; write it"
    if name in LIMITS:
        return "limit", f"“{shown(error.cell)}” {LIMITS[name].format(limit)}"
    fault = f"“{shown(error.cell)}” is not in the form of this column"
    how = file.table.field(column).mend
    return "form", f"{fault}; {how}" if how else fault


def _limit(error: Any) -> tuple[str, str]:
    read = LIMIT.match(error.note)
    return (read[1], read[2]) if read else ("", "")


def _place(error: Any) -> str:
    read = ROW.search(error.note)
    return f"row {read[1]}" if read else "another row"

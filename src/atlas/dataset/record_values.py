"""The values that show: one row per record from the chosen lines of the evidence."""

from typing import Any

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Table
from atlas.dataset import runs
from atlas.dataset.evidence import EXISTS, marks_of_shown

Items = dict[str, None]


def record_values(table: Table, lines: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """The chosen cells as one row per record: numbers as numbers, the rest as text.

    `lines` are the chosen ones of the evidence with the `code` of their record, its place in `ids`.
    Lists of several rows are united; what a row marks as uncertain are those of its values that
    show.
    """
    names = [field.name for field in table.content]
    place = pd.Index([*names, EXISTS]).get_indexer(lines["field"].cat.categories)
    row = lines["code"].to_numpy()
    column = place[lines["field"].cat.codes]
    values = lines["value"].to_numpy(dtype=object)
    marks = marks_of_shown(table, lines)
    values[lines.index.get_indexer(marks.index)] = marks.to_numpy()
    # One array for all fields: a column at a time would take as many passes as there are fields.
    cells = np.full((len(ids), len(names) + 1), None, dtype=object)
    cells[row, column] = values
    # Of a list the last line would win; a cell with several lines gets all their items.
    is_list = np.array([*(field.many for field in table.content), False])[column]
    is_united = is_list & _is_one_of_several(row, column)
    for (at_row, at_column), items in _united(
        row[is_united], column[is_united], values[is_united]
    ).items():
        cells[at_row, at_column] = ";".join(items)
    columns: dict[str, Any] = {}
    for number, field in enumerate(table.content):
        own = cells[:, number]
        if field.number:
            columns[field.name] = pd.to_numeric(pd.Series(own, index=ids, dtype="str"))
        else:
            columns[field.name] = pd.array(own, dtype="str")
    return pd.DataFrame(columns, index=ids)


def _is_one_of_several(row: "np.ndarray", column: "np.ndarray") -> "np.ndarray":
    """Whether each line has others of its cell (row and column) beside it."""
    sizes = runs.sizes(runs.starts(row, column), len(row))
    return np.repeat(sizes > 1, sizes)


def _united(
    row: "np.ndarray", column: "np.ndarray", values: "np.ndarray"
) -> dict[tuple[int, int], Items]:
    """The distinct items of each cell (row and column), in order of precedence."""
    items_by_cell: dict[tuple[int, int], Items] = {}
    cells = zip(row.tolist(), column.tolist(), strict=True)
    for cell, value in zip(cells, values.tolist(), strict=True):
        items_by_cell.setdefault(cell, {}).update(dict.fromkeys(value.split(";")))
    return items_by_cell

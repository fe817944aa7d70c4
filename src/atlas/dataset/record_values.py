"""The values that show: one row per record from the chosen lines of the evidence."""

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Table
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
    marks = marks_of_shown(table, lines)
    is_marked = lines.index.isin(marks.index)
    values = lines["value"].mask(is_marked, marks).to_numpy(dtype=object)
    # One array for all fields: a column at a time would take as many passes as there are fields.
    cells = np.full((len(ids), len(names) + 1), None, dtype=object)
    cells[row, column] = values
    # Of a list the last line would win; a cell with several lines gets all their items.
    is_united = _is_united(table, lines)
    for (at_row, at_column), items in _united(
        row[is_united], column[is_united], values[is_united]
    ).items():
        cells[at_row, at_column] = ";".join(items)
    columns = {}
    for number, field in enumerate(table.content):
        texts = pd.Series(cells[:, number], index=ids, dtype="str")
        columns[field.name] = pd.to_numeric(texts) if field.number else texts
    return pd.DataFrame(columns, index=ids)


def _is_united(table: Table, lines: pd.DataFrame) -> "np.ndarray":
    """Whether each line is one of several of a list."""
    lists = [field.name for field in table.content if field.many]
    is_one_of_several = lines.duplicated(["code", "field"], keep=False)
    return (lines["field"].isin(lists) & is_one_of_several).to_numpy()


def _united(
    row: "np.ndarray", column: "np.ndarray", values: "np.ndarray"
) -> dict[tuple[int, int], Items]:
    """The distinct items of each cell (row and column), in order of precedence."""
    items_by_cell: dict[tuple[int, int], Items] = {}
    cells = zip(row.tolist(), column.tolist(), strict=True)
    for cell, value in zip(cells, values.tolist(), strict=True):
        items_by_cell.setdefault(cell, {}).update(dict.fromkeys(value.split(";")))
    return items_by_cell

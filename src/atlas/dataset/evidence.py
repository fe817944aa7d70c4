"""Rows of coding sheets as evidence: one line a non-blank cell, in order of precedence.

The line that is shown is marked.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.datapackage.schema import KEY, Schema, Table
from atlas.dataset import runs
from atlas.values import dates
from atlas.values.refinement import refines


class Basis(StrEnum):
    """How a source stands to what it says, the strongest first."""

    STATED = "stated"
    REPORTED = "reported"
    INFERRED = "inferred"
    PROJECTED = "projected"


STRENGTH: dict[str, int] = {basis: place for place, basis in enumerate(Basis)}
# What changes with time: the later source comes first.
LATER_FIRST = {"status", "delivered", "quantity_delivered"}
# The field of a row that only mentions its record.
EXISTS = "exists"
COLUMNS = ["table", "id", "field", "value", "source", "locator", "basis", "said_by", "chosen"]
# What tells a row of a sheet from the others.
ROW = ["code", "source", "locator", "basis"]
FIRST_DAY, LAST_DAY = pd.Timestamp("1000-01-01"), pd.Timestamp("9999-12-31")


class _Date(NamedTuple):
    """A candidate for the date of a record: its line, its text, whether it is but a plan."""

    line: int
    text: str
    is_plan: bool

    def refines(self, shown: "_Date") -> bool:
        """Whether it says more exactly what the shown date says."""
        is_firm = shown.is_plan or not self.is_plan
        return is_firm and refines(self.text, shown.text)


def evidence(schema: Schema, table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Every non-blank cell of a sheet's rows, in order of precedence within its record and field.

    `rows` of the sheet stand in order of record (`code`), `rank` of their source and locator, with
    the `strength` of their basis and the day of publication of the source (`published`). Returns
    `code` and `COLUMNS`; a row without any content gives one line with the field `exists`. `chosen`
    marks what is shown: the first candidate, the date that refines it, every item of a list, but of
    plans only where no row says more, and what a row marks of its own values that show.
    """
    names = [*(field.name for field in table.content), EXISTS]
    row, column, values = _cells(rows, names)
    code = rows["code"].to_numpy()[row]
    is_plan = (rows["strength"].to_numpy() == STRENGTH[Basis.PROJECTED])[row]
    columns = {
        "code": code,
        **{name: pd.Series(rows[name].to_numpy()[row], dtype=object) for name in (*KEY, "said_by")},
        "field": _categories(field_names(schema), names, column),
        "table": _categories(list(schema.tables), [table.name], np.zeros_like(column)),
        "value": pd.array(values, dtype="str"),
        "chosen": _chosen(table, code, column, values, is_plan),
    }
    lines = pd.DataFrame(columns)
    marks = marks_of_shown(table, lines)
    if len(marks):
        lines.loc[marks.index, "chosen"] = marks.ne("")
    return lines


def _cells(rows: pd.DataFrame, names: list[str]) -> tuple["np.ndarray", "np.ndarray", "np.ndarray"]:
    """Row, column and text of each cell that is not blank, in order of precedence.

    `names` are those of the columns, of which the last one is for rows that say nothing but that
    their record exists.
    """
    cells = rows[names[:-1]].to_numpy(dtype=object)
    is_filled = pd.notna(cells)
    is_bare = ~is_filled.any(axis=1)
    row, column = np.nonzero(np.column_stack([is_filled, is_bare]))
    blank = np.full(len(rows), "")
    values = np.column_stack([cells, blank])[row, column]
    precedence = _precedence(rows, names, row, column)
    order = np.lexsort((precedence, column, rows["code"].to_numpy()[row]))
    return row[order], column[order], values[order]


def _chosen(
    table: Table,
    code: "np.ndarray",
    column: "np.ndarray",
    values: "np.ndarray",
    is_plan: "np.ndarray",
) -> "np.ndarray":
    """Which lines show, but for marks of others: the lines stand in order of precedence."""
    starts = runs.starts(code, column)
    sizes = runs.sizes(starts, len(code))
    is_first = np.zeros(len(code), dtype=bool)
    is_first[starts] = True
    is_list = np.array([*(field.many for field in table.content), False])[column]
    chosen: np.ndarray = is_first | (is_list & ~_is_outdated_plan(is_plan, starts))
    is_date = np.array([*(field.edtf for field in table.content), False])[column]
    # A loop, because few records have several dates of one field.
    is_of_dates = is_date[starts] & (sizes > 1)
    for start, size in zip(starts[is_of_dates], sizes[is_of_dates], strict=True):
        dates_of_one = range(start, start + size)
        shown = _shown_date(_Date(line, values[line], is_plan[line]) for line in dates_of_one)
        chosen[dates_of_one] = False
        chosen[shown] = True
    return chosen


def _is_outdated_plan(is_plan: "np.ndarray", starts: "np.ndarray") -> "np.ndarray":
    """Which lines are plans of what the first of their record and field says has come about.

    `starts` are the places of the first ones: the lines of each stand in order of their basis.
    """
    sizes = runs.sizes(starts, len(is_plan))
    is_of_plans = np.repeat(is_plan[starts], sizes)
    is_outdated: np.ndarray = is_plan & ~is_of_plans
    return is_outdated


def shown_plans(lines: pd.DataFrame, table: str) -> set[tuple[str, str]]:
    """The values of a table's records that show and are only planned, by record and field.

    `lines` are the evidence.
    """
    is_shown_plan = lines["chosen"] & lines["basis"].eq(Basis.PROJECTED)
    own = lines[is_shown_plan & lines["table"].eq(table)]
    return set(zip(own["id"], own["field"], strict=True))


def marks_of_shown(table: Table, lines: pd.DataFrame) -> "pd.Series[str]":
    """What rows mark in a column that names others, without the columns that show another row.

    A source that rounds a figure says nothing of the figure that another one has. By line; blank
    where nothing is left.
    """
    marking = [field.name for field in table.content if field.columns]
    is_marking = lines["field"].isin(marking)
    if not is_marking.any():
        return pd.Series(dtype="str", index=lines.index[:0])
    marks = lines[is_marking]
    is_near = lines["chosen"] & lines["code"].isin(marks["code"])
    shown = set(lines.loc[is_near, [*ROW, "field"]].itertuples(index=False, name=None))
    kept = []
    for *row, text in marks[[*ROW, "value"]].itertuples(index=False, name=None):
        kept.append(";".join(name for name in text.split(";") if (*row, name) in shown))
    return pd.Series(kept, index=marks.index, dtype="str")


def field_names(schema: Schema) -> list[str]:
    """The names of all fields that a cell can be of, `exists` last."""
    names = dict.fromkeys(name for _, name in schema.content)
    return [*names, EXISTS]


def _categories(
    categories: list[str], names: list[str], places: "np.ndarray"
) -> "pd.Categorical[str]":
    """The names at some places, as a categorical of all that there can be."""
    known = pd.Index(categories)
    codes = known.get_indexer(pd.Index(names))[places]
    return pd.Categorical.from_codes(codes.tolist(), categories=known)


def _precedence(
    rows: pd.DataFrame, names: list[str], row: "np.ndarray", column: "np.ndarray"
) -> "np.ndarray":
    """The place of each cell's row in the order of precedence that holds for its field.

    Rows come by basis, then as they stand; for what changes with time the later source goes first.
    """
    strength = rows["strength"].to_numpy()
    published = rows["published"].to_numpy().astype("datetime64[s]").astype(np.int64)
    places = np.arange(len(rows))
    # The place of each row is the inverse of the order in which the rows come.
    early = np.empty(len(rows), dtype=np.int64)
    late = np.empty(len(rows), dtype=np.int64)
    early[np.lexsort((places, strength))] = places
    late[np.lexsort((places, -published, strength))] = places
    is_later_first = np.array([name in LATER_FIRST for name in names])[column]
    places_of_cells: np.ndarray = np.where(is_later_first, late[row], early[row])
    return places_of_cells


def _shown_date(candidates: Iterable[_Date]) -> int:
    """The line of the date that shows of a record and field, of candidates in order of precedence.

    It is the first, or a later one that refines what shows so far. A plan never takes the place of
    what has been stated since, however exact it is.
    """
    shown, *later = candidates
    for candidate in later:
        if candidate.refines(shown):
            shown = candidate
    return shown.line


def edges(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """First and last day of each date, an open side as far out as days go."""
    days = dates.bounds(texts)
    return days["start"].fillna(FIRST_DAY), days["end"].fillna(LAST_DAY)

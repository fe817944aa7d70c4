"""Rows of coding sheets as evidence: one line a non-blank cell, ordered by precedence, the shown one marked."""

from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from atlas.datapackage.schema import KEY, Field, Schema, Table
from atlas.values import dates

BASIS = ("stated", "reported", "inferred", "projected")
STRENGTH = {basis: place for place, basis in enumerate(BASIS)}
LATER_FIRST = {"status", "delivered", "quantity_delivered"}
COLUMNS = ["table", "id", "field", "value", "source", "locator", "basis", "said_by", "chosen"]
RECORD = ["table", "id", "field"]
NO_CONFLICT = {"status"}


def evidence(schema: Schema, table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Every non-blank cell of a sheet's rows, in order of precedence within its record and field.

    `rows` of the sheet stand in order of record (`code`), `rank` of their source and locator, with the day of publication of
    the source (`published`). Returns `code` and the columns of `COLUMNS`; a row without any content gives one line with field
    `exists`. `chosen` marks what is shown: the first candidate, the date that refines it, every item of a list.
    """
    names = [*(field.name for field in table.content), "exists"]
    filled = rows[names[:-1]].notna().to_numpy()
    row, column = np.nonzero(np.column_stack([filled, ~filled.any(axis=1)]))
    values = np.column_stack([rows[names[:-1]].to_numpy(dtype=object), np.full(len(rows), "")])[
        row, column
    ]
    early, late = _precedence(rows)
    later = np.array([name in LATER_FIRST for name in names])[column]
    record = rows["code"].to_numpy()
    order = np.lexsort((np.where(later, late[row], early[row]), column, record[row]))
    row, column = row[order], column[order]
    lines = rows[["code", *KEY, "said_by"]].take(row).reset_index(drop=True)
    first = np.r_[True, (record[row][1:] != record[row][:-1]) | (column[1:] != column[:-1])][
        : len(row)
    ]
    lists = np.array([*(field.many for field in table.content), False])[column]
    known = pd.Index(field_names(schema))
    lines["field"] = pd.Categorical.from_codes(
        known.get_indexer(pd.Index(names))[column].tolist(), categories=known
    )
    lines["table"] = pd.Categorical.from_codes(
        [list(schema.tables).index(table.name)] * len(lines),
        categories=pd.Index(list(schema.tables)),
    )
    lines["value"] = pd.Series(values[order], dtype="str")
    lines["chosen"] = first | lists
    dated = lines[lines["field"].isin([field.name for field in table.content if field.edtf])]
    lines.loc[dated.index, "chosen"] = _refined(dated)
    return lines


def field_names(schema: Schema) -> list[str]:
    """The names of all fields that a cell can be of, `exists` last."""
    return [
        *dict.fromkeys(field.name for table in schema.sheets for field in table.content),
        "exists",
    ]


def _precedence(rows: pd.DataFrame) -> tuple["np.ndarray", "np.ndarray"]:
    """Place of each row: by basis, then as the rows stand; and for what changes with time, the later source first."""
    basis = rows["basis"].map(STRENGTH).to_numpy()
    published = rows["published"].to_numpy().astype("datetime64[s]").astype(np.int64)
    early = np.empty(len(rows), dtype=np.int64)
    late = np.empty(len(rows), dtype=np.int64)
    early[np.lexsort((np.arange(len(rows)), basis))] = np.arange(len(rows))
    late[np.lexsort((np.arange(len(rows)), -published, basis))] = np.arange(len(rows))
    return early, late


def _refined(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Which date of each record and field shows: the first, or a later candidate that lies inside what shows so far."""
    chosen = lines["chosen"].copy()
    several = lines[lines.duplicated(["code", "field"], keep=False)]
    first, last = _edges(several["value"])
    keys = zip(several["code"], several["field"], strict=True)
    shown: dict[tuple[int, str], tuple[int, pd.Timestamp, pd.Timestamp]] = {}
    for key, other in zip(keys, zip(several.index, first, last, strict=True), strict=True):
        now = shown.setdefault(key, other)
        if other[1] >= now[1] and other[2] <= now[2] and other[1:] != now[1:]:
            shown[key] = other
    chosen[several.index] = several.index.isin([index for index, _, _ in shown.values()])
    return chosen


def _edges(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """First and last day of each date, an open side as far out as days go."""
    days = dates.bounds(texts)
    return days["start"].fillna(pd.Timestamp("1000-01-01")), days["end"].fillna(
        pd.Timestamp("9999-12-31")
    )


def conflicts(schema: Schema, lines: pd.DataFrame) -> pd.DataFrame:
    """Fields on which rows disagree: numbers, codes, and dates of which neither contains the other.

    Returns table, id, field, lowest and highest value (as text, by number or day where there is one), how many distinct
    values and sources. Names, places, notes and statements never conflict, and an earlier status is history.
    """
    fields = [field for table in schema.sheets for field in table.content]
    numbers, dated = (
        {field.name for field in fields if field.number},
        {field.name for field in fields if field.edtf},
    )
    codes = {field.name for field in fields if _is_code(field)}
    several = _with_several_values(lines[lines["field"].isin(numbers | dated | codes)])
    by_number, by_code, by_date = (
        several[several["field"].isin(names)] for names in (numbers, codes, dated)
    )
    found = [
        _disagreeing(by_number.assign(size=pd.to_numeric(by_number["value"]))),
        _disagreeing(by_code.assign(size=by_code["value"])),
        _disagreeing(_outside(by_date)),
    ]
    return pd.concat(found, ignore_index=True)


def _with_several_values(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of fields of which not all values are the same; lines of one field of one record stand together."""
    table, field, record = (
        lines["table"].cat.codes.to_numpy(),
        lines["field"].cat.codes.to_numpy(),
        lines["id"].to_numpy(dtype=object),
    )
    value = lines["value"].to_numpy(dtype=object)
    new = np.ones(len(lines), dtype=bool)
    new[1:] = (table[1:] != table[:-1]) | (field[1:] != field[:-1]) | (record[1:] != record[:-1])
    group = np.cumsum(new) - 1
    differs = value != value[np.flatnonzero(new)][group]
    return lines[np.isin(group, np.unique(group[differs]))]


def _is_code(field: Field) -> bool:
    countries = field.reference == ("countries",)
    return not field.many and field.name not in NO_CONFLICT and bool(field.vocabulary or countries)


def _outside(lines: pd.DataFrame) -> pd.DataFrame:
    """The dates of those fields in which two dates do not contain one another."""
    first, last = _edges(lines["value"])
    sized = lines.assign(size=first, end=last).sort_values(
        [*RECORD, "size", "end"], ascending=[True] * 4 + [False]
    )
    nested = sized["end"] <= sized.groupby(RECORD, observed=True)["end"].cummin()
    contained = nested.groupby([sized[name] for name in RECORD], observed=True).transform("all")
    return sized[~contained]


def _disagreeing(lines: pd.DataFrame) -> pd.DataFrame:
    """One line for each record and field with more than one distinct `size`; a loop, because there are few."""
    fields: dict[tuple[str, ...], list[tuple[Any, str, str]]] = {}
    for *key, size, value, source in zip(
        *(lines[name].tolist() for name in (*RECORD, "size", "value", "source")), strict=True
    ):
        fields.setdefault(tuple(key), []).append((size, value, source))
    found = []
    for name, said in fields.items():
        ordered, sizes = sorted(said, key=itemgetter(0)), {size for size, _, _ in said}
        if len(sizes) > 1:
            found.append(
                (
                    *name,
                    ordered[0][1],
                    ordered[-1][1],
                    len(sizes),
                    len({source for _, _, source in said}),
                )
            )
    columns = [*RECORD, "lowest", "highest", "n_values", "n_sources"]
    return pd.DataFrame(found, columns=columns).astype(
        dict.fromkeys(columns[:5], "str") | dict.fromkeys(columns[5:], "int64")
    )

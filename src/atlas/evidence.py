"""Rows of coding sheets as evidence: one line a non-blank cell, ordered by precedence, the shown one marked."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from atlas import dates
from atlas.schema import KEY, Field, Schema, Table

LATER_FIRST = {"status", "delivered", "quantity_delivered"}
COLUMNS = ["table", "id", "field", "value", "source", "locator", "basis", "said_by", "chosen"]
NO_CONFLICT = {"status"}


def evidence(schema: Schema, sheets: Iterable[tuple[Table, pd.DataFrame]], sources: pd.DataFrame) -> pd.DataFrame:
    """Every non-blank cell of the sheets, in order of precedence within its record and field.

    `sheets` are tables with their rows from the chosen `sources` (indexed by id, with `rank` and `published`). Returns the
    columns of `COLUMNS`; a row without any content gives one line with field `exists`. `chosen` marks what is shown:
    the first candidate, the date that refines it, every item of a list.
    """
    lines = pd.concat([_lines(table, rows, sources) for table, rows in sheets], ignore_index=True)
    keys = [lines["table"], lines["id"], lines["field"]]
    codes = [pd.factorize(key)[0] for key in keys]
    order = np.lexsort((lines["order"].to_numpy(), codes[2], codes[1], codes[0]))
    lines = lines.iloc[order].reset_index(drop=True)
    fields = {(table.name, field.name): field for table in schema.sheets for field in table.content}
    lines["chosen"] = ~lines.duplicated(["table", "id", "field"])
    kind = pd.MultiIndex.from_frame(lines[["table", "field"]])
    lines.loc[kind.isin([key for key, field in fields.items() if field.many]), "chosen"] = True
    dated = lines[kind.isin([key for key, field in fields.items() if field.edtf])]
    lines.loc[dated.index, "chosen"] = _refined(dated)
    return lines[COLUMNS]


def _lines(table: Table, rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    names = [field.name for field in table.content]
    cells = rows[names].to_numpy(dtype=object)
    filled = rows[names].notna().to_numpy()
    bare = ~filled.any(axis=1)
    row, column = np.nonzero(np.column_stack([filled, bare]))
    values = np.column_stack([cells, np.full(len(rows), "")])[row, column]
    later = np.array([name in LATER_FIRST for name in [*names, "exists"]])[column]
    early, late = _precedence(rows, sources)
    said = rows[[*KEY, "said_by"]].iloc[row].reset_index(drop=True)
    field = np.array([*names, "exists"], dtype=object)[column]
    return said.assign(table=table.name, field=field, value=values, order=np.where(later, late[row], early[row]))


def _precedence(rows: pd.DataFrame, sources: pd.DataFrame) -> tuple["np.ndarray", "np.ndarray"]:
    """Rank of each row: by basis, source and locator; and for what changes with time, the later source first."""
    basis = rows["basis"].map({"stated": 0, "reported": 1, "inferred": 2, "projected": 3}).to_numpy()
    rank = rows["source"].map(sources["rank"]).to_numpy()
    published = rows["source"].map(sources["published_day"]).to_numpy().astype("datetime64[s]").astype(np.int64)
    number = pd.to_numeric(rows["locator"].str.extract(r"(\d+)")[0], errors="coerce").fillna(np.inf).to_numpy()
    text = rows["locator"].rank(method="dense").to_numpy()
    early = np.empty(len(rows), dtype=np.int64)
    late = np.empty(len(rows), dtype=np.int64)
    early[np.lexsort((text, number, rank, basis))] = np.arange(len(rows))
    late[np.lexsort((text, number, rank, -published, basis))] = np.arange(len(rows))
    return early, late


def _refined(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Which date of each record and field shows: the first, or a later candidate that lies inside what shows so far."""
    chosen = lines["chosen"].copy()
    several = lines[lines.duplicated(["table", "id", "field"], keep=False)]
    first, last = _edges(several["value"])
    days = pd.DataFrame({"start": first, "end": last}).assign(**several[["table", "id", "field"]])
    for _, group in days.groupby(["table", "id", "field"], sort=False):
        candidates = list(zip(group.index, group["start"], group["end"], strict=True))
        shown = candidates[0]
        for other in candidates[1:]:
            if other[1] >= shown[1] and other[2] <= shown[2] and other[1:] != shown[1:]:
                shown = other
        chosen.loc[group.index] = group.index == shown[0]
    return chosen


def _edges(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """First and last day of each date, an open side as far out as days go."""
    days = dates.bounds(texts)
    return days["start"].fillna(pd.Timestamp("1000-01-01")), days["end"].fillna(pd.Timestamp("9999-12-31"))


def conflicts(schema: Schema, lines: pd.DataFrame) -> pd.DataFrame:
    """Fields on which rows disagree: numbers, codes, and dates of which neither contains the other.

    Returns table, id, field, lowest and highest value (as text, by number or day where there is one), how many distinct
    values and sources. Names, places, notes and statements never conflict, and an earlier status is history.
    """
    fields = [(table.name, field) for table in schema.sheets for field in table.content]
    codes = [(table, field.name) for table, field in fields if _is_code(field)]
    numbers = [(table, field.name) for table, field in fields if field.number]
    when = [(table, field.name) for table, field in fields if field.edtf]
    kind = pd.MultiIndex.from_frame(lines[["table", "field"]])
    by_number, by_code, by_date = (lines[kind.isin(keys)] for keys in (numbers, codes, when))
    found = [
        _disagreeing(by_number.assign(size=pd.to_numeric(by_number["value"]))),
        _disagreeing(by_code.assign(size=by_code["value"])),
        _disagreeing(_outside(by_date)),
    ]
    columns = ["table", "id", "field", "lowest", "highest", "n_values", "n_sources"]
    return pd.concat([frame for frame in found if len(frame)] or [pd.DataFrame(columns=columns)], ignore_index=True)[columns]


def _is_code(field: Field) -> bool:
    countries = field.reference == ("countries",)
    return not field.many and field.name not in NO_CONFLICT and bool(field.vocabulary or countries)


def _outside(lines: pd.DataFrame) -> pd.DataFrame:
    """The dates of those fields in which two dates do not contain one another."""
    first, last = _edges(lines["value"])
    sized = lines.assign(size=first, end=last)
    sized = sized.sort_values(["table", "id", "field", "size", "end"], ascending=[True, True, True, True, False])
    widest = sized.groupby(["table", "id", "field"])["end"].cummin()
    nested = sized["end"] <= widest
    contained = sized.assign(nested=nested).groupby(["table", "id", "field"])["nested"].transform("all")
    return sized[~contained]


def _disagreeing(lines: pd.DataFrame) -> pd.DataFrame:
    """One line for each record and field with more than one distinct `size`."""
    ordered = lines.sort_values(["table", "id", "field", "size"], kind="stable")
    groups = ordered.groupby(["table", "id", "field"], sort=False)
    found = groups.agg(lowest=("value", "first"), highest=("value", "last"), n_values=("size", "nunique"), n_sources=("source", "nunique"))
    return found[found["n_values"] > 1].reset_index()

"""The time of each record: days and years to compare, a text to read."""

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Table
from atlas.dataset import runs
from atlas.dataset.evidence import Basis
from atlas.values import dates

DAYS = "datetime64[s]"
# What stands behind the date of something that came about, where it is known from a plan alone.
PLANNED = " (planned)"


def when(
    table: Table,
    values: pd.DataFrame,
    rows: pd.DataFrame,
    chosen: pd.DataFrame,
    projected: pd.Series,
) -> pd.DataFrame:
    """Days, years and text of each record's time.

    `values` are the shown values by id, `rows` the rows in the same order of records (`code`), with
    `published`, `chosen` the lines of evidence that show, `projected` says of which records no row
    says more than that they are expected. Columns: `start`, `end` (first and last day),
    `approximate`, `dated`, `planned` (a date that is but projected), `when` (in words; “(planned)”
    stands behind the date of something that came about, where it is a plan), `year_first`,
    `year_last`. A record without a date is filed under the year in which the first source that
    mentions it was published.
    """
    mentioned, latest = _first_and_last_mention(rows)
    days = [dates.bounds(values[name]) for name in table.when]
    # A record spans all its dates: a transfer that from its order to its last delivery.
    start = np.full(len(values), "NaT", dtype=DAYS)
    end = start.copy()
    approximate = np.zeros(len(values), dtype=bool)
    for span in days:
        start = np.fmin(start, span["start"].to_numpy())
        end = np.fmax(end, span["end"].to_numpy())
        approximate |= span["approximate"].to_numpy()
    dated = ~(np.isnat(start) & np.isnat(end))
    # An open end reaches as far as the sources that speak of it, an open start begins at the end.
    last_known = np.where(latest >= start, latest, start)
    end = np.where(np.isnat(end) & dated, last_known, end)
    start = np.where(np.isnat(start) & dated, end, start)
    columns = {
        "start": start,
        "end": end,
        "approximate": approximate,
        "dated": dated,
        "planned": _is_planned(table, chosen, len(values)),
        "when": _in_words(table, values, _plans(chosen, values.index, projected), mentioned),
        "year_first": _year(np.where(dated, start, mentioned)),
        "year_last": _year(np.where(dated, end, mentioned)),
    }
    return pd.DataFrame(columns, index=values.index)


def _first_and_last_mention(rows: pd.DataFrame) -> tuple["np.ndarray", "np.ndarray"]:
    """When the first and the last source of each record were published."""
    published = rows["published"].to_numpy().astype(DAYS)
    first = runs.starts(rows["code"].to_numpy())
    return np.fmin.reduceat(published, first), np.fmax.reduceat(published, first)


def _year(moments: "np.ndarray") -> "np.ndarray":
    return moments.astype("datetime64[Y]").astype(int) + 1970


def _is_planned(table: Table, chosen: pd.DataFrame, size: int) -> "np.ndarray":
    """Whether all dates that show of each record are projected."""
    is_date = chosen["field"].isin(table.when).to_numpy()
    is_projected = chosen["basis"].to_numpy() == Basis.PROJECTED
    code = chosen["code"].to_numpy()
    has_plan = np.bincount(code[is_date & is_projected], minlength=size) > 0
    has_fact = np.bincount(code[is_date & ~is_projected], minlength=size) > 0
    planned: np.ndarray = has_plan & ~has_fact
    return planned


def _plans(chosen: pd.DataFrame, ids: pd.Index, projected: pd.Series) -> set[tuple[str, str]]:
    """What is but planned of a record that came about, by its id and field."""
    code = chosen["code"].to_numpy()
    came_about = ~projected.to_numpy(dtype=bool)[code]
    own = (chosen["basis"].to_numpy() == Basis.PROJECTED) & came_about
    return set(zip(ids[code[own]], chosen["field"].to_numpy()[own], strict=True))


def _in_words(
    table: Table, values: pd.DataFrame, plans: set[tuple[str, str]], mentioned: "np.ndarray"
) -> pd.Series:
    """Each record's time in words: the first of its dates, or the year of the mention."""
    words = [f"mentioned {year}" for year in _year(mentioned).tolist()]
    # The first of the dates is written last.
    for name in reversed(table.when):
        for place, text in enumerate(values[name].tolist()):
            if isinstance(text, str):
                planned = PLANNED if (values.index[place], name) in plans else ""
                words[place] = f"{dates.label(text)}{planned}"
    return pd.Series(words, index=values.index, dtype="str")

"""How many transfers have begun until each year, by supplier and recipient."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.courses_view import CourseOptions
from atlas.charts.transfers.flows_view import STREET, directed, state_of
from atlas.charts.transfers.matrix_view import NOT_CARRIED_OUT
from atlas.dataset.dataset import Dataset
from atlas.records.listing import coded

MOST = 5
OTHER = "other"
CHINA_RUSSIA = ["-".join(pair) for pair in STREET]
COLUMNS = ["key", "pair", "year", "new", "total", "undated", "apart"]


def cumulative(dataset: Dataset, options: CourseOptions) -> pd.DataFrame:
    """Years of each pair of supplier and recipient: key, pair (in words), year, new, total (until then), undated, apart.

    Every pair has every year from the first to the last in which any transfer begins. What has no date stands in no year, and what
    is projected, cancelled or denied is not counted: `undated` and `apart` say, in every row, how many these are of all pairs.
    Of many pairs the largest are named, the two directions between Russia and China always, and the rest is one.
    """
    frame = directed(dataset)
    key = frame["supplier"] + "-" + frame["recipient"]
    if options.whose == "china":
        frame = frame[key.isin(CHINA_RUSSIA)]
    frame = frame.assign(
        key=key,
        pair=coded(frame["supplier"], dataset.labels)
        + " → "
        + coded(frame["recipient"], dataset.labels),
    )
    frame = _named(frame)
    apart = state_of(frame).isin(NOT_CARRIED_OUT)
    facts = frame[~apart]
    dated = facts[facts["dated"]]
    if dated.empty:
        return pd.DataFrame(columns=COLUMNS)
    years = range(int(dated["year_first"].min()), int(dated["year_first"].max()) + 1)
    new = pd.crosstab(dated["key"], dated["year_first"]).reindex(columns=years, fill_value=0)
    order = sorted(
        new.index,
        key=lambda one: (
            CHINA_RUSSIA.index(one) if one in CHINA_RUSSIA else 2,
            one == OTHER,
            -new.loc[one].sum(),
            one,
        ),
    )
    long = (
        new.loc[order]
        .rename_axis("key")
        .reset_index()
        .melt("key", var_name="year", value_name="new")
    )
    long = long.assign(place=long["key"].map(order.index)).sort_values(
        ["place", "year"], ignore_index=True
    )
    total = long.groupby("key", sort=False)["new"].cumsum()
    names = dict(zip(frame["key"], frame["pair"], strict=True))
    left_out = {"undated": int((~facts["dated"]).sum()), "apart": int(apart.sum())}
    return long.assign(pair=long["key"].map(names), total=total, **left_out)[COLUMNS]


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the small pairs as one."""
    sizes = frame["key"].value_counts()
    order = sorted(sizes.index, key=lambda one: (one not in CHINA_RUSSIA, -sizes[one], one))
    small = order[MOST:] if len(order) > MOST + 1 else []
    rest = frame["key"].isin(small)
    return frame.assign(
        key=frame["key"].mask(rest, OTHER),
        pair=frame["pair"].mask(rest, f"Other pairs ({len(small)})"),
    )


def cumulative_table(rows: pd.DataFrame, context: Context[CourseOptions]) -> pd.DataFrame:
    """The same numbers as a reader sees them: a row a year, two columns a pair."""
    table = {"Year": rows["year"].drop_duplicates().reset_index(drop=True)}
    for pair, part in rows.groupby("pair", sort=False):
        table[f"{pair}, begun in the year"] = part["new"].reset_index(drop=True)
        table[f"{pair}, until then"] = part["total"].reset_index(drop=True)
    return pd.DataFrame(table)

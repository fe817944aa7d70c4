"""Shares of arms imports and exports as rows, ours and those that others have published."""

from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.edition_sums import EXPORTS, IMPORTS
from atlas.charts.transfers.shares_view import ShareOptions, edition_of
from atlas.charts.transfers.shares_words import (
    WHOLES,
    published_when,
    sources_of,
    span,
    title_of,
)
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids


def share_table(view: pd.DataFrame, context: Context[ShareOptions]) -> pd.DataFrame:
    """The same rows as a reader sees them: ours with part and total, and the published ones."""
    dataset = context.dataset
    edition = edition_of(context.dataset, context.options)
    is_ours = view["count"].eq("")
    sources = [_row_sources(row, dataset) for _, row in view.iterrows()]
    sources_behind = pd.Series(sources, index=view.index, dtype="str")
    short = dataset.sources["short"]
    cited = []
    for ids in sources:
        names = [short[source] for source in ids.split(";")]
        cited.append(", ".join(names))
    columns = {
        "Share": [title_of(row, dataset) for _, row in view.iterrows()],
        "Years": [span(*years) for years in zip(view["first"], view["year"], strict=True)],
        "Per cent": view["value"].astype("float").round(1),
        "Part (million TIV)": view["part"].astype("float"),
        "Total (million TIV)": view["total"].astype("float"),
        "By": [edition if own else "" for own in is_ours],
        "Index, lower bound": view["least"].astype("float").round(2),
        "Index, upper bound": view["most"].astype("float").round(2),
        "In this edition": view["now"].astype("float").round(1),
        "Sources": pd.Series(cited, index=view.index, dtype="str"),
    }
    table = pd.DataFrame(columns, index=view.index)
    for place, identifier in view.loc[~is_ours, "count"].items():
        table.loc[place, "By"] = f"published {published_when(dataset, identifier)}"
    return with_ids(table, {"Sources": sources_behind})


def _row_sources(row: "pd.Series[Any]", dataset: Dataset) -> str:
    if row["count"]:
        return str(dataset.counts.at[row["count"], "source"])
    return ";".join(sources_of(row["ids"], dataset))


COLUMN_NOTES = {
    "Share": f"Whose share, of {WHOLES[IMPORTS]} or of {WHOLES[EXPORTS]}.",
    "Years": "The years that are added up, the first and the last included.",
    "Per cent": "The share, in per cent.",
    "Part (million TIV)": "Numerator, in million SIPRI TIV; blank for published shares.",
    "Total (million TIV)": "Denominator, in million SIPRI TIV, of the same edition; blank for "
    "published shares.",
    "By": "The edition of both numbers; of a published share, when it was published.",
    "Index, lower bound": "Herfindahl index of China's suppliers, 0 to 1, if what none of them "
    "accounts for came from many small ones.",
    "Index, upper bound": "The same if it came from a single one.",
    "In this edition": "Beside a published share, ours of the same years, in per cent; blank where "
    "the edition does not have all of them.",
}

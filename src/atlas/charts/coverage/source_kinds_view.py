"""What kinds of sources speak of the records in view."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset
from atlas.records.sources import sources

COLUMN_NOTES = {
    "Kind of source": "Who speaks.",
    "Sources": "How many sources of this kind speak of an entry in view.",
    "Share": "Their share of all these sources, in per cent.",
}


def source_kinds(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """How many sources of each kind speak of a record in view: kind, n; the most first."""
    speaking = sources(dataset)["Records"].gt(0)
    kinds = dataset.sources.loc[speaking.index[speaking], "kind"]
    counts: pd.DataFrame = kinds.value_counts().rename_axis("kind").rename("n").reset_index()
    return counts.sort_values(["n", "kind"], ascending=[False, True], ignore_index=True)


def as_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same as a reader sees it, with each kind's share in per cent."""
    share = (counts["n"] * 100 / counts["n"].sum()).round(1)
    titles = counts["kind"].map(context.schema.labels("source-kind"))
    return pd.DataFrame({"Kind of source": titles, "Sources": counts["n"], "Share": share})

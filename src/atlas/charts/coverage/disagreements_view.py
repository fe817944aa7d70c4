"""Values on which sources disagree, and how far they lie apart."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.conflicts import conflicts, disputed

COLUMNS = ["table", "id", "field", "lowest", "highest", "shown", "unit", "ratio", "place"]
COLUMN_NOTES = {
    "Field": "What the sources disagree on.",
    "Value shown": "The value of the strongest statement.",
    "Lowest": "The lowest or earliest value that any of them has.",
    "Highest": "The highest or latest value that any of them has.",
    "Spread": "How far these two lie apart.",
    "Independent origins": "How many independent sources say or only expect each value.",
}


def disagreements(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """The values of records in view on which sources disagree, the largest spread first.

    Columns: table, id, field; lowest, highest and shown value as its table has it; unit (where a
    column of the record names it, else blank); ratio (highest to lowest; NA for dates, codes and
    what begins at nothing, which come last); place (in the order of `records.conflicts`).
    """
    rows = disputed(dataset).reset_index(drop=True)
    numbers = {field.name for field in dataset.schema.content.values() if field.number}
    is_number = rows["field"].isin(numbers)
    lowest = pd.to_numeric(rows["lowest"].where(is_number))
    highest = pd.to_numeric(rows["highest"].where(is_number))
    chosen = _chosen_values(dataset)
    units = _units(dataset)
    keys = list(zip(rows["table"], rows["id"], rows["field"], strict=True))
    rows = rows.assign(
        shown=pd.Series([chosen[key] for key in keys], dtype="str"),
        unit=rows["id"].map(units).fillna("").astype("str"),
        ratio=(highest / lowest.where(lowest.gt(0))).astype("float64"),
        place=rows.index,
    )
    ordered = rows.sort_values("ratio", ascending=False, kind="stable", ignore_index=True)
    return ordered[COLUMNS]


@once_a_build
def _chosen_values(dataset: Dataset) -> dict[tuple[str, str, str], str]:
    """The shown value of each field that is disputed, by table, record and field."""
    disputed_ids = set(dataset.conflicts["id"])
    lines = dataset.evidence
    lines = lines[lines["chosen"] & lines["id"].isin(disputed_ids)]
    keys = zip(lines["table"].astype("str"), lines["id"], lines["field"].astype("str"), strict=True)
    return dict(zip(keys, lines["value"], strict=True))


@once_a_build
def _units(dataset: Dataset) -> dict[str, str]:
    """The unit that a record's own column names, by its id."""
    lines = dataset.evidence
    lines = lines[lines["chosen"] & lines["field"].eq("unit")]
    return dict(zip(lines["id"], lines["value"], strict=True))


def among(dataset: Dataset, options: NoOptions) -> pd.Index:
    """The ids of the records that sources disagree on, whatever the filters."""
    ids: pd.Index = pd.Index(dataset.conflicts["id"].unique())
    return ids


def as_table(rows: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same as a reader sees them: each value with its sources and paragraphs."""
    in_order: pd.DataFrame = conflicts(context.dataset).iloc[rows["place"].tolist()]
    return in_order.reset_index(drop=True)

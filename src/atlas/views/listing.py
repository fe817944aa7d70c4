"""Records as a reader sees them: labels for codes, one column per thing said, sources last."""

import textwrap
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from atlas.dataset import Dataset
from atlas.schema import Field

NOT_LISTED = {"name", "date", "note"}


def listing(dataset: Dataset, table: str) -> pd.DataFrame:
    """One row per record of `table`, in order of time and label, for tables and files.

    Columns: Record, When, Sources (each with its paragraphs), every column of the table that says something in view (heading
    with unit; codes spelled as their labels, numbers as numbers), Basis, Said by, Id.
    """
    frame = dataset[table].sort_values(["year_first", "start", "label"], kind="stable")
    said = [field for field in dataset.schema.tables[table].content if field.name not in NOT_LISTED and frame[field.name].notna().any()]
    columns = {field.heading: spelled(dataset, frame[field.name], field) for field in said}
    if "Domains" not in columns:
        columns["Domains"] = coded(frame["domains"], dataset.schema.labels("domain"))
    basis = frame["basis"].map(dataset.schema.labels("basis"))
    first = {"Record": frame["label"], "When": frame["when"], "Sources": frame["cited"]}
    last = {"Basis": basis, "Said by": frame["said_by"], "Id": frame.index.to_series()}
    return pd.DataFrame({**first, **columns, **last}, index=frame.index)


def spelled(dataset: Dataset, values: pd.Series, field: Field) -> pd.Series:
    """Cells as a reader sees them: labels for codes and ids, whole numbers without a decimal point."""
    if field.type == "integer":
        return values.astype("Int64")
    if field.vocabulary:
        return coded(values, dataset.schema.labels(field.vocabulary))
    if field.reference is not None:
        return coded(values, dataset.labels)
    return values.str.replace(";", "; ") if field.many else values


def coded(values: pd.Series, labels: dict[str, str]) -> pd.Series:
    """Codes, or lists of codes, as labels joined with `; `."""
    known = {text: "; ".join(labels.get(item, item) for item in text.split(";")) for text in values.dropna().unique()}
    return pd.Series([known.get(text) for text in values], index=values.index, dtype="str")


def hover(rows: pd.DataFrame, columns: Iterable[str]) -> pd.Series:
    """What a mark says when pointed at: record, when, the given columns of a listing that have a value, who says so and where.

    Lines are joined with `<br>`; text from data is escaped, so nothing in it is read as markup.
    """
    lines = [name for name in columns if name in rows]
    return pd.Series([_hover(row, lines) for row in rows.to_dict("records")], index=rows.index, dtype="str")


def _hover(row: Mapping[Hashable, Any], columns: list[str]) -> str:
    facts = [f"{name}: {number(row[name])}" for name in columns if pd.notna(row[name])]
    speaker = f" ({row['Said by']})" if pd.notna(row["Said by"]) else ""
    parts = [str(row["When"]), *facts, f"{row['Basis']}: {row['Sources']}{speaker}"]
    return f"<b>{escaped(str(row['Record']))}</b><br>" + "<br>".join(wrapped(part) for part in parts)


def wrapped(text: str, width: int = 56) -> str:
    """Escaped text in lines of at most `width` characters."""
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width))


def escaped(text: str) -> str:
    """Text in which Plotly finds no markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def number(value: object) -> str:
    """A cell as people write it: 3,500, not 3500.0."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return str(value)


def singles(frame: pd.DataFrame) -> pd.DataFrame:
    """Records without the groups of which a part is in view."""
    return frame[~frame.index.isin(frame["part_of"].dropna().unique())]


def main_domain(frame: pd.DataFrame) -> pd.Series:
    """The first domain of each record; `unclassified` where none is given."""
    return frame["domains"].str.split(";").str[0].fillna("unclassified")

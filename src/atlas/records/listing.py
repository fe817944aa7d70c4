"""Records as a reader sees them: labels for codes, one column per thing said, sources last."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import resting, standing
from atlas.values.words import escaped, number, wrapped

NOT_LISTED = {"name", "date", "note"}


def listing(dataset: Dataset, table: str, ids: pd.Index | None = None) -> pd.DataFrame:
    """One row per record of `table`, in order of time and label, for tables and files; with `ids` these records in their order.

    Columns: Record, When, Sources (each with its paragraphs), every column of the table that says something in view (heading
    with unit; codes spelled as their labels, numbers as numbers), Basis, Standing, Said by, Id.
    """
    frame = (
        dataset[table].sort_values(["year_first", "start", "label"], kind="stable")
        if ids is None
        else dataset[table].loc[ids]
    )
    said = [
        field
        for field in dataset.schema.tables[table].content
        if field.name not in NOT_LISTED and frame[field.name].notna().any()
    ]
    columns = {field.heading: spelled(dataset, frame[field.name], field) for field in said}
    if "Domains" not in columns:
        columns["Domains"] = coded(frame["domains"], dataset.schema.labels("domain"))
    basis = frame["basis"].map(dataset.schema.labels("basis"))
    first = {"Record": frame["label"], "When": frame["when"], "Sources": frame["cited"]}
    stands = coded(standing(dataset, frame), dataset.schema.labels("standing"))
    last = {
        "Basis": basis,
        "Standing": stands,
        "Said by": frame["said_by"],
        "Id": frame.index.to_series(),
    }
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


def coded(values: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Codes, or lists of codes, as labels joined with `; `."""
    known = {
        text: "; ".join(labels.get(item, item) for item in text.split(";"))
        for text in values.dropna().unique()
    }
    return pd.Series([known.get(text) for text in values], index=values.index, dtype="str")


def hover(dataset: Dataset, table: str, ids: pd.Index, names: Iterable[str]) -> pd.Series:
    """What the marks of these records say when pointed at: record, when, the named fields that have a value, who says so and where,
    and whether that is one origin or one state alone.

    Lines are joined with `<br>`; text from data is escaped, so nothing in it is read as markup. No filter changes what is said of a
    record, so each text is made once for a build.
    """
    names = tuple(names)
    texts = _hover_texts(dataset, table, names)
    missing = [key for key in ids if key not in texts]
    if missing:
        texts.update(zip(missing, _hovers(dataset, table, missing, names), strict=True))
    return pd.Series([texts[key] for key in ids], index=ids, dtype="str")


@once_a_build
def _hover_texts(dataset: Dataset, table: str, names: tuple[str, ...]) -> dict[str, str]:
    """Hover texts by id; filled as marks ask for them."""
    return {}


def _hovers(dataset: Dataset, table: str, ids: list[str], names: Iterable[str]) -> list[str]:
    frame = dataset[table].loc[ids]
    fields = [dataset.schema.tables[table].field(name) for name in names]
    said = {
        field: spelled(dataset, frame[field.name], field).tolist()
        for field in fields
        if frame[field.name].notna().any()
    }
    basis = dataset.schema.labels("basis")
    told = zip(
        *(frame[name].tolist() for name in ("label", "when", "basis", "cited", "said_by")),
        resting(dataset, frame).tolist(),
        strict=True,
    )
    return [
        _hover(
            (
                label,
                when,
                f"{basis[strength]}: {cited}"
                + (f" ({speaker})" if isinstance(speaker, str) else ""),
                alone,
            ),
            said,
            at,
        )
        for at, (label, when, strength, cited, speaker, alone) in enumerate(told)
    ]


def _hover(told: tuple[str, str, str, str], said: Mapping[Field, list[Any]], at: int) -> str:
    facts = [
        f"{field.title}: {_amount(values[at], field.unit)}"
        for field, values in said.items()
        if pd.notna(values[at])
    ]
    label, when, source, alone = told
    return f"<b>{escaped(label)}</b><br>" + "<br>".join(
        wrapped(part) for part in (when, *facts, source, alone) if part
    )


def _amount(value: object, unit: str) -> str:
    """A value with its unit after it: 3,500 persons, 1 ship."""
    return f"{number(value)} {unit.removesuffix('s') if value == 1 else unit}".strip()


def singles(frame: pd.DataFrame) -> pd.DataFrame:
    """Records without the groups of which a part is in view."""
    return frame[~frame.index.isin(frame["part_of"].dropna().unique())]


def main_domain(frame: pd.DataFrame) -> pd.Series:
    """The first domain of each record; `unclassified` where none is given."""
    first = {domains: domains.split(";")[0] for domains in frame["domains"].dropna().unique()}
    return pd.Series(
        [first.get(domains, "unclassified") for domains in frame["domains"].tolist()],
        index=frame.index,
        dtype="str",
    )

"""Every statement of every source: the evidence as a table, and all that is said of one record."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Field, Table
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import LATER_FIRST
from atlas.dataset.memo import once_a_build
from atlas.records.listing import spelled
from atlas.values import dates
from atlas.values.words import number

COLUMNS = [
    "Record",
    "Table",
    "Field",
    "Value",
    "Source",
    "Paragraph",
    "Basis",
    "Said by",
    "Shown",
    "Id",
]
EXISTS = "is mentioned"


def statements(dataset: Dataset, identifier: str = "") -> pd.DataFrame:
    """Every non-blank cell of the chosen sources on what is in view, or on one record, as a reader sees them: the columns of `COLUMNS`.

    Codes are spelled as their labels; a row that only mentions its record has the field "is mentioned". `Shown` is whether the
    value stands for the record.
    """
    if identifier:
        return _spelled(dataset, dataset.evidence[dataset.evidence["id"].eq(identifier)])
    rows = _every(dataset)
    return rows.loc[_in_view(dataset, rows)].reset_index(drop=True)


def found(dataset: Dataset, text: str) -> pd.DataFrame:
    """The statements in view in which every word of `text` occurs somewhere, whatever its case."""
    words = text.casefold().split()
    if not words:
        return statements(dataset)
    rows = _every(dataset)
    said = np.array([all(word in whole for word in words) for whole in _whole(dataset)], dtype=bool)
    hits: pd.DataFrame = rows.loc[_in_view(dataset, rows) & said]
    return hits.reset_index(drop=True)


@once_a_build
def _every(dataset: Dataset) -> pd.DataFrame:
    """All statements, whatever the filters."""
    return _spelled(dataset, dataset.evidence)


@once_a_build
def _whole(dataset: Dataset) -> list[str]:
    """Everything that each of all statements says, in small letters."""
    rows = _every(dataset).fillna("")
    texts = zip(*(rows[name].tolist() for name in COLUMNS), strict=True)
    return [" ".join(cells).casefold() for cells in texts]


def _in_view(dataset: Dataset, rows: pd.DataFrame) -> "np.ndarray":
    seen = {
        identifier for table in dataset.schema.sheets for identifier in dataset[table.name].index
    }
    return np.array([identifier in seen for identifier in rows["Id"].tolist()], dtype=bool)


def _spelled(dataset: Dataset, lines: pd.DataFrame) -> pd.DataFrame:
    titles = {table.name: table.title for table in dataset.schema.sheets}
    fields = {
        (table.name, field.name): field
        for table in dataset.schema.sheets
        for field in table.content
    }
    keys = list(zip(lines["table"].tolist(), lines["field"].tolist(), strict=True))
    headings = {key: field.heading for key, field in fields.items()}
    values = pd.Series("", index=lines.index, dtype="str")
    for key, part in lines["value"].groupby([lines["table"], lines["field"]], observed=True):
        if key in fields:
            values[part.index] = spelled(dataset, part, fields[key]).astype("str")
    table = {
        "Record": lines["id"].map(dataset.labels),
        "Table": lines["table"].astype("str").map(titles),
        "Field": pd.Series(
            [headings.get(key, EXISTS) for key in keys], index=lines.index, dtype="str"
        ),
        "Value": values,
        "Source": lines["source"].map(dataset.sources["short"].to_dict()),
        "Paragraph": lines["locator"],
        "Basis": lines["basis"].map(dataset.schema.labels("basis")),
        "Said by": lines["said_by"],
        "Shown": lines["chosen"].map({True: "yes", False: "no"}),
        "Id": lines["id"],
    }
    return pd.DataFrame(table)[COLUMNS].reset_index(drop=True)


@dataclass(frozen=True)
class FieldStatements:
    """One field of a record: what shows and why, every statement of it, and whether they disagree.

    Of each statement, `words` is the value as people write it, and `named` the ids of the records that the value names, joined with
    `;`: blank where it names none.
    """

    name: str
    title: str
    shown: str
    why: str
    conflict: bool
    statements: pd.DataFrame
    words: pd.Series
    named: pd.Series


def statements_by_field(dataset: Dataset, identifier: str) -> list[FieldStatements]:
    """Each field of a record that a chosen source speaks of, in the order of its table's columns, notes last."""
    lines = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    rows = statements(dataset, identifier).set_axis(lines.index)
    disputed = set(dataset.conflicts.loc[dataset.conflicts["id"].eq(identifier), "field"])
    told = []
    for table in dataset.schema.sheets:
        for field in sorted(table.content, key=lambda field: field.name == "note"):
            own = lines[lines["table"].eq(table.name) & lines["field"].eq(field.name)]
            if len(own):
                said = rows.loc[own.index]
                shown = "; ".join(
                    dict.fromkeys("; ".join(said.loc[own["chosen"], "Value"]).split("; "))
                )
                named = (
                    own["value"]
                    if field.reference is not None
                    else own["value"].mask(own["value"].notna(), "")
                )
                words = _written(table, field, own["value"], said["Value"])
                told.append(
                    FieldStatements(
                        field.name,
                        field.heading,
                        shown,
                        _why(dataset, field, own),
                        field.name in disputed,
                        said,
                        words,
                        named,
                    )
                )
    return told


def _written(table: Table, field: Field, values: pd.Series, texts: pd.Series) -> pd.Series:
    """Values of a field as people write them: numbers with their thousands apart, dates and names of columns in words."""
    if field.edtf:
        return values.map(dates.label)
    if field.number:
        return values.astype(float).map(number)
    if field.columns:
        return values.map(
            lambda text: "; ".join(table.field(name).title for name in text.split(";"))
        )
    return texts


def _why(dataset: Dataset, field: Field, lines: pd.DataFrame) -> str:
    """Which rule made the shown value show."""
    if len(lines) == 1:
        return "the only statement"
    if field.many:
        return "all items of all statements"
    if lines["value"].nunique() == 1:
        return "all statements agree"
    first, second = (lines.iloc[place] for place in (0, 1))
    if not first["chosen"]:
        return "a more exact date inside a wider one"
    if first["basis"] != second["basis"]:
        return f"{first['basis']} comes before {second['basis']}"
    if first["source"] == second["source"]:
        return "the earlier paragraph of the same source"
    published = dataset.sources["published_day"]
    if field.name in LATER_FIRST and published[first["source"]] != published[second["source"]]:
        return "the later source"
    return "the source that ranks first"

"""Every statement of every source: the evidence as a table, and all statements on one record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Field, Table
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import LATER_FIRST
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
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
IS_MENTIONED = "is mentioned"
# Settings of an address that narrow the list: words, and values of a column.
WORDS = "search"
COLUMNS_BY_KEY = {f"evidence-{name.lower()}": name for name in ("Table", "Basis", "Source")}
NARROWED_BY = (WORDS, *COLUMNS_BY_KEY)


def statements(dataset: Dataset, identifier: str = "") -> pd.DataFrame:
    """Every non-blank cell of the chosen sources on what is in view, or on one record.

    As a reader sees them: `COLUMNS`, codes spelled as their labels, and the ids behind names. A
    row that only mentions its record has the field "is mentioned". `Shown` is whether the value
    stands for the record.
    """
    if identifier:
        return _spelled(dataset, dataset.evidence[dataset.evidence["id"].eq(identifier)])
    rows = _every_statement(dataset)
    return rows.loc[_is_in_view(dataset, rows)].reset_index(drop=True)


def matching(dataset: Dataset, text: str) -> pd.DataFrame:
    """The statements in view in which every word of `text` occurs somewhere, whatever its case."""
    words = text.casefold().split()
    if not words:
        return statements(dataset)
    # Filters narrow what has been spelled once: spelling takes much longer than a look-up.
    rows = _every_statement(dataset)
    has_words = [all(word in whole for word in words) for whole in _whole_texts(dataset)]
    hits: pd.DataFrame = rows.loc[_is_in_view(dataset, rows) & np.array(has_words, dtype=bool)]
    return hits.reset_index(drop=True)


def narrowed(dataset: Dataset, query: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The statements in view that have the words of a query (`WORDS`) and one of its values in
    each column that it names by a key of `NARROWED_BY`.
    """
    words = query.get(WORDS, ())
    rows = matching(dataset, words[-1] if words else "")
    for key, column in COLUMNS_BY_KEY.items():
        values = [value for value in query.get(key, ()) if value]
        rows = rows[rows[column].isin(values)] if values else rows
    return rows


@once_a_build
def _every_statement(dataset: Dataset) -> pd.DataFrame:
    """All statements, whatever the filters."""
    return _spelled(dataset, dataset.evidence)


@once_a_build
def _whole_texts(dataset: Dataset) -> list[str]:
    """The text of each of all statements, all columns, in small letters."""
    cells = _every_statement(dataset)[COLUMNS].fillna("")
    rows = cells.itertuples(index=False, name=None)
    return [" ".join(row).casefold() for row in rows]


def _is_in_view(dataset: Dataset, rows: pd.DataFrame) -> "np.ndarray":
    in_view: set[str] = set()
    for table in dataset.schema.sheets:
        in_view.update(dataset[table.name].index)
    ids = rows["Id"].tolist()
    return np.array([identifier in in_view for identifier in ids], dtype=bool)


def _spelled(dataset: Dataset, lines: pd.DataFrame) -> pd.DataFrame:
    schema = dataset.schema
    titles = {table.name: table.title for table in schema.sheets}
    headings = {key: field.heading for key, field in schema.content.items()}
    tables = lines["table"].tolist()
    field_names = lines["field"].tolist()
    keys = zip(tables, field_names, strict=True)
    fields = [headings.get(key, IS_MENTIONED) for key in keys]
    columns = {
        "Record": lines["id"].map(dataset.labels),
        "Table": lines["table"].astype("str").map(titles),
        "Field": pd.Series(fields, index=lines.index, dtype="str"),
        "Value": _spelled_values(dataset, lines),
        "Source": lines["source"].map(dataset.sources["short"].to_dict()),
        "Paragraph": lines["locator"],
        "Basis": lines["basis"].map(schema.labels("basis")),
        "Said by": lines["said_by"],
        "Shown": lines["chosen"].map({True: "yes", False: "no"}),
        "Id": lines["id"],
    }
    ids_behind = {"Record": lines["id"], "Source": lines["source"]}
    return with_ids(pd.DataFrame(columns)[COLUMNS], ids_behind).reset_index(drop=True)


def _spelled_values(dataset: Dataset, lines: pd.DataFrame) -> pd.Series:
    """The values as a reader sees them; blank for a mere mention."""
    values = pd.Series("", index=lines.index, dtype="str")
    by_field = lines["value"].groupby([lines["table"], lines["field"]], observed=True)
    for (table, name), own_values in by_field:
        field = dataset.schema.content.get((str(table), str(name)))
        if field:
            values[own_values.index] = spelled(dataset, own_values, field).astype("str")
    return values


@dataclass(frozen=True)
class FieldStatements:
    """One field of a record: every statement, and why the shown one shows.

    Of each statement, `words` is the value as people write it, and `named` the ids of the records
    that the value names, joined with `;`: blank where it names none.
    """

    name: str
    title: str
    why: str
    statements: pd.DataFrame
    words: pd.Series
    named: pd.Series


def statements_by_field(dataset: Dataset, identifier: str) -> list[FieldStatements]:
    """Each field of a record that a chosen source speaks of.

    They stand in the order of its table's columns, notes last.
    """
    lines = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    # The rows as a reader sees them go by the places of their lines in the evidence.
    rows = statements(dataset, identifier).set_axis(lines.index)
    by_field = []
    for table in dataset.schema.sheets:
        for field in sorted(table.content, key=lambda field: field.name == "note"):
            is_own = lines["table"].eq(table.name) & lines["field"].eq(field.name)
            own = lines[is_own]
            if len(own):
                by_field.append(_of_field(dataset, table, field, own, rows.loc[own.index]))
    return by_field


def _of_field(
    dataset: Dataset, table: Table, field: Field, lines: pd.DataFrame, rows: pd.DataFrame
) -> FieldStatements:
    """The statements of one field: `lines` of the evidence, `rows` as a reader sees them."""
    nothing = pd.Series("", index=lines.index, dtype="str")
    return FieldStatements(
        name=field.name,
        title=field.heading,
        why=_why(dataset, field, lines),
        statements=rows,
        words=_written(table, field, lines["value"], rows["Value"]),
        named=nothing if field.reference is None else lines["value"],
    )


def _written(table: Table, field: Field, values: pd.Series, texts: pd.Series) -> pd.Series:
    """Values of a field as people write them; `texts` are they with labels for codes."""
    if field.edtf:
        return values.map(dates.label)
    if field.number:
        return values.astype(float).map(number)
    if field.columns:
        titles = {column.name: column.title for column in table.fields}
        return values.map({text: _titles(text, titles) for text in values.unique()})
    return texts


def _titles(names: str, titles: dict[str, str]) -> str:
    return "; ".join(titles[name] for name in names.split(";"))


def _why(dataset: Dataset, field: Field, lines: pd.DataFrame) -> str:
    """Which rule made the shown value show."""
    if len(lines) == 1:
        return "the only statement"
    if field.many:
        return "all items of all statements"
    if lines["value"].nunique() == 1:
        return "all statements agree"
    # The lines stand in order of precedence, so the first two say what told them apart.
    first = lines.iloc[0]
    second = lines.iloc[1]
    if not first["chosen"]:
        return "a more exact date inside a wider one"
    if first["basis"] != second["basis"]:
        return f"{first['basis']} comes before {second['basis']}"
    if first["source"] == second["source"]:
        return "the earlier paragraph of the same source"
    days = dataset.sources["published_day"]
    if field.name in LATER_FIRST and days[first["source"]] != days[second["source"]]:
        return "the later source"
    return "the source that ranks first"

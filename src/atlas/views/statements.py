"""Every statement of every source: the evidence as a table, and all that is said of one record."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from atlas.dataset import Dataset
from atlas.evidence import LATER_FIRST
from atlas.schema import Field
from atlas.views.listing import spelled

COLUMNS = ["Record", "Table", "Field", "Value", "Source", "Paragraph", "Basis", "Said by", "Shown", "Id"]
EXISTS = "is mentioned"


@lru_cache(maxsize=8)
def statements(dataset: Dataset, identifier: str = "") -> pd.DataFrame:
    """Every non-blank cell of the chosen sources, or those of one record, as a reader sees them: the columns of `COLUMNS`.

    Codes are spelled as their labels; a row that only mentions its record has the field "is mentioned". `Shown` is whether the
    value stands for the record.
    """
    lines = dataset.evidence
    lines = lines[lines["id"].eq(identifier)] if identifier else lines[lines["id"].isin(_in_view(dataset))]
    titles = {table.name: table.title for table in dataset.schema.sheets}
    fields = {(table.name, field.name): field for table in dataset.schema.sheets for field in table.content}
    keys = list(zip(lines["table"].tolist(), lines["field"].tolist(), strict=True))
    headings = {key: field.heading for key, field in fields.items()}
    values = pd.Series("", index=lines.index, dtype="str")
    for key, part in lines["value"].groupby([lines["table"], lines["field"]], observed=True):
        if key in fields:
            values[part.index] = spelled(dataset, part, fields[key]).astype("str")
    table = {
        "Record": lines["id"].map(dataset.labels),
        "Table": lines["table"].astype("str").map(titles),
        "Field": pd.Series([headings.get(key, EXISTS) for key in keys], index=lines.index, dtype="str"),
        "Value": values,
        "Source": lines["source"].map(dataset.sources["short"].to_dict()),
        "Paragraph": lines["locator"],
        "Basis": lines["basis"].map(dataset.schema.labels("basis")),
        "Said by": lines["said_by"],
        "Shown": lines["chosen"].map({True: "yes", False: "no"}),
        "Id": lines["id"],
    }
    return pd.DataFrame(table)[COLUMNS].reset_index(drop=True)


def _in_view(dataset: Dataset) -> set[str]:
    return {identifier for table in dataset.schema.sheets for identifier in dataset[table.name].index}


@lru_cache(maxsize=4)
def _whole(dataset: Dataset) -> list[str]:
    """Everything that each of the statements says, in small letters."""
    rows = statements(dataset).fillna("")
    return [" ".join(cells).casefold() for cells in zip(*(rows[name].tolist() for name in COLUMNS), strict=True)]


def found(dataset: Dataset, text: str) -> pd.DataFrame:
    """The statements in view in which every word of `text` occurs somewhere, whatever its case."""
    rows, words = statements(dataset), text.casefold().split()
    if not words:
        return rows
    return rows[[all(word in whole for word in words) for whole in _whole(dataset)]]


@dataclass(frozen=True)
class Fact:
    """One field of a record: what shows and why, every statement of it, and whether they disagree."""

    name: str
    title: str
    shown: str
    why: str
    conflict: bool
    statements: pd.DataFrame


def facts(dataset: Dataset, identifier: str) -> list[Fact]:
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
                shown = "; ".join(dict.fromkeys("; ".join(said.loc[own["chosen"], "Value"]).split("; ")))
                told.append(Fact(field.name, field.heading, shown, _why(dataset, field, own), field.name in disputed, said))
    return told


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

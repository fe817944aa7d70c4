"""Where sources disagree: every field with values that exclude one another, how far they lie apart, and who stands on each side."""

from datetime import date

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.values import dates
from atlas.values.words import number

COLUMNS = [
    "Record",
    "Table",
    "Field",
    "Value shown",
    "Lowest",
    "Highest",
    "Spread",
    "Independent origins",
    "Sources",
    "Id",
]
Statement = tuple[str, str, str, bool]


@once_a_dataset
def disputed(dataset: Dataset) -> pd.DataFrame:
    """The fields of records in view on which sources disagree: the columns of the dataset's `conflicts`, by table, field and record."""
    found, schema = dataset.conflicts, dataset.schema
    seen = {name: dataset[name].index for name in found["table"].unique()}
    found = found[
        np.array(
            [row in seen[table] for table, row in zip(found["table"], found["id"], strict=True)],
            dtype=bool,
        )
    ]
    order = {table.name: place for place, table in enumerate(schema.sheets)}
    headings = {
        (table.name, field.name): field.heading
        for table in schema.sheets
        for field in table.content
    }
    keys = list(
        zip(found["table"].tolist(), found["field"].tolist(), found["id"].tolist(), strict=True)
    )
    places = [
        (order[table], headings[table, field], dataset.label(key).casefold())
        for table, field, key in keys
    ]
    return found.iloc[sorted(range(len(places)), key=places.__getitem__)]


@once_a_dataset
def conflicts(dataset: Dataset, most: int | None = None) -> pd.DataFrame:
    """The disagreements on records in view, one row each, in the order of `disputed`: the columns of `COLUMNS`; of many the first `most`.

    `Independent origins` counts for each value the distinct origins that say it, `Sources` names them with their paragraphs; both
    begin with the value that shows.
    """
    found = disputed(dataset).head(most) if most is not None else disputed(dataset)
    said = _said(dataset, found)
    tables = dataset.schema.tables
    fields = {
        (table.name, field.name): field
        for table in dataset.schema.sheets
        for field in table.content
    }
    rows = [
        _row(
            dataset,
            tables[table].title,
            fields[table, field],
            said[identifier, field],
            identifier,
            lowest,
            highest,
        )
        for table, identifier, field, lowest, highest in found[
            ["table", "id", "field", "lowest", "highest"]
        ].itertuples(index=False, name=None)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _said(dataset: Dataset, found: pd.DataFrame) -> dict[tuple[str, str], list[Statement]]:
    """The statements on each disputed field, in order of precedence: value, origin, citation, whether it shows."""
    lines = dataset.evidence
    lines = lines[lines["id"].isin(set(found["id"])) & lines["field"].isin(set(found["field"]))]
    short, origin = (
        lines["source"].map(dataset.sources[name].to_dict()) for name in ("short", "origin")
    )
    lines = lines.assign(cited=short + " " + lines["locator"], origin=origin)
    said: dict[tuple[str, str], list[Statement]] = {}
    columns = (
        lines[name].tolist() for name in ("id", "field", "value", "origin", "cited", "chosen")
    )
    for identifier, field, *statement in zip(*columns, strict=True):
        said.setdefault((identifier, field), []).append((*statement,))
    return said


def _row(
    dataset: Dataset,
    table: str,
    field: Field,
    said: list[Statement],
    identifier: str,
    lowest: str,
    highest: str,
) -> tuple[str, ...]:
    values = dict.fromkeys(value for value, *_ in sorted(said, key=lambda one: not one[3]))
    shown = next(value for value, _, _, chosen in said if chosen)
    words = {value: _words(dataset, field, value) for value in values}
    origins = {
        value: len({origin for other, origin, _, _ in said if other == value}) for value in values
    }
    cited = {
        value: ", ".join(dict.fromkeys(text for other, _, text, _ in said if other == value))
        for value in values
    }
    return (
        dataset.label(identifier),
        table,
        field.heading,
        words[shown],
        words[lowest],
        words[highest],
        _spread(field, lowest, highest),
        "; ".join(
            f"{count} say{'s' if count == 1 else ''} {words[value]}"
            for value, count in origins.items()
        ),
        "; ".join(f"{words[value]} ({text})" for value, text in cited.items()),
        identifier,
    )


def _words(dataset: Dataset, field: Field, value: str) -> str:
    """A value as people write it."""
    if field.number:
        return number(float(value))
    if field.edtf:
        return dates.label(value)
    return (
        dataset.schema.labels(field.vocabulary)[value] if field.vocabulary else dataset.label(value)
    )


def _spread(field: Field, lowest: str, highest: str) -> str:
    """How far two values lie apart; nothing for codes."""
    if field.edtf:
        return _apart(lowest, highest)
    if not field.number:
        return ""
    low, high = float(lowest), float(highest)
    difference = f"difference {number(high - low)}"
    return f"{high / low:.1f}×, {difference}" if low > 0 else difference


def _apart(lowest: str, highest: str) -> str:
    """How far two dates lie apart where they begin, or where they end if one beginning is open or both are the same."""
    for verb, place in (("begins", 0), ("ends", -1)):
        one, other = (text.split("/")[place].rstrip("~?%") for text in (lowest, highest))
        count, unit = (0, "") if dates.OPEN in {one, other} else _between(one, other)
        if count:
            return f"{verb} {count} {unit}{'' if count == 1 else 's'} apart"
    return "one end open"


def _between(one: str, other: str) -> tuple[int, str]:
    """The distance of two dates in the unit of the less exact one; long ones in years."""
    exact = min(len(one), len(other))
    years, months = (
        (int(one[:4]) - int(other[:4])),
        0 if exact == 4 else int(one[5:7]) - int(other[5:7]),
    )
    if exact == 4:
        return abs(years), "year"
    if exact == 7:
        return abs(12 * years + months), "month"
    days = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    return (round(days / 365.25), "year") if days >= 365 else (days, "day")

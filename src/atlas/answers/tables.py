"""Tables of entries, statements, disagreements, sources and published numbers, under filters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from atlas.answers.asked import NoSuchError, NotUnderstoodError, filters_asked
from atlas.charts.chart_view import span
from atlas.charts.exercises.published_view import published_table
from atlas.dataset.credit import credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.export.rows import Rows, rows
from atlas.records.conflicts import conflicts
from atlas.records.listing import listing
from atlas.records.sources import sources
from atlas.records.statements import COLUMNS_BY_KEY, narrowed, statements
from atlas.values.words import few

STATEMENTS = "evidence"


@dataclass(frozen=True)
class Offered:
    """A table that can be asked for: what makes it of a dataset as filters leave it, and the tables
    whose declaration explains its columns.
    """

    title: str
    about: str
    make: Callable[[Dataset], pd.DataFrame]
    tables: tuple[str, ...]


def offered() -> dict[str, Offered]:
    """Every table that can be asked for, by name; DataProblemsError without valid data."""
    schema = dataset().schema
    sheets = tuple(table.name for table in schema.sheets)
    tables = {
        table.name: Offered(
            table.title,
            f"{table.title}: a row an entry, with sources and paragraphs.",
            partial(listing, table=table.name),
            (table.name,),
        )
        for table in schema.sheets
    }
    return {
        **tables,
        STATEMENTS: Offered(
            "Every statement",
            "What every source says of every field of the entries in view, with its paragraph.",
            statements,
            sheets,
        ),
        "conflicts": Offered(
            "Disagreements",
            "The fields on which sources disagree, with who says what.",
            conflicts,
            sheets,
        ),
        "sources": Offered(
            "Sources", "The sources that speak, and how much rests on each.", sources, ()
        ),
        "counts": Offered(
            "Published numbers",
            "Numbers of exercises that others have published, with ours beside them.",
            published_table,
            ("counts",),
        ),
    }


def tables(query: Texts) -> list[dict[str, Any]]:
    """The tables that can be asked for: name, title, about, and how many rows under the filters.

    NotUnderstoodError for a value that a filter does not have, DataProblemsError without valid
    data; so for all functions here.
    """
    data = filters_asked(query).selection.dataset
    return [
        {
            "name": name,
            "title": table.title,
            "about": table.about,
            "rows": len(table.make(data)),
        }
        for name, table in offered().items()
    ]


def table(name: str, query: Texts, on: date | None = None) -> Rows:
    """The rows of a table under the filters of a query, as every file of ours holds them.

    They are those of the download on a page. `on` is the day of making (None: not said, so that the
    same query gives the same bytes). Statements are narrowed by words and columns too, as on their
    page. NoSuchError for an unknown table.
    """
    known = offered()
    if name not in known:
        raise NoSuchError(f"There is no table {name!r}; there are: {', '.join(known)}.")
    asked = filters_asked(query)
    data = asked.selection.dataset
    chosen = known[name]
    frame = _statements(data, query) if name == STATEMENTS else chosen.make(data)
    about = {
        "Title": chosen.title,
        "Filters": asked.filters.describe(data.schema, span()),
        "Sources": "none",
    }
    credit = credit_in(frame, data.sources)
    if credit:
        about["Credit"] = credit
    return rows(frame, about, data, tables=chosen.tables, on=on)


def _statements(data: Dataset, query: Texts) -> pd.DataFrame:
    """The statements that a query leaves; NotUnderstoodError for a value that no column has."""
    every = statements(data)
    for key, column in COLUMNS_BY_KEY.items():
        known = set(every[column].dropna())
        unknown = [value for value in query.get(key, ()) if value and value not in known]
        if unknown:
            listed = ", ".join(sorted(known))
            setting = few([f"{key}={unknown[0]}"])
            raise NotUnderstoodError(f"Not understood: {setting}. {key} takes: {listed}.")
    return narrowed(data, query)


def page_of(taken: Rows, offset: int, limit: int | None) -> Rows:
    """The rows from `offset` on, `limit` at most (None: all); its “Rows” say which of how many."""
    every = len(taken.frame)
    end = every if limit is None else min(offset + limit, every)
    part = taken.frame.iloc[offset:end]
    if len(part) == every:
        return taken
    which = f"{offset + 1:,} to {end:,} of {every:,}" if len(part) else f"none of {every:,}"
    return replace(taken, frame=part, about={**taken.about, "Rows": which})

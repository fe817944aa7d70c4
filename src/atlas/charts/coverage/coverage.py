"""Years and tables: how many records were found, and where none was."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context, NoOptions
from atlas.charts.coverage.coverage_view import UNDATED, Finding
from atlas.values.words import agreeing, counted, escaped, listed, wrapped, years_in_words

ROW, HEAD, AROUND = 20, 44, 90
# How low a row may be in a picture of a fixed height.
LEAST_ROW = 15
HALF = 0.47
THIN = 0.12
# How many known gaps a cell names.
LISTED = 2
# Hatching, and the legend's word for it.
LOOKS = {
    Finding.FOUND: ("", "Entries that begin in the year"),
    Finding.NONE: (theme.HATCH, "Hatched, –: nothing recorded"),
    Finding.HIDDEN: ("", "Empty, ·: hidden by filters"),
}
GAP = "*: with a known gap"


def coverage(cells: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `coverage_view.coverage`: a row a year, a column a table, the count in each cell.

    The darker a cell, the more records of one year it has.
    """
    tables = cells["table"].unique().tolist()
    years = cells["year"].unique().tolist()
    # What has no date may be more than any year has; its colour says nothing of how many.
    is_dated = cells["year"].ne(UNDATED)
    most = max(1, int(cells.loc[is_dated, "n"].max()))
    share = (cells["n"] / most).where(is_dated, 0)
    titles = {name: context.schema.tables[name].title for name in tables}
    gaps = context.dataset.gaps["gap"]
    hovers = [_hover(cell, titles, gaps) for cell in cells.itertuples()]
    cells = cells.assign(column=cells["table"].map(tables.index), share=share, hover=hovers)
    drawn = []
    for state in LOOKS:
        part = cells[cells["state"].eq(state)]
        if len(part):
            drawn.append(_cells(part, state))
    if cells["gaps"].map(len).any():
        drawn.append(traces.key(GAP, traces.marker(theme.CLEAR, "")))
    across = {
        "tickvals": list(range(len(tables))),
        "ticktext": [wrapped(title, 10) for title in titles.values()],
        "range": [-0.5, len(tables) - 0.5],
        "showgrid": False,
        "zeroline": False,
    }
    down = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": years,
        "range": [len(years) - 0.5, -0.5],
        "dtick": 1,
        "showgrid": False,
    }
    height = ROW * len(years)
    return theme.figure(
        drawn,
        height + HEAD + AROUND,
        barmode="overlay",
        bargap=0.08,
        legend={"y": 1 + HEAD / height, "itemsizing": "constant"},
        xaxis={**across, "side": "top", "fixedrange": True, "tickangle": 0},
        yaxis={**down, "fixedrange": True},
    )


def _cells(part: pd.DataFrame, state: Finding) -> theme.Trace:
    """The cells of one state."""
    hatch, name = LOOKS[state]
    ink = {"color": theme.ON_SHADE} if state is Finding.FOUND else {}
    text = {
        "text": [_text(cell) for cell in part.itertuples()],
        "insidetextfont": {**ink, "size": 12},
        **traces.IN_CELLS,
    }
    look = {
        "color": _colours(part, state),
        "line": {"width": int(state is Finding.HIDDEN), "color": theme.NEUTRAL},
        "pattern": theme.pattern(hatch) | {"solidity": THIN},
    }
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": (part["column"] - HALF).tolist(),
        "x": [2 * HALF] * len(part),
        "y": part["year"].tolist(),
        "marker": look,
        **text,
        **traces.pointed_at(part["hover"]),
    }


def _colours(part: pd.DataFrame, state: Finding) -> str | list[str]:
    """A colour for each cell, or one for all."""
    if state is Finding.FOUND:
        return [theme.shade(share) for share in part["share"]]
    return theme.NEUTRAL if state is Finding.NONE else theme.CLEAR


def _text(cell: Any) -> str:
    """What stands in a cell; an asterisk says that a known gap bears on that very year."""
    texts = {Finding.FOUND: f"{cell.n:,}", Finding.HIDDEN: "·", Finding.NONE: "–"}
    asterisk = "*" if cell.gaps else ""
    return texts[cell.state] + asterisk


def _hover(cell: Any, titles: Mapping[str, str], gaps: "pd.Series[str]") -> str:
    """What a cell says when pointed at: how many were found, and what is known to be missing."""
    counts = {
        Finding.FOUND: f"{cell.n:,} found",
        Finding.HIDDEN: f"none in view, {cell.n_built:,} hidden by the filters",
        Finding.NONE: "no entry recorded",
    }
    lines = [f"<b>{escaped(titles[cell.table])}, {cell.year}</b>", counts[cell.state]]
    for gap in cell.gaps[:LISTED]:
        lines.append(wrapped(f"Known gap: {gaps[gap]}"))
    if len(cell.gaps) > LISTED:
        lines.append(f"and {len(cell.gaps) - LISTED:,} more known gaps, listed below")
    return "<br>".join(lines)


def takeaway(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the coverage shows, in a sentence."""
    if cells.empty:
        return "Entries by year and table: none in view."
    is_dated = cells["year"].ne(UNDATED)
    dated = cells[is_dated]
    undated = cells.loc[~is_dated, "n"].sum()
    missing = _years_without(dated, context)
    none = "no table is without an entry in these sources"
    if missing and dated["year"].nunique() == 1:
        none = f"without an entry in these sources: {listed(list(missing))}"
    elif missing:
        parts = [f"{title} in {count:,}" for title, count in missing.items()]
        none = f"without an entry in these sources: {', '.join(parts)} of them"
    have = agreeing(undated, "has", "have")
    without = f"{counted(undated, 'entries')} in view {have} no date"
    if not undated:
        without = "every entry in view has a date"
    return f"{counted(dated['year'].nunique(), 'years')}, {_years(dated)}; {none}; {without}."


def headline(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """In how many years these sources have nothing."""
    dated = cells[cells["year"].ne(UNDATED)]
    years = _years(dated)
    missing = _years_without(dated, context)
    if not missing:
        return f"China and Russia, {years}: no year is without an entry in these sources"
    each = ", ".join(f"{title} {count:,}" for title, count in missing.items())
    whole = f"of {dated['year'].nunique():,}, {years}"
    return f"Years without an entry on China and Russia in these sources, {whole}: {each}"


def _years(dated: pd.DataFrame) -> str:
    return years_in_words(dated["year"].iloc[0], dated["year"].iloc[-1])


def _years_without(dated: pd.DataFrame, context: Context[NoOptions]) -> dict[str, int]:
    """Title of each table that has no record in some years → in how many."""
    missing = dated[dated["state"].eq(Finding.NONE)].groupby("table", sort=False).size()
    titles = context.schema.tables
    return {titles[str(table)].title.lower(): int(count) for table, count in missing.items()}


def fitted(cells: pd.DataFrame, context: Context[NoOptions], room: int) -> tuple[pd.DataFrame, str]:
    """The last years, as many as have a row in so many pixels, and what has no date."""
    years = cells["year"].unique().tolist()
    rows = max(2, (room - HEAD) // LEAST_ROW)
    if len(years) <= rows:
        return cells, ""
    kept = cells[cells["year"].isin(years[-rows:])]
    return kept, f"Drawn: the last {rows - 1:,} of {len(years) - 1:,} years."

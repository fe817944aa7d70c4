"""Years and tables: how many records were found, and where none was."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, NoOptions
from atlas.charts.coverage.coverage_view import FOUND, HIDDEN, NONE, UNDATED
from atlas.values.words import wrapped

ROW = 20
HEAD = 44
THIN = 0.12
LOOKS = {
    FOUND: ("", "Records that begin in the year"),
    NONE: (theme.HATCH, "Hatched, –: no record found"),
    HIDDEN: ("", "Empty, ·: hidden by filters"),
}


def coverage(cells: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `coverage_view.coverage`: a row a year, a column a table, the count written in each cell; darker: more in a year."""
    schema = context.schema
    tables, years = cells["table"].unique().tolist(), cells["year"].unique().tolist()
    most = max(1, int(cells.loc[cells["year"].ne(UNDATED), "n"].max()))
    traces = [
        _cells(cells[cells["state"].eq(state)], tables, state, most)
        for state in LOOKS
        if cells["state"].eq(state).any()
    ]
    height = ROW * len(years)
    names = [wrapped(schema.tables[name].title, 10) for name in tables]
    side = {
        "tickvals": list(range(len(tables))),
        "ticktext": names,
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
    return theme.figure(
        traces,
        height + HEAD + 90,
        barmode="overlay",
        bargap=0.08,
        legend={"y": 1 + HEAD / height, "itemsizing": "constant"},
        xaxis={**side, "side": "top", "fixedrange": True, "tickangle": 0},
        yaxis={**down, "fixedrange": True},
    )


def _cells(part: pd.DataFrame, tables: list[str], state: str, most: int) -> theme.Trace:
    shape, name = LOOKS[state]
    found = state == FOUND
    shares = (part["n"] / most).where(part["year"].ne(UNDATED), 0).tolist()
    colours = (
        [theme.shade(share) for share in shares]
        if found
        else theme.NEUTRAL
        if state == NONE
        else theme.CLEAR
    )
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [tables.index(table) - 0.47 for table in part["table"]],
        "x": [0.94] * len(part),
        "y": part["year"].tolist(),
        "text": part["text"].tolist(),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": theme.ON_SHADE if found else theme.NEUTRAL, "size": 12},
        "constraintext": "none",
        "marker": {
            "color": colours,
            "line": {"width": int(state == HIDDEN), "color": theme.NEUTRAL},
            "pattern": theme.pattern(shape) | {"solidity": THIN},
        },
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the coverage shows, in a sentence."""
    schema = context.schema
    if cells.empty:
        return "Records found by year and table: none in view."
    dated = cells[cells["year"].ne(UNDATED)]
    missing = dated[dated["state"].eq(NONE)].groupby("table", sort=False).size()
    parts = [
        f"{schema.tables[str(table)].title.lower()} in {count}" for table, count in missing.items()
    ]
    none = (
        f"no record was found for {', '.join(parts)} of them"
        if parts
        else "records were found for all of them"
    )
    undated = int(cells.loc[cells["year"].eq(UNDATED), "n"].sum())
    return f"{dated['year'].nunique()} years, {dated['year'].iloc[0]} to {dated['year'].iloc[-1]}: {none}; {undated} records in view have no date."

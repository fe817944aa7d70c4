"""A map of the places of records, drawn on our own outlines: nothing is asked of any other host, in the page or in a file."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import labels, theme
from atlas.charts.chart import Context, domains
from atlas.charts.map.globe import HALF, WHOLE, middles, outlines
from atlas.charts.map.places_view import (
    ALL,
    CENTRES,
    EAST,
    EXERCISES,
    MARKS,
    NEAR,
    OTHER,
    SEVERAL,
    MapOptions,
)

# A ring is an approximate place, a full mark an exact one; the shape says what is there.
SHAPES = {EXERCISES: "circle", CENTRES: "square", OTHER: "diamond", SEVERAL: "hexagon"}
NAMES = {**MARKS, SEVERAL: "Several of these"}
COUNTED = 8
# Where marks are so few, they are named in place of counted.
NAMED = 8
ROOM, LEAST = 0.06, 5_000
HEIGHTS = (420, 580)
WIDTH = 1_000
# What a region's frame may hold, in kilometres from the globe's centre: west, east, south, north. It closes in on the marks within.
FRAMES = {NEAR: (-5_500, 5_500, -3_000, 6_500), EAST: (1_000, 5_000, -2_500, 3_500)}
# The countries that are named, in the order in which they take the room there is.
COUNTRIES = {
    "RUS": "Russia",
    "CHN": "China",
    "KAZ": "Kazakhstan",
    "IND": "India",
    "IRN": "Iran",
    "JPN": "Japan",
    "MNG": "Mongolia",
    "PAK": "Pakistan",
    "TUR": "Turkey",
    "UKR": "Ukraine",
    "SAU": "Saudi Arabia",
    "IDN": "Indonesia",
    "VNM": "Vietnam",
    "MMR": "Myanmar",
    "UZB": "Uzbekistan",
    "AFG": "Afghanistan",
    "ZAF": "South Africa",
    "AUS": "Australia",
    "EGY": "Egypt",
    "PRK": "North Korea",
}
LETTER, LINE = 7, 16
# Where else a name may stand in the two large countries, kilometres from the middle.
LARGE = {"RUS", "CHN", "KAZ"}
BESIDE = (
    (0, 0),
    (0, -350),
    (0, 350),
    (-500, 0),
    (500, 0),
    (-500, 350),
    (500, 350),
    (-900, 100),
    (900, 100),
    (0, 600),
    (-600, 600),
    (600, 600),
    (-300, -350),
)
# A name lies beneath every mark and, on a map as wide and high (pixels) as a phone's, touches neither a mark nor another name.
CLEAR = (340, 420)
# The large countries are named all the same where their marks are dense: then clear of them on a wide map alone.
DENSE = 0.4

EVERYWHERE = MapOptions(region=ALL)


def places(marks: pd.DataFrame, context: Context[MapOptions]) -> go.Figure:
    """Draw `places_view.marks` on the globe seen from above Asia: colour by domain, size by the number of records, hollow where approximate.

    A dot in a mark: all of it is projected. Marks outside the chosen region's frame are there, and seen when the map is dragged.
    """
    names, options = domains(context.schema), context.options
    named = len(marks) <= NAMED
    parts = [
        (names[domain], colour, marks[marks["domain"].eq(domain)])
        for domain, colour in theme.DOMAINS.items()
    ]
    parts = [part for part in parts if len(part[2])]
    seen = _within(marks, options.region)
    east, north = _range(marks.loc[seen, "x"]), _range(marks.loc[seen, "y"])
    traces = [_countries(marks, east, north)]
    traces += [_points(part, name, colour, named) for name, colour, part in parts]
    traces += [_key("circle", name, colour) | {"legendgroup": name} for name, colour, _ in parts]
    traces += [
        _key(f"{shape}-open", NAMES[mark])
        for mark, shape in SHAPES.items()
        if marks["mark"].eq(mark).any() and marks["mark"].nunique() > 1
    ]
    rough = marks["approximate"]
    traces += [_key("circle-open", "Hollow: place approximate")] if rough.any() else []
    traces += [_key("circle", "Filled: place exact")] if not rough.all() else []
    traces += [_key("circle-open-dot", "Dot within: projected")] if marks["projected"].any() else []
    plain = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": ""}
    height = min(max(WIDTH * (north[1] - north[0]) / (east[1] - east[0]), HEIGHTS[0]), HEIGHTS[1])
    return theme.figure(
        traces,
        int(height) + 60,
        shapes=_ground(
            HALF if (marks["x"].pow(2) + marks["y"].pow(2)).max() < (0.97 * HALF) ** 2 else WHOLE
        ),
        legend={"itemsizing": "constant"},
        dragmode="pan",
        xaxis={
            **plain,
            "range": east,
            "title": {"text": _missing(marks) + _outside(int((~seen).sum())), "font": {"size": 12}},
        },
        yaxis={**plain, "range": north, "scaleanchor": "x"},
    )


def _within(marks: pd.DataFrame, region: str) -> "pd.Series[bool]":
    """Which marks lie in the region's frame; every one where none does, for then there is nothing to close in on."""
    west, east, south, north = FRAMES.get(region, (-WHOLE, WHOLE, -WHOLE, WHOLE))
    inside = marks["x"].between(west, east) & marks["y"].between(south, north)
    return inside if inside.any() else ~inside


def _outside(number: int) -> str:
    return (
        f"<br>Fitted without {number} {'place that lies' if number == 1 else 'places that lie'} farther off"
        if number
        else ""
    )


def _countries(marks: pd.DataFrame, east: list[float], north: list[float]) -> theme.Trace:
    """Names of countries near their middles, the first thing drawn, so that no mark is covered."""
    scale = max((east[1] - east[0]) / CLEAR[0], (north[1] - north[0]) / CLEAR[1])
    radii = _sizes(marks["n"]) / 2
    taken: list[tuple[float, float, float]] = []
    names = []
    for code, name in COUNTRIES.items():
        (middle, height), half = middles()[code], len(name) * LETTER / 2
        spots = [(1.0, *spot) for spot in (BESIDE if code in LARGE else BESIDE[:1])]
        spots += [(DENSE, *spot) for spot in BESIDE if code in LARGE]
        for share, right, up in spots:
            x, y, near = middle + right, height + up, scale * share
            inside = east[0] + half * scale < x < east[1] - half * scale and north[0] < y < north[1]
            free = not (
                (marks["x"] - x).abs().lt((half + radii) * near)
                & (marks["y"] - y).abs().lt((LINE / 2 + radii) * near)
            ).any()
            if (
                inside
                and free
                and all(
                    abs(x - ax) > (half + ahalf) * scale or abs(y - ay) > LINE * scale
                    for ax, ay, ahalf in taken
                )
            ):
                taken.append((x, y, half))
                names.append(name)
                break
    at = {"x": [round(x, 1) for x, _, _ in taken], "y": [round(y, 1) for _, y, _ in taken]}
    look = {
        "textfont": {"size": 12, "color": theme.NEUTRAL},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "Countries",
    }
    return {"type": "scatter", "mode": "text", "text": names, **at, **look}


def _range(values: pd.Series) -> list[float]:
    """From the first to the last with some room; never so near that no coast is seen."""
    middle, half = (
        (values.min() + values.max()) / 2,
        max(values.max() - values.min(), LEAST) * (0.5 + ROOM),
    )
    return [middle - half, middle + half]


def _ground(rim: float) -> list[dict[str, object]]:
    """Sea, land and borders, beneath the marks."""
    land, borders = outlines(rim)
    under = {"layer": "below", "xref": "x", "yref": "y"}
    return [
        {
            **under,
            "type": "circle",
            "x0": -rim,
            "x1": rim,
            "y0": -rim,
            "y1": rim,
            "fillcolor": theme.GROUND["sea"],
            "line": {"width": 0},
        },
        {
            **under,
            "type": "path",
            "path": land,
            "fillcolor": theme.GROUND["land"],
            "line": {"width": 0},
        },
        {
            **under,
            "type": "path",
            "path": borders,
            "line": {"width": 0.75, "color": theme.GROUND["border"]},
        },
    ]


def _points(part: pd.DataFrame, name: str, colour: str, named: bool) -> theme.Trace:
    symbols = (
        part["mark"].map(SHAPES)
        + part["approximate"].map({True: "-open", False: ""})
        + part["projected"].map({True: "-dot", False: ""})
    )
    sizes = _sizes(part["n"]).tolist()
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "legendgroup": name,
        "showlegend": False,
        "x": part["x"].round(1).tolist(),
        "y": part["y"].round(1).tolist(),
        "text": [*map(labels.broken, part["label"])]
        if named
        else [str(n) if n >= COUNTED else "" for n in part["n"]],
        "textposition": "bottom center" if named else "middle center",
        "textfont": {"size": 12 if named else 11},
        "marker": {
            "color": colour,
            "symbol": symbols.tolist(),
            "size": sizes,
            "opacity": 1,
            "line": {"width": 2, "color": colour},
        },
        "customdata": part["ids"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _sizes(counts: "pd.Series[int]") -> "pd.Series[float]":
    """How wide a mark of so many records is, in pixels."""
    return 4 + 5 * counts.astype(float).pow(0.5)


def _key(symbol: str, name: str, colour: str = theme.NEUTRAL) -> theme.Trace:
    """A line of the legend."""
    look = {"color": colour, "symbol": symbol, "size": 10, "line": {"width": 2, "color": colour}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [None],
        "y": [None],
        "marker": look,
        "hoverinfo": "skip",
    }


def _missing(marks: pd.DataFrame) -> str:
    placed, of = int(marks["placed"].iloc[0]), int(marks["of"].iloc[0])
    return f"{placed:,} of {of:,} records have a place with coordinates"


def takeaway(marks: pd.DataFrame, context: Context[MapOptions]) -> str:
    """What the map shows, in a sentence."""
    if marks.empty:
        return "Map of places: none in view with coordinates."
    most = ", ".join(
        f"{label} ({n:,})"
        for label, n in marks[["label", "n"]].head(3).itertuples(index=False, name=None)
    )
    rough = int(marks["approximate"].sum())
    near = f"; {rough:,} of {len(marks):,} places are approximate" if rough else ""
    return f"Map of {len(marks):,} {'place' if len(marks) == 1 else 'places'}: {_missing(marks)}, most at {most}{near}."

"""A map of the places of records, drawn on our own outlines.

Nothing is asked of any other host, neither on the page nor in a file.
"""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.axes import titled
from atlas.charts.chart import Context, domains
from atlas.charts.map import ground, place_marks
from atlas.charts.map.globe import HALF, WHOLE
from atlas.charts.map.ground import Frame
from atlas.charts.map.places_view import MapOptions, Region
from atlas.values.words import agreeing, counted, listed

# Kilometres: never so near that no coast is seen. The room is a share, at each side.
LEAST = 5_000
ROOM = 0.06
# Pixels: the lowest and the highest map, a usual width, the lines beneath it.
HEIGHTS = (420, 580)
WIDTH = 1_000
FOOT = 60
# A mark that lies beyond this share of the near half needs the rest of the globe.
NEAR_RIM = 0.97
# So many places are named.
NAMED = 3
# What a region's frame may hold; it closes in on the marks within.
EVERYWHERE = Frame(-WHOLE, WHOLE, -WHOLE, WHOLE)
FRAMES: dict[str, Frame] = {
    Region.NEAR: Frame(-5_500, 5_500, -3_000, 6_500),
    Region.EAST: Frame(1_000, 5_000, -2_500, 3_500),
    Region.ALL: EVERYWHERE,
}


def places(marks: pd.DataFrame, context: Context[MapOptions]) -> go.Figure:
    """Draw `places_view.marks` on the globe seen from above Asia.

    Colour by domain, size by the number of records, hollow where approximate, a dot within where
    all of it is projected. Marks outside the region's frame are there, and seen when the map is
    dragged.
    """
    region = FRAMES[context.options.region]
    is_inside = _is_within(marks, region)
    frame = _fitted(marks[is_inside])
    sized = marks.assign(radius=place_marks.diameters(marks["n"]) / 2)
    traces = [
        ground.country_names(sized, frame),
        *place_marks.traces(marks, context.dataset),
        *place_marks.keys(marks, domains(context.schema)),
    ]
    beneath = _placed(marks) + _outside(int((~is_inside).sum()))
    plain = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": ""}
    title = titled(beneath, font={"size": 12})
    return theme.figure(
        traces,
        _height(frame) + FOOT,
        shapes=ground.shapes(_rim(marks)),
        legend={"itemsizing": "constant"},
        dragmode="pan",
        xaxis={**plain, "range": [frame.west, frame.east], "title": title},
        yaxis={**plain, "range": [frame.south, frame.north], "scaleanchor": "x"},
    )


def _is_within(marks: pd.DataFrame, frame: Frame) -> "pd.Series[bool]":
    """Which marks lie in the frame; every one where none does: there is nothing to close in on."""
    across = marks["x"].between(frame.west, frame.east)
    inside = across & marks["y"].between(frame.south, frame.north)
    return inside if inside.any() else ~inside


def _fitted(marks: pd.DataFrame) -> Frame:
    return Frame(*_range(marks["x"]), *_range(marks["y"]))


def _range(values: pd.Series) -> tuple[float, float]:
    """From the first to the last, with some room."""
    middle = (values.min() + values.max()) / 2
    half = max(values.max() - values.min(), LEAST) * (0.5 + ROOM)
    return middle - half, middle + half


def _height(frame: Frame) -> int:
    lowest, highest = HEIGHTS
    return int(min(max(WIDTH * frame.height / frame.width, lowest), highest))


def _rim(marks: pd.DataFrame) -> float:
    farthest = (marks["x"].pow(2) + marks["y"].pow(2)).max()
    return HALF if farthest < (NEAR_RIM * HALF) ** 2 else WHOLE


def _there(marks: pd.DataFrame) -> pd.DataFrame:
    """The places at which something was; the others have what is only expected there."""
    return marks[marks["n"].gt(0)]


def _placed(marks: pd.DataFrame) -> str:
    if _there(marks).empty:
        return "Entries are only expected at these places"
    first = marks.iloc[0]
    placed = int(first["n_placed"])
    records = int(first["n_records"])
    has = agreeing(placed, "has", "have")
    return f"{placed:,} of {counted(records, 'entries')} {has} a place with coordinates"


def _outside(number: int) -> str:
    if number == 0:
        return ""
    places = "place that lies" if number == 1 else "places that lie"
    return f"<br>Fitted without {number:,} {places} farther off"


def _approximate(places: pd.DataFrame) -> str:
    number = int(places["approximate"].sum())
    if number and len(places) == 1:
        return "; the place is approximate"
    are = agreeing(number, "is", "are")
    return f"; {number:,} of the places {are} approximate" if number else ""


def headline(marks: pd.DataFrame, context: Context[MapOptions]) -> str:
    """The places with most records; where too many have as many, how many places there are."""
    there = _there(marks)
    if there.empty:
        number = counted(len(marks), "places")
        return f"Entries on China and Russia in these sources are only expected at {number}"
    largest = _largest(there, context)
    if len(there) == 1:
        return f"Entries on China and Russia in these sources lie at one place: {largest[0]}"
    if largest:
        # "Most entries" would be more than half of them.
        places = agreeing(len(largest), "Place", "Places")
        return f"{places} with most entries on China and Russia in these sources: {listed(largest)}"
    number = counted(len(there), "places")
    return f"Entries on China and Russia in these sources lie at {number}, {_as_many(there)}"


def _largest(there: pd.DataFrame, context: Context[MapOptions]) -> list[str]:
    """The places that have more records than any other, so many as are named at most."""
    if len(there) > 1 and there["n"].nunique() == 1:
        return []
    largest = there.head(NAMED)
    if len(there) > NAMED:
        largest = largest[largest["n"].gt(there["n"].iloc[NAMED])]
    return [
        f"{context.dataset.label(place)} ({n:,})"
        for place, n in largest[["place", "n"]].itertuples(index=False, name=None)
    ]


def _as_many(there: pd.DataFrame) -> str:
    """“5 of them with 4 each”, of places of which too many to name have most records."""
    most = int(there["n"].max())
    those = int(there["n"].eq(most).sum())
    of_them = "each" if those == len(there) else f"{those:,} of them"
    return f"{of_them} with {counted(most, 'entries')}" + ("" if of_them == "each" else " each")


def takeaway(marks: pd.DataFrame, context: Context[MapOptions]) -> str:
    """What the map shows, in a sentence; what is only expected somewhere is in none of its sums."""
    if marks.empty:
        return "Map of places: none in view with coordinates."
    there = _there(marks)
    if there.empty:
        number = counted(len(marks), "places")
        return f"Map of {number} where entries are only expected{_approximate(marks)}."
    largest = _largest(there, context)
    number = counted(len(there), "places")
    sentence = f"Map of {number}, {_as_many(there)}: {_placed(marks)}"
    if largest:
        sentence = f"Map of {number}: {_placed(marks)}, most at {', '.join(largest)}"
    return f"{sentence}{_expected(marks)}{_approximate(there)}."


def _expected(marks: pd.DataFrame) -> str:
    """How many entries are only expected somewhere, and how many places have no others."""
    pairs = marks[["ids", "expected"]].explode(["ids", "expected"])
    number = pairs.loc[pairs["expected"].astype(bool), "ids"].nunique()
    if not number:
        return ""
    words = f"; {counted(number, 'entries')} only expected at a place, and not counted there"
    others = len(marks) - len(_there(marks))
    if not others:
        return words
    have = agreeing(others, "has", "have")
    return f"{words}: {counted(others, 'further places')} {have} nothing else"

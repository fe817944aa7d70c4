"""Where it was: exercises, data centres and what else has a place with coordinates."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.map.globe import project
from atlas.charts.map.located import TABLES, Mark, links_to_places, located
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.names import with_ids
from atlas.records.corroboration import standing
from atlas.records.listing import coded


class Region(StrEnum):
    """Which part of the globe is in the frame."""

    NEAR = "near"
    EAST = "east"
    ALL = "all"


# Values of an option are plain strings, as addresses have them.
TITLES: dict[str, str] = {
    Mark.EXERCISES.value: "Exercises",
    Mark.CENTRES.value: "Data centres",
    Mark.OTHER.value: "Other",
}
REGIONS = {
    Region.NEAR.value: "Eurasia",
    Region.EAST.value: "East Asia",
    Region.ALL.value: "All places",
}
ALL = "all"
EXACT = "exact"
OUTLINES = (
    "Outlines: United Nations and Natural Earth, from plotly.js (MIT), without a position on "
    "borders."
)
NOTE = (
    "Of approximate coordinates, a centre was chosen for an area or a city. An exercise at several "
    "places counts at each. Other: organisations, agreements, wars and crises that a tie joins to "
    "a place. Outlines: geodata of the United Nations and Natural Earth, from plotly.js (MIT); "
    "they are there for orientation and take no position on any border."
)


@dataclass(frozen=True)
class MapOptions:
    """What of the records that have a place is drawn, and which part of the globe is in frame."""

    mapped: str = field(
        default=ALL,
        metadata={
            "title": "On the map",
            "choices": {ALL: "All", **TITLES},
            "whole": ALL,
            "folded": True,
        },
    )
    region: str = field(default=Region.NEAR.value, metadata={"title": "Region", "choices": REGIONS})


def _chosen(dataset: Dataset, options: MapOptions) -> pd.DataFrame:
    rows = located(dataset)
    if options.mapped == ALL:
        return rows
    return rows[rows["mark"].eq(options.mapped)]


def _drawn(dataset: Dataset, options: MapOptions) -> pd.DataFrame:
    """The rows with coordinates, the latest records first."""
    rows = _chosen(dataset, options)
    rows = rows[rows["latitude"].notna() & rows["longitude"].notna()]
    order = ["year_first", "label", "place"]
    return rows.sort_values(order, ascending=[False, True, True], kind="stable")


def marked(dataset: Dataset) -> dict[str, str]:
    """What can be drawn, value → label: all, and each kind that has a place in view."""
    in_view = set(located(dataset)["mark"])
    kinds = {mark: title for mark, title in TITLES.items() if mark in in_view}
    return {ALL: "All", **kinds}


def ids(dataset: Dataset, options: MapOptions) -> pd.Index:
    """The ids of the records that the map is about, whatever the filters."""
    built = dataset.built
    by_link = links_to_places(built["links"], dataset.records).index
    parts = []
    for table, mark in TABLES.items():
        if options.mapped in {ALL, mark}:
            parts.append(built[table].index if table == "exercises" else by_link)
    return parts[0].append(parts[1:])


def marks(dataset: Dataset, options: MapOptions) -> pd.DataFrame:
    """A mark for each place, the largest first.

    Columns: place, mark (a `Mark`), domain (that of most of its records), approximate, projected
    (all of them), n (how many were there), n_expected (how many more are only expected, announced
    or came to nothing), ids (a list of all of these, the latest record first), expected and
    evidence (lists: which of these are among the latter, and who places each there), n_alone (how
    many rest on one origin or one state), latitude, longitude, x, y (kilometres, as
    `globe.project` has them).
    In every row `n_placed` is how many records were at a place with coordinates, `n_records` how
    many came about, with such a place or without.
    """
    rows = _drawn(dataset, options)
    is_expected = ~rows["carried"] | rows["basis"].eq(Basis.PROJECTED)
    rows = rows.assign(expected=is_expected, was_there=~is_expected)
    by_place = rows.groupby("place", sort=False).agg(
        mark=("mark", _shared_mark),
        domain=("domain", _most_common),
        precision=("precision", "first"),
        projected=("expected", "all"),
        n=("was_there", "sum"),
        n_expected=("expected", "sum"),
        ids=("id", list),
        expected=("expected", list),
        evidence=("evidence", list),
        n_alone=("alone", "sum"),
        latitude=("latitude", "first"),
        longitude=("longitude", "first"),
    )
    frame = by_place.reset_index()
    frame["approximate"] = frame["precision"].ne(EXACT)
    frame[["x", "y"]] = project(frame["longitude"], frame["latitude"])
    chosen = _chosen(dataset, options)
    frame["n_placed"] = rows.loc[rows["was_there"], "id"].nunique()
    frame["n_records"] = chosen.loc[chosen["carried"], "id"].nunique()
    frame["label"] = frame["place"].map(dataset.label)
    largest_first = frame.sort_values(["n", "label"], ascending=[False, True], ignore_index=True)
    return largest_first.drop(columns=["label", "precision"])


def _shared_mark(marks_at_place: "pd.Series[str]") -> str:
    kinds = marks_at_place.unique()
    return kinds[0] if len(kinds) == 1 else Mark.SEVERAL


def _most_common(values: "pd.Series[str]") -> str:
    """The most common value; of several, the first."""
    return Counter(values).most_common(1)[0][0]


def rows(marks: pd.DataFrame) -> int:
    """How many rows the table has: entries that are only expected at a place are in it too."""
    return int(marks[["n", "n_expected"]].to_numpy().sum())


def table(marks: pd.DataFrame, context: Context[MapOptions]) -> pd.DataFrame:
    """A row for each record and place that is drawn, as a reader sees it, with coordinates."""
    dataset = context.dataset
    rows = _drawn(dataset, context.options).set_index("id")
    schema = dataset.schema
    place = schema.tables["records"].field
    where = {
        "Mark": rows["mark"].map(TITLES),
        "Place": coded(rows["place"], dataset.labels),
        place("latitude").heading: rows["latitude"],
        place("longitude").heading: rows["longitude"],
        place("precision").heading: coded(rows["precision"], schema.labels("precision")),
    }
    evidence = {
        "Sources": rows["cited"],
        "Basis": coded(rows["basis"], schema.labels("basis")),
        "Evidence": _evidence(rows),
        "Standing": coded(standing(dataset, rows), schema.labels("standing")),
        "Id": rows.index.to_series(),
    }
    columns = {
        "Record": rows["label"],
        **where,
        "When": rows["when"],
        "Domains": coded(rows["domains"], schema.labels("domain")),
        **evidence,
    }
    ids_behind = {
        "Record": rows.index.to_series(),
        "Place": rows["place"],
        "Sources": rows["sources"],
    }
    return with_ids(pd.DataFrame(columns, index=rows.index), ids_behind)


def _evidence(rows: pd.DataFrame) -> list[str]:
    """Who places each record there, and who dates it; where one row does both, that row alone."""
    evidence = []
    for placing, dating in zip(rows["evidence"], rows["dating"], strict=True):
        is_one = dating in {"", placing}
        evidence.append(placing if is_one else f"Place: {placing}; Date: {dating}")
    return evidence

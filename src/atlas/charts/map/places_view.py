"""Where it was: exercises, data centres and what else has a place with coordinates."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.map.globe import project
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.corroboration import CORROBORATED, standing
from atlas.records.listing import coded, main_domain, singles
from atlas.values.words import wrapped

EXERCISES, CENTRES, OTHER, SEVERAL, ALL = "exercises", "centres", "other", "several", "all"
# A system that stands somewhere is a data centre: nothing else that is coded as one does.
MARKS = {EXERCISES: "Exercises", CENTRES: "Data centres", OTHER: "Other"}
TABLES = {
    "exercises": EXERCISES,
    "systems": CENTRES,
    "organisations": OTHER,
    "agreements": OTHER,
    "context": OTHER,
}
NEAR, EAST = "near", "east"
REGIONS = {NEAR: "Eurasia", EAST: "East Asia", ALL: "All places"}
STANDS_IN, EXACT = "stands in", "exact"
LISTED = 10
COLUMNS = [
    "place",
    "label",
    "mark",
    "domain",
    "approximate",
    "projected",
    "n",
    "ids",
    "hover",
    "latitude",
    "longitude",
    "x",
    "y",
]
NOTE = (
    "Of approximate coordinates, a centre was chosen for an area or a city. An exercise at several places counts at each. Other: organisations, "
    "agreements, wars and crises that a link ties to a place. Outlines: geodata of the United Nations and Natural Earth, from plotly.js (MIT); "
    "they are there for orientation and take no position on any border."
)
SAID = ["label", "when", "cited", "domains", "basis", "said_by", "sources", "year_first"]


@dataclass(frozen=True)
class MapOptions:
    """What of the records that have a place is drawn, and which part of the globe is in the frame."""

    mapped: str = field(
        default=ALL,
        metadata={"title": "On the map", "choices": {ALL: "All", **MARKS}, "whole": ALL},
    )
    region: str = field(default=NEAR, metadata={"title": "Region", "choices": REGIONS})


def _tied(links: pd.DataFrame, records: pd.DataFrame) -> pd.Series:
    """The place that a link says a record stands in, by the record's id."""
    of_places = records.index[records["table"].eq("places")]
    found = links[links["relation"].eq(STANDS_IN) & links["object"].isin(of_places)]
    return found.set_index("subject")["object"]


@once_a_dataset
def _located(dataset: Dataset) -> pd.DataFrame:
    """A row for each record in view and place of it: id, place, mark, domain, alone, latitude, longitude, precision, and `SAID` of its table.

    Exercises name their places, of the others a link says where they stand; an exercise without a place has a row too.
    """
    tied = _tied(dataset["links"], dataset.records)
    parts = []
    for table, mark in TABLES.items():
        frame = singles(dataset["exercises"]) if table == "exercises" else dataset[table]
        places = (
            frame["place"].str.split(";").explode()
            if table == "exercises"
            else tied[tied.index.isin(frame.index)]
        )
        parts.append(frame[SAID].loc[places.index].assign(place=places.to_numpy(), mark=mark))
    rows = pd.concat(parts).rename_axis("id").reset_index()
    rows = rows.assign(domain=main_domain(rows), alone=standing(dataset, rows).ne(CORROBORATED))
    where = dataset.records.reindex(rows["place"])
    degrees = {name: where[name].to_numpy(dtype=float) for name in ("latitude", "longitude")}
    return rows.assign(**degrees, precision=where["precision"].to_numpy())


def _chosen(dataset: Dataset, options: MapOptions) -> pd.DataFrame:
    rows = _located(dataset)
    return rows if options.mapped == ALL else rows[rows["mark"].eq(options.mapped)]


def _drawn(dataset: Dataset, options: MapOptions) -> pd.DataFrame:
    """The rows with coordinates, the latest records first."""
    rows = _chosen(dataset, options)
    rows = rows[rows["latitude"].notna() & rows["longitude"].notna()]
    return rows.sort_values(
        ["year_first", "label", "place"], ascending=[False, True, True], kind="stable"
    )


def marked(dataset: Dataset) -> dict[str, str]:
    """What can be drawn: all, and each kind that has a place in view."""
    return {
        ALL: "All",
        **{mark: title for mark, title in MARKS.items() if mark in set(_located(dataset)["mark"])},
    }


def ids(dataset: Dataset, options: MapOptions) -> pd.Index:
    """The ids of the records that the map is about, whatever the filters."""
    built = dataset.built
    tied = _tied(built["links"], dataset.records).index
    kept = [
        built[table].index if table == "exercises" else tied
        for table, mark in TABLES.items()
        if options.mapped in {ALL, mark}
    ]
    return kept[0].append(kept[1:])


def marks(dataset: Dataset, options: MapOptions) -> pd.DataFrame:
    """A mark for each place, the largest first: place, label, mark (`several` where its records are of several kinds), domain (of most of them),
    approximate, projected (all of them), n, x, y (kilometres), ids (joined with `;`), hover.

    In every row `placed` is how many records have a place with coordinates, `of` how many there are in view with or without.
    """
    rows = _drawn(dataset, options)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in _records(rows):
        groups.setdefault(row["place"], []).append(row)
    frame = pd.DataFrame(
        [_mark(dataset.label(place), group) for place, group in groups.items()],
        columns=COLUMNS[:-2],
    )
    flat = project(frame["longitude"], frame["latitude"])
    frame = frame.assign(
        x=flat[:, 0],
        y=flat[:, 1],
        placed=rows["id"].nunique(),
        of=_chosen(dataset, options)["id"].nunique(),
    )
    return frame.sort_values(["n", "label"], ascending=[False, True], ignore_index=True)


def _records(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in rows]
    return (
        dict(zip(names, cells, strict=True))
        for cells in zip(*(rows[name].tolist() for name in names), strict=True)
    )


def _mark(label: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The mark of the records at one place."""
    kinds, domains = {row["mark"] for row in rows}, Counter(row["domain"] for row in rows)
    rough = rows[0]["precision"] != EXACT
    told = {
        "label": label,
        "mark": rows[0]["mark"] if len(kinds) == 1 else SEVERAL,
        "domain": domains.most_common(1)[0][0],
        "approximate": rough,
    }
    told["projected"] = all(row["basis"] == "projected" for row in rows)
    found = {
        "n": len(rows),
        "ids": ";".join(row["id"] for row in rows),
        "hover": _hover(label, rough, rows),
    }
    return told | found | {name: rows[0][name] for name in ("place", "latitude", "longitude")}


def _hover(label: str, rough: bool, rows: list[dict[str, Any]]) -> str:
    """The place, how exact it is, and the records at it."""
    told = [wrapped(f"{row['label']}, {row['when']}") for row in rows[:LISTED]]
    more = [f"and {len(rows) - LISTED:,} more"] if len(rows) > LISTED else []
    alone = sum(row["alone"] for row in rows)
    of = f"{alone:,} of {len(rows):,} rest" if len(rows) > 1 else "Rests"
    resting = (
        [wrapped(f"{of} on one origin, or on the state media of one country")] if alone else []
    )
    cited = [wrapped(rows[0]["cited"])] if len(rows) == 1 else []
    return "<br>".join(
        [
            f"<b>{wrapped(label)}</b>" + (" (approximate)" if rough else ""),
            *told,
            *more,
            *cited,
            *resting,
        ]
    )


def table(marks: pd.DataFrame, context: Context[MapOptions]) -> pd.DataFrame:
    """A row for each record and place that is drawn, as a reader sees it, with the coordinates and how exact they are."""
    dataset = context.dataset
    rows = _drawn(dataset, context.options).set_index("id")
    schema = dataset.schema
    place = schema.tables["records"].field
    return pd.DataFrame(
        {
            "Record": rows["label"],
            "Mark": rows["mark"].map(MARKS),
            "Place": coded(rows["place"], dataset.labels),
            place("latitude").heading: rows["latitude"],
            place("longitude").heading: rows["longitude"],
            place("precision").heading: coded(rows["precision"], schema.labels("precision")),
            "When": rows["when"],
            "Domains": coded(rows["domains"], schema.labels("domain")),
            "Sources": rows["cited"],
            "Basis": coded(rows["basis"], schema.labels("basis")),
            "Standing": coded(standing(dataset, rows), schema.labels("standing")),
            "Said by": rows["said_by"],
            "Id": rows.index.to_series(),
        },
        index=rows.index,
    )

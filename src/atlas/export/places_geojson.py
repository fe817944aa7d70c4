"""Places with what happened there as GeoJSON (RFC 7946), for QGIS, ArcGIS and Leaflet."""

import json
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.map.places_view import MapOptions, marks, table
from atlas.dataset.credit import credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import ids_column

OF_RECORD = {
    "name": "Record",
    "mark": "Mark",
    "date": "When",
    "domains": "Domains",
    "sources": "Sources",
    "basis": "Basis",
    "evidence": "Evidence",
    "standing": "Standing",
}
"""What a feature says of each of its records, and the column of the map's table that has it."""


def to_geojson(dataset: Dataset, options: MapOptions) -> bytes:
    """A point for each place on the map, with the records that are placed there.

    Its properties: id, name, whether its coordinates are a centre that was chosen for an area or a
    city (`approximate`), whether all that is there is only expected (`projected`), how many records
    were there (`n_records`) and are only expected there (`n_expected`), and `records`, the latest
    first: of each its id, whether it is only expected there, and what `OF_RECORD` names.
    """
    frame = marks(dataset, options)
    context = Context(dataset, options)
    rows = table(frame, context)
    rows_by_place = dict(iter(rows.groupby(ids_column("Place"))))
    features = []
    for place in frame.to_dict("records"):
        own = _plain(rows_by_place[place["place"]])
        expected = dict(zip(place["ids"], place["expected"], strict=True))
        records = [_record(row, is_expected=expected[row["Id"]]) for row in own]
        features.append(_feature(dataset, place, records))
    whole: dict[str, Any] = {
        "type": "FeatureCollection",
        "title": dataset.schema.title,
        "version": dataset.edition,
        "features": features,
    }
    line = credit_in(rows, dataset.sources)
    if line:
        whole["credit"] = line
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _plain(rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Rows with None for what is not known, as JSON has it."""
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _record(row: Mapping[Hashable, Any], *, is_expected: bool) -> dict[str, Any]:
    facts = {name: row[column] for name, column in OF_RECORD.items()}
    return {"id": row["Id"], "expected": bool(is_expected), **facts}


def _feature(
    dataset: Dataset, place: Mapping[Hashable, Any], records: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place["place"],
        "geometry": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]},
        "properties": {
            "id": place["place"],
            "name": dataset.label(place["place"]),
            "approximate": bool(place["approximate"]),
            "projected": bool(place["projected"]),
            "n_records": place["n"],
            "n_expected": place["n_expected"],
            "records": records,
        },
    }

"""The globe on a flat page: where a point lies on it, and the outlines of coasts, countries and lakes.

The projection is Lambert's azimuthal equal-area one, seen from above Asia, in kilometres: no region looks larger than it is, and every point but
the one opposite the centre has a place.
"""

import json
import math
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
FILE = Path(__file__).parent / "outlines" / "world_110m.json"
CENTRE = (92.0, 34.0)
EARTH = 6371.0
# Points nearer than this to one another, and islands smaller than that, are not told apart (kilometres).
FINE, SPECK = 20, 30
# The page shows the half of the globe that faces the reader and a little more; the rest only where a mark lies on it.
HALF, WHOLE = (float(2 * EARTH * np.sin(np.radians(degrees / 2))) for degrees in (100, 172))


def project(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    """Kilometres east and north of the centre, a row for each point (degrees)."""
    east, north = (
        np.radians(np.asarray(longitude, dtype=float) - CENTRE[0]),
        np.radians(np.asarray(latitude, dtype=float)),
    )
    middle = np.radians(CENTRE[1])
    away = np.sin(middle) * np.sin(north) + np.cos(middle) * np.cos(north) * np.cos(east)
    scale = EARTH * np.sqrt(2 / np.maximum(1 + away, 1e-9))
    x = scale * np.cos(north) * np.sin(east)
    y = scale * (np.cos(middle) * np.sin(north) - np.sin(middle) * np.cos(north) * np.cos(east))
    return np.column_stack([x, y])


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    world: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return world


@lru_cache(maxsize=1)
def middles() -> dict[str, tuple[float, float]]:
    """The middle of each country of the outlines by its code, in kilometres east and north of the centre."""
    found = {
        one["id"]: one["properties"]["ct"]
        for one in _world()["objects"]["countries"]["geometries"]
        if "ct" in one.get("properties", {})
    }
    flat = project(*zip(*found.values(), strict=True))
    return {code: (float(x), float(y)) for code, (x, y) in zip(found, flat, strict=True)}


@lru_cache(maxsize=2)
def outlines(rim: float) -> tuple[str, str]:
    """Land, lakes left out, and the borders of countries on it, as SVG paths in kilometres that end at the rim."""
    world = _world()
    arcs = [_thinned(_arc(arc, world["transform"])) for arc in world["arcs"]]
    land, lakes, countries = (
        [ring for one in world["objects"][name]["geometries"] for ring in _rings(one)]
        for name in ("land", "lakes", "countries")
    )
    used = Counter(max(number, ~number) for ring in countries for number in ring)
    shared = sorted(number for number, times in used.items() if times > 1)
    closed = [
        _closed(
            np.concatenate(
                [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
            ),
            rim,
        )
        for ring in [*land, *lakes]
    ]
    return "".join(closed), "".join(_open(arcs[number], rim) for number in shared)


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> Points:
    """An arc of the file, which holds steps on a grid of degrees, in kilometres."""
    degrees = (
        np.cumsum(np.array(steps, dtype=float), axis=0) * transform["scale"]
        + transform["translate"]
    )
    return project(degrees[:, 0], degrees[:, 1])


def _thinned(arc: Points) -> Points:
    """The arc without the points that are too near the one before to be told from it; its ends stay, so that arcs still meet."""
    kept = [0]
    for at in range(1, len(arc) - 1):
        if math.dist(arc[at], arc[kept[-1]]) >= FINE:
            kept.append(at)
    return arc[[*kept, len(arc) - 1]]


def _rings(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a polygon or of several, each a list of arcs; a negative number is an arc backwards."""
    arcs = geometry["arcs"]
    return (
        [ring for polygon in arcs for ring in polygon]
        if geometry["type"] == "MultiPolygon"
        else list(arcs)
    )


def _closed(ring: Points, rim: float) -> str:
    """A closed path; what lies behind the rim is drawn along it. Specks are left out."""
    far = np.hypot(ring[:, 0], ring[:, 1])
    if (far >= rim).all() or np.ptp(ring, axis=0).max() < SPECK:
        return ""
    return _path(ring * np.minimum(1, rim / np.maximum(far, 1))[:, None]) + "Z"


def _open(arc: Points, rim: float) -> str:
    """A line; nothing where any of it lies behind the rim."""
    return "" if (np.hypot(arc[:, 0], arc[:, 1]) > rim).any() else _path(arc)


def _path(points: Points) -> str:
    return "M" + "L".join(f"{x},{y}" for x, y in np.rint(points).astype(int).tolist())

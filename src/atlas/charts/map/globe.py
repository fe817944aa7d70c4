"""The globe on a flat page: where a point lies on it, and the outlines of countries and lakes.

The projection is Lambert's azimuthal equal-area one, seen from above Asia, in kilometres: no
region looks larger than it is, and every point but the one opposite the centre has a place.
Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS 1987), chapter 24, for a sphere.
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
# Degrees east and north.
CENTRE = (92.0, 34.0)
# Kilometres.
EARTH = 6371.0
# Points nearer than this to one another are drawn as one; smaller islands are left out.
FINE, SPECK = 20, 30


def _reach(degrees: float) -> float:
    """How far from the centre a point lies on the page that is so many degrees away from it."""
    return float(2 * EARTH * np.sin(np.radians(degrees / 2)))


# The page shows the half of the globe that faces the reader and a little more; the rest only
# where a mark lies on it.
HALF, WHOLE = _reach(100), _reach(172)


def project(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> Points:
    """Kilometres east and north of the centre, a row for each point (degrees)."""
    east = np.radians(np.asarray(longitude, dtype=float) - CENTRE[0])
    north = np.radians(np.asarray(latitude, dtype=float))
    middle = np.radians(CENTRE[1])
    cosine = np.sin(middle) * np.sin(north) + np.cos(middle) * np.cos(north) * np.cos(east)
    # Opposite the centre the scale has no bound; the floor keeps it a number.
    scale = EARTH * np.sqrt(2 / np.maximum(1 + cosine, 1e-9))
    x = scale * np.cos(north) * np.sin(east)
    y = scale * (np.cos(middle) * np.sin(north) - np.sin(middle) * np.cos(north) * np.cos(east))
    return np.column_stack([x, y])


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    world: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return world


def _geometries(name: str) -> list[dict[str, Any]]:
    geometries: list[dict[str, Any]] = _world()["objects"][name]["geometries"]
    return geometries


@lru_cache(maxsize=1)
def middles() -> dict[str, tuple[float, float]]:
    """The middle of each country of the outlines by its code, in kilometres from the centre."""
    degrees: dict[str, list[float]] = {}
    for country in _geometries("countries"):
        middle = country.get("properties", {}).get("ct")
        if middle is not None:
            degrees[country["id"]] = middle
    longitudes, latitudes = zip(*degrees.values(), strict=True)
    flat = project(longitudes, latitudes)
    return {code: (float(x), float(y)) for code, (x, y) in zip(degrees, flat, strict=True)}


@lru_cache(maxsize=2)
def outlines(rim: float) -> tuple[str, str]:
    """Land and borders as SVG paths in kilometres that end at the rim.

    The land leaves lakes out; the borders are those between countries, coasts are none.
    """
    transform = _world()["transform"]
    arcs = [_thinned(_arc(steps, transform)) for steps in _world()["arcs"]]
    shores = [*_rings("land"), *_rings("lakes")]
    land = [_closed(_joined(ring, arcs), rim) for ring in shores]
    borders = [_open(arcs[number], rim) for number in _shared_arcs()]
    return "".join(land), "".join(borders)


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> Points:
    """An arc of the file, which holds steps on a grid of degrees, in kilometres."""
    grid = np.cumsum(np.array(steps, dtype=float), axis=0)
    degrees = grid * transform["scale"] + transform["translate"]
    return project(degrees[:, 0], degrees[:, 1])


def _thinned(arc: Points) -> Points:
    """The arc without points too near the one before; its ends stay, so that arcs still meet."""
    chosen = [0]
    for number in range(1, len(arc) - 1):
        if math.dist(arc[number], arc[chosen[-1]]) >= FINE:
            chosen.append(number)
    return arc[[*chosen, len(arc) - 1]]


def _rings(name: str) -> list[list[int]]:
    """The rings of all polygons of an object, each a list of arcs; negative is an arc backwards."""
    rings: list[list[int]] = []
    for geometry in _geometries(name):
        if geometry["type"] == "MultiPolygon":
            for polygon in geometry["arcs"]:
                rings += polygon
        else:
            rings += geometry["arcs"]
    return rings


def _joined(ring: list[int], arcs: list[Points]) -> Points:
    # Arc number n backwards is written ~n, which is -1 - n.
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    return np.concatenate(parts)


def _shared_arcs() -> list[int]:
    """The arcs that bound two countries, in order."""
    uses: Counter[int] = Counter()
    for ring in _rings("countries"):
        uses.update(max(number, ~number) for number in ring)
    return sorted(number for number, times in uses.items() if times > 1)


def _closed(ring: Points, rim: float) -> str:
    """A closed path; what lies behind the rim is drawn along it. Specks are left out."""
    distance = np.hypot(ring[:, 0], ring[:, 1])
    is_speck = np.ptp(ring, axis=0).max() < SPECK
    if is_speck or (distance >= rim).all():
        return ""
    share = np.minimum(1, rim / np.maximum(distance, 1))
    return _path(ring * share[:, None]) + "Z"


def _open(arc: Points, rim: float) -> str:
    """A line; nothing where any of it lies behind the rim."""
    distance = np.hypot(arc[:, 0], arc[:, 1])
    return "" if (distance > rim).any() else _path(arc)


def _path(points: Points) -> str:
    pairs = np.rint(points).astype(int).tolist()
    return "M" + "L".join(f"{x},{y}" for x, y in pairs)

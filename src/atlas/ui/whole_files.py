"""What is taken along whole: bundle, calendar, places, organisations, and the feed of changes."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from atlas.answers import files
from atlas.charts.chart_view import span
from atlas.dataset.filters import Query
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.export.formats import MIMES
from atlas.settings import public_url
from atlas.ui.by_address import address_of
from atlas.ui.state import current
from atlas.ui.text import plain

WIDTHS = [5, 2]


@dataclass(frozen=True)
class WholeFile:
    """A file: its name, what stands on its button, what it is for, what makes it of a query,
    and what it adds to the query of the filters.
    """

    name: str
    label: str
    purpose: str
    make: Callable[[Texts, str], bytes]
    own: tuple[tuple[str, str], ...] = ()


def _places(query: Texts, home: str) -> bytes:
    return files.places(query)


BUNDLE = (
    "a data package with codebook, licences, checksums and what an archive asks for; rows of "
    "sources whose terms do not allow passing them on are left out, and the sources named"
)
FILES = (
    WholeFile(
        "bundle.zip",
        "Bundle, as displayed",
        BUNDLE,
        files.bundle,
        ((files.ROWS, files.DISPLAYED),),
    ),
    WholeFile(
        "bundle.zip",
        "Bundle, all",
        "the same of all entries, whatever the filters other than sources",
        files.bundle,
        ((files.ROWS, files.ALL),),
    ),
    WholeFile(
        "exercises.ics",
        "Calendar",
        "exercises as days, for Outlook, Thunderbird and Google; rough dates say “about”",
        files.calendar,
    ),
    WholeFile(
        "places.geojson",
        "Places",
        "GeoJSON for QGIS and ArcGIS, with what happened there and who says so",
        _places,
    ),
    WholeFile(
        "entities.ftm.json",
        "Organisations",
        "FollowTheMoney for Aleph and OpenSanctions: sanctions, owners and supplies with proof",
        files.entities,
    ),
)
FEED = "changes.atom"


def whole_files() -> None:
    """A line for each file under the reader’s filters; the addresses that programs subscribe to."""
    query = current().to_query(dataset().schema, span())
    for number, declared in enumerate(FILES):
        words, place = st.columns(WIDTHS, vertical_alignment="center")
        words.markdown(f"**{plain(declared.label)}**: {plain(declared.purpose)}.")
        asked = [*query, *declared.own]
        make = partial(declared.make, _texts(asked), public_url())
        place.download_button(
            plain(declared.label),
            make,
            declared.name,
            MIMES[declared.name.partition(".")[2]],
            key=f"whole-{number}",
            on_click="ignore",
            width="stretch",
        )
    st.markdown(
        "Addresses of the calendar and of a feed of what has changed in view, always of the newest "
        "data, for programs that subscribe to them:"
    )
    addresses = [address_of(f"/{name}", query) for name in ("exercises.ics", FEED)]
    st.code("\n".join(addresses), language=None, wrap_lines=True)


def _texts(query: Query) -> Texts:
    texts: dict[str, list[str]] = defaultdict(list)
    for key, value in query:
        texts[key].append(value)
    return texts

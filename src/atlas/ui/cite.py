"""“Cite”: how to cite what is shown, as text to copy and as files.

Made when it is opened, not before.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.charts.chart_view import VERSION, ChartView, address, selected, span
from atlas.charts.compare.pair import Pair
from atlas.dataset.filters import Query
from atlas.dataset.store import dataset
from atlas.export.formats import MIMES
from atlas.settings import public_url
from atlas.ui.state import current
from atlas.values.words import counted

if TYPE_CHECKING:
    from atlas.export.cite import Citation
    from atlas.export.works import Work

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
FULL_HEIGHT = 220


def cite_chart(shown: ChartView) -> None:
    """How to cite a chart as it is shown."""

    def citation(on: date) -> "Citation":
        from atlas.export.cite import of_chart

        return of_chart(shown, public_url(), on)

    _cite("Cite", shown.chart.name, citation)


def cite_pair(pair: Pair) -> None:
    """How to cite two sides of a chart as they are shown."""

    def citation(on: date) -> "Citation":
        from atlas.export.cite import of_pair

        return of_pair(pair, public_url(), on)

    _cite("Cite", "pair", citation)


def cite_record(identifier: str) -> None:
    """How to cite what the chosen sources say of a record."""
    data, filters = selected(current()).dataset, current()
    query = [*filters.to_query(data.schema, span()), ("record", identifier)]
    sentence = filters.describe(data.schema, span())

    def citation(on: date) -> "Citation":
        from atlas.export.cite import of_record

        link = public_url() + _address("evidence", query)
        return of_record(data, identifier, link, sentence, on)

    _cite("Cite this entry", f"record-{identifier}", citation)


def cite_data() -> None:
    """How to cite the whole data set, whatever the filters."""

    def citation(on: date) -> "Citation":
        from atlas.export.cite import of_data

        home = public_url()
        return of_data(dataset(), home + _address("", []) if home else "", on)

    _cite("Cite", "data", citation)


def _address(page: str, query: Query) -> str:
    return address(page, [*query, (VERSION, dataset().version)])


def _cite(label: str, key: str, cited: "Callable[[date], Citation]") -> None:
    popover = st.popover(
        label, icon=":material/format_quote:", key=f"cite-{key}", on_change="rerun"
    )
    if not popover.open:
        return
    # Imported when it is opened: most readers never do.
    from atlas.export.cite import full, short

    today = datetime.now(UTC).date()
    citation = cited(today)
    with popover:
        _files(citation.works, f"cite-{citation.work.id}_{today.isoformat()}", key)
        st.caption("Short, for a caption or a note")
        st.code(short(citation), language=None, wrap_lines=True)
        st.caption("Full, with the link and every source")
        st.code(full(citation), language=None, wrap_lines=True, height=FULL_HEIGHT)


def _files(works: "Sequence[Work]", stem: str, key: str) -> None:
    references = counted(len(works), "references")
    with st.container(horizontal=True):
        for ending, name in FORMATS.items():
            st.download_button(
                name,
                partial(_written, ending, works),
                f"{stem}.{ending}",
                MIMES[ending],
                key=f"{name}-{key}",
                on_click="ignore",
                icon=":material/download:",
                help=f"Download {references} as {name}",
            )


def _written(ending: str, works: "Sequence[Work]") -> bytes:
    from atlas.answers.citing import references

    return references(works, ending)

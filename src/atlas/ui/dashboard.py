"""The dashboard's script: navigation, shared filters, then the page."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from atlas.charts.registry import CHARTS
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.store import dataset, fault, one_look
from atlas.paths import ROOT
from atlas.ui.blocks import ALL_TABLES
from atlas.ui.link import take_up
from atlas.ui.onward import PAGES as ONWARD
from atlas.ui.problems import banner, show
from atlas.ui.ready import follow
from atlas.ui.search import box, results
from atlas.ui.sign_in import door, is_outside, way_out
from atlas.ui.state import sidebar
from atlas.ui.style import style
from atlas.ui.version import moved_on


class Declared(NamedTuple):
    """A page: its file, title and icon, and what it shows.

    `tables` are those on which its filters act; None: those of its charts, all where it has none.
    """

    name: str
    title: str
    icon: str
    about: str
    tables: tuple[str, ...] | None = None


# The first one has the plain address.
PAGES = (
    Declared("overview", "Overview", "home", "Three answers, questions, and what is not covered."),
    Declared(
        "exercises",
        "Exercises",
        "calendar_month",
        "By series, by season, by domain and on a map.",
    ),
    Declared(
        "counts",
        "How many?",
        "stairs",
        "Exercises by counting rule, and the numbers that others have published.",
    ),
    Declared(
        "transfers",
        "Arms transfers",
        "swap_horiz",
        "Flows from suppliers to recipients, and the two-way street.",
    ),
    Declared(
        "network", "Network", "hub", "Organisations, systems and agreements, and what ties them."
    ),
    Declared(
        "findings",
        "How deep?",
        "stacked_bar_chart",
        "What speaks for deeper cooperation and what against it; what each article concludes.",
    ),
    Declared(
        "compare",
        "Before and after",
        "compare_arrows",
        "Two spans of years, sources, counting rules or versions of the data, side by side.",
    ),
    Declared(
        "check",
        "Check a sentence",
        "spellcheck",
        "What the sources say of a text that you paste, claim by claim.",
        # No filter narrows it but the choice of sources.
        (),
    ),
    Declared(
        "briefing",
        "Briefing",
        "summarize",
        "What you have gathered, as slides, as a text or as a page, with numbered sources.",
        # Its items have filters of their own.
        (),
    ),
    Declared(
        "evidence",
        "Evidence",
        "fact_check",
        "Every statement of every source; all that is said of one entry.",
    ),
    Declared(
        "sources",
        "Sources and coverage",
        "library_books",
        "Where sources disagree, what rests on one alone, what was not found.",
    ),
)


def _page(declared: Declared) -> StreamlitPage:
    is_first = declared is PAGES[0]
    return st.Page(
        ROOT / "pages" / f"{declared.name}.py",
        title=declared.title,
        icon=f":material/{declared.icon}:",
        help=declared.about,
        url_path=None if is_first else declared.name,
        default=is_first,
    )


def _tables(declared: Declared) -> tuple[str, ...]:
    """The tables on which the filters of a page act."""
    if declared.tables is not None:
        return declared.tables
    page = "" if declared is PAGES[0] else declared.name
    charts = [chart for chart in CHARTS.values() if chart.page == page]
    return tuple({table: None for chart in charts for table in chart.tables}) or ALL_TABLES


st.set_page_config(
    page_title="China–Russia military cooperation",
    page_icon=str(Path(__file__).parent / "icon.svg"),
    layout="wide",
)
pages = [_page(declared) for declared in PAGES]
page = st.navigation(pages, position="hidden" if is_outside() else "sidebar")
st.session_state[ONWARD] = pages[1:]
style()
door()
# All that one rerun shows comes from the same state of the data folders.
with one_look():
    try:
        take_up(page.url_path)
        follow(page.url_path)
        box()
        sidebar(_tables(PAGES[pages.index(page)]))
        banner(fault(), dataset())
        moved_on()
        results(page)
        with st.sidebar:
            way_out()
    except DataProblemsError as error:
        show(error.problems)
        st.stop()
    page.run()

"""The dashboard's script: navigation, shared filters, then the page."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from atlas.charts.registry import CHARTS
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.store import dataset, fault, one_look
from atlas.paths import ROOT
from atlas.ui.blocks import ALL_TABLES
from atlas.ui.components.history import keep_steps
from atlas.ui.components.links import stay_in_tab
from atlas.ui.components.menu import close_when_chosen
from atlas.ui.problems import banner, show
from atlas.ui.ready import follow
from atlas.ui.search import box, results
from atlas.ui.sign_in import door, is_outside, way_out
from atlas.ui.state import sidebar
from atlas.ui.style import style
from atlas.ui.version import moved_on

# File, title, icon, and what the page shows; the first one has the plain address.
PAGES = (
    ("overview", "Overview", "home", "Three answers, questions, and what is not covered."),
    (
        "exercises",
        "Exercises",
        "calendar_month",
        "By series, by season, by domain and on a map.",
    ),
    (
        "counts",
        "How many?",
        "stairs",
        "Exercises by counting rule, and the numbers that others have published.",
    ),
    (
        "transfers",
        "Arms transfers",
        "swap_horiz",
        "Flows from suppliers to recipients, and the two-way street.",
    ),
    ("network", "Network", "hub", "Organisations, systems and agreements, and what ties them."),
    (
        "findings",
        "How deep?",
        "stacked_bar_chart",
        "What speaks for deeper cooperation and what against it; what each article concludes.",
    ),
    (
        "compare",
        "Before and after",
        "compare_arrows",
        "Two spans of years, sources, counting rules or versions of the data, side by side.",
    ),
    (
        "check",
        "Check a sentence",
        "spellcheck",
        "What the sources say of a text that you paste, claim by claim.",
    ),
    (
        "briefing",
        "Briefing",
        "summarize",
        "What you have gathered, as slides, as a text or as a page, with numbered sources.",
    ),
    (
        "evidence",
        "Evidence",
        "fact_check",
        "Every statement of every source; all that is said of one entry.",
    ),
    (
        "sources",
        "Sources and coverage",
        "library_books",
        "Where sources disagree, what rests on one alone, what was not found.",
    ),
)


def _page(name: str, title: str, icon: str, about: str) -> StreamlitPage:
    is_first = name == PAGES[0][0]
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=title,
        icon=f":material/{icon}:",
        help=about,
        url_path=None if is_first else name,
        default=is_first,
    )


def _tables(shown: StreamlitPage) -> tuple[str, ...]:
    """The tables of a page's charts; all, where the page is about every record.

    None of the page that checks a text, which no filter narrows but the choice of sources, and of
    the briefing, whose items have filters of their own.
    """
    if shown.url_path in {"check", "briefing"}:
        return ()
    charts = [chart for chart in CHARTS.values() if chart.page == shown.url_path]
    return tuple({table: None for chart in charts for table in chart.tables}) or ALL_TABLES


st.set_page_config(
    page_title="China–Russia military cooperation",
    page_icon=str(Path(__file__).parent / "icon.svg"),
    layout="wide",
)
pages = [_page(*declared) for declared in PAGES]
page = st.navigation(pages, position="hidden" if is_outside() else "sidebar")
st.session_state["onward"] = pages[1:]
style()
door()
# All that one rerun shows comes from the same state of the data folders.
with one_look():
    try:
        follow()
        box()
        sidebar(_tables(page))
        banner(fault(), dataset())
        moved_on()
        results(page)
        with st.sidebar:
            keep_steps()
            stay_in_tab()
            close_when_chosen()
            way_out()
    except DataProblemsError as error:
        show(error.problems)
        st.stop()
    page.run()

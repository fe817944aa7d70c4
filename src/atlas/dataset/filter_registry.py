"""FILTERS: every filter, declared once. Widgets, addresses, sentences, files and routes read it."""

import pandas as pd

from atlas.dataset import filter_words
from atlas.dataset.exercise_filters import OBSERVERS, PARTICIPANTS, SCOPE
from atlas.dataset.filter_contract import OUT, Control, Filter, Years
from atlas.dataset.party_filters import RECIPIENT, SUPPLIER

# The kind of source that one choice leaves out.
STATE_MEDIA = "state media"
NO_STATE_MEDIA = "no-state-media"
EVIDENCE = {
    "all": "Articles and references",
    "articles": "The two articles only",
    NO_STATE_MEDIA: "Without state media",
    "own": "Own choice of sources",
}
UNCLASSIFIED = "unclassified"
NOT_STATED = "not-stated"
SWITCH = {"in": "Included", OUT: "Excluded"}


def _outside_years(frame: pd.DataFrame, years: Years) -> "pd.Series[bool]":
    low, high = years
    return (frame["year_last"] < low) | (frame["year_first"] > high)


def _domains(frame: pd.DataFrame) -> pd.Series:
    """The domains of each record; `UNCLASSIFIED` alone where no source names one."""
    # A column in which no record has any is one of numbers.
    return frame["domains"].fillna(UNCLASSIFIED).astype("str").str.split(";")


def _without_domains(frame: pd.DataFrame, domains: tuple[str, ...]) -> "pd.Series[bool]":
    items = _domains(frame).explode()
    has_any = items.isin(domains).groupby(level=0).any()
    return ~has_any.reindex(frame.index, fill_value=False)


def _of_other_status(frame: pd.DataFrame, status: tuple[str, ...]) -> "pd.Series[bool]":
    return ~frame["status"].fillna(NOT_STATED).isin(status)


def _of_other_kind(frame: pd.DataFrame, kinds: tuple[str, ...]) -> "pd.Series[bool]":
    return ~frame["kind"].fillna(NOT_STATED).isin(kinds)


def _of_fewer_origins(frame: pd.DataFrame, least: str) -> "pd.Series[bool]":
    return frame["n_independent"] < int(least)


def _is_projected(frame: pd.DataFrame, switch: str) -> "pd.Series[bool]":
    return frame["projected"]


def _is_undated(frame: pd.DataFrame, switch: str) -> "pd.Series[bool]":
    return ~frame["dated"]


# In the order in which the sidebar asks them.
_DECLARED = (
    Filter(
        key="evidence",
        title="Sources",
        help="Every figure is rebuilt from the rows of the sources chosen here alone: all of them, "
        "the two articles, all but state media, or the kinds of source of an own choice.",
        control=Control.RADIO,
        default="all",
        further=EVIDENCE,
        first=True,
        place=4,
        phrase=filter_words.evidence_in_words,
    ),
    Filter(
        key="kind",
        title="Kinds of source",
        help="None chosen: all. Every figure is rebuilt from the rows of the sources of these "
        "kinds alone.",
        control=Control.LIST,
        vocabulary="source-kind",
        only_with=("evidence", "own"),
        first=True,
        place=5,
        phrase=filter_words.kinds_in_words,
        file_word="{value}",
    ),
    Filter(
        key="years",
        title="Years",
        help="An entry is shown when any part of its time lies in these years.",
        control=Control.SPAN,
        default=None,
        first=True,
        hides=_outside_years,
        place=2,
        phrase=filter_words.years_in_words,
    ),
    Filter(
        key="domain",
        title="Domains",
        help="None chosen: all. An entry with several domains is shown when any of them is chosen.",
        control=Control.LIST,
        vocabulary="domain",
        first=True,
        further={UNCLASSIFIED: "Unclassified"},
        hides=_without_domains,
        column="domains",
        place=1,
        phrase=filter_words.domains_in_words,
        file_word="{value}",
    ),
    Filter(
        key="status",
        title="Status",
        help="None chosen: all. It narrows transfers, agreements and context; exercises have no "
        "status.",
        control=Control.PILLS,
        vocabulary="status",
        further={NOT_STATED: "Not stated"},
        hides=_of_other_status,
        column="status",
        place=3,
        phrase=filter_words.status_in_words,
        file_word="{value}",
    ),
    SUPPLIER,
    RECIPIENT,
    PARTICIPANTS,
    OBSERVERS,
    Filter(
        key="exercise",
        title="Kinds of exercise",
        help="None chosen: all. It narrows exercises.",
        control=Control.PILLS,
        vocabulary="exercise-kind",
        further={NOT_STATED: "Not stated"},
        hides=_of_other_kind,
        tables=("exercises",),
        file_word="{value}",
    ),
    SCOPE,
    Filter(
        key="independent",
        title="Independent sources",
        help="How many independent sources speak of an entry: copies of one text or of one "
        "database count as one, and so do the state media of one country. Who only expected "
        "what took place does not count.",
        control=Control.SEGMENTS,
        default="1",
        further={"1": "Any", "2": "2 or more", "3": "3 or more"},
        hides=_of_fewer_origins,
        place=6,
        phrase=filter_words.origins_in_words,
        file_word="{value}-sources",
    ),
    Filter(
        key="projected",
        title="Projections",
        help="What a source only expects or offers, and nothing else says.",
        control=Control.SEGMENTS,
        default="in",
        further=SWITCH,
        hides=_is_projected,
        column="projected",
        leaves_out=True,
        file_word="no-{key}",
    ),
    Filter(
        key="mentioned",
        title="Entries without a date",
        help="Entries without a date stand at the year of the first source that mentions them.",
        control=Control.SEGMENTS,
        default="in",
        further=SWITCH,
        hides=_is_undated,
        column="dated",
        leaves_out=True,
        file_word="no-{key}",
    ),
)

FILTERS: dict[str, Filter] = {declared.key: declared for declared in _DECLARED}

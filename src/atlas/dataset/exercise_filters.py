"""The filters of exercises by who takes part, who watches, and by what is left out of them."""

import pandas as pd

from atlas.dataset import filter_words
from atlas.dataset.filter_contract import OUT, Control, Filter
from atlas.values.pair import PAIR

TABLES = ("exercises",)
BOTH, ALONE, OTHERS, ONE, ANYBODY = "both", "alone", "others", "one", "anybody"
# What one of the two only watched counts as if it had taken part.
WATCHED = "watched"
WHO = {
    BOTH: "Both",
    ALONE: "Only both",
    OTHERS: "With others",
    ONE: "Only one",
    ANYBODY: "Any",
}


def _out_of_scope(frame: pd.DataFrame, scope: tuple[str, ...]) -> "pd.Series[bool]":
    """Patrols, competitions and command-post exercises by their kind, the others by domain."""
    # A column in which no record has any is one of numbers.
    domains = frame["domains"].fillna("").astype("str")
    main_domain = domains.str.split(";").str[0]
    is_of_police = domains.str.contains("internal-security", regex=False)
    is_patrol = frame["kind"].eq("patrol")
    members = {
        "naval-patrols": is_patrol & main_domain.eq("naval"),
        "air-patrols": is_patrol & main_domain.eq("air"),
        "competitions": frame["kind"].eq("competition"),
        "command-post": frame["kind"].eq("command-post"),
        "law-enforcement": main_domain.eq("internal-security"),
        "coast-guard": is_of_police & main_domain.eq("naval"),
    }
    is_out = pd.Series(data=False, index=frame.index)
    for left_out in scope:
        is_out |= members[left_out]
    return is_out


def _countries(frame: pd.DataFrame, column: str) -> list[frozenset[str]]:
    """The codes in each cell of a column of countries; none where it is blank, or not there."""
    if column not in frame:
        return [frozenset()] * len(frame)
    texts = frame[column].fillna("").astype("str")
    return [frozenset(filter(None, text.split(";"))) for text in texts]


def _without_the_pair(frame: pd.DataFrame, who: str) -> "pd.Series[bool]":
    """Exercises of others than are asked for; never those of which nobody says who takes part.

    Whether one of the two that only watches is counted is decided by another filter, so here it is
    there; who else watches is nobody.
    """
    sides = zip(_countries(frame, "participants"), _countries(frame, "observers"), strict=True)
    present = [taking_part | (watching & PAIR) for taking_part, watching in sides]
    are_both = pd.Series([countries >= PAIR for countries in present], index=frame.index)
    are_alone = pd.Series([countries == PAIR for countries in present], index=frame.index)
    takes_part = {
        BOTH: are_both,
        ALONE: are_alone,
        OTHERS: are_both & ~are_alone,
        ONE: ~are_both,
    }
    return frame["participants"].notna() & ~takes_part[who]


def are_watched(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Whether China or Russia watches each exercise, and no source has it take part."""
    sides = zip(_countries(frame, "participants"), _countries(frame, "observers"), strict=True)
    only_watching = [(watching - taking_part) & PAIR for taking_part, watching in sides]
    return pd.Series([bool(countries) for countries in only_watching], index=frame.index)


def _watched(frame: pd.DataFrame, switch: str) -> "pd.Series[bool]":
    return are_watched(frame)


PARTICIPANTS = Filter(
    key="participants",
    title="Who takes part",
    help="Both: China and Russia, whoever else. Only both: nobody else. With others: both and "
    "somebody else. Only one: what one of the two holds without the other. Any: all of these. "
    "It narrows exercises; those of which no source says who takes part are always shown.",
    control=Control.SEGMENTS,
    default=BOTH,
    widest=ANYBODY,
    further=WHO,
    hides=_without_the_pair,
    tables=TABLES,
    place=7,
    phrase=filter_words.who_in_words,
)
OBSERVERS = Filter(
    key="observers",
    title="Observers",
    help="Whether an exercise that China or Russia only watched counts as if it had taken part. "
    "It narrows exercises; who else watches changes nothing.",
    control=Control.SEGMENTS,
    default=OUT,
    widest=WATCHED,
    further={OUT: "Not counted", WATCHED: "Counted"},
    hides=_watched,
    column="observers",
    tables=TABLES,
    place=7,
    phrase=filter_words.observers_in_words,
    file_word="{value}",
    why="who only watched",
)
SCOPE = Filter(
    key="scope",
    title="Exclude exercises that are",
    help="Joint patrols of ships or of aircraft, contests between teams, exercises of staffs "
    "and simulations, drills of police, national guard and counter-terrorism forces (main "
    "domain internal security), and of coast guards (naval, and internal security).",
    control=Control.PILLS,
    further={
        "naval-patrols": "Naval patrols",
        "air-patrols": "Air patrols",
        "competitions": "Competitions",
        "command-post": "Command-post exercises",
        "law-enforcement": "Law-enforcement drills",
        "coast-guard": "Coast-guard drills",
    },
    hides=_out_of_scope,
    tables=TABLES,
    leaves_out=True,
    file_word="no-{value}",
    why="exclusion of kinds of exercise",
)

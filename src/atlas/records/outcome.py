"""Whether what a record is about has come about: an offer or a cancelled sale is no supply."""

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.listing import singles


class State(StrEnum):
    """What became of a transfer, an agreement or a measure."""

    CARRIED_OUT = "carried out"
    ENDED = "ended"
    PROJECTED = "projected"
    ANNOUNCED = "announced"
    UNDER_DISCUSSION = "under discussion"
    CANCELLED = "cancelled"
    DENIED = "denied"


# These stand in no sum of what was supplied or agreed.
NOT_CARRIED_OUT = (
    State.PROJECTED,
    State.ANNOUNCED,
    State.UNDER_DISCUSSION,
    State.CANCELLED,
    State.DENIED,
)
# The statuses that are a state; with any other one it is or was carried out.
OF_STATUS = {
    "ended": State.ENDED,
    "prospective": State.PROJECTED,
    "announced": State.ANNOUNCED,
    "under discussion": State.UNDER_DISCUSSION,
    "cancelled": State.CANCELLED,
    "denied": State.DENIED,
}
# What is in view of these tables and in no sum is called so.
APART = {"exercises": "only expected", "transfers": "not carried out"}
# What its rows only expect has not got as far as this.
OPEN = (State.CARRIED_OUT, State.ENDED)


def state_of(frame: pd.DataFrame) -> "pd.Series[str]":
    """The `State` of each record of a frame with `projected`, and with `status` if it has one.

    What its rows only expect is projected, whatever status they give it, unless it came to nothing.
    """
    states = []
    for status, is_projected in zip(_statuses(frame), frame["projected"].tolist(), strict=True):
        state = OF_STATUS.get(status, State.CARRIED_OUT)
        if is_projected and state in OPEN:
            state = State.PROJECTED
        states.append(state.value)
    return pd.Series(states, index=frame.index, dtype="str")


def _statuses(frame: pd.DataFrame) -> list[str]:
    return frame["status"].tolist() if "status" in frame else [""] * len(frame)


def is_carried_out(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each record is or was carried out, or is over after it had been."""
    return ~state_of(frame).isin(NOT_CARRIED_OUT)


def apart(dataset: Dataset, table: str) -> str:
    """“, 2 only expected”: how many single records in view of a table no sum counts.

    Blank for none, and for a table of which every record is counted.
    """
    if table not in APART:
        return ""
    ids = _ids_apart(dataset, table)
    number = sum(identifier in ids for identifier in dataset.ids(table))
    return f", {number:,} {APART[table]}" if number else ""


@once_a_build
def _ids_apart(dataset: Dataset, table: str) -> frozenset[str]:
    frame = singles(dataset.built[table])
    return frozenset(frame.index[~is_carried_out(frame)])


def outcome(frames: Mapping[str, pd.DataFrame], table: str, identifier: str) -> str:
    """What became of a record that did not come about; blank for any other.

    `frames` are those of the tables by name; what has none, as a place, has no outcome.
    """
    frame = frames.get(table, pd.DataFrame())
    if identifier not in frame.index:
        return ""
    state = str(state_of(frame.loc[[identifier]]).item())
    return state if state in NOT_CARRIED_OUT else ""

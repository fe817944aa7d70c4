"""Whether what a record is about has come about: an offer or a cancelled sale is no supply."""

from enum import StrEnum

import pandas as pd


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


def state_of(frame: pd.DataFrame) -> "pd.Series[str]":
    """The `State` of each record of a frame with `projected`, and with `status` if it has one.

    What its rows only expect is projected, whatever status they give it, unless it came to nothing.
    """
    state = pd.Series(State.CARRIED_OUT.value, index=frame.index, dtype="str")
    if "status" in frame:
        state = frame["status"].map(OF_STATUS).astype("str").fillna(State.CARRIED_OUT.value)
    is_open = state.isin([State.CARRIED_OUT, State.ENDED])
    return state.mask(is_open & frame["projected"], State.PROJECTED.value)


def is_carried_out(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each record is or was carried out, or is over after it had been."""
    return ~state_of(frame).isin(NOT_CARRIED_OUT)

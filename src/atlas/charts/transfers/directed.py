"""Transfers with a direction: who supplies whom."""

from enum import StrEnum

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import shown_plans
from atlas.dataset.homes import SIDES, party
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.records.listing import singles
from atlas.values.pair import DIRECTIONS

# What transfers are added up by.
MEASURES = ("value_usd_m", "tiv_delivered", "quantity_delivered")
# The code of a country that no source names.
UNKNOWN = "XXX"
DIRECTION_LABELS = {direction.id: direction.label for direction in DIRECTIONS}


class Certainty(StrEnum):
    """How much is known of a time: of one that is only `mentioned`, the year of the mention."""

    DATED = "dated"
    APPROXIMATE = "approximate"
    MENTIONED = "mentioned"
    # Of what did not come about no time is certain.
    APART = "not carried out"


@once_a_build
def every_directed(dataset: Dataset) -> pd.DataFrame:
    """`directed`, whatever the filters."""
    frame = singles(dataset.built["transfers"])
    countries = {side: party(frame, side) for side in SIDES}
    frame = frame.assign(**countries, **_measures(dataset, frame))
    has_direction = frame[list(SIDES)].notna().any(axis=1)
    return frame[has_direction].fillna(dict.fromkeys(SIDES, UNKNOWN))


@once_a_dataset
def directed(dataset: Dataset) -> pd.DataFrame:
    """Single transfers of which a side is known; the other, where it is not, is `UNKNOWN`.

    A side without a country has that of its organisations, if they have one and the same; a joint
    programme has no sides. Columns are those of the transfers; a measure that is only planned is
    blank where more than a plan is known of the transfer, as it is in no sum of what came about.
    """
    every = every_directed(dataset)
    in_view = set(dataset.ids("transfers"))
    places = [place for place, identifier in enumerate(every.index) if identifier in in_view]
    return every.take(places)


def _measures(dataset: Dataset, frame: pd.DataFrame) -> dict[str, pd.Series]:
    plans = shown_plans(dataset.evidence, "transfers")
    is_firm = ~frame["projected"]
    ids = frame.index.to_series()
    measures = {}
    for column in MEASURES:
        planned = {identifier for identifier, field in plans if field == column}
        measures[column] = frame[column].mask(ids.isin(planned) & is_firm)
    return measures


@once_a_dataset
def joint(dataset: Dataset) -> pd.Index:
    """The ids of joint programmes and other transfers without a direction."""
    in_view = set(dataset.ids("transfers"))
    return pd.Index([own for own in _every_joint(dataset) if own in in_view], dtype="str")


@once_a_build
def _every_joint(dataset: Dataset) -> list[str]:
    frame = singles(dataset.built["transfers"])
    return sorted(frame.index.difference(every_directed(dataset).index))


def pair_ids(frame: pd.DataFrame) -> pd.Series:
    """The codes of supplier and recipient as one id, `RUS-CHN`."""
    return frame["supplier"] + "-" + frame["recipient"]

"""Transfers with a direction: who supplies whom."""

from enum import StrEnum

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import singles
from atlas.values.pair import DIRECTIONS

# The code of a country that no source names.
UNKNOWN = "XXX"
SIDES = ("supplier", "recipient")
DIRECTION_LABELS = {direction.id: direction.label for direction in DIRECTIONS}


class Certainty(StrEnum):
    """How much is known of a time: of one that is only `mentioned`, the year of the mention."""

    DATED = "dated"
    APPROXIMATE = "approximate"
    MENTIONED = "mentioned"
    # Of what did not come about no time is certain.
    APART = "not carried out"


@once_a_dataset
def directed(dataset: Dataset) -> pd.DataFrame:
    """Single transfers of which a side is known; the other, where it is not, is `UNKNOWN`.

    A side without a country has that of its organisations, if they have one and the same; a joint
    programme has no sides. Columns are those of the transfers.
    """
    frame = singles(dataset["transfers"])
    countries = dataset.built["organisations"]["country"].dropna()
    for side in SIDES:
        # What has partners is a joint programme: none of its organisations supplies another.
        organisations = frame[f"{side}_org"].where(frame["partners"].isna())
        country = frame[side].fillna(_common_country(organisations, countries))
        frame = frame.assign(**{side: country})
    has_direction = frame[list(SIDES)].notna().any(axis=1)
    return frame[has_direction].fillna(dict.fromkeys(SIDES, UNKNOWN))


def _common_country(organisations: pd.Series, countries: pd.Series) -> pd.Series:
    """The one country of all organisations of a cell; NA for several, or where one has none."""
    common: dict[str, str | None] = {}
    for text in organisations.dropna().unique():
        homes = {countries.get(organisation) for organisation in text.split(";")}
        common[text] = homes.pop() if len(homes) == 1 else None
    country = [common.get(text) for text in organisations]
    return pd.Series(country, index=organisations.index, dtype="str")


def joint(dataset: Dataset) -> pd.Index:
    """The ids of joint programmes and other transfers without a direction."""
    return singles(dataset["transfers"]).index.difference(directed(dataset).index)


def pair_ids(frame: pd.DataFrame) -> pd.Series:
    """The codes of supplier and recipient as one id, `RUS-CHN`."""
    return frame["supplier"] + "-" + frame["recipient"]

"""The country on each side of a transfer: the one that is named, or that of its organisations."""

from collections.abc import Mapping

import pandas as pd

SIDES = ("supplier", "recipient")


def with_homes(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames with `supplier_home` and `recipient_home` of the transfers.

    These are the countries of the organisations on each side, NA where they have several or none. A
    joint programme has neither: what has partners is supplied by none of them to another.
    """
    homes = frames["organisations"]["country"].dropna()
    transfers = frames["transfers"]
    columns = {}
    for side in SIDES:
        organisations = transfers[f"{side}_org"].where(transfers["partners"].isna())
        columns[f"{side}_home"] = _common_country(organisations, homes)
    return {**frames, "transfers": transfers.assign(**columns)}


def party(frame: pd.DataFrame, side: str) -> pd.Series:
    """The country on one side (of `SIDES`) of each row, NA where it is not known.

    `frame` are transfers or volumes; the latter name no organisations.
    """
    home = f"{side}_home"
    return frame[side].fillna(frame[home]) if home in frame else frame[side]


def _common_country(organisations: pd.Series, homes: pd.Series) -> pd.Series:
    """The one country of all organisations of a cell; NA for several, or where one has none."""
    common: dict[str, str | None] = {}
    for text in organisations.dropna().unique():
        countries = {homes.get(organisation) for organisation in text.split(";")}
        common[text] = countries.pop() if len(countries) == 1 else None
    country = [common.get(text) for text in organisations]
    return pd.Series(country, index=organisations.index, dtype="str")

"""The two-way street: transfers between Russia and China by time, what they bring, and status."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.directed import (
    DIRECTION_LABELS,
    Certainty,
    directed,
    pair_ids,
)
from atlas.charts.transfers.exchanged import LABELS, exchanged
from atlas.charts.transfers.volumes_view import VolumeOptions, volumes
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import listing
from atlas.records.outcome import is_carried_out

# Of each direction so many categories have a colour of their own; the others share one.
NAMED = 5
OTHER = "other"
DONE = ("delivered", "ended")
CATEGORY, EXCHANGED = "category", "exchanged"
YEARS_OF_A_COLUMN = {"year": 1, "five-years": 5, "decade": 10}


@dataclass(frozen=True)
class StreetOptions:
    """What the colours are, and how many years a column is."""

    split: str = field(
        default=CATEGORY,
        metadata={
            "title": "Split by",
            "choices": {CATEGORY: "Category", EXCHANGED: "What was exchanged"},
        },
    )
    column: str = field(
        default="year",
        metadata={
            "title": "A column is",
            "choices": {"year": "A year", "five-years": "Five years", "decade": "A decade"},
        },
    )

    @property
    def years(self) -> int:
        """How many years a column is."""
        return YEARS_OF_A_COLUMN[self.column]


EVERY = StreetOptions()


def street(dataset: Dataset, options: StreetOptions = EVERY) -> pd.DataFrame:
    """Transfers between the two by the year in which they begin, and by label.

    Columns: id, year, column (the first year of the column that it stands in), direction (id of a
    direction of the pair), category (`OTHER` for none), exchanged (a value of `Exchanged`), colour
    (that, or the category, `OTHER` where it is none of the largest of either direction), certainty
    (dated, mentioned or not carried out) and done (delivered, or over).
    """
    frame = directed(dataset)
    frame = frame.assign(direction=pair_ids(frame))
    frame = frame[frame["direction"].isin(list(DIRECTION_LABELS))]
    frame = frame.sort_values(["year_first", "label"])
    certainty = pd.Series(Certainty.DATED, index=frame.index, dtype="str")
    certainty = certainty.mask(~frame["dated"], Certainty.MENTIONED)
    certainty = certainty.mask(~is_carried_out(frame), Certainty.APART)
    category = frame["category"].fillna(OTHER)
    what = exchanged(frame)
    largest = category.where(category.isin(_largest(category, frame["direction"])), OTHER)
    columns = {
        "year": frame["year_first"],
        "column": frame["year_first"] // options.years * options.years,
        "direction": frame["direction"],
        "category": category,
        "exchanged": what,
        "colour": what if options.split == EXCHANGED else largest,
        "certainty": certainty,
        "done": frame["status"].isin(DONE),
    }
    return pd.DataFrame(columns).reset_index()


def _largest(category: pd.Series, direction: pd.Series) -> set[str]:
    """The categories with most transfers of each direction."""
    named: set[str] = set()
    for _, own in category[category.ne(OTHER)].groupby(direction):
        numbers = {str(name): number for name, number in own.value_counts().items()}
        order = sorted(numbers, key=lambda name: (-numbers[name], name))
        named |= set(order[:NAMED])
    return named


def alike(
    first: pd.DataFrame, second: pd.DataFrame, options: StreetOptions
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two views of `street` in which the same categories have a colour: those of either."""
    if options.split == EXCHANGED:
        return first, second
    named = {*first["colour"], *second["colour"]}
    left, right = (
        rows.assign(colour=rows["category"].where(rows["category"].isin(named), OTHER))
        for rows in (first, second)
    )
    return left, right


@once_a_dataset
def street_volumes(dataset: Dataset) -> pd.DataFrame:
    """SIPRI's yearly volumes of both directions, those that are drawn, as `volumes` has them."""
    with_china = VolumeOptions(pairs="china")
    rows = volumes(dataset, with_china)
    return rows[rows["drawn"].astype(bool)]


def beside(rows: pd.DataFrame, context: Context[StreetOptions]) -> pd.Series:
    """The sources of the volumes, which are drawn beneath the transfers, by id."""
    ids = street_volumes(context.dataset)["id"]
    sources: pd.Series = context.dataset[VOLUMES].loc[ids, "sources"]
    return sources


def street_table(rows: pd.DataFrame, context: Context[StreetOptions]) -> pd.DataFrame:
    """The same transfers as a reader sees them, with direction, year and what
    is exchanged."""
    rows = rows.set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["direction"].map(DIRECTION_LABELS))
    table.insert(2, "Year", rows["year"])
    table.insert(3, "Exchanged", rows["exchanged"].map(LABELS))
    return table

"""Volumes of deliveries by year, between Russia and China and from Russia to India and Vietnam."""

import re
from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.directed import pair_ids
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.evidence import STRENGTH
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
from atlas.records.listing import coded
from atlas.values.pair import DIRECTIONS

TIV = (
    "TIV, SIPRI's trend-indicator value, measures the capability that changes hands, by the known "
    "unit production costs of a core set of weapons. It is neither money nor a price."
)
NOTE = (
    f"{TIV} Of the filters, evidence base, years and independent sources apply: a yearly volume "
    "rests on one source and has no domain and no status. A year without a row is a gap, not zero. "
    "What the Soviet Union delivered is not drawn."
)
CHINA_RUSSIA = tuple(direction.id for direction in DIRECTIONS)
PAIRS = {"china": CHINA_RUSSIA, "all": (*CHINA_RUSSIA, "RUS-IND", "RUS-VNM")}
LABELS = {"china": "Russia and China", "all": "Russia and China, India, Vietnam"}
COLUMNS = ["id", "key", "supplier", "recipient", "year", "tiv", "vintage", "drawn"]


@dataclass(frozen=True)
class VolumeOptions:
    """Which yearly revision of the register is drawn (none: the newest), and whose deliveries."""

    vintage: str = field(default="", metadata={"title": "Vintage", "choices": {}})
    pairs: str = field(
        default="all", metadata={"title": "Deliveries", "choices": LABELS, "whole": "all"}
    )


def _with_pairs(frame: pd.DataFrame) -> pd.DataFrame:
    """The volumes of the pairs that can be drawn, each with its pair as `key`."""
    frame = frame.assign(key=pair_ids(frame))
    return frame[frame["key"].isin(PAIRS["all"])]


def vintages(dataset: Dataset) -> dict[str, str]:
    """The vintages that have any of the pairs, whatever the filters, the newest first.

    Of two from one year, the one with more pairs comes first.
    """
    frame = _with_pairs(dataset.volumes)
    numbers = {str(name): n for name, n in frame.groupby("vintage")["key"].nunique().items()}

    def order(vintage: str) -> tuple[int, int, str]:
        return _year(vintage), numbers[vintage], vintage

    return {name: name for name in sorted(numbers, key=order, reverse=True)}


def _year(vintage: str) -> int:
    match = re.search(r"\d{4}", vintage)
    return int(match.group()) if match else 0


@once_a_build
def ids(dataset: Dataset, options: VolumeOptions) -> pd.Index:
    """The ids of the volumes that the options choose, whatever the filters.

    All of them are of one vintage, so that no series mixes two.
    """
    frame = _with_pairs(dataset.volumes)
    # A chart without a choice shows the newest, so that a link to it keeps up with the data.
    vintage = options.vintage or next(iter(vintages(dataset)), "")
    return frame.index[frame["vintage"].eq(vintage) & frame["key"].isin(PAIRS[options.pairs])]


def volumes(dataset: Dataset, options: VolumeOptions) -> pd.DataFrame:
    """The volumes of one vintage by pair and year.

    Columns: id, key (`RUS-CHN`), supplier, recipient, year, tiv (million), vintage, drawn. Where
    several rows tell one pair's year, one is drawn: the stronger basis first, then the source that
    ranks first.
    """
    frame = _with_pairs(dataset[VOLUMES])
    frame = frame[frame.index.isin(ids(dataset, options))]
    places = {key: place for place, key in enumerate(PAIRS["all"])}
    frame = frame.assign(place=frame["key"].map(places), strength=frame["basis"].map(STRENGTH))
    frame = frame.sort_values(["place", "year", "strength", "rank", "locator"], kind="stable")
    is_drawn = ~frame.duplicated(["key", "year"])
    return frame.assign(drawn=is_drawn).reset_index()[COLUMNS]


def volume_table(rows: pd.DataFrame, context: Context[VolumeOptions]) -> pd.DataFrame:
    """The same rows as a reader sees them, each with its source and where in it."""
    dataset, rows = context.dataset, rows.set_index("id")
    frame = dataset[VOLUMES].loc[rows.index]
    tiv = dataset.schema.tables[VOLUMES].field("tiv").heading
    volume = {
        "Supplier": coded(frame["supplier"], dataset.labels),
        "Recipient": coded(frame["recipient"], dataset.labels),
        "Year": frame["year"],
        tiv: frame["tiv"],
        "Vintage": frame["vintage"],
        "Shown": rows["drawn"].map({True: "yes", False: "no"}).astype("str"),
    }
    evidence = {
        "Source": frame["source"].map(dataset.sources["short"]).astype("str"),
        "Locator": frame["locator"],
        "Basis": coded(frame["basis"], dataset.schema.labels("basis")),
    }
    ids_behind = {
        "Supplier": frame["supplier"],
        "Recipient": frame["recipient"],
        "Source": frame["source"],
    }
    return with_ids(pd.DataFrame({**volume, **evidence}, index=rows.index), ids_behind)

"""Volumes of deliveries by year, of the pairs of countries that a reader chooses."""

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
from atlas.values.countries import OTHERS
from atlas.values.pair import DIRECTIONS

YEAR = r"\d{4}"
TIV = (
    "TIV, SIPRI's trend-indicator value, measures the capability that changes hands, by the known "
    "unit production costs of a core set of weapons. It is neither money nor a price."
)
NOTE = (
    f"{TIV} Of the filters, sources, years, suppliers, recipients and independent sources apply: "
    "a yearly volume rests on one source and has no domain and no status. A year without a row is "
    "a gap, not zero. "
    "What the Soviet Union delivered is a pair of its own. Of every pair, the six with the largest "
    "volumes are drawn beside the main four; all are in the table."
)
UNIT, GOODS = "tiv", "major arms"
CHINA_RUSSIA = tuple(direction.id for direction in DIRECTIONS)
GROUPS = {"china": CHINA_RUSSIA, "all": (*CHINA_RUSSIA, "RUS-IND", "RUS-VNM")}
EVERY = "every"
LABELS = {
    "china": "Russia and China",
    "all": "Russia and China, India, Vietnam",
    EVERY: "Every pair",
}
# As many lines beside those of `GROUPS` as can be told apart; the rest stands in the table.
MOST_OTHERS = 6
COLUMNS = ["id", "key", "supplier", "recipient", "year", "value", "edition", "drawn"]


@dataclass(frozen=True)
class VolumeOptions:
    """Which yearly revision of the register is drawn (none: the newest), and whose deliveries."""

    edition: str = field(default="", metadata={"title": "Edition", "choices": {}})
    pairs: str = field(
        default="all", metadata={"title": "Deliveries", "choices": LABELS, "whole": EVERY}
    )

    def of_pairs(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the pairs that are chosen: all, a group, or one by itself."""
        if self.pairs == EVERY:
            return frame
        return frame[frame["key"].isin(GROUPS.get(self.pairs, (self.pairs,)))]


def measured(frame: pd.DataFrame) -> pd.DataFrame:
    """SIPRI's volumes of a year, totals with all others too, each with its pair as `key`."""
    is_measured = frame["unit"].eq(UNIT) & frame["goods"].eq(GOODS)
    is_yearly = frame["period"].str.fullmatch(YEAR)
    frame = frame[is_measured & is_yearly]
    return frame.assign(key=pair_ids(frame), year=frame["year_first"])


def _yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """SIPRI's volumes of a year from one country to another, each with its pair as `key`.

    What a country got from all others is a denominator, which is never added to its parts.
    """
    is_total = frame["supplier"].eq(OTHERS) | frame["recipient"].eq(OTHERS)
    return measured(frame[~is_total])


@once_a_build
def _every(dataset: Dataset) -> pd.DataFrame:
    return _yearly(dataset.volumes)


def editions(dataset: Dataset) -> dict[str, str]:
    """The editions that have any of the pairs, whatever the filters, the newest first.

    Of two from one year, the one with more of the pairs that are drawn by default comes first, then
    the one with more of all.
    """
    frame = _every(dataset)
    numbers = {str(name): n for name, n in frame.groupby("edition")["key"].nunique().items()}
    main = frame[frame["key"].isin(GROUPS["all"])].groupby("edition")["key"].nunique()

    def order(edition: str) -> tuple[int, int, int, str]:
        return _year(edition), int(main.get(edition, 0)), numbers[edition], edition

    return {name: name for name in sorted(numbers, key=order, reverse=True)}


def _year(edition: str) -> int:
    match = re.search(r"\d{4}", edition)
    return int(match.group()) if match else 0


def pair_choices(dataset: Dataset) -> dict[str, str]:
    """The groups of pairs, then every pair of the data, whatever the filters.

    A pair that the newest edition does not have names the editions that do.
    """
    frame = _every(dataset)
    newest = next(iter(editions(dataset)), "")
    labels = {}
    for key, part in frame.groupby("key"):
        names = [dataset.label(code) for code in str(key).split("-")]
        label = " → ".join(names)
        own_editions = part["edition"].unique()
        if newest not in own_editions:
            label = f"{label} ({', '.join(sorted(own_editions))})"
        labels[str(key)] = label
    return LABELS | dict(sorted(labels.items(), key=_by_label))


def _by_label(choice: tuple[str, str]) -> str:
    return choice[1]


@once_a_build
def ids(dataset: Dataset, options: VolumeOptions) -> pd.Index:
    """The ids of the volumes that the options choose, whatever the filters.

    All of them are of one edition, so that no series mixes two.
    """
    frame = options.of_pairs(_every(dataset))
    # A chart without a choice shows the newest, so that a link to it keeps up with the data.
    with_pairs = [name for name in editions(dataset) if frame["edition"].eq(name).any()]
    edition = options.edition or next(iter(with_pairs), "")
    return frame.index[frame["edition"].eq(edition)]


@once_a_build
def _chosen(dataset: Dataset, options: VolumeOptions) -> pd.DataFrame:
    """The same as rows, with the `strength` of their basis."""
    frame = _every(dataset)
    frame = frame[frame.index.isin(ids(dataset, options))]
    return frame.assign(strength=frame["basis"].map(STRENGTH))


def volumes(dataset: Dataset, options: VolumeOptions) -> pd.DataFrame:
    """The volumes of one edition by pair and year.

    Columns: id, key (`RUS-CHN`), supplier, recipient, year, value (million TIV), edition, drawn.
    Where several rows tell one pair's year, one is drawn: the stronger basis first, then the source
    that ranks first. Of the pairs in no group, the `MOST_OTHERS` largest are drawn.
    """
    frame = _chosen(dataset, options)
    frame = frame[frame.index.isin(dataset.ids(VOLUMES))]
    places = _places(frame)
    frame = frame.assign(place=frame["key"].map(places))
    frame = frame.sort_values(["place", "year", "strength", "rank", "locator"], kind="stable")
    is_drawn = ~frame.duplicated(["key", "year"]) & frame["place"].lt(MOST_OTHERS)
    return frame.assign(drawn=is_drawn).reset_index()[COLUMNS]


def _places(frame: pd.DataFrame) -> dict[str, int]:
    """The order of the pairs: those of the groups below 0, then the others, the largest first."""
    totals = frame.groupby("key")["value"].sum().sort_values(ascending=False, kind="stable")
    main = GROUPS["all"]
    others = [str(key) for key in totals.index if key not in main]
    return {key: place - len(main) for place, key in enumerate([*main, *others])}


def peak_years(volume: "pd.Series[float]") -> list[str]:
    """The years with the largest volume; `volume` has them as its index."""
    return [str(year) for year in volume.index[volume.eq(volume.max())]]


def volume_table(rows: pd.DataFrame, context: Context[VolumeOptions]) -> pd.DataFrame:
    """The same rows as a reader sees them, each with its source and where in it."""
    dataset = context.dataset
    rows = rows.set_index("id")
    frame = dataset[VOLUMES].loc[rows.index]
    unit = dataset.schema.labels("volume-unit")[UNIT]
    volume = {
        "Supplier": coded(frame["supplier"], dataset.labels),
        "Recipient": coded(frame["recipient"], dataset.labels),
        "Year": frame["year_first"],
        unit: frame["value"],
        "Edition": frame["edition"],
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


def column_notes(rows: pd.DataFrame, context: Context[VolumeOptions]) -> dict[str, str]:
    """What the column of volumes holds, whose name is that of its unit."""
    units = {term.value: term for term in context.schema.vocabularies["volume-unit"]}
    return {units[UNIT].label: units[UNIT].definition}

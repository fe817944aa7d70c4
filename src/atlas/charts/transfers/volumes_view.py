"""Volumes of deliveries by year, between Russia and China and from Russia to India and Vietnam."""

import re
from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.evidence import STRENGTH
from atlas.dataset.memo import once_a_build
from atlas.records.listing import coded
from atlas.values.words import number, wrapped

TIV = (
    "TIV, SIPRI's trend-indicator value, measures the capability that changes hands, by the known unit production costs of a core set of weapons. "
    "It is neither money nor a price."
)
NOTE = (
    f"{TIV} Of the filters, evidence base, years and independent sources apply: a yearly volume rests on one source and has no domain and no status. "
    "A year without a row is a gap, not zero. What the Soviet Union delivered is not drawn."
)
PAIRS = {"china": ("RUS-CHN", "CHN-RUS"), "all": ("RUS-CHN", "CHN-RUS", "RUS-IND", "RUS-VNM")}
LABELS = {"china": "Russia and China", "all": "Russia and China, India, Vietnam"}
COLUMNS = ["id", "key", "pair", "year", "tiv", "vintage", "shown", "hover"]


@dataclass(frozen=True)
class VolumeOptions:
    """Which yearly revision of the register the series are from (none: the newest), and whose deliveries are drawn."""

    vintage: str = field(default="", metadata={"title": "Vintage", "choices": {}})
    pairs: str = field(
        default="all", metadata={"title": "Deliveries", "choices": LABELS, "whole": "all"}
    )


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The volumes of the pairs that can be drawn, each with its pair as `key`."""
    key = frame["supplier"] + "-" + frame["recipient"]
    return frame.assign(key=key)[key.isin(PAIRS["all"])]


def vintages(dataset: Dataset) -> dict[str, str]:
    """The vintages that have any of the pairs, whatever the filters, the newest first; of two from one year, the one with more pairs."""
    told = _rows(dataset.volumes)
    pairs = dict(
        zip(told["vintage"], told.groupby("vintage")["key"].transform("nunique"), strict=True)
    )
    return {
        name: name
        for name in sorted(pairs, key=lambda name: (_year(name), pairs[name], name), reverse=True)
    }


def _year(vintage: str) -> int:
    found = re.search(r"\d{4}", vintage)
    return int(found.group()) if found else 0


@once_a_build
def ids(dataset: Dataset, options: VolumeOptions) -> pd.Index:
    """The ids of the volumes that the options choose, whatever the filters: all of one vintage, so that no series mixes two."""
    frame = _rows(dataset.volumes)
    vintage = options.vintage or next(iter(vintages(dataset)), "")
    return frame.index[frame["vintage"].eq(vintage) & frame["key"].isin(PAIRS[options.pairs])]


def volumes(dataset: Dataset, options: VolumeOptions) -> pd.DataFrame:
    """The volumes of one vintage by pair and year: id, key, pair (in words), year, tiv, vintage, shown, hover.

    Where several rows tell one pair's year, one is `shown`: the stronger basis first, then the source that ranks first.
    """
    frame = _rows(dataset[VOLUMES])
    frame = frame[frame.index.isin(ids(dataset, options))]
    order = {key: place for place, key in enumerate(PAIRS["all"])}
    frame = frame.assign(place=frame["key"].map(order), strength=frame["basis"].map(STRENGTH))
    frame = frame.sort_values(["place", "year", "strength", "rank", "locator"], kind="stable")
    supplier, recipient = (coded(frame[side], dataset.labels) for side in ("supplier", "recipient"))
    frame = frame.assign(
        pair=supplier + " → " + recipient, shown=~frame.duplicated(["key", "year"])
    )
    return frame.assign(hover=_hover(dataset, frame)).reset_index()[COLUMNS]


def _hover(dataset: Dataset, frame: pd.DataFrame) -> list[str]:
    """Pair, year, volume, and who says so and where."""
    basis = dataset.schema.labels("basis")
    told = zip(
        *(frame[name].tolist() for name in ("pair", "year", "tiv", "vintage", "basis", "cited")),
        strict=True,
    )
    return [
        "<br>".join(
            map(
                wrapped,
                (
                    f"{pair}, {year}",
                    f"{number(tiv)} million SIPRI TIV ({vintage})",
                    f"{basis[strength]}: {cited}",
                ),
            )
        )
        for pair, year, tiv, vintage, strength, cited in told
    ]


def volume_table(rows: pd.DataFrame, context: Context[VolumeOptions]) -> pd.DataFrame:
    """The same rows as a reader sees them, each with its source and where in it."""
    dataset, rows = context.dataset, rows.set_index("id")
    frame, fields = dataset[VOLUMES].loc[rows.index], dataset.schema.tables[VOLUMES]
    table = {
        "Supplier": coded(frame["supplier"], dataset.labels),
        "Recipient": coded(frame["recipient"], dataset.labels),
        "Year": frame["year"],
        fields.field("tiv").heading: frame["tiv"],
        "Vintage": frame["vintage"],
        "Shown": rows["shown"].map({True: "yes", False: "no"}).astype("str"),
        "Source": frame["source"].map(dataset.sources["short"].to_dict()).astype("str"),
        "Locator": frame["locator"],
        "Basis": frame["basis"].map(dataset.schema.labels("basis")).astype("str"),
    }
    return pd.DataFrame(table, index=rows.index)

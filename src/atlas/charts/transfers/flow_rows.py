"""The transfers behind the flows, and their bands, as plain rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from atlas.charts.chart import Context, domains
from atlas.charts.plain_rows import cells_of
from atlas.charts.transfers.directed import DIRECTION_LABELS, every_directed
from atlas.charts.transfers.sides import OTHER, side_label, smallest
from atlas.charts.transfers.units import is_rough, measured
from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import SIDES
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.records.corroboration import standing
from atlas.records.listing import main_domain
from atlas.records.outcome import is_carried_out

BY = {"category": "Category", "domain": "Domain"}
HIDDEN, SHOWN = "hidden", "shown"
THIRD = {HIDDEN: "Excluded", SHOWN: "Shown, a selection"}
# So many countries of a side are drawn by name.
TOP = 12


@dataclass(frozen=True)
class FlowOptions:
    """Whose transfers are drawn, what the bands go through, and in which unit they are measured."""

    third: str = field(
        default=HIDDEN, metadata={"title": "Third countries", "choices": THIRD, "whole": SHOWN}
    )
    by: str = field(
        default="category", metadata={"title": "Through", "choices": BY, "folded": True}
    )
    unit: str = field(
        default="records",
        metadata={"title": "Unit", "choices": {}, "whole": "records", "folded": True},
    )


class FlowRow(NamedTuple):
    """A transfer that was carried out and has a value: `flows_view.flow_rows` has its columns.

    `standing` is that of the transfer.
    """

    id: str
    supplier: str
    n_suppliers: int
    lane: str
    key: str
    recipient: str
    n_recipients: int
    value: float
    rough: bool
    standing: str

    @property
    def is_of_pair(self) -> bool:
        """Whether its sides are Russia and China."""
        return f"{self.supplier}-{self.recipient}" in DIRECTION_LABELS

    def folded(self, side: str, number: int) -> "FlowRow":
        """The row with one of so many countries on that side (of `SIDES`)."""
        if side == "supplier":
            return self._replace(supplier=OTHER, n_suppliers=number)
        return self._replace(recipient=OTHER, n_recipients=number)


class Band(NamedTuple):
    """A row of `flows_view.flows`, where its columns are described."""

    supplier: str
    n_suppliers: int
    lane: str
    key: str
    recipient: str
    n_recipients: int
    value: float
    n: int
    transfers: tuple[str, ...]
    standing: str
    rough: bool


@once_a_dataset
def rows_of(dataset: Dataset, options: FlowOptions) -> list[FlowRow]:
    """The transfers behind the flows, in the order of the names of their bands."""
    in_view = set(dataset.ids("transfers"))
    rows = [row for row in _every(dataset, options.unit, options.by) if row.id in in_view]
    if options.third != SHOWN:
        rows = [row for row in rows if row.is_of_pair]
    # Where only the two directions are in view, each has a middle of its own.
    are_of_pair = all(row.is_of_pair for row in rows)
    if are_of_pair:
        rows = [row._replace(lane=f"{row.supplier}-{row.recipient}") for row in rows]
    rows = _folded(rows, dataset)
    labels = band_labels(rows, Context(dataset, options))
    return [row for _, row in sorted(zip(labels, rows, strict=True), key=itemgetter(0))]


@once_a_build
def _every(dataset: Dataset, unit: str, by: str) -> list[FlowRow]:
    """What no filter changes of the transfers that can be drawn, in the order of the table."""
    frame = every_directed(dataset)
    frame = frame[is_carried_out(frame)]
    value = measured(frame, unit)
    # A band of no width cannot be drawn.
    is_drawn = value.gt(0)
    frame, value = frame[is_drawn], value[is_drawn]
    key = frame["category"].fillna("other")
    if by == "domain":
        key = main_domain(frame)
    columns = {
        "id": frame.index,
        "supplier": frame["supplier"],
        "n_suppliers": [1] * len(frame),
        "lane": [""] * len(frame),
        "key": key,
        "recipient": frame["recipient"],
        "n_recipients": [1] * len(frame),
        "value": value,
        "rough": is_rough(frame, unit),
        "standing": standing(dataset, frame),
    }
    return [FlowRow(*cells) for cells in zip(*columns.values(), strict=True)]


def _folded(rows: list[FlowRow], dataset: Dataset) -> list[FlowRow]:
    """The rows with the smallest countries of each side as one."""
    for side in SIDES:
        sums: dict[str, float] = defaultdict(float)
        for row in rows:
            sums[getattr(row, side)] += row.value
        small = set(smallest(sums, dataset, TOP))
        number = len(small)
        rows = [row.folded(side, number) if getattr(row, side) in small else row for row in rows]
    return rows


def bands_of(rows: Iterable[FlowRow], context: Context[FlowOptions]) -> list[Band]:
    """The bands of these transfers, lane by lane, the largest first."""
    rows_by_band: dict[tuple[object, ...], list[FlowRow]] = {}
    for row in rows:
        ends = (row.supplier, row.n_suppliers, row.recipient, row.n_recipients)
        rows_by_band.setdefault((row.lane, row.key, *ends), []).append(row)
    bands = [_summed(own) for own in rows_by_band.values()]
    sums: dict[str, float] = defaultdict(float)
    for band in bands:
        sums[band.lane] += band.value

    def order(labelled: tuple[str, Band]) -> tuple[float, str, float, str]:
        label, band = labelled
        return -sums[band.lane], band.lane, -band.value, label

    labels = band_labels(bands, context)
    return [band for _, band in sorted(zip(labels, bands, strict=True), key=order)]


def _summed(rows: Sequence[FlowRow]) -> Band:
    """The band of these rows; its standing is blank where theirs differ."""
    first = rows[0]
    standings = {row.standing for row in rows}
    return Band(
        supplier=first.supplier,
        n_suppliers=first.n_suppliers,
        lane=first.lane,
        key=first.key,
        recipient=first.recipient,
        n_recipients=first.n_recipients,
        value=sum(row.value for row in rows),
        n=len(rows),
        transfers=tuple(row.id for row in rows),
        standing=first.standing if len(standings) == 1 else "",
        rough=any(row.rough for row in rows),
    )


def as_bands(frame: pd.DataFrame) -> list[Band]:
    """The bands of a frame of them."""
    return [Band._make(cells) for cells in cells_of(frame, Band._fields)]


def middle_labels(context: Context[FlowOptions]) -> Mapping[str, str]:
    """The names of the middle nodes by key."""
    if context.options.by == "category":
        return context.schema.labels("category")
    return domains(context.schema)


def end_labels(band: Band | FlowRow, dataset: Dataset) -> tuple[str, str]:
    """The names of supplier and recipient."""
    supplier = side_label(band.supplier, band.n_suppliers, dataset)
    return supplier, side_label(band.recipient, band.n_recipients, dataset)


def band_labels(
    rows: Iterable[Band] | Iterable[FlowRow], context: Context[FlowOptions]
) -> list[str]:
    """“Russia → Naval → India” for the band of each row."""
    middles = middle_labels(context)
    labels = []
    for row in rows:
        supplier, recipient = end_labels(row, context.dataset)
        labels.append(f"{supplier} → {middles.get(row.key, row.key)} → {recipient}")
    return labels

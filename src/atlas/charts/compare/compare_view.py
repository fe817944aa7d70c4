"""What differs between two sides: numbers, how well each is sourced, and the records behind it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from atlas.charts.chart_view import ChartView
from atlas.charts.compare.pair import Pair
from atlas.charts.exercises.ladder_view import COUNTED
from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.filter_contract import Years
from atlas.dataset.homes import SIDES, party
from atlas.dataset.memo import once_a_dataset
from atlas.records.corroboration import Standing, standing
from atlas.records.listing import singles
from atlas.records.outcome import is_carried_out

ALL, OTHER = "all", "other"
# What did not come about is told apart where things are counted that happen.
HAPPENING = ("exercises", "transfers")
# The column of each table by whose values its records are taken apart.
PART = {"exercises": "kind", "findings": "stance"}
ENTRIES, SOURCES, PER_SOURCE = "entries", "sources", "per source"
NUMBERS = ["part", "first", "second", "difference"]
RATES = ["first_rate", "second_rate", "rate_difference"]
SUPPORT = ["measure", "first", "second", "difference", "first_share", "second_share"]


def counted(shown: ChartView) -> pd.DataFrame:
    """The records that a chart counts: table, part, year_first, dated, sources and value, by id.

    `value` is 1, or what a volume comes to.
    """
    return _counted(shown.dataset, shown).copy(deep=False)


@once_a_dataset
def _counted(dataset: Dataset, shown: ChartView) -> pd.DataFrame:
    own = _drawn(shown)
    frames = []
    for table in shown.chart.tables:
        frame = dataset[table]
        # A view that has ids has decided whether a group is counted or its parts are.
        if own is not None:
            frame = frame[frame.index.isin(own)]
        elif table != VOLUMES:
            frame = singles(frame)
        if table in HAPPENING and shown.chart.tables == (table,):
            frame = frame[is_carried_out(frame)]
        several = len(shown.chart.tables) > 1
        part = table if several else _part(table, frame)
        is_volume = table == VOLUMES
        columns = frame[["year_first", "sources"]].assign(
            table=table,
            part=part,
            dated=True if is_volume else frame["dated"],
            value=frame["value"].astype(float) if is_volume else 1.0,
        )
        frames.append(columns)
    return pd.concat(frames)


def _drawn(shown: ChartView) -> set[str] | None:
    """The ids that a view has; None for a view of numbers, which counts all that is in view."""
    view: Any = shown.view
    if "expected" in view:
        # A map has marks for what is only expected at a place, and does not count it.
        pairs = view[["ids", "expected"]].explode(["ids", "expected"])
        return set(pairs.loc[~pairs["expected"].astype(bool), "ids"])
    if "step" in view:
        view = view[view["step"].eq(COUNTED)]
    if "drawn" in view:
        view = view[view["drawn"].astype(bool)]
    if "ids" in view:
        return {identifier for ids in view["ids"] for identifier in _each(ids)}
    return set(view["id"]) if "id" in view else None


def _each(ids: Any) -> Iterable[str]:
    """The ids of a cell, which is a list of them, or text that joins them."""
    return ids.split(";") if isinstance(ids, str) else ids


def _part(table: str, frame: pd.DataFrame) -> pd.Series:
    """What each record is counted under: a value of a vocabulary, or a direction."""
    if table == VOLUMES:
        return frame["supplier"] + "-" + frame["recipient"]
    if table == "transfers":
        supplier, recipient = (party(frame, side) for side in SIDES)
        direction = supplier.fillna("") + "-" + recipient.fillna("")
        return direction.where(direction.isin(list(DIRECTION_LABELS)), OTHER)
    if table in PART:
        return frame[PART[table]].fillna(OTHER)
    return pd.Series(table, index=frame.index, dtype="str")


def numbers(pair: Pair) -> pd.DataFrame:
    """How many records each side counts: of all, and of each part.

    Columns: part (`ALL`, then the largest first), first, second, difference (second less first);
    and first_rate, second_rate, rate_difference: how many of those with a date begin in a year of
    the span. Volumes have no sum over all, and are added up; their rates are of the years that have
    a volume, and a side without any is NA: a year without a row is a gap, not zero.
    """
    left, right = (counted(shown) for shown in pair.sides)
    if pair.chart.tables == (VOLUMES,):
        volumes = [frame.groupby("part")["value"] for frame in (left, right)]
        return _with_differences(
            pd.DataFrame({"first": volumes[0].sum(), "second": volumes[1].sum()}),
            pd.DataFrame({"first": volumes[0].mean(), "second": volumes[1].mean()}),
        )
    sums = _sums([frame.groupby("part")["value"].sum() for frame in (left, right)])
    begun = [_begun(frame, years) for frame, years in zip((left, right), pair.spans, strict=True)]
    rates = _sums([frame.groupby("part")["value"].sum() for frame in begun])
    for column, years in zip(("first", "second"), pair.spans, strict=True):
        rates[column] /= years[1] - years[0] + 1
    rates = rates.reindex(sums.index, fill_value=0.0)
    return _with_differences(sums, rates, whole=True)


def _with_differences(
    sums: pd.DataFrame, rates: pd.DataFrame, *, whole: bool = False
) -> pd.DataFrame:
    """The columns of `numbers` from first and second of both, `ALL` before them if it has sense."""
    rows = sums.assign(first_rate=rates["first"], second_rate=rates["second"])
    order = rows[["first", "second"]].sum(axis=1).sort_values(ascending=False, kind="stable").index
    rows = rows.loc[order]
    if whole:
        every = pd.DataFrame(rows.sum()).T.set_axis([ALL])
        rows = pd.concat([every, rows]) if len(rows) else every
    rows["difference"] = rows["second"] - rows["first"]
    rows["rate_difference"] = rows["second_rate"] - rows["first_rate"]
    return rows.rename_axis("part").reset_index()[[*NUMBERS, *RATES]]


def _sums(sides: list[pd.Series]) -> pd.DataFrame:
    """Two series side by side; what one of them does not have is 0 there."""
    both = dict(zip(("first", "second"), sides, strict=True))
    return pd.DataFrame(both).fillna(0.0).astype(float)


def _begun(frame: pd.DataFrame, years: Years) -> pd.DataFrame:
    """Those with a date that begin in these years: what only runs on is another span's."""
    begins = frame["year_first"].between(*years)
    return frame[begins & frame["dated"].astype(bool)]


def support(pair: Pair) -> pd.DataFrame:
    """How well each side is sourced.

    Columns: measure (entries, sources, entries per source, and the standings that are less than
    two independent sources), first, second, difference, first_share and second_share (of the
    entries; NA where it is no part of them, or there are none).
    """
    sides = [_supported(shown) for shown in pair.sides]
    rows = []
    for measure in sides[0]:
        first, second = (values[measure] for values in sides)
        row: dict[str, Any] = {"measure": measure, "first": first, "second": second}
        row["difference"] = second - first
        if measure in set(Standing):
            row["first_share"] = _share(first, sides[0][ENTRIES])
            row["second_share"] = _share(second, sides[1][ENTRIES])
        rows.append(row)
    return pd.DataFrame(rows, columns=SUPPORT)


def _supported(shown: ChartView) -> dict[str, float]:
    frame = counted(shown)
    sources = {source for joined in frame["sources"].unique() for source in joined.split(";")}
    values: dict[str, float] = {ENTRIES: len(frame), SOURCES: len(sources)}
    values[PER_SOURCE] = len(frame) / len(sources) if sources else 0.0
    if shown.chart.tables == (VOLUMES,):
        return values
    standings: list[str] = []
    for table, ids in frame.groupby("table").groups.items():
        standings += standing(shown.dataset, shown.dataset[str(table)].loc[ids]).tolist()
    for value in (Standing.ONE_ORIGIN, Standing.STATE_MEDIA):
        values[value] = standings.count(value)
    return values


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")

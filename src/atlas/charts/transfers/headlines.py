"""What the charts of transfers show, in the words of a picture's title."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.course_pieces import Piece, Sign
from atlas.charts.transfers.courses_view import CourseOptions
from atlas.charts.transfers.directed import Certainty
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.charts.transfers.matrix_view import MatrixOptions
from atlas.charts.transfers.street_rows import StreetOptions, as_rows
from atlas.charts.transfers.units import described, size
from atlas.charts.transfers.volumes_view import VolumeOptions, peak_years
from atlas.values.pair import DIRECTIONS, TO_CHINA, TO_RUSSIA, TURN, Direction
from atlas.values.words import counted, listed, number

# How far transfers have got, in the words of a title: every sign at the end of a lane is in it.
STAGES = {
    "delivered": (Sign.DELIVERED, Sign.DELIVERED_UNDATED),
    "open": (Sign.OPEN,),
    "ended": (Sign.ENDED,),
    "planned or discussed": (Sign.DISCUSSED, Sign.PROJECTED, Sign.PROJECTED_UNDATED),
    "not carried out": (Sign.NOT_CARRIED_OUT,),
    "undated": (Sign.UNDATED,),
}


def flows(bands: pd.DataFrame, context: Context[FlowOptions]) -> str:
    """What was supplied each way, in the unit of the chart."""
    return _both_ways(_sums(bands), context.options.unit, _rough(bands))


def matrix(parts: pd.DataFrame, context: Context[MatrixOptions]) -> str:
    """What was supplied each way, in the unit of the chart."""
    supplied = parts[parts["carried"]]
    return _both_ways(_sums(supplied), context.options.measure, _rough(supplied))


def _sums(parts: pd.DataFrame) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    # Of a transfer without a value nothing is added.
    for pair, value in zip(_pairs(parts), parts["value"].fillna(0).tolist(), strict=True):
        sums[pair] += value
    return sums


def _rough(parts: pd.DataFrame) -> set[str]:
    """The pairs in whose sum a value is rounded or uncertain."""
    pairs = zip(_pairs(parts), parts["rough"].tolist(), strict=True)
    return {pair for pair, rough in pairs if rough}


def _pairs(parts: pd.DataFrame) -> list[str]:
    """The pair of each row; a frame of a few rows is slow to add its columns."""
    sides = zip(parts["supplier"].tolist(), parts["recipient"].tolist(), strict=True)
    return [f"{supplier}-{recipient}" for supplier, recipient in sides]


def street(rows: pd.DataFrame, context: Context[StreetOptions]) -> str:
    """How many transfers begun each way since the turn, and before; where none of a known date has
    since, how many were carried out each way.
    """
    transfers = as_rows(rows)
    dated = [row for row in transfers if row.certainty == Certainty.DATED]
    since = Counter(row.direction for row in dated if row.year >= TURN)
    if since:
        before = Counter(row.direction for row in dated if row.year < TURN)
        return f"Transfers begun since {TURN}, in these sources: {_then_and_before(since, before)}"
    supplied = Counter(row.direction for row in transfers if not row.is_apart)
    return _both_ways(supplied, "records")


def _then_and_before(since: Counter[str], before: Counter[str]) -> str:
    """“19 from China to Russia (3 before), 6 from Russia to China (109 before)”."""
    each = []
    for way in (TO_RUSSIA, TO_CHINA):
        earlier = before[way.id]
        if way.id in since or earlier:
            more = f" ({earlier:,} before)" if earlier else ""
            each.append(f"{since[way.id]:,} {_way(way)}{more}")
    return ", ".join(each)


def cumulative(rows: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """How many transfers have begun each way until the last year."""
    ends = rows.groupby("key", sort=False).tail(1).set_index("key")
    totals = dict(zip(ends.index, ends["total"], strict=True))
    until = f"Begun until {rows['year'].max()} and recorded in these sources"
    return f"{until}: {_each_way(totals, 'records')}"


def courses(rows: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """How many transfers there are, and how many of them have got how far."""
    ends = rows[rows["piece"].eq(Piece.END)]
    of_the_pair = ends[ends["pair"].isin([direction.id for direction in DIRECTIONS])]
    transfers = counted(len(of_the_pair), "transfers")
    head = f"{transfers} between Russia and China recorded in these sources"
    numbers = {words: of_the_pair["sign"].isin(signs).sum() for words, signs in STAGES.items()}
    parts = [f"{count:,} {words}" for words, count in numbers.items() if count]
    return f"{head}: {', '.join(parts)}" if parts else head


def volumes(rows: pd.DataFrame, context: Context[VolumeOptions]) -> str:
    """The most that SIPRI has of a year each way, and the last year."""
    drawn = rows[rows["drawn"]]
    each = []
    for way in DIRECTIONS:
        volume = drawn[drawn["key"].eq(way.id)].set_index("year")["value"]
        if len(volume):
            each.append(f"{_way(way)} {_peak(volume)}")
    if not each:
        return "Million TIV delivered: no year of Russia and China is in view"
    return f"Million TIV recorded in these sources: {'; '.join(each)}"


def _peak(volume: "pd.Series[Any]") -> str:
    """“up to 3,076 (2005), 25 in 2025”."""
    years = peak_years(volume)
    last = volume.index.max()
    most = f"up to {number(volume.max())} ({listed(years)})"
    return most if str(last) in years else f"{most}, {number(volume[last])} in {last}"


def _both_ways(sums: Mapping[str, float], unit: str, rough: Set[str] = frozenset()) -> str:
    head = f"Transfers recorded in these sources{described(unit).measure}"
    return f"{head}: {_each_way(sums, unit, rough)}"


def _each_way(sums: Mapping[str, float], unit: str, rough: Set[str] = frozenset()) -> str:
    """“115 from Russia to China, 24 from China to Russia”.

    A way of which nothing is in view is not named: a filter may have hidden it.
    """
    each = []
    for way in (TO_CHINA, TO_RUSSIA):
        value = sums.get(way.id, 0)
        if value:
            amount = size(value, unit, rough=way.id in rough)
            each.append(f"{number(value) if unit == 'records' else amount} {_way(way)}")
    return ", ".join(each) or "none between Russia and China"


def _way(way: Direction) -> str:
    return f"from {way.label.replace(' → ', ' to ')}"

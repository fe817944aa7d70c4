"""The pieces of a transfer's course: the times that are known of it, and the sign at its end."""

from enum import StrEnum

import pandas as pd

from atlas.records.outcome import State, state_of
from atlas.values import dates

DAY = pd.Timedelta(days=1)
YEAR = pd.Timedelta(days=365)


class Piece(StrEnum):
    """What a part of a lane stands for; `BEGUN` and `END` are moments."""

    MADE_KNOWN = "made known"
    ORDERED = "ordered"
    BETWEEN = "between"
    DELIVERIES = "deliveries"
    MENTIONED = "mentioned"
    BEGUN = "begun"
    END = "end"


class Sign(StrEnum):
    """How far a transfer has got, or that its deliveries began at a time not known."""

    BEGUN = "begun"
    DELIVERED = "delivered"
    DELIVERED_UNDATED = "delivered at a time not known"
    OPEN = "open"
    ENDED = "ended"
    NOT_CARRIED_OUT = "not carried out"
    PROJECTED = "projected"
    PROJECTED_UNDATED = "projected, no date"
    DISCUSSED = "announced or discussed"
    UNDATED = "no date"


MOMENTS = (Piece.BEGUN, Piece.END)
# The column of the transfers that says when each of these was.
DATED = {Piece.MADE_KNOWN: "date", Piece.ORDERED: "ordered", Piece.DELIVERIES: "delivered"}
SIGNS_BY_STATUS = {
    "ended": Sign.ENDED,
    "cancelled": Sign.NOT_CARRIED_OUT,
    "denied": Sign.NOT_CARRIED_OUT,
    "announced": Sign.DISCUSSED,
    "under discussion": Sign.DISCUSSED,
}
Spans = dict[Piece, pd.DataFrame]


def pieces(frame: pd.DataFrame) -> pd.DataFrame:
    """All pieces of the transfers of a frame, by id: piece, start, end, approximate, sign.

    `end` is midnight after the last day, of a moment the moment itself; `sign` is blank where a
    piece is no moment.
    """
    spans = {piece: _span(frame, column) for piece, column in DATED.items()}
    mentions = _mentions(frame)
    parts = [span.assign(piece=piece) for piece, span in spans.items()]
    parts += [
        mentions.assign(piece=Piece.MENTIONED),
        _between(spans).assign(piece=Piece.BETWEEN),
        _begun(spans[Piece.DELIVERIES]).assign(piece=Piece.BEGUN, sign=Sign.BEGUN),
        _ends(frame, spans, mentions).assign(piece=Piece.END),
    ]
    rows = pd.concat(parts).dropna(subset="start").fillna({"sign": ""})
    return rows[["piece", "start", "end", "approximate", "sign"]]


def _span(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The times that a column of dates tells, NaT where there is none.

    Columns: start, end, approximate, has_open_start, has_open_end.
    """
    span = dates.bounds(frame[column])
    # Its source may doubt a date in words; the names of other columns end in the same words.
    doubted = frame["uncertain"].fillna("").str.contains(rf"\b{column}\b")
    has_open_start = span["start"].isna() & span["end"].notna()
    has_open_end = span["end"].isna() & span["start"].notna()
    first_of_year = span["end"].dt.to_period("Y").dt.start_time
    start = span["start"].fillna(first_of_year)
    # What is open ends, as drawn, with the last source that speaks of it.
    last_mention = frame["end"].where(frame["end"].ge(start), start)
    return span.assign(
        start=start,
        end=span["end"].where(~has_open_end, last_mention) + DAY,
        approximate=span["approximate"] | doubted,
        has_open_start=has_open_start,
        has_open_end=has_open_end,
    )


def _mentions(frame: pd.DataFrame) -> pd.DataFrame:
    """The year of the mention of what has no date: start, end, approximate."""
    year = frame["year_first"].where(~frame["dated"]).astype("Int64").astype("str")
    start = pd.to_datetime(year, format="%Y", errors="coerce")
    return pd.DataFrame({"start": start, "end": start + YEAR, "approximate": False})


def _between(spans: Spans) -> pd.DataFrame:
    """From the end of the first thing known to the start of the last, where time lies between."""
    first = pd.concat([span["end"] for span in spans.values()], axis=1).min(axis=1)
    last = pd.concat([span["start"] for span in spans.values()], axis=1).max(axis=1)
    gap = pd.DataFrame({"start": first, "end": last, "approximate": False})
    return gap[last > first]


def _begun(deliveries: pd.DataFrame) -> pd.DataFrame:
    """The first moments of deliveries of which the end alone is known."""
    begun = deliveries[deliveries["has_open_start"]]
    return begun.assign(end=begun["start"])


def _ends(frame: pd.DataFrame, spans: Spans, mentions: pd.DataFrame) -> pd.DataFrame:
    """The moment up to which each transfer is drawn, and the sign for how far it has got."""
    last = pd.concat([span["end"] for span in spans.values()], axis=1).max(axis=1)
    middle_of_year = mentions["start"] + pd.Timedelta(days=182)
    moment = last.where(frame["dated"], middle_of_year)
    sign = _signs(frame, spans[Piece.DELIVERIES])
    return pd.DataFrame({"start": moment, "end": moment, "approximate": False, "sign": sign})


def _signs(frame: pd.DataFrame, deliveries: pd.DataFrame) -> pd.Series:
    is_closed = deliveries["end"].notna() & ~deliveries["has_open_end"]
    is_delivered = frame["status"].eq("delivered")
    is_projected = state_of(frame).eq(State.PROJECTED)
    sign = frame["status"].map(SIGNS_BY_STATUS).astype("str").fillna(Sign.OPEN)
    sign = sign.mask(is_delivered & is_closed, Sign.DELIVERED)
    sign = sign.mask(is_delivered & ~is_closed, Sign.DELIVERED_UNDATED)
    sign = sign.mask(is_projected, Sign.PROJECTED)
    sign = sign.mask(~frame["dated"] & is_projected, Sign.PROJECTED_UNDATED)
    is_told_apart = sign.isin([Sign.NOT_CARRIED_OUT, Sign.DISCUSSED, Sign.PROJECTED_UNDATED])
    return sign.mask(~frame["dated"] & ~is_told_apart, Sign.UNDATED)

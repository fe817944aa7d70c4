"""Where names fit: marks in rows, and beside them as many names as a phone's screen has room for."""

import pandas as pd

# What is drawn is not told how wide it will stand: names that fit on the narrowest screen fit on every wider one.
NARROW = 320
LETTER, MARK = 6.4, 12
LONGEST = 26
Axis = tuple[pd.Timestamp, pd.Timestamp]
Extent = tuple[pd.Timestamp, pd.Timestamp]


def brief(text: str) -> str:
    """A name short enough to stand beside its mark."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,(–-") + "…"


def width(text: str, axis: Axis) -> pd.Timedelta:
    """How much of the axis a mark's name takes on the narrowest screen, from the mark's middle on."""
    return (axis[1] - axis[0]) * ((len(text) * LETTER + MARK) / NARROW)


def reach(label: str, start: pd.Timestamp, end: pd.Timestamp, axis: Axis) -> Extent:
    """From where to where a mark and its name reach; the name stands on the right unless the axis ends there."""
    middle, wide = start + (end - start) / 2, width(brief(label), axis)
    return (start, max(end, middle + wide)) if middle + wide <= axis[1] else (min(start, middle - wide), end)


def named(marks: pd.DataFrame, axis: Axis) -> pd.DataFrame:
    """`name` (blank: no room) and `side` of it for each mark, in one row of marks after another: columns lane, row, label, start, end.

    The marks are in order of their start. A name may touch neither a mark nor another name of its row.
    """
    found: dict[object, tuple[str, str]] = {}
    for _, row in marks.groupby(["lane", "row"], sort=False):
        found.update(_named_row(row, axis))
    told = [found[key] for key in marks.index]
    return pd.DataFrame(told, index=marks.index, columns=["name", "side"], dtype="str")


def _named_row(row: pd.DataFrame, axis: Axis) -> dict[object, tuple[str, str]]:
    found: dict[object, tuple[str, str]] = {}
    free = axis[0]
    starts = [*row["start"].tolist()[1:], None]
    for key, label, start, end, following in zip(row.index, row["label"], row["start"], row["end"], starts, strict=True):
        low, high = reach(label, start, end, axis)
        left = low < start
        clear = low >= free if left else following is None or high <= following
        inside = axis[0] <= start and low >= axis[0]
        found[key] = (brief(label), "left" if left else "right") if clear and inside else ("", "right")
        free = max(free, high if clear and inside and not left else end)
    return found

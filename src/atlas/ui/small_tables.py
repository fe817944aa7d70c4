"""Tables of few rows as HTML tables, which every program reads: names of records are links, every
other cell is text.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd

from atlas.ui.text import plain

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

MOST_ROWS = 50
ADDRESS = "Address"
# Nothing that would end a link in Markdown, or a host that is not spelled in plain letters.
WEB = re.compile(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~%/?=&#+:;,@!$'-]*)?")


def small(
    frame: pd.DataFrame, names: set[str], ids: Mapping[str, str], base: str, kept: str
) -> "Styler":
    """The frame as `st.table` draws it: Markdown in which only our own links stand, numbers with
    their thousands apart.

    `names` are the columns of names of records, `ids` the records by name; a link is `base`, the
    record's id, and `kept`.
    """
    frame = frame.reset_index(drop=True)
    if {"Id", "Record"} <= set(frame):
        frame = frame.drop(columns="Id")
    texts = [str(name) for name in frame if not pd.api.types.is_numeric_dtype(frame[name])]
    shown = frame.assign(
        **{name: _cells(frame[name], name, names, ids, base, kept) for name in texts}
    )
    headings = {str(name): "Evidence" if name == "Id" else plain(str(name)) for name in frame}
    # A year is a number that nobody writes with a comma.
    numbers: dict[Any, str | Callable[[object], str] | None] = {
        headings[str(name)]: str if name == "Year" else _number
        for name in frame
        if name not in texts
    }
    return shown.rename(columns=headings).style.format(numbers)


def _cells(
    values: pd.Series, name: str, names: set[str], ids: Mapping[str, str], base: str, kept: str
) -> pd.Series:
    """A column of text as Markdown."""
    if name == "Id":
        return pd.Series(
            [f"[Open record]({base}{quote(key, safe='')}{kept})" for key in values],
            index=values.index,
            dtype="str",
        )
    known = {
        value: _cell(str(value), name, ids if name in names else {}, base, kept)
        for value in values.dropna().unique()
    }
    return pd.Series([known.get(value, "") for value in values], index=values.index, dtype="str")


def _cell(text: str, name: str, ids: Mapping[str, str], base: str, kept: str) -> str:
    """The names of records in a cell as links, one each.

    An address of a source as the link that it is; all else as text.
    """
    if name == ADDRESS and WEB.fullmatch(text):
        return f"[{plain(text)}](<{text}>)"
    parts = [text] if text in ids else text.split("; ")
    return "; ".join(
        f"[{plain(part)}]({base}{quote(ids[part], safe='')}{kept})" if part in ids else plain(part)
        for part in parts
    )


def _number(value: Any) -> str:
    """A number as people write it; nothing where none is known."""
    if pd.isna(value):
        return ""
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{round(float(value), 2):,}" if abs(value) >= 1 else f"{value:.2g}"

"""Tables of few rows as HTML tables, which every program reads.

Names of records are links, every other cell is text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.dataset.names import ids_column, record_columns, without_ids
from atlas.ui.text import plain

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler
    from pandas.io.formats.style_render import CSSDict, CSSStyles

MOST_ROWS = 50
# What columns of our own are called on pages; files keep their names, which programs know.
HEADINGS = {
    "Id": "Evidence",
    "Record": "Entry",
    "Records": "Entries",
    "Records alone": "Entries alone",
    "Basis": "How we know",
    "Standing": "Support",
    "Origin": "Independent source",
    "Independent origins": "Independent sources",
}
ADDRESS = "Address"
# A table of more columns is moved sideways: a column need not be narrow that has texts of more
# letters than these. The longest are that wide at least.
MOST_BESIDE = 10
LEAST_WIDTHS = {30: "12rem", 90: "24rem"}
# Nothing that would end a link in Markdown, or a host that is not spelled in plain letters.
WEB = re.compile(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~%/?=&#+:;,@!$'-]*)?")
# The address of the page of a record, by its id.
PageOf = Callable[[str], str]


def small(frame: pd.DataFrame, labels: Mapping[str, str], page_of: PageOf) -> "Styler":
    """The frame as `st.table` draws it, each name leading to the record whose id is behind it.

    Cells are Markdown in which only our own links stand, numbers have their thousands apart.
    `labels` are those of all records, by id.
    """
    frame = frame.reset_index(drop=True)
    names = record_columns(frame)
    if "Record" in names:
        # The name leads to the record; its id would do so again.
        frame = frame.drop(columns="Id", errors="ignore")
    visible = without_ids(frame)
    cells = {}
    for name in map(str, visible):
        if name == "Id":
            cells[name] = [f"[Open entry]({page_of(key)})" for key in visible[name]]
        elif name in names:
            cells[name] = _linked(frame, name, labels, page_of)
        elif not pd.api.types.is_numeric_dtype(visible[name]):
            cells[name] = [_text(value, name) for value in visible[name]]
    named = {name: HEADINGS.get(name, name) for name in map(str, visible)}
    headings = {name: plain(heading) for name, heading in named.items()}
    formats: dict[Any, str | Callable[[object], str] | None] = {}
    for name in visible.columns.difference(list(cells)):
        # A year is a number that nobody writes with a comma.
        formats[headings[name]] = str if name == "Year" else _number
    shown = visible.assign(**cells).rename(columns=headings)
    styler = in_lines(shown).format(formats)
    numbers = [place for place, name in enumerate(named, start=1) if name not in cells]
    styles = [*_said_in_cells(list(named.values())), *map(_head_of_numbers, numbers)]
    if len(named) > MOST_BESIDE:
        styles += _least_widths(visible)
    return styler.set_table_styles(styles)


def _least_widths(frame: pd.DataFrame) -> "CSSStyles":
    """How wide columns of long texts are; `style.css` heeds it where cells stand side by side."""
    styles: CSSStyles = []
    for place, name in enumerate(frame, start=1):
        longest = frame[name].dropna().astype("str").str.len().max()
        widths = [width for letters, width in LEAST_WIDTHS.items() if longest > letters]
        if widths:
            styles.append(_at_least(place, widths[-1]))
    return styles


def _at_least(place: int, width: str) -> "CSSDict":
    return {"selector": f"td:nth-child({place})", "props": [("--least", width)]}


def _head_of_numbers(place: int) -> "CSSDict":
    """The heading of a column of numbers stands above them, at their right."""
    return {"selector": f"th:nth-child({place})", "props": [("text-align", "end !important")]}


def _said_in_cells(headings: Sequence[str]) -> "CSSStyles":
    """Each column's heading as what its cells say first; `style.css` shows it on a phone alone."""
    return [
        {
            "selector": f"td:nth-child({place})::before",
            "props": [("content", f'"{_css_text(heading)}"')],
        }
        for place, heading in enumerate(headings, start=1)
    ]


def _css_text(text: str) -> str:
    """Any text as the inside of a quoted text of a style sheet."""
    letters = [letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text]
    return "".join(letters)


def in_lines(frame: pd.DataFrame) -> "Styler":
    """The frame as it stands, but that on a phone, where each cell has a line of its own, a blank
    one has none.
    """
    return frame.style.map(_line)


def _line(value: Any) -> str:
    return "--in-lines: none" if pd.isna(value) or value == "" else ""


def _linked(
    frame: pd.DataFrame, name: str, labels: Mapping[str, str], page_of: PageOf
) -> list[str]:
    """The cells of a column of names as links; what has no id is text."""
    cells = []
    for ids, text in zip(frame[ids_column(name)], frame[name], strict=True):
        if not isinstance(ids, str):
            cells.append(_text(text, name))
            continue
        links = [_link(identifier, labels, page_of) for identifier in ids.split(";")]
        cells.append("; ".join(links))
    return cells


def _link(identifier: str, labels: Mapping[str, str], page_of: PageOf) -> str:
    """The name of a record as a link; an id that the register does not have has no page."""
    if identifier not in labels:
        return plain(identifier)
    return f"[{plain(labels[identifier])}]({page_of(identifier)})"


def _text(value: Any, name: str) -> str:
    """A cell as text, an address of a source as the link that it is; nothing where it is blank."""
    if pd.isna(value):
        return ""
    text = str(value)
    if name == ADDRESS and WEB.fullmatch(text):
        return f"[{plain(text)}](<{text}>)"
    return plain(text)


def _number(value: Any) -> str:
    """A number as people write it; nothing where none is known."""
    if pd.isna(value):
        return ""
    if float(value).is_integer():
        return f"{value:,.0f}"
    if abs(value) >= 1:
        return f"{round(float(value), 2):,}"
    return f"{value:.2g}"

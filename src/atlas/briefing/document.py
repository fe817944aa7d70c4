"""A briefing as a document of no format yet: sections with figures, rows and numbered notes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain

import plotly.graph_objects as go

from atlas.values.characters import NO_TEXT

LONGEST = 1_500
# Marks that turn the direction of writing or have no width: what is printed would not be what is
# read.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def readable(text: object, most: int = LONGEST) -> str:
    """A text in one line as every format can hold it, bounded."""
    kept = UNSEEN.sub("", NO_TEXT.sub("", str(text)))
    words = " ".join(kept.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


@dataclass(frozen=True)
class Cited:
    """A text, the numbers of the notes that it rests on, and what is said after them."""

    text: str
    notes: tuple[int, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows of a section: headings, and cells in their order; `left_out` are not among them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cited, ...], ...]
    left_out: int = 0


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure with what it says to who cannot see it; `part` says which part of it is drawn."""

    figure: go.Figure
    alt: str
    part: str = ""


class Room(StrEnum):
    """What a figure is drawn for: a slide, or a page that is read upright."""

    SLIDE = "slide"
    PAGE = "page"


@dataclass(frozen=True, eq=False)
class Section:
    """One item: its finding as `title`, what is set as `subtitle`, and what supports it.

    `link` is the address of the same view, without a host where the dashboard has no public one;
    `draw` makes its figure for a room, where it has one.
    `own_note` is the reader's, `credit` the line that the terms of its sources ask for.
    """

    title: str
    subtitle: str
    link: str
    paragraphs: tuple[Cited, ...] = ()
    draw: Callable[[Room], Drawing] | None = None
    rows: Rows | None = None
    sourcing: str = ""
    own_note: str = ""
    credit: str = ""

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of all notes in it, in order."""
        cells = list(self.paragraphs)
        if self.rows:
            cells += list(chain.from_iterable(self.rows.rows))
        return tuple(sorted({number for cell in cells for number in cell.notes}))


@dataclass(frozen=True)
class Endnote:
    """A source at one place in it, with its number; `address` is that of the source, or blank."""

    number: int
    text: str
    address: str


@dataclass(frozen=True, eq=False)
class Document:
    """A briefing: its sections, the notes to all of them, and what is to be said of the whole."""

    title: str
    on: date
    sections: tuple[Section, ...]
    notes: tuple[Endnote, ...]
    about: tuple[str, ...] = field(default=())

    def noted(self, section: Section) -> list[Endnote]:
        """The notes of a section."""
        return [self.notes[number - 1] for number in section.notes]

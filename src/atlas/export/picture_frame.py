"""How large saved pictures are, and the room that words take around a drawing."""

from dataclasses import dataclass

import plotly.graph_objects as go

# Pixels at scale 1, as are the numbers in `Frame`; letters are as wide as parts of their size.
MARGIN, COLUMN_NAMES = 24, 44
LETTER, BOLD_LETTER = 0.54, 0.53
PER_LEGEND_ENTRY, PER_LEGEND_LETTER = 45, 6.3
TITLE, SUBTITLE, LEGEND_TYPE = 22, 15, 13
LINE = 1.3
# Of a title of an axis that has no size of its own.
AXIS_TITLE = 16
CAPTION_GAP = 34
# No type of a drawing is smaller than this in its layout, and none than that in a saved picture
# of a fixed size, so that a slide can be read from the back of a room.
LEAST_TYPE, LEAST_SEEN = 12, 14
# Widths of a layout are multiples of it, so that its height is whole too.
STEP = 16


@dataclass(frozen=True)
class Size:
    """How large a picture is saved (pixels), and how wide it is laid out at least.

    Without a height it is as tall as its chart. Where a chart needs more height than is left for
    it, the layout grows in both directions and is scaled down as it is saved; title, legend and
    foot grow with it, so that they can be read at every size. `small` is the type of the foot,
    which has so many lines as `foot`.
    """

    title: str
    width: int
    height: int | None
    least: int
    small: float
    foot: int = 0

    @property
    def most(self) -> int:
        """How wide a layout may be, so that its smallest type can still be read when saved."""
        widest = self.width * LEAST_TYPE // LEAST_SEEN
        return max(self.least, widest - widest % STEP)

    def letters(self, size: float, share: float = LETTER) -> int:
        """How many letters of a size a line has room for."""
        return int((self.least - 2 * MARGIN) / (share * size))


SIZES = {
    "own": Size("the chart's own", 1200, None, 1200, 12),
    "slide": Size("slide 16:9", 1920, 1080, 1200, 10, 2),
    "square": Size("square", 1200, 1200, 960, 11.5, 3),
}


@dataclass(frozen=True)
class Frame:
    """What stands around a chart: lines above and beneath it, rows of its legend, room for names
    of columns above it and for titles of axes beneath it (pixels).
    """

    title: list[str]
    subtitle: list[str]
    below: list[str]
    legend: int
    head: int
    small: float
    titles: int = 0

    def top(self, scale: float) -> int:
        """Room above the drawing, in pixels."""
        lines = TITLE * LINE * len(self.title) + SUBTITLE * LINE * len(self.subtitle)
        return round(scale * (28 + lines + 24 * self.legend)) + self.head

    def bottom(self, scale: float) -> int:
        """Room beneath it, in pixels."""
        lines = 1.4 * self.small * len(self.below)
        return self.gap + round(scale * (14 + lines))

    @property
    def gap(self) -> int:
        """How far beneath the drawing its foot begins, in pixels."""
        return CAPTION_GAP + self.titles

    def width(self, size: Size, inner: int) -> int:
        """How wide to lay out a picture whose drawing needs `inner` pixels of height.

        Never wider than can be read; there the drawing has less height than it asks for.
        """
        if size.height is None:
            return size.width
        for width in range(size.least, size.most, STEP):
            if self.room(size, width) >= inner:
                return width
        return size.most

    def room(self, size: Size, width: int) -> int:
        """The height that is left for the drawing of a layout of some width."""
        assert size.height is not None
        return width * size.height // size.width - self.around(width / size.least)

    def around(self, scale: float) -> int:
        """Room above and beneath the drawing together."""
        return self.top(scale) + self.bottom(scale)


def head_room(figure: go.Figure) -> int:
    """The room for names of columns above the drawing, in pixels; 0 where none stand there."""
    is_lifted = (figure.layout.legend.y or 1) > 1
    is_headed = any(note.yshift and note.y == 1 for note in figure.layout.annotations)
    has_heads = is_lifted or is_headed or figure.layout.xaxis.side == "top"
    return COLUMN_NAMES if has_heads else 0


def titles_room(figure: go.Figure) -> int:
    """The room that titles of axes beneath the drawing take, in pixels; 0 without any."""
    rooms = [0]
    for axis in figure.select_xaxes():
        if axis.title.text and axis.side != "top" and axis.visible is not False:
            lines = axis.title.text.count("<br>") + 1
            size = axis.title.font.size or AXIS_TITLE
            rooms.append(round(LINE * size * lines))
    return max(rooms)

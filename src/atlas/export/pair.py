"""Two sides of a chart to take away: one picture with its caption, and the rows that differ."""

import re
import textwrap
from datetime import date

import plotly.graph_objects as go

from atlas.charts.compare import words
from atlas.charts.compare.drawn import picture
from atlas.charts.compare.pair import Pair
from atlas.charts.compare.tables import COLUMNS, differences_table
from atlas.charts.file_names import LONGEST_STEM
from atlas.dataset.credit import credit
from atlas.export.browser import IsWanted, always
from atlas.export.image import framed, legend_rows, readable
from atlas.export.page import page_of, paper_of
from atlas.export.picture_frame import BOLD_LETTER, SIZES, SUBTITLE, TITLE, Frame
from atlas.export.picture_words import LICENCE, title_lines, version_sentence
from atlas.export.rows import Rows, rows
from atlas.values.words import counted

WHOSE = "China and Russia, as recorded in these sources"
# How many sources are named beneath a picture.
NAMED = 6


def captioned_pair(pair: Pair, on: date, size: str = "own") -> go.Figure:
    """Both drawings side by side on a light ground, with words around them.

    The title says what is set against what, in numbers; beneath it stand what both come to and what
    is set on both; at the foot how each side is sourced, sources, credit, licence, version and day
    (`on`).
    `size` is a key of `SIZES`.
    """
    wanted = SIZES[size]
    figure = readable(picture(pair))
    title = title_lines(f"{words.headline(pair)}. {WHOSE}", wanted.letters(TITLE, BOLD_LETTER))
    above = " · ".join(filter(None, [words.come_to(pair), pair.shared]))
    subtitle = textwrap.wrap(above, wanted.letters(SUBTITLE))
    below = textwrap.wrap(_foot(pair, on), wanted.letters(wanted.small))
    # Plotly sets further lines of a title as far apart as the first.
    rows_of_legend = legend_rows(figure, wanted.least) + (len(subtitle) > 1)
    frame = Frame(title, subtitle, below, rows_of_legend, 0, wanted.small)
    return framed(figure, frame, wanted)


def _foot(pair: Pair, on: date) -> str:
    names = pair.speaking["short"].tolist()
    listed = ", ".join(names[:NAMED]) or "none"
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    sources = f"{counted(len(names), 'sources')}: {listed}{more}."
    line = credit(pair.speaking)
    parts = [
        words.sourcing(pair),
        words.remarks(pair),
        sources,
        line and f"{line}.",
        pair.chart.outlines,
        LICENCE,
        version_sentence(pair.second, on),
    ]
    return " ".join(filter(None, parts))


def rows_of_pair(pair: Pair, on: date) -> Rows:
    """The records behind the difference, as a file holds them; `on` is the day of making it."""
    about = {
        "Title": pair.title,
        "Shown": words.takeaway(pair),
        "Filters": pair.shared or "none",
        "Sources": "none",
    }
    sentences = [*words.warnings(pair), words.remarks(pair)]
    remarks = " ".join(sentences).strip()
    if remarks:
        about["Note"] = remarks
    line = credit(pair.speaking)
    if line:
        about["Credit"] = line
    return rows(
        differences_table(pair),
        about,
        pair.second.dataset,
        tables=pair.chart.tables,
        on=on,
        columns=COLUMNS,
        speaking=pair.speaking,
        path=pair.path,
    )


def pair_to_html(pair: Pair, on: date) -> bytes:
    """Both sides as one interactive page that opens offline; `on` is the day of making it."""
    return page_of(
        captioned_pair(pair, on), f"{pair.chart.name}-compared", pair.title, [words.sourcing(pair)]
    )


def pair_to_pdf(pair: Pair, on: date, is_wanted: IsWanted = always) -> bytes:
    """Both sides on one page of their own size, drawn by a browser on this machine.

    NotPrintedError where there is no browser, where it fails, or where nobody wants it any more.
    """
    return paper_of(captioned_pair(pair, on), pair.title, is_wanted)


def pair_stem(pair: Pair, on: date, word: str = "") -> str:
    """A file name that says chart, both sides, a word of its own and the day, without blanks."""
    words_of_name = re.findall(r"\w+", f"{pair.chart.name} {' vs '.join(pair.names)}")
    stem = "-".join(words_of_name).lower()[:LONGEST_STEM]
    return "_".join(part for part in (stem, word, on.isoformat()) if part)

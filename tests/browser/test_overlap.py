"""No two words of a chart lie over one another, and none is cut off: on a desk, a tablet, a phone,
and in a saved image, where none is too small either.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from playwright.sync_api import expect

from atlas.charts.exercises.sizes import IN_TWO_LINES
from atlas.charts.registry import CHARTS
from atlas.export.assets import PLOTLY, url
from atlas.export.image import captioned
from atlas.export.picture_frame import SIZES
from browser.conftest import Windows
from browser.expected import shown
from browser.reader import MARKS, Reader
from lengths import AT_LENGTH, OF_EVERY_FORM, first_of_all

Texts = list[dict[str, Any]]
Reading = Callable[[int, dict[str, go.Figure]], dict[str, Texts]]
# The network on its page is drawn on a canvas; its picture is among the images.
ON_PAGES = [name for name in CHARTS if name != "network"]
TOUCH = 2
# The smallest type of a picture of a fixed size, in its pixels, and what rounding may take of it.
LEAST, HAIR = 14, 0.05
# The figure drawn in the column that the page's own charts have, in the fonts that the page has
# loaded.
DRAW = """async ({ data, layout }) => {
  const column = document.querySelector(".js-plotly-plot").parentElement;
  const place = document.createElement("div");
  const width = layout.width ?? column.clientWidth;
  place.style.width = `${width}px`;
  document.body.append(place);
  await Plotly.newPlot(place, data, { ...layout, width }, { staticPlot: true });
  const texts = read(place);
  Plotly.purge(place);
  place.remove();
  return texts;
}"""
# What is read in a drawing: ticks, titles, notes, names beside marks and nodes, entries of the
# legend, line by line. The empty room of a letter above and below is left out, so that a line may
# stand close to the next.
READ = """plot => {
  const edge = plot.querySelector(".main-svg").getBoundingClientRect(), found = [];
  for (const [place, text] of plot.querySelectorAll(".main-svg text").entries()) {
    const look = getComputedStyle(text), lines = [...text.querySelectorAll("tspan.line")];
    const isHidden = look.visibility === "hidden" || look.display === "none";
    if (isHidden || text.closest(".hoverlayer")) continue;
    for (const line of lines.length ? lines : [text]) {
      const range = document.createRange(), said = line.textContent.trim();
      range.selectNodeContents(line);
      const box = range.getBoundingClientRect(), slack = box.height * 0.14;
      const parts = [line, ...line.querySelectorAll("tspan")];
      const written = parts.filter(part => [...part.childNodes].some(node => node.nodeType === 3));
      const types = written.map(part => parseFloat(getComputedStyle(part).fontSize));
      const grown = text.getScreenCTM(), scale = Math.hypot(grown.a, grown.b);
      if (said && box.width > 1) found.push({
        said, text: place, type: Math.min(...types) * scale,
        left: box.left - edge.left, right: box.right - edge.left, top: box.top - edge.top + slack,
        bottom: box.bottom - edge.top - slack, width: edge.width, height: edge.height,
      });
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def reading(staying: Windows) -> Iterator[Reading]:
    """What is written in figures, by name, drawn on a page of some width.

    One window for each width stays for all tests of this file.
    """
    windows: dict[int, Reader] = {}

    def _reading(width: int, figures: dict[str, go.Figure]) -> dict[str, Texts]:
        if width not in windows:
            windows[width] = _window(staying, width)
        page = windows[width].page
        return {
            name: page.evaluate(DRAW, json.loads(figure.to_json()))
            for name, figure in figures.items()
        }

    yield _reading
    staying.leave()


def _window(staying: Windows, width: int) -> Reader:
    reader = staying.visit("/sources", width=width)
    expect(reader.drawing("records-by-year").locator(MARKS).first).to_be_attached()
    reader.page.add_script_tag(url=url(PLOTLY))
    reader.page.evaluate(f"() => {{ window.read = {READ} }}")
    return reader


def _over(texts: Texts) -> list[str]:
    """The pairs of texts that share more than a hair in both directions."""
    pairs = [
        (one, other)
        for at, one in enumerate(texts)
        for other in texts[at + 1 :]
        if one["text"] != other["text"]
    ]
    return [
        f"{one['said']} / {other['said']}"
        for one, other in pairs
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > TOUCH
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > TOUCH
    ]


def _cut(texts: Texts) -> list[str]:
    return [
        f"{one['said']} (cut off)"
        for one in texts
        if min(one["left"], one["top"]) < -TOUCH
        or one["right"] > one["width"] + TOUCH
        or one["bottom"] > one["height"] + TOUCH
    ]


def _troubles(read: dict[str, Texts]) -> dict[str, list[str]]:
    assert all(read.values()), "every chart says something"
    return {name: found for name, texts in read.items() if (found := [*_over(texts), *_cut(texts)])}


@AT_LENGTH
@pytest.mark.parametrize("width", first_of_all({390}, [1400, 768, 480, 390]))
def test_no_words_of_a_chart_overlap_or_are_cut_off(reading: Reading, width: int) -> None:
    assert not _troubles(reading(width, {name: shown(name).figure() for name in ON_PAGES}))


@AT_LENGTH
def test_words_of_the_sizes_stand_apart_on_a_phone(reading: Reading) -> None:
    texts = reading(390, {"key": shown("exercise-timeline").figure()})["key"]
    for line in (0, 1):
        words = [name.split("<br>")[line] for name in IN_TWO_LINES.values()]
        (*_, lowest) = sorted(text["top"] for text in texts if text["said"] == words[0])
        own = [text for text in texts if text["said"] in words and text["top"] == lowest]
        own.sort(key=lambda text: text["left"])
        assert [text["said"] for text in own] == words
        gaps = [after["left"] - before["right"] for before, after in pairwise(own)]
        assert min(gaps) > 3, "a space is three pixels wide"


SAVED = [("slide", OF_EVERY_FORM), *((size, tuple(CHARTS)) for size in SIZES)]


@pytest.mark.parametrize(
    "saved", first_of_all(SAVED[:1], SAVED), ids=lambda saved: f"{saved[0]}-{len(saved[1])}"
)
def test_no_words_of_a_saved_image_overlap_or_are_cut_off_or_too_small(
    reading: Reading, saved: tuple[str, tuple[str, ...]]
) -> None:
    size, names = saved
    images = {name: captioned(shown(name), date(2026, 1, 2), size) for name in names}
    read = reading(1400, images)
    assert not _troubles(read)
    if SIZES[size].height:
        assert not {name: small for name, texts in read.items() if (small := _small(texts, size))}


def _small(texts: Texts, size: str) -> list[str]:
    """What is smaller than 14 pixels in a picture of this size."""
    scale = SIZES[size].width / texts[0]["width"]
    return [text["said"] for text in texts if text["type"] * scale < LEAST - HAIR]


def test_type_that_is_too_small_is_read_as_such(reading: Reading) -> None:
    note = {"text": "Tiny", "x": 1, "y": 1, "showarrow": False, "font": {"size": 7}}
    read = reading(1400, {"bad": go.Figure(layout={"annotations": [note], "width": 640})})
    assert [text["type"] for text in read["bad"] if text["said"] == "Tiny"] == [7]


def test_words_that_overlap_or_are_cut_off_are_found(reading: Reading) -> None:
    at = {"xref": "paper", "yref": "paper", "showarrow": False}
    notes = [
        {**at, "text": "One word", "x": 0.5, "y": 0.5},
        {**at, "text": "Another", "x": 0.51, "y": 0.5},
        {**at, "text": "Outside", "x": 0, "xshift": -90, "y": 1},
    ]
    figure = go.Figure(
        layout={
            "annotations": notes,
            "height": 300,
            "xaxis": {"visible": False},
            "yaxis": {"visible": False},
        }
    )
    assert _troubles(reading(1400, {"bad": figure})) == {
        "bad": ["One word / Another", "Outside (cut off)"]
    }

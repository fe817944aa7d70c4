"""Pictures that a browser on this machine draws."""

import io
import time
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image

from atlas.export import browser
from atlas.export.drawn import images, vectors_and_pixels
from lengths import AT_LENGTH, first_of_rows

LARGE = go.Figure(go.Bar(x=["a", "</script>"], y=[1, 2]), layout={"width": 400, "height": 300})
SMALL = go.Figure(go.Bar(x=["Восток", "和平使命"], y=[1, 2]), layout={"width": 200, "height": 150})
SVG = "{http://www.w3.org/2000/svg}svg"


def test_figures_become_vector_pictures_with_their_texts_in_every_script() -> None:
    first, second = images([LARGE, SMALL], "svg")
    assert [ElementTree.fromstring(picture).tag for picture in (first, second)] == [SVG, SVG]
    assert "&lt;/script&gt;" in first.decode()
    assert "Восток" in second.decode()
    assert "和平使命" in second.decode()


@pytest.mark.parametrize(
    ("scale", "pixels"), first_of_rows({2}, [(1, (200, 150)), (2, (400, 300))])
)
def test_a_picture_of_pixels_is_as_large_as_it_was_asked_for(
    scale: int, pixels: tuple[int, int]
) -> None:
    (picture,) = images([SMALL], "png", scale)
    assert Image.open(io.BytesIO(picture)).size == pixels


@AT_LENGTH
def test_vectors_and_pixels_of_each_figure_stand_together() -> None:
    (first, _), (second, pixels) = vectors_and_pixels([LARGE, SMALL], 2)
    assert b"&lt;/script&gt;" in first
    assert "Восток" in second.decode()
    assert Image.open(io.BytesIO(pixels)).size == (400, 300)


def test_one_browser_runs_at_a_time_whoever_wants_one(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = [], []

    def run(command: list[str], *_: object, **__: object) -> str:
        running.append(command)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return ""

    monkeypatch.setattr(browser, "installed", lambda: "chromium")
    monkeypatch.setattr(browser, "run", run)
    with ThreadPoolExecutor(4) as readers:
        assert [*readers.map(browser.written, [b""] * 4)] == [""] * 4
    assert most == [1] * 4


def test_who_waits_for_the_browser_of_another_and_goes_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(browser, "installed", lambda: "chromium")
    monkeypatch.setattr(browser, "run", lambda *_, **__: pytest.fail("nobody wants it"))
    with browser._turn, pytest.raises(browser.NotPrintedError, match="as nobody waited for it"):
        browser.written(b"", lambda: False)

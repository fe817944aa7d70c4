"""Pictures that a browser on this machine draws."""

import io
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image

from atlas.export.drawn import images, vectors_and_pixels

LARGE = go.Figure(go.Bar(x=["a", "</script>"], y=[1, 2]), layout={"width": 400, "height": 300})
SMALL = go.Figure(go.Bar(x=["Восток", "和平使命"], y=[1, 2]), layout={"width": 200, "height": 150})
SVG = "{http://www.w3.org/2000/svg}svg"


def test_figures_become_vector_pictures_with_their_texts_in_every_script() -> None:
    first, second = images([LARGE, SMALL], "svg")
    assert [ElementTree.fromstring(picture).tag for picture in (first, second)] == [SVG, SVG]
    assert "&lt;/script&gt;" in first.decode()
    assert "Восток" in second.decode()
    assert "和平使命" in second.decode()


@pytest.mark.parametrize(("scale", "pixels"), [(1, (200, 150)), (2, (400, 300))])
def test_a_picture_of_pixels_is_as_large_as_it_was_asked_for(
    scale: int, pixels: tuple[int, int]
) -> None:
    (picture,) = images([SMALL], "png", scale)
    assert Image.open(io.BytesIO(picture)).size == pixels


def test_vectors_and_pixels_of_each_figure_stand_together() -> None:
    (first, _), (second, pixels) = vectors_and_pixels([LARGE, SMALL], 2)
    assert b"&lt;/script&gt;" in first
    assert "Восток" in second.decode()
    assert Image.open(io.BytesIO(pixels)).size == (400, 300)

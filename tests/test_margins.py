"""The room that a figure on a page is given: of its names, years and legend, in pixels."""

import plotly.graph_objects as go
import pytest

from atlas.charts.margins import AROUND, BENEATH, FIRST_ROW, GROUPS, LEAST, TITLE, margins
from atlas.charts.theme import figure, on_ground


def _lanes(*names: str, **layout: object) -> go.Figure:
    bars = {"type": "bar", "orientation": "h", "y": list(names), "x": [1] * len(names)}
    return figure([bars], 300, yaxis={"type": "category"}, **layout)


def test_the_longest_name_beside_a_plot_decides_how_wide_it_stands_off() -> None:
    # Ten letters of 0.51 of 13 pixels are 66.3; of lines the longest counts.
    assert margins(_lanes("a", "aaaaaaaaaa"))["l"] == 67 + AROUND
    assert margins(_lanes("a<br>aaaaaaaaaa"))["l"] == 67 + AROUND


def test_the_largest_number_stands_beside_a_count_and_a_title_beside_that() -> None:
    columns = {"type": "bar", "x": [2020, 2021], "y": [7, 12]}
    counted = figure([columns], 300, xaxis={"tickformat": "d"}, yaxis={"title": {"text": "n"}})
    # Two figures are 13.26 pixels.
    assert margins(counted)["l"] == 14 + AROUND + TITLE
    assert margins(counted)["b"] == BENEATH


@pytest.mark.parametrize(("names", "rows"), [(2, 1), (30, 2)])
def test_a_legend_stands_in_as_many_rows_as_its_names_need(names: int, rows: int) -> None:
    # A name of two letters takes some 58 pixels: 30 are 1,740, and a row has 988.
    letters = [chr(ord("a") + at % 5) + chr(ord("0") + at // 5) for at in range(names)]
    bars = [{"type": "bar", "name": name, "legendgroup": name, "x": [1]} for name in letters]
    assert margins(figure(bars, 300))["t"] == FIRST_ROW + GROUPS * (rows - 1)


def test_what_a_chart_gives_itself_stays_and_what_it_has_not_takes_the_least() -> None:
    given = _lanes("a", margin={"l": 200}, showlegend=False)
    assert margins(given) == LEAST | {"l": 200}


def test_a_figure_on_a_page_has_that_room() -> None:
    drawn = on_ground(_lanes("aaaaaaaaaa"), dark=True)
    assert drawn.layout.margin.l == 67 + AROUND

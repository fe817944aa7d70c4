"""Saved pictures: a title that names both countries, a subtitle of what is set, a foot of two
lines, and of what is too tall a part, which the foot counts.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from atlas.briefing.document import Room
from atlas.briefing.figures import drawing
from atlas.charts.chart import Chart
from atlas.charts.chart_view import ChartView
from atlas.charts.coverage.disagreements import ROW
from atlas.charts.exercises.timeline import LEGEND
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.courses_view import MOST
from atlas.dataset.filters import Filters
from atlas.export import picture_words
from atlas.export.image import captioned, legend_rows, readable
from atlas.export.picture_frame import COLUMN_NAMES, LEAST_SEEN, LEAST_TYPE, SIZES, head_room
from lengths import OF_EVERY_FORM, first_of_all

TODAY = date(2026, 1, 2)
SLIDE = SIZES["slide"]
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)
SOME = pytest.mark.parametrize(
    "chart",
    first_of_all([CHARTS[name] for name in OF_EVERY_FORM], CHARTS.values()),
    ids=lambda chart: chart.name,
)
AnyChart = Chart[Any, Any]


@pytest.fixture
def tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _shown(chart: AnyChart, filters: Filters | None = None, **options: str) -> ChartView:
    return ChartView(chart, filters or Filters(), chart.options(**options))


@EVERY
def test_the_title_of_a_picture_names_china_and_russia_and_whose_record_it_is(
    chart: AnyChart,
) -> None:
    title = picture_words.headline(_shown(chart))
    assert "China" in title
    assert "Russia" in title
    assert "these sources" in title.lower()
    for size in SIZES.values():
        lines = picture_words.title_lines(title, size.letters(22))
        assert len(lines) <= 2
        assert " ".join(lines) == title, "nothing of it is cut"


def test_the_title_of_a_picture_names_the_domains_that_are_left(tiny: None) -> None:
    titles = {}
    for name in ("exercises-by-domain", "how-many", "sipri-volumes"):
        shown = _shown(CHARTS[name], Filters(domain=("naval", "air")))
        words = captioned(shown, TODAY).layout.title.text.split("<span")[0].replace("<br>", " ")
        titles[name] = re.sub("</?b>", "", words).strip()
    assert titles["exercises-by-domain"].endswith(" (domain: naval or air)")
    assert titles["how-many"].endswith(", domain: naval or air"), "said once, by its own title"
    assert "domain" not in titles["sipri-volumes"], "a volume has no domain"


@SOME
def test_a_picture_without_marks_names_both_too(tiny: None, chart: AnyChart) -> None:
    empty = _shown(chart, Filters(years=(2002, 2003), domain=("cyber",)))
    assert empty.empty
    for size in SIZES:
        text = captioned(empty, TODAY, size).layout.title.text
        assert "China" in text
        assert "Russia" in text


@EVERY
def test_the_subtitle_is_the_name_of_the_chart_where_nothing_is_set(
    tiny: None, chart: AnyChart
) -> None:
    assert picture_words.subtitle(_shown(chart), 200) == [chart.title]


def test_the_subtitle_has_what_is_set_and_nothing_else(tiny: None) -> None:
    timeline = CHARTS["exercise-timeline"]
    shown = _shown(timeline, Filters(domain=("naval",), mentioned="out"), coloured="kind")
    (line,) = picture_words.subtitle(shown, 200)
    assert line == ("Exercises in time · Naval; without entries without a date; colour: By kind")


def test_the_title_of_an_empty_picture_is_two_sentences(tiny: None) -> None:
    shown = _shown(CHARTS["two-way-street"], Filters(domain=("naval",), years=(1988, 1988)))
    assert picture_words.headline(shown) == (
        "The two-way street: Russia and China by year. "
        "Of China and Russia, nothing is in view (domain: naval)"
    )


def test_the_subtitle_names_no_filter_that_can_hide_nothing_of_the_chart(tiny: None) -> None:
    shown = _shown(CHARTS["sipri-volumes"], Filters(domain=("naval",), years=(2015, 2018)))
    assert picture_words.subtitle(shown, 200) == [
        "Volume of deliveries by year, as SIPRI measures it · 2015–2018"
    ], "a volume has no domain"


@SOME
def test_the_foot_of_a_slide_has_two_lines(chart: AnyChart) -> None:
    figure = captioned(_shown(chart), TODAY, "slide")
    lines = figure.layout.annotations[-1].text.split("<br>")
    assert len(lines) <= 2
    assert "CC BY 4.0" in lines[-1]
    assert figure.layout.width <= SLIDE.width * LEAST_TYPE / LEAST_SEEN


def test_the_foot_says_how_many_sources_there_are_and_where_all_are_listed(tiny: None) -> None:
    shown = _shown(CHARTS["exercise-timeline"])
    wide, narrow = (picture_words.foot(shown, "", TODAY, letters, 2) for letters in (200, 68))
    assert "3 sources: Weekly 2018, Agency 2019, Portal 2020." in " ".join(wide)
    assert "3 sources; all are in the chart's XLSX file." in " ".join(narrow)


def test_of_too_many_lanes_a_slide_shows_the_largest_and_says_how_many(tiny: None) -> None:
    """Of three lanes Steppe has two exercises, Wave and Drill have one each."""
    chart = CHARTS["exercise-timeline"]
    shown = _shown(chart)
    part, words = chart.fitted(shown.view, shown.context, 0)
    assert words == (
        "Lanes: 1 of 3, those with most exercises; the columns count all. Without the context."
    )
    assert sorted(part.loc[part["row"].ge(0), "id"]) == [
        "steppe-1",
        "steppe-2",
    ]
    assert chart.fitted(shown.view, shown.context, 10_000)[0]["row"].equals(shown.view["row"])


def test_what_has_no_lane_on_a_slide_keeps_its_colour_in_the_legend(tiny: None) -> None:
    """Wave, the one naval exercise, has no lane, and a column."""
    chart = CHARTS["exercise-timeline"]
    shown = _shown(chart)
    part, _ = chart.fitted(shown.view, shown.context, 0)
    drawn = chart.draw(part, shown.context).data
    in_legend = [trace.name for trace in drawn if trace.showlegend is not False]
    assert in_legend == ["Land", "Naval", "Internal security", "Date not exact", "One source"]


def test_of_too_many_transfers_a_slide_shows_those_that_begin_last(tiny: None) -> None:
    chart = CHARTS["transfer-course"]
    shown = _shown(chart)
    part, words = chart.fitted(shown.view, shown.context, 0)
    assert words == "Drawn: 1 of 3 transfers, those that begin last."
    assert part.loc[part["drawn"], "id"].unique().tolist() == shown.view["id"].head(1).tolist()


def test_the_context_of_the_timeline_makes_room_for_lanes(tiny: None) -> None:
    """All three lanes have room without it."""
    chart = CHARTS["exercise-timeline"]
    shown = _shown(chart)
    with_context = chart.draw(shown.view, shown.context).layout.height
    part, words = chart.fitted(shown.view, shown.context, with_context - LEGEND - 1)
    assert words == "Without the context."
    assert part["id"].tolist() == shown.view.loc[shown.view["context"].eq(""), "id"].tolist()
    assert chart.draw(part, shown.context).layout.height < with_context


def test_a_slide_of_a_briefing_has_a_lane_of_most_of_the_timeline_s_exercises() -> None:
    shown = _shown(CHARTS["exercise-timeline"])
    own = drawing(shown, Room.SLIDE)
    lanes, every = map(int, re.findall(r"\d+", own.part))
    assert 5 <= lanes < every


def test_beside_what_a_slide_draws_no_other_number_of_drawn_ones_stands() -> None:
    shown = _shown(CHARTS["transfer-course"])
    own = drawing(shown, Room.SLIDE)
    assert len(own.figure.layout.yaxis.tickvals) < MOST
    assert own.part.startswith(f"Drawn: {len(own.figure.layout.yaxis.tickvals)} of ")
    assert f" Drawn: {MOST} of " in shown.takeaway
    assert "drawn" not in own.alt.lower()


@pytest.mark.parametrize("name", ["assessment", "transfer-matrix"])
def test_words_of_a_cell_that_is_low_stand_in_one_line(name: str) -> None:
    shown = _shown(CHARTS[name])
    texts = [text for trace in shown.figure().data for text in trace.text or ()]
    assert any("<br>" in text for text in texts)
    low = [text for trace in drawing(shown, Room.SLIDE).figure.data for text in trace.text or ()]
    assert low == [text.replace("<br>", " · ") for text in texts]


def test_of_too_many_percentages_a_slide_shows_those_that_have_changed_most() -> None:
    chart = CHARTS["then-and-now"]
    shown = _shown(chart)
    part, words = chart.fitted(shown.view, shown.context, 70 + 56)
    every = shown.view["count"].nunique()
    assert words == f"Drawn: 1 of {every} percentages, those that have changed most."
    by_count = shown.view.groupby("count")["value"]
    spread = by_count.max() - by_count.min()
    assert part["count"].unique().tolist() == [spread.idxmax()]
    assert chart.fitted(shown.view, shown.context, 10_000)[1] == ""


def test_names_of_lanes_have_room_in_the_font_of_files(tiny: None) -> None:
    """Letters of that font are wider than the page's by some 15 per cent."""
    shown = _shown(CHARTS["exercise-timeline"])
    on_page = shown.figure().layout.margin.l
    assert captioned(shown, TODAY, "slide").layout.margin.l >= 1.15 * on_page


def test_a_legend_of_equal_columns_takes_as_many_rows_as_they_need() -> None:
    """Ten short names would fit on one row, ten columns of 90 pixels do not."""
    bars = [{"type": "bar", "x": [1], "y": [1], "name": f"Name {number}"} for number in range(10)]
    figure = go.Figure(bars)
    assert legend_rows(figure, 1200) == 1
    figure.update_layout(legend={"entrywidth": 90})
    assert legend_rows(figure, 1200) == 2


def test_a_name_of_two_lines_in_a_legend_takes_a_row_more() -> None:
    bars = [{"type": "bar", "x": [1], "y": [1], "name": name} for name in ("a", "b<br>c")]
    assert legend_rows(go.Figure(bars), 40) == 3


@SOME
def test_the_foot_begins_beneath_the_title_and_ticks_as_far_from_the_edge(chart: AnyChart) -> None:
    layout = captioned(_shown(chart), TODAY, "slide").layout
    begins = layout.title.x * layout.width
    assert layout.margin.l + layout.annotations[-1].xshift == pytest.approx(begins)
    assert layout.margin.l >= begins


def test_of_too_many_disputed_figures_a_slide_shows_those_with_the_largest_spread(
    tiny: None,
) -> None:
    chart = CHARTS["conflicts"]
    shown = _shown(chart)
    of_tiny = shown.view[shown.view["ratio"].notna()]
    both = pd.concat([of_tiny.assign(ratio=2.0), of_tiny])
    part, words = chart.fitted(both, shown.context, ROW)
    assert words == "Drawn: the 1 of 2 figures with the largest spread."
    assert part["ratio"].tolist() == [2.0]
    whole, nothing = chart.fitted(both, shown.context, 2 * ROW)
    assert (len(whole), nothing) == (2, "")


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_of_the_most_disputed_figures_says_how_many_there_are(size: str) -> None:
    shown = _shown(CHARTS["conflicts"])
    every = int(shown.view["ratio"].notna().sum())
    foot = captioned(shown, TODAY, size).layout.annotations[-1].text.replace("<br>", " ")
    assert f"Drawn: the 12 of {every} figures with the largest spread." in foot


def test_of_too_many_years_a_slide_shows_the_last(tiny: None) -> None:
    chart = CHARTS["exercise-calendar"]
    shown = _shown(chart)
    part, words = chart.fitted(shown.view, shown.context, 34 + 17 * 4)
    assert words == "Drawn and summed up: the last 2 of 14 years."
    assert sorted(part.loc[part["year"].gt(2012), "year"].unique()) == [2018]
    assert 2012 not in part["year"].tolist()


def test_small_type_of_a_drawing_is_enlarged_in_a_picture() -> None:
    small = {"xaxis": {"tickfont": {"size": LEAST_TYPE - 1}}, "font": {"size": LEAST_TYPE + 1}}
    layout = readable(go.Figure(layout=small)).layout
    assert (layout.xaxis.tickfont.size, layout.font.size) == (LEAST_TYPE, LEAST_TYPE + 1)


def test_room_above_a_drawing_is_left_for_names_that_stand_there_alone() -> None:
    rooms = {
        name: head_room(_shown(CHARTS[name]).figure()) for name in ("barter", "two-way-street")
    }
    assert rooms["barter"] > 0
    assert rooms["two-way-street"] == 0, "the title of the lower panel stands inside"


def test_the_panels_of_the_street_stand_close_together() -> None:
    layout = captioned(_shown(CHARTS["two-way-street"]), TODAY).layout
    plot = layout.height - layout.margin.t - layout.margin.b
    between = (layout.yaxis.domain[0] - layout.yaxis2.domain[1]) * plot
    lines = 2 * 13 * 1.3
    assert lines < between < 2 * lines


@EVERY
def test_titles_of_axes_and_lifted_legends_have_room_of_their_own(chart: AnyChart) -> None:
    drawn = captioned(_shown(chart), TODAY, "slide")
    layout = drawn.layout
    foot = layout.annotations[-1]
    titled = [axis for axis in drawn.select_xaxes() if axis.title.text and axis.side != "top"]
    lines = max((axis.title.text.count("<br>") + 1 for axis in titled), default=0)
    ticks, line = 34, 15
    assert -foot.yshift >= ticks + lines * line
    if (layout.legend.y or 1) > 1:
        height = layout.height - layout.margin.t - layout.margin.b
        assert (layout.legend.y - 1) * height <= COLUMN_NAMES + 1

"""Exercises in time, by month and by domain: counted by hand in the tiny package, and drawn."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import plotly.graph_objects as go
import pytest
from fastapi.testclient import TestClient

from atlas.charts import theme
from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.charts.chart_view import ChartView
from atlas.charts.exercises import calendar as months
from atlas.charts.exercises import (
    columns,
    columns_view,
    context_marks,
    context_view,
    headlines,
    lanes,
    panels,
    room,
    seasons_view,
    sizes,
    timeline,
    timeline_view,
    timeline_words,
)
from atlas.charts.exercises.contingents import Contingents
from atlas.charts.exercises.timeline_marks import (
    TimelineMark,
    marks_of,
)
from atlas.charts.exercises.timeline_view import Lane, TimelineOptions
from atlas.charts.registry import CHARTS
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply
from atlas.records import listing
from atlas.records.corroboration import Standing
from atlas.web.api import api

HIDDEN = TimelineOptions(context="hidden")


def _every(data: Dataset) -> Context[timeline_view.TimelineOptions]:
    return Context(data, timeline_view.EVERY)


def _plain(data: Dataset) -> Context[NoOptions]:
    return Context(data, NO_OPTIONS)


def _with(data: Dataset, table: str, **cells: dict[str, object]) -> Dataset:
    """The dataset built with other cells in some records of a table."""
    frame = data[table]
    for key, values in cells.items():
        for column, value in values.items():
            frame.loc[key.replace("_", "-"), column] = value
    frames = {**data.frames, table: frame}
    return replace(data, frames=frames, built=frames)


def test_a_war_stands_above_the_exercises_and_counts_as_none_of_them(everything: Dataset) -> None:
    marks = context_view.with_context(everything)
    above = marks.loc[marks["context"].ne(""), ["id", "context"]]
    assert above.to_numpy().tolist() == [["war", "war"]]
    chart = CHARTS["exercise-timeline"]
    assert chart.rows(marks) == 4
    sentence = chart.takeaway(marks, Context(everything, timeline_view.EVERY))
    assert "Timeline of 4 exercises" in sentence
    assert "treaties, wars and sanctions above them, not counted: 1" in sentence


def test_the_context_can_be_hidden_and_a_treaty_before_all_exercises_is_left_out(
    everything: Dataset,
) -> None:
    assert context_view.with_context(everything, HIDDEN)["context"].eq("").all()
    assert "pact" not in context_view.with_context(everything)["id"].tolist(), (
        "2001 lies before the first exercise, 2005"
    )
    earlier = _with(
        everything,
        "agreements",
        pact={"start": pd.Timestamp(2006, 5, 1), "end": pd.Timestamp(2006, 5, 1)},
    )
    assert "pact" in context_view.with_context(earlier)["id"].tolist()


def test_an_agreement_without_one_of_the_two_is_no_context(everything: Dataset) -> None:
    cells = {
        "start": pd.Timestamp(2006, 5, 1),
        "end": pd.Timestamp(2006, 5, 1),
        "parties": "CHN;IND",
    }
    assert (
        "pact"
        not in context_view.with_context(_with(everything, "agreements", pact=cells))["id"].tolist()
    )


def test_the_filters_apply_to_the_context(everything: Dataset) -> None:
    assert (
        context_view.with_context(apply(everything, Filters(domain=("land",))).dataset)["context"]
        .eq("")
        .all()
    ), "the war has no domain"


def test_context_without_an_exercise_is_nothing_in_view(everything: Dataset) -> None:
    assert context_view.with_context(
        everything.only({**everything.frames, "exercises": everything["exercises"].iloc[:0]})
    ).empty


def test_the_sources_of_the_context_are_named_where_it_is_drawn(everything: Dataset) -> None:
    assert context_view.beside(
        context_view.with_context(everything), _every(everything)
    ).to_dict() == {"war": "article"}
    assert context_view.beside(
        context_view.with_context(everything, HIDDEN), Context(everything, HIDDEN)
    ).empty


def _lanes(data: Dataset) -> lanes.Heights:
    marks = timeline_view.exercise_marks(data)
    return lanes.heights(marks, timeline_view.lane_titles(marks, data))


def test_series_come_first_then_single_exercises_and_what_has_no_date(
    everything: Dataset,
) -> None:
    at = _lanes(everything)
    assert [text for _, text in at.names] == [
        "Steppe",
        "<b>Single exercises</b>",
        "Wave",
        "<b>Date not given</b>",
        "Drill",
    ]
    heights = [height for height, _ in at.names]
    assert sorted(heights) == heights
    assert at.whole == lanes.HEAD + 3 * lanes.ROW + 2 * lanes.HEADING + lanes.FOOT
    figure = timeline.timeline(timeline_view.timeline(everything), _every(everything))
    assert list(figure.layout.yaxis.tickvals) == heights


def test_the_largest_marks_and_their_signs_stand_within_the_lanes(everything: Dataset) -> None:
    marks = context_view.with_context(everything)
    largest = marks.assign(
        contingents=Contingents.FROM_10000, standing=Standing.ONE_ORIGIN, end=marks["start"]
    )
    figure = timeline.timeline(largest, _every(everything))
    lowest, highest = figure.layout.yaxis.range
    drawn = [trace for trace in figure.data if trace.type == "scatter" and trace.yaxis is None]
    own = [trace for trace in drawn if trace.mode == "markers" and trace.x[0] is not None]
    edges = []
    for trace in own:
        size = trace.marker.size
        halves = size if isinstance(size, tuple) else [size] * len(trace.y)
        edges += [(y - half / 2, y + half / 2) for y, half in zip(trace.y, halves, strict=True)]
    assert len(edges) == 2 * 4, "a mark and a sign for each of the four exercises"
    assert min(top for top, _ in edges) >= highest
    assert max(bottom for _, bottom in edges) <= lowest


def test_a_long_name_of_a_lane_stands_in_lines_and_makes_it_higher(everything: Dataset) -> None:
    name = "Manoeuvres of the fleets off the harbour"
    labels = {**everything.labels, "wave": name}
    renamed = replace(everything, labels=labels)
    at = _lanes(renamed)
    (text,) = [text for _, text in at.names if text.startswith("Manoeuvres")]
    assert text == "Manoeuvres of the fleets<br>off the harbour"
    of_lanes = 2 * lanes.ROW + 2 * lanes.LINE + lanes.AROUND + 2 * lanes.HEADING
    assert at.whole == lanes.HEAD + of_lanes + lanes.FOOT


def test_context_columns_and_lanes_have_one_axis_of_time(everything: Dataset) -> None:
    figure = timeline.timeline(context_view.with_context(everything), _every(everything))
    axes = figure.layout
    assert axes.xaxis2.matches == "x"
    assert axes.xaxis.range == axes.xaxis2.range
    assert [axis.anchor for axis in (axes.xaxis, axes.xaxis2)] == ["y", "y2"]
    bottoms = [axis.domain[0] for axis in (axes.yaxis3, axes.yaxis2, axes.yaxis)]
    tops = [axis.domain[1] for axis in (axes.yaxis2, axes.yaxis)]
    assert bottoms[0] > tops[0] > bottoms[1] > tops[1], "one beneath the other"
    (line,) = axes.shapes
    assert line.x0 == line.x1 == "2014-07-02", "the war is known to the year: its middle"
    assert line.line.dash == "dot"
    assert line.y0 == pytest.approx(axes.yaxis.domain[0])
    assert axes.yaxis.domain[0] < axes.yaxis2.domain[1] < line.y1


def test_few_years_are_no_block(everything: Dataset) -> None:
    alone = everything.only({"exercises": everything["exercises"].loc[["wave"]]})
    first, last = timeline_view.axis(timeline_view.exercise_marks(alone))
    assert (first, last) == (pd.Timestamp(2011, 1, 1), pd.Timestamp(2014, 1, 1))


def test_marks_and_columns_are_coloured_by_domain_or_by_kind(everything: Dataset) -> None:
    own = _with(everything, "exercises", wave={"kind": "patrol"})
    names = {}
    for coloured in ("domain", "kind"):
        context = Context(own, TimelineOptions(coloured=coloured))
        figure = timeline.timeline(timeline_view.timeline(own), context)
        names[coloured] = {
            trace.name: trace.marker.color for trace in figure.data if trace.yaxis == "y2"
        }
    assert names == {
        "domain": {
            "Land": theme.DOMAINS["land"],
            "Naval": theme.DOMAINS["naval"],
            "Internal security": theme.DOMAINS["internal-security"],
        },
        "kind": {
            "Field exercise": theme.EXERCISE_KINDS["field"],
            "Patrol": theme.EXERCISE_KINDS["patrol"],
            "Kind not stated": theme.EXERCISE_KINDS["not-stated"],
        },
    }


def test_two_series_of_one_label_are_two_lanes(everything: Dataset) -> None:
    """Wave becomes the second exercise of a series that is called as the first one is."""
    labels = {**everything.labels, "steppe-again": everything.label("steppe")}
    records = everything.records.copy()
    records.loc["wave", "part_of"] = "steppe-again"
    alike = replace(
        _with(everything, "exercises", wave={"part_of": "steppe-again"}),
        records=records,
        labels=labels,
    )
    marks = timeline_view.timeline(alike)
    assert marks.set_index("id")["lane"].to_dict() == {
        "steppe-1": "steppe",
        "steppe-2": "steppe",
        "wave": "steppe-again",
        "drill": "drill",
    }
    figure = timeline.timeline(marks, _every(alike))
    assert list(figure.layout.yaxis.ticktext).count("Steppe") == 2, "each lane has its name"
    rows = _by_id(figure, "bar", "y")
    assert rows["steppe-1"] == rows["steppe-2"] != rows["wave"]
    table = timeline_view.timeline_table(marks, _every(alike))
    assert table["Lane"].value_counts()["Steppe (series)"] == 3
    assert "in 3 lanes" in timeline_words.takeaway(marks, _every(alike))


def _by_id(figure: go.Figure, kind: str, value: str) -> dict[str, object]:
    """What each mark of a kind in the lanes has for a value (`y`, `hovertext` …), by its id."""
    lanes_alone = [trace for trace in figure.data if trace.yaxis is None and trace.customdata]
    marked = [trace for trace in lanes_alone if trace.type == kind]
    return {ids: trace[value][at] for trace in marked for at, ids in enumerate(trace.customdata)}


def _many(data: Dataset, number: int) -> Dataset:
    """So many exercises of no series, one each month from 2000 on."""
    wave = data["exercises"].loc["wave"].to_dict()
    days = [pd.Timestamp(2000 + at // 12 % 20, at % 12 + 1, 3) for at in range(number)]
    rows = [
        wave
        | {
            "label": f"Drill {at}",
            "start": day,
            "end": day,
            "year_first": day.year,
            "year_last": day.year,
        }
        for at, day in enumerate(days)
    ]
    frame = pd.DataFrame(
        rows, index=pd.Index([f"x-{at}" for at in range(number)], name="id")
    ).astype(data["exercises"].dtypes.to_dict())
    return replace(
        data.only({**data.frames, "exercises": frame}),
        built={**data.built, "exercises": frame},
        labels={**data.labels, **frame["label"]},
    )


def test_each_of_a_few_wars_has_a_row_with_its_name_and_of_more_the_others_share_one(
    everything: Dataset,
) -> None:
    war = everything["context"].loc["war"].to_dict()
    starts = [pd.Timestamp(year, 5, 1) for year in (2006, 2008, 2009, 2014, 2016, 2017)]
    wars = pd.DataFrame(
        [war | {"label": f"War {at}", "start": day, "end": day} for at, day in enumerate(starts)],
        index=pd.Index([f"war-{at}" for at in range(len(starts))], name="id"),
    ).astype(everything["context"].dtypes.to_dict())
    frames = {**everything.frames, "context": wars}
    labels = {**everything.labels, **wars["label"]}
    many = replace(everything, frames=frames, built=frames, labels=labels)
    drawn_on = timeline_view.axis(timeline_view.exercise_marks(many))
    context = context_view.context(many, drawn_on)
    wars = [(mark.row, mark.id) for mark in context if mark.context == "war"]
    assert sorted(wars) == [*((at, f"war-{at}") for at in range(5)), (4, "war-5")]
    names = [text for _, text in context_marks.strip(context, many).names]
    assert names[:5] == ["War 0", "War 1", "War 2", "War 3", "Wars, crises"]


def test_a_name_stands_whole_in_a_few_lines_of_which_only_the_last_is_cut() -> None:
    assert room.in_lines("Ukraine crisis of 2014") == ["Ukraine crisis of 2014"]
    lines = room.in_lines("Dispute over unlicensed Chinese copies")
    assert lines == ["Dispute over unlicensed", "Chinese copies"]
    assert room.in_lines("seven words " * 8)[-1].endswith("…")


def test_many_exercises_of_no_series_share_a_lane_unless_each_is_to_have_one(
    everything: Dataset,
) -> None:
    many = _many(everything, 20)
    shared = timeline_view.timeline(many).set_index("id")["lane"]
    apart = timeline_view.timeline(many, TimelineOptions(singles="lanes")).set_index("id")["lane"]
    alone = apart.index[apart.eq(apart.index)]
    assert len(alone) > timeline_view.FEW
    assert set(shared[alone]) <= {Lane.OTHER, Lane.MENTIONED}
    assert shared.drop(alone).equals(apart.drop(alone))


def test_of_very_many_exercises_the_timeline_says_how_many_it_shows(everything: Dataset) -> None:
    many = _many(everything, 5_000)
    marks = timeline_view.timeline(many)
    drawn = int(marks["row"].ge(0).sum())
    assert 0 < drawn < len(marks) == 5_000
    figure = timeline.timeline(marks, _every(many))
    bars = sum(len(trace.x) for trace in figure.data if trace.orientation == "h")
    assert bars == drawn
    said = timeline_words.part(marks, _every(many))
    assert said == f"Drawn: {drawn:,} of 5,000 exercises; a filter shows more."
    assert figure.layout.height < 4_000
    assert timeline_words.part(timeline_view.timeline(everything), _every(everything)) == ""


def test_a_lane_stands_lower_where_a_sign_of_it_would_lie_on_a_mark_above() -> None:
    first = _mark("first", datetime(2010, 5, 1), Standing.CORROBORATED)
    second = _mark("second", datetime(2010, 6, 1), Standing.ONE_ORIGIN)
    # Another mark, so that the time is twenty years and a month of it a small share.
    late = _mark("second", datetime(2030, 6, 1), Standing.CORROBORATED)
    titles = {"first": "First", "second": "Second"}

    def apart(*marks: TimelineMark) -> float:
        rows = lanes.heights(marks, titles).rows
        return rows["second", 0] - rows["first", 0]

    assert apart(first, second, late) == lanes.ROW, "small marks leave room for a sign"
    large = first._replace(contingents=Contingents.FROM_10000)
    # Half of 7, from there to the sign 6, half of 7, 1 between, half of 24.
    assert apart(large, second, late) == 26
    assert apart(large, second._replace(standing=Standing.CORROBORATED), late) == lanes.ROW
    far = large._replace(start=datetime(2012, 5, 1))
    assert apart(far, second, late) == lanes.ROW


def _mark(lane: str, start: datetime, standing: Standing) -> TimelineMark:
    """An exercise of some days in the first row of a lane, of a size that nobody states."""
    (mark,) = marks_of(
        {
            "id": [f"{lane}-1"],
            "table": ["exercises"],
            "lane": [lane],
            "start": [start],
            "end": [start + timedelta(days=3)],
            "exact": [True],
            "dated": [True],
            "projected": [False],
            "context": [""],
            "row": [0],
            "since": [start],
            "contingents": [Contingents.NOT_STATED],
            "standing": [standing],
        }
    )
    return mark


def test_the_timeline_says_what_the_sizes_of_its_marks_mean(everything: Dataset) -> None:
    figure = timeline.timeline(timeline_view.timeline(everything), _every(everything))
    key, words = [trace for trace in figure.data if trace.name == sizes.TITLE]
    said = [text.replace("–<br>", " to ").replace("<br>", " ") for text in words.text]
    assert said == list(Contingents)
    assert words.x == key.x
    assert len(set(words.y)) == 1, "they stand in one line, however large the marks are"
    assert _by_id(figure, "scatter", "marker.size")["steppe-2"] == key.marker.size[3], (
        "3,500 and 900 together are 3,000 to 9,999"
    )


def test_numbers_in_hovers_are_written_as_people_write_them(everything: Dataset) -> None:
    hovers = _timeline_hovers(everything)
    assert "Personnel, China: 3,500 persons" in hovers["steppe-2"]
    assert "Personnel" not in hovers["wave"], "unknown is neither 0 nor NaN"
    assert "<br>mentioned 2018<br>" in hovers["drill"]
    one_ship = _with(replace(everything), "exercises", wave={"ships_china": 1})
    assert "Ships, China: 1 ship<br>" in _timeline_hovers(one_ship)["wave"]


def _timeline_hovers(data: Dataset) -> dict[str, str]:
    figure = timeline.timeline(timeline_view.timeline(data), _every(data))
    return _by_id(figure, "scatter", "hovertext")


@pytest.fixture
def autumn(everything: Dataset) -> Dataset:
    """Wave runs from 30 September to 2 October 2018."""
    days = {
        "date": "2018-09-30/2018-10-02",
        "start": pd.Timestamp(2018, 9, 30),
        "end": pd.Timestamp(2018, 10, 2),
        "year_first": 2018,
        "year_last": 2018,
    }
    return _with(everything, "exercises", wave=days)


def test_the_calendar_counts_an_exercise_in_each_of_its_months(autumn: Dataset) -> None:
    cells = seasons_view.calendar(autumn)
    counted = cells.set_index(["year", "month"])["n"].to_dict()
    assert counted == {(2005, 0): 1, (2018, 9): 2, (2018, 10): 1, (2018, -1): 1}
    assert set(cells.set_index(["year", "month"]).loc[(2018, 9), "ids"]) == {"steppe-2", "wave"}
    sentence = months.takeaway(cells, _plain(autumn))
    assert "2 exercises dated to the month; most often in September (2) and October (1)" in sentence
    assert "so the months add up to 3" in sentence
    assert "1 known to the year only" in sentence
    assert "1 without a date, not drawn" in sentence


def test_the_calendar_draws_each_count_in_its_month_and_what_has_none_apart(
    autumn: Dataset,
) -> None:
    figure = months.calendar(seasons_view.calendar(autumn), _plain(autumn))
    drawn = {
        trace.name: [
            (round(base + 0.46), y, text)
            for base, y, text in zip(trace.base, trace.y, trace.text, strict=True)
        ]
        for trace in figure.data
    }
    assert drawn["Months"] == [(8, 2018, "2"), (9, 2018, "1")]
    assert drawn["Year only"] == [(12, 2005, "1")]
    assert [text for _, _, text in drawn["All"]] == ["1", "2", "1"]
    assert "Steppe 2" in str(figure.data[0].hovertext)
    assert "Weekly 2018 ¶2" in str(figure.data[0].hovertext)
    assert figure.data[0].customdata[0] in {"steppe-2;wave", "wave;steppe-2"}


def test_a_calendar_of_undated_exercises_says_that_none_has_a_date(everything: Dataset) -> None:
    alone = everything.only(
        {**everything.frames, "exercises": everything["exercises"].loc[["drill"]]}
    )
    cells = seasons_view.calendar(alone)
    assert (
        months.calendar(cells, _plain(alone)).layout.annotations[0].text
        == "No exercise in view has a date"
    )
    assert "0 exercises dated to the month; 1 without a date, not drawn." in months.takeaway(
        cells, _plain(alone)
    )


def test_a_date_known_to_the_month_at_one_end_alone_is_known_to_the_year(
    everything: Dataset,
) -> None:
    half = _with(
        everything,
        "exercises",
        wave={
            "date": "2012-04/2012",
            "start": pd.Timestamp(2012, 4, 1),
            "end": pd.Timestamp(2012, 12, 31),
        },
    )
    cells = seasons_view.calendar(half)
    assert cells.loc[cells["year"].eq(2012), ["month", "n"]].to_numpy().tolist() == [[0, 1]]


def test_a_long_cell_lists_the_first_exercises_and_says_how_many_more(everything: Dataset) -> None:
    many = _many(everything, 24)
    counts = seasons_view.by_domain(many)
    assert counts[["year", "n"]].to_numpy().tolist() == [[2000, 12], [2001, 12]]
    hover = panels.by_domain(counts, _plain(many)).data[0].hovertext[0]
    assert hover.startswith("<b>Naval, 2000: 12 exercises</b><br>Drill 0, ")
    assert hover.endswith("and 4 more, in the table")


def test_each_domain_has_a_panel_of_the_same_years_and_heights(everything: Dataset) -> None:
    counts = seasons_view.by_domain(everything)
    assert counts[["domain", "year", "dated", "n"]].to_numpy().tolist() == [
        ["internal-security", 2018, False, 1],
        ["land", 2005, True, 1],
        ["land", 2018, True, 1],
        ["naval", 2012, True, 1],
    ]
    figure = panels.by_domain(counts, _plain(everything))
    assert [note.text for note in figure.layout.annotations] == [
        "Land: 2 exercises",
        "Naval: 1 exercise",
        "Internal security: 1 exercise",
    ]
    axes = [figure.layout[name] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert len({axis.range for axis in axes}) == 1
    assert all(axes[at].domain[0] > axes[at + 1].domain[1] for at in (0, 1)), (
        "one beneath the other"
    )
    assert {trace.name: trace.marker.pattern.shape for trace in figure.data} == {
        "Land": "",
        "Naval": "",
        "Internal security": theme.HATCH,
    }
    one = panels.by_domain(counts[counts["domain"].eq("land")], _plain(everything))
    assert one.layout.height < figure.layout.height


def test_ink_in_cells_stands_out_from_every_shade() -> None:
    for share in (0.0, 0.5, 1.0):
        assert _contrast(theme.shade(share), theme.ON_SHADE) >= 4.5


def _contrast(one: str, other: str) -> float:
    low, high = sorted(_light(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_link_to_the_calendar_names_it() -> None:
    assert ("as", "Calendar") in ChartView(
        CHARTS["exercise-calendar"], Filters(), CHARTS["exercise-calendar"].options()
    ).own_query


@pytest.mark.parametrize("name", ["exercise-timeline", "exercise-calendar", "exercises-by-domain"])
def test_a_chart_explains_the_columns_that_no_table_declares(
    everything: Dataset, name: str
) -> None:
    chart = CHARTS[name]
    options = chart.options()
    table = chart.table(chart.view(everything, options), Context(everything, options))
    of_every_list = set(listing.listing(everything, "exercises").columns)
    assert set(table.columns) - of_every_list <= set(chart.columns)


def _held(data: Dataset, *rows: tuple[int, str, str]) -> Dataset:
    """Exercises of these years, domains and kinds, as `_many` makes them; sources up to 2026."""
    many = _many(data, len(rows))
    frame = many["exercises"]
    for at, (year, domains, kind) in enumerate(rows):
        day = pd.Timestamp(year, 6, at % 28 + 1)
        cells = [day, day, year, year, domains, kind]
        columns = ["start", "end", "year_first", "year_last", "domains", "kind"]
        frame.loc[f"x-{at}", columns] = cells
    sources = data.sources.copy()
    sources.loc["wire", "published_day"] = pd.Timestamp(2026, 5, 1)
    frames = {**many.frames, "exercises": frame}
    return replace(many, frames=frames, built=frames, sources=sources)


BEFORE_AND_SINCE = [
    *[(year, "land", "field") for year in (2016, 2017, 2018, 2019, 2021)],
    *[(year, "naval", "patrol") for year in (2021, 2022, 2023, 2023, 2024, 2025, 2025, 2026)],
    *[(year, "land", "field") for year in (2022, 2024, 2025)],
]


def test_the_sentence_gives_the_number_a_year_before_2022_and_since(everything: Dataset) -> None:
    """Five years before, 2017–2021, have 5; four whole ones since have 9; 2026 is not over."""
    data = _held(everything, *BEFORE_AND_SINCE)
    by_kind = TimelineOptions(coloured="kind")
    assert columns.turn(Context(data, by_kind)) == (
        "Recorded in these sources: 2.25 exercises a year in 2022–2025, 1 in 2017–2021; "
        "patrol 1.5 (before: 0.2), field exercise 0.75 (before: 0.8)."
    )
    assert "naval 1.5 (before: 0.2)" in columns.turn(Context(data, timeline_view.EVERY))
    assert columns.turn(Context(data, by_kind, (2020, 2024))).startswith(
        "Recorded in these sources: 2 exercises a year in 2022–2024, 1 in 2020–2021;"
    )
    sentence = timeline_words.takeaway(timeline_view.timeline(data), Context(data, by_kind))
    assert sentence.startswith("Recorded in these sources: 2.25 exercises a year")
    assert "most in 2025 (3)" in sentence


def test_nothing_is_said_of_spans_of_which_one_is_not_in_view(everything: Dataset) -> None:
    data = _held(everything, *BEFORE_AND_SINCE)
    for years in ((2010, 2021), (2021, 2026), (2015, 2022), (2022, 2026)):
        assert columns.turn(Context(data, timeline_view.EVERY, years)) == ""
    assert columns.turn(_every(everything)) == "", "its latest source is of 2020"


def test_what_has_no_date_is_in_no_number_a_year_and_ties_are_named(everything: Dataset) -> None:
    data = _held(everything, (2018, "land", "field"), (2023, "land", "field"))
    undated = _with(data, "exercises", x_1={"dated": False})
    assert columns.turn(_every(undated)) == (
        "Recorded in these sources: 0 exercises a year in 2022–2025, 0.2 in 2017–2021."
    )
    assert columns.most(_every(data)) == "", "each year has as many"
    tie = _held(everything, *[(year, "land", "field") for year in (2018, 2018, 2019, 2023, 2023)])
    assert columns.most(_every(tie)) == "most in 2018 and 2023 (2 each)"


def test_a_mention_without_a_date_makes_no_year_the_fullest_and_no_first_year(
    everything: Dataset,
) -> None:
    held = [(2018, "land", "field"), (2018, "land", "field"), (2019, "land", "field")]
    data = _held(everything, *held, (2019, "naval", "field"), (2019, "air", "field"))
    mentioned = _with(data, "exercises", x_3={"dated": False}, x_4={"dated": False})
    assert columns.most(_every(mentioned)) == "most in 2018 (2)", "2019 has one with a date"
    marks = timeline_view.timeline(mentioned)
    # So few years that none lies after the turn.
    few = Context(mentioned, timeline_view.EVERY, (2015, 2020))
    assert headlines.timeline(marks, few) == (
        "5 exercises of China and Russia recorded in these sources, most in 2018 (2), "
        "2 of them without a date"
    )
    counts = columns_view.per_year(mentioned)
    sentence = panels.takeaway(counts, _plain(mentioned))
    assert "land 3 (2018 to 2019), air 1 (without a date), naval 1 (without a date)" in sentence


def test_contingents_of_one_side_alone_are_told_from_those_of_both(everything: Dataset) -> None:
    """Steppe 1 has China's troops alone, Steppe 2 those of both."""
    marks = timeline_view.timeline(everything).set_index("id")
    assert marks.loc[["steppe-1", "steppe-2", "wave"], "one_sided"].tolist() == [True, False, False]
    assert "contingents are stated for 2, of one side alone for 1 of these" in _timeline_sentence(
        everything
    )


def _timeline_sentence(data: Dataset) -> str:
    return timeline_words.takeaway(timeline_view.timeline(data), _every(data))


def test_domains_that_tie_share_the_first_place_of_the_timeline(everything: Dataset) -> None:
    tied = [(2018, "naval", "field")] * 2 + [(2019, "air", "field")] * 2 + [(2020, "land", "field")]
    sentence = _timeline_sentence(_held(everything, *tied))
    assert "most often air and naval (2 each)" in sentence
    level = _timeline_sentence(_held(everything, *tied[:4]))
    assert "most often" not in level, "no domain has more than another"


def test_one_exercise_a_year_is_in_the_singular(everything: Dataset) -> None:
    yearly = [(year, "naval", "field") for year in range(2017, 2026)]
    sentence = _timeline_sentence(_held(everything, *yearly))
    assert "1 exercise a year in 2022–2025, 1 in 2017–2021" in sentence


def test_no_sentence_dates_the_first_exercise_of_a_domain_by_the_filter_of_years() -> None:
    shown = ChartView(CHARTS["exercises-by-domain"], Filters(years=(2022, 2024)), NoOptions())
    assert "since" not in shown.takeaway
    assert "naval 16 (2022 to 2024)" in shown.takeaway


def test_where_all_or_the_only_exercise_has_no_date_the_title_says_so() -> None:
    said = [headlines.without_date(undated, of) for undated, of in ((0, 2), (1, 2), (2, 2), (1, 1))]
    assert said == ["", "1 of them without a date", "none of them with a date", "without a date"]


def test_months_of_which_none_has_more_than_another_are_no_usual_ones(everything: Dataset) -> None:
    cells = pd.DataFrame({"month": [8, 9], "n": [1, 1], "ids": [["a"], ["b"]]})
    assert months.usual_months(cells) == "in August (1) and September (1)"
    assert headlines.months(cells.tail(1), _plain(everything)) == (
        "The only exercise of China and Russia recorded in these sources that is dated to the "
        "month: in September"
    )


def test_the_address_of_the_columns_leads_to_the_figure_that_has_them_now() -> None:
    client = TestClient(api)
    former = client.get("/charts/exercises-per-year.json")
    assert former.status_code == 200
    assert former.json() == client.get("/charts/exercise-timeline.json").json()


@pytest.mark.parametrize("left_out", [(), ("naval-patrols",), ("naval-patrols", "air-patrols")])
def test_a_reader_who_counts_the_rows_beneath_gets_the_numbers_of_the_sentence(
    left_out: tuple[str, ...],
) -> None:
    filters = Filters(scope=left_out, projected="out", mentioned="out")
    chart = CHARTS["exercise-timeline"]
    shown = ChartView(chart, filters, chart.options(coloured="kind"))
    found = re.findall(r"([\d.]+)(?: exercises a year)? in (\d{4})–(\d{4})", shown.takeaway)
    assert [first for _, first, _ in found] == ["2022", "2017"]
    for number, first, last in found:
        years = range(int(first), int(last) + 1)
        assert float(number) == shown.table["Year"].isin(years).sum() / len(years)

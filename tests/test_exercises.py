"""Exercises in time, by month and by domain: numbers counted by hand in the tiny package, and the drawings read back."""

from dataclasses import replace

import pandas as pd
import pytest

from atlas.charts import theme
from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.charts.chart_view import ChartView
from atlas.charts.exercises import calendar as months
from atlas.charts.exercises import (
    context_view,
    lanes,
    panels,
    room,
    seasons_view,
    timeline,
    timeline_view,
)
from atlas.charts.exercises.timeline_view import TimelineOptions
from atlas.charts.registry import CHARTS
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply

HIDDEN = TimelineOptions(context="hidden")


def _every(data: Dataset) -> Context[timeline_view.TimelineOptions]:
    return Context(data, timeline_view.EVERY)


def _plain(data: Dataset) -> Context[NoOptions]:
    return Context(data, NO_OPTIONS)


def _with(data: Dataset, table: str, **cells: dict[str, object]) -> Dataset:
    """The dataset with other cells in some records of a table."""
    frame = data[table]
    for key, values in cells.items():
        for column, value in values.items():
            frame.loc[key.replace("_", "-"), column] = value
    return data.only({**data.frames, table: frame})


def test_a_war_stands_above_the_exercises_and_counts_as_none_of_them(everything: Dataset) -> None:
    marks = context_view.with_context(everything)
    assert marks.loc[marks["context"].ne(""), ["id", "context", "name"]].to_numpy().tolist() == [
        ["war", "war", "A war"]
    ]
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


def test_a_decade_shows_its_own_exercises_and_all_years_of_it(everything: Dataset) -> None:
    assert timeline_view.decades(everything) == {
        "all": "All years",
        "2000": "2000s",
        "2010": "2010s",
    }
    decade = TimelineOptions(decade="2000", context="hidden")
    marks = timeline_view.timeline(everything, decade)
    assert marks["id"].tolist() == ["steppe-1"]
    figure = timeline.timeline(marks, Context(everything, decade))
    first, last = (pd.Timestamp(day) for day in figure.layout.xaxis.range)
    assert first < pd.Timestamp(2000, 1, 1) < pd.Timestamp(2010, 1, 1) < last
    ids = timeline_view.among(everything, decade)
    assert ids is not None
    assert sorted(ids) == ["steppe", "steppe-1"]
    sentence = timeline.takeaway(marks, Context(everything, decade))
    assert "Timeline of 1 exercise in 1 lane, in 2005 (the 2000s), land; contingents" in sentence, (
        "of one exercise none is the most frequent domain"
    )


def test_the_lanes_stand_in_the_order_of_their_first_year_beneath_the_context(
    everything: Dataset,
) -> None:
    found = lanes.places(context_view.with_context(everything))
    assert list(found.names) == [
        context_view.LANE,
        "Steppe (series)",
        "Wave",
        timeline_view.MENTIONED,
    ]
    assert sorted(found.names.values()) == list(found.names.values())


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
    )


def test_names_touch_neither_marks_nor_names_on_the_narrowest_screen(everything: Dataset) -> None:
    marks = timeline_view.timeline(_many(everything, 40))
    drawn_on = timeline_view.axis(marks, timeline_view.EVERY)
    taken: dict[int, list[room.Extent]] = {}
    for one in marks[marks["row"].ge(0)].itertuples():
        wide = room.width(one.name, drawn_on) if one.name else pd.Timedelta(0)
        extent = (one.start - wide, one.end) if one.side == "left" else (one.start, one.end + wide)
        assert all(extent[0] >= high or extent[1] <= low for low, high in taken.get(one.row, []))
        taken.setdefault(one.row, []).append(extent)
    assert marks["name"].ne("").sum() >= 5
    assert timeline_view.timeline(everything)["name"].tolist() == ["", "", "Drill", ""], (
        "a lane of one exercise has its name already"
    )


def test_a_name_stands_whole_in_one_line_or_two_or_not_at_all() -> None:
    assert room.in_lines("Vostok 2018") == "Vostok 2018"
    assert (
        room.in_lines("Treaty of Good-Neighbourliness and Friendly Cooperation")
        == "Treaty of Good-Neighbourliness\nand Friendly Cooperation"
    )
    assert (
        room.in_lines(
            "A name of which there is so much that it would take three lines of thirty-two letters"
        )
        == ""
    )
    assert room.in_lines("W" * 40) == ""


def test_of_very_many_exercises_the_timeline_says_how_many_it_shows(everything: Dataset) -> None:
    many = _many(everything, 5_000)
    marks = timeline_view.timeline(many)
    drawn = int(marks["row"].ge(0).sum())
    assert 0 < drawn < len(marks) == 5_000
    figure = timeline.timeline(marks, _every(many))
    bars = sum(len(trace.x) for trace in figure.data if trace.type == "bar")
    assert bars == drawn
    assert f"({drawn:,} of 5,000 shown;" in timeline.takeaway(marks, _every(many))
    assert figure.layout.height < 4_000
    assert "shown;" not in timeline.takeaway(timeline_view.timeline(everything), _every(everything))


def test_the_timeline_says_what_the_sizes_of_its_marks_mean(everything: Dataset) -> None:
    figure = timeline.timeline(timeline_view.timeline(everything), _every(everything))
    (key,) = [trace for trace in figure.data if trace.name == lanes.KEY_TITLE]
    assert [text.replace("<br>", " ") for text in key.text] == timeline_view.CLASSES
    sizes = {
        trace.customdata[i]: trace.marker.size[i]
        for trace in figure.data
        if trace.type == "scatter" and trace.customdata
        for i in range(len(trace.x))
    }
    assert sizes["steppe-2"] == key.marker.size[3], "3,500 and 900 together are 3,000 to 9,999"


def test_numbers_in_hovers_are_written_as_people_write_them(everything: Dataset) -> None:
    marks = timeline_view.timeline(everything).set_index("id")
    assert "Personnel, China: 3,500 persons" in marks.loc["steppe-2", "hover"]
    assert "Personnel" not in marks.loc["wave", "hover"], "unknown is neither 0 nor NaN"
    assert "<br>mentioned 2018<br>" in marks.loc["drill", "hover"]
    one = _with(replace(everything), "exercises", wave={"ships_china": 1})
    assert (
        "Ships, China: 1 ship<br>"
        in timeline_view.timeline(one).set_index("id").loc["wave", "hover"]
    )


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
    assert set(cells.set_index(["year", "month"]).loc[(2018, 9), "ids"].split(";")) == {
        "steppe-2",
        "wave",
    }
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


def test_a_calendar_of_undated_exercises_says_that_none_has_a_date(everything: Dataset) -> None:
    alone = everything.only(
        {**everything.frames, "exercises": everything["exercises"].loc[["drill"]]}
    )
    cells = seasons_view.calendar(alone)
    assert (
        months.calendar(cells, _plain(autumn)).layout.annotations[0].text
        == "No exercise in view has a date"
    )
    assert "0 exercises dated to the month; 1 without a date, not drawn." in months.takeaway(
        cells, _plain(autumn)
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
    counts = seasons_view.by_domain(_many(everything, 24))
    assert counts[["year", "n"]].to_numpy().tolist() == [[2000, 12], [2001, 12]]
    assert counts["hover"].iloc[0].endswith("and 4 more, in the table")


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

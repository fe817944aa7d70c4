"""Two sides of a chart: numbers that can be counted with a finger, links, scales, what is kept."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from atlas.charts.chart import NOT_TRIED
from atlas.charts.chart_view import span
from atlas.charts.compare import asked, ready, sides, words
from atlas.charts.compare.compare_view import (
    ALL,
    ENTRIES,
    SOURCES,
    counted,
    numbers,
    support,
)
from atlas.charts.compare.differences_view import (
    BOTH,
    FIRST,
    SECOND,
    changed_values,
    differences,
)
from atlas.charts.compare.drawn import SCREEN, figures, on_a_screen, picture
from atlas.charts.compare.pair import Pair, pair
from atlas.charts.compare.scales import axes, on_equal_scales
from atlas.charts.compare.tables import differences_table, numbers_table, support_table
from atlas.charts.exercises.held import held
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.street_rows import StreetOptions
from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.dataset.earlier import fields_changed, net_changes
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from atlas.export.cite import full, of_pair
from atlas.export.pair import captioned_pair, pair_stem, pair_to_html, rows_of_pair
from atlas.export.rows import to_csv
from atlas.records.corroboration import Standing
from lengths import OF_EVERY_FORM, first_of_all

TODAY = date(2026, 1, 2)
COMPARED = list(sides.comparable())
EVERY = pytest.mark.parametrize("chart", COMPARED)
SOME = pytest.mark.parametrize("chart", first_of_all(OF_EVERY_FORM, COMPARED))
OLD, NEW = "a" * 12, "b" * 12
ENTRY = Entry("2026-01-01", NEW, "exercises", "wave", "added", "", "a new drill")


@pytest.fixture
def tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


@pytest.fixture
def recorded(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Give the tiny package a list of changes since a version `OLD`."""

    def record(*changes: tuple[str, str, str, str]) -> None:
        folder = tmp_path / "data"
        shutil.copytree(tiny_folder, folder)
        published = Entry("2025-12-31", OLD, "", "", "published", "", "the first")
        later = [Entry("2026-01-01", NEW, *change, "because") for change in changes]
        changelog.append(folder, [published, *later])
        monkeypatch.setenv("ATLAS_DATA", str(folder))

    return record


def _pair(chart: str, by: str, *values: Any, filters: Filters | None = None) -> Pair:
    declared, both = CHARTS[chart], (values[0], values[1])
    return pair(declared, declared.options(), filters or Filters(), by, both)


def _of_years(first: tuple[int, int], second: tuple[int, int]) -> Pair:
    return _pair("exercises-by-domain", "years", first, second)


def _first_pairs(chart: str) -> list[Pair]:
    """A chart with the sides that a page begins with, for all that they can differ in."""
    return [
        asked.pair_of({"chart": [chart], "sides": [by]}, Filters()).value for by in sides.TITLES
    ]


def _of_sources(chart: str) -> Pair:
    """A chart of the tiny package with marks on both sides."""
    return _pair(chart, "sources", "all", "articles")


def _opened(shown: Pair) -> asked.Asked:
    """What the link to a pair asks for."""
    query: dict[str, list[str]] = {}
    for key, text in shown.query:
        query.setdefault(key, []).append(text)
    return asked.pair_of(query, shown.filters)


def test_each_side_counts_its_own_years(tiny: None) -> None:
    rows = numbers(_of_years((2005, 2011), (2012, 2018))).set_index("part")
    # Steppe 1 of 2005; the wave of 2012, Steppe 2 of 2018 and the drill that 2018 mentions.
    assert rows.loc[ALL, ["first", "second", "difference"]].tolist() == [1, 3, 2]
    assert rows.loc["field", ["first", "second", "difference"]].tolist() == [1, 2, 1]
    assert rows.loc["other", ["first", "second", "difference"]].tolist() == [0, 1, 1]


def test_a_rate_is_of_what_has_a_date_and_begins_in_the_span(tiny: None) -> None:
    whole = numbers(_of_years((2005, 2011), (2012, 2015))).iloc[0]
    assert whole["first_rate"] == 1 / 7
    assert whole["second_rate"] == 1 / 4
    assert whole["rate_difference"] == 1 / 4 - 1 / 7
    # The drill has no date, Steppe 2 has.
    assert numbers(_of_years((2012, 2015), (2018, 2018))).iloc[0]["second_rate"] == 1


def test_a_side_without_a_volume_is_not_recorded_and_no_gap_is_a_zero(tiny: None) -> None:
    """Russia → India has volumes of 2015 and 2017; China → Russia one of 2017 alone."""
    chart = CHARTS["sipri-volumes"]
    spans = ((2015, 2016), (2015, 2017))
    rows = numbers(pair(chart, chart.options(), Filters(), "years", spans))
    rates = rows.set_index("part")[["first_rate", "second_rate"]]
    assert rates.loc["RUS-IND"].tolist() == [40, 20]
    assert rates.loc["CHN-RUS"].fillna(-1).tolist() == [-1, 4]
    both = pair(chart, chart.options(), Filters(), "years", ((2016, 2016), (2013, 2014)))
    sentence = words.come_to(both)
    assert sentence.startswith("Million TIV a year that has a volume, 2016 vs. 2013–2014: ")
    assert "Russia → China 100 vs. not recorded" in sentence


def test_what_a_map_only_expects_is_in_no_comparison() -> None:
    counts = {}
    for name in ("exercise-map", "exercise-timeline"):
        chart = CHARTS[name]
        both = pair(chart, chart.options(), Filters(), "years", ((2024, 2024), (2026, 2026)))
        counts[name] = int(numbers(both)["second"].iloc[0])
    assert counts == {"exercise-map": 2, "exercise-timeline": 2}


def test_the_title_has_the_numbers_of_both_sides(tiny: None) -> None:
    years = _of_years((2005, 2011), (2012, 2018))
    assert words.headline(years) == (
        "Exercises by domain and year: 0.14 a year (2005–2011) vs. 0.29 (2012–2018)"
    )
    chart = CHARTS["exercises-by-domain"]
    sources = pair(chart, chart.options(), Filters(), "sources", ("all", "articles"))
    assert re.sub(r"\([^)]*\)", "()", words.headline(sources)) == (
        "Exercises by domain and year: 4 exercises () vs. 4 ()"
    )
    none = _of_years((1950, 1951), (1952, 1953))
    assert words.headline(none) == none.title
    volumes = CHARTS["sipri-volumes"]
    in_tiv = pair(volumes, volumes.options(), Filters(), "years", ((2016, 2016), (2013, 2014)))
    assert words.headline(in_tiv).endswith(
        ": Russia → China 100 million TIV a year (2016) vs. not recorded (2013–2014)"
    )


def test_the_parts_add_up_to_all() -> None:
    for chart in ("exercise-timeline", "two-way-street", "findings"):
        rows = numbers(_first_pairs(chart)[0]).set_index("part")
        if ALL in rows.index:
            parts = rows.drop(ALL).sum()
            assert parts["first"] == rows.loc[ALL, "first"], chart
            assert parts["second_rate"] == pytest.approx(rows.loc[ALL, "second_rate"]), chart


def test_a_comparison_counts_what_pages_count() -> None:
    for chart in ("exercise-timeline", "exercises-by-domain", "how-many"):
        shown = _first_pairs(chart)[0]
        assert len(counted(shown.first)) == len(held(shown.first.dataset))
    street = _first_pairs("two-way-street")[0].first
    assert "29 from Russia to China, 4 from China to Russia" in street.headline
    assert len(counted(street)) == 29 + 4
    on_the_map = _first_pairs("exercise-map")[0].second
    assert f": {len(counted(on_the_map))} of 35 entries have a place" in on_the_map.takeaway
    findings = _first_pairs("findings")[0].second
    assert f"Of {len(counted(findings))} findings" in findings.headline


@SOME
def test_a_side_against_itself_is_all_zero(tiny: None, chart: str) -> None:
    for shown in _first_pairs(chart):
        same = Pair(shown.by, (shown.values[0],) * 2, shown.filters, shown.first, shown.first)
        rows = numbers(same)
        assert not rows[["difference", "rate_difference"]].any(axis=None)
        assert not support(same)["difference"].any()
        assert differences(same).empty
        assert words.warnings(same)[0].startswith("Both sides are the same")
        # The columns of a table are told apart by the letters of the sides.
        assert numbers_table(same)["Difference"].eq("0").all()
        assert support_table(same)["Difference"].isin(["0", "0 (0 points)"]).all()


@SOME
def test_swapping_the_sides_turns_the_signs(tiny: None, chart: str) -> None:
    for shown in _first_pairs(chart):
        rows, turned = (numbers(one).set_index("part") for one in (shown, shown.swapped))
        for column in ("difference", "rate_difference"):
            turns_back = -turned[column].reindex(rows.index)
            assert turns_back.equals(rows[column]), "where a side has no volume, both have no sign"
        assert support(shown.swapped)["difference"].equals(-support(shown)["difference"])
        alone = differences(shown)["side"].value_counts()
        other = differences(shown.swapped)["side"].value_counts()
        assert alone.get(FIRST, 0) == other.get(SECOND, 0)
        assert alone.get(BOTH, 0) == other.get(BOTH, 0)


@EVERY
def test_what_is_narrower_counts_no_more(chart: str) -> None:
    wide = numbers(_pair(chart, "years", (2012, 2025), (2017, 2021))).set_index("part")
    assert (wide["difference"] <= 0).all()
    if "exercises" in CHARTS[chart].tables:
        ruled = numbers(_pair(chart, "rule", "every", "field-forces")).set_index("part")
        assert (ruled["difference"] <= 0).all()


def test_swapping_turns_the_signs_of_the_shipped_data_too() -> None:
    shown = _first_pairs("exercise-timeline")[0]
    difference, turned = (numbers(one)["difference"] for one in (shown, shown.swapped))
    assert difference.abs().sum() > 0
    assert turned.tolist() == (-difference).tolist()


@SOME
def test_the_link_opens_the_same_two_sides(tiny: None, chart: str) -> None:
    for shown in _first_pairs(chart):
        for one in (shown, shown.swapped):
            opened = _opened(one)
            assert opened.value == one
            assert not opened.ignored + opened.put_right


def test_the_link_names_both_sides(tiny: None) -> None:
    path = _of_years((2005, 2011), (2012, 2018)).path
    assert path.startswith("/compare?")
    assert "a-years=2005&a-years=2011&b-years=2012&b-years=2018" in path


@pytest.mark.parametrize(
    "query",
    [
        {"chart": ["bananas"]},
        {"sides": ["bananas"]},
        {"a-years": ["2017", "bananas"]},
        {"b-years": ["2017"]},
        {"sides": ["Sources"], "b-sources": ["bananas"]},
        {"sides": ["rule"], "a-rule": ["bananas"]},
        {"sides": ["version"], "b-version": ["bananas"]},
        {"chart": ["network"]},
        {"chart": ["two-way-street"], "sides": ["rule"]},
        {"chart": ["exercise-timeline"], "sides": ["rule"], "a-rule": ["phases-once"]},
    ],
)
def test_what_a_link_does_not_mean_is_named_and_stands_as_at_first(
    query: dict[str, list[str]],
) -> None:
    opened = asked.pair_of(query, Filters())
    key, texts = list(query.items())[-1]
    assert opened.ignored == [f"{key}={text}" for text in texts]
    known = {name: texts for name, texts in query.items() if name != key}
    assert opened.value == asked.pair_of(known, Filters()).value


def test_years_in_the_wrong_order_or_out_of_range_are_put_right(tiny: None) -> None:
    low, high = span()
    opened = asked.pair_of({"a-years": ["2012", "2005"], "b-years": ["1800", "3000"]}, Filters())
    assert opened.value.values == ((2005, 2012), (low, high))
    assert opened.put_right == [
        "a-years=2012&a-years=2005 is read as a-years=2005&a-years=2012",
        f"b-years=1800&b-years=3000 is read as b-years={low}&b-years={high}",
    ]


def test_spans_that_overlap_say_so_in_one_sentence(tiny: None) -> None:
    overlapping = words.warnings(_of_years((2005, 2012), (2010, 2018)))
    assert overlapping == ["The two spans overlap: what lies in 2010–2012 counts on both sides."]
    assert words.warnings(_of_years((2005, 2011), (2012, 2018))) == []


def test_a_side_or_both_without_anything_in_view_say_so_in_one_sentence(tiny: None) -> None:
    half = _of_years((2006, 2011), (2012, 2018))
    assert words.warnings(half) == ["Nothing is in view for 2006–2011 under these filters."]
    assert "0 exercises. 2012–2018: 3 exercises, 3 more" in words.takeaway(half)
    neither = _of_years((2006, 2007), (2008, 2009))
    assert neither.empty
    assert words.warnings(neither) == ["Neither side has anything in view under these filters."]
    assert not figures(half)[0].data
    assert words.sourcing(half) == ""


def test_a_filter_of_the_sidebar_that_is_not_used_is_named(tiny: None) -> None:
    narrowed = Filters(years=(2005, 2006), evidence="articles")
    shown = _pair("exercises-by-domain", "years", (2005, 2011), (2012, 2018), filters=narrowed)
    assert len(counted(shown.second)) == 3
    assert words.warnings(shown) == [
        "“Years” of the sidebar is not used here: each side has its own."
    ]
    assert "articles" in shown.shared
    assert "2006" not in shown.shared


def test_two_choices_of_sources_show_what_each_says_of_the_same_record(tiny: None) -> None:
    shown = _pair("exercises-by-domain", "sources", "all", "articles")
    rows = differences(shown)
    assert rows.to_dict("records") == [{"id": "steppe-2", "table": "exercises", "side": BOTH}]
    changed = changed_values(shown).set_index("field")[["first", "second"]]
    assert changed.loc["Date"].tolist() == ["11–17 September 2018", "September 2018"]
    assert changed.loc["Personnel, Russia (persons)"].tolist() == ["900", ""]
    cell = differences_table(shown).loc[0, "What differs"]
    assert "Date: 11–17 September 2018 → September 2018" in cell
    assert "Personnel, Russia (persons): 900 → not stated" in cell


def test_how_well_each_side_is_sourced_is_counted_by_hand(tiny: None) -> None:
    shown = _pair("exercises-by-domain", "sources", "all", "articles")
    rows = support(shown).set_index("measure")
    # Article, wire and its copy speak; without them four exercises rest on the article alone.
    assert rows.loc[ENTRIES, ["first", "second"]].tolist() == [4, 4]
    assert rows.loc[SOURCES, ["first", "second"]].tolist() == [3, 1]
    assert rows.loc[Standing.ONE_ORIGIN, ["first", "second"]].tolist() == [3, 4]
    assert rows.loc[Standing.ONE_ORIGIN, ["first_share", "second_share"]].tolist() == [0.75, 1]
    sentence = "On one independent source alone: 75 % of A and 100 % of B."
    assert words.sourcing(shown) == sentence
    cells = support_table(shown).set_index("How sourced")
    assert cells.loc["On one independent source alone", "Difference"] == "+1 (+25 points)"


def test_a_rise_with_the_sources_is_said_to_be_one(tiny: None) -> None:
    rise = words.sourcing(_of_years((2005, 2011), (2012, 2018)))
    assert rise.startswith("B has more exercises and more sources")
    fall = words.sourcing(_of_years((2012, 2018), (2005, 2011)))
    assert fall.startswith("B has fewer exercises and fewer sources")


def test_an_earlier_version_has_nothing_that_was_added_since(
    recorded: Callable[..., None],
) -> None:
    recorded(
        ("exercises", "wave", "added", ""),
        ("records", "wave", "added", ""),
        ("sources", "wire", "added", ""),
        ("exercises", "steppe-1", "changed", "kind;host"),
        ("exercises", "flood", "removed", ""),
    )
    shown = _pair("exercises-by-domain", "version", OLD, "")
    assert numbers(shown).iloc[0][["first", "second"]].tolist() == [3, 4]
    assert "wire" not in shown.first.dataset.sources.index
    sides_by_id = differences(shown).set_index("id")["side"].to_dict()
    assert sides_by_id == {"wave": SECOND, "steppe-1": BOTH, "steppe-2": BOTH}
    cells = differences_table(shown).set_index("Record")["What differs"]
    # The wire's day came with the wire; what Steppe 1 was before is written nowhere.
    assert "Date: September 2018 → 11–17 September 2018" in cells["Steppe 2"]
    assert "changed, the former value is not kept" in cells["Steppe 1"]


def test_what_cannot_be_had_of_an_earlier_version_is_said(recorded: Callable[..., None]) -> None:
    recorded(
        ("exercises", "wave", "added", ""),
        ("exercises", "steppe-1", "changed", "kind"),
        ("exercises", "flood", "removed", ""),
    )
    remark = words.remarks(_pair("exercises-by-domain", "version", OLD, ""))
    assert "only the list of changes is kept, not the tables" in remark
    assert "added since (1 since the older" in remark
    assert "changed since (1)" in remark
    assert "removed (1) is not drawn" in remark


def test_the_newest_version_is_the_data_as_they_are(recorded: Callable[..., None]) -> None:
    recorded(("exercises", "wave", "added", ""))
    shown = _pair("exercises-by-domain", "version", NEW, "")
    assert differences(shown).empty
    assert not words.remarks(shown)


def test_a_version_that_the_list_does_not_know_is_no_dataset(recorded: Callable[..., None]) -> None:
    recorded(("exercises", "wave", "added", ""))
    with pytest.raises(KeyError, match=r"c{12}"):
        dataset(as_of="c" * 12)


@pytest.mark.usefixtures("tiny")
def test_without_a_list_of_changes_versions_are_not_offered() -> None:
    assert "version" not in sides.dimensions(CHARTS["exercise-timeline"])
    opened = asked.pair_of({"sides": ["version"]}, Filters())
    assert opened.ignored == ["sides=version"]


def _changed(*kinds: str) -> list[Entry]:
    return [Entry("2026-01-01", NEW, "exercises", "wave", kind, kind, "") for kind in kinds]


@pytest.mark.parametrize(
    ("kinds", "net"),
    [
        (("added", "changed"), "added"),
        (("changed", "changed"), "changed"),
        (("changed", "removed"), "removed"),
        (("removed", "added"), "changed"),
        (("added", "removed"), None),
    ],
)
def test_what_became_of_a_record_through_several_versions(
    kinds: tuple[str, ...], net: str | None
) -> None:
    assert net_changes(_changed(*kinds)).get(("exercises", "wave")) == net


def test_fields_of_several_versions_are_each_named_once() -> None:
    entries = [
        Entry("2026-01-01", NEW, "exercises", "wave", "changed", fields, "")
        for fields in ("date;kind", "kind;host")
    ]
    assert fields_changed(entries) == {("exercises", "wave"): ("date", "kind", "host")}


@SOME
def test_both_drawings_are_on_one_scale(chart: str) -> None:
    first, second = figures(_first_pairs(chart)[0])
    one, other = first.to_dict()["layout"], second.to_dict()["layout"]
    for name in set(axes(one)) & set(axes(other)):
        if _is_scale(one[name]) and _is_scale(other[name]):
            assert one[name].get("range") == other[name].get("range"), name
    # Plotly knows every property of them.
    assert go.Figure(first.to_dict())
    assert go.Figure(second.to_dict())


def _is_scale(axis: dict[str, Any]) -> bool:
    names = "".join(axis.get("ticktext", ()))
    return not any(letter.isalpha() for letter in names)


def test_all_marks_lie_inside_the_common_scale() -> None:
    for chart in ("exercises-by-domain", "sipri-volumes", "two-way-street"):
        for figure in figures(_first_pairs(chart)[0]):
            for trace in figure.data:
                suffix = (trace.yaxis or "y").removeprefix("y")
                low, high = sorted(figure.layout[f"yaxis{suffix}"].range)
                assert all(low <= value <= high for value in trace.y if value is not None)


def test_the_scale_is_that_of_the_taller_stack() -> None:
    def columns(*heights: float) -> go.Figure:
        traces = [{"type": "bar", "x": [2017], "y": [height]} for height in heights]
        layout = {"barmode": "stack", "height": 300, "yaxis": {"rangemode": "tozero"}, "xaxis": {}}
        return go.Figure(traces, layout)

    first, second = on_equal_scales(columns(3, 4), columns(5))
    assert first.layout.yaxis.range == second.layout.yaxis.range
    assert first.layout.yaxis.range == pytest.approx((0, 7 * 1.05))


@pytest.mark.parametrize("by", [0, 1, 2], ids=["years", "sources", "rules"])
def test_every_lane_and_every_war_stands_by_name_at_one_height_on_both_sides(by: int) -> None:
    first, second = figures(_first_pairs("exercise-timeline")[by])
    assert "War in Ukraine" in first.layout.yaxis3.ticktext
    for panel in ("yaxis", "yaxis2", "yaxis3"):
        left, right = first.layout[panel], second.layout[panel]
        assert (left.ticktext, left.tickvals) == (right.ticktext, right.tickvals)
        assert (left.domain, left.range) == (right.domain, right.range)
    assert first.layout.height == second.layout.height


@pytest.mark.parametrize("by", [sides.By.YEARS, sides.By.SOURCES, sides.By.RULE])
def test_exercises_of_both_sides_stand_whole_on_a_screen(by: str) -> None:
    chart = CHARTS["exercise-timeline"]
    shown = pair(chart, chart.options(), Filters(), by, sides.first_values(by, chart))
    first, second = figures(shown)
    assert first.layout.height == second.layout.height <= SCREEN


def test_rows_that_would_touch_on_a_screen_go_on_beneath_it() -> None:
    assert on_a_screen(500) == 500
    assert on_a_screen(742) == 696, "rows stand a fifteenth closer"
    assert on_a_screen(800) == 800


def test_a_mark_that_keeps_its_place_on_the_other_side_is_drawn_on_its_own_alone() -> None:
    pair = _first_pairs("exercise-timeline")[0]
    drawn = [_ids(figure) for figure in figures(pair)]
    for side, own in zip(pair.sides, drawn, strict=True):
        assert own == {*side.view.loc[side.view["row"].ge(0), "id"]}
    (sanctions,) = [own for own in pair.first.dataset.ids("context") if "caatsa" in own]
    assert sanctions in drawn[0] - drawn[1]


def _ids(figure: go.Figure) -> set[str]:
    """The ids behind all marks."""
    behind = [ids for trace in figure.data for ids in trace.customdata or ()]
    return {identifier for ids in behind for identifier in ids.split(";")}


def test_exercises_of_no_series_share_a_lane_on_both_sides_or_on_none() -> None:
    drawn = figures(_first_pairs("exercise-timeline")[0])
    names = [figure.layout.yaxis.ticktext for figure in drawn]
    assert [own.count("Single exercises") for own in names] == [1, 1]
    assert not {"Vostok 2018", "Tsentr 2019"} & {*names[0]}


def test_the_same_categories_have_a_colour_on_both_sides_of_the_street() -> None:
    shown = _first_pairs("two-way-street")[0]
    folded = [side.view.loc[side.view["colour"].eq("other"), "category"] for side in shown.sides]
    named = {*shown.first.view["colour"], *shown.second.view["colour"]}
    assert {*folded[0]} & named, "else there is nothing to make alike"
    alike = shown.chart.alike(shown.first.view, shown.second.view, shown.first.options)
    for rows in alike:
        assert not {*rows.loc[rows["colour"].eq("other"), "category"]} & (named - {"other"})
    exchanged = StreetOptions(split="exchanged")
    assert shown.chart.alike(*alike, exchanged) == alike


def test_lanes_that_both_sides_have_stand_in_one_order() -> None:
    lanes = [
        figure.layout.yaxis.ticktext for figure in figures(_first_pairs("exercise-timeline")[0])
    ]
    in_order = [[name for name in own if name in set(lanes[0]) & set(lanes[1])] for own in lanes]
    assert len(in_order[0]) > 5
    assert in_order[0] == in_order[1]


def test_rows_of_categories_are_those_of_both() -> None:
    first, second = figures(_first_pairs("findings")[0])
    assert first.layout.yaxis.categoryarray == second.layout.yaxis.categoryarray
    assert "Confidence-building" in first.layout.yaxis.categoryarray
    assert first.layout.height == second.layout.height
    assert first.layout.xaxis2.domain == second.layout.xaxis2.domain


@SOME
def test_both_legends_have_the_same_entries(tiny: None, chart: str) -> None:
    names = []
    for figure in figures(_of_sources(chart)):
        names.append({trace.name for trace in figure.data if trace.showlegend is not False})
    assert names[0] == names[1]


@EVERY
def test_the_entries_of_both_legends_stand_in_one_order_and_have_one_colour(chart: str) -> None:
    entries = [_entries(figure) for figure in figures(_first_pairs(chart)[0])]
    assert entries[0] == entries[1]


def _entries(figure: go.Figure) -> list[tuple[int, str, Any]]:
    """What a legend shows, from its first entry to its last: place, name, colour."""
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    colours = [trace.marker.color or trace.line.color for trace in named]
    entries = {
        (trace.legendrank, trace.name, colour if isinstance(colour, str) else colour[0])
        for trace, colour in zip(named, colours, strict=True)
    }
    return sorted(entries)


def test_what_one_legend_alone_has_stands_after_what_comes_before_it_there() -> None:
    def named(*names: str) -> go.Figure:
        traces = [{"type": "bar", "name": name, "x": [1], "y": [1]} for name in names]
        return go.Figure(traces, {"height": 300, "xaxis": {}, "yaxis": {}})

    first, second = on_equal_scales(named("land", "sea", "space"), named("land", "air", "space"))
    for figure in (first, second):
        in_order = sorted(figure.data, key=lambda trace: trace.legendrank)
        assert [trace.name for trace in in_order] == ["land", "air", "sea", "space"]


@SOME
def test_one_picture_has_the_marks_of_both_side_by_side(tiny: None, chart: str) -> None:
    shown = _of_sources(chart)
    drawn = picture(shown)
    assert len(drawn.data) == sum(len(figure.data) for figure in figures(shown))
    middles = [sum(axis.domain) / 2 for axis in drawn.select_xaxes()]
    assert min(middles) < 0.5 < max(middles)
    names = [note.text for note in drawn.layout.annotations]
    assert "<b>A: Articles and references</b>" in names
    assert "<b>B: The two articles only</b>" in names
    assert go.Figure(drawn.to_dict())


def test_a_saved_picture_says_what_it_sets_against_what() -> None:
    for size in ("own", "slide"):
        drawn = captioned_pair(_first_pairs("exercise-timeline")[0], TODAY, size)
        title = re.sub(r"</?b>", "", drawn.layout.title.text.replace("<br>", " "))
        assert "Exercises in time: 5.6 a year (2017–2021) vs. 8.5 (2022–2025)." in title
        assert "China and Russia, as recorded in these sources" in title
        foot = drawn.layout.annotations[-1].text.replace("<br>", " ")
        assert "part of the rise may be a rise in sources" in foot
        assert "Made on 2026-01-02" in foot


def test_both_sides_are_a_page_that_needs_no_network(tiny: None) -> None:
    shown = _of_years((2005, 2011), (2012, 2018))
    page = pair_to_html(shown, TODAY).decode()
    assert f"<title>{shown.title}</title>" in page
    assert "A: 2005–2011" in page
    assert "B: 2012–2018" in page
    assert '<script src="http' not in page


def test_the_records_behind_the_difference_are_taken_away_with_their_sides(tiny: None) -> None:
    shown = _of_years((2005, 2011), (2012, 2018))
    taken = rows_of_pair(shown, TODAY)
    assert taken.about["Title"].endswith("2005–2011 vs. 2012–2018")
    lines = to_csv(taken).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Side,Record,When")
    assert "What differs" not in lines[0], "no record is on both sides"
    assert [line.split(",")[0] for line in lines[1:]] == [
        "Only A: 2005–2011",
        *["Only B: 2012–2018"] * 3,
    ]
    stem = pair_stem(shown, TODAY, "differences")
    assert stem == "exercises-by-domain-2005-2011-vs-2012-2018_differences_2026-01-02"


def test_a_citation_holds_both_sides(tiny: None) -> None:
    text = full(of_pair(_of_years((2005, 2011), (2012, 2018)), "https://example.org", TODAY))
    assert "Exercises by domain and year: 2005–2011 vs. 2012–2018" in text
    assert "b-years=2012&b-years=2018" in text
    assert "3 sources:" in text


def test_a_chart_can_be_compared_or_says_why_not() -> None:
    reasons = words.not_offered()
    for name, chart in CHARTS.items():
        assert (name in COMPARED) != bool(chart.alone)
        assert chart.alone != NOT_TRIED, name
        assert reasons.get(chart.title, "") == chart.alone


def test_a_rule_counts_on_a_side_what_its_page_counts() -> None:
    every, once = _pair("how-many", "rule", "every", "phases-once", filters=Filters()).sides
    assert once.options.phases == "once"
    assert len(counted(once)) == once.view["step"].eq("").sum() < len(counted(every))


@pytest.mark.parametrize("name", [one.name for one in ready.READY])
def test_a_ready_comparison_is_of_two_sides_that_there_are(name: str) -> None:
    chosen = ready.settings(name)
    chart, by = chosen["chart"], chosen["sides"]
    shown = _pair(chart, by, chosen[f"a-{by}"], chosen[f"b-{by}"], filters=Filters())
    assert not shown.first.empty
    assert not shown.second.empty
    assert ready.offered()[name].endswith(" vs. ".join(shown.names))


def test_a_comparison_that_there_is_not_sets_nothing() -> None:
    assert ready.settings("bananas") == {}


@SOME
def test_every_chart_has_its_words_on_a_small_package(tiny: None, chart: str) -> None:
    for shown in _first_pairs(chart)[:2]:
        for text in (words.takeaway(shown), words.behind(shown), words.sourcing(shown)):
            assert "nan" not in text
        assert len(differences_table(shown)) == len(differences(shown))
        assert figures(shown)

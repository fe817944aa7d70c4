"""The map: which records have a place, where it lies on the page, and which place is exact."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import tiny
from atlas.charts.chart import Context
from atlas.charts.map import ground, places_view
from atlas.charts.map import places as drawing
from atlas.charts.map.globe import CENTRE, EARTH, HALF, WHOLE, middles, outlines, project
from atlas.charts.map.located import Mark
from atlas.charts.map.places_view import ALL, MapOptions, Region
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset

EVERYTHING = MapOptions()
Regional = Callable[[pd.DataFrame, str], go.Figure]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The tiny package with places: two exercises in a harbour, one of these in Moscow too; one on
    a range without coordinates; a system and an agreement in Moscow."""
    here = {"steppe-1": "harbour", "steppe-2": "moscow;harbour", "wave": "range"}
    drills = [
        {**row, "place": here[row["id"]]}
        if row["id"] in here and row["source"] == "article"
        else row
        for row in tiny.SHEETS["exercises"]
    ]
    tied = [("jet-moscow", "jet"), ("pact-moscow", "pact")]
    links = [
        *tiny.SHEETS["links"],
        *(
            tiny.said(name, subject=subject, relation="stands in", object="moscow")
            for name, subject in tied
        ),
    ]
    records = [*tiny.RECORDS, *({"id": name, "table": "links", "label": name} for name, _ in tied)]
    folder = tiny.write(
        tmp_path_factory.mktemp("mapped"), {"exercises": drills, "links": links}, records
    )
    return build(tables.load(folder), ["article", "wire", "copy"])


def _drawn(dataset: Dataset, options: MapOptions = EVERYTHING) -> go.Figure:
    return drawing.places(places_view.marks(dataset, options), Context(dataset, options))


def _points(figure: go.Figure) -> dict[str, tuple[str, float]]:
    """Symbol and size of each mark, by the ids at it."""
    marked = [trace for trace in figure.data if trace.customdata]
    return {
        trace.customdata[i]: (trace.marker.symbol[i], trace.marker.size[i])
        for trace in marked
        for i in range(len(trace.x))
    }


def test_records_at_one_place_are_one_mark_with_their_number_and_ids(mapped: Dataset) -> None:
    marks = places_view.marks(mapped, EVERYTHING).set_index("place")
    assert marks["n"].to_dict() == {"moscow": 3, "harbour": 2}
    assert marks["ids"].map(set).to_dict() == {
        "moscow": {"steppe-2", "jet", "pact"},
        "harbour": {"steppe-1", "steppe-2"},
    }
    assert marks["mark"].to_dict() == {"moscow": Mark.SEVERAL, "harbour": Mark.EXERCISES}
    assert marks["domain"].to_dict()["harbour"] == "land", "a group is not drawn beside its parts"


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        (Mark.EXERCISES, {"moscow": 1, "harbour": 2}),
        (Mark.CENTRES, {"moscow": 1}),
        (Mark.OTHER, {"moscow": 1}),
    ],
)
def test_the_reader_chooses_what_is_on_the_map(
    mapped: Dataset, kind: Mark, there: dict[str, int]
) -> None:
    marks = places_view.marks(mapped, MapOptions(mapped=kind))
    assert marks.set_index("place")["n"].to_dict() == there
    assert set(marks["mark"]) == {kind}


def test_only_kinds_that_have_a_place_in_view_are_offered(
    mapped: Dataset, everything: Dataset
) -> None:
    assert list(places_view.marked(mapped)) == [ALL, Mark.EXERCISES, Mark.CENTRES, Mark.OTHER]
    assert list(places_view.marked(everything)) == [ALL, Mark.EXERCISES]


def test_the_map_says_how_many_records_have_no_coordinates(mapped: Dataset) -> None:
    placed = "4 of 6 entries have a place with coordinates"
    sentence = drawing.takeaway(places_view.marks(mapped, EVERYTHING), Context(mapped, EVERYTHING))
    assert placed in sentence, "Wave's range has none, and Drill names no place"
    assert "1 of the places is approximate" in sentence
    assert _drawn(mapped).layout.xaxis.title.text == placed, "an image has no takeaway beside it"


def test_of_places_that_tie_none_is_called_the_one_with_most(mapped: Dataset) -> None:
    marks = places_view.marks(mapped, EVERYTHING)
    context = Context(mapped, EVERYTHING)
    assert drawing.headline(marks, context) == (
        "Places with most entries on China and Russia in these sources: Moscow (3) and Harbour (2)"
    )
    four = pd.concat([marks.head(1)] * 4, ignore_index=True)
    two = four.head(2).assign(n=3)
    assert drawing.headline(two, context).endswith("lie at 2 places, each with 3 entries")
    tie = four.assign(n=1)
    assert drawing.headline(tie, context) == (
        "Entries on China and Russia in these sources lie at 4 places, each with 1 entry"
    )
    first = four.assign(n=[3, 1, 1, 1])
    assert drawing.headline(first, context).endswith(" (3)")
    many = pd.concat([four, four.head(1)]).assign(n=[2, 2, 2, 2, 1])
    assert drawing.headline(many, context).endswith(
        "lie at 5 places, 4 of them with 2 entries each"
    )
    assert drawing.takeaway(tie, context).startswith("Map of 4 places, each with 1 entry: ")


def test_what_is_only_expected_at_a_place_is_not_counted_there(tmp_path: Path) -> None:
    there = tiny.said("wave", date="2012", place="harbour")
    not_yet = tiny.said("drill", basis="projected", date="2030", place="harbour;moscow")
    folder = tiny.write(tmp_path, {"exercises": [there, not_yet]})
    data = build(tables.load(folder), ["article", "wire", "copy"])
    marks = places_view.marks(data, EVERYTHING)
    columns = ["place", "n", "n_expected", "projected"]
    assert marks[columns].to_numpy().tolist() == [
        ["harbour", 1, 1, False],
        ["moscow", 0, 1, True],
    ]
    context = Context(data, EVERYTHING)
    assert drawing.headline(marks, context).endswith("lie at one place: Harbour (1)")
    said = drawing.takeaway(marks, context)
    assert said.startswith("Map of 1 place: 1 of 1 entry has a place with coordinates, most at")
    assert "; 1 entry only expected at a place, and not counted there" in said
    assert said.endswith(": 1 further place has nothing else.")
    figure = drawing.places(marks, context)
    hovers = {trace.customdata[0]: trace.hovertext[0] for trace in figure.data if trace.hovertext}
    assert "Wave, 2012<br>" in hovers["drill;wave"]
    assert "Drill, 2030, only expected here" in hovers["drill;wave"]


def test_a_map_of_what_is_only_expected_counts_nothing(tmp_path: Path) -> None:
    not_yet = tiny.said("drill", basis="projected", date="2030", place="harbour;moscow")
    folder = tiny.write(tmp_path, {"exercises": [not_yet]})
    data = build(tables.load(folder), ["article", "wire", "copy"])
    marks, context = places_view.marks(data, EVERYTHING), Context(data, EVERYTHING)
    assert drawing.takeaway(marks, context).startswith(
        "Map of 2 places where entries are only expected"
    )
    beneath = drawing.places(marks, context).layout.xaxis.title.text
    assert beneath == "Entries are only expected at these places"


def test_approximate_places_are_hollow_and_exact_ones_filled_whatever_their_colour(
    mapped: Dataset,
) -> None:
    figure = _drawn(mapped)
    symbols = {ids: symbol for ids, (symbol, _) in _points(figure).items()}
    assert sorted(symbols.values()) == ["circle", "hexagon-open"]
    assert {"Hollow: place approximate", "Filled: place exact"} <= {
        trace.name for trace in figure.data if trace.showlegend is not False
    }


def test_a_place_whose_precision_is_not_said_is_approximate(mapped: Dataset) -> None:
    marks = places_view.marks(mapped, MapOptions(mapped=Mark.EXERCISES))
    assert marks.set_index("place")["approximate"].to_dict() == {"moscow": True, "harbour": False}
    records = mapped.records.assign(precision=None)
    unsaid = _with(mapped, records)
    assert places_view.marks(unsaid, EVERYTHING)["approximate"].all()


def _with(dataset: Dataset, records: pd.DataFrame) -> Dataset:
    """The same dataset with another register of records."""
    return replace(dataset, records=records)


def test_more_records_make_a_larger_mark(mapped: Dataset) -> None:
    sizes = {len(ids.split(";")): size for ids, (_, size) in _points(_drawn(mapped)).items()}
    assert sizes[3] > sizes[2]


def test_a_mark_lists_its_records_the_latest_first_and_says_what_is_approximate(
    mapped: Dataset,
) -> None:
    marked = [trace for trace in _drawn(mapped).data if trace.customdata]
    hovers = {}
    for trace in marked:
        hovers |= dict(zip(trace.customdata, trace.hovertext, strict=True))
    assert hovers["steppe-2;steppe-1"].split("<br>") == [
        "<b>Harbour</b>",
        "Steppe 2, 11–17 September 2018",
        "Steppe 1, 2005",
        "Place: Stated: Weekly 2018 ¶2",
        "Place: Stated: Weekly 2018 ¶1",
        "1 of 2 rest on one independent source, or on the state",
        "media of one country",
    ]
    (moscow,) = [hover for hover in hovers.values() if hover.startswith("<b>Moscow")]
    assert moscow.startswith("<b>Moscow</b> (approximate)<br>")


def _hovers(dataset: Dataset) -> dict[str, list[str]]:
    """The lines that each mark says when pointed at, by its first line."""
    lines = {}
    for trace in _drawn(dataset).data:
        if trace.customdata:
            for hover in trace.hovertext:
                first, *others = hover.split("<br>")
                lines[first] = others
    return lines


def test_a_mark_names_who_places_a_record_there_and_no_other_source_of_it(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", date="2012", place="harbour"),
        tiny.said("wave", "wire", "¶7", "reported", said_by="A captain", place="moscow"),
        tiny.said("wave", "copy", "¶9", ships_total="4"),
    ]
    folder = tiny.write(tmp_path, {"exercises": rows})
    data = build(tables.load(folder), ["article", "wire", "copy"])
    hovers = _hovers(data)
    assert hovers["<b>Harbour</b>"] == ["Wave, 2012", "Place: Stated: Weekly 2018 ¶1"]
    assert hovers["<b>Moscow</b> (approximate)"] == [
        "Wave, 2012",
        "Place: Reported: Agency 2019 ¶7 (A captain)",
    ]
    rows = places_view.table(places_view.marks(data, EVERYTHING), Context(data, EVERYTHING))
    by_place = rows.set_index("Place")["Evidence"].to_dict()
    assert by_place["Harbour"] == "Stated: Weekly 2018 ¶1"


def test_of_many_who_place_records_there_a_mark_names_the_first_and_says_how_many_more(
    tmp_path: Path,
) -> None:
    rows = [
        tiny.said(record, locator=f"¶{number}", date=f"201{number}", place="harbour")
        for number, record in enumerate(("wave", "drill", "steppe-1", "steppe-2"), start=1)
    ]
    data = build(tables.load(tiny.write(tmp_path, {"exercises": rows})), ["article"])
    lines = _hovers(data)["<b>Harbour</b>"]
    assert [line for line in lines if line.startswith("Place: ")] == [
        "Place: Stated: Weekly 2018 ¶4",
        "Place: Stated: Weekly 2018 ¶3",
        "Place: Stated: Weekly 2018 ¶2",
    ]
    assert "and 1 more that place entries here, in the table" in lines


def test_the_table_has_each_drawn_record_with_its_place_and_coordinates(mapped: Dataset) -> None:
    options = MapOptions(mapped=Mark.EXERCISES)
    rows = places_view.table(places_view.marks(mapped, options), Context(mapped, options))
    columns = ["Record", "Place", "Latitude (degrees)", "Longitude (degrees)", "Precision"]
    assert rows[columns].to_numpy().tolist() == [
        ["Steppe 2", "Harbour", 39, 121.5, "Exact"],
        ["Steppe 2", "Moscow", 55.75, 37.62, "Approximate"],
        ["Steppe 1", "Harbour", 39, 121.5, "Exact"],
    ]


def test_the_centre_lies_in_the_middle_and_distances_are_those_of_the_globe() -> None:
    centre, pole, opposite = project(
        [CENTRE[0], 0, CENTRE[0] + 180], [CENTRE[1], 90, -CENTRE[1] + 1]
    )
    assert centre.tolist() == pytest.approx([0, 0], abs=1e-6)
    quarter = (90 - CENTRE[1]) / 2
    assert pole.tolist() == pytest.approx([0, 2 * EARTH * 0.46947156], rel=1e-6), (
        f"twice the sine of {quarter} degrees, due north"
    )
    assert WHOLE < abs(opposite[1]) < 2 * EARTH


def test_east_is_to_the_right_and_north_is_up() -> None:
    beijing, moscow, cape_town = project([116.4, 37.6, 18.4], [39.9, 55.8, -33.9])
    assert moscow[0] < 0 < beijing[0]
    assert cape_town[1] < 0 < moscow[1]


@pytest.mark.parametrize("rim", [HALF, WHOLE])
def test_outlines_end_at_the_rim(rim: float) -> None:
    paths = outlines(rim)
    assert len(paths)
    for path in paths:
        ends = pd.DataFrame([pair.split(",") for pair in re.split("[MLZ]+", path) if pair]).astype(
            float
        )
        assert (ends[0] ** 2 + ends[1] ** 2).max() ** 0.5 <= rim + 1


def test_a_mark_on_the_far_side_of_the_globe_is_drawn_on_the_whole_of_it(mapped: Dataset) -> None:
    far = mapped.records.assign(
        longitude=mapped.records["longitude"].mask(mapped.records.index == "harbour", -66.0)
    )
    seas = [_drawn(dataset).layout.shapes[0].x1 for dataset in (mapped, _with(mapped, far))]
    assert seas == [HALF, WHOLE]


def test_every_mark_lies_within_the_axes(mapped: Dataset) -> None:
    figure = _drawn(mapped)
    marks = [trace for trace in figure.data if trace.customdata]
    assert marks
    left, right = figure.layout.xaxis.range
    bottom, top = figure.layout.yaxis.range
    for trace in marks:
        assert all(left < x < right for x in trace.x)
        assert all(bottom < y < top for y in trace.y)


def test_the_map_asks_no_other_host_for_anything(mapped: Dataset) -> None:
    figure = _drawn(mapped)
    assert "http" not in figure.to_json()
    assert {trace.type for trace in figure.data} == {"scatter"}, (
        "the library's own maps fetch their outlines"
    )


def test_what_the_shipped_tables_call_data_centres_are_data_centres() -> None:
    marks = places_view.marks(store.dataset(), MapOptions(mapped=Mark.CENTRES))
    labels = store.dataset().labels
    assert len(marks)
    assert not [
        identifier
        for identifier in marks["ids"].explode()
        if "data centre" not in labels[identifier].lower()
    ]


@pytest.fixture
def far() -> pd.DataFrame:
    """Three places as the view has them: two in Asia, one of these exact and all projected; one far
    in the south-west."""
    rows = [
        ("a", ["steppe-1"], 0.0, 0.0, True, False),
        ("b", ["steppe-2"], 3_000.0, 500.0, False, True),
        ("c", ["wave"], -7_600.0, -5_700.0, True, False),
    ]
    columns = ["place", "ids", "x", "y", "approximate", "projected"]
    frame = pd.DataFrame(rows, columns=columns)
    counts = {"n": 1, "n_expected": 0, "n_alone": 0, "n_placed": 3, "n_records": 3}
    lists = {"evidence": [[""]] * 3, "expected": [[False]] * 3}
    return frame.assign(mark=Mark.EXERCISES, domain="land", **lists, **counts)


@pytest.fixture
def regional(everything: Dataset) -> Regional:
    """A map of such places with a region in the frame."""

    def draw(marks: pd.DataFrame, region: str) -> go.Figure:
        return drawing.places(marks, Context(everything, MapOptions(region=region)))

    return draw


def test_a_region_fits_the_frame_to_its_marks_and_says_how_many_lie_farther_off(
    far: pd.DataFrame, regional: Regional
) -> None:
    figure = regional(far, Region.NEAR)
    assert figure.layout.xaxis.range[0] > -7_600
    assert figure.layout.xaxis.title.text.endswith("Fitted without 1 place that lies farther off")
    assert set(_points(figure)) == {"steppe-1", "steppe-2", "wave"}, "dragging the map leads to it"
    assert regional(far, Region.EAST).layout.xaxis.title.text.endswith(
        "Fitted without 2 places that lie farther off"
    )
    whole = regional(far, ALL)
    assert whole.layout.xaxis.range[0] < -7_600
    assert "Fitted" not in whole.layout.xaxis.title.text


def test_a_region_without_any_mark_leaves_the_frame_to_all(
    far: pd.DataFrame, regional: Regional
) -> None:
    figure = regional(far.tail(1), Region.EAST)
    assert figure.layout.xaxis.range[0] < -7_600 < figure.layout.xaxis.range[1]
    assert "Fitted" not in figure.layout.xaxis.title.text


def test_what_is_all_projected_has_a_dot_within_whatever_its_colour(
    far: pd.DataFrame, regional: Regional
) -> None:
    figure = regional(far, ALL)
    assert {ids: symbol for ids, (symbol, _) in _points(figure).items()} == {
        "steppe-1": "circle-open",
        "steppe-2": "circle-dot",
        "wave": "circle-open",
    }
    assert "Dot within: projected" in {trace.name for trace in figure.data}
    assert "Dot within: projected" not in {
        trace.name for trace in regional(far[~far["projected"]], ALL).data
    }


def test_a_place_is_projected_only_where_every_record_at_it_is(mapped: Dataset) -> None:
    assert not places_view.marks(mapped, EVERYTHING)["projected"].any()
    drills = mapped["exercises"].assign(projected=True)
    assert places_view.marks(
        mapped.only({**mapped.frames, "exercises": drills}), EVERYTHING
    ).set_index("place")["projected"].to_dict() == {
        "moscow": False,
        "harbour": True,
    }


def test_countries_are_named_beneath_the_marks_and_never_where_a_mark_is(
    far: pd.DataFrame, regional: Regional
) -> None:
    names = regional(far.head(2), ALL).data[0]
    assert {"Russia", "China"} <= set(names.text)
    assert names.mode == "text"
    mongolia = middles()["MNG"]
    near = far.head(2).assign(x=[mongolia[0], 3_000.0], y=[mongolia[1], 500.0])
    assert "Mongolia" not in regional(near, ALL).data[0].text


def test_countries_are_called_on_the_map_as_they_are_in_the_register() -> None:
    known = store.dataset().labels
    assert {
        code: name
        for code, name in ground.COUNTRIES.items()
        if code in known and known[code] != name
    } == {}
    assert ground.COUNTRIES.keys() <= middles().keys()

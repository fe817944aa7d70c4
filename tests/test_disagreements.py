"""How much is borne out, how far sources lie apart, what kinds speak: counted by hand."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.charts.chart import NO_OPTIONS, Context
from atlas.charts.coverage import (
    disagreements,
    disagreements_view,
    source_kinds,
    source_kinds_view,
)
from atlas.charts.registry import CHARTS
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.selection import Coverage
from atlas.records.borne_out import BorneOut, borne_out

ALL = ["article", "wire", "copy"]


def _built(folder: Path, exercises: list[tiny.Row]) -> Dataset:
    return build(tables.load(tiny.write(folder, {"exercises": exercises})), ALL)


def _exercises_alone(dataset: Dataset) -> Dataset:
    """The records of all other tables hidden."""
    hidden = {name: frame.iloc[:0] for name, frame in dataset.frames.items()}
    return dataset.only({**hidden, "exercises": dataset["exercises"]})


@pytest.fixture
def apart(tmp_path: Path) -> Dataset:
    """Wave with 50 or 100 Chinese persons, Drill with 2, 6 or 8 ships, and with two hosts."""
    rows = [
        tiny.said("wave", personnel_china="100"),
        tiny.said("wave", "wire", personnel_china="50"),
        tiny.said("drill", ships_total="6", host="CHN"),
        tiny.said("drill", "wire", ships_total="2", host="RUS"),
        tiny.said("drill", "copy", ships_total="8"),
    ]
    return _built(tmp_path, rows)


def _words(dataset: Dataset) -> str:
    view = disagreements_view.disagreements(dataset)
    return disagreements.takeaway(view, Context(dataset, NO_OPTIONS))


def test_the_largest_ratio_comes_first_and_what_has_none_last(apart: Dataset) -> None:
    view = disagreements_view.disagreements(apart)
    assert view[["id", "field", "shown"]].to_numpy().tolist() == [
        ["drill", "ships_total", "6"],
        ["wave", "personnel_china", "100"],
        ["drill", "host", "CHN"],
    ]
    assert view["ratio"].tolist()[:2] == [4.0, 2.0]
    assert view["ratio"].isna().tolist() == [False, False, True]


def test_a_bar_reaches_from_the_lowest_to_the_highest_value_with_a_mark_at_the_shown_one(
    apart: Dataset,
) -> None:
    view = disagreements_view.disagreements(apart)
    bars, marks, names = disagreements.disagreements(view, Context(apart, NO_OPTIONS)).data
    assert [base + length for base, length in zip(bars.base, bars.x, strict=True)] == [4.0, 2.0]
    assert list(bars.base) == [1, 1]
    assert list(marks.x) == [3.0, 2.0]
    assert list(marks.customdata) == ["drill", "wave"]
    assert list(names.text) == [
        "<b>Drill</b><br>Ships, whole exercise: 2 to 8 ships",
        "<b>Wave</b><br>Personnel, China: 50 to 100 persons",
    ]


def test_the_table_has_every_disagreement_in_the_order_of_the_bars(apart: Dataset) -> None:
    view = disagreements_view.disagreements(apart)
    table = disagreements_view.as_table(view, Context(apart, NO_OPTIONS))
    assert table["Record"].tolist() == ["Drill", "Wave", "Drill"]
    assert table["Highest"].tolist() == ["8", "100", "Russia"]


def test_the_sentence_counts_values_records_and_figures_and_names_the_farthest_apart(
    apart: Dataset, everything: Dataset
) -> None:
    assert _words(apart) == (
        "Sources disagree on 3 values of 2 entries; 2 figures, farthest apart on Drill, "
        "Ships, whole exercise: 2 to 8 ships (4 times)."
    )
    assert _words(everything) == (
        "Sources disagree on 1 value of 1 entry; 1 figure, farthest apart on Steppe 2, "
        "Personnel, China: 3,200 to 3,500 persons (1.1 times)."
    )


def test_the_sentence_says_that_others_lie_as_far_apart(tmp_path: Path) -> None:
    rows = [
        tiny.said(record, source, personnel_china=number)
        for record in ("wave", "drill", "steppe-1")
        for source, number in (("article", "50"), ("wire", "100"))
    ]
    assert _words(_built(tmp_path, rows)).endswith("(2 times), and 2 others as far.")


def test_money_has_its_unit_before_each_value(tmp_path: Path) -> None:
    rows = [*tiny.SHEETS["transfers"], tiny.said("jet-sale", "copy", value_usd_m="1000")]
    data = build(tables.load(tiny.write(tmp_path, {"transfers": rows})), ALL)
    assert "Value: USD 1.0 bn to USD 2.0 bn (2 times)" in _words(data)


def test_where_no_figure_is_disputed_the_picture_and_the_sentence_say_so(tmp_path: Path) -> None:
    rows = [tiny.said("wave", host="CHN"), tiny.said("wave", "wire", host="RUS")]
    data = _built(tmp_path, rows)
    view = disagreements_view.disagreements(data)
    figure = disagreements.disagreements(view, Context(data, NO_OPTIONS))
    assert "No figure is disputed" in figure.layout.annotations[0].text
    assert _words(data) == "Sources disagree on 1 value of 1 entry, none of them a figure."


def test_a_value_that_begins_at_nothing_has_no_ratio_and_stands_in_the_table(
    tmp_path: Path,
) -> None:
    rows = [tiny.said("wave", ships_total="0"), tiny.said("wave", "wire", ships_total="4")]
    data = _built(tmp_path, rows)
    view = disagreements_view.disagreements(data)
    assert view["ratio"].isna().all()
    assert len(disagreements_view.as_table(view, Context(data, NO_OPTIONS))) == 1


def test_a_value_is_borne_out_by_two_origins_that_have_this_very_value(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", date="2012", ships_total="4", participants="CHN;RUS", note="A note"),
        tiny.said("wave", "wire", date="2012", ships_total="5", participants="CHN"),
        tiny.said("wave", "copy", ships_total="5", kind="field"),
    ]
    counted = borne_out(_exercises_alone(_built(tmp_path, rows)))
    # Date, ships, China and Russia; the date and China twice, 5 ships only in a text and its copy.
    assert counted == BorneOut(values=4, borne_out=2, disputed=1)


def test_what_is_planned_bears_nothing_out(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", date="2012"),
        tiny.said("wave", "wire", basis="projected", date="2012"),
    ]
    assert borne_out(_exercises_alone(_built(tmp_path, rows))) == BorneOut(1, 0, 0)


def test_values_of_hidden_records_are_not_counted(everything: Dataset) -> None:
    hidden = everything.only(
        {**everything.frames, "exercises": everything["exercises"].drop("steppe-2")}
    )
    before, after = borne_out(everything), borne_out(hidden)
    assert after.values < before.values
    assert (before.disputed, after.disputed) == (1, 0)


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        (BorneOut(0, 0, 0), "No value of any source is in view."),
        (
            BorneOut(1, 1, 1),
            "1 of 1 value rests on two or more independent sources; 1 is disputed.",
        ),
        (
            BorneOut(3, 2, 0),
            "2 of 3 values rest on two or more independent sources; none is disputed.",
        ),
        (
            BorneOut(2_000, 0, 12),
            "0 of 2,000 values rest on two or more independent sources; 12 are disputed.",
        ),
    ],
)
def test_the_line_is_right_for_none_one_and_many(counted: BorneOut, sentence: str) -> None:
    assert counted.sentence() == sentence


def test_the_bar_of_kinds_adds_up_to_the_sources_that_speak(everything: Dataset) -> None:
    view = source_kinds_view.source_kinds(everything)
    context = Context(everything, NO_OPTIONS)
    assert view.to_numpy().tolist() == [["journalism", 3]]
    (bar,) = source_kinds.source_kinds(view, context).data
    assert (list(bar.base), list(bar.x), list(bar.text)) == ([0], [3], ["Journalism<br>3"])
    assert source_kinds.takeaway(view, context) == (
        "3 sources speak of the entries in view: journalism 3."
    )
    assert source_kinds_view.as_table(view, context)["Share"].tolist() == [100.0]


@pytest.mark.parametrize(
    ("counts", "headline"),
    [
        ({"journalism": 1}, "These sources on China and Russia: the one is journalism"),
        ({"journalism": 3}, "These sources on China and Russia: all 3 are journalism"),
        (
            {"journalism": 2, "interview": 1},
            "These sources on China and Russia: 2 of 3 are journalism",
        ),
        (
            {"interview": 1, "journalism": 1},
            "These sources on China and Russia: 1 each of interview and journalism",
        ),
    ],
)
def test_the_title_of_the_kinds_is_right_for_one_many_and_ties(
    everything: Dataset, counts: dict[str, int], headline: str
) -> None:
    view = pd.DataFrame(counts.items(), columns=["kind", "n"])
    assert source_kinds.headline(view, Context(everything, NO_OPTIONS)) == headline


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        ((0, 0), "There are no disputed entries in the chosen sources."),
        ((1, 1), "The one disputed entry in the chosen sources passes the filters."),
        ((2, 2), "Both disputed entries pass the filters."),
    ],
)
def test_of_sources_that_agree_it_is_said_that_nothing_is_disputed(
    coverage: tuple[int, int], sentence: str
) -> None:
    assert Coverage(*coverage, {}, CHARTS["conflicts"].noun).sentence() == sentence


def test_small_kinds_come_last_and_are_named_in_the_legend(everything: Dataset) -> None:
    counts = pd.DataFrame({"kind": ["journalism", "think tank", "interview"], "n": [19, 2, 1]})
    bar, *keys = source_kinds.source_kinds(counts, Context(everything, NO_OPTIONS)).data
    assert list(bar.text) == ["Journalism<br>19", "", ""]
    assert [key.name for key in keys] == ["Think tank: 2", "Interview: 1"]
    assert [key.marker.color for key in keys] == list(bar.marker.color)[1:]


def test_a_kind_that_has_room_is_named_in_the_bar(tmp_path: Path) -> None:
    register = [dict(source) for source in tiny.SOURCES]
    register[0]["kind"] = "think tank"
    data = build(tables.load(tiny.write(tmp_path, sources=register)), ALL)
    view = source_kinds_view.source_kinds(data)
    assert view.to_numpy().tolist() == [["journalism", 2], ["think tank", 1]]
    (bar,) = source_kinds.source_kinds(view, Context(data, NO_OPTIONS)).data
    assert list(bar.base) == [0, 2]
    assert bar.hovertext[1] == "<b>Think tank</b><br>1 source, 33% of 3"

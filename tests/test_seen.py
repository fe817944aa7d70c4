"""What the charts of the shipped data look like to a reader: in grey print, along their axes, and
in the numbers they write.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from atlas.charts import theme
from atlas.charts.chart import Chart
from atlas.charts.chart_view import ChartView
from atlas.charts.network.edges import Dash
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.course_pieces import MOMENTS
from atlas.dataset.filters import Filters
from lengths import first_of_all

EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)
BASES = pytest.mark.parametrize("evidence", first_of_all({"all"}, ["all", "articles"]))


@dataclass(frozen=True)
class Mark:
    """A mark as grey print leaves it: its form without its colour, which record it is, and what is
    said of it.
    """

    form: tuple[str, ...]
    record: str
    begins: str
    told: str


def _one(value: Any, at: int) -> Any:
    return value[at] if isinstance(value, list | tuple) else value


def _shown(chart: Chart, evidence: str = "all") -> ChartView:
    return ChartView(chart, Filters(evidence=evidence), chart.options())


def _marks(figure: Any) -> Iterator[Mark]:
    """The marks that can be pointed at.

    Entries of the legend, for which nothing is drawn, are none.
    """
    for trace in figure.to_dict()["data"]:
        if trace["type"] == "sankey":
            yield from (Mark(("node", label), label, "", label) for label in trace["node"]["label"])
            continue
        look, line = trace.get("marker", {}), trace.get("line", {})
        for at, place in enumerate(trace["x"]):
            if place is None or trace.get("hoverinfo") == "skip":
                continue
            hollow = "hollow" if _one(look.get("color", ""), at) == theme.CLEAR else ""
            form = [
                look.get("pattern", {}).get("shape", ""),
                look.get("symbol", ""),
                line.get("dash", ""),
            ]
            told = _one(trace.get("hovertext", ""), at) + trace.get("hovertemplate", "")
            begins = str(_one(trace.get("base", ""), at))
            yield Mark(
                (trace["type"], hollow, *(_one(part, at) for part in form)),
                str(_one(trace.get("customdata", ""), at)),
                begins,
                told,
            )


def _says(words: str) -> Callable[[Any], Callable[[Mark], bool]]:
    return lambda view: lambda mark: re.search(words, mark.told) is not None


def _of(column: str, *certain: object) -> Callable[[Any], Callable[[Mark], bool]]:
    """Marks of records that have something else in a column of the view."""

    def _soft(view: Any) -> Callable[[Mark], bool]:
        ids = set(view.loc[~view[column].isin(certain), "id"])
        return lambda mark: mark.record in ids

    return _soft


def _inexact(view: pd.DataFrame) -> Callable[[Mark], bool]:
    """Exercises whose date is known less exactly than by the day, is a plan, or is not known.

    The context's signs are shapes of their own; a column counts what has a year, however exact.
    """
    is_soft = ~view["exact"] | view["planned"].eq(True)
    ids = set(view.loc[is_soft & view["context"].eq(""), "id"])

    def _soft(mark: Mark) -> bool:
        if re.search(r"^<b>[^<]*: \d+ exercises?</b>", mark.told):
            return "mentioned without a date" in mark.told
        return mark.record in ids

    return _soft


def _projected_places(view: pd.DataFrame) -> Callable[[Mark], bool]:
    """Places at which every record is projected."""
    ids = set(view.loc[view["projected"], "ids"].str.join(";"))
    return lambda mark: mark.record in ids


def _pieces(view: pd.DataFrame) -> Callable[[Mark], bool]:
    """Pieces of a course by record and first day; its signs are shapes of their own."""
    soft = view[view["certainty"].ne("dated") & ~view["piece"].isin(MOMENTS)]
    keys = set(zip(soft["id"], soft["start"].dt.strftime("%Y-%m-%d"), strict=True))
    return lambda mark: (mark.record, mark.begins) in keys


# Which marks of a soft chart stand for what has no date, is known to the year only, is approximate
# or projected.
SOFT_MARKS = {
    "records-by-year": _says("mentioned without a date"),
    "exercise-timeline": _inexact,
    "exercise-calendar": _says("^<b>month unknown"),
    "exercises-by-domain": _says("mentioned without a date|no date"),
    # No place of the shipped data is exact: that hollow is told from filled, the map's own tests
    # hold.
    "exercise-map": _projected_places,
    "transfer-matrix": _says(r"^<b>[^<]*</b><br>[^<]*not carried out[^<]*<br>·"),
    "two-way-street": _of("certainty", "dated"),
    "transfer-course": _pieces,
    "findings": _of("projected", False),
    "coverage": _says("[Nn]o entry|[Nn]othing recorded|[Ww]ithout an entry"),
}


def test_every_soft_chart_is_asked_which_of_its_marks_are_uncertain() -> None:
    """The lines of the network cannot be pointed at: they have a test of their own."""
    soft = {name for name, chart in CHARTS.items() if chart.soft}
    assert {*SOFT_MARKS, "network"} == soft


@pytest.mark.parametrize("name", SOFT_MARKS)
def test_what_is_uncertain_or_projected_has_another_form_than_what_is_certain(name: str) -> None:
    shown = _shown(CHARTS[name]).whole
    soft = SOFT_MARKS[name](shown.view)
    forms: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for mark in _marks(shown.figure()):
        forms[soft(mark)].add(mark.form)
    assert forms[True], "the shipped data have such marks"
    assert forms[False], "and others"
    assert not forms[True] & forms[False]


def test_lines_of_the_network_without_a_date_or_projected_are_dotted_or_dashed() -> None:
    options = CHARTS["network"].options(nodes="all", apart="dashed")
    shown = ChartView(CHARTS["network"], Filters(), options)
    drawn = {"solid": 0, "dash": 0, "dot": 0}
    for trace in shown.figure().data:
        if trace.mode == "lines" and trace.x[0] is not None:
            drawn[trace.line.dash] += len(trace.x) // 3
    wanted = shown.view.edges["dash"].value_counts()
    expected = {"solid": Dash.SOLID, "dash": Dash.APART, "dot": Dash.UNDATED}
    assert drawn == {stroke: wanted[dash] for stroke, dash in expected.items()}


def _axes_of_numbers(layout: dict[str, Any]) -> dict[str, Any]:
    """The axes whose ticks are numbers that count or measure; years and words say it themselves."""
    axes = {}
    for key, axis in layout.items():
        if "axis" not in key:
            continue
        hidden = axis.get("visible") is False or axis.get("showticklabels") is False
        in_words = "ticktext" in axis and not axis.get("title")
        of_time = axis.get("tickformat") == "d" or axis.get("type") in {"date", "category"}
        if not (hidden or in_words or of_time):
            axes[key] = axis
    return axes


@EVERY
def test_every_axis_of_numbers_says_what_is_counted(chart: Chart) -> None:
    """By its title, by words beside it, or by the name of the panel that it belongs to."""
    layout = _shown(chart).figure().to_dict()["layout"]
    notes = layout.get("annotations", [])
    in_a_panel = any(re.search(r": \d[\d,]* \w+$", note["text"]) for note in notes)
    beside = {note.get("yref", "") for note in notes}
    for key, axis in _axes_of_numbers(layout).items():
        has_words = f"{key.replace('axis', '')} domain" in beside
        assert axis.get("title", {}).get("text") or has_words or in_a_panel, key


def test_charts_that_count_have_an_axis_of_numbers() -> None:
    """The test above asks nothing of a chart without one."""
    counting = {
        name
        for name, chart in CHARTS.items()
        if _axes_of_numbers(_shown(chart).figure().to_dict()["layout"])
    }
    assert counting == {
        "conflicts",
        "source-kinds",
        "records-by-year",
        "exercises-by-domain",
        "exercise-timeline",
        "how-many",
        "two-way-street",
        "transfers-cumulative",
        "sipri-volumes",
        "sipri-shares",
        "then-and-now",
        "findings",
    }


def _legend(chart: Chart) -> list[str]:
    """The names in the legend of a chart; none where it has no legend."""
    figure = _shown(chart).figure().to_dict()
    if figure["layout"].get("showlegend") is False:
        return []
    return [
        trace["name"]
        for trace in figure["data"]
        if trace.get("showlegend") is not False and trace["type"] != "sankey"
    ]


@EVERY
def test_a_legend_is_drawn_only_where_it_tells_things_apart(chart: Chart) -> None:
    names = _legend(chart)
    assert len(names) != 1
    assert len(set(names)) == len(names), "no name stands there twice"


def test_charts_of_several_colours_have_a_legend() -> None:
    """The test above asks nothing of a chart without one."""
    assert {name for name, chart in CHARTS.items() if _legend(chart)} == {
        "conflicts",
        "source-kinds",
        "records-by-year",
        "exercise-timeline",
        "exercise-map",
        "transfer-matrix",
        "two-way-street",
        "transfer-course",
        "sipri-volumes",
        "sipri-shares",
        "then-and-now",
        "network",
        "findings",
        "assessment",
        "coverage",
    }


UNWRITTEN = re.compile(
    r"\b(?:nan|NaN|None|NaT|inf)\b(?!-)|<NA>|(?<![\d.])0 (?:persons|troops)"
    r"|\d\.0(?= (?!bn|m))(?!\d)|\d{5,}(?= (?:persons|troops|transfers))"
)


def _written(shown: ChartView) -> Iterator[str]:
    """All that a chart says: its sentences, what its marks and bands say when pointed at, and its
    table.
    """
    yield from (shown.takeaway, shown.sentence, shown.coverage.sentence(), shown.note, shown.credit)
    for trace in shown.figure().to_dict()["data"]:
        for part in (trace, trace.get("node", {}), trace.get("link", {})):
            for key in ("hovertext", "text", "label", "customdata", "name"):
                value = part.get(key) or ""
                yield from (
                    str(one)
                    for one in (value if isinstance(value, list | tuple) else [value])
                    if one is not None
                )
    table = shown.table
    for column in table.columns:
        yield str(column)
        yield from (value for value in table[column] if isinstance(value, str))


@BASES
@EVERY
def test_numbers_are_written_as_people_write_them(chart: Chart, evidence: str) -> None:
    texts = set(_written(_shown(chart, evidence)))
    assert texts
    assert not {text for text in texts if UNWRITTEN.search(text)}

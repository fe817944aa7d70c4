"""No count says more than the rows: filters only take away, and one thing has one number."""

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.answers.records import record
from atlas.charts.chart import Context
from atlas.charts.chart_view import ChartView, span
from atlas.charts.exercises import columns_view, timeline_view
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.directed import DIRECTION_LABELS, directed, pair_ids
from atlas.charts.transfers.flow_rows import SHOWN, FlowOptions
from atlas.charts.transfers.left_out import left_out
from atlas.charts.transfers.matrix_view import MatrixOptions, matrix_rows
from atlas.charts.transfers.street_view import street
from atlas.charts.transfers.units import PIECES, UNITS, measured
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Values
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply
from atlas.records import conflicts, facts, hovers
from atlas.records.corroboration import Standing, standing
from atlas.records.lead import lead
from atlas.records.listing import listing, singles
from atlas.records.outcome import is_carried_out
from lengths import AT_LENGTH, first_of_all

ALL = ["article", "wire", "copy"]


def _built(folder: Path, sheet: str, *rows: tiny.Row) -> Dataset:
    return build(tables.load(tiny.write(folder, {sheet: list(rows)})), ALL)


SWITCHES: dict[str, Values] = {
    "no more": {},
    "without projections": {"projected": "out"},
    "two sources": {"independent": "2"},
    "without competitions": {"scope": ("competitions",)},
    "from Russia": {"supplier": ("RUS",)},
    "to China or India": {"recipient": ("CHN", "IND")},
    "from China to Russia": {"supplier": ("CHN",), "recipient": ("RUS",)},
}


def _narrowings(switch: Values) -> Iterator[tuple[Filters, Filters]]:
    """A filter and a narrower one: of years, of domains, by the switch, and by several of them."""
    first, last = span()
    years = [(1990, last), (2000, 2020), (2008, 2014), (2012, 2012)]
    domains = [(), ("naval", "air"), ("naval",)]
    for wide, narrow in itertools.pairwise([(first, last), *years]):
        for domain, narrower in itertools.pairwise(domains):
            shared: Values = {"domain": domain, **switch}
            yield Filters(years=wide, **shared), Filters(years=narrow, **shared)
            yield (
                Filters(years=wide, domain=domain),
                Filters(years=narrow, domain=narrower, **switch),
            )


@pytest.mark.parametrize("folder", ["shipped", "tiny"])
@pytest.mark.parametrize("switch", first_of_all({"from Russia"}, SWITCHES))
def test_a_narrower_filter_shows_some_of_the_same_records_and_no_larger_sum(
    folder: str, switch: str, everything: Dataset
) -> None:
    data = store.dataset() if folder == "shipped" else everything

    @cache
    def counted(filters: Filters) -> tuple[dict[str, set[str]], "pd.Series[float]"]:
        """The single records of each table under these filters, and what charts add up."""
        left = apply(data, filters).dataset
        ids = {table.name: set(singles(left[table.name]).index) for table in data.schema.sheets}
        return ids, _sums(left)

    for wide, narrow in _narrowings(SWITCHES[switch]):
        (wider, wider_sums), (narrower, narrower_sums) = counted(wide), counted(narrow)
        assert all(narrower[name] <= wider[name] for name in wider)
        assert narrower_sums.le(wider_sums).all()


def _sums(data: Dataset) -> "pd.Series[float]":
    """Everything that charts add up: exercises by year, transfers in each unit."""
    frame = directed(data)
    pieces = [f"{PIECES}{category}" for category in data.schema.values("category")]
    sums = {unit: measured(frame, unit).sum() for unit in [*UNITS, *pieces]}
    by_year = columns_view.per_year(data).groupby("year")["n"].sum()
    years = range(span()[0], span()[1] + 1)
    return pd.concat([pd.Series(sums), by_year.reindex(years, fill_value=0)])


# What tells a row of a chart's table from the others: the record, and where or between whom.
ROW_OF_TABLE = ["Id", "ids of From", "ids of To", "ids of Place"]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        # Of one year the network has ties of countries alone.
        (Filters(years=(1988, 1998)), Filters(years=(1993, 1993))),
        # Of these two the transfers are with third countries alone.
        pytest.param(
            Filters(recipient=("CHN", "TWN", "VNM")),
            Filters(recipient=("TWN", "VNM")),
            marks=AT_LENGTH,
        ),
        pytest.param(
            Filters(domain=("cyber", "space")),
            Filters(domain=("cyber",), projected="out"),
            marks=AT_LENGTH,
        ),
    ],
)
def test_no_chart_has_under_a_narrower_filter_what_it_lacks_under_the_wider(
    wide: Filters, narrow: Filters
) -> None:
    for name, chart in CHARTS.items():
        few, many = (
            _rows(ChartView(chart, filters, chart.options())) for filters in (narrow, wide)
        )
        assert few <= many, name


def _rows(shown: ChartView) -> set[tuple[str, ...]]:
    table = shown.linked_table
    columns = [column for column in ROW_OF_TABLE if column in table]
    return set(table[columns].itertuples(index=False, name=None)) if columns else set()


def test_a_chart_that_its_options_leave_nothing_names_what_it_does_not_draw() -> None:
    flows, network = CHARTS["transfer-flows"], CHARTS["network"]
    to_vietnam = ChartView(flows, Filters(recipient=("VNM",)), flows.options())
    assert to_vietnam.empty
    assert to_vietnam.coverage.shown == 23
    assert [option.name for option in to_vietnam.narrowing_options] == ["third"]
    of_one_year = ChartView(network, Filters(years=(1993, 1993)), network.options())
    assert of_one_year.takeaway == (
        "Network: no ties in view. 18 further nodes, the countries and what they alone tie, are "
        "excluded."
    )


@pytest.mark.parametrize("years", [(2022, 2026), (2011, 2011), (2008, 2008), (1992, 2026)])
def test_no_filter_brings_a_group_into_a_picture(years: tuple[int, int]) -> None:
    data = store.dataset()
    groups = set(data.built["exercises"].query("is_group").index)
    groups |= set(data.built["transfers"].query("is_group").index)
    narrowed = apply(data, Filters(years=years)).dataset
    marks = timeline_view.timeline(narrowed)
    assert not groups & set(marks["id"])
    assert not groups & set(directed(narrowed).index)


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(years=(2012, 2019)), Filters(evidence="articles")]
)
def test_all_charts_of_the_exercises_count_the_same_exercises(filters: Filters) -> None:
    for name in ("exercises-by-domain", "exercise-calendar", "exercise-timeline"):
        chart = CHARTS[name]
        shown = ChartView(chart, filters, chart.options())
        exercises = singles(shown.dataset["exercises"])
        assert shown.coverage.shown == len(exercises)
        number = int((~exercises["projected"]).sum())
        marks = shown.view
        if name == "exercise-timeline":
            marks = marks[marks["context"].eq("") & marks["projected"].eq(False)]
            marks = marks.rename(columns={"id": "ids"})
        drawn = marks["ids"].explode().nunique() if "ids" in marks else marks["n"].sum()
        assert drawn == number, name


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(domain=("air",)), Filters(years=(2014, 2026))]
)
def test_all_charts_of_the_transfers_say_the_same_of_each_direction(filters: Filters) -> None:
    data = apply(store.dataset(), filters).dataset
    frame = directed(data)
    pairs = pair_ids(frame)
    carried_out = is_carried_out(frame)
    rows = street(data)
    cells = matrix_rows(data, MatrixOptions())
    flows = CHARTS["transfer-flows"]
    drawn = flows.view(data, FlowOptions())
    drawn_with_third = flows.view(data, FlowOptions(third=SHOWN))
    for direction in DIRECTION_LABELS:
        supplier, recipient = direction.split("-")
        number = int((pairs.eq(direction) & carried_out).sum())
        apart = int((pairs.eq(direction) & ~carried_out).sum())
        own = rows[rows["direction"].eq(direction)]
        assert (own["certainty"].ne("not carried out")).sum() == number
        assert (own["certainty"].eq("not carried out")).sum() == apart
        own = cells[cells["supplier"].eq(supplier) & cells["recipient"].eq(recipient)]
        assert (own["carried"].sum(), (~own["carried"]).sum()) == (number, apart)
        for bands in (drawn, drawn_with_third):
            own = bands[bands["supplier"].eq(supplier) & bands["recipient"].eq(recipient)]
            assert own["n"].sum() == number


@pytest.mark.parametrize("third", ["hidden", SHOWN])
@pytest.mark.parametrize("unit", ["records", "tiv"])
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(supplier=("CHN",)), Filters(years=(1990, 2010))]
)
def test_what_the_flows_draw_and_what_they_leave_out_are_all_transfers_in_view(
    filters: Filters, unit: str, third: str
) -> None:
    chart = CHARTS["transfer-flows"]
    options = FlowOptions(third=third, unit=unit)
    shown = ChartView(chart, filters, options)
    sentence = left_out(shown.dataset, options, shown.rows)
    parts = sentence.removeprefix("Not in the picture: ").split(".")[0].split("; ")
    left = sum(int(part.split(" ")[0]) for part in parts if part)
    assert shown.rows + left == shown.coverage.shown


def test_an_exercise_that_is_but_expected_is_drawn_hollow_and_counted_nowhere(
    tmp_path: Path,
) -> None:
    rows = (
        tiny.said("wave", date="2012", domains="naval"),
        tiny.said("drill", "wire", basis="projected", date="2020", domains="naval"),
    )
    data = _built(tmp_path, "exercises", *rows)
    for name in ("exercise-calendar", "exercises-by-domain"):
        chart = CHARTS[name]
        view = chart.view(data, chart.options())
        assert view["n"].sum() == 1, name
        assert "1 more is only expected, and not counted" in chart.takeaway(
            view, Context(data, chart.options())
        )
    chart = CHARTS["exercise-timeline"]
    marks = chart.view(data, chart.options())
    assert marks.loc[marks["context"].eq(""), "id"].tolist() == ["wave", "drill"]
    sentence = chart.takeaway(marks, Context(data, chart.options()))
    assert sentence.startswith("Timeline of 1 exercise in 1 lane, in 2012, naval")
    assert "1 more only expected, drawn hollow and not counted" in sentence


def test_a_source_that_only_mentions_a_record_bears_nothing_out(tmp_path: Path) -> None:
    data = _built(
        tmp_path,
        "exercises",
        tiny.said("wave", "article", date="2012"),
        tiny.said("wave", "wire"),
        tiny.said("drill", "wire", note="Seen in a list."),
    )
    wave, drill = (data["exercises"].loc[key] for key in ("wave", "drill"))
    assert (wave["n_independent"], wave["mentioned_by"]) == (1, "Agency 2019 ¶1")
    assert (drill["n_independent"], drill["mentioned_by"]) == (0, "Agency 2019 ¶1")
    rows = listing(data, "exercises")
    assert rows.loc["wave", "Standing"] == "One independent source"
    text = hovers.hover(data, "exercises", data["exercises"].index, ["place"])["wave"]
    assert "Also mentioned by Agency 2019 ¶1" in text


def test_a_source_that_only_expected_what_took_place_bears_nothing_out(tmp_path: Path) -> None:
    """The wave took place; the drill is but expected, by two; of the steppe all is a plan."""
    data = _built(
        tmp_path,
        "exercises",
        tiny.said("wave", "article", date="2012", personnel_china="300"),
        tiny.said("wave", "wire", basis="projected", date="2012", personnel_china="500"),
        tiny.said("drill", "article", basis="projected", date="2030"),
        tiny.said("drill", "wire", basis="projected", date="2030"),
        tiny.said("steppe-2", "article"),
        tiny.said("steppe-2", "wire", basis="projected", date="2018"),
    )
    frame = data["exercises"]
    assert frame["n_independent"].to_dict() == {"drill": 2, "steppe-2": 0, "wave": 1}
    assert frame.loc["wave", "cited"] == "Weekly 2018 ¶1; Agency 2019 ¶1 (plan)"
    standings = standing(data, frame).to_dict()
    assert standings == {
        "drill": Standing.CORROBORATED,
        "steppe-2": Standing.ONE_ORIGIN,
        "wave": Standing.ONE_ORIGIN,
    }
    assert not len(apply(data, Filters(independent="2")).dataset["exercises"].drop("drill"))
    ends = {name: lead(data, name).split(". ", 1)[1] for name in standings}
    assert ends == {
        "drill": "Recorded by 2 independent sources.",
        "steppe-2": "All that is said of it was said beforehand, by 1 source.",
        "wave": "Recorded by 1 source. 1 more only expected it.",
    }
    assert data.conflicts.empty


def test_a_plan_contradicts_no_figure_and_is_told_apart_where_figures_are_disputed(
    tmp_path: Path,
) -> None:
    said = tiny.said("wave", "article", date="2012", personnel_china="300")
    again = tiny.said("wave", "wire", date="2012", personnel_china="310")
    plan = tiny.said("wave", "copy", basis="projected", date="2012", personnel_china="900")
    later_plan = tiny.said("wave", "wire", "¶2", basis="projected", personnel_china="700")
    fulfilled = _built(tmp_path / "one", "exercises", said, plan)
    assert fulfilled.conflicts.empty
    both_plans = _built(tmp_path / "two", "exercises", plan, later_plan)
    assert both_plans.conflicts["highest"].tolist() == ["900"]
    disputed = conflicts.conflicts(_built(tmp_path / "three", "exercises", said, again, plan))
    row = disputed.iloc[0]
    assert (row["Lowest"], row["Highest"]) == ("300", "310")
    assert row["Independent origins"] == "1 says 300; 1 says 310; 1 expects 900"


def test_outlets_of_one_state_are_one_independent_source_however_they_are_counted(
    tmp_path: Path,
) -> None:
    """Weekly and Agency as two outlets of China's state media: one voice; a third is another."""
    by_state = {"kind": "state media", "country": "CHN"}
    changed = [row | by_state if row["id"] != "copy" else row for row in tiny.SOURCES]
    alone = [tiny.said("wave", source, date="2012") for source in ("article", "wire")]
    drills = [*alone, *(row | {"id": "drill"} for row in alone), tiny.said("drill", "copy")]
    drills[-1]["date"] = "2012"
    folder = tiny.write(tmp_path, {"exercises": drills}, sources=changed)
    data = build(tables.load(folder), ALL)
    frame = data["exercises"]
    assert frame["n_independent"].to_dict() == {"wave": 1, "drill": 2}


@pytest.mark.parametrize("evidence", ["all", "articles", "no-state-media"])
def test_two_independent_sources_are_the_same_in_the_filter_and_in_the_sentence(
    evidence: str,
) -> None:
    data = store.dataset(evidence)
    for table in data.schema.sheets:
        frame = data[table.name]
        borne_out = standing(data, frame).eq(Standing.CORROBORATED)
        assert frame["n_independent"].ge(2).equals(borne_out), table.name


def test_a_stated_date_never_yields_to_a_plan_that_is_more_exact(tmp_path: Path) -> None:
    rows = (
        tiny.said("wave", "article", date="2012"),
        tiny.said("wave", "wire", basis="projected", date="2012-04-22/2012-04-27"),
    )
    data = _built(tmp_path, "exercises", *rows)
    assert data["exercises"].loc["wave", "date"] == "2012"
    assert not data["exercises"].loc["wave", "planned"]


def test_a_date_that_is_but_a_plan_is_drawn_hollow_and_says_so(tmp_path: Path) -> None:
    rows = (
        tiny.said("wave", "article", participants="CHN;RUS", domains="naval"),
        tiny.said("wave", "wire", "¶4", "projected", said_by="A general", date="2012-04-22"),
    )
    data = _built(tmp_path, "exercises", *rows)
    chart = CHARTS["exercise-timeline"]
    marks = chart.view(data, chart.options())
    assert marks.set_index("id").loc["wave", "planned"]
    text = hovers.hover(data, "exercises", pd.Index(["wave"]), ["participants"])["wave"]
    assert text.split("<br>")[1:] == [
        "22 April 2012 (planned) [1]",
        "Participants: China; Russia [2]",
        "[1] Projected: Agency 2019 ¶4 (A general)",
        "[2] Stated: Weekly 2018 ¶1",
        "Rests on one independent source",
    ]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"ships_china": "10", "ships_russia": "5", "ships_total": "18"}, ("15", "18")),
        ({"ships_china": "10", "ships_russia": "5", "ships_total": "15"}, None),
        ({"ships_china": "10", "ships_total": "8"}, ("8", "10")),
        ({"ships_china": "10", "ships_total": "30"}, None),
        (
            {
                "ships_china": "10",
                "ships_russia": "5",
                "ships_total": "18",
                "participants": "CHN;RUS;IND",
            },
            None,
        ),
    ],
)
def test_a_total_that_its_parts_contradict_is_a_conflict(
    tmp_path: Path, cells: dict[str, str], values: tuple[str, str] | None
) -> None:
    # In one row of one source it would be a mistake of the coder's, which the checks refuse.
    total = {"ships_total": cells["ships_total"]}
    sides = {"date": "2012", "participants": "CHN;RUS"} | cells | {"ships_total": ""}
    rows = (tiny.said("wave", **sides), tiny.said("wave", "wire", **total))
    data = _built(tmp_path, "exercises", *rows)
    rows = data.conflicts[["field", "lowest", "highest"]].to_numpy().tolist()
    assert rows == ([["ships_total", *values]] if values else [])
    assert len(conflicts.conflicts(data)) == len(rows)


def test_a_total_of_what_took_place_is_compared_with_no_plan_of_a_side(tmp_path: Path) -> None:
    """22 ships came; China was to send 10 of them and Russia 18."""
    held = tiny.said("wave", date="2012", participants="CHN;RUS", ships_total="22")
    sides = {"ships_china": "10", "ships_russia": "18"}
    plan = tiny.said("wave", "wire", "¶2", "projected", **sides)
    assert _built(tmp_path / "one", "exercises", held, plan).conflicts.empty
    # One side was counted, the other was not: that side alone is compared.
    counted = tiny.said("wave", "copy", ships_china="23")
    conflicts_now = _built(tmp_path / "two", "exercises", held, plan, counted).conflicts
    assert conflicts_now[["field", "lowest", "highest"]].to_numpy().tolist() == [
        ["ships_total", "22", "23"]
    ]
    # Plans alone can contradict one another.
    expected = tiny.said(
        "wave", "copy", "¶3", "projected", participants="CHN;RUS", ships_total="22"
    )
    plans = _built(tmp_path / "three", "exercises", expected, plan)
    assert plans.conflicts["highest"].tolist() == ["28"]


def test_a_list_has_no_item_that_a_plan_alone_names_once_a_source_has_told_who_came(
    tmp_path: Path,
) -> None:
    plan = tiny.said("wave", "article", "¶3", "projected", participants="CHN;RUS;IND")
    held = tiny.said("wave", "wire", date="2012", participants="CHN;RUS")
    assert _built(tmp_path / "one", "exercises", plan)["exercises"].at["wave", "participants"] == (
        "CHN;RUS;IND"
    )
    data = _built(tmp_path / "two", "exercises", plan, held)
    assert data["exercises"].at["wave", "participants"] == "CHN;RUS"
    (shown,) = facts.facts(data, "exercises", "wave", "participants")
    assert shown.source == "wire"


def test_contingents_of_what_took_place_are_those_that_came(tmp_path: Path) -> None:
    """China sent 900; Russia was to send 2,500, of which no row says that they came."""
    held = tiny.said("wave", date="2012", participants="CHN;RUS", personnel_china="900")
    plan = tiny.said("wave", "wire", "¶2", "projected", personnel_russia="2500")
    data = _built(tmp_path / "one", "exercises", held, plan)
    mark = timeline_view.timeline(data).set_index("id").loc["wave"]
    assert (mark["contingents"], mark["one_sided"]) == ("under 1,000", True)
    # Of what is only expected the plan is all there is, and its mark is hollow.
    expected = _built(tmp_path / "two", "exercises", plan)
    mark = timeline_view.timeline(expected).set_index("id").loc["wave"]
    assert (mark["contingents"], mark["planned"]) == ("1,000 to 2,999", True)


def test_what_a_deal_was_to_be_worth_is_in_no_sum_of_what_came_about(tmp_path: Path) -> None:
    sides = {"supplier": "RUS", "recipient": "CHN", "kind": "sale"}
    sold = tiny.said("jet-sale", date="2012", status="delivered", **sides)
    plan = tiny.said("jet-sale", "wire", "¶2", "projected", value_usd_m="500")
    data = _built(tmp_path, "transfers", sold, plan)
    assert data["transfers"].at["jet-sale", "value_usd_m"] == 500
    assert measured(directed(data), "usd").isna().all()


def test_every_file_of_a_listing_says_what_each_value_rests_on(everything: Dataset) -> None:
    row = listing(everything, "exercises").loc["steppe-2"]
    assert row["Evidence"] == (
        "Date, Personnel, Russia: Stated: Agency 2019 ¶1; "
        "Participants, Host, Personnel, China: Stated: Weekly 2018 ¶2"
    )


@pytest.mark.parametrize("identifier", ["rus-chn-rd-93-2014", "rus-chn-s-400-2015"])
def test_every_source_that_the_facts_of_an_answer_name_is_described_in_it(identifier: str) -> None:
    answer = record(identifier, {})
    rows = [row for fact in answer["facts"] for value in fact["values"] for row in value["rows"]]
    described = {source["id"]: source["places"] for source in answer["sources"]}
    assert {row["source"] for row in rows} <= described.keys()
    assert all(described.values())


@pytest.mark.parametrize("name", ["two-way-street", "transfers-cumulative", "records-by-year"])
def test_what_is_counted_before_the_years_of_the_filter_is_said_to_be(name: str) -> None:
    """The Su-27 were ordered before 2012 and came after it: they stand where they began."""
    shown = ChartView(CHARTS[name], Filters(years=(2012, 2019)), CHARTS[name].options())
    (first,) = re.findall(r"(\d{4}) to 2019", shown.takeaway)[:1]
    assert int(first) < 2012
    reaching = "What began before 2012 and reaches into the years of the filter is counted where it"
    assert reaching in shown.takeaway
    every = ChartView(CHARTS[name], Filters(), CHARTS[name].options())
    assert "reaches into" not in every.takeaway

"""Every page file runs alone, with and without records, and says what its charts show."""

import json
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.datapackage.tables import version
from atlas.dataset import store
from atlas.dataset.credit import SIPRI
from atlas.paths import ROOT
from atlas.records.conflicts import disputed
from atlas.values import dates
from lengths import first_of_all

PAGES = sorted((ROOT / "pages").glob("*.py"))
EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
# With charts, with a table alone, with neither.
SOME_PAGES = [page for page in PAGES if page.stem in {"exercises", "evidence", "check"}]
SOME = pytest.mark.parametrize("page", first_of_all(SOME_PAGES, PAGES), ids=lambda page: page.stem)
# What a reader pastes is compared with all that the sources say: only the filter of sources acts.
# What a reader gathers has filters of its own.
UNFILTERED = {"check", "briefing"}
FILTERED = pytest.mark.parametrize(
    "page",
    first_of_all(SOME_PAGES, [page for page in PAGES if page.stem not in UNFILTERED]),
    ids=lambda page: page.stem,
)
# At first there is nothing in it.
BLANK_AT_FIRST = {"briefing"}
DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"


def _alts(at: AppTest) -> list[str]:
    alts = [
        element.proto.alt
        for kind in ("plotly_chart", "arrow_data_frame", "dataframe", "table")
        for element in at.get(kind)
    ]
    components = [element.proto for element in at.get("bidi_component")]
    frames = [own for own in components if own.component_name == "atlas_frame"]
    return alts + [json.loads(own.json)["alt"] for own in frames]


def _case(case: tuple[Path, str, str]) -> str:
    page, *others = case
    return "-".join([page.stem, *others])


@cache
def _looked_at(page: Path) -> AppTest:
    """A page as it opens, for tests that look at it and choose nothing."""
    return AppTest.from_file(str(page), default_timeout=30).run()


@EVERY
def test_a_page_runs_alone_with_default_filters(page: Path) -> None:
    at = _looked_at(page)
    assert not at.exception
    assert at.title
    assert all(len(alt) > 20 for alt in _alts(at))
    assert bool(_alts(at)) == (page.stem not in BLANK_AT_FIRST)


@SOME
def test_a_page_runs_on_the_tiny_package(
    page: Path, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    at = AppTest.from_file(str(page), default_timeout=30).run()
    assert not at.exception
    assert bool(_alts(at)) == (page.stem not in BLANK_AT_FIRST)


BASES = [("articles", ""), ("own", "interview"), ("own", "reference work")]
EVERY_BASE = [(page, *base) for page in PAGES for base in BASES]
ONE_BASE = [(page, *base) for page, base in zip(SOME_PAGES, BASES, strict=True)]


@pytest.mark.parametrize("case", first_of_all(ONE_BASE, EVERY_BASE), ids=_case)
def test_a_page_runs_on_every_evidence_base(case: tuple[Path, str, str]) -> None:
    page, evidence, kind = case
    at = AppTest.from_file(str(page), default_timeout=30)
    at.session_state["evidence"], at.session_state["kind"] = evidence, [kind] if kind else []
    at.run()
    assert not at.exception
    assert at.title


@FILTERED
def test_a_page_says_that_nothing_is_in_view(page: Path) -> None:
    at = AppTest.from_file(str(page), default_timeout=30)
    at.session_state["domain"] = ["nuclear"]
    at.session_state["years"] = (1995, 1996)
    at.run()
    assert not at.exception
    sentences = [text.value for text in [*at.info, *at.caption]]
    assert [text for text in sentences if re.match(r"0 of \d+ [a-z ]+; hidden", text)]


@pytest.mark.parametrize(
    ("page", "charts"), [("overview", 1), ("transfers", 2), ("evidence", 0), ("exercises", 0)]
)
def test_a_page_has_the_credit_line_beneath_each_chart_and_table_with_rows_from_sipri(
    page: str, charts: int
) -> None:
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=30).run()
    assert [caption.value for caption in at.caption].count(SIPRI) == charts
    at.session_state["evidence"] = "articles"
    assert SIPRI not in [caption.value for caption in at.run().caption]


def _volumes() -> AppTest:
    """The page of transfers, the chart of yearly volumes chosen."""
    at = AppTest.from_file(str(ROOT / "pages" / "transfers.py"), default_timeout=30)
    at.session_state["when"] = "sipri-volumes"
    return at.run()


def test_the_page_explains_tiv_beneath_the_charts_that_are_measured_in_it() -> None:
    at = _volumes()
    explained = [
        caption.value for caption in at.caption if "neither money nor a price" in caption.value
    ]
    at.session_state["unit"] = "tiv"
    assert len(explained) == 1
    assert (
        len(
            [
                caption
                for caption in at.run().caption
                if "neither money nor a price" in caption.value
            ]
        )
        == 2
    )


def test_the_edition_that_the_reader_chooses_is_drawn_and_named() -> None:
    at = _volumes()
    assert at.session_state["edition"] == "SIPRI 2026 update"
    at.session_state["edition"] = "SIPRI 2024 update"
    at.run()
    alt = next(alt for alt in _alts(at) if alt.startswith("Volume of"))
    assert "by the SIPRI 2024 update:" in alt
    assert "2026 update" not in alt


def test_an_edition_that_there_is_not_is_named_and_the_newest_with_totals_is_drawn() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "transfers.py"), default_timeout=30)
    at.query_params["when"], at.query_params["share_edition"] = "Shares", "SIPRI 2030 update"
    at.run()
    (warning,) = at.warning
    assert "share\\_edition\\=SIPRI 2030 update" in warning.value
    assert [alt for alt in _alts(at) if alt.startswith("By the SIPRI 2024 update: Russia's share")]


def test_the_matrix_is_a_choice_of_the_second_chart_with_a_unit_of_its_own() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "transfers.py"), default_timeout=30)
    at.session_state["when"], at.session_state["measure"] = "transfer-matrix", "usd"
    at.run()
    assert not at.exception
    flows, matrix = _alts(at)
    assert flows.startswith("Flow chart of 139 transfers: Russia to China (115), China to Russia")
    assert matrix.startswith("Matrix of ")
    assert ", in US dollars: " in matrix
    assert [caption for caption in at.caption if caption.value.startswith("Not in the picture: ")]


def test_the_dashboard_takes_filters_from_the_address(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30)
    at.query_params["domain"] = ["Naval"]
    at.query_params["years"] = ["2010", "2014"]
    at.run()
    assert not at.exception
    assert at.session_state["domain"] == ["naval"]
    assert tuple(at.session_state["years"]) == (2010, 2014)
    assert not at.warning


def test_settings_that_are_not_understood_are_named_and_the_default_holds(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30)
    at.query_params["domain"] = ["nonsense"]
    at.query_params["years"] = ["abc", "2014"]
    at.run()
    assert not at.exception
    assert "years=abc" in at.warning[0].value.replace("\\", "")
    assert "domain=nonsense" in at.warning[0].value.replace("\\", "")
    assert tuple(at.session_state["years"]) == (2001, 2018)


@pytest.mark.parametrize(
    ("asked", "right", "chosen"),
    [
        (
            ("years", ["2014", "2010"]),
            "years=2014&years=2010 is read as years=2010&years=2014",
            (2010, 2014),
        ),
        (
            ("years", ["1066", "2010"]),
            "years=1066&years=2010 is read as years=2001&years=2010",
            (2001, 2010),
        ),
        (("independent", ["7"]), "independent=7 is read as independent=3", "3"),
    ],
)
def test_a_setting_out_of_range_is_put_right_and_named(
    asked: tuple[str, list[str]],
    right: str,
    chosen: object,
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30)
    key, texts = asked
    at.query_params[key] = texts
    at.run()
    assert not at.exception
    assert not at.warning
    assert f"{right}." in [note.value.replace("\\", "") for note in at.info]
    value = at.session_state[key]
    assert (tuple(value) if key == "years" else value) == chosen


def test_an_option_out_of_range_is_put_right_and_named() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "network.py"), default_timeout=30)
    at.query_params["focus"] = "CHN"
    at.query_params["depth"] = "9"
    at.run()
    assert not at.exception
    assert at.session_state["depth"] == "3"
    assert "depth=9 is read as depth=3." in [note.value.replace("\\", "") for note in at.info]


@SOME
def test_a_page_says_at_its_foot_which_version_of_the_data_it_shows_and_since_when(
    page: Path,
) -> None:
    foot = _looked_at(page).caption[-1].value
    assert foot.startswith(f"Data version {store.dataset().version} (")
    assert dates.label(changelog.read(ROOT / "data")[-1].date) in foot


def test_a_link_of_an_older_version_is_told_what_has_changed_since(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(tiny_folder, tmp_path / "data")
    now = version(data)
    changelog.append(data, [Entry("2026-01-02", "a" * 12, "", "", "published", "", "First")])
    changelog.append(
        data, [Entry("2026-03-04", now, "exercises", "steppe-2", "changed", "date", "Corrected")]
    )
    monkeypatch.setenv("ATLAS_DATA", str(data))
    for asked, words in [
        ("a" * 12, "Entries and sources since then: 1 changed"),
        ("b" * 12, "knows nothing"),
        (now, ""),
        ("", ""),
    ]:
        at = AppTest.from_file(str(DASHBOARD), default_timeout=30)
        at.query_params["version"] = asked
        at.run()
        assert not at.exception
        told = [one.value.replace("\\", "") for one in at.info if "data version" in one.value]
        assert [words in one for one in told] == ([True] if words else []), asked
        assert [one.label for one in at.expander if "since then" in one.label] == (
            ["Table: the 1 change since then"] if asked == "a" * 12 else []
        )


def test_data_with_problems_give_a_page_of_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    assert not at.exception
    assert at.title[0].value == "The data need mending"
    assert at.table[0].value["Where"].tolist() == ["datapackage\\.json"]


def test_an_empty_chart_offers_to_undo_only_what_acts_on_it() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "transfers.py"), default_timeout=30)
    at.session_state["evidence"] = "articles"
    at.session_state["when"] = "sipri-volumes"
    at.run()
    assert not at.exception
    undone = [button.label for button in at.button if button.label.startswith("Undo")]
    assert undone == ["Undo Sources"]


def test_a_list_of_statements_without_any_says_why_and_offers_to_undo_the_filters() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "evidence.py"), default_timeout=30)
    at.session_state["search"] = "no such words"
    assert "asked for above" in at.run().info[0].value
    at.session_state["search"] = ""
    at.session_state["years"] = (1995, 1996)
    at.session_state["domain"] = ["nuclear"]
    at.run()
    assert not at.exception
    assert re.match(r"0 of \d+ entries; hidden", at.info[0].value)
    undone = [button.label for button in at.button if button.label.startswith("Undo")]
    # The two that narrow from the start as well.
    defaults = ["Undo Who takes part", "Undo Observers"]
    assert undone == ["Undo Years", "Undo Domains", *defaults, "Undo all filters"]


def test_where_nothing_is_disputed_the_page_of_sources_begins_with_their_kinds() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "sources.py"), default_timeout=30)
    at.session_state["evidence"] = "articles"
    at.run()
    assert any("; none is disputed." in text.value for text in at.markdown)
    first, second = (header.anchor for header in at.header if header.anchor in CONFLICTS_OR_KINDS)
    assert (first, second) == ("source-kinds", "conflicts")


CONFLICTS_OR_KINDS = {"source-kinds", "conflicts"}


def test_the_page_of_sources_sums_up_first_and_takes_every_disagreement_away() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "sources.py"), default_timeout=30).run()
    number = len(disputed(store.dataset()))
    assert number > 5
    (summed_up,) = (
        text.value for text in at.markdown if "values rest on two or more" in text.value
    )
    assert "independent sources" in summed_up
    assert summed_up.endswith(f"; {number} are disputed.")
    assert not [button for button in at.get("download_button") if "CSV" in button.label]
    at.button(key="download-conflicts").click().run()
    labels = [button.label for button in at.get("download_button")]
    assert f"CSV, {number:,} displayed" in labels
    assert f"CSV, all {number:,}" in labels


def test_the_map_says_beneath_it_whose_outlines_it_has_and_that_they_take_no_position() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=30)
    at.session_state["as"] = "exercise-map"
    at.run()
    assert not at.exception
    assert [
        alt
        for alt in _alts(at)
        if alt.startswith("Map of") and "have a place with coordinates" in alt
    ]
    assert [
        caption
        for caption in at.caption
        if "United Nations" in caption.value and "no position" in caption.value
    ]


@EVERY
def test_headings_go_down_one_step_at_a_time(page: Path) -> None:
    at = _looked_at(page)
    if page.stem == "evidence":
        at = AppTest.from_file(str(page), default_timeout=30)
        at.query_params["record"] = "vostok-2018"
        at.run()
    steps = [
        int(element.proto.tag[1]) if element.type in {"title", "header", "subheader"} else 3
        for element in _headings(at)
    ]
    assert steps[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(steps))
    assert steps.count(1) == 1


def _headings(at: AppTest) -> list[Any]:
    kinds = {"title", "header", "subheader"}
    return [
        one
        for one in at.main
        if one.type in kinds or (one.type == "markdown" and one.value.startswith("#"))
    ]


def test_what_concerns_one_chart_of_the_exercises_stands_beneath_that_chart() -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=30).run()
    told = "An asterisk above a mark"
    assert [caption for caption in at.caption if told in caption.value]
    at.session_state["as"] = "exercise-map"
    assert not [text for text in [*at.run().caption, *at.markdown] if told in text.value]


def _exercises(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    return AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=30).run()


def test_the_page_of_exercises_draws_the_chosen_chart_alone(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _exercises(tiny_folder, monkeypatch)
    assert [alt.split(",")[0] for alt in _alts(at)] == ["Timeline of 4 exercises in 3 lanes"]
    at.session_state["as"] = "exercise-calendar"
    assert [alt.split(":")[0] for alt in _alts(at.run())] == ["Exercises by month and year"]


def _network(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, start: str, goal: str) -> AppTest:
    """The page of the network on the tiny package, a path asked for."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    at = AppTest.from_file(str(ROOT / "pages" / "network.py"), default_timeout=30)
    at.session_state["path_from"], at.session_state["path_to"] = start, goal
    return at.run()


def test_the_network_shows_the_evidence_of_each_hop_beneath_a_path(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _network(tiny_folder, monkeypatch, "IND", "jet")
    assert not at.table, "it is made when it is opened"
    at.session_state["table-network-path"] = True
    at.run()
    assert not at.exception
    hops = at.table[0].value[["Path", "Hop"]].drop_duplicates()
    assert hops.to_numpy().tolist() == [[1, 1], [1, 2], [2, 1], [2, 2], [2, 3]]
    assert "Evidence of the paths from India to Jet 7" in _alts(at)


def test_the_network_says_in_a_sentence_that_there_is_no_path(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _network(tiny_folder, monkeypatch, "CHN", "CHN")
    assert at.info[0].value.startswith("Both ends of the path are China")
    assert not at.table


def test_degree_and_betweenness_are_counted_when_they_are_opened(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _network(tiny_folder, monkeypatch, "", "")
    assert not at.table
    at.session_state["table-network-centrality"] = True
    at.run()
    assert not at.exception
    assert at.table[0].value.columns.tolist() == [
        "Entry",
        "Type",
        "Country",
        "Degree",
        "Ties",
        "Betweenness",
    ]
    assert any("Freeman 1977" in caption.value for caption in at.caption)

"""`atlas.load`: the frames, charts and counts of the dashboard in a program."""

import subprocess
import sys
from pathlib import Path

import pytest

import atlas
from atlas.answers.asked import NoSuchError, NotUnderstoodError
from atlas.charts.chart_view import selected
from atlas.dataset.filters import Filters


@pytest.fixture(autouse=True)
def _tiny_data(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def test_to_import_it_costs_nothing() -> None:
    code = "import sys, atlas; print(sorted({'pandas', 'plotly', 'numpy'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_its_frames_are_those_of_the_pages() -> None:
    held = atlas.load(years=(2017, 2018), domain=["land"])
    of_pages = selected(Filters(years=(2017, 2018), domain=("land",))).dataset
    for table in ("exercises", "transfers", "systems", "organisations", "agreements", "context"):
        assert getattr(held, table).equals(of_pages[table]), table
    for table in ("links", "findings", "volumes"):
        assert getattr(held, table).equals(of_pages[table]), table
    assert held.version == of_pages.version


def test_a_frame_that_is_changed_changes_no_other() -> None:
    held = atlas.load()
    exercises = held.exercises
    exercises["label"] = "changed"
    assert "changed" not in set(held.exercises["label"])


def test_one_year_is_a_span_of_it_alone() -> None:
    assert atlas.load(years=2018).exercises.equals(atlas.load(years=(2018, 2018)).exercises)


def test_the_evidence_of_a_record_names_source_paragraph_basis_and_speaker() -> None:
    rows = atlas.load().evidence("jet-sale")
    assert {"source", "locator", "basis", "said_by"} <= set(rows)
    assert set(rows["source"]) <= {"article", "wire", "copy"}
    assert set(atlas.load(sources="articles").evidence("jet-sale")["source"]) == {"article"}


def test_a_chart_has_figure_rows_and_sentence() -> None:
    chart = atlas.load().chart("two-way-street", split="exchanged")
    assert chart.figure.data
    assert len(chart.table)
    assert "split by" in chart.filters
    assert chart.sentence.startswith("Transfers between Russia and China")


def test_a_rule_counts_what_the_page_counts() -> None:
    held = atlas.load()
    assert held.count("every") == held.count()
    assert held.count("no-patrols") <= held.count("every")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"yeers": 2018}, "There is no setting 'yeers'; there are sources, evidence"),
        ({"domain": "moon"}, "Not understood: domain=moon. domain takes: land"),
        ({"years": (2018, 2019, 2020)}, "Not understood: years=2018"),
        ({"sources": "gossip"}, "Not understood: kind=gossip. kind takes:"),
    ],
)
def test_what_is_not_understood_is_a_sentence(settings: dict[str, object], words: str) -> None:
    with pytest.raises(NotUnderstoodError, match=words):
        atlas.load(**settings)  # type: ignore[arg-type]


def test_what_is_not_there_is_a_sentence() -> None:
    held = atlas.load()
    for ask in (held.evidence, held.chart, held.count, held.table, held.__getitem__):
        with pytest.raises(NoSuchError, match=r"^There is no \w+ 'nothing'"):
            ask("nothing")
    with pytest.raises(NotUnderstoodError, match="There is no setting 'hue'"):
        held.chart("network", hue="red")


def test_settings_out_of_range_are_warned_of() -> None:
    with pytest.warns(UserWarning, match="years=2018&years=2017 is read as"):
        atlas.load(years=(2018, 2017))

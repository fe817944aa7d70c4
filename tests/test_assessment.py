"""Criteria of alignment by period: what bears on each, and what an analyst proposes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import tiny
from atlas.charts.chart import Context
from atlas.charts.findings import assessment as drawing
from atlas.charts.findings.assessment_view import (
    AssessmentOptions,
    among,
    assessment,
    assessment_table,
    periods,
    rows_listed,
)
from atlas.charts.findings.assessment_words import takeaway
from atlas.charts.findings.scale_view import in_words, proposals, proposals_table, stages
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply

EVERY = AssessmentOptions()
IN_2010S = AssessmentOptions(assessed="regular exercises", period="2010s")


def _cells(dataset: Dataset) -> dict[tuple[str, str], dict[str, str]]:
    """Weight by id of what bears on each cell."""
    cells: dict[tuple[str, str], dict[str, str]] = {}
    view = assessment(dataset, EVERY)
    columns = (view["criterion"], view["period"], view["id"], view["weight"])
    for criterion, period, identifier, weight in zip(*columns, strict=True):
        cells.setdefault((criterion, period), {})[identifier] = weight
    return cells


def test_findings_and_entries_bear_on_a_criterion_in_each_period_they_reach_into(
    everything: Dataset,
) -> None:
    cells = _cells(everything)
    assert cells["regular exercises", "2000s"] == {"steppe-1": "entry", "pact": "entry"}
    assert cells["regular exercises", "2010s"] == {
        "closer": "deeper",
        "steppe-2": "entry",
        "wave": "entry",
    }
    supplies = cells["military-technical cooperation and exchange", "2010s"]
    assert supplies["offer"] == "not carried out"
    assert supplies["programme"] == "entry"
    assert "ship-sale" not in supplies, "it goes to India"


def test_what_a_filter_hides_bears_on_nothing_and_is_counted_as_hidden(
    everything: Dataset,
) -> None:
    naval = apply(everything, Filters(domain=("naval",))).dataset
    assert "steppe-2" not in _cells(naval)["regular exercises", "2010s"]
    assert "steppe-2" in among(naval, IN_2010S)
    assert list(periods(naval)) == list(periods(everything))


def test_a_chosen_cell_is_listed_with_source_paragraph_and_speaker(everything: Dataset) -> None:
    view = assessment(everything, IN_2010S)
    table = assessment_table(view, Context(everything, IN_2010S)).set_index("Id")
    assert len(table) == rows_listed(view) == 3
    wanted = ["Bears", "Statement", "Sources", "Said by", "Basis"]
    assert table.loc["closer", wanted].tolist() == [
        "For",
        "More drills.",
        "Weekly 2018 ¶10",
        "A colonel",
        "Stated",
    ]
    assert len(view) > 3, "the chart keeps the other cells"


def test_the_sentence_says_what_bears_on_the_cell_and_what_is_proposed(
    everything: Dataset,
) -> None:
    sentence = takeaway(assessment(everything, IN_2010S), Context(everything, IN_2010S))
    assert sentence == (
        "Regular exercises, 2010s: 1 finding (1 speaks for deeper cooperation and none against "
        "it); 2 entries recorded in these sources bear on it. An analyst proposes: weak."
    )
    nothing = replace(IN_2010S, assessed="joint placement")
    sentence = takeaway(assessment(everything, nothing), Context(everything, nothing))
    assert "no finding and no entry recorded" in sentence
    assert sentence.endswith("No grade is proposed that rests on the sources used.")


def test_a_cell_has_the_proposed_grade_as_shade_and_word_and_carries_its_ids(
    everything: Dataset,
) -> None:
    figure = drawing.assessment(assessment(everything, IN_2010S), Context(everything, IN_2010S))
    (weak,) = [trace for trace in figure.data if trace.name == "Proposed: weak"]
    assert weak.text == ("<b>weak</b><br>+1<br>2 entries",)
    assert set(weak.customdata[0].split(";")) == {"closer", "steppe-2", "wave"}
    assert weak.marker.line.width == (4,), "the chosen cell has a wide edge"
    cells = sum(len(trace.y) for trace in figure.data)
    assert cells == 8 * len(periods(everything)), "a criterion without an entry has cells, too"


def test_each_grade_looks_other_than_the_others_and_than_none() -> None:
    built = store.dataset()
    figure = drawing.assessment(assessment(built, EVERY), Context(built, EVERY))
    looks = {trace.name: trace.marker.color for trace in figure.data}
    assert {"Proposed: absent", "Proposed: strong", "No grade proposed"} <= looks.keys()
    assert len({*looks.values()}) == len(looks)


def test_a_grade_names_the_source_it_rests_on_and_who_proposes_it(everything: Dataset) -> None:
    (row,) = proposals_table(everything, [("regular exercises", (2010, 2019))])[
        ["Proposed grade", "Confidence", "Why", "Sources", "Proposed by"]
    ].to_numpy()
    assert row.tolist() == ["Weak", "Low", "Two in ten years.", "Weekly 2018 ¶10", "An analyst"]


def test_the_sentence_on_a_grade_says_that_its_source_states_none(everything: Dataset) -> None:
    (proposal,) = proposals(everything).values()
    assert in_words(everything, proposal) == (
        "An analyst proposes “weak” (low confidence): Two in ten years. It rests on Weekly 2018 "
        "¶10, which states no grade."
    )


def test_a_grade_that_rests_on_a_source_outside_is_not_proposed(tmp_path: Path) -> None:
    own = build(tables.load(tiny.write(tmp_path)), ["wire", "copy"])
    assert proposals_table(own, [("regular exercises", (2010, 2019))]).empty
    assert "pact" not in _cells(own).get(("regular exercises", "2000s"), {})


def test_versions_of_the_scale_stand_side_by_side_with_whether_they_differ() -> None:
    by_criterion = stages(store.dataset()).set_index("Criterion")["Versions"]
    assert by_criterion["Confidence-building"] == "differ"
    assert by_criterion["Regular exercises"] == "agree"
    assert by_criterion["Alliance treaty"] == "one alone states it"


@pytest.mark.parametrize("evidence", ["all", "articles"])
def test_each_shipped_cell_lists_as_many_rows_as_bear_on_it(evidence: str) -> None:
    dataset = store.dataset(evidence)
    view = assessment(dataset, EVERY)
    sizes = view.groupby(["criterion", "period"]).size()
    for (criterion, period), size in sizes.items():
        chosen = AssessmentOptions(assessed=criterion, period=period)
        assert rows_listed(assessment(dataset, chosen)) == size


def test_every_shipped_grade_rests_on_a_place_in_a_source() -> None:
    """Where no source speaks of a criterion in a decade, no grade is proposed."""
    grades = store.dataset().scale.dropna(subset="grade")
    of_criteria = grades.groupby("criterion").size()
    assert of_criteria["integrated command"] == 2
    assert of_criteria["common defence policy"] == 3
    assert "joint placement" not in of_criteria
    assert of_criteria.drop(["integrated command", "common defence policy"]).eq(4).all()
    assert not grades["locator"].isin(["not located", "not read"]).any()
    assert set(grades["basis"]) == {"inferred"}, "no source states a grade"


def test_a_package_without_the_scale_has_its_cells_and_no_grade(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    declaration = folder / "datapackage.json"
    package = json.loads(declaration.read_text(encoding="utf-8"))
    for name in ("stage", "grade", "confidence"):
        del package["vocabularies"][name]
    package["resources"] = [part for part in package["resources"] if part["name"] != "scale"]
    declaration.write_text(json.dumps(package), encoding="utf-8")
    (folder / "scale.csv").unlink()
    older = build(tables.load(folder), ["article", "wire"])
    context = Context(older, EVERY)
    (cells,) = drawing.assessment(assessment(older, EVERY), context).data
    assert cells.name == "No grade proposed"
    assert takeaway(assessment(older, EVERY), context).endswith("rests on the sources used.")
    assert stages(older).empty

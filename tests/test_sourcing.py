"""The sourcing of a view: every number is one that can be counted in the tables."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from atlas.charts.chart_view import ChartView
from atlas.charts.exercises.held import held
from atlas.charts.registry import CHARTS
from atlas.charts.sourced import heading, sourcing_of, stated, statement
from atlas.datapackage.tables import Tables
from atlas.dataset.build import build
from atlas.dataset.filters import Filters
from atlas.export import cite
from atlas.export.bibtex import to_bib
from atlas.export.page import to_html
from atlas.export.rows import rows_of, to_json
from atlas.export.workbook import to_xlsx
from atlas.paths import ROOT
from atlas.records.judgement import CONFIDENCES, LIKELIHOODS, Judgement
from atlas.records.sourcing import sourcing
from atlas.records.sourcing_words import paragraph
from atlas.values import dates

TODAY = date(2026, 11, 26)
SIGNED = Judgement("Jane Doe", "Drills go on", "likely", "moderate")
SOME_FILTERS: list[dict[str, Any]] = [
    {},
    {"years": (2014, 2018)},
    {"evidence": "articles"},
    {"domain": ("naval",), "years": (2022, 2026)},
    {"independent": "2"},
]
SOME_CHARTS = ("exercise-timeline", "transfer-flows", "network", "findings", "sipri-volumes")
# A word, or a date, that has a number and is no count of the tables.
NO_COUNT = re.compile(r"(\d{1,2} )?[A-Z][a-z]+ \d{4}|of \d{4}\b")


@pytest.fixture
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _shown(name: str, **chosen: Any) -> ChartView:
    return ChartView(CHARTS[name], Filters(**chosen), CHARTS[name].options())


@pytest.mark.usefixtures("_tiny")
def test_the_sourcing_of_four_exercises_is_counted_with_a_finger() -> None:
    """Steppe 2 has article and wire, which differ on its troops, and a copy of the wire."""
    assert asdict(sourcing_of(_shown("exercises-by-domain"))) == {
        "noun": "exercises",
        "entries": 4,
        "apart": 0,
        "beside": 0,
        "sources": 3,
        "independent": 2,
        "kinds": {"journalism": 3},
        "sides": {"CHN": 0, "RUS": 0, "others": 0, "not known": 3},
        "borne_out": 1,
        "single": 3,
        "state_media": 0,
        "by_country": {},
        "oldest": "2018-12~",
        "newest": "2020",
        "disputed": 1,
        "disputed_entries": 1,
        "bare": 0,
        "undated": 1,
        "statements": 23,
        "unlocated": 0,
        "gaps": 2,
    }
    assert statement(_shown("exercises-by-domain")) == (
        "Sourcing: 4 exercises rest on 3 sources; 2 are independent, if copies of one text or "
        "database count once. By kind: journalism 3. By country of the publisher: China none, "
        "Russia none, not known 3. Of the exercises, not counting who only expected what took "
        "place, 1 rests on two independent sources or more, 3 on a single one, none on the state "
        "media of one country alone. The oldest is of December 2018, approximate, the newest of "
        "2020. 1 value of 1 exercise is disputed. Missing: 1 exercise has no date and 2 gaps in "
        "these tables and years are known."
    )
    assert heading(_shown("exercises-by-domain")) == "Sourcing: 3 sources, 2 of them independent"


@pytest.mark.usefixtures("_tiny")
def test_filters_decide_what_is_counted() -> None:
    """In 2012 there is Wave, of the article alone; of the gaps one is of 2003 to 2012."""
    own = sourcing_of(_shown("exercises-by-domain", years=(2012, 2012)))
    assert (own.entries, own.sources, own.single, own.disputed, own.gaps) == (1, 1, 1, 0, 1)
    words = statement(_shown("exercises-by-domain", years=(2012, 2012)))
    assert words.startswith("Sourcing: 1 exercise rests on 1 source. By kind: journalism 1.")
    assert "It is of December 2018, approximate. No value is disputed." in words


@pytest.mark.usefixtures("_tiny")
def test_nothing_in_view_rests_on_nothing() -> None:
    shown = _shown("exercises-by-domain", years=(2002, 2003), domain=("cyber",))
    assert shown.empty
    assert statement(shown) == "Sourcing: nothing that is shown rests on any source."
    assert heading(shown) == "Sourcing: 0 sources"


def test_the_sourcing_tells_what_did_not_come_about() -> None:
    """Of 98 exercises in view two are only expected; the chart counts 96."""
    own = sourcing_of(_shown("exercises-by-domain"))
    assert own.entries - own.apart == held(_shown("exercises-by-domain").dataset).shape[0]
    words = statement(_shown("exercises-by-domain"))
    assert words.startswith(
        "Sourcing: 98 exercises, 2 of them only expected, offered, announced or called off, rest on"
    )
    cancelled = statement(_shown("transfer-flows", status=("cancelled",)))
    assert ", all of them only expected, offered, announced or called off, rest on" in cancelled


def test_what_is_drawn_beside_the_exercises_is_named_where_its_sources_are_counted() -> None:
    """The context in the timeline has sources of its own; without it there are fewer."""
    with_context = sourcing_of(_shown("exercise-timeline"))
    alone = sourcing_of(_shown("exercises-by-domain"))
    assert with_context.entries == alone.entries
    assert with_context.sources > alone.sources
    named = f" and the {with_context.beside} entries drawn beside them rest on "
    assert named in statement(_shown("exercise-timeline"))
    assert "drawn beside" not in statement(_shown("exercises-by-domain"))


def test_an_entry_of_which_a_source_says_only_that_there_is_one_is_bare(
    tiny_tables: Tables,
) -> None:
    data = build(tiny_tables, ["copy"])
    ids = {"exercises": data.ids("exercises")}
    own = sourcing(data, ids, data.sources, "exercises", None)
    assert (own.entries, own.bare, own.statements) == (1, 1, 1)
    assert "Missing: of 1 exercise no source says more than its name" in paragraph(own, data)


@pytest.mark.parametrize("name", SOME_CHARTS)
@pytest.mark.parametrize("chosen", SOME_FILTERS, ids=str)
def test_the_parts_add_up_and_every_number_of_the_paragraph_is_one_of_them(
    name: str, chosen: dict[str, Any]
) -> None:
    shown = _shown(name, **chosen)
    own = sourcing_of(shown)
    assert own.entries == shown.coverage.shown
    assert sum(own.kinds.values()) == sum(own.sides.values()) == own.sources == len(shown.speaking)
    assert own.borne_out + own.single + own.state_media == own.entries
    assert sum(own.by_country.values()) == own.state_media
    assert own.independent <= own.sources
    counts = {
        number
        for value in asdict(own).values()
        for number in (value.values() if isinstance(value, dict) else [value])
    }
    words = NO_COUNT.sub("", statement(shown))
    numbers = {int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", words)}
    assert numbers <= counts


# The shipped data, counted by hand from the files.


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


NO_CONTENT = {"id", "source", "locator", "basis", "said_by"}


def test_the_sourcing_of_the_shipped_transfers_is_what_the_files_have() -> None:
    rows, register = list(_rows("transfers")), {row["id"]: row for row in _rows("sources")}
    ids = {row["id"] for row in rows}
    groups = {row["part_of"] for row in _rows("records") if row["id"] in ids}
    entries = ids - groups
    own = sourcing_of(_shown("transfer-flows"))
    assert own.entries == len(entries)
    speaking = {row["source"] for row in rows}
    assert own.sources == len(speaking)
    assert own.independent == len({register[key]["origin"] or key for key in speaking})
    assert own.kinds == Counter(register[key]["kind"] for key in speaking)
    countries = Counter(register[key]["country"] for key in speaking)
    unknown = countries[""] + countries["XXX"]
    others = len(speaking) - unknown - countries["CHN"] - countries["RUS"]
    assert list(own.sides.values()) == [countries["CHN"], countries["RUS"], others, unknown]
    cells = [
        (row, [name for name, text in row.items() if text and name not in NO_CONTENT])
        for row in rows
        if row["id"] in entries
    ]
    assert own.statements == sum(max(1, len(names)) for _, names in cells)
    assert own.unlocated == sum(
        max(1, len(names)) for row, names in cells if not row["locator"].startswith("¶")
    )
    days = {dates.parse(register[key]["published"]).start: register[key] for key in speaking}
    assert own.oldest == days[min(days)]["published"]  # type: ignore[type-var]
    assert dates.parse(own.newest).start == max(days)  # type: ignore[type-var]
    assert own.gaps == sum(row["table"] == "transfers" for row in _rows("gaps"))


def test_what_rests_on_one_sides_state_media_in_the_shipped_transfers_is_what_the_files_have() -> (
    None
):
    register = {row["id"]: row for row in _rows("sources")}
    saying: dict[str, set[str]] = {}
    for row in _rows("transfers"):
        if any(text and name not in {*NO_CONTENT, "note"} for name, text in row.items()):
            saying.setdefault(row["id"], set()).add(row["source"])
    parents = {row["part_of"] for row in _rows("records") if row["id"] in saying}
    voices = {
        key: {(register[source]["kind"], register[source]["country"]) for source in sources}
        for key, sources in saying.items()
        if key not in parents
    }
    alone = Counter(
        country
        for own in voices.values()
        if len(own) == 1
        for kind, country in own
        if kind == "state media" and country
    )
    own = sourcing_of(_shown("transfer-flows"))
    assert own.by_country == alone
    assert own.state_media == alone.total() > 0


def test_the_disputed_values_are_those_of_the_page_of_sources() -> None:
    shown = _shown("transfer-flows")
    rows = shown.dataset.conflicts
    rows = rows[rows["table"].eq("transfers")]
    groups = shown.dataset["transfers"].query("is_group").index
    own = sourcing_of(shown)
    assert own.disputed == len(rows[~rows["id"].isin(groups)]) > 0
    assert own.disputed_entries == rows.loc[~rows["id"].isin(groups), "id"].nunique()


# What a reader says of it.


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_likelihood_and_confidence_are_never_in_one_sentence(
    likelihood: str, confidence: str
) -> None:
    sentences = replace(SIGNED, likelihood=likelihood, confidence=confidence).sentences()
    assert len(sentences) == 3
    assert sentences[0] == "Judgement of Jane Doe, not of these sources: “Drills go on”."
    with_likelihood = [words for words in sentences if f"{likelihood} (" in words]
    assert with_likelihood == [
        f"Likelihood in this judgement: {likelihood} ({LIKELIHOODS[likelihood]}, ICD 203)."
    ]
    assert "onfidence" not in with_likelihood[0]


def test_the_seven_words_have_ranges_that_follow_one_another() -> None:
    bounds = [re.findall(r"\d+", text) for text in LIKELIHOODS.values()]
    assert len(bounds) == 7
    assert [low for low, _ in bounds][1:] == [high for _, high in bounds][:-1]


@pytest.mark.parametrize(
    "unsigned", [{"name": ""}, {"claim": ""}, {"likelihood": "", "confidence": ""}]
)
def test_what_is_not_signed_is_no_judgement(unsigned: dict[str, str]) -> None:
    assert replace(SIGNED, **unsigned).sentences() == []


@pytest.mark.usefixtures("_tiny")
def test_a_judgement_goes_into_citation_and_files_only_where_it_is_signed() -> None:
    shown = _shown("exercises-by-domain")
    signed = replace(shown, judgement=SIGNED)
    assert list(stated(shown)) == ["Sourcing"]
    for view, number in ((shown, 0), (signed, 1)):
        citation = cite.of_chart(view, "", TODAY)
        rows = rows_of(view, TODAY)
        workbook = load_workbook(BytesIO(to_xlsx(rows)))
        readme = dict(workbook["README"].iter_rows(max_col=2, values_only=True))
        texts = (
            cite.full(citation),
            to_bib(citation.works).decode(),
            to_html(view, TODAY).decode(),
            to_json(rows).decode(),
            str(readme.get("Judgement")),
        )
        for text in texts:
            assert text.count("Judgement of Jane Doe") == number
        for text in (*texts[:-1], readme["Sourcing"]):
            assert "4 exercises rest on 3 sources; 2 are independent" in text


@pytest.mark.usefixtures("_tiny")
def test_a_judgement_in_a_saved_page_is_text() -> None:
    hostile = replace(SIGNED, claim="</p><script>alert(1)</script>")
    page = to_html(replace(_shown("exercises-by-domain"), judgement=hostile), TODAY).decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.usefixtures("_tiny")
def test_all_rows_are_another_view_than_that_which_was_judged() -> None:
    signed = replace(_shown("exercises-by-domain", years=(2012, 2018)), judgement=SIGNED)
    assert "Judgement" not in rows_of(signed.whole, TODAY).about


def test_every_chart_has_a_sourcing() -> None:
    for chart in CHARTS.values():
        shown = ChartView(chart, Filters(), chart.options())
        own = sourcing_of(shown)
        assert own.sources > 0, chart.name
        assert str(own.entries) in statement(shown).replace(",", ""), chart.name

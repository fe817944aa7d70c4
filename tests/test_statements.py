"""Statements: everything that was said, why a value shows, what a record is tied to, and the
paragraph itself.
"""

from dataclasses import replace
from pathlib import Path

import pytest

import tiny
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import without_ids
from atlas.records import statements as said
from atlas.records import texts, ties
from atlas.ui.text import SEAM, plain


def test_every_line_of_evidence_is_a_statement(everything: Dataset) -> None:
    rows = said.statements(everything)
    assert len(rows) == len(everything.evidence)
    assert without_ids(rows).columns.tolist() == said.COLUMNS
    assert rows[rows["Field"].eq(said.IS_MENTIONED)]["Id"].tolist() == ["steppe-2"]


def test_a_search_finds_rows_with_every_word(everything: Dataset) -> None:
    rows = said.matching(everything, "steppe 3200 AGENCY")
    assert rows[["Field", "Value"]].to_numpy().tolist() == [["Personnel, China (persons)", "3200"]]
    assert said.matching(everything, "no such word").empty


@pytest.mark.parametrize(
    ("identifier", "field", "shown", "why"),
    [
        ("steppe-2", "personnel_china", "3500", "the source that ranks first"),
        (
            "steppe-2",
            "date",
            "2018-09-11/2018-09-17",
            "a more exact date inside a wider one",
        ),
        ("steppe-2", "domains", "Land; Air", "all items of all statements"),
        ("steppe-2", "host", "Russia", "the only statement"),
        ("jet-sale", "status", "Delivered", "the later source"),
    ],
)
def test_a_record_says_which_statement_shows_and_why(
    everything: Dataset, identifier: str, field: str, shown: str, why: str
) -> None:
    by_field = {own.name: own for own in said.statements_by_field(everything, identifier)}
    own = by_field[field]
    values = own.statements.loc[own.statements["Shown"].eq("yes"), "Value"]
    assert ("; ".join(values), own.why) == (shown, why)


def test_a_statement_is_written_as_people_write_it_and_knows_the_records_that_it_names(
    everything: Dataset,
) -> None:
    told = {fact.name: fact for fact in said.statements_by_field(everything, "steppe-2")}
    assert sorted(set(told["personnel_china"].words)) == ["3,200", "3,500"]
    assert "CHN;RUS" in told["participants"].named.tolist()
    assert set(told["personnel_china"].named) == {""}
    assert all("-" not in text for text in told["date"].words), "months in words"


def _tied(dataset: Dataset, identifier: str) -> list[tuple[str, str]]:
    """The label of each related record, and what it is to the one asked for."""
    rows = ties.related(dataset, identifier)
    labels = rows["id"].map(dataset.label)
    return list(zip(labels, rows["how"], strict=True))


def test_related_records_come_with_the_row_that_ties_them(everything: Dataset) -> None:
    links = {
        ("Jet Works makes Jet 7", "Relation it stands in"),
        ("Engine 9 powers Jet 7", "Relation it stands in"),
    }
    assert set(_tied(everything, "jet")) == {
        ("Jets to China", "Transfer of it"),
        ("Jet Works", "Makes it"),
        ("Engine 9", "Powers it"),
        *links,
    }
    assert ties.related(everything, "jet")["locator"].notna().all()
    assert ("Steppe 1", "Part of it") in _tied(everything, "steppe")


def test_a_tie_is_worded_for_the_record_that_is_read_and_a_link_leads_to_its_other_end(
    everything: Dataset,
) -> None:
    rows = ties.related(everything, "jet")
    of_maker = rows[rows["id"].isin(["maker", "maker-jet"])]
    assert of_maker[["id", "how"]].to_numpy().tolist() == [
        ["maker", "Makes it"],
        ["maker-jet", "Relation it stands in"],
    ]
    assert of_maker["via"].fillna("").tolist() == ["maker-jet", ""], "the link behind the tie"
    assert ("Jet 7", "Made by it") in _tied(everything, "maker")
    assert ("Jet 7", "Powered by it") in _tied(everything, "engine")
    assert set(_tied(everything, "maker-jet")) == {
        ("Jet Works", "Subject of the relation"),
        ("Jet 7", "Object of the relation"),
    }
    assert ("Jet 7", "What is transferred") in _tied(everything, "jet-sale")
    assert ("Steppe (series)", "What it is part of") in _tied(everything, "steppe-1")


def test_a_tie_of_the_records_own_row_is_told_from_one_of_another_row(everything: Dataset) -> None:
    rows = ties.related(everything, "jet-sale").set_index("id")
    assert rows.loc[["jet", "RUS"], "is_own"].all()
    assert not ties.related(everything, "jet").set_index("id").loc["jet-sale", "is_own"]


def test_every_reference_of_a_sheet_and_every_relation_has_words_for_both_directions(
    everything: Dataset,
) -> None:
    schema = everything.schema
    references = [
        field for table in schema.sheets for field in table.content if field.reference is not None
    ]
    assert len(references) >= 17
    assert [field.name for field in references if not field.ties] == []
    assert all(term.ties for term in schema.vocabularies["relation"])


def test_a_country_leads_to_all_that_happened_there_and_a_place_to_its_country(
    everything: Dataset,
) -> None:
    india, russia = (ties.related(everything, code) for code in ("IND", "RUS"))
    assert india[["id", "how", "locator"]].to_numpy().tolist() == [
        ["ship-sale", "Transfer it receives", "¶6"]
    ]
    assert russia["how"].value_counts().to_dict() == {
        "Exercise it takes part in": 3,
        "Transfer it supplies": 2,
        "Transfer it receives": 2,
        "Exercise it hosts": 1,
        "Joint programme it is in": 1,
        "Organisation of this country": 1,
        "Agreement it is party to": 1,
        "Place in it": 1,
    }
    assert russia["id"].iloc[0] == "steppe-2", "in the order of the tables, exercises first"
    assert _tied(everything, "moscow") == [("Russia", "Country it lies in")]


def test_a_country_of_which_no_row_speaks_leads_to_what_its_sources_speak_of(
    tmp_path: Path,
) -> None:
    sources = [
        {**source, "country": "FRA"} if source["id"] == "copy" else source
        for source in tiny.SOURCES
    ]
    records = [*tiny.RECORDS, {"id": "FRA", "table": "countries", "label": "France"}]
    dataset = build(
        tables.load(tiny.write(tmp_path, records=records, sources=sources)),
        ["article", "wire", "copy"],
    )
    rows = ties.related(dataset, "FRA")
    assert rows[["id", "how", "source", "locator"]].to_numpy().tolist() == [
        ["steppe-2", "A source of this country speaks of it", "copy", "¶9"]
    ]


def test_an_id_inside_another_id_ties_nothing(everything: Dataset) -> None:
    assert "maker-jet" not in ties.related(everything, "steppe")["id"].tolist()
    assert set(ties.related(everything, "engine")["id"]) == {"engine-supply", "engine-jet", "jet"}


def test_a_paragraph_is_shown_only_where_the_text_is_on_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("One\nTwo\nThree\n", encoding="utf-8")
    monkeypatch.delenv("ATLAS_ARTICLES", raising=False)
    assert texts.passages("a.txt", "¶2") == []
    monkeypatch.setenv("ATLAS_ARTICLES", str(tmp_path))
    assert texts.passages("a.txt", "¶2–3") == [(2, "Two"), (3, "Three")]
    assert (
        texts.passages("../a.txt", "¶9")
        == texts.passages("a.txt", "p. 4")
        == texts.passages("none.txt", "¶1")
        == []
    )


def test_coded_terms_are_marked_whatever_their_case_and_accents() -> None:
    pieces = texts.marked("The Café sold 3,500 jets; cafés closed.", ["cafe", "3,500"])
    assert pieces == [
        ("The ", False),
        ("Café", True),
        (" sold ", False),
        ("3,500", True),
        (" jets; cafés closed.", False),
    ]
    assert "".join(text for text, _ in pieces) == "The Café sold 3,500 jets; cafés closed."


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "[x](javascript:alert(1))",
        "$x$",
        "**x**",
        ":red[x]",
        "# x",
        "`x`",
        "![x](http://x)",
    ],
)
def test_text_from_data_keeps_no_markdown(text: str) -> None:
    escaped = plain(text).replace(SEAM, "")
    assert escaped.replace("\\", "") == text
    assert all(
        escaped[place - 1] == "\\"
        for place, letter in enumerate(escaped)
        if letter in "<>[]()$*:`!#"
    )


def test_the_terms_of_a_record_are_its_names_and_all_that_is_coded_of_it(
    everything: Dataset,
) -> None:
    terms = texts.coded_terms(everything, "steppe-2")
    assert {"Steppe 2", "3500", "3,500", "2018-09"} <= set(terms)
    assert {"Jet 7", "Seven", "Fishhook"} <= set(texts.coded_terms(everything, "jet"))


def test_a_record_without_aliases_has_no_term_that_says_so(everything: Dataset) -> None:
    terms = texts.coded_terms(everything, "wave")
    assert "Wave" in terms
    assert not {"none", "nan", ""} & {term.lower() for term in terms}
    assert texts.marked("None came.", terms) == [("None came.", False)]


def test_the_paragraphs_at_some_places_come_once_each_in_the_order_of_the_text(
    everything: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("One\nTwo\nThree", encoding="utf-8")
    monkeypatch.setenv("ATLAS_ARTICLES", str(tmp_path))
    sources = everything.sources.assign(file=None)
    sources.loc["article", "file"] = "a.txt"
    data = replace(everything, sources=sources)
    assert texts.paragraphs_at(data, "article", ["¶3", "¶2–3", "body"]) == [
        ("article", 2, "Two"),
        ("article", 3, "Three"),
    ]
    assert texts.paragraphs_at(data, "wire", ["¶2"]) == []

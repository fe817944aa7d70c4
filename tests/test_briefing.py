"""What a reader gathers: its items and links, and the document with its numbered notes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import hostile
import tiny
from atlas.briefing import ready
from atlas.briefing.basket import MOST, Basket, from_query
from atlas.briefing.document import Cited, Rows, Section
from atlas.briefing.items import (
    LONGEST_NOTE,
    Item,
    Kind,
    of_chart,
    of_count,
    of_record,
    of_sentence,
    of_sourcing,
    read,
    shown_by,
    written,
)
from atlas.briefing.making import document
from atlas.briefing.native import Form, native
from atlas.briefing.notes import Notes
from atlas.briefing.panels import natives
from atlas.briefing.pictures import numbered
from atlas.briefing.slide_texts import cut
from atlas.briefing.tables import chart_rows
from atlas.briefing.words import column_shares, left_out, notes_in_words
from atlas.charts.chart_view import ChartView
from atlas.charts.exercises.rules import PATROLS
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters

DAY = date(2026, 1, 2)


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


NONE = Cited("")


def shown(name: str, filters: Filters | None = None, **options: str) -> ChartView:
    chart = CHARTS[name]
    return ChartView(chart, filters or Filters(), chart.options(**options))


def every_kind() -> list[Item]:
    return [
        of_chart(shown("exercise-timeline", Filters(years=(2005, 2018)), coloured="kind")),
        of_sourcing(shown("sipri-volumes")),
        of_record("steppe-2", Filters(evidence="articles")),
        of_count(shown("how-many", Filters(scope=PATROLS))),
        of_sentence("China sent 3,500 troops to Steppe 2.", Filters()),
    ]


def gathered(items: Sequence[Item]) -> Basket:
    basket = Basket()
    for item in items:
        basket = basket.with_item(item)
    return basket


def links(basket: Basket, *, with_words: bool = True) -> list[str]:
    return [value for key, value in basket.to_query(with_words=with_words) if key == "item"]


@pytest.mark.parametrize("place", range(5))
def test_an_item_comes_back_from_its_link(place: int) -> None:
    item = every_kind()[place]
    assert read(written(item, with_words=True)) == (item, "")


def test_a_chart_of_a_link_is_the_chart_that_was_put_in() -> None:
    put_in = shown("exercise-timeline", Filters(years=(2005, 2012)), coloured="kind")
    item = read(written(of_chart(put_in), with_words=False)).item
    assert item is not None
    assert shown_by(item) == put_in


def test_a_count_is_named_by_its_rule() -> None:
    link = written(every_kind()[3], with_words=False)
    assert "rule=no-patrols" in link
    assert "scope=" not in link
    assert shown_by(every_kind()[3]).filters["scope"] == PATROLS


def test_own_words_are_in_no_link_unless_they_are_asked_for() -> None:
    basket = gathered(every_kind()).noted(0, "Ask Ivanov").titled("For Monday")
    without = str(basket.to_query(with_words=False))
    assert "Ivanov" not in without
    assert "Monday" not in without
    assert "3%2C500" not in without
    assert len(links(basket, with_words=False)) == 4
    again = from_query(links(basket), dict(basket.to_query(with_words=True))["title"])
    assert again == (basket, "")


def test_hostile_and_unknown_items_fall_out_with_one_sentence() -> None:
    asked = [
        *hostile.HOSTILE,
        "http://evil.example/exercises#exercise-timeline",
        "//evil.example/#count",
        "//[",
        "/exercises?domain=nowhere#exercise-timeline",
        "/evidence?record=nobody#record",
        "/check?text=+#sentence",
        "/exercises#exercise-timeline",
    ]
    basket, fallen = from_query(asked)
    assert [item.name for item in basket.items] == ["exercise-timeline"]
    assert fallen.startswith("14 items of this link fell out: ")
    assert "there is no entry “nobody”" in fallen


def test_items_beyond_the_most_fall_out_and_those_there_twice_stand_once() -> None:
    link = "/evidence?record=steppe-2#record"
    basket, fallen = from_query([link] * (MOST + 1))
    assert len(basket) == 1
    assert fallen == f"1 item of this link fell out: a briefing has at most {MOST} items."


def test_a_note_is_bounded_and_without_signs_of_control() -> None:
    basket = gathered(every_kind()[:1]).noted(0, "\x1b[31m" + "x" * 2 * LONGEST_NOTE)
    assert basket.items[0].note == ("[31m" + "x" * LONGEST_NOTE)[:LONGEST_NOTE]


def test_items_move_and_stay_at_the_ends() -> None:
    basket = gathered(every_kind()[:3])
    names = [item.name for item in basket.moved(0, 1).items]
    assert names == ["sipri-volumes", "exercise-timeline", "steppe-2"]
    assert basket.moved(0, -1) == basket
    assert basket.moved(2, 1) == basket


def test_a_document_numbers_each_place_in_a_source_once() -> None:
    made = document(gathered([*every_kind(), of_record("steppe-2", Filters())]), DAY)
    texts = [note.text for note in made.notes]
    assert [note.number for note in made.notes] == list(range(1, len(texts) + 1))
    assert len(set(texts)) == len(texts)
    cited = {number for section in made.sections for number in section.notes}
    assert cited == {note.number for note in made.notes}
    (wire,) = [text for text in texts if "A wire report" in text and "¶1." in text]
    assert wire == "“A wire report”. Agency. May 2019. Cited: ¶1."


def test_a_fact_has_the_notes_of_the_rows_that_say_it() -> None:
    made = document(gathered([of_record("steppe-2", Filters())]), DAY)
    (section,) = made.sections
    assert section.title == "Steppe 2"
    assert section.rows is not None
    cells = {row[0].text: row for row in section.rows.rows}
    value, notes = cells["Personnel, China"][1].text, cells["Personnel, China"][-1].notes
    assert value == "3,500 persons or 3,200 persons (sources disagree)"
    assert {made.notes[number - 1].text.split("Cited: ")[1] for number in notes} == {"¶1.", "¶2."}


def test_a_checked_sentence_names_its_verdict_and_where_it_rests() -> None:
    made = document(gathered([every_kind()[4]]), DAY)
    texts = [paragraph.text for paragraph in made.sections[0].paragraphs]
    assert any(text.startswith("“3,500” supported: ") for text in texts)
    assert made.sections[0].notes


def test_an_own_note_stands_apart_from_what_sources_say() -> None:
    made = document(gathered(every_kind()[:1]).noted(0, "Check it"), DAY)
    assert made.sections[0].own_note == "Check it"
    assert "Check it" not in str(made.sections[0].paragraphs)


def test_a_view_without_entries_says_so() -> None:
    nothing = of_chart(shown("exercise-timeline", Filters(years=(1991, 1992))))
    item = Item(nothing.kind, nothing.name, (("domain", "Cyber"),))
    (section,) = document(gathered([item]), DAY).sections
    assert section.paragraphs[0].text == "Nothing is in view under these filters."
    assert section.draw is None


@pytest.mark.parametrize(
    ("notes", "words"),
    [((), ""), ((3,), "Note 3"), ((1, 2, 3, 9), "Notes 1–3 and 9"), ((1, 3), "Notes 1 and 3")],
)
def test_notes_are_named_in_runs(notes: tuple[int, ...], words: str) -> None:
    section = Section("A title", "", "", (Cited("Text", notes),))
    assert notes_in_words(section) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 row more is in the view"), (2, "2 rows more are in the view")]
)
def test_rows_that_are_left_out_are_counted(number: int, words: str) -> None:
    assert left_out(Rows((), (), number)).startswith(words)


def test_lines_by_years_are_a_chart_of_the_office_program_with_the_same_numbers() -> None:
    own = native(shown("sipri-volumes").figure())
    assert own is not None
    assert own.form is Form.LINES
    of_china = {series.name: series.values for series in own.series}["Russia → China"]
    by_year = dict(zip(own.categories, of_china, strict=True))
    assert (by_year["2016"], by_year["2017"]) == (100, 250.5)


def test_steps_of_a_count_are_bars_on_a_ground_that_is_not_seen() -> None:
    own = native(shown("how-many", Filters(years=(2005, 2012))).figure())
    assert own is not None
    assert (own.form, own.is_stacked) == (Form.BARS, True)
    ground, *bars = own.series
    assert ground.is_ground
    assert {series.is_ground for series in bars} == {False}


def test_panels_of_columns_in_one_unit_are_a_stack() -> None:
    by_domain = shown("exercises-by-domain")
    own = native(by_domain.figure())
    assert own is not None
    assert own.is_stacked
    counted = sum(value or 0 for series in own.series for value in series.values)
    assert counted == by_domain.rows
    assert len({series.colour for series in own.series}) == len(own.series) > 1


def test_panels_in_several_units_are_charts_side_by_side_from_the_highest_down() -> None:
    shares = shown("sipri-shares")
    charts = natives(shares.figure())
    assert [chart.form for chart in charts] == [Form.LINES] * 3
    assert [chart.axis for chart in charts] == ["Share, %", "Share, %", "Index"]
    assert charts[0].title == "Share of China's arms imports, in per cent"
    # 100 of 200 of China's imports, 100 of 500 of Russia's exports.
    of_russia = [chart.series[0].values[-1] for chart in charts[:2]]
    assert of_russia == [50, 20]
    published = [own for own in charts[1].series if own.is_loose]
    assert [own.name for own in published] == ["Published"]
    assert {own.dash for own in charts[1].series if not own.is_loose} == {"solid", "dot"}


def test_panels_of_stacks_are_a_chart_each_with_a_series_a_table() -> None:
    by_year = shown("records-by-year")
    dated, undated = natives(by_year.figure())
    assert dated.title.startswith("With a date: ")
    assert dated.is_stacked
    for chart in (dated, undated):
        counted = sum(value or 0 for series in chart.series for value in series.values)
        assert counted == int(chart.title.rpartition(" ")[2])
    assert {own.is_hatched for own in undated.series} == {True}


def test_panels_whose_colours_have_no_names_are_a_picture() -> None:
    assert natives(shown("two-way-street").figure()) == ()


def test_a_column_has_room_for_its_heading_beside_longer_ones() -> None:
    long = Cited("x" * 200)
    rows = Rows(
        ("Entry", "What was exchanged", "Description", "Notes"), ((long, long, long, NONE),)
    )
    *others, notes = column_shares(rows, 9)
    # Five letters and room for three, of eighty.
    assert notes == pytest.approx(8 / 80)
    assert others == pytest.approx([0.3] * 3, abs=0.002)


def test_a_column_has_room_for_the_longest_word_of_its_cells() -> None:
    long = Cited("of some " * 20)
    rows = Rows(("Entry", "When", "Known"), ((long, long, Cited("Reported; Inferred")),))
    *_, known = column_shares(rows, 9)
    # "Reported;" and room for three, of a hundred.
    assert known >= 12 / 100
    narrow = tuple(long for _ in range(8))
    *_, known = column_shares(Rows(("A",) * 8 + ("K",), ((*narrow, Cited("Stated; Reported")),)), 9)
    assert known == pytest.approx(12 / 100, abs=0.02)


def test_numbers_of_notes_rise_whatever_was_cited_first() -> None:
    notes = Notes()
    data = shown("exercise-timeline").dataset
    own = data.evidence[data.evidence["id"] == "steppe-2"]
    for line in reversed(list(own.itertuples())):
        notes.cite(data, line.source, line.locator)
    numbers, _ = notes.of_records(data, ["steppe-2"])
    assert len(numbers) > 1
    assert list(numbers) == sorted(numbers)


def test_of_columns_that_are_too_many_for_their_headings_all_are_as_narrow_as_their_texts() -> None:
    headings = tuple("Organisations" for _ in range(9))
    shares = column_shares(Rows(headings, (tuple(NONE for _ in headings),)), 9)
    assert shares == pytest.approx([1 / 9] * 9)


@pytest.mark.parametrize(
    ("text", "cut_text"),
    [
        ("One is here. Two is there.", "One is here. …"),
        ("A clause; another clause that", "A clause; another …"),
        ("Nothingtocutatallinthiswordhere", "Nothingtocutatallin…"),
        ("Short enough.", "Short enough."),
    ],
)
def test_a_text_that_is_too_long_ends_with_a_sentence_or_a_word(text: str, cut_text: str) -> None:
    assert cut(text, 20).replace(" …", "…") == cut_text.replace(" …", "…")


@pytest.mark.parametrize("name", ["exercise-timeline", "exercise-map", "network", "findings"])
def test_a_form_that_office_programs_do_not_have_is_a_picture(name: str) -> None:
    assert natives(shown(name).figure()) == ()


def test_parts_of_a_picture_are_named_by_number_and_not_by_lot() -> None:
    first = b'<svg><g id="clip1a" class="trace0f0f0f"/><use href="#clip1a"/><p c="url(#clip1a)"/>'
    again = first.replace(b"clip1a", b"clip9z").replace(b"trace0f0f0f", b"trace1e1e1e")
    assert numbered(first, "f0-") == numbered(again, "f0-")
    assert b'href="#f0-0"' in numbered(first, "f0-")


@pytest.mark.parametrize("name", ready.READY)
def test_a_ready_made_briefing_has_what_the_data_have_for_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATLAS_DATA")
    made = ready.basket(f"{ready.PREFIX}{name}", Filters())
    assert made is not None
    assert len(made) == 5
    assert from_query(links(made), made.title) == (made, "")


def test_a_ready_made_briefing_of_records_that_are_not_there_has_fewer_items() -> None:
    made = ready.basket("briefing-s-400", Filters())
    assert made is not None
    assert [item.kind for item in made.items] == [Kind.CHART]
    assert ready.basket("briefing-nothing", Filters()) is None


def test_a_tie_in_a_briefing_has_the_notes_of_the_rows_that_say_it_and_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    priced = tiny.said("jet-sale", "copy", "¶9", value_usd_m="2100", description="Jets.")
    folder = tiny.write(tmp_path, {"transfers": [*tiny.SHEETS["transfers"], priced]})
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    ties = shown("network", nodes="all")
    notes = Notes()
    rows = chart_rows(ties.dataset, ties.linked_table, notes)
    assert rows is not None
    texts = " ".join(note.text for note in notes.listed())
    assert "A wire report" in texts, "it says that the jets were delivered"
    assert "A copy of it" not in texts, "what they cost is no part of a tie"

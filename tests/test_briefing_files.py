"""The files of a briefing, read back by what reads them: slides, text, page; and LibreOffice."""

import io
import math
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import plotly.graph_objects as go
import pptx
import pytest
from pypdf import PdfReader

import office
from atlas.briefing import pictures
from atlas.briefing.basket import Basket
from atlas.briefing.document import Cited, Document, Endnote, Room, Section
from atlas.briefing.items import of_chart, of_count, of_record, of_sentence
from atlas.briefing.making import document
from atlas.briefing.page import to_html
from atlas.briefing.paper import _cited, to_docx
from atlas.briefing.pictures import NO_BROWSER, Pictures
from atlas.briefing.slides import to_pptx
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.export import browser
from hostile import HOSTILE
from lengths import AT_LENGTH

DAY = date(2026, 1, 2)
NOTE = "Проверить: Восток-2018, 和平使命."
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def shown(name: str, filters: Filters | None = None) -> ChartView:
    chart = CHARTS[name]
    return ChartView(chart, filters or Filters(), chart.options())


@pytest.fixture(scope="module")
def made(tiny_folder: Path) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(tiny_folder))
        items = (
            of_chart(shown("exercise-timeline")),
            of_chart(shown("sipri-volumes")),
            of_count(shown("how-many", Filters(years=(2005, 2012)))),
            of_record("steppe-2", Filters()),
            of_sentence("China sent 3,500 troops to Steppe 2.", Filters()),
        )
        return document(Basket(items, "Учения 联合演习").noted(0, NOTE), DAY)


@pytest.fixture(scope="module")
def wide(made: Document) -> Pictures:
    return Pictures.of(made, Room.SLIDE)


@pytest.fixture(scope="module")
def tall(made: Document) -> Pictures:
    return Pictures.of(made, Room.PAGE)


@pytest.fixture(scope="module")
def slides(made: Document, wide: Pictures) -> bytes:
    return to_pptx(made, wide)


@pytest.fixture(scope="module")
def paper(made: Document, tall: Pictures) -> bytes:
    return to_docx(made, tall)


def _texts(slide: object) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_slide_an_item_has_its_title_to_edit_and_its_notes_with_sources(
    made: Document, slides: bytes
) -> None:
    read = pptx.Presentation(io.BytesIO(slides))
    assert read.slide_width / read.slide_height == pytest.approx(16 / 9, abs=0.001)
    own = list(read.slides)[1:6]
    assert [slide.shapes.title.text for slide in own] == [part.title for part in made.sections]
    assert NOTE in _texts(own[0])
    for slide, section in zip(own, made.sections, strict=True):
        spoken = slide.notes_slide.notes_text_frame.text
        for note in made.noted(section):
            assert f"[{note.number}] {note.text}" in spoken


def test_a_slide_says_which_part_it_draws_however_long_its_subtitle_is(
    made: Document, wide: Pictures
) -> None:
    part = "Drawn: 11 of 150 transfers, those that begin last."
    long = replace(made.sections[0], subtitle="By a filter and another one; " * 12)
    drawings = {0: replace(wide.drawings[0], part=part)}
    one = replace(made, sections=(long,))
    (_, slide, *_) = pptx.Presentation(io.BytesIO(to_pptx(one, Pictures(drawings)))).slides
    (subtitle,) = [shape for shape in slide.shapes if shape.name == "What is shown"]
    assert subtitle.text_frame.text.endswith(f" … {part}")
    assert len(subtitle.text_frame.text) <= 300


@pytest.mark.parametrize(
    ("count", "words", "points"), [(3, 5, 18), (8, 22, 14), (20, 3, 12), (20, 60, 12)]
)
def test_the_list_of_contents_ends_above_the_foot_of_the_first_slide(
    made: Document, count: int, words: int, points: int
) -> None:
    part = Section("letters " * words, "", "")
    long = replace(made, sections=(part,) * count, notes=())
    (cover, *_) = pptx.Presentation(io.BytesIO(to_pptx(long, Pictures({})))).slides
    by_name = {shape.name: shape for shape in cover.shapes}
    own, foot = by_name["Contents"], by_name["About"]
    # A letter of our font is as wide as half of its height; a line is a fifth higher than it.
    (size,) = {run.font.size.pt for line in own.text_frame.paragraphs for run in line.runs}
    lines = [
        math.ceil(len(line.text) * size / 2 / own.width.pt) for line in own.text_frame.paragraphs
    ]
    room = sum(line.space_after.pt for line in own.text_frame.paragraphs)
    assert size == points
    assert own.top.pt + 1.2 * size * sum(lines) + room <= foot.top.pt


def test_lines_and_bars_are_charts_with_their_numbers_and_other_forms_are_vectors(
    slides: bytes,
) -> None:
    read = list(pptx.Presentation(io.BytesIO(slides)).slides)
    (volumes,) = [shape for shape in read[2].shapes if shape.has_chart]
    series = {own.name: own.values for own in volumes.chart.plots[0].series}
    assert 250.5 in series["Russia → China"]
    (timeline,) = [shape for shape in read[1].shapes if shape.name == "Chart"]
    assert not timeline.has_chart
    assert b"svgBlip" in ZipFile(io.BytesIO(slides)).read("ppt/slides/slide2.xml")
    assert [name for name in ZipFile(io.BytesIO(slides)).namelist() if name.endswith(".svg")]


def test_lengths_of_bars_and_heights_of_lines_are_measured_from_nothing(slides: bytes) -> None:
    for slide in list(pptx.Presentation(io.BytesIO(slides)).slides)[2:4]:
        (own,) = [shape.chart for shape in slide.shapes if shape.has_chart]
        assert own.value_axis.minimum_scale == 0


def test_no_row_of_a_table_is_parted_by_the_end_of_a_page(paper: bytes) -> None:
    tables = docx.Document(io.BytesIO(paper)).tables
    rows = [row for table in tables for row in table.rows]
    assert rows
    assert all(row._tr.trPr.find(f"{WORD}cantSplit") is not None for row in rows)


def test_every_picture_and_chart_says_what_it_shows(made: Document, slides: bytes) -> None:
    for slide in list(pptx.Presentation(io.BytesIO(slides)).slides)[1:4]:
        (chart,) = [shape for shape in slide.shapes if shape.name == "Chart"]
        described = chart._element.xpath(".//p:cNvPr/@descr")
        assert described[0].split()[0] in {"Timeline", "Volume", "Of", "All"}


def test_notes_of_the_text_lead_to_source_and_paragraph_by_number(
    made: Document, paper: bytes
) -> None:
    body = docx.Document(io.BytesIO(paper)).element.body
    anchors = {link.get(f"{WORD}anchor") for link in body.iter(f"{WORD}hyperlink")}
    marks = {mark.get(f"{WORD}name") for mark in body.iter(f"{WORD}bookmarkStart")}
    assert anchors == marks == {f"note_{note.number}" for note in made.notes}
    paragraphs = [own.text for own in docx.Document(io.BytesIO(paper)).paragraphs]
    for note in made.notes:
        assert f"{note.number}.\t{note.text}" in paragraphs


def test_the_text_has_titles_tables_figures_and_words_in_every_script(
    made: Document, paper: bytes
) -> None:
    read = docx.Document(io.BytesIO(paper))
    headings = [own.text for own in read.paragraphs if own.style.name == "Heading 1"]
    assert headings == [*(section.title for section in made.sections), "Sources"]
    assert read.paragraphs[0].text == "Учения 联合演习"
    assert any(NOTE in own.text for own in read.paragraphs)
    assert len(read.tables) == sum(section.rows is not None for section in made.sections)
    assert len(read.inline_shapes) == 3
    assert all(shape._inline.docPr.get("descr") for shape in read.inline_shapes)


def test_the_page_asks_no_other_machine_and_its_notes_lead_to_sources(
    made: Document, tall: Pictures
) -> None:
    page = to_html(made, tall).decode()
    assert page.count("<svg class") + page.count("<svg xmlns") >= 3
    assert not re.search(r"<script|<link|<img|url\(http|@import", page)
    assert set(re.findall(r'href="#note-(\d+)"', page)) == set(
        re.findall(r'<li id="note-(\d+)"', page)
    )
    assert "Учения 联合演习" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_same_document_is_the_same_bytes(
    made: Document, wide: Pictures, slides: bytes, tall: Pictures, paper: bytes
) -> None:
    assert to_pptx(made, wide) == slides
    assert to_docx(made, tall) == paper
    for content in (slides, paper):
        assert {entry.date_time[0] for entry in ZipFile(io.BytesIO(content)).infolist()} == {1980}


@pytest.mark.usefixtures("unnamed_year")
def test_a_clock_that_no_archive_can_name_spoils_no_slides_and_no_text(
    made: Document, wide: Pictures, slides: bytes, tall: Pictures, paper: bytes
) -> None:
    assert to_pptx(made, wide) == slides
    assert to_docx(made, tall) == paper


def test_without_a_browser_slides_and_text_say_so_and_the_page_draws_itself(
    made: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "installed", lambda: None)
    monkeypatch.setattr(pictures, "_kept", OrderedDict())
    none = Pictures.of(made, Room.SLIDE)
    assert none.problem == NO_BROWSER
    read = list(pptx.Presentation(io.BytesIO(to_pptx(made, none))).slides)
    assert NO_BROWSER in _texts(read[0])
    assert any(shape.has_table for shape in read[1].shapes)
    assert any(shape.has_chart for shape in read[2].shapes)
    paper = docx.Document(io.BytesIO(to_docx(made, none)))
    assert NO_BROWSER in [own.text for own in paper.paragraphs]
    page = to_html(made, none).decode()
    assert page.count("plotly.js v") == 1
    assert 'id="figure-0"' in page
    assert len(page) < 8_000_000


def test_what_was_drawn_of_late_is_not_drawn_again(
    made: Document, tall: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(figures: Sequence[go.Figure], scale: float) -> list[tuple[bytes, bytes]]:
        drawn.append(len(figures))
        return [(b"<svg/>", b"")] * len(figures)

    monkeypatch.setattr(pictures, "vectors_and_pixels", counted)
    again = Pictures.of(made, Room.PAGE)
    assert drawn == []
    assert [own.png for own in again.by_place.values()] == [
        own.png for own in tall.by_place.values()
    ]
    figures = [go.Figure(go.Bar(x=[year], y=[1])) for year in range(pictures.MOST_KEPT + 1)]
    for figure in figures:
        pictures._made([figure, figure])
    assert drawn == [1] * len(figures)
    assert len(pictures._kept) == pictures.MOST_KEPT
    pictures._made(figures[:2])
    assert drawn[-1] == 1, "the oldest alone was gone"


def _hostile(made: Document, texts: Sequence[str]) -> Document:
    """The document with a hostile text wherever one may stand."""
    sections = []
    for section, text in zip(made.sections, texts, strict=False):
        assert section
        sections.append(
            replace(
                section,
                title=text[:220],
                subtitle=text[:220],
                paragraphs=(Cited(text, (1,)),),
                own_note=text,
                sourcing=text,
                link=text,
                draw=None,
            )
        )
    note = Endnote(1, texts[0], texts[0])
    return replace(made, title=texts[0], sections=tuple(sections), notes=(note,), about=(texts[1],))


@pytest.mark.parametrize("first", [0, 3])
def test_hostile_texts_are_texts_in_every_format(made: Document, first: int) -> None:
    texts = HOSTILE[first : first + 5]
    bad = _hostile(made, texts)
    bad = replace(bad, sections=tuple(replace(own, rows=None) for own in bad.sections))
    page = to_html(bad, Pictures()).decode()
    assert "<script>" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    read = list(pptx.Presentation(io.BytesIO(to_pptx(bad, Pictures()))).slides)
    assert read[1].shapes.title.text == texts[0][:220]
    paper = docx.Document(io.BytesIO(to_docx(bad, Pictures())))
    assert paper.paragraphs[0].text == texts[0]


@AT_LENGTH
@pytest.mark.skipif(office.find() is None, reason="no LibreOffice on this machine")
def test_libreoffice_turns_slides_and_text_into_pages_with_all_that_is_said(
    made: Document, slides: bytes, paper: bytes, tmp_path: Path
) -> None:
    files = {"briefing.pptx": slides, "text.docx": paper}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    pages = office.printed([tmp_path / name for name in files], tmp_path)
    if not all(page.exists() for page in pages):
        pytest.skip("this LibreOffice has no program for slides or for texts")
    of_slides, of_text = [PdfReader(page) for page in pages]
    texts = [" ".join(page.extract_text().split()) for page in of_slides.pages]
    assert len(texts) == 7
    for text, section in zip(texts[1:], made.sections, strict=False):
        assert " ".join(section.title.split()) in text
    whole = " ".join(" ".join(page.extract_text().split()) for page in of_text.pages)
    for section in made.sections:
        assert " ".join(section.title.split()) in whole
    # Chinese is read back above: not every machine has a font that it can be printed in.
    assert "Восток-2018" in whole
    assert "Восток-2018" in texts[1]


def test_numbers_of_notes_are_raised_after_a_text_alone_and_what_is_more_stands_last() -> None:
    paragraph = docx.Document().add_paragraph()
    _cited(paragraph, Cited("", (6, 7), " and 1 more"))
    assert paragraph.text == "6, 7 and 1 more"
    assert "superscript" not in paragraph._p.xml
    _cited(paragraph, Cited("received", (8,)))
    assert paragraph._p.xml.count("superscript") == 1

"""A briefing as slides, 16:9: a slide an item, its text editable, what supports it in the notes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.serialized import PackageWriter
from pptx.util import Emu, Inches, Pt

from atlas.briefing.document import Cited, Document, Drawing, Rows, Section
from atlas.briefing.office import LONGEST_ALT, Parts, archived, describe
from atlas.briefing.panels import natives
from atlas.briefing.pictures import Picture, Pictures
from atlas.briefing.slide_charts import add_natives
from atlas.briefing.slide_pictures import add_picture
from atlas.briefing.slide_texts import INNER, LEFT, box, cut, marks, write
from atlas.briefing.words import (
    OWN_NOTE,
    SOURCES,
    column_shares,
    left_out,
    note_line,
    notes_in_words,
    spoken,
)

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
TITLE_TOP, TITLE_HEIGHT = Inches(0.3), Inches(0.95)
SUBTITLE_TOP, SUBTITLE_HEIGHT = Inches(1.25), Inches(0.4)
BODY_TOP, BODY_HEIGHT = Inches(1.7), Inches(4.55)
TEXT_TOP, TEXT_HEIGHT = Inches(6.22), Inches(0.78)
FOOT_TOP, FOOT_HEIGHT = Inches(7.0), Inches(0.32)
TITLE_ONLY = 5
FONT = b'"Arial"'
# Letters that a line of a title, of small text and of a list of notes has room for.
TITLE_LETTERS, NOTE_LETTERS, MOST_NOTE_LINES = 56, 155, 28
# A list of contents stands between title and foot: its sizes in points, the height of a line and
# the room beneath a title in parts of that, and the letters that a line would have in one point.
LIST_TOP = SUBTITLE_TOP
LIST_HEIGHT = Emu(TEXT_TOP - LIST_TOP)
LIST_SIZES, LEADING, BELOW, LETTERS_OF_A_POINT = (18, 14, 12), 1.2, 1 / 6, 1_700
MOST_TABLE_ROWS, LONGEST_CELL, LONGEST_LINE = 9, 110, 310
LONGEST_SUBTITLE = 2 * 150
MOST_ROW_HEIGHT, TABLE_HEIGHT, CHART_HEIGHT = Inches(0.45), Inches(4.35), Inches(4.4)


def to_pptx(document: Document, pictures: Pictures) -> bytes:
    """The document as a presentation; the same one on the same day has the same bytes."""
    slides = Presentation()
    slides.slide_width = WIDTH
    slides.slide_height = HEIGHT
    _in_own_font(slides)
    describe(slides.core_properties, document)
    _cover(slides, document, pictures.problem)
    for place, section in enumerate(document.sections):
        drawing = pictures.drawings.get(place)
        picture = pictures.by_place.get(place)
        _slide(slides, document, section, drawing, picture)
    _sources(slides, document)
    return archived(_parts(slides.part.package), document.on)


def _parts(package: Any) -> Mapping[str, bytes]:
    """What `package.save` would write."""
    parts = Parts()
    writer = PackageWriter("", package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return parts.by_name


def _in_own_font(slides: Any) -> None:
    """Set all text in the font of our pictures, which every office program has or has alike."""
    theme_part = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme_part._blob = theme_part.blob.replace(b'"Calibri"', FONT)


def _titled(slides: Any, title: str) -> Any:
    """A new slide with its title, in a size that fits two lines."""
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left = LEFT
    shape.top = TITLE_TOP
    shape.width = INNER
    shape.height = TITLE_HEIGHT
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = 28 if len(title) <= TITLE_LETTERS else 24
    size = size if len(title) <= 2 * TITLE_LETTERS else 18
    write(frame.paragraphs[0], title, size, bold=True)
    return slide


def _cover(slides: Any, document: Document, problem: str) -> None:
    slide = _titled(slides, document.title)
    frame = box(slide, "Contents", LIST_TOP, LIST_HEIGHT)
    titles = [cut(section.title, 3 * TITLE_LETTERS) for section in document.sections]
    size, most = _size_of_list(titles)
    for number, title in enumerate(titles, start=1):
        paragraph = frame.paragraphs[0] if number == 1 else frame.add_paragraph()
        write(paragraph, f"{number}. {cut(title, most)}", size)
        paragraph.space_after = Pt(size * BELOW)
    lines = " ".join([*document.about, *filter(None, [problem])])
    write(box(slide, "About", TEXT_TOP, TEXT_HEIGHT).paragraphs[0], lines, 12, quiet=True)


def _size_of_list(titles: Sequence[str]) -> tuple[int, int]:
    """In how many points a list of titles fits above the foot, and the most letters of each.

    Where no size has room for the whole of them, each has one line of the smallest.
    """
    for size in LIST_SIZES:
        letters = LETTERS_OF_A_POINT // size
        lines = sum(math.ceil(len(title) / letters) for title in titles)
        if Pt(size * (LEADING * lines + BELOW * len(titles))) <= LIST_HEIGHT:
            return size, 3 * TITLE_LETTERS
    return size, letters


def _slide(
    slides: Any,
    document: Document,
    section: Section,
    drawing: Drawing | None,
    picture: Picture | None,
) -> None:
    slide = _titled(slides, section.title)
    subtitle = box(slide, "What is shown", SUBTITLE_TOP, SUBTITLE_HEIGHT).paragraphs[0]
    part = drawing.part if drawing else ""
    write(subtitle, cut(section.subtitle, LONGEST_SUBTITLE, part), 12, quiet=True)
    is_drawn = drawing is not None and _draw(slide, drawing, picture)
    if is_drawn:
        _text(slide, section)
    elif section.rows:
        _text(slide, section)
        _table(slide, section.rows)
    else:
        _paragraphs(slide, section)
    _foot(slide, document, section)
    slide.notes_slide.notes_text_frame.text = "\n".join(spoken(document, section))


def _draw(slide: Any, drawing: Drawing, picture: Picture | None) -> bool:
    """Draw the chart as the program itself does, else as vectors; whether either can be had."""
    alt = cut(drawing.alt, LONGEST_ALT)
    charts = natives(drawing.figure)
    if charts:
        add_natives(slide, charts, alt, (LEFT, BODY_TOP, INNER, CHART_HEIGHT))
    elif picture:
        add_picture(slide, picture, alt, (LEFT, BODY_TOP, INNER, BODY_HEIGHT))
    return bool(charts or picture)


def _text(slide: Any, section: Section) -> None:
    """What is seen, and what the author of the briefing has to say of it."""
    frame = box(slide, "Text", TEXT_TOP, TEXT_HEIGHT)
    for paragraph in section.paragraphs[:1]:
        write(frame.paragraphs[0], cut(paragraph.text, LONGEST_LINE), 12)
    if section.own_note:
        note = frame.add_paragraph()
        words = f"{OWN_NOTE}: {section.own_note}"
        write(note, cut(words, LONGEST_LINE), 12, bold=True)


def _paragraphs(slide: Any, section: Section) -> None:
    """An item without figure or rows: its text in full, as large as fits."""
    frame = box(slide, "Text", BODY_TOP, BODY_HEIGHT)
    length = sum(len(paragraph.text) for paragraph in section.paragraphs)
    size = 20 if length < 500 else 16
    size = size if length < 1_200 else 12
    for number, paragraph in enumerate(section.paragraphs):
        target = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        write(target, paragraph.text, size)
        marks(target, paragraph, size)
        target.space_after = Pt(size / 2)
    if section.own_note:
        note = box(slide, "Own note", TEXT_TOP, TEXT_HEIGHT).paragraphs[0]
        write(note, f"{OWN_NOTE}: {cut(section.own_note, LONGEST_LINE)}", 12, bold=True)


def _table(slide: Any, rows: Rows) -> None:
    shown = rows.rows[:MOST_TABLE_ROWS]
    shape = slide.shapes.add_table(
        len(shown) + 1, len(rows.columns), LEFT, BODY_TOP, INNER, Inches(0.4)
    )
    shape.name = "Table"
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"Table of {len(shown)} rows")
    for column, heading in enumerate(rows.columns):
        _cell(shape.table.cell(0, column), Cited(heading), bold=True)
    for place, row in enumerate(shown, start=1):
        for column, cell in enumerate(row):
            _cell(shape.table.cell(place, column), cell)
    for row_of_table in shape.table.rows:
        row_of_table.height = min(MOST_ROW_HEIGHT, TABLE_HEIGHT // (len(shown) + 1))
    for column, share in enumerate(column_shares(rows, MOST_TABLE_ROWS)):
        shape.table.columns[column].width = Emu(int(INNER * share))
    further = len(rows.rows) - len(shown) + rows.left_out
    if further:
        line = box(slide, "Left out", FOOT_TOP - Inches(0.28), Inches(0.25)).paragraphs[0]
        write(line, left_out(Rows((), (), further)), 11, quiet=True)


def _cell(cell: Any, own: Cited, *, bold: bool = False) -> None:
    paragraph = cell.text_frame.paragraphs[0]
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    run = paragraph.add_run()
    run.text = cut(own.text, LONGEST_CELL)
    run.font.size = Pt(14)
    run.font.bold = bold
    marks(paragraph, own, 14)


def _foot(slide: Any, document: Document, section: Section) -> None:
    """On which notes the slide rests, the credit that is asked for, and version and day."""
    parts = [notes_in_words(section), section.credit, document.about[0]]
    words = " · ".join(part for part in parts if part)
    line = box(slide, "Foot", FOOT_TOP, FOOT_HEIGHT).paragraphs[0]
    write(line, cut(words, 230), 10, quiet=True)


def _sources(slides: Any, document: Document) -> None:
    """The notes of all slides in full, on as many slides as they take."""
    pages: list[list[str]] = []
    lines = MOST_NOTE_LINES
    for note in document.notes:
        text = note_line(note)
        # A line that is begun is a line.
        own = math.ceil(len(text) / NOTE_LETTERS)
        if lines + own > MOST_NOTE_LINES:
            pages.append([])
            lines = 0
        pages[-1].append(text)
        lines += own
    for number, page in enumerate(pages, start=1):
        title = SOURCES if len(pages) == 1 else f"{SOURCES} ({number} of {len(pages)})"
        slide = _titled(slides, title)
        frame = box(slide, "Notes", SUBTITLE_TOP, BODY_HEIGHT)
        for place, text in enumerate(page):
            target = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            write(target, text, 11)
            target.space_after = Pt(2)

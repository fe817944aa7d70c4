"""A briefing as a text of an office program: figures, tables, and notes that links lead to."""

import io
from collections.abc import Mapping
from typing import Any

from docx import Document as new_document
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from atlas.briefing.document import Cited, Document, Drawing, Endnote, Rows, Section
from atlas.briefing.office import LONGEST_ALT, Parts, archived, describe
from atlas.briefing.pictures import Picture, Pictures
from atlas.briefing.words import OWN_NOTE, SOURCES, column_shares, left_out
from atlas.charts import theme

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2)
INNER, TALLEST = PAGE_WIDTH - 2 * MARGIN, Cm(19)
FONT, TEXT, SMALL = "Arial", Pt(10.5), Pt(9)
INK = RGBColor.from_string(theme.PAGE["light"]["ink"].removeprefix("#"))
QUIET = RGBColor.from_string(theme.QUIET.removeprefix("#"))
RULE = "BFBFBF"
LINK = RGBColor(0x0B, 0x57, 0xA4)
STYLES = {"Normal": TEXT, "Title": Pt(24), "Heading 1": Pt(15), "Heading 2": Pt(12)}


def to_docx(document: Document, pictures: Pictures) -> bytes:
    """The document as a text; the same one on the same day has the same bytes."""
    paper = new_document()
    _laid_out(paper, document)
    paper.add_paragraph(document.title, style="Title")
    for line in [*document.about, *filter(None, [pictures.problem])]:
        _quiet(paper, line)
    for place, section in enumerate(document.sections):
        drawing = pictures.drawings.get(place)
        picture = pictures.by_place.get(place)
        _section(paper, section, drawing, picture, is_first=place == 0)
    _sources(paper, document)
    return archived(_parts(paper.part.package), document.on)


def _parts(package: Any) -> Mapping[str, bytes]:
    """What `package.save` would write."""
    parts = Parts()
    PackageWriter._write_content_types_stream(parts, package.parts)
    PackageWriter._write_pkg_rels(parts, package.rels)
    PackageWriter._write_parts(parts, package.parts)
    return parts.by_name


def _laid_out(paper: Any, document: Document) -> None:
    """A4 upright, in one font, with numbered pages; made on the day that it shows."""
    describe(paper.core_properties, document)
    sheet = paper.sections[0]
    sheet.page_width = PAGE_WIDTH
    sheet.page_height = PAGE_HEIGHT
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = MARGIN
    for name, size in STYLES.items():
        font = paper.styles[name].font
        font.name = FONT
        font.size = size
        font.color.rgb = INK
        fonts = paper.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
    _page_number(sheet.footer.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    """A field that an office program fills with the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _quiet(paper: Any, text: str) -> Any:
    paragraph = paper.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size = SMALL
    run.font.color.rgb = QUIET
    paragraph.paragraph_format.space_after = Pt(4)
    return paragraph


def _section(
    paper: Any,
    section: Section,
    drawing: Drawing | None,
    picture: Picture | None,
    *,
    is_first: bool,
) -> None:
    heading = paper.add_paragraph(section.title, style="Heading 1")
    # What has no figure is short, and goes on beneath what stands before it.
    heading.paragraph_format.page_break_before = bool(drawing) and not is_first
    _quiet(paper, section.subtitle).paragraph_format.keep_with_next = True
    if drawing and picture:
        _picture(paper, drawing, picture)
        if drawing.part:
            _quiet(paper, drawing.part)
    for paragraph in section.paragraphs:
        _cited(paper.add_paragraph(), paragraph)
    if section.own_note:
        _own_note(paper, section.own_note)
    if section.rows:
        _table(paper, section.rows)
    for text in (section.sourcing, section.credit):
        if text:
            _quiet(paper, text)
    _quiet(paper, f"This view: {section.link}")


def _picture(paper: Any, drawing: Drawing, picture: Picture) -> None:
    scale = min(INNER / picture.width, TALLEST / picture.height)
    width = int(picture.width * scale)
    height = int(picture.height * scale)
    run = paper.add_paragraph().add_run()
    shape = run.add_picture(io.BytesIO(picture.png), width, height)
    shape._inline.docPr.set("descr", drawing.alt[:LONGEST_ALT])


def _cited(paragraph: Any, cell: Cited, size: Any = TEXT) -> None:
    """A text, and after it the numbers of its notes, each leading to its note.

    They are raised after a text, and as large as one where they stand alone.
    """
    paragraph.add_run(cell.text).font.size = size
    is_raised = bool(cell.text)
    for place, number in enumerate(cell.notes):
        if place:
            comma = paragraph.add_run(", ")
            comma.font.superscript = is_raised
            comma.font.size = size
        _mark(paragraph, number, size, is_raised=is_raised)
    if cell.after:
        paragraph.add_run(cell.after).font.size = size


def _mark(paragraph: Any, number: int, size: Any, *, is_raised: bool) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _anchor(number))
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(str(number))
    run.font.superscript = is_raised
    run.font.size = size
    run.font.color.rgb = LINK
    paragraph._p.append(link)
    link.append(run._r)


def _anchor(number: int) -> str:
    return f"note_{number}"


def _own_note(paper: Any, note: str) -> None:
    paragraph = paper.add_paragraph(style="Intense Quote")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(0.5)
    run = paragraph.add_run(f"{OWN_NOTE}: {note}")
    run.font.size = TEXT
    run.font.name = FONT
    run.font.color.rgb = INK


def _table(paper: Any, rows: Rows) -> None:
    table = paper.add_table(rows=1, cols=len(rows.columns))
    _ruled(table)
    for cell, heading in zip(table.rows[0].cells, rows.columns, strict=True):
        _cited(cell.paragraphs[0], Cited(heading), SMALL)
        cell.paragraphs[0].runs[0].font.bold = True
    _repeated(table.rows[0])
    for row in rows.rows:
        for cell, own in zip(table.add_row().cells, row, strict=True):
            _cited(cell.paragraphs[0], own, SMALL)
    table.autofit = False
    widths = [int(INNER * share) for share in column_shares(rows, len(rows.rows))]
    # Some programs go by the columns, others by the cells.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        _on_one_page(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    # Space between the table and what follows.
    further = left_out(rows) if rows.left_out else ""
    _quiet(paper, further).paragraph_format.space_before = Pt(4)


def _ruled(table: Any) -> None:
    """Fine lines between the rows."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _repeated(row: Any) -> None:
    """The head of a table stands on each page that it goes on to."""
    _set(row, "w:tblHeader")


def _on_one_page(row: Any) -> None:
    """A row that has no room on a page goes to the next one whole."""
    _set(row, "w:cantSplit")


def _set(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _sources(paper: Any, document: Document) -> None:
    """The notes by number, each a place that the links of the text lead to."""
    if not document.notes:
        return
    heading = paper.add_paragraph(SOURCES, style="Heading 1")
    heading.paragraph_format.page_break_before = True
    for note in document.notes:
        _note(paper, note)


def _note(paper: Any, note: Endnote) -> None:
    paragraph = paper.add_paragraph()
    start = OxmlElement("w:bookmarkStart")
    end = OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(note.number))
    start.set(qn("w:name"), _anchor(note.number))
    paragraph._p.append(start)
    paragraph.add_run(f"{note.number}.\t").font.size = SMALL
    paragraph._p.append(end)
    paragraph.add_run(note.text).font.size = SMALL
    layout = paragraph.paragraph_format
    layout.left_indent = Cm(1)
    layout.first_line_indent = Cm(-1)
    layout.space_after = Pt(3)
    layout.tab_stops.add_tab_stop(Cm(1))

"""Texts of a slide: boxes, paragraphs, and the raised numbers of notes."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from atlas.briefing.document import Cited
from atlas.charts import theme

LEFT, INNER = Inches(0.5), Inches(12.333)
INK = RGBColor.from_string(theme.PAGE["light"]["ink"].removeprefix("#"))
QUIET = RGBColor.from_string(theme.QUIET.removeprefix("#"))


def write(
    paragraph: Any, text: str, size: float, *, bold: bool = False, quiet: bool = False
) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.color.rgb = QUIET if quiet else INK
    paragraph.alignment = None
    paragraph._p.get_or_add_pPr().set("algn", "l")


def box(slide: Any, name: str, top: Emu, height: Emu) -> Any:
    """A box of text as wide as the slide, without room of its own at its sides."""
    shape = slide.shapes.add_textbox(LEFT, top, INNER, height)
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(0.1)
    frame.margin_top = frame.margin_bottom = 0
    return frame


def marks(paragraph: Any, cell: Cited, size: float) -> None:
    """The numbers of notes: raised after a text, as large as one where they stand alone."""
    if not cell.notes:
        return
    run = paragraph.add_run()
    run.text = ", ".join(map(str, cell.notes)) + cell.after
    run.font.size = Pt(size)
    run.font.color.rgb = QUIET
    if cell.text:
        run._r.get_or_add_rPr().set("baseline", "30000")


def cut(text: str, most: int, kept: str = "") -> str:
    """A text of at most so many letters: a longer one ends with a sentence or clause, or a word.

    What is `kept` stands behind it in any case, and is counted too.
    """
    if kept:
        return f"{cut(text, most - len(kept) - 1)} {kept}".strip()
    if len(text) <= most:
        return text
    head = text[: most - 1]
    for sign in (". ", "; "):
        end = head.rfind(sign)
        if end > most // 2:
            return f"{head[:end]}{sign.strip()} …" if sign == ". " else f"{head[:end]} …"
    end = head.rfind(" ")
    return f"{head[:end]}…" if end > most // 2 else f"{head}…"

"""A basket as a document, and that as a file, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from atlas.briefing.basket import TITLED, Basket
from atlas.briefing.document import Document, Room, Section, readable
from atlas.briefing.notes import Notes
from atlas.briefing.pictures import Pictures
from atlas.briefing.sections import section
from atlas.dataset.store import dataset
from atlas.export.picture_words import LICENCE
from atlas.settings import public_url

# How much of the work is done, from 0 to 1, and what is being done.
Progress = Callable[[float, str], None]
OF_SECTIONS, DRAWN = 0.4, 0.8


@dataclass(frozen=True)
class File:
    """A kind of file: its name, its ending, and what it is good for."""

    name: str
    ending: str
    holds: str


FILES = {
    "pptx": File(
        "PowerPoint",
        "pptx",
        "a slide for each item, with its notes; titles and texts can be edited, and so can the "
        "charts that are bars, stacked bars or lines by years",
    ),
    "docx": File(
        "Word",
        "docx",
        "figures, tables and numbered notes that lead to source and paragraph",
    ),
    "html": File(
        "Web page",
        "html",
        "one file that opens without a network and can be printed",
    ),
}


def silent(done: float, doing: str) -> None:
    """Nobody watches."""


def document(basket: Basket, on: date, progress: Progress = silent) -> Document:
    """The document of a basket, made on a day; errors as in `sections.section`."""
    notes = Notes()
    sections: list[Section] = []
    for place, item in enumerate(basket.items):
        done = OF_SECTIONS * place / len(basket)
        progress(done, f"Item {place + 1} of {len(basket)} …")
        sections.append(section(item, notes))
    data = dataset()
    credits = dict.fromkeys(own.credit for own in sections if own.credit)
    about = [
        f"Data version {data.edition}. Made on {on.isoformat()}. {public_url()}".strip(),
        LICENCE,
        *(f"{line}." for line in credits),
    ]
    title = readable(basket.title) or TITLED
    return Document(title, on, tuple(sections), notes.listed(), tuple(about))


def written(basket: Basket, ending: str, on: date, progress: Progress = silent) -> bytes:
    """The file of a basket, `ending` being a key of `FILES`; errors as in `document`."""
    made = document(basket, on, progress)
    progress(OF_SECTIONS, "Drawing the figures …")
    # Each writer imports a library of its own, which no page needs.
    if ending == "pptx":
        from atlas.briefing.slides import to_pptx

        pictures = Pictures.of(made, Room.SLIDE)
        progress(DRAWN, "Writing the slides …")
        return to_pptx(made, pictures)
    if ending == "docx":
        from atlas.briefing.paper import to_docx

        pictures = Pictures.of(made, Room.PAGE)
        progress(DRAWN, "Writing the text …")
        return to_docx(made, pictures)
    from atlas.briefing.page import to_html

    pictures = Pictures.of(made, Room.PAGE)
    progress(DRAWN, "Writing the page …")
    return to_html(made, pictures)


def file_stem(on: date) -> str:
    """The name of a briefing's file without its ending."""
    return f"briefing_{on.isoformat()}"

"""A briefing as one HTML file that asks no other machine for anything, and prints well.

Its figures are drawings in the page (SVG). Where no browser was there to draw them, the page draws
them itself, with Plotly's script once inside it.
"""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from atlas.briefing.document import Document, Drawing
from atlas.briefing.pictures import Pictures
from atlas.briefing.words import left_out
from atlas.charts import theme
from atlas.export.assets import PLOTLY, source

PAGE = Path(__file__).with_name("page.html")
WEB = ("https://", "http://")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = PAGE.read_text(encoding="utf-8")
    return environment.from_string(template)


def to_html(document: Document, pictures: Pictures) -> bytes:
    """The document as a page; every text of it is escaped, and only our own drawings are not."""
    places = range(len(document.sections))
    drawn = {place: _svg(picture.svg) for place, picture in pictures.by_place.items()}
    is_live = bool(pictures.problem)
    if is_live:
        drawn = {place: _live(drawing, place) for place, drawing in pictures.drawings.items()}
    drawings = pictures.drawings
    page = _template().render(
        document=document,
        figures=[drawn.get(place) for place in places],
        alts=[drawings[place].alt if place in drawings else "" for place in places],
        parts=[drawings[place].part if place in drawings else "" for place in places],
        # Here the page itself draws what the machine could not.
        problem="",
        # Ours, without a word from the data.
        script=Markup(source(PLOTLY)) if is_live else "",  # nosec B704
        ink=theme.PAGE["light"]["ink"],
        ground=theme.PAGE["light"]["back"],
        line=theme.PAGE["light"]["grid"],
        quiet=theme.QUIET,
        # Names of fonts, whose quotes are to stay.
        font=Markup(theme.FILE_FONT),  # nosec B704
        left_out=left_out,
        is_web=lambda link: link.startswith(WEB),
    )
    return page.encode()


def _svg(svg: bytes) -> Markup:
    """A drawing of Plotly's, in which texts are escaped, without the head of a file."""
    text = svg.decode()
    return Markup(text[text.index("<svg") :])  # nosec B704


def _live(drawing: Drawing, place: int) -> Markup:
    """The place of a drawing, in which Plotly's own writer escapes what comes from data."""
    html = drawing.figure.to_html(
        include_plotlyjs=False,
        full_html=False,
        div_id=f"figure-{place}",
        config={**theme.CONFIG, "responsive": True},
    )
    return Markup(html)  # nosec B704

"""A chart as one HTML page that opens offline, and as a page of paper."""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.charts.sourced import stated
from atlas.export import browser
from atlas.export.assets import FILES, PLOTLY, VIS, source
from atlas.export.image import captioned
from atlas.export.picture_words import headline, subtitle, version_sentence
from atlas.settings import public_url

# On a page of its own the browser breaks the lines.
LINE = 1_000
PARAGRAPH = f"font: 14px/1.5 {theme.FILE_FONT}; color: {theme.QUIET}; max-width: 90ch; margin: 16px"


def to_html(shown: ChartView, on: date | None) -> bytes:
    """The interactive chart as one page that needs no network: library, data and caption inside."""
    title = headline(shown)
    if shown.chart.own_page:
        sources = f"Sources: {shown.sources}."
        records = f"{' '.join(subtitle(shown, LINE))}. {shown.coverage.sentence()}"
        sentences = stated(shown).values()
        sourcing = " ".join(sentences)
        caption = f"{records} {sources} {sourcing} {version_sentence(shown, on)}"
        script = source(VIS)
        home = public_url()
        return shown.chart.own_page(
            shown.view,
            shown.context,
            title,
            caption,
            script=script,
            evidence=f"{home}/evidence?record=" if home else "",
            credit=shown.credit,
        ).encode()
    texts = list(stated(shown).values())
    return page_of(captioned(shown, on), shown.chart.name, title, texts)


def page_of(figure: go.Figure, name: str, title: str, texts: Sequence[str]) -> bytes:
    """A figure as a page that opens offline; `texts` are the paragraphs beneath it.

    `name` is that of the place that it is drawn in.
    """
    # Without a width of its own, the chart takes that of the window.
    figure = go.Figure(figure).update_layout(width=None)
    config = {**theme.CONFIG, "responsive": True}
    # The place of the drawing has the same name in every file, so that the same chart is the same
    # file.
    page = figure.to_html(include_plotlyjs=True, full_html=True, config=config, div_id=name)
    return _with_head(_with_texts(page, texts), f"\n<title>{escape(title)}</title>")


def _with_texts(page: str, texts: Sequence[str]) -> str:
    """The page with paragraphs beneath the chart."""
    style = escape(PARAGRAPH)
    paragraphs = [f'<p style="{style}">{escape(text)}</p>' for text in texts]
    # The last one is the page's own: Plotly's script may have the word too.
    before, _, after = page.rpartition("</body>")
    return f"{before}{''.join(paragraphs)}</body>{after}"


def to_pdf(
    shown: ChartView, on: date | None, is_wanted: browser.IsWanted = browser.always
) -> bytes:
    """The chart on one page of its own size, drawn by a browser on this machine.

    NotPrintedError where there is no browser, where it fails, or where nobody wants it any more.
    """
    return paper_of(captioned(shown, on), headline(shown), is_wanted)


def paper_of(
    figure: go.Figure, heading: str, is_wanted: browser.IsWanted = browser.always
) -> bytes:
    """A figure on one page of its own size; NotPrintedError as in `to_pdf`."""
    hatch = Path(__file__).with_name("hatch.js").read_text(encoding="utf-8")
    # On this machine the browser finds the script in its own file.
    page = figure.to_html(
        include_plotlyjs=FILES[PLOTLY].as_uri(),
        full_html=True,
        config={"staticPlot": True},
        post_script=hatch,
    )
    style = _paper(figure.layout.width, figure.layout.height)
    title = f"<title>{escape(heading)}</title>"
    head = f'\n<meta charset="utf-8">{title}<style>{style}</style>'
    with_head = _with_head(page, head)
    return browser.to_pdf(with_head, is_wanted)


def _paper(width: int, height: int) -> str:
    """The style of a page that is as large as its chart (pixels)."""
    body = f"margin: 0; width: {width}px; height: {height}px; overflow: hidden"
    return f"@page {{size: {width}px {height}px; margin: 0}} html, body {{{body}}}"


def _with_head(page: str, head: str) -> bytes:
    """Plotly's page with its language, and with more in its head."""
    page = page.replace("<html>", '<html lang="en">', 1)
    return page.replace("<head>", f"<head>{head}", 1).encode()

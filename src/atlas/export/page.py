"""A chart as one HTML page that opens offline, and as a page of paper."""

from datetime import date
from html import escape
from pathlib import Path

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.export import browser
from atlas.export.assets import VIS, source
from atlas.export.image import captioned, made


def to_html(shown: ChartView, on: date) -> bytes:
    """The interactive chart as one page that needs no network: library, data and caption inside."""
    if shown.chart.own_page:
        caption = f"{shown.sentence}. {shown.coverage.sentence()} Sources: {shown.sources}. {made(shown, on)}"
        return shown.chart.own_page(
            shown.view,
            shown.context,
            shown.chart.title,
            caption,
            script=source(VIS),
            credit=shown.credit,
        ).encode()
    figure = captioned(shown, on).update_layout(width=None)
    page: str = figure.to_html(
        include_plotlyjs=True, full_html=True, config={**theme.CONFIG, "responsive": True}
    )
    return (
        page.replace("<html>", '<html lang="en">', 1)
        .replace("<head>", f"<head>\n<title>{escape(shown.chart.title)}</title>", 1)
        .encode()
    )


def to_pdf(shown: ChartView, on: date) -> bytes:
    """The chart on one page of its own size, drawn by a browser on this machine; NotPrintedError where there is none."""
    figure = captioned(shown, on)
    lines = Path(__file__).with_name("hatch.js").read_text(encoding="utf-8")
    page: str = figure.to_html(
        include_plotlyjs=True, full_html=True, config={"staticPlot": True}, post_script=lines
    )
    width, height = figure.layout.width, figure.layout.height
    paper = f"@page {{size: {width}px {height}px; margin: 0}} html, body {{margin: 0; width: {width}px; height: {height}px; overflow: hidden}}"
    head = f'<head>\n<meta charset="utf-8"><title>{escape(shown.chart.title)}</title><style>{paper}</style>'
    return browser.to_pdf(
        page.replace("<html>", '<html lang="en">', 1).replace("<head>", head, 1).encode()
    )

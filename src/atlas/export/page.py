"""A chart as one HTML page that opens offline."""

from datetime import date
from html import escape

from atlas.assets import VIS, source
from atlas.charts import graph, theme
from atlas.export.image import captioned, made
from atlas.shown import Shown
from atlas.views.network import Graph


def to_html(shown: Shown, on: date) -> bytes:
    """The interactive chart as one page that needs no network: library, data and caption inside."""
    if isinstance(shown.view, Graph):
        caption = f"{shown.sentence}. {shown.coverage.sentence()} Sources: {shown.sources}. {made(shown, on)}"
        return graph.page(shown.view, shown.chart.title, caption, script=source(VIS), credit=shown.credit).encode()
    figure = captioned(shown, on).update_layout(width=None)
    page: str = figure.to_html(include_plotlyjs=True, full_html=True, config={**theme.CONFIG, "responsive": True})
    return page.replace("<html>", '<html lang="en">', 1).replace("<head>", f"<head>\n<title>{escape(shown.chart.title)}</title>", 1).encode()

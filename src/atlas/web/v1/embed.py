"""`/embed`: a chart for a frame in a page of another site, with title, sources and a link back."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from atlas.answers import charts
from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.dataset.store import one_look
from atlas.export import assets
from atlas.web.headers import page_policy
from atlas.web.v1.asked import base, home, query_of, with_remarks
from atlas.web.v1.charts import OF_A_CHART

# Pixels of a chart that asks for no height.
HEIGHT = 320
router = APIRouter(tags=["Embeds"])
_pages = Environment(
    loader=PackageLoader("atlas.web", "v1"), undefined=StrictUndefined, autoescape=True
)


@router.get("/embed/{chart}", openapi_extra=OF_A_CHART)
@one_look()
def embed(chart: str, request: Request) -> Response:
    """The chart as a page for a frame; ATLAS_FRAME_ANCESTORS names the sites that may show it."""
    asked = charts.chart(chart, query_of(request))
    text = _page(asked.shown, home(request), base(request))
    headers = {"Content-Security-Policy": page_policy("'self'")}
    answer = HTMLResponse(text, headers=headers)
    return with_remarks(answer, asked)


def _page(shown: ChartView, home: str, base: str) -> str:
    figure = shown.figure()
    # Without a width of its own, the chart takes that of its frame.
    figure.update_layout(template=theme.IN_FILES, width=None, autosize=True)
    # No text of the data can end the script in which this stands.
    described = Markup(figure.to_json().replace("<", "\\u003c"))  # nosec B704
    return _pages.get_template("embed.html").render(
        title=shown.headline,
        filters=f"{shown.sentence}. {shown.coverage.sentence()}",
        takeaway=shown.takeaway,
        source=_source(shown),
        note=shown.note,
        link=home + shown.path,
        site=shown.dataset.schema.title,
        figure=described,
        height=figure.layout.height or HEIGHT,
        plotly=base + assets.url(assets.PLOTLY),
        script=base + assets.url(assets.EMBED),
        # Names of fonts, whose quotes are to stay.
        font=Markup(theme.FILE_FONT),  # nosec B704
        quiet=theme.QUIET,
        ink=theme.PAGE["light"]["ink"],
        ground=theme.PAGE["light"]["back"],
    )


def _source(shown: ChartView) -> str:
    """The sources, the line that their terms ask for, and the version of the data."""
    parts = [f"Sources: {shown.sources or 'none'}.", shown.credit and f"{shown.credit}."]
    return " ".join(filter(None, [*parts, f"Data version {shown.dataset.edition}."]))

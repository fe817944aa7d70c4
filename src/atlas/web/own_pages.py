"""Charts as pages: those that a chart writes itself, and those whose scripts stand within."""

from collections.abc import Mapping
from secrets import token_urlsafe

from fastapi.responses import HTMLResponse

from atlas.charts.chart_view import ChartView
from atlas.export import assets
from atlas.web.headers import page_policy


def own_page(
    shown: ChartView, base: str, headers: Mapping[str, str], *, dark: bool
) -> HTMLResponse:
    """The page that a chart writes itself; `base` is what stands before every address of ours.

    It links its large script, so that a new filter costs kilobytes; its own scripts run by a number
    that is used once.
    """
    assert shown.chart.own_page is not None
    nonce = token_urlsafe(16)
    text = shown.chart.own_page(
        shown.view,
        shown.context,
        shown.chart.title,
        shown.takeaway,
        script_url=base + assets.url(assets.VIS),
        font_url=base + assets.font_url(),
        evidence=f"{base}/evidence?record=",
        dark=dark,
        nonce=nonce,
        credit=shown.credit,
    )
    return page_with_scripts_from(f"'self' 'nonce-{nonce}'", text, headers)


def page_with_scripts_from(sources: str, text: str, headers: Mapping[str, str]) -> HTMLResponse:
    """A page whose scripts come from these `sources` of a content security policy alone."""
    policy = {"Content-Security-Policy": page_policy(sources)}
    return HTMLResponse(text, headers={**headers, **policy})

"""A step of the filter of years in a browser, on our pages and on a plain Streamlit page in turn.

A step begins when an arrow key goes down on the slider's thumb, and ends when the first chart of
the page stands as a new drawing. No page has seen the years of any step before.
"""

import json
import math
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Late
from serving import NOT_MEASURED, PATIENCE, WINDOW, Server, at_rest, browsing, serving

from atlas.charts.chart import domains
from atlas.charts.chart_view import ChartView, span
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from atlas.paths import ROOT

Row = tuple[str, str, str]
HERE = Path(__file__).parent
# Years in which nearly every step takes a record out of every chart.
FIRST_YEAR, STEPS = 2010, 14
# Visits, each with another last year.
VISITS = 2
# What a step that changes no drawing is waited for, and what a server does after its script.
DRAWN_WITHIN, AFTERWARDS = 6_000, 400
PLAIN = "plain page"
AIMS = {
    "exercises": "≤ plain page + 30 ms",
    "transfers": "≤ plain page + 30 ms",
    "network": "≤ 200 ms",
}


@dataclass
class Steps:
    """The steps on one page: milliseconds until each had drawn, processor seconds of its server.

    Both are None for a step that left the drawing as it was.
    """

    milliseconds: list[float | None] = field(default_factory=list)
    processor: list[float | None] = field(default_factory=list)

    @property
    def drawing(self) -> str:
        """Median time of a step."""
        return f"{statistics.median(_present(self.milliseconds)):,.0f} ms"

    @property
    def serving(self) -> str:
        """Mean processor time of a step: the system counts it in hundredths of a second."""
        mean = statistics.mean(_present(self.processor))
        return NOT_MEASURED if math.isnan(mean) else f"{mean * 1000:,.0f} ms"


def _present(values: list[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def rows() -> list[Row]:
    """The time of a step on each page beside the plain one, and what it costs the servers."""
    steps = {name: Steps() for name in [*AIMS, PLAIN]}
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        figures = Path(folder) / "figures.json"
        for visit in range(VISITS):
            last_year = span()[1] - visit
            years = (FIRST_YEAR, last_year)
            # The first step of each page only warms it up.
            figures.write_text(for_plain_page(years, STEPS + 1), encoding="utf-8")
            with (
                serving(ROOT / "app.py") as ours,
                serving(HERE / "plain.py", str(figures)) as plain,
            ):
                _visit(browser, ours, plain, years, steps)
    table = [_row(name, steps[name], steps[PLAIN]) for name in AIMS]
    names = "; ".join(steps)
    costs = "; ".join(own.serving for own in steps.values())
    table.append((f"Processor time of the server for such a step: {names}", costs, ""))
    return table


def _row(name: str, page: Steps, plain: Steps) -> Row:
    """Both times, and the median of the differences of steps that were made in turn."""
    differences = [
        own - other
        for own, other in zip(page.milliseconds, plain.milliseconds, strict=True)
        if own is not None and other is not None
    ]
    difference = f"{statistics.median(differences):+,.0f} ms"
    return (
        f"A step of the years on {name} until the new drawing stands; plain page; difference",
        f"{page.drawing}; {plain.drawing}; {difference}",
        AIMS[name],
    )


def for_plain_page(years: tuple[int, int], steps: int = 0) -> str:
    """Timelines as our code makes them, and what the filters offer, as JSON.

    There is one of all data (`whole`) and one of the years of each of so many steps of the first
    year, by these years (`2011-2025`).
    """
    first, last = years
    stepped = [(first + step, last) for step in range(1, steps + 1)]
    figures = {"whole": _timeline(Filters())}
    for chosen in stepped:
        figures["-".join(map(str, chosen))] = _timeline(Filters(years=chosen))
    labels = domains(dataset().schema)
    filters = {"span": span(), "years": years, "domains": list(labels.values())}
    return json.dumps({"figures": figures, "filters": filters})


def _timeline(filters: Filters) -> Any:
    timeline = CHARTS["exercise-timeline"]
    shown = ChartView(timeline, filters, timeline.options())
    return json.loads(shown.figure().to_json())


def _visit(
    browser: Browser,
    ours: Server,
    plain: Server,
    years: tuple[int, int],
    steps: dict[str, Steps],
) -> None:
    """Open every page, then step on each in turn; the first step of each only warms it up."""
    first, last = years
    with ExitStack() as stack:
        pages = {}
        for name in AIMS:
            address = f"{ours.address}/{name}?years={first}&years={last}"
            pages[name] = (_opened(browser, address, stack), ours)
        pages[PLAIN] = (_opened(browser, plain.address, stack), plain)
        for page, server in pages.values():
            _step(page, server, Steps())
        for _ in range(STEPS):
            for name, (page, server) in pages.items():
                _step(page, server, steps[name])


def _opened(browser: Browser, address: str, stack: ExitStack) -> Page:
    """The page of this address in a context of its own, drawn and at rest."""
    # The page's own policy would keep what is measured from being waited for.
    context = browser.new_context(viewport=WINDOW, bypass_csp=True)
    stack.callback(context.close)
    page = context.new_page()
    page.add_init_script(path=HERE / "step.js")
    page.goto(address)
    page.wait_for_function("firstDrawing() !== null", timeout=PATIENCE)
    at_rest(page)
    return page


def _step(page: Page, server: Server, steps: Steps) -> None:
    """Measure one step, to the next first year."""
    thumb = page.get_by_test_id("stSlider").locator("input[type=range]").first
    thumb.focus()
    before = server.processor_seconds()
    page.evaluate("watchForStep()")
    page.keyboard.press("ArrowRight")
    milliseconds = _milliseconds_until_drawn(page)
    at_rest(page)
    page.wait_for_timeout(AFTERWARDS)
    processor = server.processor_seconds() - before
    has_drawn = milliseconds is not None
    steps.milliseconds.append(milliseconds)
    steps.processor.append(processor if has_drawn else None)


def _milliseconds_until_drawn(page: Page) -> float | None:
    try:
        page.wait_for_function("step.drawnAt !== null", timeout=DRAWN_WITHIN)
    except Late:
        return None
    return float(page.evaluate("step.drawnAt - step.pressedAt"))

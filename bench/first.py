"""A first visit in a browser: to the front page and to an empty page with one chart, in turn.

Both servers run already and have answered once; the browser has kept nothing.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser
from serving import PATIENCE, WINDOW, browsing, serving

from atlas.paths import ROOT
from pages import DRAWN, EMPTY

Row = tuple[str, str, str]
PAIRS = 7


def rows() -> list[Row]:
    """The time until the first chart is drawn, and the ratio of visits that were made in turn."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with browsing() as browser, serving(ROOT / "app.py") as ours, serving(script) as empty:
            for server in (ours, empty):
                _seconds(browser, server.address)
            pairs = [
                (_seconds(browser, ours.address), _seconds(browser, empty.address))
                for _ in range(PAIRS)
            ]
    own, other = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    return [
        (
            "First visit to the front page until its first chart; an empty page; ratio",
            f"{own:.2f} s; {other:.2f} s; {ratio:.2f}",
            "ratio ≤ 1.10",
        )
    ]


def _seconds(browser: Browser, address: str) -> float:
    """How long a browser that comes for the first time waits for the first chart."""
    context = browser.new_context(viewport=WINDOW)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(DRAWN, timeout=PATIENCE, state="attached")
    seconds = time.perf_counter() - start
    context.close()
    return seconds

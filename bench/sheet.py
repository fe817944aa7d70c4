"""`make sheet`: one page with every chart in light, dark, grey and as a phone shows it.

So that all are looked at together.
"""

import html
import shutil
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect
from serving import browsing

from atlas.charts.registry import CHARTS
from atlas.paths import ROOT
from browser.conftest import serving
from browser.expected import link, shown
from browser.reader import PATIENCE, Reader

Scheme = Literal["light", "dark"]
FOLDER = ROOT / "build" / "sheet"
WIDE, NARROW = 1400, 390
LOOKS: dict[str, tuple[int, Scheme]] = {
    "light": (WIDE, "light"),
    "dark": (WIDE, "dark"),
    "390": (NARROW, "light"),
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>
body {{ font: 14px system-ui, sans-serif; margin: 16px; }}
section {{
  display: grid;
  grid-template-columns: 3fr 3fr 3fr 1.2fr;
  gap: 10px;
  align-items: start;
  margin-bottom: 36px;
}}
h2 {{ grid-column: 1 / -1; margin: 0; font-size: 16px; }}
img {{ width: 100%; border: 1px solid silver; }}
.grey {{ filter: grayscale(1); }}
</style><h1>Every chart: light, dark, grey, {narrow} px</h1>{sections}</html>
"""
SECTION = """<section><h2>{title}</h2>
<img src="{name}-light.png" alt="light">
<img src="{name}-dark.png" alt="dark">
<img class="grey" src="{name}-light.png" alt="grey">
<img src="{name}-390.png" alt="{narrow} px">
</section>"""
# Pixels beneath the last line, and more than any chart is high.
ROOM, HIGHEST = 200, 8000
# Milliseconds until what has been unrolled is drawn again.
DRAWN_AGAIN = 700


def main() -> None:
    """Start the dashboard, take the pictures, and say where the page lies."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    expect.set_options(timeout=PATIENCE)
    with serving(FOLDER) as server, browsing() as browser:
        for name in CHARTS:
            for look, (width, scheme) in LOOKS.items():
                path = FOLDER / f"{name}-{look}.png"
                _picture(browser, server, name, path, width=width, scheme=scheme)
            print(name, flush=True)
    index = FOLDER / "index.html"
    index.write_text(_page(), encoding="utf-8")
    print(index)


def _page() -> str:
    sections = []
    for name, chart in CHARTS.items():
        title = html.escape(chart.title)
        sections.append(SECTION.format(name=name, title=title, narrow=NARROW))
    return PAGE.format(sections="".join(sections), narrow=NARROW)


def _picture(
    browser: Browser, server: str, name: str, path: Path, *, width: int, scheme: Scheme
) -> None:
    reader = Reader(browser, server, width=width)
    reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    reader.open(link(shown(name)))
    drawing = reader.drawing(name)
    drawing.wait_for()
    _unroll(reader.page, width)
    drawing.screenshot(path=path)
    reader.close()


def _unroll(page: Page, width: int) -> None:
    """Let the window grow to hold the whole page.

    Streamlit scrolls a part of the window: what is outside of it would be blank in a picture.
    """
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height + ROOM, HIGHEST)})
    page.wait_for_timeout(DRAWN_AGAIN)


if __name__ == "__main__":
    main()

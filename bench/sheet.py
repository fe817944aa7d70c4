"""`make sheet`: one page with every chart in light, dark, grey and as a phone shows it, so that all are looked at together."""

import html
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from atlas.charts.registry import CHARTS
from atlas.paths import ROOT
from browser.conftest import QUIET, serving
from browser.ensure_browser import ensure, is_root
from browser.expected import link, shown
from browser.reader import PATIENCE, Reader

FOLDER = ROOT / "build" / "sheet"
WIDE, NARROW = 1400, 390
LOOKS = {"light": (WIDE, "light"), "dark": (WIDE, "dark"), "390": (NARROW, "light")}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>
body {{ font: 14px system-ui, sans-serif; margin: 16px; }}
section {{ display: grid; grid-template-columns: 3fr 3fr 3fr 1.2fr; gap: 10px; align-items: start; margin-bottom: 36px; }}
h2 {{ grid-column: 1 / -1; margin: 0; font-size: 16px; }}
img {{ width: 100%; border: 1px solid silver; }}
.grey {{ filter: grayscale(1); }}
</style><h1>Every chart: light, dark, grey, {narrow} px</h1>{sections}</html>
"""
SECTION = """<section><h2>{title}</h2><img src="{name}-light.png" alt="light"><img src="{name}-dark.png" alt="dark">
<img class="grey" src="{name}-light.png" alt="grey"><img src="{name}-390.png" alt="{narrow} px"></section>"""


def main() -> None:
    """Start the dashboard, take the pictures, and say where the page lies."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    expect.set_options(timeout=PATIENCE)
    with serving(FOLDER) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure(), args=[*QUIET, *(["--no-sandbox"] if is_root() else [])]
        )
        for name in CHARTS:
            for look, (width, scheme) in LOOKS.items():
                _picture(
                    browser, server, name, FOLDER / f"{name}-{look}.png", width=width, scheme=scheme
                )
            print(name, flush=True)
        browser.close()
    sections = "".join(
        SECTION.format(name=name, title=html.escape(chart.title), narrow=NARROW)
        for name, chart in CHARTS.items()
    )
    (FOLDER / "index.html").write_text(
        PAGE.format(sections=sections, narrow=NARROW), encoding="utf-8"
    )
    print(FOLDER / "index.html")


def _picture(
    browser: Browser, server: str, name: str, path: Path, *, width: int, scheme: str
) -> None:
    reader = Reader(browser, server, width=width)
    reader.page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    reader.open(link(shown(name)))
    drawing = reader.drawing(name)
    drawing.wait_for()
    _unroll(reader.page, width)
    drawing.screenshot(path=path)
    reader.close()


def _unroll(page: Page, width: int) -> None:
    """Streamlit scrolls a part of the window: what is outside it would be blank in a picture, so the window grows to hold all."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height + 200, 8000)})
    page.wait_for_timeout(700)


if __name__ == "__main__":
    main()

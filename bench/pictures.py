"""`make pictures`: the pictures of pages that the README shows, of today."""

import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, expect
from serving import browsing

from atlas.paths import ROOT
from browser.conftest import serving
from browser.expected import link, shown
from browser.reader import PATIENCE, Reader

FOLDER = ROOT / "docs"
# Each picture by its name, and the chart whose page it is of.
PICTURES = {"transfers": "transfer-flows"}
WINDOW: ViewportSize = {"width": 1400, "height": 1000}
# What moves has come to rest, in milliseconds.
AT_REST = 1_500


def main() -> None:
    """Start the dashboard and take each picture anew."""
    expect.set_options(timeout=PATIENCE)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        browsing() as browser,
    ):
        for name, chart in PICTURES.items():
            _picture(Reader(browser, server), chart, FOLDER / f"{name}.png")


def _picture(reader: Reader, chart: str, path: Path) -> None:
    reader.page.set_viewport_size(WINDOW)
    reader.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    reader.open(link(shown(chart)))
    expect(reader.drawing(chart)).to_be_visible()
    reader.page.wait_for_timeout(AT_REST)
    reader.page.screenshot(path=path)
    reader.close()


if __name__ == "__main__":
    main()

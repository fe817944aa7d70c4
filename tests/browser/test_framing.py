"""Pages and charts inside the pages of other sites: of those that are named, and of no others."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from browser.conftest import free_port, serving
from browser.reader import PATIENCE
from lengths import AT_LENGTH, first_of_all

PATHS = ("/network", "/exercises", "/api/charts/network.html", "/api/charts/two-way-street.html")
REFUSED = "chrome-error://chromewebdata/"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def _site(folder: Path, port: int) -> Iterator[str]:
    """Another site: its host is this machine by another name."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Silent, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """The window of a reader of the other site."""
    page = browser.new_context(viewport={"width": 1300, "height": 950}).new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    page.context.close()


def _framed(page: Page, site: str, folder: Path, address: str) -> Frame:
    """The frame with the address in a page of the other site."""
    frame_in_page = f'<iframe src="{address}" width="1200" height="900"></iframe>'
    html = f"<!DOCTYPE html><title>Site</title>{frame_in_page}"
    # A name of its own, because browsers keep pages that they have seen.
    name = f"{len(list(folder.glob('*.html')))}.html"
    (folder / name).write_text(html, encoding="utf-8")
    page.goto(f"{site}/{name}", wait_until="load")
    frame = page.query_selector("iframe")
    assert frame
    inside = frame.content_frame()
    assert inside
    return inside


@AT_LENGTH
def test_a_site_that_is_named_shows_pages_and_charts_in_frames(
    window: Page, tmp_path: Path
) -> None:
    port = free_port()
    site_named = f"http://127.0.0.1:{port}"
    with (
        _site(tmp_path, port) as site,
        serving(tmp_path, ATLAS_FRAME_ANCESTORS=f"https://example.org, {site_named}") as address,
    ):
        frame = _framed(window, site, tmp_path, address + "/network")
        expect(frame.get_by_role("heading", name="Network", exact=False).first).to_be_visible()
        inner = frame.locator("iframe").content_frame
        expect(inner.locator("#graph canvas")).to_be_visible()
        for path in PATHS[2:]:
            frame = _framed(window, site, tmp_path, address + path)
            drawing = "#graph canvas" if "network" in path else ".js-plotly-plot .main-svg"
            expect(frame.locator(drawing).first).to_be_visible()
        with _site(tmp_path, free_port()) as stranger:
            refused = _framed(window, stranger, tmp_path, address + "/exercises")
            assert refused.url == REFUSED


@pytest.mark.parametrize("path", first_of_all({PATHS[0], PATHS[2]}, PATHS))
def test_by_default_no_other_site_shows_ours_in_a_frame(
    window: Page, server: str, tmp_path: Path, path: str
) -> None:
    with _site(tmp_path, free_port()) as site:
        assert _framed(window, site, tmp_path, server + path).url == REFUSED

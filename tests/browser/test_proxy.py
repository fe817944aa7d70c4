"""The dashboard below a prefix, behind a real nginx that passes nothing else on."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Frame, expect

from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from atlas.export.assets import PLOTLY, VIS
from atlas.export.browser import installed, is_root
from atlas.paths import ROOT
from browser.conftest import Windows, free_port, serving, windows
from browser.ensure_nginx import NoNginxError, ensure
from browser.expected import PAGE_OF, shown
from browser.reader import Reader, Visit
from lengths import AT_LENGTH, first_of_all

CONFIGURATION = ROOT / "docs" / "nginx.conf"
PREFIX = "atlas"
UP_WITHIN = 20
MAIN = """daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def nginx() -> str:
    try:
        return ensure()
    except NoNginxError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(f"NOT TESTED BEHIND A PROXY: {missing}")


def _replaced(text: str, before: str, after: str) -> str:
    assert text.count(before) == 1, f"{CONFIGURATION} has {before!r} once"
    return text.replace(before, after)


@contextmanager
def _proxy(nginx: str, folder: Path, port: int, target: str) -> Iterator[None]:
    """nginx with the configuration that the documents print, on a port of its own."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = _replaced(text, "listen 80;", f"listen 127.0.0.1:{port};")
    text = _replaced(text, "http://localhost:8501;", f"{target};")
    (folder / "site.conf").write_text(text, encoding="utf-8")
    user = "user root;" if is_root() else ""
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    process = subprocess.Popen([nginx, "-c", str(main)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://localhost:{port}/{PREFIX}/_stcore/health", process, folder)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except URLError:
            time.sleep(0.1)
    log = (folder / "error.log").read_text(encoding="utf-8")
    pytest.fail(f"nginx did not come up. Its log:\n{log}", pytrace=False)


@pytest.fixture(scope="module")
def proxied(
    nginx: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Windows]:
    """The windows of a dashboard at the prefix of a public address that is nginx's."""
    folder, port = tmp_path_factory.mktemp("proxy"), free_port()
    public = f"http://localhost:{port}/{PREFIX}"
    with serving(folder, prefix=PREFIX, ATLAS_URL=public) as address:
        target = address.removesuffix(f"/{PREFIX}")
        with _proxy(nginx, folder, port, target), windows(browser, public) as opened:
            yield opened


@pytest.fixture
def visit(proxied: Windows) -> Iterator[Visit]:
    yield proxied.visit
    proxied.leave()


def _paths_asked(reader: Reader) -> set[str]:
    """The paths on the proxy that the browser asked for."""
    return {urlsplit(answer.url).path for answer in reader.answers if answer.url.startswith("http")}


@AT_LENGTH
@pytest.mark.parametrize(
    ("page", "name"),
    [
        pytest.param("/sources", "records-by-year", marks=AT_LENGTH),
        pytest.param("/exercises", "exercise-timeline", marks=AT_LENGTH),
        pytest.param("/transfers", "transfer-flows", marks=AT_LENGTH),
        ("/network", "network"),
    ],
)
def test_every_chart_is_drawn_below_the_prefix_and_nothing_is_asked_for_above_it(
    visit: Visit, page: str, name: str
) -> None:
    reader = visit(page)
    reader.sees(shown(name))
    paths = _paths_asked(reader)
    assert paths
    assert _above_the_prefix(paths) == []
    if name == "network":
        assert f"/{PREFIX}/api/charts/network.html" in paths
        _loads_its_script_and_leads_to_evidence(reader.graph())


def _above_the_prefix(paths: set[str]) -> list[str]:
    return [path for path in paths if not path.startswith(f"/{PREFIX}/")]


def _loads_its_script_and_leads_to_evidence(frame: Frame) -> None:
    """What the page in the network's frame asks for, and where its nodes lead."""
    sources = frame.locator("script[src]").evaluate_all("all => all.map((one) => one.src)")
    assert [source for source in sources if source.endswith(VIS)]
    assert all(f"/{PREFIX}/assets/" in source for source in sources)
    evidence = frame.locator("[data-evidence]").get_attribute("data-evidence")
    assert evidence == f"/{PREFIX}/evidence?record="


@AT_LENGTH
def test_a_name_in_a_table_leads_to_the_page_of_its_record(visit: Visit) -> None:
    reader = visit("/evidence?record=vostok-2018")
    link = reader.page.get_by_test_id("stTable").locator("a[href*='record=']").first
    address = link.get_attribute("href")
    assert address
    assert urlsplit(address).path == f"/{PREFIX}/evidence"
    name = link.inner_text()
    reader.open(address if "://" in address else address.removeprefix(f"/{PREFIX}"))
    expect(reader.page.get_by_role("heading", name=name, exact=True)).to_be_visible()


@pytest.fixture(scope="module")
def desk(proxied: Windows) -> Iterator[Reader]:
    """A reader who takes one file after the other away."""
    yield proxied.visit("/exercises?domain=naval")
    proxied.leave()


@AT_LENGTH
@pytest.mark.parametrize("kind", first_of_all({"SVG"}, ["PNG 1×", "SVG", "PDF"]))
def test_pictures_are_made_below_the_prefix(desk: Reader, kind: str) -> None:
    if kind == "PDF" and not installed():
        pytest.skip("no Chrome, Edge or Chromium where the server would look for it")
    dialog = desk.taking("exercise-timeline")
    with desk.page.expect_download() as arriving:
        dialog.get_by_role("button", name=kind, exact=True).click()
    assert Path(arriving.value.path()).stat().st_size > 5_000
    paths = _paths_asked(desk)
    assert _above_the_prefix(paths) == []
    ending = "pdf" if kind == "PDF" else "json"
    assert f"/{PREFIX}/api/charts/exercise-timeline.{ending}" in paths
    if kind != "PDF":
        assert [path for path in paths if path.endswith(PLOTLY)]


@AT_LENGTH
def test_rows_are_taken_away_and_name_the_public_address(desk: Reader) -> None:
    arrived = desk.download("exercise-timeline", "JSON", "displayed")
    text = Path(arrived.path()).read_text(encoding="utf-8")
    view = shown("exercise-timeline", Filters(domain=("naval",)))
    assert f'"Address": "{desk.server}{view.path}"' in text


@AT_LENGTH
def test_the_link_that_is_copied_opens_the_same_view_as_the_one_that_is_cited(visit: Visit) -> None:
    view = shown("two-way-street", Filters(domain=("air",)))
    reader = visit(f"{PAGE_OF['two-way-street']}?domain=Air&when=two-way-street")
    copied = reader.copied_link()
    assert copied.startswith(f"{reader.server}/transfers?")
    reader.page.locator(".st-key-cite-two-way-street").get_by_role("button").click()
    cited = reader.page.get_by_test_id("stCode").nth(1)
    expect(cited).to_contain_text(f"{reader.server}{view.path} (accessed")
    reader.page.goto("about:blank")
    reader.open(copied).sees(view)


@AT_LENGTH
def test_the_prefix_without_its_slash_leads_to_the_first_page_and_pages_to_one_another(
    visit: Visit,
) -> None:
    reader = visit("")
    expect(reader.page.get_by_role("heading", name="More often")).to_be_visible()
    expect(reader.page.get_by_text(dataset().version).first).to_be_visible()
    reader.page.get_by_role("link", name="Arms transfers").first.click()
    reader.settled().sees(shown("transfer-flows"))
    assert urlsplit(reader.page.url).path == f"/{PREFIX}/transfers"
    reader.page.go_back()
    expect(reader.page.get_by_role("heading", name="More often")).to_be_visible()

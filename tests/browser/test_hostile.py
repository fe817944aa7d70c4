"""Hostile data and addresses in a real browser: nothing in them runs, no insides are shown."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

import hostile
import tiny
from browser.conftest import Windows, serving, windows
from browser.reader import Visit
from lengths import AT_LENGTH, first_of_all

PAGES = ("/", "/exercises", "/counts", "/transfers", "/network", "/evidence")
RAN = "window.hit !== undefined"


@pytest.fixture(scope="module")
def hostile_windows(
    browser: Browser, hostile_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Windows]:
    """The windows of a dashboard whose data are hostile."""
    with (
        serving(tmp_path_factory.mktemp("log"), ATLAS_DATA=str(hostile_folder)) as address,
        windows(browser, address) as opened,
    ):
        yield opened


@pytest.fixture
def hostile_visit(hostile_windows: Windows) -> Iterator[Visit]:
    yield hostile_windows.visit
    hostile_windows.leave()


RECORDS = [f"/evidence?record={row['id']}" for row in tiny.RECORDS[4::5]]


@pytest.mark.parametrize("path", first_of_all({RECORDS[0]}, [*PAGES, *RECORDS]))
def test_nothing_in_hostile_data_runs(hostile_visit: Visit, path: str) -> None:
    reader = hostile_visit(path)
    assert not any(frame.evaluate(RAN) for frame in reader.page.frames)
    assert not reader.complaints()
    assert not reader.page.locator(
        "a[href^='javascript:'], a[href*='x.example'], img[src='x']"
    ).count()


@AT_LENGTH
def test_nothing_in_hostile_data_runs_where_the_network_takes_another_view(
    hostile_visit: Visit,
) -> None:
    reader = hostile_visit("/network")
    reader.graph().evaluate("window.stays = true")
    reader.choose("Country", of="Colour")
    frame = reader.settled().graph()
    expect(frame.get_by_role("list", name="Legend")).to_contain_text("<img src=x")
    assert frame.evaluate("window.stays")
    assert not frame.evaluate(RAN)


@AT_LENGTH
@pytest.mark.parametrize("path", first_of_all({"/exercises"}, PAGES))
def test_hostile_settings_in_an_address_are_named_as_text(hostile_visit: Visit, path: str) -> None:
    keys = (
        "evidence",
        "years",
        "domain",
        "status",
        "projected",
        "mentioned",
        "record",
        "find",
        "search",
        "focus",
        "depth",
        "by",
        "unit",
        "nonsense",
    )
    texts = hostile.HOSTILE[:-1]
    # Each page another text for each key; tests without a browser try every text for every key.
    settings = [
        f"{key}={quote(texts[(at + 2 * PAGES.index(path)) % len(texts)])}"
        for at, key in enumerate(keys)
    ]
    reader = hostile_visit(f"{path}?{'&'.join(settings)}")
    assert not any(frame.evaluate(RAN) for frame in reader.page.frames)
    assert not reader.complaints()
    expect(reader.notes.first).to_contain_text("not understood")


SIGNS = [
    *("A -> B", "A <- B", "A <-> B", "A -- B", "A --- B", "A >= B <= C", "A ~= B != C"),
    *(":streamlit: A", "A :smile:", ":material/home: A", ":red[A]", "$A$", "1. A", "(c) A ..."),
]
# Shows signs, or has an accident.
PAGE = """import streamlit as st
from atlas.ui.text import plain
if st.query_params:
    st.title("Before")
    raise RuntimeError("secret inside")
st.table({{"Name": [plain(text) for text in {signs!r}]}})
for text in {signs!r}:
    st.text(text)
    st.markdown(plain(text))
"""
APP = """from pathlib import Path
import streamlit as st
from atlas.ui.accident import accident
app = st.App(Path(__file__).parent / "page.py", on_script_error=accident)
"""


@pytest.fixture(scope="module")
def small_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a dashboard of one page, and its folder, which has its log."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "page.py").write_text(PAGE.format(signs=SIGNS), encoding="utf-8")
    app = folder / "app.py"
    app.write_text(APP, encoding="utf-8")
    with serving(folder, app=app) as address:
        yield address, folder


def test_a_failure_of_the_program_is_one_sentence_and_no_trace(
    browser: Browser, small_app: tuple[str, Path]
) -> None:
    address, folder = small_app
    page = browser.new_context().new_page()
    page.goto(f"{address}?fails=1")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Something went wrong")
    assert "secret inside" not in page.content()
    assert "Traceback" not in page.content()
    page.context.close()
    assert "secret inside" in (folder / "server.log").read_text(encoding="utf-8")


@AT_LENGTH
def test_signs_that_streamlit_would_draw_as_others_are_shown_as_they_are(
    browser: Browser, small_app: tuple[str, Path]
) -> None:
    page = browser.new_context().new_page()
    page.goto(small_app[0])
    expect(page.get_by_test_id("stText")).to_have_text(SIGNS)
    expect(page.locator("td [data-testid=stMarkdownContainer]")).to_have_text(SIGNS)
    expect(page.locator("[data-testid=stMain] img, .katex")).to_have_count(0)
    page.context.close()

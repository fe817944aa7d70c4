"""Routes: charts and scripts at stable addresses, plain words for what cannot be had."""

import io
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.charts.registry import CHARTS
from atlas.export import assets
from atlas.export.browser import installed
from atlas.web.start import routes
from lengths import OF_EVERY_FORM, first_of_all

# It starts a process of its own, and neither ends by itself.
HANGING = """#!/bin/sh
[ "$1" = --version ] && exit
sleep 600 &
echo $$ $! > {pids}
wait
"""
# It writes one picture, as a page of ours does: SVG in a list, as JSON in base 64.
DRAWING = """#!/bin/sh
[ "$1" = --version ] && exit
echo '<script type="application/json" id="made">WyI8c3ZnLz4iXQ==</script>'
"""


@pytest.fixture
def client(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    return TestClient(Starlette(routes=routes()))


@pytest.fixture
def browser_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Puts a script in the place of the only browser; none is there before it is called.

    What was found is forgotten at the end, however the test ends: the next one looks for itself.
    """
    path = tmp_path / "chromium"
    monkeypatch.setattr("atlas.export.browser.places", lambda: iter([path]))
    installed.cache_clear()

    def is_now(script: str) -> None:
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    yield is_now
    installed.cache_clear()


@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_every_chart_has_a_figure_and_a_page(client: TestClient, name: str) -> None:
    figure = client.get(f"/api/charts/{name}.json")
    assert figure.status_code == 200
    assert figure.json()["data"]
    page = client.get(f"/api/charts/{name}.html?theme=dark")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


def test_an_address_carries_filters_and_options(client: TestClient) -> None:
    figure = client.get("/api/charts/transfer-flows.json?years=2014&years=2016&by=domain").json()
    assert figure["data"][0]["node"]["label"] == [
        "<b>China 1</b>",
        "<b>Russia 1</b>",
        "Naval <b>1</b> *",
        "Air <b>1</b>",
        "<b>Russia 1</b>",
        "<b>China 1</b>",
    ]


@pytest.mark.parametrize(("size", "shape"), [("slide", (16, 9)), ("square", (1, 1))])
@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_a_figure_is_laid_out_for_a_slide_or_a_square(
    client: TestClient, name: str, size: str, shape: tuple[int, int]
) -> None:
    own, laid_out = (
        client.get(f"/api/charts/{name}.json?size={one}").json()["layout"] for one in ("own", size)
    )
    assert laid_out["width"] * shape[1] == laid_out["height"] * shape[0]
    title, own_title = (_words(layout["title"]["text"]) for layout in (laid_out, own))
    assert title == own_title


def _words(text: str) -> str:
    """Text without markup, whatever the lines."""
    return " ".join(re.sub("<[^>]*>", " ", text).split())


def test_an_unknown_size_is_refused(client: TestClient) -> None:
    assert client.get("/api/charts/network.json?size=poster").status_code == 422


def test_a_pdf_is_one_page_with_the_title_in_it(client: TestClient) -> None:
    if not installed():
        pytest.skip("no Chrome, Edge or Chromium on this machine")
    answer = client.get("/api/charts/records-by-year.pdf?domain=air")
    assert answer.headers["content-type"] == "application/pdf"
    assert "records-by-year_all_" in answer.headers["content-disposition"]
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert CHARTS["records-by-year"].title in page.extract_text()
    assert len(answer.content) < 2_000_000


@pytest.mark.usefixtures("browser_is")
def test_without_a_browser_there_is_no_pdf_but_a_sentence(client: TestClient) -> None:
    answer = client.get("/api/charts/records-by-year.pdf")
    assert answer.status_code == 501
    assert (
        answer.json()["detail"]
        == "No Chrome, Edge or Chromium was found on the machine that serves this, and without one "
        "there is no picture and no PDF."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the browser")
def test_a_browser_that_fails_is_told_of(
    client: TestClient, browser_is: Callable[[str], None]
) -> None:
    browser_is('#!/bin/sh\n[ "$1" = --version ]\n')
    answer = client.get("/api/charts/records-by-year.pdf")
    assert answer.status_code == 503
    assert answer.json()["detail"] == "There is no PDF: the browser ended with code 1."


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
def test_a_picture_that_takes_too_long_is_a_sentence_and_the_next_one_has_its_turn(
    client: TestClient,
    browser_is: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    browser_is(HANGING.format(pids=tmp_path / "pids"))
    with monkeypatch.context() as patience:
        patience.setattr("atlas.export.browser.PRINTS_WITHIN", 1)
        answer = client.get("/api/v1/charts/records-by-year.svg?domain=air")
    assert answer.status_code == 503
    sentence = answer.json()["detail"]
    assert sentence.startswith("There is no picture: the browser did not end within")
    own, started_by_it = (tmp_path / "pids").read_text(encoding="utf-8").split()
    assert not Path(f"/proc/{own}").exists(), "it is ended, and its end is taken note of"
    # Nobody here is told of the end of a process that another one has started.
    assert _has_ended(started_by_it, within=10)
    browser_is(DRAWING)
    drawn = client.get("/api/v1/charts/records-by-year.svg?domain=air")
    assert drawn.status_code == 200
    assert drawn.text == "<svg/>"


def _has_ended(pid: str, within: float) -> bool:
    """Whether a process does nothing any more, after so many seconds at most."""
    end = time.monotonic() + within
    while _runs(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not _runs(pid)


def _runs(pid: str) -> bool:
    """Whether a process does anything still: one that has ended may wait for its parent to ask."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    state = status.rpartition(")")[2].split()[0]
    return state not in {"Z", "X"}


def test_an_unknown_chart_or_setting_is_answered_in_plain_words(client: TestClient) -> None:
    assert client.get("/api/charts/pie.json").status_code == 404
    wrong = client.get("/api/charts/network.html?domain=sea&depth=far")
    assert wrong.status_code == 400
    sentence = wrong.json()["detail"]
    assert sentence.startswith("Not understood: domain=sea, depth=far. domain takes: land, air,")
    assert sentence.endswith(" depth takes: 1, 2, 3.")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("years=2018&years=2012", "years=2012&years=2018"),
        ("years=1066&years=2012", "years=2001&years=2012"),
        ("years=3000&years=1066", "years=2001&years=2018"),
        ("depth=9", "depth=3"),
        ("depth=0", "depth=1"),
        ("independent=7", "independent=3"),
    ],
)
def test_a_setting_out_of_range_is_put_right_and_named(
    client: TestClient, asked: str, right: str
) -> None:
    answer = client.get(f"/api/charts/network.json?{asked}")
    assert answer.headers["atlas-put-right"] == f"{asked} is read as {right}"
    plain = client.get(f"/api/charts/network.json?{right}")
    assert "atlas-put-right" not in plain.headers
    for part in ("data", "layout"):
        assert answer.json()[part] == plain.json()[part]


def test_data_with_problems_are_answered_in_plain_words(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    answer = client.get("/api/charts/network.json")
    assert answer.status_code == 503
    assert "datapackage.json" in answer.json()["detail"]


def test_scripts_come_from_the_installed_packages_and_may_be_kept(client: TestClient) -> None:
    for name in assets.FILES:
        answer = client.get(assets.url(name))
        assert answer.content == assets.FILES[name].read_bytes()
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/assets/0.0.0/plotly.min.js").status_code == 404
    assert client.get("/assets/0.0.0/..%2f..%2fsecret").status_code == 404


def test_our_routes_answer_with_headers_that_keep_them_to_themselves(client: TestClient) -> None:
    for address in (
        "/api/charts/network.json",
        "/api/charts/network.html",
        "/api/charts/pie.json",
        assets.url(assets.VIS),
    ):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_network_page_runs_no_script_but_its_own(client: TestClient) -> None:
    first, again = (client.get("/api/charts/network.html") for _ in range(2))
    policy = first.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert f'<script nonce="{nonce}">' in first.text
    assert "script-src 'self' 'nonce-" in policy
    assert policy != again.headers["content-security-policy"]


def test_two_sides_of_a_chart_are_one_figure(client: TestClient) -> None:
    address = "/api/compare.json?chart=exercises-by-domain&sides=Sources&b-sources=articles"
    figure = client.get(address).json()
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert "<b>A: Articles and references</b>" in texts
    assert "<b>B: The two articles only</b>" in texts
    assert " vs. " in figure["layout"]["title"]["text"]


def test_a_comparison_says_of_which_data_it_is_and_what_was_put_right(client: TestClient) -> None:
    plain = client.get("/api/compare.json?chart=exercises-by-domain")
    version = client.get("/api/charts/network.json").headers["atlas-data-version"]
    assert plain.headers["atlas-data-version"] == version
    assert "atlas-put-right" not in plain.headers
    asked = client.get("/api/compare.json?chart=exercises-by-domain&years=2018&years=1066")
    assert "years=2018&years=1066 is read as" in asked.headers["atlas-put-right"]


def test_two_sides_of_a_chart_are_a_page_of_paper(client: TestClient) -> None:
    if not installed():
        pytest.skip("no Chrome, Edge or Chromium on this machine")
    address = "/api/compare.pdf?chart=exercises-by-domain&sides=Sources&b-sources=articles"
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    assert "exercises-by-domain" in answer.headers["content-disposition"]
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    text = page.extract_text()
    assert "A: Articles and references" in text
    assert "B: The two articles only" in text
    assert client.get("/api/compare.pdf?sides=bananas").status_code == 400
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert client.get(address, headers=elsewhere).status_code == 403


@pytest.mark.parametrize(
    ("query", "setting", "takes"),
    [
        ("", "a-years=bananas", "a-years takes two years from 2001 to 2018, as a-years=2001&"),
        ("", "sides=bananas", "sides takes: years, sources"),
        ("", "size=poster", "size takes: own, "),
        ("sides=rule&", "a-rule=bananas", "a-rule takes: every, alone, "),
        ("", "domain=moon", "domain takes: land, air, "),
    ],
)
def test_a_side_that_is_not_understood_is_refused_with_what_there_is(
    client: TestClient, query: str, setting: str, takes: str
) -> None:
    answer = client.get(f"/api/compare.json?{query}{setting}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"Not understood: {setting}. {takes}")

"""A reader of the dashboard: one window, and all that its browser asked for and complained of."""

import re
import time
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Download,
    Error,
    Frame,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from atlas.charts.chart_view import ChartView
from atlas.dataset.filter_registry import FILTERS

PATIENCE = 40_000
Motion = Literal["reduce", "no-preference"]
# Most readers of the tests ask for less motion: what moves costs a quarter of a browser's work.
STILL: Motion = "reduce"
MOVING: Motion = "no-preference"
WIDTH, HEIGHT = 1400, 900
# A window that is touched, as narrow as a phone.
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DRAWN = "window.atlas?.view && window.atlas.view === window.frameElement.dataset.view"
HERE = {"localhost", "127.0.0.1", "::1"}
# How the sentence begins or goes on that counts what is shown and what is hidden.
COVERAGE = re.compile(
    r"^(There are no |The one .* passes the filters|(All|Both) .* pass the filters|"
    r"[\d,]+ of .*; hidden: )"
)
NOT_OF_A_HOST = {"blob", "data", "about"}
# Its animations are over: what moves while it is pressed is missed.
AT_REST = """element => Promise.allSettled(
  element.getAnimations({subtree: true}).map(own => own.finished))"""
# What follows from a scrolling has been told to the page after two frames.
NEXT_FRAMES = """() => new Promise(
  done => requestAnimationFrame(() => requestAnimationFrame(done)))"""
# Filters that are in the page while they are open, or set.
FOLDED = {declared.title for declared in FILTERS.values() if not declared.first}
MARKS = '.bars .point path:not([d="M0,0Z"]), .scatterlayer path.point, path.sankey-link'


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a condition, an expression or a function, holds in the page.

    Asked from here: a page's content security policy forbids Playwright's own waiting in it.
    """
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(condition, argument):
        assert time.monotonic() < end, f"it never came about that {condition}"
        page.wait_for_timeout(50)


class Reader:
    """What a reader does on a page, in the words of the page: roles, labels, keys of blocks."""

    def __init__(
        self,
        browser: Browser,
        server: str,
        *,
        width: int = WIDTH,
        phone: bool = False,
        motion: Motion = STILL,
    ) -> None:
        self.server = server
        self.answers: list[Response] = []
        self._problems: list[str] = []
        window: dict[str, Any] = {"viewport": {"width": width, "height": HEIGHT}}
        self.context = browser.new_context(
            **(PHONE if phone else window),
            reduced_motion=motion,
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._note_console)
        self.context.on(
            "weberror", lambda error: self._problems.append(f"error in the page: {error.error}")
        )
        self.context.on("request", lambda request: self._note_stranger(request.url))
        self.context.on("requestfailed", self._note_failure)
        self.context.on("response", self._note_answer)
        self.page = self.context.new_page()
        self.page.on("websocket", lambda socket: self._note_stranger(socket.url))

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._problems.append(f"console: {message.text} ({message.location['url']})")

    def _note_answer(self, answer: Response) -> None:
        self.answers.append(answer)

    def _note_failure(self, request: Request) -> None:
        """What the browser gave up is no failure: a frame that the page has replaced meanwhile, a
        font of a page that was left.
        """
        may_be_given_up = request.resource_type in {"document", "font"}
        given_up = may_be_given_up and request.failure == "net::ERR_ABORTED"
        if not given_up:
            self._problems.append(f"failed: {request.url} ({request.failure})")

    def _note_stranger(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in NOT_OF_A_HOST and parts.hostname not in HERE:
            self._problems.append(f"left this machine: {address}")

    def leave(self) -> list[str]:
        """Go away and forget all, so that the next visit is a new reader's; what went wrong so far.

        The window stays, because a browser that has loaded and compiled the scripts before shows
        a page in a third of the time. What is broken off by leaving is no problem of the visit.
        """
        problems = list(self._problems)
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.unroute_all()
        if self.page.url.startswith(self.server):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.goto("about:blank")
        self.context.clear_cookies()
        self.page.emulate_media(media="null", color_scheme="null", reduced_motion=STILL)
        self._problems.clear()
        self.answers.clear()
        return problems

    def close(self) -> list[str]:
        """End the visit for good; what went wrong until now, not what is broken off by leaving."""
        problems = list(self._problems)
        self.context.close()
        return problems

    def open(self, path: str) -> "Reader":
        """Go to a path of the dashboard, or a whole link, and wait until its page is at rest."""
        self.page.goto(path if "://" in path else self.server + path)
        return self.settled()

    def settled(self) -> "Reader":
        """Wait for rest: “Copy link” ends every page, and the network in its frame comes last."""
        expect(self.page.get_by_role("button", name="Copy link")).to_be_visible()
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        self._has_its_parts()
        if self.drawing("network").count():
            self.graph()
        return self

    def _has_its_parts(self) -> None:
        """Wait while anything stands in for a part of the page whose script is on its way."""
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)

    def drawing(self, name: str) -> Locator:
        """The drawing of a chart: a Plotly figure, or the frame of the network."""
        return (
            self.page.locator("iframe")
            if name == "network"
            # An older one may stand beside it for a moment.
            else self.page.locator(f".st-key-chart-{name}").get_by_role("figure").first
        )

    @property
    def coverage(self) -> Locator:
        """The sentence that says how many records are shown and what hides the others.

        An older one may stand beside it for a moment.
        """
        return self.page.get_by_test_id("stCaptionContainer").filter(has_text=COVERAGE).first

    @property
    def notes(self) -> Locator:
        """The boxes that tell of something: a link half understood, nothing in view."""
        return self.page.get_by_test_id("stAlert")

    def expander(self, name: str) -> Locator:
        """What holds the table of a chart: the first thing to open after the chart's downloads."""
        # An older one may stand beside it for a moment.
        downloads = self.page.locator(f".st-key-download-{name}").first
        return downloads.locator("xpath=following::details[1]")

    def sees(self, shown: ChartView) -> None:
        """Expect the chart, coverage sentence and table that the package makes of these filters."""
        expect(self.drawing(shown.chart.name)).to_have_accessible_name(shown.takeaway)
        expect(self.coverage).to_have_text(shown.coverage.sentence())
        expect(self.expander(shown.chart.name).locator("summary")).to_contain_text(
            f"the {len(shown.table):,} rows"
        )
        self.settled()

    def rows(self, name: str) -> int:
        """How many rows the table of a chart has, by its label."""
        label = self.expander(name).locator("summary").inner_text()
        return int(re.sub(r"\D", "", label))

    def table(self, name: str) -> Locator:
        """The table of a chart, opened: an HTML table, or the grid beneath a large one's canvas."""
        expect(self.drawing(name)).to_be_visible()
        self.expander(name).locator("summary").click()
        return self.expander(name).locator("[data-testid=stTable] table, canvas table[role=grid]")

    def choose(self, label: str, *, of: str) -> None:
        """Click one of the choices of a filter or an option: a pill, a switch or one of a list.

        What is chosen already of a filter that takes several is taken back.
        """
        self._unfold(of)
        # A list whose script is on its way is not folded, though the button of what is stands
        # there already.
        self._has_its_parts()
        listed = self.page.get_by_role("combobox", name=of, exact=True)
        group = self.page.get_by_role("toolbar", name=of, exact=True).or_(
            self.page.get_by_role("radiogroup", name=of, exact=True)
        )
        folded = self.page.get_by_test_id("stPopover").get_by_role("button", name="Options")
        expect(listed.or_(group).or_(folded).first).to_be_visible()
        is_folded = not listed.count() and not group.count()
        if is_folded:
            folded.click()
        if listed.count():
            self._choose_in_list(listed, label)
        else:
            group.get_by_text(label, exact=True).click()
        if is_folded:
            self.page.keyboard.press("Escape")

    def _unfold(self, title: str) -> None:
        """Open the folded filters where the filter of this title is among them."""
        if title not in FOLDED:
            return
        folded = self.page.locator(".st-key-more-filters")
        if not self._is_open(folded):
            folded.locator("summary").click()
            self.at_rest(folded)
        expect(folded.get_by_text(title, exact=True)).to_be_visible()

    @staticmethod
    def at_rest(folded: Locator) -> None:
        """Wait until a fold that was pressed has opened as far as it opens."""
        expect(folded.locator("details")).to_have_attribute("open", "")
        folded.evaluate(AT_REST)

    @staticmethod
    def _is_open(folded: Locator) -> bool:
        return folded.locator("details[open]").count() > 0

    def _choose_in_list(self, listed: Locator, label: str) -> None:
        chosen = listed.locator("xpath=..").get_by_role("button", name=f"Remove {label}")
        if chosen.count():
            chosen.click()
            return
        # A page that scrolls closes an open list: the click waits until it has.
        listed.scroll_into_view_if_needed()
        listed.evaluate(NEXT_FRAMES)
        listed.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        self.page.keyboard.press("Escape")

    def taking(self, name: str) -> Locator:
        """The download dialog of a chart or table, opened where it is not."""
        dialog = self.page.get_by_role("dialog")
        if not dialog.count():
            self.page.locator(f".st-key-download-{name}").get_by_role("button").click()
        expect(dialog.get_by_role("button", name="Parquet").last).to_be_visible()
        return dialog

    def download(self, name: str, kind: str, word: str = "") -> Download:
        """Press a button of a chart's download dialog: a format, and which rows (`word`) of it."""
        button = self.taking(name).get_by_role("button", name=re.compile(rf"^{kind}(?!\w).*{word}"))
        with self.page.expect_download() as arriving:
            button.first.click()
        return arriving.value

    def copied_link(self) -> str:
        """Press “Copy link”; returns what the clipboard holds then."""
        self.page.get_by_role("button", name="Copy link").click()
        expect(self.page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def graph(self) -> Frame:
        """The network's own page, once the view that the frame was asked for is drawn in it."""
        # Asked from here: the page's content security policy forbids Playwright's waiting in it.
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            frame = self.drawing("network").element_handle().content_frame()
            try:
                if frame and frame.evaluate(DRAWN):
                    return frame
            except Error:  # the frame has just been sent to another page
                pass
            self.page.wait_for_timeout(50)
        raise AssertionError("the network was not drawn")

    def complaints(self) -> list[str]:
        """The exceptions that the page shows instead of what was asked for."""
        return self.page.get_by_test_id("stException").all_inner_texts()


Visit = Callable[..., Reader]

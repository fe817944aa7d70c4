"""What axe-core finds wrong with a page for readers who do not see, point or hear as others do."""

from functools import lru_cache
from importlib.resources import files

from playwright.sync_api import Browser, Page, expect

from atlas.charts import theme
from browser.reader import HEIGHT, MARKS, PATIENCE, STILL, WIDTH, until

GRAVE = {"serious", "critical"}
RUN = "only => axe.run(document, {resultTypes: ['violations'], ...only})"
# The rules that look at colours; all others read what is the same by night.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
NOTHING_MOVES = """document.getAnimations().every((animation) =>
  animation.playState !== 'running' || animation.effect.getTiming().iterations === Infinity)"""


@lru_cache(maxsize=1)
def _axe() -> str:
    """axe-core itself, out of the installed package."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def window(browser: Browser) -> Page:
    """A window in which a frame's own policy is set aside, which would keep axe out of it."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, bypass_csp=True, reduced_motion=STILL
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def at_rest(page: Page) -> None:
    """Wait for the last line of the page; while it is made anew, its words are faint."""
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    until(page, NOTHING_MOVES)


def settled(page: Page) -> None:
    """Wait until the page is at rest and for its first drawing or table."""
    at_rest(page)
    drawn = page.locator(MARKS).or_(page.locator("iframe, table, [role=grid]"))
    expect(drawn.first).to_be_attached()
    if page.locator("iframe").count():
        page.frame_locator("iframe").locator("canvas").wait_for()


def in_the_dark(page: Page) -> None:
    """Switch to the dark scheme, page and drawings: these follow when the page runs again."""
    page.emulate_media(color_scheme="dark")
    ground, ink = (_rgb(theme.PAGE["dark"][part]) for part in ("back", "ink"))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
    page.locator("body").press("r")
    words = page.locator(".js-plotly-plot .main-svg .xtick text")
    if words.count():
        expect(words.first).to_have_css("fill", ink)
    if page.locator("iframe").count():
        # For a moment the frame of the other scheme is still on its way out, without a name.
        body = page.frame_locator("iframe[title]").locator("body")
        expect(body).to_have_css("background-color", ground)
    at_rest(page)


def _rgb(colour: str) -> str:
    """A colour as browsers write it."""
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def grave(page: Page, only: dict[str, object] | None = None) -> list[str]:
    """The serious and critical findings on a page and in its frames; no part is excluded.

    Each is a line: rule, what is wrong, and where. `only`: axe's options, to run some rules alone.
    """
    for frame in page.frames:
        frame.evaluate(_axe())
    report = page.evaluate(RUN, only or {})
    assert report["testEngine"]["name"] == "axe-core"
    return [
        f"{rule['id']}: {rule['help']} ({node['target']}: {node['failureSummary']})"
        for rule in report["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def grave_by_day_and_night(page: Page) -> list[str]:
    """The findings in the light, and of colours in the dark scheme, which the page has then."""
    by_day = grave(page)
    in_the_dark(page)
    return [*by_day, *(f"in the dark: {line}" for line in grave(page, COLOURS))]

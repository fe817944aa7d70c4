"""What axe-core finds wrong with a page for readers who do not see, point or hear as others do."""

from functools import lru_cache
from importlib.resources import files

from playwright.sync_api import Browser, Page

from browser.reader import PATIENCE

GRAVE = {"serious", "critical"}
RUN = "axe.run(document, {resultTypes: ['violations']})"


@lru_cache(maxsize=1)
def _axe() -> str:
    """axe-core itself, out of the installed package."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def looked_at(browser: Browser, address: str, scheme: str) -> Page:
    """A page in one colour scheme; the frame's own policy is set aside, which would keep axe out of it."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    return page


def grave(page: Page) -> list[str]:
    """The serious and critical findings on a page and in its frames: rule, what is wrong, and where. Nothing is excluded."""
    for frame in page.frames:
        frame.evaluate(_axe())
    found = page.evaluate(RUN)
    assert len(found["testEngine"]["name"]) > 0
    return [
        f"{one['id']}: {one['help']} ({node['target']}: {node['failureSummary']})"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]

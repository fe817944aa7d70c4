"""A reader without a mouse: Tab from one place to the next, and whether the place can be seen."""

import tomllib

from playwright.sync_api import Locator, Page

from atlas.paths import ROOT
from browser.reader import until

MOST_STEPS = 90
FOCUSED = "element => element === element.getRootNode().activeElement"
# An outline or a shadow of the element that has the focus, or the coloured border that Streamlit
# gives to what holds a text field.
SEEN = """(primary) => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const outlined = (look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  const marked = (look) => outlined(look) || look.boxShadow !== "none";
  if (element === document.body || marked(getComputedStyle(element))) return true;
  // What has the focus in the network's frame shows it there, see below.
  if (element.tagName === "IFRAME") return true;
  const around = [1, 2, 3].map(() => (element = element.parentElement ?? element));
  return around.some((one) => getComputedStyle(one).borderTopColor === primary);
}"""


def _primary() -> str:
    """The colour of the theme, as a browser spells it."""
    colour = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
        "theme"
    ]["light"]["primaryColor"]
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus.

    Each stop on the way can be seen, at once for a reader who asks for less motion.
    """
    page.emulate_media(reduced_motion="reduce")
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        until(page, SEEN, _primary())
        if goal.evaluate(FOCUSED):
            return
    raise AssertionError(f"{goal} is not reached with Tab")

"""The menu of a phone closes once a page is chosen or something is searched for; what was found is
in sight.
"""

from atlas.ui.components.component import component

_menu = component("menu")


def close_when_chosen() -> None:
    """Draw it once on every page."""
    _menu(key="menu")

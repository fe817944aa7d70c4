"""“Copy link”: the address of this view with every value written out."""

from urllib.parse import urlencode

from atlas.dataset.filters import Query
from atlas.ui.components.component import component

_button = component("copy_link")


def copy_link(query: Query) -> None:
    """A button that copies the page's address with `query`.

    Where the browser forbids it, the link stands there to copy.
    """
    _button(key="copy-link", data={"query": urlencode(query)})

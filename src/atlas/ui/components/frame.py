"""The page of a chart in a frame, which stays in the reader's page while its views change."""

from atlas.ui.components.component import component

# Not isolated: the style of the page gives the frame its size.
_frame = component("frame", isolated=False)


def frame(address: str, alt: str, *, key: str) -> None:
    """Show the page at an address of ours; `alt` says in words what is seen on it.

    While the key stays, the frame does: it takes what is drawn at the next address in place of what
    it has.
    """
    _frame(key=key, data={"address": address, "alt": alt})

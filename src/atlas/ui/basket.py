"""“Add to briefing”: the button beneath charts and on entries, and what is gathered."""

from collections.abc import Callable

import streamlit as st

from atlas.briefing.basket import MOST, Basket
from atlas.briefing.items import Item

# Of the session: what a reader has gathered.
BASKET = "briefing"
LABEL, IN_IT = "Add to briefing", "In briefing"


def basket() -> Basket:
    """What the reader has gathered on this visit."""
    own: Basket = st.session_state.get(BASKET, Basket())
    return own


def keep(own: Basket) -> None:
    """Gather this from now on; a callback of buttons."""
    st.session_state[BASKET] = own


def add_button(key: str, make: Callable[[], Item]) -> None:
    """A button that puts an item into the briefing, or takes it out again.

    `make` is asked once something is gathered, or at the click: an address takes time to make.
    """
    own = basket()
    is_in = len(own) > 0 and own.has(make())
    is_full = len(own) >= MOST and not is_in
    st.button(
        IN_IT if is_in else LABEL,
        key=f"brief-{key}",
        icon=":material/playlist_add_check:" if is_in else ":material/playlist_add:",
        on_click=_switch,
        args=(make,),
        disabled=is_full,
        help=f"A briefing has at most {MOST} items" if is_full else None,
    )


def _switch(make: Callable[[], Item]) -> None:
    own, item = basket(), make()
    keep(own.without(item) if own.has(item) else own.with_item(item))

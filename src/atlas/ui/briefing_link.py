"""The address of the page of the briefing: it follows what is gathered, and is taken over once."""

import streamlit as st

from atlas.briefing import ready
from atlas.briefing.basket import ITEM, TITLE, Basket, from_query, sentences_in
from atlas.dataset.filters import Query
from atlas.ui.basket import basket, keep
from atlas.ui.ready import OPEN
from atlas.ui.state import current
from atlas.ui.text import plain
from atlas.values.words import counted

# Of the session: the links that this page wrote into the address, and whether the reader's own
# words are in links.
WRITTEN, WITH_WORDS = "briefing-written", "briefing-with-words"
MOST_WRITTEN = 50
WORDS_ABOUT = (
    "Your title, notes and checked sentences are kept in this tab alone. With this they are in the "
    "link and in the address too, where everybody reads them whom you send it to."
)
Links = tuple[str, ...]


def take_over() -> None:
    """Take the items of the address, or of the ready-made briefing that it names, once.

    A link does not replace what a reader has gathered before they say so.
    """
    asked = _asked()
    name, *links = asked
    if not any(asked) or asked == _last():
        return
    made = ready.basket(name, current()) if name and not links else None
    taken = from_query(links, st.query_params.get(TITLE, ""))
    of_link = made or taken.basket
    if taken.fallen:
        st.warning(plain(taken.fallen), title="Part of this link was not understood")
    own = basket()
    # Back leads to what was gathered before.
    is_back = asked in st.session_state.get(WRITTEN, [])
    if not len(own) or is_back or of_link == own:
        _seen(asked)
        keep(of_link if len(of_link) else own)
        return
    if len(of_link):
        _ask(asked, of_link, own)


def _ask(asked: Links, of_link: Basket, own: Basket) -> None:
    number = counted(len(of_link), "items")
    st.info(
        plain(f"This link holds a briefing of {number}; yours has {len(own)}."),
        title="Another briefing",
    )
    with st.container(horizontal=True):
        st.button("Open it instead", on_click=_answer, args=(asked, of_link))
        both = own
        for item in of_link.items:
            both = both.with_item(item)
        st.button("Add its items to mine", on_click=_answer, args=(asked, both))
        st.button("Keep mine", on_click=_answer, args=(asked, own))


def _answer(asked: Links, chosen: Basket) -> None:
    _seen(asked)
    keep(chosen)


def _last() -> Links:
    """What this page wrote into the address last."""
    known: list[Links] = st.session_state.get(WRITTEN, [])
    return known[-1] if known else ()


def _seen(asked: Links) -> None:
    known: list[Links] = st.session_state.get(WRITTEN, [])
    st.session_state[WRITTEN] = [*known, asked][-MOST_WRITTEN:]


def link() -> Query:
    """What a link to this briefing needs; the address follows it."""
    own = basket()
    if not len(own):
        _write([])
        return []
    with_words = False
    if own.words:
        with_words = st.checkbox("With my own words in the link", key=WITH_WORDS, help=WORDS_ABOUT)
        _say_what_is_in(own, with_words=with_words)
    query = own.to_query(with_words=with_words)
    _write(query)
    return query


def _write(query: Query) -> None:
    """Let the address follow what is gathered, unless it holds another briefing that is asked
    about.
    """
    if any(_asked()) and _asked() not in st.session_state.get(WRITTEN, []):
        return
    links = [value for key, value in query if key == ITEM]
    if links != st.query_params.get_all(ITEM):
        st.query_params[ITEM] = links
    title = dict(query).get(TITLE, "")
    if title != st.query_params.get(TITLE, ""):
        st.query_params[TITLE] = title
    if OPEN in st.query_params:
        del st.query_params[OPEN]
    _seen(("", *links))


def _asked() -> Links:
    """The ready-made briefing and the items that the address names."""
    return (st.query_params.get(OPEN, ""), *st.query_params.get_all(ITEM))


def _say_what_is_in(own: Basket, *, with_words: bool) -> None:
    if with_words:
        st.caption("The link holds your own words: title, notes and checked sentences.")
        return
    sentences = sentences_in(own)
    if sentences:
        st.caption(f"{counted(sentences, 'checked sentences')} of yours not in the link.")
    else:
        st.caption("Your title and notes are not in the link.")

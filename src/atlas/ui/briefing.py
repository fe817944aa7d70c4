"""The pieces of the page of the briefing: ready-made ones, and its items in order with notes."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.answers.asked import NoSuchError, NotUnderstoodError
from atlas.briefing import ready
from atlas.briefing.basket import (
    LONGEST_TITLE,
    Basket,
)
from atlas.briefing.items import LONGEST_NOTE, Item, Kind, address, shown_by
from atlas.dataset.store import dataset
from atlas.export import picture_words
from atlas.ui.base import base
from atlas.ui.basket import basket, keep
from atlas.ui.head import SITE, title_row
from atlas.ui.state import current
from atlas.ui.text import plain

# Of the width of an item; on a phone they stand beneath one another.
TITLE_AND_MOVES = [3, 2]
NAMES = {
    Kind.CHART: "Chart",
    Kind.SOURCING: "Sourcing",
    Kind.RECORD: "Entry",
    Kind.COUNT: "Count",
    Kind.SENTENCE: "Checked sentence",
}


def head(title: str, about: str) -> DeltaGenerator:
    """Title and what the page is `about`; the place for its actions."""
    st.set_page_config(page_title=f"{title} · {SITE}")
    return title_row(title, about)


def ready_made() -> None:
    """The ready-made briefings, while nothing is gathered."""
    if len(basket()):
        return
    st.write(
        "Nothing is in it yet. **Add to briefing** stands at each chart, entry, count and checked "
        "sentence; what you add is gathered here, and can be taken along as slides, as a text or "
        "as a web page with numbered sources. Or begin with one that is ready:"
    )
    with st.container(horizontal=True):
        for name, declared in ready.READY.items():
            st.button(
                plain(declared.title),
                key=f"ready-{name}",
                icon=":material/library_add:",
                on_click=_take_ready,
                args=(name,),
            )


def _take_ready(name: str) -> None:
    made = ready.basket(f"{ready.PREFIX}{name}", current())
    if made:
        keep(made)


def items() -> None:
    """The title and the items in order, each with its place, its note and its way out."""
    own = basket()
    if not len(own):
        return
    st.text_input(
        "Title",
        value=own.title,
        max_chars=LONGEST_TITLE,
        key=f"briefing-title-{own.title}",
        on_change=_retitle,
        args=(f"briefing-title-{own.title}",),
        placeholder="Military cooperation of China and Russia",
    )
    for place, item in enumerate(own.items):
        with st.container(border=True, key=f"briefing-item-{place}"):
            _item(own, place, item)


def _retitle(key: str) -> None:
    keep(basket().titled(str(st.session_state.get(key) or "")))


def _item(own: Basket, place: int, item: Item) -> None:
    title, about = _described(item)
    heading, moves = st.columns(TITLE_AND_MOVES, vertical_alignment="center")
    heading.markdown(f"**{place + 1}. {plain(title)}**")
    with moves, st.container(horizontal=True, horizontal_alignment="right"):
        _button("Up", "arrow_upward", place, own.moved(place, -1), disabled=place == 0)
        is_last = place == len(own) - 1
        _button("Down", "arrow_downward", place, own.moved(place, 1), disabled=is_last)
        _button("Remove", "delete", place, own.without(item))
    where = f"[open the view]({base()}{address(item)})"
    st.caption(f"{NAMES[item.kind]} · {plain(about)} · {where}" if about else f"{NAMES[item.kind]}")
    key = f"briefing-note-{hash(item)}"
    st.text_area(
        "Your note",
        value=item.note,
        max_chars=LONGEST_NOTE,
        height=68,
        key=key,
        on_change=_note,
        args=(item, key),
        placeholder="Your note: it stands in the files as yours, apart from what sources say",
        label_visibility="collapsed",
    )


def _note(item: Item, key: str) -> None:
    own = basket()
    places = [place for place, other in enumerate(own.items) if other.key == item.key]
    for place in places:
        keep(own.noted(place, str(st.session_state.get(key) or "")))


def _button(label: str, icon: str, place: int, then: Basket, *, disabled: bool = False) -> None:
    st.button(
        label,
        help=f"{label}: item {place + 1}",
        key=f"{icon}-{place}",
        icon=f":material/{icon}:",
        on_click=keep,
        args=(then,),
        disabled=disabled,
        type="tertiary",
    )


def _described(item: Item) -> tuple[str, str]:
    """The finding of an item and what is set, or why it is not there any more."""
    if item.kind is Kind.RECORD:
        data = dataset()
        if item.name not in data.records.index:
            return item.name, "no longer in the data"
        kinds = data.schema.labels("table")
        return data.label(item.name), kinds.get(str(data.records.at[item.name, "table"]), "Entry")
    if item.kind is Kind.SENTENCE:
        return f"“{item.text}”", "against these sources"
    try:
        shown = shown_by(item)
    except (NoSuchError, NotUnderstoodError) as error:
        return item.name, f"no longer to be had: {error}"
    about = " ".join(picture_words.subtitle(shown, 1_000))
    if item.kind is Kind.SOURCING:
        return f"On what it rests: {shown.chart.title}", about
    return picture_words.headline(shown), about

"""The pieces of the page of the briefing: its items in order, notes, link and files."""

from datetime import UTC, date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.answers.asked import NoSuchError, NotUnderstoodError
from atlas.briefing import ready
from atlas.briefing.basket import (
    ITEM,
    LONGEST_TITLE,
    MOST,
    TITLE,
    Basket,
    from_query,
    sentences_in,
)
from atlas.briefing.items import LONGEST_NOTE, Item, Kind, address, shown_by
from atlas.briefing.making import FILES, File, file_stem, written
from atlas.dataset.filters import Query
from atlas.dataset.store import dataset
from atlas.export import picture_words
from atlas.ui.base import base
from atlas.ui.basket import basket, keep
from atlas.ui.head import SITE, title_row
from atlas.ui.ready import OPEN
from atlas.ui.state import current
from atlas.ui.text import plain
from atlas.values.words import counted

# Of the session: the links that this page wrote into the address, the file that was made last,
# and whether the reader's own words are in links.
WRITTEN, MADE, WITH_WORDS = "briefing-written", "briefing-made", "briefing-with-words"
MOST_WRITTEN = 50
NAMES = {
    Kind.CHART: "Chart",
    Kind.SOURCING: "Sourcing",
    Kind.RECORD: "Entry",
    Kind.COUNT: "Count",
    Kind.SENTENCE: "Checked sentence",
}
WORDS_ABOUT = (
    "Your title, notes and checked sentences are kept in this tab alone. With this they are in the "
    "link and in the address too, where everybody reads them whom you send it to."
)
Links = tuple[str, ...]


def head(title: str, about: str) -> DeltaGenerator:
    """Title and what the page is `about`; the place for its actions."""
    st.set_page_config(page_title=f"{title} · {SITE}")
    return title_row(title, about)


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


def ready_made() -> None:
    """The ready-made briefings, while nothing is gathered."""
    if len(basket()):
        return
    st.write(
        "Nothing is in it yet. **Add to briefing** stands beneath each chart, on each entry, "
        "count and checked sentence. Or begin with one that is ready:"
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
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place + 1}. {plain(title)}**", width="stretch")
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


def files() -> None:
    """A button for each kind of file; what was made last can be saved."""
    own = basket()
    if not len(own):
        return
    st.header("Take it away", anchor="files")
    st.caption(
        f"{counted(len(own), 'items')} of at most {MOST}. Every note in the files is a source at "
        "one place in it; your own notes stand apart."
    )
    for kind in FILES.values():
        words, button = st.columns([5, 2], vertical_alignment="center")
        words.markdown(f"**{kind.name}**: {kind.holds}.")
        with button:
            if st.button(f"Make {kind.name}", key=f"make-{kind.ending}", width="stretch"):
                _make(own, kind)
    _save(own)


def _make(own: Basket, kind: File) -> None:
    """Make a file while its reader sees how far it is."""
    bar = st.progress(0.0, text="Gathering …")
    today = _today()

    def progress(done: float, doing: str) -> None:
        bar.progress(done, text=doing)

    try:
        content = written(own, kind.ending, today, progress)
    except (NoSuchError, NotUnderstoodError) as error:
        st.warning(plain(f"An item is no longer in the data: {error} Remove it, and try again."))
        return
    finally:
        bar.empty()
    st.session_state[MADE] = (own, kind.ending, today, content)


def _save(own: Basket) -> None:
    """The file that was made last, as long as it is of what is gathered."""
    made = st.session_state.get(MADE)
    if made is None or made[0] != own:
        st.session_state.pop(MADE, None)
        return
    _, ending, day, content = made
    kind = FILES[ending]
    size = f"{len(content) / 1_000_000:.1f} MB"
    st.download_button(
        f"Save {kind.name} ({size})",
        content,
        f"{file_stem(day)}.{ending}",
        kind.mime,
        key="save-briefing",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


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


def _today() -> date:
    return datetime.now(UTC).date()

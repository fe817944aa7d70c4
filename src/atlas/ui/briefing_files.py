"""The files of a briefing: made while their reader sees how far they are, and saved."""

from datetime import UTC, date, datetime

import streamlit as st

from atlas.answers.asked import NoSuchError, NotUnderstoodError
from atlas.briefing.basket import MOST, Basket
from atlas.briefing.making import FILES, File, file_stem, written
from atlas.export.formats import MIMES
from atlas.ui.basket import basket
from atlas.ui.text import plain
from atlas.values.words import counted

# Of the session: the file that was made last.
MADE = "briefing-made"


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
        MIMES[ending],
        key="save-briefing",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


def _today() -> date:
    return datetime.now(UTC).date()

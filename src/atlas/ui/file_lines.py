"""A line of the download dialog: a format, what it holds, and the buttons that save it."""

from collections.abc import Callable, Sequence

import streamlit as st

from atlas.export.formats import Format

WIDTHS = [5, 3, 3]


def line(kind: Format, buttons: Sequence[Callable[[], None]]) -> None:
    """A format: what its file holds, and its buttons, one beneath another on a phone."""
    words, *places = st.columns(WIDTHS, vertical_alignment="center")
    words.markdown(f"**{kind.name}**: {kind.holds}")
    for place, button in zip(places, buttons, strict=False):
        with place:
            button()


def file_button(
    label: str, kind: Format, stem: str, written: Callable[[], bytes], key: str
) -> None:
    """A button that saves what is written at the click, under a name with the format's ending."""
    name = f"{stem}.{kind.ending}"
    st.download_button(label, written, name, kind.mime, key=key, on_click="ignore", width="stretch")

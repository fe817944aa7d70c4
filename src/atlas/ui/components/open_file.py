"""A file of the reader’s that the page opens; the server takes no files, so the browser reads it.

Its text comes with the next run of the page and is kept nowhere.
"""

from typing import NamedTuple

from atlas.ui.components.component import component

_button = component("open_file")


class Opened(NamedTuple):
    """A file that was opened: its text, None where it has more than so many bytes."""

    text: str | None


def _nothing() -> None:
    """Opening needs no callback; the run that follows it reads the text."""


def open_file(label: str, most: int, *, key: str) -> Opened | None:
    """A button that opens a JSON file; None unless one was opened just now.

    `most` is how many bytes are read.
    """
    result = _button(key=key, data={"label": label, "most": most}, on_file_change=_nothing)
    return Opened(**result.file) if result.file else None

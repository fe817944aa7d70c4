"""Text from data inside what Streamlit reads as Markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&^=\"'@/])")
# Streamlit makes links of addresses, and arrows, dashes and pictures of -> -- :smile:, even where
# every character is escaped, but not of what runs through two elements. An element without text and
# without a look of its own parts it there, and whoever copies it gets its letters and nothing else.
PARTED = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)|(?<=[-<>=~!])(?=[-<>=~])|(?<=:)(?=[a-z0-9_+-]+:)",
    re.IGNORECASE,
)
SEAM = ":color[]{}"
# A number and what it is a number of stand in one line, and no line begins with a dot that parts.
TOGETHER = re.compile(r"(?<=\d) (?=(?:%|bn\b|m\b))|(?<=USD) (?=[\d~])| (?=· )")
NO_BREAK = "\u00a0"
# Both ends of a span stand in one line: in an element without a look of its own, which `style.css`
# keeps whole. A sign that joins them would be copied with them.
SPAN = re.compile(r"\d{1,4}–\d{1,4}", re.ASCII)


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, Streamlit's colours and formulas would
    read.

    Line breaks become blanks, a number is not parted from its unit, nor a span at its dash.
    """
    in_one_line = " ".join(text.split())
    pieces = PARTED.split(TOGETHER.sub(NO_BREAK, in_one_line))
    escaped = SEAM.join(SPECIAL.sub(r"\\\1", piece) for piece in pieces)
    return SPAN.sub(r":color[\g<0>]{}", escaped)

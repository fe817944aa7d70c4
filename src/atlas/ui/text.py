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


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, Streamlit's colours and formulas would
    read.

    Line breaks become blanks.
    """
    in_one_line = " ".join(text.split())
    pieces = PARTED.split(in_one_line)
    return SEAM.join(SPECIAL.sub(r"\\\1", piece) for piece in pieces)

"""Text from data inside what Streamlit reads as Markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&^=\"'@/])")
# Streamlit makes links of addresses even where every character is escaped, but not of one that runs
# through two elements. An element without text and without a look of its own parts it there, and
# whoever copies the address gets its letters and nothing else.
ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
SEAM = ":color[]{}"


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, Streamlit's colours and formulas would
    read.

    Line breaks become blanks.
    """
    in_one_line = " ".join(text.split())
    pieces = ADDRESS.split(in_one_line)
    return SEAM.join(SPECIAL.sub(r"\\\1", piece) for piece in pieces)

"""Text from data inside what Streamlit reads as Markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&^=\"'@/])")
# Streamlit makes links of addresses even where every character is escaped; an invisible word
# joiner keeps them text.
ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
JOINER = "\u2060"


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, Streamlit's colours and formulas would
    read.

    Line breaks become blanks.
    """
    in_one_line = " ".join(text.split())
    return SPECIAL.sub(r"\\\1", ADDRESS.sub(JOINER, in_one_line))

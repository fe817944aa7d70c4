"""Text from data inside what Streamlit reads as Markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&^=\"'@/])")


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, Streamlit's colours and formulas would read; line breaks become blanks."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))

"""What a page's texts say, without what they say to Streamlit."""

import re

# A span that stays in one line, and the seam, which has no text.
MARKED = re.compile(r":color\[([^\[\]]*)\]\{\}")


def unmarked(text: str) -> str:
    """Markdown of `ui.text.plain` as a reader sees it."""
    return MARKED.sub(r"\1", text).replace("\\", "")

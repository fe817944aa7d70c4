"""The paragraphs that a locator names: `¶9`, `¶9–11`, `¶9, ¶12`."""

import re

# More digits are no count of paragraphs.
PARAGRAPHS = re.compile(r"¶(\d{1,9})(?:–(\d{1,9}))?")

# The first paragraph and the last one.
Span = tuple[int, int]


def spans(locator: str) -> list[Span]:
    """The paragraphs as spans, in the order of the locator; none where it names no paragraph."""
    found = PARAGRAPHS.finditer(locator)
    return [(int(span[1]), int(span[2] or span[1])) for span in found]


def is_within(locator: str, other: str) -> bool:
    """Whether a locator names paragraphs, and none that the other one does not name, too."""
    named = spans(locator)
    there = spans(other)
    return bool(named) and all(_is_one_of(span, there) for span in named)


def _is_one_of(span: Span, there: list[Span]) -> bool:
    first, last = span
    return any(start <= first and last <= end for start, end in there)

"""The words and figures of a date as EDTF."""

import re
from collections.abc import Sequence

from atlas.sentences.tokens import ORDINALS, SHORT_MONTHS, Token
from atlas.values import dates
from atlas.values.dates import MONTHS

YEARLESS, PART = "yearless", "part of a year"
_DECADE_PARTS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
# The months of a part of a year, the last one included. Winter lies in two years.
PARTS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
}
# Times that are counted from a part of a year are not read.
_COUNTED_FROM = {"since", "from", "until", "till", "by", "before", "after", "between", "through"}


def edtf_of(label: str, own: Sequence[Token], words: Sequence[Token], first: int) -> str:
    """The date that some words make up; blank for a day that no calendar has, or of which it is
    not said which it is.
    """
    texts = [word.text for word in own]
    text = texts[0]
    if label == "days":
        text = _days(own)
    elif label == "month":
        text = f"{texts[-1]}-{_month(own):02}"
    elif label == "figures":
        text = _in_figures(text)
    elif label == YEARLESS:
        text = _of_one_year(own, words, first + len(own))
    elif label == PART:
        text = _part_of_year(own, words, first)
    elif label == "short":
        text = f"{texts[0]}/{texts[0][:2]}{texts[2]}"
    elif label == "decade":
        part = words[first - 1].text.lower() if first else ""
        low, high = _DECADE_PARTS.get(part, (0, 9))
        text = f"{int(texts[0]) + low}~/{int(texts[0]) + high}~"
    return text if is_valid(text) else ""


def _days(own: Sequence[Token]) -> str:
    return _days_of(own[:-1], own[-1].text)


def _days_of(own: Sequence[Token], year: str) -> str:
    stem = f"{year}-{_month(own):02}"
    days = [_number(word) for word in own if word.text[0].isdigit()]
    return "/".join(f"{stem}-{day:02}" for day in days) or stem


def _of_one_year(own: Sequence[Token], words: Sequence[Token], last: int) -> str:
    """A month or a day without a year is of the year that the sentence has; blank for several.

    Blank too where another number follows, as one that no month has as a day: July 32nd.
    """
    years = {word.text for word in words if word.tag == "YEAR"}
    is_cut = last < len(words) and words[last].tag in {"NUMBER", "ORDINAL"}
    return _days_of(own, *years) if len(years) == 1 and not is_cut else ""


def _part_of_year(own: Sequence[Token], words: Sequence[Token], first: int) -> str:
    """Some time in a part of a year; blank where the time is counted from it."""
    leads = {word.text.lower() for word in words[max(first - 2, 0) : first]}
    if not leads.isdisjoint(_COUNTED_FROM):
        return ""
    year = own[-1].text
    low, high = PARTS[own[0].text.lower()]
    return f"{year}-{low:02}~/{year}-{high:02}~"


def _in_figures(text: str) -> str:
    """The day that figures say: the day comes first, but in 07/24/2019; blank for 05/08/2019."""
    first, second, third = re.findall(r"\d+", text)
    if len(first) == len("2019"):
        return f"{first}-{second:0>2}-{third:0>2}"
    is_either = int(first) <= 12 and int(second) <= 12 and first != second
    if "." not in text and is_either:
        return ""
    day, month = (second, first) if int(second) > 12 else (first, second)
    return f"{third}-{month:0>2}-{day:0>2}"


def _month(own: Sequence[Token]) -> int:
    name = next(word.text for word in own if word.tag == "MONTH")
    return SHORT_MONTHS[name] if name in SHORT_MONTHS else MONTHS.index(name) + 1


def _number(word: Token) -> int:
    digits = re.match(r"\d+", word.text)
    return int(digits[0]) if digits else ORDINALS[word.text.lower()]


def is_valid(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True

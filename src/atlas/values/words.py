"""Values as people write them: numbers, counts, sums, and text that nothing reads as markup."""

import textwrap
from collections.abc import Sequence
from functools import lru_cache
from numbers import Real

import pandas as pd

from atlas.values.characters import NO_TEXT


# Every redrawing of a chart wraps the same labels again.
@lru_cache(maxsize=20_000)
def wrapped(text: str, width: int = 56) -> str:
    """Escaped text in lines of at most `width` characters."""
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width))


def escaped(text: str) -> str:
    """Text in which Plotly finds no markup."""
    # SVG, which a saved picture may be, is not well-formed with signs of control in it.
    text = NO_TEXT.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def number(value: object) -> str:
    """A cell as people write it: 3,500, not 3500.0."""
    # Numbers of frames are numpy's own, which are no int and no float.
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value)
    if float(value).is_integer():
        return f"{value:,.0f}"
    # Sums of the same numbers in another order differ far behind the point.
    return f"{round(float(value), 6):,.1f}".removesuffix(".0")


def rate(a_year: float) -> str:
    """How many a year: quarters and fifths are written whole, as 8.25, 4.8, 5."""
    return f"{a_year:.2f}".rstrip("0").removesuffix(".")


def counted(count: float, noun: str) -> str:
    """How many of what: 24 aircraft, 1 ship, 8 fire units; “unknown” where nobody says.

    `noun` is in the plural.
    """
    if pd.isna(count):
        return "unknown"
    return f"{number(count)} {agreeing(count, singular(noun), noun)}"


def singular(noun: str) -> str:
    """One of a noun in the plural: entry for entries, series for series, ship for ships."""
    if noun.endswith("series"):
        return noun
    if noun.endswith("ies"):
        return f"{noun.removesuffix('ies')}y"
    return noun.removesuffix("s")


def agreeing(count: float, single: str, several: str) -> str:
    """The word or phrase that goes with so many: is with 1, are with 0, 2 and more."""
    return single if count == 1 else several


def years_in_words(first: int | str, last: int | str) -> str:
    """“2005 to 2019”; one year alone as itself."""
    return f"{first}" if first == last else f"{first} to {last}"


def listed(words: Sequence[str]) -> str:
    """“a, b and c”; blank for nothing."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def few(texts: Sequence[str], most: int = 5, longest: int = 60, between: str = ", ") -> str:
    """“a, b, c and 4,995 more”: so many texts at most, each cut to so many letters."""
    named = [text if len(text) <= longest else f"{text[: longest - 1]}…" for text in texts[:most]]
    further = len(texts) - len(named)
    words = between.join(named)
    return f"{words} and {further:,} more" if further else words


def alternatives(words: Sequence[str]) -> str:
    """“a, b or c”; blank for nothing."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def dollars(millions: float) -> str:
    """A sum in million US dollars as people write it: USD 2.0 bn, USD 950 m."""
    return f"USD {short_dollars(millions)}"


def short_dollars(millions: float) -> str:
    """The same where the currency is said elsewhere: 2.0 bn, 950 m."""
    if round(millions) >= 1000:
        return f"{millions / 1000:,.1f} bn"
    return f"{number(millions)} m"


def amount(value: float, unit: str) -> str:
    """What transfers come to in one of their units, as people write it; “unknown” without a value.

    `unit` is `records`, `usd` (millions) or `tiv` (millions).
    """
    if pd.isna(value):
        return "unknown"
    if unit == "usd":
        return dollars(value)
    if unit == "tiv":
        return f"{number(value)} million TIV"
    return counted(value, "transfers")

"""Values as people write them: numbers, counts, sums, and text that nothing reads as markup."""

import textwrap
from functools import lru_cache

import pandas as pd


@lru_cache(maxsize=20_000)
def wrapped(text: str, width: int = 56) -> str:
    """Escaped text in lines of at most `width` characters."""
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width))


def escaped(text: str) -> str:
    """Text in which Plotly finds no markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def number(value: object) -> str:
    """A cell as people write it: 3,500, not 3500.0."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return str(value)


def counted(count: float, noun: str) -> str:
    """How many of what: 24 aircraft, 1 ship, 8 fire units; “unknown” where nobody says."""
    if pd.isna(count):
        return "unknown"
    return f"{number(count)} {noun if count != 1 else noun.removesuffix('s')}"


def dollars(millions: float) -> str:
    """A sum in million US dollars as people write it: USD 2.0 bn, USD 950 m."""
    return (
        f"USD {millions / 1000:,.1f} bn" if round(millions) >= 1000 else f"USD {number(millions)} m"
    )


def amount(value: float, unit: str) -> str:
    """What transfers come to in one of their units (records, pieces, usd, tiv), as people write it; “unknown” without a value."""
    if pd.isna(value):
        return "unknown"
    if unit == "usd":
        return dollars(value)
    return (
        f"{number(value)} million TIV"
        if unit == "tiv"
        else counted(value, {"records": "transfers", "pieces": "pieces"}[unit])
    )

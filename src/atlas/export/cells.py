"""Cells that a spreadsheet shows as they are: no text of theirs is run, or read as a number.

A spreadsheet takes each cell of a CSV for something typed. It runs what begins like a formula,
makes “April 2024” the first day of that month, “3/4” a day of this year, and 007 a 7.
"""

import re
import unicodedata

import pandas as pd

from atlas.values import dates

# What makes a spreadsheet take a text for a formula: with what cannot be seen before it, and in the
# wide forms of East Asian writing too.
STARTS = ("=", "+", "-", "@")
LEADING = ("\t", "\r")
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# A spreadsheet may part cells by another sign than the file does, and knows no quotes then that do
# not stand at the start of a cell. Whatever is matched is taken whole, so it is read in one go.
_HIDDEN = r"\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
PARTED = re.compile(rf"(?P<before>[;|\t\r\n][;|{_HIDDEN}]*+)(?P<next>.?)", re.DOTALL)
PARTED_BY_COMMAS = re.compile(rf"(?P<before>,[,{_HIDDEN}]*+)(?P<next>.?)", re.DOTALL)
_SIGNS, _MONEY = r"+\-", "$€£¥"
# Digits with whatever makes them an amount, a share, a time of day or a date.
LIKE_A_NUMBER = re.compile(
    rf"[\s({_SIGNS}{_MONEY}]*+[0-9][0-9\s.,:'/{_SIGNS}]*+(e[{_SIGNS}]?[0-9]++)?"
    rf"\s*+[%){_MONEY}]*+\s*+([ap]m?)?\s*",
    re.IGNORECASE,
)
_MONTH = "|".join(month[:3] for month in dates.MONTHS)
LIKE_A_DATE = re.compile(rf"(?=.*[0-9])[0-9\s.,'/\-]*({_MONTH})[a-z]*[0-9\s.,'/\-]*", re.IGNORECASE)
# A designation such as 53-65 is none: neither of its numbers is a month.
PAIR = re.compile(r"([0-9]+)[-/]([0-9]+)")
# As text: a number of thousands of digits is none for Python.
MONTH_NUMBERS = frozenset(map(str, range(1, 13)))
TRUTHS = {"true", "false"}
# More digits than these are no longer exact in a spreadsheet.
PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{0,8}[1-9])?", re.ASCII)
THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}", re.ASCII)
_SIDE = r"(\d{4}(-\d\d){0,2}[~?%]?|\.\.)"
INTERVAL = re.compile(rf"{_SIDE}/{_SIDE}", re.ASCII)
# A date without its second side that is taken for a day of a calendar, or for a share.
HALF_A_DATE = re.compile(r"\d{4}((-\d\d){1,2}|%)", re.ASCII)
IN_WORDS = re.compile(rf"(\d{{1,2}} )?({'|'.join(dates.MONTHS)}) \d{{4}}", re.ASCII)


def inert(value: object) -> object:
    """The value; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and (value.startswith(LEADING) or _begins_a_formula(value)):
        return "'" + value
    return value


def _begins_a_formula(text: str) -> bool:
    for sign in text:
        if sign.isalnum():
            return False
        if unicodedata.category(sign) not in UNSEEN:
            return unicodedata.normalize("NFKC", sign).startswith(STARTS)
    return False


def steady(value: object) -> object:
    """The value as a cell of a CSV that no spreadsheet changes.

    A date in words gets its preposition (“in April 2024”); any other text that would be run, or
    read as a number or a date, gets an apostrophe in front, and so does what would be run within
    it, were it parted at semicolons, tabs or line breaks. Numbers stay numbers.
    """
    if not isinstance(value, str):
        return value
    written = IN_WORDS.fullmatch(value)
    if written:
        return f"on {value}" if written[1] else f"in {value}"
    whole = _inert_within(PARTED, value)
    return "'" + whole if _is_changed(value) else inert(whole)


def _inert_within(parted: re.Pattern[str], text: str) -> str:
    """Text with an apostrophe before each formula that parting it would make."""
    return parted.sub(_guarded, text)


def _guarded(match: re.Match[str]) -> str:
    is_formula = unicodedata.normalize("NFKC", match["next"]).startswith(STARTS)
    return f"{match['before']}{chr(39) if is_formula else ''}{match['next']}"


def _is_changed(text: str) -> bool:
    """Whether a spreadsheet would make something else of a text."""
    if PLAIN_NUMBER.fullmatch(text) or INTERVAL.fullmatch(text):
        return False
    if text.strip().casefold() in TRUTHS:
        return True
    pair = PAIR.fullmatch(text)
    if pair:
        return any(number.lstrip("0") in MONTH_NUMBERS for number in pair.groups())
    return any(pattern.fullmatch(text) for pattern in (LIKE_A_NUMBER, LIKE_A_DATE))


def steady_date(value: object) -> object:
    """An EDTF date as a cell of a CSV that no spreadsheet changes; NA stays.

    A spreadsheet would show `2024-04` and `2024-04-22` in its own way, and save them so. As an
    interval from itself to itself such a date says the same, and stays.
    """
    if isinstance(value, str) and HALF_A_DATE.fullmatch(value):
        return dates.as_interval(value)
    return steady(value)


def steady_number(value: float) -> str:
    """A number as a spreadsheet writes it: `100`, not `100.0`; blank where none is known.

    A spreadsheet whose numbers have decimal commas takes the point of `0.589` for one that parts
    thousands, because three digits follow it, and makes it 589. So such a number gets a fourth.
    """
    text = "" if pd.isna(value) else f"{value:.15g}"
    return text + "0" if THREE_DECIMALS.fullmatch(text) else text


def comma_number(value: float) -> str:
    """A number with a decimal comma; blank where none is known."""
    return "" if pd.isna(value) else f"{value:.15g}".replace(".", ",")


def comma_text(value: object) -> object:
    """The value as a cell of a CSV for a spreadsheet whose numbers have decimal commas.

    As `steady`; and text such as 12.5, which it would take for a day of this year, is guarded, and
    so is what would be run in one that parts cells by commas.
    """
    cell = steady(value)
    if isinstance(cell, str):
        cell = _inert_within(PARTED_BY_COMMAS, cell)
    is_decimal = isinstance(cell, str) and "." in cell and PLAIN_NUMBER.fullmatch(cell)
    return f"'{cell}" if is_decimal else cell

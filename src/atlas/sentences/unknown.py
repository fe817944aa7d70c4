"""Names that no record here has: words with a capital, Chinese ones, designations such as J-20."""

import re
from collections.abc import Sequence

from atlas.sentences.lexicon import words_of
from atlas.sentences.tokens import Token
from atlas.sentences.units import UNITS
from atlas.values.countries import code_of

# Capitals that name nothing: days, titles, “I”.
_NO_NAMES = words_of(
    "i mr mrs ms dr gen general admiral colonel president presidents minister ministers monday "
    "tuesday wednesday thursday friday saturday sunday spring summer autumn winter usd tiv"
)
_OPENERS = words_of(
    "the a an in on at by as for from since until after before more about both between during "
    "while although though despite under according with among over some nearly almost around if "
    "when where this that these those its their all no not only even last early late mid throughout"
)


# Whoever speaks or acts for a country, with capitals: Russia's Defence Ministry.
_BODIES = words_of(
    "army navy air force forces armed ministry ministries defence defense foreign affairs general "
    "staff embassy parliament government military coast guard command chief chiefs of the"
)
_JOINING = {"and", "&"}
_CHINESE = re.compile(r"[㐀-鿿]")


def unknown(words: Sequence[Token], taken: set[int]) -> list[tuple[int, int]]:
    """The places (first, before last) of names that are not `taken` by known ones."""
    spans: list[tuple[int, int]] = []
    if not any(word.tag == "WORD" and word.text.isascii() for word in words):
        # Of a sentence in Chinese or Russian nobody knows here which words are names.
        return spans
    # The first word has its capital whatever it is.
    place = 1 if words and words[0].text.lower() in _OPENERS else 0
    while place < len(words):
        last = _end(words, taken, place)
        if last > place and not _is_no_name(words, place, last):
            spans.append((place, last))
        place = max(last, place + 1)
    return spans


def _end(words: Sequence[Token], taken: set[int], first: int) -> int:
    """Where a name ends that begins at `first`; `first` itself where none does."""
    if first in taken or not _is_capital(words[first]):
        return first
    last = first + 1
    while last < len(words) and last not in taken and _goes_on(words, last):
        last += 1
    return last


def _is_capital(word: Token) -> bool:
    if _CHINESE.match(word.text):
        return True
    is_upper = word.text[:1].isupper() and word.tag in {"WORD", "ORDINAL"}
    return is_upper and word.text.lower() not in _NO_NAMES


def _goes_on(words: Sequence[Token], place: int) -> bool:
    word = words[place]
    before = words[place - 1]
    if _is_capital(word):
        return True
    if word.tag == "YEAR":
        return True
    # J-20, Su-57M: digits and letters that a hyphen or nothing parts.
    has_digit = word.text[0].isdigit() or before.text[0].isdigit()
    return word.is_glued and has_digit and word.tag in {"NUMBER", "YEAR", "WORD"}


def _is_no_name(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether it is the name of an office alone, or but the first word of a sentence."""
    if all(word.text.lower() in _BODIES for word in words[first:last]):
        return True
    return first == 0 and last == 1 and _is_opening_word(words)


def _is_opening_word(words: Sequence[Token]) -> bool:
    """Whether the first word has its capital from its place alone.

    It is a name in another script, of a country, or where “and” joins it to another name.
    """
    opener = words[0].text
    if opener.isupper() or not opener.isascii() or code_of(opener):
        return False
    follower = words[2].text if len(words) > 2 and words[1].text in _JOINING else ""
    return not follower[:1].isupper() or words[0].norm in UNITS

"""Names that no record here has: words with a capital, and designations such as J-20."""

from collections.abc import Sequence

from atlas.sentences.lexicon import words_of
from atlas.sentences.tokens import Token

# Capitals that name nothing: days, titles, “I”.
_NO_NAMES = words_of(
    "i mr mrs ms dr gen general admiral colonel president minister monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter usd"
)
_OPENERS = words_of(
    "the a an in on at by as for from since until after before more about both between during "
    "while although though despite under according with among over some nearly almost around if "
    "when where this that these those its their all no not only even last early late mid throughout"
)


def unknown(words: Sequence[Token], taken: set[int]) -> list[tuple[int, int]]:
    """The places (first, before last) of names that are not `taken` by known ones."""
    spans: list[tuple[int, int]] = []
    # The first word has its capital whatever it is.
    place = 1 if words and words[0].text.lower() in _OPENERS else 0
    while place < len(words):
        last = _end(words, taken, place)
        if last > place and not _is_opening_word(words, place, last):
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


def _is_opening_word(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether it is but the first word of a sentence, which has its capital there anyway."""
    return first == 0 and last == 1 and not words[0].text.isupper()

"""One spelling for names that are written in many, and how like two names are by their words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi e g u"
_READ = {letter: latin.strip("-") for letter, latin in zip(_CYRILLIC, _LATIN.split(), strict=True)}
_LETTERS = str.maketrans({**_READ, **dict.fromkeys("'’ʼ‘`´ʹ′", "")})
# Chinese has no blanks between words: each character is a word of its own.
_WORD = re.compile(r"[㐀-鿿]|[^\W\d_㐀-鿿]+|\d+")
_SOUNDS = {"y": "i", "j": "i", "kh": "h", "ph": "f"}
_ENDING = re.compile(r"(?<=[^i]{3})ii$")


def folded(text: str) -> str:
    """The words of a text in one spelling, with one blank between them.

    `Su-35`, `SU35` and `Су-35` are the same: case, hyphens, quotes and accents do not count,
    Cyrillic is read in Latin letters, letters and digits are words apart.
    """
    latin = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    # Most names are ASCII, and the rest of the work is then for nothing.
    if not latin.isascii():
        decomposed = unicodedata.normalize("NFKD", latin)
        latin = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join([_sounded(word) for word in _WORD.findall(latin)])


@lru_cache(maxsize=100_000)
def _sounded(word: str) -> str:
    """What transliterations differ in (y, j, i; kh, h; ph, f; ii at the end) made one."""
    # Short words are designations: J-20 and Y-20 are two aircraft.
    if len(word) < 3 or word.isdigit():
        return word
    for spelling, sound in _SOUNDS.items():
        word = word.replace(spelling, sound)
    return _ENDING.sub("i", word)


def unspaced(key: str) -> str:
    """A folded text in one piece, for those who write Su35 or FlankerE."""
    return key.replace(" ", "")


def like_by_words(key: str, name: str) -> float:
    """How like the words of a text are to the nearest of a name, from 0 to 100: of Vostk, Vostok
    2018 has a word that is nearer than OSK.
    """
    sought, words = key.split(), name.split()
    nearest = sum(_nearest_word(word, words) for word in sought)
    # The rest of the name decides only among equals.
    return nearest / len(sought) + fuzz.ratio(key, name) / 1_000


def _nearest_word(sought: str, words: Sequence[str]) -> float:
    return max((fuzz.ratio(sought, word) for word in words), default=0.0)

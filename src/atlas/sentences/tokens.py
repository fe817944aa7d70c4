"""A text as sentences, and a sentence as words in one spelling, each with its place.

Rules, not a model: spaCy's matchers read the words, its tokenizer does not make them, because a
name has to be the same word in the text and in the register, in whatever script and with or
without hyphens.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from atlas.search.spelling import folded
from atlas.sentences.lexicon import words_in_order
from atlas.values.dates import MONTHS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MONTH_DAY = r"-(?:0[1-9]|1[0-2])(?:-\d\d)?"
_SIDE = rf"\d{{4}}(?:{_MONTH_DAY})?[~?%]?"
# A day in figures: 2019.07.23, 23/07/2019; which of two is the month is asked where it is read.
_YEAR_FIRST = r"(?:19|20)\d\d(?P<cut>[./])\d\d?(?P=cut)\d\d?"
_YEAR_LAST = r"\d\d?(?P<joint>[./-])\d\d?(?P=joint)(?:19|20)\d\d"
_CHINESE = r"(?:19|20)\d\d年\d\d?月\d\d?日"
_TOKEN = re.compile(
    rf"""
    (?P<edtf>{_SIDE}/(?:{_SIDE}|\.\.)|\.\./{_SIDE}|\d{{4}}{_MONTH_DAY}[~?%]?)(?![\w-])
    |(?P<figures>(?:{_YEAR_FIRST}|{_YEAR_LAST})(?![\w/])|{_CHINESE})
    |(?P<ordinal>\d+(?:st|nd|rd|th)\b)
    |(?P<year>(?:19|20)\d\d)(?=\.\d{{1,3}}(?:\s|$))
    |(?P<number>\d{{1,3}}(?:[,\u202f\u00a0]\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)
    |(?P<initials>(?:[A-Z]\.){{2,}})
    |(?P<word>[㐀-鿿]|[^\W\d_㐀-鿿]+(?:[’'][^\W\d_]+)*)
    |(?P<sign>\S)
    """,
    re.VERBOSE,
)
# A footnote's number may stand after the stop.
_END = re.compile(
    r"[.!?…。！？]+[\"”’»)\]]*(?:\[[\d,–-]+\])*(?=\s|$)|(?<=[a-z\])”])\.\d{1,3}(?=\s|$)|\n+|[。！？]"
)
_SHORT = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Adm|Prof|St|No"
    r"|vs|approx|ca|e\.g|i\.e|etc|Inc|Co|Ltd|cf)"
    r"|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)
_HYPHENS = "-‐‑‒–—"
# Names are written in both ways.
_AMERICAN = {
    "centre": "center",
    "theatre": "theater",
    "defence": "defense",
    "neighbour": "neighbor",
    "programme": "program",
    "modernis": "moderniz",
    "manoeuvr": "maneuver",
    "armour": "armor",
}
_POSSESSIVE = re.compile(r"[’']s$|[’']$")
_SMALL = words_in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words_in_order("twenty thirty forty fifty sixty seventy eighty ninety")
WORD_VALUES = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * place for place, word in enumerate(_TENS, start=2)},
}
MULTIPLES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
ORDINALS = {
    word: place
    for place, word in enumerate(
        words_in_order(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth"
        ),
        start=1,
    )
}
SHORT_MONTHS = {
    short: number
    for number, names in enumerate(
        words_in_order("Jan Feb Mar Apr May Jun Jul Aug Sep/Sept Oct Nov Dec"), start=1
    )
    for short in names.split("/")
}
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class Token:
    """A word, number or sign of a sentence: as written, where, in one spelling, and what it is.

    `tag` is one of EDTF, FIGURES (a day in figures), ORDINAL, YEAR, NUMBER, MULTIPLE, MONTH, WORD,
    SIGN. `is_glued`: no blank parts it from the one before it.
    """

    text: str
    start: int
    end: int
    norm: str
    tag: str
    is_glued: bool


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each as it stands there without the blanks around it."""
    begin = 0
    for match in _END.finditer(text):
        if _SHORT.search(text[begin : match.end()]):
            continue
        yield from filter(None, [text[begin : match.end()].strip()])
        begin = match.end()
    yield from filter(None, [text[begin:].strip()])


def tokens(text: str) -> list[Token]:
    """The words of a sentence; a hyphen within a word or beside a letter is none."""
    matches = list(_TOKEN.finditer(text))
    return [_token(match) for match in matches if not _joins(text, match)]


def _joins(text: str, match: "re.Match[str]") -> bool:
    """Whether a sign is a hyphen between two pieces of which one is a letter's."""
    if match[0] not in _HYPHENS or match.start() == 0 or match.end() == len(text):
        return False
    before = text[match.start() - 1]
    after = text[match.end()]
    if before.isspace() or after.isspace():
        return False
    return before.isalpha() or after.isalpha()


def _token(match: "re.Match[str]") -> Token:
    text = match[0]
    norm = spelled(text)
    before = match.string[match.start() - 1 : match.start()]
    is_glued = bool(before) and not before.isspace()
    tag = _tag(str(match.lastgroup), text, norm)
    return Token(text, match.start(), match.end(), norm, tag, is_glued)


def spelled(text: str) -> str:
    """A word in one spelling: of a possessive the word, of a plural the singular."""
    bare = _POSSESSIVE.sub("", text)
    word = folded(bare.replace(".", ""))
    word = word.replace(" ", "")
    for british, american in _AMERICAN.items():
        word = word.replace(british, american)
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word.removesuffix("s")
    return word or text


def _tag(group: str, text: str, norm: str) -> str:
    lower = text.lower()
    if group in {"number", "year"}:
        return "YEAR" if YEAR.fullmatch(text) else "NUMBER"
    if group in {"edtf", "figures", "ordinal"}:
        return group.upper()
    if lower in ORDINALS:
        return "ORDINAL"
    if lower in WORD_VALUES:
        return "NUMBER"
    if lower in MULTIPLES or norm in MULTIPLES:
        return "MULTIPLE"
    if text in MONTHS or text in SHORT_MONTHS:
        return "MONTH"
    return "SIGN" if group == "sign" else "WORD"


@cache
def language() -> "Language":
    """spaCy's blank English: its rules and no model."""
    # Imported when a text is checked: it takes seconds.
    import spacy

    return spacy.blank("en")


def document(words: list[Token]) -> "Doc":
    """The words as spaCy's matchers read them: NORM is the spelling, TAG what a word is."""
    from spacy.tokens import Doc

    made = Doc(language().vocab, words=[word.text for word in words])
    for own, word in zip(made, words, strict=True):
        own.norm_ = word.norm
        own.tag_ = word.tag
    return made

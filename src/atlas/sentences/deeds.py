"""Whether a sentence says of a name what a row can tie to it: took part, signed, supplied, made.

China took part in Vostok 2018 and China condemned Vostok 2018 have the same names. Only what the
first says is read here, so that the second is not supported by who took part.
"""

import re
from collections.abc import Set

from atlas.sentences.directions import GIVING, TAKING
from atlas.sentences.lexicon import words_of
from atlas.sentences.occasions import HELD, SIGNED
from atlas.sentences.places import held_by
from atlas.sentences.quantities import TAKING_PART
from atlas.sentences.relations import RELATIONS
from atlas.sentences.sentence import Sentence
from atlas.sentences.watching import WORDS as WATCHING

# Nouns and participles of these lists say nothing by themselves.
_NO_VERBS = words_of(
    "part place ship ships order orders sale sales supply supplies delivery deliveries supplier "
    "transfer transfers export exports import imports purchase purchases taken counted united"
)
_BEING = words_of("was were is are been be being has have had came come comes goes went go did do")
_ELSE = words_of(
    "met meet trained practised practiced rehearsed cooperated opened completed finished ended "
    "commenced closed ends continued lasted covered covers totalled totaled reached amounted "
    "exceeded marked featured worked works operates operated uses used equipped ordered "
    "contracted paid cost costs ties tied moved travelled traveled passed crossed transited"
)
READ = (
    frozenset().union(HELD, SIGNED, GIVING, TAKING, TAKING_PART, RELATIONS, WATCHING, _BEING, _ELSE)
    - _NO_VERBS
)
# Participles beside a noun or a number, and verbs of who says so.
BESIDE = words_of(
    "armed armoured armored united combined based named called numbered dated related advanced "
    "unmanned guided mechanised mechanized motorised motorized organised organized located added "
    "said stated reported announced estimated confirmed claimed noted counted recorded published "
    "registered signed limited shared so-called dubbed accounted compared hundred placed"
)
_ENDING = re.compile(r"[a-z]{2,}[^e]ed")


def is_read(sentence: Sentence, own_words: Set[str]) -> bool:
    """Whether it has a verb that is read here, and none of those by their ending that is not.

    `own_words` are those by which the records that are meant are described.
    """
    verbs = {word for word in own_words if _ENDING.fullmatch(word)}
    is_any_read = not (READ | verbs).isdisjoint(_unnamed(sentence))
    return is_any_read and not has_unread_verb(sentence, own_words)


def has_unread_verb(sentence: Sentence, own_words: Set[str]) -> bool:
    """Whether it has a verb, known by its ending, that is not read here: boycotted, rejected."""
    known = READ | BESIDE | own_words
    return any(_ENDING.fullmatch(word) and word not in known for word in _unnamed(sentence))


def _unnamed(sentence: Sentence) -> list[str]:
    """The words that are part of no name."""
    named = held_by(sentence.names)
    return [word for place, word in enumerate(sentence.lower) if place not in named]

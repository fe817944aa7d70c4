"""Who gives and who receives in a sentence: “Russia sold China”, “from Russia to China”."""

from dataclasses import dataclass

from atlas.sentences.lexicon import words_of
from atlas.sentences.parties import ADJECTIVES
from atlas.sentences.sentence import Sentence
from atlas.sentences.units import GOODS_WORDS

GIVING = words_of(
    "sold sell sells selling supplied supply supplies supplying delivered deliver delivers "
    "exported export exports exporting transferred transfer transfers leased leases shipped ship "
    "ships provided provides licensed handed gave gives sale sales deliveries delivery supplier "
    "reached arrived helping helps help assisting assists"
)
TAKING = words_of(
    "bought buy buys buying purchased purchase purchases received receive receives receiving "
    "acquired acquire acquires imported import imports importing procured procure procures "
    "ordered order orders contracted obtained got paid"
)
# Who takes delivery is no giver.
_ACCEPTING = words_of("took take takes taking taken accepted accept accepts accepting")
_DELIVERY = words_of("delivery deliveries")
_LEASING = words_of("leased leases")
# “Received 3 billion dollars”, “received about 3 billion dollars”, but dollars’ worth of goods.
MONEY, MOST_BETWEEN = "usd", 2
_PAYING = "paid"
_OF_GOODS = words_of("worth of")
# What arrives has come to a place; what reaches a sum has come to nobody.
_ARRIVING, _TO = words_of("reached arrived"), {"arrived": {"in"}}
_MAKING, _LICENCES = words_of("built produced assembled made"), (["licence"], ["license"])
_BEING = words_of("was were been is are be being")
# Nouns of moving goods say who gives by what stands before them: China's imports.
# A side that no record here has: what goes there is none of the transfers.
STRANGER = "?"
_ARTICLES = {"the", "both", "its"}


@dataclass(frozen=True)
class Direction:
    """The word at `place` that moves something, and the codes of both sides, blank where unsaid."""

    place: int
    supplier: str
    recipient: str


def directions(sentence: Sentence) -> list[Direction]:
    """The movements of a sentence, from left to right."""
    own = []
    for place, word in enumerate(sentence.lower):
        is_moving = word in GIVING | TAKING or _is_assembled(sentence, place)
        if not is_moving or _is_ships(sentence, place):
            continue
        if not _is_money(sentence, place):
            is_giving = word in GIVING and not _is_accepted(sentence, place)
            moved = _moved(sentence, place, is_giving=is_giving)
            if moved.supplier or moved.recipient:
                own.append(moved)
    return _by_licence(sentence) or own or _by_prepositions(sentence)


def _is_assembled(sentence: Sentence, place: int) -> bool:
    """Whether somebody assembled goods that are named, which came in parts."""
    are_named = any(sentence.table(name) == "systems" for name in sentence.names)
    return sentence.lower[place] == "assembled" and are_named


def _is_ships(sentence: Sentence, place: int) -> bool:
    """“Ships” and “orders” are nouns after a number or an adjective."""
    counted = {amount.noun for amount in sentence.amounts}
    return place in counted


def _is_accepted(sentence: Sentence, place: int) -> bool:
    """Whether it is what somebody takes: Vietnam took delivery of submarines, India leased one
    from Russia.
    """
    if sentence.lower[place] in _LEASING:
        is_given = _after(sentence, place, {"to"}) or _indirect(sentence, place)
        return bool(_after(sentence, place, {"from"})) or not is_given
    before = sentence.lower[place - 1] if place else ""
    return sentence.lower[place] in _DELIVERY and before in _ACCEPTING


def _is_money(sentence: Sentence, place: int) -> bool:
    """Whether what moves is money, which goes against the goods: received 3 billion dollars."""
    if sentence.lower[place] == _PAYING:
        return False
    sums = [amount for amount in sentence.amounts if amount.unit == MONEY]
    is_next = any(0 < amount.first - place <= MOST_BETWEEN for amount in sums)
    return is_next and not sentence.has(_OF_GOODS)


def _moved(sentence: Sentence, place: int, *, is_giving: bool) -> Direction:
    # Was helping, but was sold.
    is_going_on = sentence.lower[place].endswith("ing")
    is_passive = place > 0 and sentence.lower[place - 1] in _BEING and not is_going_on
    before = "" if is_passive else _before(sentence, place)
    giver = _after(sentence, place, {"from"})
    agent = _after(sentence, place, {"by"})
    taker = _after(sentence, place, _TO.get(sentence.lower[place], {"to", "for"}))
    if is_giving:
        taker = taker or ("" if is_passive else _indirect(sentence, place))
        if sentence.lower[place] in _ARRIVING:
            return Direction(place, before if taker else "", taker)
        return Direction(place, before or giver or (agent if is_passive else ""), taker)
    giver = giver or _of_goods(sentence, place)
    return Direction(place, giver, before or (agent if is_passive else ""))


def _of_goods(sentence: Sentence, place: int) -> str:
    """Whose goods somebody takes, by the adjective before them: Chinese satellites."""
    for name in sentence.countries:
        text = " ".join(word.text for word in sentence.words[name.first : name.last])
        is_adjective = text in ADJECTIVES.get(sentence.country(name), ())
        if name.first > place and is_adjective and _is_goods(sentence, name.last):
            return sentence.country(name)
    return ""


def _is_goods(sentence: Sentence, place: int) -> bool:
    """Whether goods are named at a place: a system, or a word of a kind of them."""
    systems = {name.first for name in sentence.names if sentence.table(name) == "systems"}
    is_kind = "".join(word.norm for word in sentence.words[place : place + 1]) in GOODS_WORDS
    return place in systems or is_kind


def _before(sentence: Sentence, place: int) -> str:
    """The country that does it, or whose organisation: the nearest one before the word that no
    preposition leads to.
    """
    codes = [
        code
        for name, code in sentence.parties
        if name.last <= place and _lead(sentence, name.first) not in {"from", "to", "in", "than"}
    ]
    return codes[-1] if codes else ""


def _after(sentence: Sentence, place: int, leads: set[str]) -> str:
    """The first country after the word, or that of an organisation, to which one of these
    prepositions leads.
    """
    for name, code in sentence.parties:
        if name.first > place and _lead(sentence, name.first) in leads:
            return code
    sides = set(sentence.strangers) - set(sentence.designations)
    strangers = [first for first, _ in sides if first > place]
    return STRANGER if any(_lead(sentence, first) in leads for first in strangers) else ""


def _indirect(sentence: Sentence, place: int) -> str:
    """Who gets it without a preposition: Russia sold China …"""
    for name in sentence.countries:
        if 0 < name.first - place <= 2 and not _lead(sentence, name.first).startswith("by"):
            return sentence.country(name)
    is_strange = any(first == place + 1 for first, _ in sentence.strangers)
    return STRANGER if is_strange and _is_word(sentence, place + 1) else ""


def _is_word(sentence: Sentence, place: int) -> bool:
    """Whether a name is one word or more, and no designation such as J-20."""
    follower = sentence.words[place + 1 : place + 2]
    return not follower or follower[0].tag == "WORD" or not follower[0].is_glued


def _lead(sentence: Sentence, first: int) -> str:
    """The word before a name, whatever article stands between."""
    place = first - 1
    while place >= 0 and sentence.lower[place] in _ARTICLES:
        place -= 1
    return sentence.lower[place] if place >= 0 else ""


def _by_licence(sentence: Sentence) -> list[Direction]:
    """China built fighters under a Russian licence: who gives the licence, and who builds."""
    for name in sentence.countries:
        is_giver = sentence.lower[name.last : name.last + 1] in _LICENCES
        giver = sentence.country(name)
        before = [other for other in sentence.countries if other.last <= name.first]
        makers = [code for code in map(sentence.country, before) if code != giver]
        if is_giver and makers and sentence.has(_MAKING):
            return [Direction(name.last, giver, makers[-1])]
    return []


def _by_prepositions(sentence: Sentence) -> list[Direction]:
    """“From Russia to China” without a word that moves anything."""
    giver = _after(sentence, -1, {"from"})
    taker = _after(sentence, -1, {"to"})
    if not giver or not taker:
        return []
    return [Direction(sentence.lower.index("from"), giver, taker)]

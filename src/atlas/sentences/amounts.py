"""The numbers in a sentence: how many, of what, on whose side, and how exactly that is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.sentences.amounts_joined import of_the_same, with_shared_units, with_wholes
from atlas.sentences.nouns import Products, duration_of, unit_of
from atlas.sentences.numerals import is_note, is_pronoun, place_in_order, value
from atlas.sentences.tokens import Token, language
from atlas.sentences.units import HEDGES, UNITS, Hedge

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc


# Words of a number that is spelled out. Each part of a run is a match: of a text of numbers alone
# there would be as many as the square of its length.
_LONGEST_RUN = 12
_YEARLY = {("a", "year"), ("each", "year"), ("per", "year"), ("every", "year")}
_JOINTS = ["or", "to", "–", "-", "and"]
# “The two” are China and Russia, or whoever was named.
_PAIRING = {"the", "these", "those"}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5}


@dataclass(frozen=True)
class Amount:
    """Words `first` to before `last` that are a number, from `least` to `most`.

    `unit` is what it counts, a value of `UNITS` (blank: nothing that is coded) with its noun at
    place `noun`; a kind with a question mark is `is_part`. `edition` is a number in an order: the
    second exercise. `is_yearly`: so many in each year. `is_fraction`: a part of what is counted,
    from 0 to 1: two thirds of the exercises. `is_portion`: six of the
    ten systems, `is_whole`: the ten.
    """

    first: int
    last: int
    least: float
    most: float
    hedge: Hedge = Hedge.EXACT
    unit: str = ""
    noun: int = -1
    is_part: bool = False
    edition: bool = False
    is_yearly: bool = False
    is_fraction: bool = False
    is_portion: bool = False
    is_whole: bool = False

    @property
    def end(self) -> int:
        """The place after the number and its noun, where this follows it."""
        return max(self.last, self.noun + 1)


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    number = {"TAG": {"IN": ["NUMBER", "MULTIPLE"]}}
    run = {**number, "OP": f"{{1,{_LONGEST_RUN}}}"}
    made = Matcher(language().vocab)
    joint = {"LOWER": {"IN": _JOINTS}}
    half = {"LOWER": "half"}
    half_a_million = [half, {"LOWER": "a"}, {"TAG": "MULTIPLE"}]
    made.add("number", [[run], [run, joint, run], half_a_million])
    parts = {"LOWER": {"IN": [*_PARTS, *(f"{part}s" for part in _PARTS)]}}
    a_part = [{"LOWER": {"IN": ["a", "one"]}}, parts, {"LOWER": "of"}]
    made.add("part", [[half], [{"TAG": "NUMBER"}, parts], a_part])
    made.add("order", [[{"TAG": "ORDINAL"}]])
    # Two thousand people in 2018, but 2018 people.
    year = {"TAG": "YEAR"}
    nouns = {"NORM": {"IN": [noun for noun in UNITS if noun != "%"]}}
    made.add("year", [[year, nouns]])
    return made


def amounts(
    words: Sequence[Token], doc: "Doc", taken: set[int], products: Products
) -> list[Amount]:
    """The numbers of a sentence, from left to right; words `taken` by names and dates are none.

    `products` are the places where names of systems begin and end: what stands before counts them.
    """
    spans = [
        (doc.vocab.strings[label], first, last)
        for label, first, last in _matcher()(doc)
        if not taken.intersection(range(first, last))
    ]
    read: list[Amount] = []
    for label, first, last in sorted(spans, key=lambda span: (span[1], -span[2])):
        # Half as many is no half of anything.
        is_factor = label == "part" and words[last : last + 1] and words[last].norm == "as"
        if is_factor or (read and first < read[-1].last):
            continue
        if label == "order":
            place = place_in_order(words[first])
            read.append(Amount(first, last, place, place, edition=True))
        elif label == "part":
            read.append(_part(words, first, last, products))
        else:
            end = first + 1 if label == "year" else last
            read += _read(words, first, end, products)
    return of_the_same(words, with_shared_units(words, with_wholes(words, read)))


def _part(words: Sequence[Token], first: int, last: int, products: Products) -> Amount:
    """A part of what comes after it: half, two thirds, a quarter of."""
    end = last - (words[last - 1].text.lower() == "of")
    name = words[end - 1].text.lower()
    share = 0.5
    if name != "half":
        count = 1.0 if words[first].text.lower() == "a" else value(words[first : end - 1])
        share = count / _PARTS[name.removesuffix("s")]
    hedge, begin = hedge_before(words, first)
    noun, unit = unit_of(words, end, products)
    if not unit:
        # A part of a trade is as rough as its word.
        rough = Hedge.ABOUT if hedge is Hedge.EXACT else hedge
        return Amount(begin, end, 100 * share, 100 * share, rough, "%", end)
    own = Amount(begin, end, share, share, hedge, unit.removesuffix("?"), noun)
    return replace(own, is_fraction=True)


def _read(words: Sequence[Token], first: int, last: int, products: Products) -> list[Amount]:
    """The number of some words, or both where “and” joins two that are not “between … and”."""
    at = next((at for at in range(first, last) if words[at].text.lower() in _JOINTS), last)
    opener = words[first - 1].norm if first else ""
    if at < last and words[at].text.lower() == "and" and opener != "between":
        return [*_read(words, first, at, products), *_read(words, at + 1, last, products)]
    low = value(words[first:at])
    high = low if at == last else value(words[at + 1 : last])
    if at < last and high > low:
        # “two to three million”
        scale = high / value(words[at + 1 : at + 2]) if last - at > 2 and at - first == 1 else 1
        low *= scale
    if is_note(words, first, last) or is_pronoun(words, first, last):
        return []
    hedge, begin = hedge_before(words, first)
    noun, unit = unit_of(words, last, products)
    if unit in {"", "states"} and high == 2 and opener in _PAIRING:
        return []
    if not unit and _is_yearly(words, last - 1) and any(_is_exercise(word) for word in words):
        unit, noun = "exercises", last - 1
    if not unit:
        noun, unit = duration_of(words, last)
    if first and words[first - 1].text in {"$", "USD"}:
        begin = min(begin, first - 1)
        unit = "usd"
        noun = first - 1
    own = Amount(begin, last, min(low, high), max(low, high), hedge)
    counted = replace(own, unit=unit.removesuffix("?"), noun=noun, is_part=unit.endswith("?"))
    if counted.unit == "%":
        return [_of_exercises(words, counted, products)]
    return [replace(counted, is_yearly=_is_yearly(words, noun))]


def _of_exercises(words: Sequence[Token], amount: Amount, products: Products) -> Amount:
    """Per cent of exercises are a part of them; all other percentages stay what they are."""
    noun, unit = unit_of(words, amount.noun + 1, products)
    if unit != "exercises":
        return amount
    least = amount.least / 100
    most = amount.most / 100
    return replace(amount, least=least, most=most, unit=unit, noun=noun, is_fraction=True)


def _is_exercise(word: Token) -> bool:
    return UNITS.get(word.norm) == "exercises"


def _is_yearly(words: Sequence[Token], noun: int) -> bool:
    """Whether so many come in each year: “a year” stands soon after what is counted."""
    after = tuple(word.text.lower() for word in words[noun + 1 :][:5])
    return bool(_YEARLY.intersection(pairwise(after))) or "annually" in after


def hedge_before(words: Sequence[Token], first: int) -> tuple[Hedge, int]:
    """How exactly the number at `first` is meant, and where that begins to be said."""
    before = first - 1 if first and words[first - 1].text in {"a", "$", "the"} else first
    for length in (3, 2, 1):
        begin = before - length
        phrase = tuple(word.text.lower() for word in words[max(begin, 0) : before])
        is_particle = phrase == ("over",) and words[begin - 1].norm == "handed"
        if begin >= 0 and phrase in HEDGES and not is_particle:
            return HEDGES[phrase], begin
    return Hedge.EXACT, first

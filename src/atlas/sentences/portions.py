"""Which part of the exercises falls into some years: “more than half in the last seven years”."""

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.sentences.amounts import Amount
from atlas.sentences.counting import counts_by_rule, is_of_the_pair, named_rule, years_of
from atlas.sentences.lexicon import words_of
from atlas.sentences.places import held_by
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import Time
from atlas.sentences.units import AT_MOST, Hedge
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import counted

RULE = (
    "A share of the exercises is taken of those recorded here in the years that the sentence "
    "names, or else of all. It is supported where the first counting rule gives this share, and "
    "counted differently where it gives another. Nothing is contradicted."
)
# “Half” and “two thirds” are round words, a percentage is exact to the next one.
ROUND, EXACT = 0.03, 0.005
_LAST = {"last", "past", "previous"}
_HELD = words_of("place held happened occurred fell came conducted staged")
_LEADING = words_of("in within during over the since from of")
# All else before the verb may say which exercises are meant: those at sea, the largest.
_PLAIN = words_of(
    "of the all these those their its joint combined military that which and have has had been "
    "were was conducted held staged by they two countries between from in took taken % percent per "
    "cent"
)
_OPENING = words_of("and but so indeed , now also")


@dataclass(frozen=True)
class Phrase:
    """Words `first` to before `last` that name the years from `low` to `high`."""

    first: int
    last: int
    low: int
    high: int


def portion_finding(sentence: Sentence, amount: Amount) -> Finding:
    """Which part of the exercises falls into the years of which the sentence says it."""
    data = sentence.dataset
    whole = _whole(sentence, amount)
    part = _part(sentence, amount)
    if part is None or whole is None or not _is_plain(sentence, amount, part):
        says = "Which exercises these are part of, or what is said of them, is not counted here."
        return Finding(Verdict.ABSENT, says, RULE)
    every = counts_by_rule(data, whole.low, whole.high)
    within = counts_by_rule(data, max(part.low, whole.low), min(part.high, whole.high))
    agreeing = [rule for rule in every if _holds(amount, within[rule], every[rule])]
    first = next(iter(every))
    if not every[first]:
        says = "No exercise of these years is recorded here."
        return Finding(Verdict.ABSENT, says, RULE)
    rule = first if first in agreeing or not agreeing else agreeing[0]
    exercises = counted(every[rule], "exercises")
    when = f" in {whole.low}–{whole.high}" if whole.last > whole.first else ""
    says = (
        f"By the rule “{named_rule(data, rule)}” {within[rule]:,} of {exercises} recorded here"
        f"{when} are of {part.low}–{part.high}: {100 * within[rule] / every[rule]:.0f} %."
    )
    verdict = Verdict.SUPPORTED if first in agreeing else Verdict.DIFFERENT
    return Finding(verdict, says, RULE, count=f"rule-{rule}")


def last_years(sentence: Sentence, amount: Amount) -> bool:
    """Whether a number is that of “the last seven years”."""
    before = sentence.lower[amount.first - 1] if amount.first else ""
    return amount.unit == "years" and before in _LAST


def _holds(amount: Amount, within: int, every: int) -> bool:
    if not every:
        return False
    value = within / every
    if amount.hedge is Hedge.LEAST:
        return value > amount.least
    if amount.hedge in AT_MOST:
        return value < amount.most
    is_percentage = amount.least * 100 == round(amount.least * 100)
    slack = EXACT if is_percentage and amount.least != 0.5 else ROUND
    if amount.hedge in {Hedge.ABOUT, Hedge.NEARLY}:
        slack = 2 * ROUND
    return amount.least - slack <= value <= amount.most + slack


def _whole(sentence: Sentence, amount: Amount) -> Phrase | None:
    """The years that all these exercises are of; None where several times may be meant."""
    own = [time for time in sentence.times if amount.noun < time.first < _verb(sentence, amount)]
    data = sentence.dataset
    if not own:
        return Phrase(amount.noun, amount.noun, *data.years)
    if len(own) > 1:
        return None
    return _phrase(sentence, own[0])


def _phrase(sentence: Sentence, time: Time) -> Phrase:
    return Phrase(time.first, time.last, *years_of(sentence.dataset, [time]))


def _verb(sentence: Sentence, amount: Amount) -> int:
    """The place of the last verb that says when they were held; the end where there is none."""
    lower = sentence.lower
    verbs = [place for place in range(amount.noun + 1, len(lower)) if lower[place] in _HELD]
    return verbs[-1] if verbs else len(lower)


def _part(sentence: Sentence, amount: Amount) -> Phrase | None:
    """The years right after the verb, up to the end of the sentence; None for anything else."""
    verb = _verb(sentence, amount)
    times = [time for time in sentence.times if time.first > verb]
    spans = [own for own in sentence.amounts if own.first > verb and last_years(sentence, own)]
    if len(times) + len(spans) != 1:
        return None
    phrase = _phrase(sentence, times[0]) if times else _last(sentence, amount, spans[0])
    if phrase is None:
        return None
    leading = sentence.lower[verb + 1 : phrase.first]
    trailing = sentence.words[phrase.last :]
    is_whole = all(word.tag == "SIGN" for word in trailing)
    return phrase if is_whole and _LEADING.issuperset(leading) else None


def _last(sentence: Sentence, amount: Amount, span: Amount) -> Phrase | None:
    """The last years of the whole time."""
    whole = _whole(sentence, amount)
    if whole is None:
        return None
    low = whole.high - int(span.least) + 1
    return Phrase(span.first - 1, span.noun + 1, low, whole.high)


def _is_plain(sentence: Sentence, amount: Amount, part: Phrase) -> bool:
    """Whether nothing but countries and years says which exercises are meant."""
    if not is_of_the_pair(sentence) or sentence.strangers:
        return False
    if any(not sentence.country(name) for name in sentence.names):
        return False
    inner = held_by([*sentence.names, *sentence.times])
    places = range(amount.last, _verb(sentence, amount))
    outer = [sentence.lower[place] for place in places if place not in {*inner, amount.noun}]
    opening: Sequence[str] = sentence.lower[: amount.first]
    return _PLAIN.issuperset(outer) and _OPENING.issuperset(opening)

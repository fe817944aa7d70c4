"""What a sentence may say of the yearly volumes of a trade in arms, each with its test."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from atlas.charts.transfers.edition_sums import Volume
from atlas.sentences.counting import years_of
from atlas.sentences.directions import Direction
from atlas.sentences.lexicon import words_of
from atlas.sentences.quantities import MILLION
from atlas.sentences.sentence import Sentence
from atlas.sentences.shares import is_change
from atlas.sentences.times import Time
from atlas.sentences.trades import FALLING, RISING
from atlas.sentences.units import AT_MOST, Hedge
from atlas.values import dates

_PEAKING = "peaked"
_STANDING = {"in", "during"}
_OPENING = {"between", "from"}
_ANY_OTHER = ("than", "in", "any", "other", "year")
_YEARLY = (("every", "year"), ("each", "year"), ("year", "by", "year"), ("year", "on", "year"))
_STEADILY = words_of("steadily continuously annually")
_STAYING = words_of("stayed remained stay remain were been was lain lay")
_UNIT = "tiv"
Years = Mapping[int, Volume]


@dataclass(frozen=True)
class Claim:
    """Words `first` to before `last`, the pairs of countries that it is of, and its test.

    `holds` is None where an edition has not all that it takes. `is_sure`: nothing else may be
    meant.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    holds: Callable[[Sequence[Years]], bool | None]
    is_sure: bool = True


def key_of(movement: Direction) -> tuple[str, ...]:
    """The pair that a movement is between; none where a side is not said."""
    is_whole = bool(movement.supplier and movement.recipient)
    return (f"{movement.supplier}-{movement.recipient}",) if is_whole else ()


def years_asked(sentence: Sentence, time: Time) -> range:
    low, high = years_of(sentence.dataset, [time])
    return range(low, high + 1)


def has_month(time: Time) -> bool:
    return any("-" in side for side in dates.sides(time.edtf))


def _peak(sentence: Sentence, movement: Direction) -> list[Claim]:
    """Arms deliveries peaked in 2005: no other year has as much."""
    places = [at for at, word in enumerate(sentence.lower) if word == _PEAKING]
    own = [time for time in sentence.times if time.edtf.isdigit() and time.cue in _STANDING]
    if len(places) != 1 or len(own) != 1 or len(sentence.times) != 1 or sentence.amounts:
        return []
    return _in_year(places[0], places[0] + 1, own[0].years[0], movement)


def _in_year(first: int, last: int, year: int, movement: Direction) -> list[Claim]:
    """The claim that a year has the largest volume of all."""

    def holds(series: Sequence[Years]) -> bool | None:
        (by_year,) = series
        if year not in by_year:
            return None
        return all(by_year[year].value >= volume.value for volume in by_year.values())

    return [Claim(first, last, key, holds) for key in [key_of(movement)] if key]


def _course(sentence: Sentence, movement: Direction) -> list[Claim]:
    """They fell every year from 2018 to 2021, or from the first of these years to the last."""
    lower = sentence.lower
    places = [at for at, word in enumerate(lower) if word in FALLING | RISING]
    is_span = len(sentence.times) == 1 and not has_month(sentence.times[0])
    if len(places) != 1 or not is_span or sentence.amounts or "than" in lower:
        return []
    years = years_asked(sentence, sentence.times[0])
    is_falling = lower[places[0]] in FALLING
    last = places[0] + 1
    for words in _YEARLY:
        if tuple(lower[last : last + len(words)]) == words:
            last += len(words)
    last += lower[last : last + 1] in [[word] for word in _STEADILY]
    is_yearly = last > places[0] + 1

    def holds(series: Sequence[Years]) -> bool | None:
        (by_year,) = series
        if len(years) < 2 or any(year not in by_year for year in years):
            return None
        values = [by_year[year].value for year in years]
        ends = values if is_yearly else [values[0], values[-1]]
        steps = [later - earlier for earlier, later in pairwise(ends)]
        return all(step < 0 for step in steps) if is_falling else all(step > 0 for step in steps)

    return [Claim(places[0], last, key, holds) for key in [key_of(movement)] if key]


def _bound(sentence: Sentence, movement: Direction) -> list[Claim]:
    """They stayed below 1,000 million TIV since 2020, in each year of the edition."""
    own = [amount for amount in sentence.amounts if amount.unit == _UNIT]
    is_bound = len(own) == 1 and own[0].hedge in AT_MOST | {Hedge.LEAST}
    if not is_bound or len(sentence.times) != 1 or not sentence.has(_STAYING):
        return []
    years = years_asked(sentence, sentence.times[0])
    amount = own[0]
    is_open = sentence.times[0].is_open

    def holds(series: Sequence[Years]) -> bool | None:
        (by_year,) = series
        asked = [year for year in years if year in by_year]
        if not asked or (len(asked) < len(years) and not is_open) or asked[0] != years[0]:
            return None
        values = [by_year[year].value * MILLION for year in asked]
        if amount.hedge is Hedge.LEAST:
            return all(value > amount.least for value in values)
        return all(value < amount.most for value in values)

    verbs = [at for at in range(amount.first) if sentence.lower[at] in _STAYING]
    first = verbs[-1] if verbs else amount.first
    return [Claim(first, amount.end, key, holds) for key in [key_of(movement)] if key]


def _change(sentence: Sentence, movement: Direction) -> list[Claim]:
    """They fell by more than half between 2018 and 2020: from the first year to the last."""
    lower = sentence.lower
    own = [amount for amount in sentence.amounts if amount.unit == "%"]
    if len(own) != 1 or len(sentence.amounts) != 1 or len(sentence.times) != 1:
        return []
    amount = own[0]
    time = sentence.times[0]
    is_between = lower[time.first] in _OPENING and not has_month(time)
    verb = amount.first - 2
    is_by = verb >= 0 and lower[verb] in FALLING | RISING and lower[verb + 1] == "by"
    if not is_between or not is_by:
        return []
    years = years_asked(sentence, time)
    sign = -1 if lower[verb] in FALLING else 1

    def holds(series: Sequence[Years]) -> bool | None:
        (by_year,) = series
        if years[0] not in by_year or years[-1] not in by_year or not by_year[years[0]].value:
            return None
        change = sign * 100 * (by_year[years[-1]].value / by_year[years[0]].value - 1)
        return is_change(amount, change)

    # It may be that of all these years against as many before.
    is_sure = False
    return [Claim(verb, amount.end, key, holds, is_sure) for key in [key_of(movement)] if key]


def _most(sentence: Sentence, movement: Direction) -> list[Claim]:
    """More arms came in 2005 than in any other year."""
    lower = tuple(sentence.lower)
    length = len(_ANY_OTHER)
    ends = [at for at in range(len(lower)) if lower[at : at + length] == _ANY_OTHER]
    places = [at for at in range(len(lower)) if lower[at] == "more"]
    own = [time for time in sentence.times if time.edtf.isdigit() and time.cue in _STANDING]
    if len(ends) != 1 or len(places) != 1 or len(own) != 1 or len(sentence.times) != 1:
        return []
    more = _in_year(places[0], places[0] + 1, own[0].years[0], movement)
    return more + _in_year(ends[0], ends[0] + length, own[0].years[0], movement)


CLAIMS = (_peak, _most, _course, _bound, _change)

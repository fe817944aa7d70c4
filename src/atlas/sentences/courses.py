"""How volumes of arms have gone, by SIPRI's editions: when they were largest, whether they fell
every year, to whom more went.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from atlas.charts.transfers.edition_sums import Volume, all_volumes
from atlas.charts.transfers.volumes_view import editions
from atlas.sentences.comparisons import GREATER, MOST_APART, SMALLER
from atlas.sentences.counting import years_of
from atlas.sentences.directions import GIVING, Direction
from atlas.sentences.lexicon import words_of
from atlas.sentences.movements import goods_of
from atlas.sentences.quantities import MILLION
from atlas.sentences.ratios import Ratio, ratios
from atlas.sentences.sentence import Sentence
from atlas.sentences.shares import volume_rows
from atlas.sentences.times import Time
from atlas.sentences.trades import FALLING, RISING
from atlas.sentences.units import Hedge
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values import dates
from atlas.values.words import listed, number

RULE = (
    "The course of a trade in arms is that of the yearly volumes of SIPRI's register. A claim on it "
    "is supported where the newest edition with all years of it bears it out, counted differently "
    "where only an older one does, and contradicted where none does."
)
_ARMS = {"arms", "weapon", "weaponry", "hardware"}
_PEAKING = "peaked"
_STANDING = {"in", "during"}
_YEARLY = (("every", "year"), ("each", "year"), ("year", "by", "year"), ("year", "on", "year"))
_STEADILY = words_of("steadily continuously annually")
_STAYING = words_of("stayed remained stay remain were been was lain lay")
_UNIT = "tiv"
Years = Mapping[int, Volume]


@dataclass(frozen=True)
class Claim:
    """Words `first` to before `last`, the pairs of countries that it is of, and its test.

    `holds` is None where an edition has not all that it takes.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    holds: Callable[[Sequence[Years]], bool | None]


def course_marks(sentence: Sentence, movements: Sequence[Direction]) -> list[Mark]:
    """The marks on what a sentence about arms in general says of their yearly volumes."""
    goods = set(goods_of(sentence))
    is_of_arms = bool(goods) and goods <= _ARMS
    if not movements or not is_of_arms or sentence.strangers:
        return []
    movement = movements[0]
    makers = (_peak, _course, _bound, _between_partners, _between_years)
    claims = [claim for make in makers for claim in make(sentence, movement)]
    if len(claims) != 1:
        return []
    finding = _finding(sentence, claims[0])
    marks = [Mark(*sentence.span(claims[0].first, claims[0].last), Kind.COMPARISON, finding)]
    for time in sentence.times:
        if not claims[0].first <= time.first < claims[0].last:
            marks.append(Mark(*sentence.span(time.first, time.last), Kind.DATE, finding))
    return marks


def _finding(sentence: Sentence, claim: Claim) -> Finding:
    data = sentence.dataset
    volumes = all_volumes(data)
    by_edition = {
        edition: [volumes.get((edition, key), {}) for key in claim.keys]
        for edition in editions(data)
    }
    judged = {edition: claim.holds(own) for edition, own in by_edition.items()}
    known = {edition: holds for edition, holds in judged.items() if holds is not None}
    if not known:
        says = "No edition here has the volumes of all these years."
        return Finding(Verdict.ABSENT, says, RULE)
    newest = next(iter(known))
    verdict = Verdict.DIFFERENT if any(known.values()) else Verdict.CONTRADICTED
    if known[newest]:
        verdict = Verdict.SUPPORTED
    years = [year for time in sentence.times for year in _years(sentence, time)]
    own = [volume for series in by_edition[newest] for year, volume in series.items() if year in years]
    values = [number(round(volume.value, 1)) for volume in own]
    says = f"Million TIV of the years named ({newest}): {listed(values)}."
    return Finding(verdict, says, RULE, volume_rows(data, [volume.id for volume in own]))


def _key(movement: Direction) -> tuple[str, ...]:
    """The pair that a movement is between; none where a side is not said."""
    is_whole = bool(movement.supplier and movement.recipient)
    return (f"{movement.supplier}-{movement.recipient}",) if is_whole else ()


def _years(sentence: Sentence, time: Time) -> range:
    low, high = years_of(sentence.dataset, [time])
    return range(low, high + 1)


def _has_month(time: Time) -> bool:
    return any("-" in side for side in dates.sides(time.edtf))


def _peak(sentence: Sentence, movement: Direction) -> list[Claim]:
    """Arms deliveries peaked in 2005: no other year has as much."""
    places = [at for at, word in enumerate(sentence.lower) if word == _PEAKING]
    own = [time for time in sentence.times if time.edtf.isdigit() and time.cue in _STANDING]
    if len(places) != 1 or len(own) != 1 or len(sentence.times) != 1 or sentence.amounts:
        return []
    year = own[0].years[0]

    def holds(series: Sequence[Years]) -> bool | None:
        (by_year,) = series
        if year not in by_year:
            return None
        return all(by_year[year].value >= volume.value for volume in by_year.values())

    return [Claim(places[0], places[0] + 1, key, holds) for key in [_key(movement)] if key]


def _course(sentence: Sentence, movement: Direction) -> list[Claim]:
    """They fell every year from 2018 to 2021, or from the first of these years to the last."""
    lower = sentence.lower
    places = [at for at, word in enumerate(lower) if word in FALLING | RISING]
    is_span = len(sentence.times) == 1 and not _has_month(sentence.times[0])
    if len(places) != 1 or not is_span or sentence.amounts or "than" in lower:
        return []
    years = _years(sentence, sentence.times[0])
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
        pairs = list(zip(ends, ends[1:], strict=False))
        return all((later < earlier) if is_falling else (later > earlier) for earlier, later in pairs)

    return [Claim(places[0], last, key, holds) for key in [_key(movement)] if key]


def _bound(sentence: Sentence, movement: Direction) -> list[Claim]:
    """They stayed below 1,000 million TIV since 2020, in each year of the edition."""
    own = [amount for amount in sentence.amounts if amount.unit == _UNIT]
    is_bound = len(own) == 1 and own[0].hedge in {Hedge.LEAST, Hedge.MOST}
    if not is_bound or len(sentence.times) != 1 or not sentence.has(_STAYING):
        return []
    years = _years(sentence, sentence.times[0])
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
    return [Claim(first, amount.end, key, holds) for key in [_key(movement)] if key]


def _compared(sentence: Sentence) -> list[tuple[int, int, int, Ratio | None, bool]]:
    """The comparisons of a sentence: first and last place, that of “than”, a ratio, and whether
    it is greater.
    """
    found: list[tuple[int, int, int, Ratio | None, bool]] = [
        (ratio.first, ratio.than, ratio.than, ratio, True) for ratio in ratios(sentence)
    ]
    for than, word in enumerate(sentence.lower):
        places = [at for at in range(than) if sentence.lower[at] in GREATER | SMALLER]
        is_number = any(amount.first == than + 1 for amount in sentence.amounts)
        if word == "than" and places and not is_number:
            place = places[-1]
            found.append((place, place, than, None, sentence.lower[place] in GREATER))
    return found


def _between_partners(sentence: Sentence, movement: Direction) -> list[Claim]:
    """More arms to India than to China, from Russia than from Ukraine, in the years named."""
    is_giving = sentence.lower[movement.place] in GIVING
    owner = movement.supplier if is_giving else movement.recipient
    lead = "to" if is_giving else "from"
    claims = []
    for first, last, than, ratio, is_greater in _compared(sentence):
        led = [name for name in sentence.countries if sentence.lower[name.first - 1] == lead]
        before = [sentence.country(name) for name in led if first < name.first < than]
        after = [sentence.country(name) for name in led if 0 < name.first - than <= MOST_APART]
        if owner and len(before) == 1 and len(after) == 1 and len(sentence.times) == 1:
            partners = (before[0], after[0])
            pairs = [(owner, own) if is_giving else (own, owner) for own in partners]
            keys = tuple("-".join(pair) for pair in pairs)
            years = _years(sentence, sentence.times[0])
            holds = _holding([years, years], ratio, is_greater=is_greater)
            claims.append(Claim(first, last + 1, keys, holds))
    return claims


def _between_years(sentence: Sentence, movement: Direction) -> list[Claim]:
    """More arms to China in 2005 than in 2015."""
    claims = []
    for first, last, than, ratio, is_greater in _compared(sentence):
        before = [time for time in sentence.times if time.first < than]
        after = [time for time in sentence.times if time.first > than]
        key = _key(movement)
        is_of_years = len(before) == 1 and len(after) == 1 and not any(map(_has_month, sentence.times))
        if key and is_of_years:
            spans = [_years(sentence, before[0]), _years(sentence, after[0])]
            holds = _holding(spans, ratio, is_greater=is_greater)
            claims.append(Claim(first, last + 1, (*key, *key), holds))
    return claims


def _holding(
    spans: Sequence[range], ratio: Ratio | None, *, is_greater: bool
) -> Callable[[Sequence[Years]], bool | None]:
    """The test of two sums of volumes against one another."""

    def holds(series: Sequence[Years]) -> bool | None:
        sums = []
        for by_year, years in zip(series, spans, strict=True):
            if any(year not in by_year for year in years):
                return None
            sums.append(sum(by_year[year].value for year in years))
        mine, theirs = sums
        if ratio:
            return ratio.holds(mine, theirs)
        return mine > theirs if is_greater else mine < theirs

    return holds

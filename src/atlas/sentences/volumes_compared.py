"""Volumes of arms to two partners, or in two times, against one another."""

from collections.abc import Callable, Sequence

from atlas.sentences.comparisons import GREATER, MOST_APART, SMALLER
from atlas.sentences.course_claims import Claim, Years, has_month, key_of, years_asked
from atlas.sentences.directions import GIVING, Direction
from atlas.sentences.ratios import Ratio, ratios
from atlas.sentences.sentence import Sentence


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


def between_partners(sentence: Sentence, movement: Direction) -> list[Claim]:
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
            years = years_asked(sentence, sentence.times[0])
            holds = _holding([years, years], ratio, is_greater=is_greater)
            claims.append(Claim(first, last + 1, keys, holds))
    return claims


def between_years(sentence: Sentence, movement: Direction) -> list[Claim]:
    """More arms to China in 2005 than in 2015."""
    claims = []
    for first, last, than, ratio, is_greater in _compared(sentence):
        before = [time for time in sentence.times if time.first < than]
        after = [time for time in sentence.times if time.first > than]
        key = key_of(movement)
        are_years = not any(map(has_month, sentence.times))
        if key and are_years and len(before) == 1 and len(after) == 1:
            spans = [years_asked(sentence, before[0]), years_asked(sentence, after[0])]
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

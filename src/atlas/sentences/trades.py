"""Whose trade in arms a percentage of a sentence is of, with whom, and in which years."""

import re
from collections.abc import Sequence

from atlas.charts.transfers.then_now_view import Figure
from atlas.sentences.amounts import Amount
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import Time
from atlas.values.countries import OTHERS

# Right after a percentage these lay it beside other years: 39 % above those of 2013–17.
_BELOW = words_of("below lower less")
_ABOVE = words_of("above higher more")
FALLING = _BELOW | words_of(
    "fell fall fallen falling declined decline dropped drop decreased decrease shrank down"
)
RISING = _ABOVE | words_of(
    "rose rise risen rising grew grown growth increased increase up climbed jumped"
)
_BESIDE_NUMBER = _BELOW | _ABOVE
_IMPORTS = {"imports"}
_EXPORTS = {"exports", "deliveries"}
_ARMS = {"arms", "weapons", "weapon"}
_OF_SHARES = words_of(
    "share supplied supplies provided provides accounted accounts accounting came come coming "
    "from went go received receives took takes bought buys made supplier source destination"
)
# What stands after these words is beside the claim.
_ASIDE = words_of("after than behind unlike besides ahead over")
_NO_CHANGE = {"to", "from", "at"}
# “Made up 21 %” is no rise.
_MAKING = words_of("made makes make making")
_YEARS = re.compile(r"\d{4}(/\d{4})?", re.ASCII)
_IN = {"in", "during", "for", "of"}


def asked_figure(sentence: Sentence, amount: Amount) -> Figure | None:
    """The share or the change that a percentage is; None where that is not clear."""
    trade = _trade(sentence, amount)
    owner = _owner(sentence, trade) if trade >= 0 else ""
    if not owner:
        return None
    is_import = sentence.lower[trade] in _IMPORTS
    whole = f"{OTHERS}-{owner}" if is_import else f"{owner}-{OTHERS}"
    others = [name for name in sentence.countries if sentence.country(name) != owner]
    if change_word(sentence, amount):
        return _change(sentence, owner, whole, others, is_import=is_import)
    partner = _partner(sentence, amount, others)
    if not partner or not sentence.has(_OF_SHARES):
        return None
    return Figure(f"{partner}-{owner}" if is_import else f"{owner}-{partner}", whole)


def _trade(sentence: Sentence, amount: Amount) -> int:
    """The place of the nearest imports or exports of arms; -1 where there are none."""
    lower = sentence.lower
    trades = [place for place, word in enumerate(lower) if word in _IMPORTS | _EXPORTS]
    places = [place for place in trades if _is_of_arms(sentence, place)]
    if places:
        # Beside one in arms, another one is of arms too unless it says of what it is.
        owners = {name.last for name in sentence.countries}
        places = [place for place in trades if place in places or place in owners]
    return min(places, key=lambda place: abs(place - amount.first), default=-1)


def _is_of_arms(sentence: Sentence, place: int) -> bool:
    """Whether a trade is in arms by the words beside it."""
    before = sentence.lower[max(place - 2, 0) : place]
    return not _ARMS.isdisjoint([*before, *sentence.lower[place + 1 : place + 4]])


def _owner(sentence: Sentence, trade: int) -> str:
    """The country whose imports or exports these are: China's arms imports, exports of Russia."""
    before = [name for name in sentence.countries if 0 <= trade - name.last <= 2]
    after = [name for name in sentence.countries if 0 < name.first - trade <= 4]
    by = [name for name in after if sentence.lower[name.first - 1] in {"of", "by"}]
    return next((sentence.country(name) for name in (*before[-1:], *by)), "")


def change_word(sentence: Sentence, amount: Amount) -> str:
    """The word by which a percentage is that of a change: fell by 44 %, up 39 %; blank for none."""
    lower = sentence.lower
    before = lower[max(amount.first - 3, 0) : amount.first]
    if "share" in lower or not before or before[-1] in _NO_CHANGE or _MAKING & set(before):
        return ""
    after = lower[amount.last : amount.last + 4]
    beside = lower[amount.end : amount.end + 1]
    if _BESIDE_NUMBER.intersection(beside):
        return beside[0]
    changing = (FALLING | RISING) - (_BESIDE_NUMBER - {"lower", "higher"})
    near = [word for word in (*before[::-1], *after) if word in changing]
    if not near and before[-1] == "by":
        near = [word for word in lower[: amount.first][::-1] if word in changing]
    return next(iter(near), "")


def _change(
    sentence: Sentence, owner: str, whole: str, others: Sequence[Name], *, is_import: bool
) -> Figure | None:
    """The change of all imports or exports, or of those from or to another country."""
    if not others:
        return Figure(whole)
    lead = "from" if is_import else "to"
    partners = [sentence.country(name) for name in others if sentence.lower[name.first - 1] == lead]
    if len(others) != 1 or len(partners) != 1:
        return None
    return Figure(f"{partners[0]}-{owner}" if is_import else f"{owner}-{partners[0]}")


def _partner(sentence: Sentence, amount: Amount, others: Sequence[Name]) -> str:
    """The country that a share is that of: the only other one, or the only one beside it."""
    own = [name for name in others if sentence.lower[name.first - 1] not in _ASIDE]
    codes = {sentence.country(name) for name in own}
    if len(codes) > 1:
        codes = {sentence.country(name) for name in own if not _is_parted(sentence, name, amount)}
    return codes.pop() if len(codes) == 1 else ""


def _is_parted(sentence: Sentence, name: Name, amount: Amount) -> bool:
    """Whether another number stands between a country and a number."""
    low, high = sorted((name.first, amount.first))
    return any(low < other.first < high for other in sentence.amounts)


def asked_years(sentence: Sentence, amount: Amount) -> range | None:
    """The years that a percentage is of; None where several may be meant.

    Of two spans beside a change the later, where the other lies right before it.
    """
    own = [time for time in sentence.times if _YEARS.fullmatch(time.edtf)]
    spans = [_range(time) for time in own if "/" in time.edtf]
    if not spans:
        spans = [_range(time) for time in own if time.cue in _IN]
    percentages = [other for other in sentence.amounts if other.unit == amount.unit]
    change = change_word(sentence, amount)
    if change in _BESIDE_NUMBER and not _has_base_last(sentence, own, amount):
        return None
    if change:
        return _later(spans)
    if len(spans) == 1:
        return spans[0]
    return spans[percentages.index(amount)] if len(spans) == len(percentages) else None


def _has_base_last(sentence: Sentence, own: Sequence[Time], amount: Amount) -> bool:
    """Whether of two spans the earlier alone stands after “than”, “above” or “below”."""
    spans = [time for time in own if "/" in time.edtf]
    if len(spans) != 2:
        return len(spans) == 1
    place = amount.end
    than = [at for at, word in enumerate(sentence.lower) if word == "than" and at > place]
    behind = [time for time in spans if time.first > (than[0] if than else place)]
    return behind == [min(spans, key=lambda time: time.years)]


def _range(time: Time) -> range:
    first, last = time.years
    return range(first, last + 1)


def _later(spans: Sequence[range]) -> range | None:
    if len(spans) == 1 and len(spans[0]) > 1:
        return spans[0]
    if len(spans) != 2:
        return None
    earlier, later = sorted(spans, key=lambda span: span.start)
    is_base = earlier.stop == later.start and len(earlier) == len(later)
    return later if is_base else None

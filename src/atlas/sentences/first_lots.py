"""The first and the last of some goods: the first S-400 arrived in 2018, the last Kilo in 2006."""

from collections.abc import Sequence

from atlas.sentences.fits import Fit, fit
from atlas.sentences.readings import Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import Step, step_at
from atlas.sentences.subjects import TRANSFERS
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values import dates

RULE = (
    "The first of some goods came when the first recorded transfer of them between the countries "
    "that are named began to be delivered, or was ordered where the sentence says so, the last "
    "when the last one ended. A year with an earlier one recorded, or a later one, is contradicted."
)
_FIRST, _LAST = "first", {"last", "final"}
_ARTICLES = {"the", "its", "their"}
_SELLING = {"sold", "sell", "sells", "bought", "buy", "buys", "purchased"}


def first_lot_marks(sentence: Sentence, readings: Sequence[Reading]) -> list[Mark]:
    """The marks on “first” or “last” of the one system of a sentence, and on its one date."""
    own = [reading for reading in readings if reading.subject.table == TRANSFERS]
    numbers = [amount for amount in sentence.amounts if not amount.edition]
    is_one = len(own) == 1 and len(readings) == 1 and len(sentence.times) == 1 and not numbers
    if not is_one or own[0].subject.is_reversed or not own[0].subject.ids:
        return []
    time = sentence.times[0]
    # What is sold is ordered then, what is imported comes.
    is_sale = step_at(sentence, time.first) is Step.ORDERED or sentence.has(_SELLING)
    field = "ordered" if is_sale else "delivered"
    places = [
        at for at, word in enumerate(sentence.lower) if word == _FIRST or _is_last(sentence, at)
    ]
    if len(places) != 1 or not own[0].subject.named or time.is_open:
        return []
    is_first = sentence.lower[places[0]] == _FIRST
    finding = _finding(sentence, own[0].subject.ids, field, is_first=is_first)
    return [
        Mark(*sentence.span(places[0], places[0] + 1), Kind.COMPARISON, finding),
        Mark(*sentence.span(time.first, time.last), Kind.DATE, finding),
    ]


def _is_last(sentence: Sentence, place: int) -> bool:
    """Whether the last of something is meant, not the last years."""
    before = sentence.lower[place - 1] if place else ""
    behind = sentence.lower[place + 1 : place + 3]
    is_time = any(word.startswith(("year", "month", "decade")) for word in behind)
    is_led = before in _ARTICLES or before.endswith(("'s", "’s"))
    return sentence.lower[place] in _LAST and is_led and not is_time


def _finding(sentence: Sentence, keys: Sequence[str], field: str, *, is_first: bool) -> Finding:
    data = sentence.dataset
    by_key = {key: _firm(sentence, key, field) for key in keys}
    own = {key: _end(cell, is_first=is_first) for key, cell in by_key.items() if cell}
    if not own:
        return Finding(Verdict.ABSENT, "No such date of these goods is recorded here.", RULE)
    choose = min if is_first else max
    key = choose(own, key=lambda other: own[other])
    cell = by_key[key]
    asked = sentence.times[0].edtf
    found = fit(asked, own[key])
    verdict = Verdict.ABSENT
    if found is Fit.SAME:
        verdict = Verdict.SUPPORTED
    elif found is Fit.NONE and (own[key] < asked) is is_first:
        verdict = Verdict.CONTRADICTED
    says = f"{data.label(key)}: {field} {dates.label(cell.row.value) if cell else ''}."
    return Finding(verdict, says, RULE, (cell.row,) if cell else (), (key,))


def _firm(sentence: Sentence, key: str, field: str) -> Cell | None:
    """The date that stands for a transfer, if it is no plan."""
    own = cells(sentence.dataset, key, field)
    return next((cell for cell in own if cell.is_shown and not cell.is_plan), None)


def _end(cell: Cell, *, is_first: bool) -> str:
    """The side of a date that counts; of an open one the other."""
    sides = dates.sides(cell.row.value)
    side, other = (sides.first, sides.last) if is_first else (sides.last, sides.first)
    return other if side == dates.OPEN else side

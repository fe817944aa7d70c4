"""More and fewer, larger and smaller: two exercises, or two years, against one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from atlas.dataset.dataset import Dataset
from atlas.sentences.amounts import Amount
from atlas.sentences.counting import counts_by_rule, named_rule
from atlas.sentences.places import held_by
from atlas.sentences.quantities import with_names
from atlas.sentences.rows import Cell, cells
from atlas.sentences.senders import SIDES, TOTAL
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.times import Time
from atlas.sentences.units import UNITS
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import number

RULE = (
    "Both sides of a comparison are measured by the same quantity, of the same side, with the "
    "values that stand for the entries. Numbers of exercises are compared by the first rule, and "
    "are counted differently where another rule reverses their order."
)
GREATER = {"more", "larger", "bigger", "greater", "higher"}
SMALLER = {"fewer", "less", "smaller", "lower"}
SIZED = {"larger", "bigger", "greater", "smaller", "large", "big"}
# How many words stand between “than” and what is compared, at most.
MOST_APART = 3
_COUNTED = {"personnel", "ships", "aircraft", "equipment"}
# The cells of both sides, what they are called, and the records.
Compared = tuple[tuple[Sequence[Cell], Sequence[Cell]], tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True)
class Comparison:
    """The comparing word at `place`, its “than”, and what is compared: a quantity and a side.

    `sides` are both of them where they are compared with one another: more Chinese than Russian
    soldiers; blank where not. `margin` is by how much they differ: five more ships than China.
    """

    place: int
    than: int
    is_greater: bool
    unit: str
    side: str
    sides: tuple[str, str] = ("", "")
    margin: Amount | None = None


def comparisons(sentence: Sentence) -> list[Comparison]:
    """The comparisons of a sentence; “more than” before a number is none.

    “44 % lower than” is none either: the percentage itself is compared.
    """
    own: list[Comparison] = []
    hedged = held_by(sentence.amounts)
    hedged |= {amount.end for amount in sentence.amounts if amount.unit == "%"}
    for than, word in enumerate(sentence.lower):
        if word != "than" or than in hedged:
            continue
        places = [
            place
            for place in range(than)
            if sentence.lower[place] in GREATER | SMALLER and place not in hedged
        ]
        if places:
            own.append(compared_at(sentence, places[-1], than))
    return own


def compared_at(sentence: Sentence, place: int, than: int) -> Comparison:
    """What a comparing word at a place and its “than” compare."""
    nouns = _units(sentence, place, than) or _units(sentence, than, than + MOST_APART + 1)
    sides = [
        SIDES.get(sentence.country(name), "")
        for name in sentence.countries
        if place < name.first <= place + 2
    ]
    word = sentence.lower[place]
    margin = next((amount for amount in sentence.amounts if amount.last == place), None)
    if margin and not nouns:
        # China sent six ships, one more than Russia.
        nouns = [amount.unit for amount in sentence.amounts if amount.first < margin.first][-1:]
    # More of what? But a larger exercise is that of more people.
    unit = "personnel" if word in SIZED else ""
    # What is named goes before what the word alone implies; of several, the first.
    unit = (*nouns, unit)[0]
    side = (*sides, TOTAL)[0]
    compared = _sides_compared(sentence, place, than)
    return Comparison(place, than, word in GREATER, unit, side, compared, margin)


def _units(sentence: Sentence, first: int, last: int) -> list[str]:
    return [UNITS[word.norm] for word in sentence.words[first:last] if word.norm in UNITS]


def _sides_compared(sentence: Sentence, place: int, than: int) -> tuple[str, str]:
    """The side that has more or fewer, and the one that follows “than”; blank for another."""
    before = [name for name in sentence.countries if name.first < than]
    between = [name for name in before if name.first > place]
    after = [name for name in sentence.countries if 0 < name.first - than <= MOST_APART]
    if not before or not after:
        return ("", "")
    nearest = (between or before)[-1]
    codes = (sentence.country(nearest), sentence.country(after[0]))
    return (SIDES.get(codes[0], ""), SIDES.get(codes[1], ""))


def comparison_finding(
    sentence: Sentence, comparison: Comparison, subjects: Sequence[Subject]
) -> Finding:
    """What the sources say of a comparison; nothing where a side of it is not known."""
    if sentence.is_denying:
        return Finding(Verdict.ABSENT, "The sentence denies something, which is not read.", RULE)
    compared = cells_compared(sentence, comparison, subjects)
    if compared:
        return _of_cells(comparison, *compared)
    # By how much two years differ depends on the rule of counting.
    is_by_years = comparison.unit == "exercises" and not comparison.margin
    earlier = [own for own in sentence.times if own.first < comparison.than]
    later = [own for own in sentence.times if own.first > comparison.than]
    if earlier and later and is_by_years:
        return _of_years(sentence.dataset, comparison, earlier[-1], later[0])
    says = "What is compared is not recorded in these sources, or not in this quantity."
    return Finding(Verdict.ABSENT, says, RULE)


def years_compared(sentence: Sentence) -> list[Time]:
    """The two times of a comparison of numbers of exercises."""
    own: list[Time] = []
    for comparison in comparisons(sentence):
        before = [time for time in sentence.times if time.first < comparison.than]
        after = [time for time in sentence.times if time.first > comparison.than]
        if before and after and comparison.unit == "exercises":
            own += [before[-1], after[0]]
    return own


def cells_compared(
    sentence: Sentence, comparison: Comparison, subjects: Sequence[Subject]
) -> Compared | None:
    """The values on both sides of a comparison: of two exercises, or of both sides of one."""
    events = [own for own in subjects if own.table == "exercises"]
    before = [own for own in events if own.first < comparison.than]
    after = [own for own in events if own.first > comparison.than]
    if before and after and comparison.unit in _COUNTED:
        return _of_events(sentence.dataset, comparison, before[-1].ids[0], after[0].ids[0])
    keys = {key for own in events for key in own.ids}
    if all(comparison.sides) and comparison.unit in _COUNTED and len(keys) == 1:
        return _of_sides(sentence.dataset, comparison, keys.pop())
    return None


def _of_events(data: Dataset, comparison: Comparison, left: str, right: str) -> Compared:
    """The same side and quantity of two exercises."""
    field = f"{comparison.unit}_{comparison.side}"
    pairs = (cells(data, left, field), cells(data, right, field))
    title = _title(data, field)
    names = (f"{title}: {data.label(left)}", data.label(right))
    return pairs, names, (left, right)


def _of_sides(data: Dataset, comparison: Comparison, key: str) -> Compared:
    """The same quantity of both sides of one exercise."""
    fields = [f"{comparison.unit}_{side}" for side in comparison.sides]
    pairs = (cells(data, key, fields[0]), cells(data, key, fields[1]))
    first, second = (_title(data, field) for field in fields)
    names = (f"{data.label(key)}: {first}", second)
    return pairs, names, (key,)


def _title(data: Dataset, field: str) -> str:
    return with_names(data.schema.content["exercises", field].title.lower())


def _of_cells(
    comparison: Comparison,
    pairs: tuple[Sequence[Cell], Sequence[Cell]],
    names: tuple[str, str],
    keys: tuple[str, ...],
) -> Finding:
    """What the values of both sides give, which are called `names`."""
    shown = [next((cell for cell in own if cell.is_shown), None) for own in pairs]
    mine, theirs = shown
    if mine is None or theirs is None:
        says = f"{names[0]}, {names[1]}: not both have such a number here."
        return Finding(Verdict.ABSENT, says, RULE, records=keys)
    says = f"{names[0]} {number(mine.number)}, {names[1]} {number(theirs.number)}."
    holds = _holds(comparison, mine.number, theirs.number)
    verdict = Verdict.SUPPORTED if holds else Verdict.CONTRADICTED
    if not holds and _holds_of_any(comparison, *pairs):
        verdict = Verdict.DIFFERENT
    rows = tuple(cell.row for cell in chain.from_iterable(pairs))
    return Finding(verdict, says[:1].upper() + says[1:], RULE, rows, keys)


def _holds(comparison: Comparison, mine: float, theirs: float) -> bool:
    if comparison.margin:
        apart = mine - theirs if comparison.is_greater else theirs - mine
        return comparison.margin.least <= apart <= comparison.margin.most
    return mine > theirs if comparison.is_greater else mine < theirs


def _holds_of_any(comparison: Comparison, own: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether some row of each, taken together, have it so."""
    pairs = ((cell.number, other.number) for cell in own for other in others)
    return any(_holds(comparison, mine, theirs) for mine, theirs in pairs)


def _of_years(data: Dataset, comparison: Comparison, left: Time, right: Time) -> Finding:
    """Numbers of exercises in two years, by each rule."""
    mine, theirs = (counts_by_rule(data, *own.years) for own in (left, right))
    first = next(iter(mine))
    holds = {rule: _holds(comparison, mine[rule], theirs[rule]) for rule in mine}
    says = (
        f"By the rule “{named_rule(data, first)}”: {mine[first]:,} in {left.edtf}, "
        f"{theirs[first]:,} in {right.edtf}."
    )
    verdict = Verdict.SUPPORTED if holds[first] else Verdict.DIFFERENT
    return Finding(verdict, says, RULE, count=f"rule-{first}")

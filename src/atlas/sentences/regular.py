"""How often a series was held: every year since 2019, twice in 2015."""

from collections.abc import Iterable, Sequence
from itertools import chain

from atlas.sentences.amounts import Amount
from atlas.sentences.counting import count_finding, years_of
from atlas.sentences.hosting import HOSTING
from atlas.sentences.lexicon import words_of
from atlas.sentences.occasions import HELD, date_finding
from atlas.sentences.readings import COUNTS, Piece
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject, is_series, parts_of
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values import dates
from atlas.values.pair import CHINA, RUSSIA

RULE = (
    "“Every year” is supported where a part of the series is recorded in each of the years that "
    "the sentence names; of the last year of the data, which is not over, none is asked for. That "
    "none is recorded of a year contradicts nothing. “Twice” is compared as a number of exercises "
    "is."
)
_EVERY, _YEAR = {"every", "each"}, {"year"}
_YEARLY = {"annually", "yearly"}
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_TIMES = "times"
# Twice as many, three times the size are no numbers of exercises.
_MULTIPLYING = words_of("as the more fewer larger bigger greater higher smaller longer")
_NAMED_MOST = 6
_PAIR = {CHINA, RUSSIA}


def regular_marks(sentence: Sentence, own: Sequence[Subject]) -> list[Mark]:
    """The marks on how often the one series of a sentence was held, and on its one time."""
    series = [(subject, key) for subject in own for key in subject.named if _is_it(sentence, key)]
    is_of_years = len(sentence.times) == 1 and not _has_month(sentence.times[0])
    if len(series) != 1 or not is_of_years or not _is_of_all(sentence):
        return []
    _, key = series[0]
    time = sentence.times[0]
    marks = []
    for first, last in _every_year(sentence):
        finding = _of_every_year(sentence, key, time)
        marks.append(Mark(*sentence.span(first, last), Kind.COMPARISON, finding))
        marks.append(Mark(*sentence.span(time.first, time.last), Kind.DATE, finding))
    for amount in _numbers_of_times(sentence):
        finding = count_finding(sentence, amount, key)
        marks.append(Mark(*sentence.span(amount.first, amount.end), Kind.NUMBER, finding))
    return marks


def _is_of_all(sentence: Sentence) -> bool:
    """Whether it says of the series alone that it was held, and not where, by whom, with whom."""
    others = [name for name in sentence.names if sentence.table(name) != "exercises"]
    codes = {sentence.country(name) for name in others}
    is_held = sentence.has(HELD - HOSTING)
    return is_held and codes in (set(), _PAIR) and not sentence.has(HOSTING)


def _is_it(sentence: Sentence, key: str) -> bool:
    return sentence.tables[key] == "exercises" and is_series(sentence, key)


def _has_month(time: Time) -> bool:
    return any("-" in side for side in dates.sides(time.edtf))


def _every_year(sentence: Sentence) -> list[tuple[int, int]]:
    """The places of “every year”, “each year”, “annually”."""
    lower = sentence.lower
    numbers = [amount for amount in sentence.amounts if not amount.edition]
    found = []
    for place, word in enumerate(lower):
        if word in _EVERY and lower[place + 1 : place + 2] in [[own] for own in _YEAR]:
            found.append((place, place + 2))
        elif word in _YEARLY:
            found.append((place, place + 1))
    return [] if numbers else found


def _of(own: Sequence[Cell], year: int) -> list[Cell]:
    return [cell for cell in own if _is_of(cell, year)]


def _of_every_year(sentence: Sentence, series: str, time: Time) -> Finding:
    data = sentence.dataset
    low, high = years_of(data, [time])
    firm = [cell for key in parts_of(data)[series] for cell in _firm(sentence, key)]
    by_year = {year: _of(firm, year) for year in range(low, high + 1)}
    last = data.years[1]
    gaps = [year for year, own in by_year.items() if not own and year != last]
    label = data.label(series)
    if gaps or len(by_year) < 2:
        years = ", ".join(map(str, gaps[:_NAMED_MOST]))
        says = f"{label}: no part is recorded of {years or 'more than one year'}."
        return Finding(Verdict.ABSENT, says, RULE, records=(series,))
    held = [year for year, own in by_year.items() if own]
    says = f"{label}: a part is recorded in each year of {low}–{max(held)}."
    rows = tuple(cell.row for cell in chain.from_iterable(by_year.values()))
    return Finding(Verdict.SUPPORTED, says, RULE, rows, (series,))


def _firm(sentence: Sentence, key: str) -> list[Cell]:
    """The date that stands for a part, if it is no plan."""
    own = cells(sentence.dataset, key, "date")
    return [cell for cell in own if cell.is_shown and not cell.is_plan][:1]


def _is_of(cell: Cell, year: int) -> bool:
    span = dates.parse(cell.row.value)
    return year in {day.year for day in (span.start, span.end) if day}


def _numbers_of_times(sentence: Sentence) -> list[Amount]:
    """The numbers of times that something was held, as numbers of exercises."""
    lower = sentence.lower
    found = []
    for place, word in enumerate(lower):
        follower = "".join(lower[place + 1 : place + 2])
        if word in _OFTEN and follower not in _MULTIPLYING:
            value = _OFTEN[word]
            found.append(Amount(place, place + 1, value, value, unit="exercises", noun=place))
    for amount in sentence.amounts:
        noun, follower = [*lower[amount.last : amount.last + 2], "", ""][:2]
        if noun == _TIMES and follower not in _MULTIPLYING:
            least, most = amount.least, amount.most
            counted = Amount(amount.first, amount.last, least, most, amount.hedge, "exercises")
            found.append(counted)
    return found


def dates_of_counted(
    sentence: Sentence, own: Sequence[Subject], counted: Iterable[Piece]
) -> dict[Piece, Finding]:
    """The findings on months and days beside a number of exercises: two patrols, in May and
    November.

    Counted are whole years, so that each of these has to be that of a part of the series.
    """
    is_counting = any(isinstance(piece, Amount) and piece.unit in COUNTS for piece in counted)
    parts = [
        part
        for subject in own
        for key in subject.named
        if _is_it(sentence, key)
        for part in parts_of(sentence.dataset)[key]
    ]
    if not is_counting or not parts:
        return {}
    return {time: _of_parts(sentence, time, parts) for time in sentence.times if _has_month(time)}


def _of_parts(sentence: Sentence, time: Time, parts: Sequence[str]) -> Finding:
    """What is found of a date among the parts of a series."""
    found = [
        date_finding(sentence, time, Subject(0, 0, "exercises", (key,), ()), key) for key in parts
    ]
    for finding in found:
        if finding.verdict is Verdict.SUPPORTED:
            return finding
    return Finding(Verdict.ABSENT, "No part of the series is recorded of then.", RULE)

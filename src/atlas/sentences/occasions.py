"""When a record was, as its rows have it, against a date of a sentence."""

from collections.abc import Sequence, Set
from datetime import date
from enum import Enum

from atlas.sentences.lexicon import words_of
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import DELIVERING, ORDERING, TRADING, Step, step_at
from atlas.sentences.subjects import TRANSFERS, Subject
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values import dates
from atlas.values.dates import Precision

RULE = (
    "A date is supported where it contains the recorded one, or lies within it and is known as "
    "exactly; a span is supported where both its ends agree. It is contradicted only where no row "
    "allows it and the sentence dates this event and no other."
)
HELD = words_of(
    "held hold took taken part place conducted ran began started lasted staged carried flown flew "
    "sent participated involved hosted opened drilled exercised sailed practised joined brought "
    "deployed dispatched contributed patrolled"
)
SIGNED = words_of("signed sign concluded adopted issued agreed published announced renewed")
_OTHERWISE = words_of(
    "planned plan decided expected scheduled invited founded compared founding due since after "
    "first entered"
)
_BEGINNING = words_of("began begun begins started starts opened commenced")
_ENDING = words_of("ended ends concluded closed finished")
_ALLOWED_YEARS = 1
_FIELDS = {
    Step.ORDERED: ("ordered", "date"),
    Step.DELIVERED: ("delivered",),
    Step.TRADED: ("date", "ordered", "delivered"),
}


class Fit(Enum):
    """How a date of a sentence stands to a recorded one."""

    SAME = "agrees"
    VAGUE = "is more exact than what is recorded"
    PART = "overlaps with it alone"
    NONE = "does not touch it"


def date_finding(sentence: Sentence, time: Time, subject: Subject, identifier: str) -> Finding:
    """What the rows of a record say of a date of the sentence."""
    data = sentence.dataset
    own = [
        cell
        for field in _fields(sentence, time, subject)
        for cell in cells(data, identifier, field)
    ]
    label = data.label(identifier)
    if not own:
        says = f"No date of this kind is recorded of {label}."
        return Finding(Verdict.ABSENT, says, RULE, records=(identifier,))
    if subject.table == "agreements" and time.edtf in label.split():
        says = f"Part of the name of {label}."
        return Finding(Verdict.NAMED, says, RULE, records=(identifier,))
    if subject.table == TRANSFERS:
        time = _with_next_year(sentence, time)
    fits = {cell: fit(time.edtf, _meant(sentence, time, subject, cell)) for cell in own}
    agreeing = [cell for cell in own if fits[cell] is Fit.SAME]
    if subject.table == TRANSFERS:
        agreeing = [cell for cell in agreeing if not _is_longer(cell.row.value, time)]
    verdict, cited = _judged(sentence, subject, fits, agreeing, own)
    says = f"{label}: {_in_words(cited)}."
    return Finding(verdict, says, RULE, tuple(cell.row for cell in cited), (identifier,))


def _with_next_year(sentence: Sentence, time: Time) -> Time:
    """The span of two years in a row that “and” joins: delivered in 2005 and 2006."""
    for other in sentence.times:
        first, second = sorted((time, other), key=lambda own: own.first)
        between = sentence.lower[first.last : second.first]
        years = (first.edtf, second.edtf)
        is_row = all(map(str.isdigit, years)) and int(years[1]) == int(years[0]) + 1
        if between == ["and"] and is_row:
            return Time(first.first, second.last, "/".join(years))
    return time


def _meant(sentence: Sentence, time: Time, subject: Subject, cell: Cell) -> str:
    """The recorded date, of which only the first or the last day counts where the sentence says
    when the exercise began or ended.
    """
    recorded = cell.row.value
    verbs = [word for word in sentence.lower[: time.first] if word in _BEGINNING | _ENDING | HELD]
    if subject.table != "exercises" or not verbs or "/" in time.edtf:
        return recorded
    sides = dates.sides(recorded)
    ends = {_BEGINNING: sides.first, _ENDING: sides.last}
    side = next((end for words, end in ends.items() if verbs[-1] in words), recorded)
    return recorded if side == dates.OPEN else side


def _most_exact(own: Sequence[Cell]) -> list[Cell]:
    """The cells without those that say the same as what is shown, but less exactly."""
    shown = [cell.row.value for cell in own if cell.is_shown]
    return [cell for cell in own if cell.is_shown or not _holds_any(cell.row.value, shown)]


def _holds_any(recorded: str, shown: Sequence[str]) -> bool:
    return any(value != recorded and fit(recorded, value) is Fit.SAME for value in shown)


def _judged(
    sentence: Sentence,
    subject: Subject,
    fits: dict[Cell, Fit],
    agreeing: Sequence[Cell],
    own: Sequence[Cell],
) -> tuple[Verdict, Sequence[Cell]]:
    if agreeing:
        firm = [cell for cell in agreeing if not cell.is_plan]
        is_standing = any(cell.is_shown for cell in agreeing) or not _differs(own)
        is_supported = bool(firm) and is_standing
        return (Verdict.SUPPORTED if is_supported else Verdict.DIFFERENT), (firm or agreeing)
    own = _most_exact(own)
    kinds = {fits[cell] for cell in own}
    if Fit.VAGUE in kinds:
        return Verdict.ABSENT, own
    if not _is_of_this(sentence, subject):
        return Verdict.ABSENT, own
    touches = Fit.PART in kinds or Fit.SAME in kinds
    return (Verdict.DIFFERENT if touches else Verdict.CONTRADICTED), own


def _differs(own: Sequence[Cell]) -> bool:
    """Whether rows exclude one another."""
    values = {cell.row.value for cell in own}
    return any(fit(value, other) is Fit.NONE for value in values for other in values)


def _fields(sentence: Sentence, time: Time, subject: Subject) -> tuple[str, ...]:
    """The columns that the nearest verb before the date, else after it, speaks of."""
    if subject.table != TRANSFERS:
        return ("date",)
    return _FIELDS[step_at(sentence, time.first)]


def _is_of_this(sentence: Sentence, subject: Subject) -> bool:
    """Whether the sentence says when this happened, and dates nothing else."""
    verbs: dict[str, Set[str]] = {
        "exercises": HELD,
        "agreements": SIGNED,
        TRANSFERS: ORDERING | DELIVERING | TRADING,
    }
    asked = verbs.get(subject.table, frozenset())
    return sentence.has(asked) and not sentence.says(_OTHERWISE)


def _is_longer(recorded: str, time: Time) -> bool:
    """Whether a transfer went on for years of which the sentence names but some."""
    start, end, _ = dates.parse(recorded)
    if start is None or end is None or time.is_open:
        return False
    low, high = time.years
    return start.year < low or end.year > high


def fit(asked: str, recorded: str) -> Fit:
    """How a date stands to a recorded one, both EDTF."""
    mine = dates.parse(asked)
    theirs = dates.parse(recorded)
    slack = _ALLOWED_YEARS if "~" in recorded or "%" in recorded else 0
    first = _widened(theirs.start, -slack, date.min)
    last = _widened(theirs.end, slack, date.max)
    begin = mine.start or date.min
    end = mine.end or date.max
    if end < first or begin > last:
        # Where a season begins and ends depends on who tells of it.
        is_near = _is_part_of_year(asked) and begin.year in {first.year, last.year}
        return Fit.VAGUE if is_near else Fit.NONE
    if dates.OPEN in asked:
        return _open_fit(asked, recorded, slack)
    # A decade is no span with two ends, but some time within it.
    if "/" in asked and "~" not in asked:
        return _span_fit(asked, recorded, slack)
    if theirs.start is None:
        # Known is when it was over, not when it began.
        return Fit.SAME if begin <= last <= end else Fit.VAGUE
    if begin <= first and last <= end:
        return Fit.SAME
    if first <= begin and end <= last:
        is_as_exact = dates.precision(recorded) >= dates.precision(asked) or slack
        is_year = dates.precision(asked) is Precision.YEAR
        return Fit.SAME if is_as_exact or is_year else Fit.VAGUE
    return Fit.PART


def _is_part_of_year(asked: str) -> bool:
    """Whether a date is that of a season, or early or late in a year."""
    return "~/" in asked and dates.precision(asked) is Precision.MONTH


def _open_fit(asked: str, recorded: str, slack: int) -> Fit:
    """Since agrees with what began then; until with what ended in that year."""
    if asked.endswith(dates.OPEN):
        begun = dates.sides(asked).first
        recorded_begun = dates.sides(recorded).first
        return _side_fit(begun, recorded_begun, slack)
    end = dates.parse(asked).end
    last = dates.parse(recorded).end
    if not end or not last or last > end:
        return Fit.PART
    # All that is past has ended by now; that it ended then is not said.
    return Fit.SAME if last.year >= end.year - slack else Fit.VAGUE


def _span_fit(asked: str, recorded: str, slack: int) -> Fit:
    """Two spans agree where both ends do."""
    pairs = zip(dates.sides(asked), dates.sides(recorded), strict=True)
    fits = {_side_fit(own, other, slack) for own, other in pairs}
    if Fit.PART in fits:
        return Fit.PART
    return Fit.VAGUE if Fit.VAGUE in fits else Fit.SAME


def _side_fit(own: str, other: str, slack: int) -> Fit:
    """How an end of a span stands to a recorded one, as exactly as the sentence gives it."""
    if other == dates.OPEN:
        return Fit.PART
    if other.startswith(own) or (slack and abs(int(own[:4]) - int(other[:4])) <= slack):
        return Fit.SAME
    return Fit.VAGUE if own.startswith(other) else Fit.PART


def _widened(day: date | None, years: int, otherwise: date) -> date:
    if day is None:
        return otherwise
    return day.replace(year=day.year + years, day=min(day.day, 28)) if years else day


def _in_words(own: Sequence[Cell]) -> str:
    """The recorded dates, each with its field."""
    named = {"date": "dated", "ordered": "ordered", "delivered": "delivered"}
    parts = {
        f"{named.get(cell.row.field, 'dated')} {dates.label(cell.row.value)}": None for cell in own
    }
    return "; ".join(parts)

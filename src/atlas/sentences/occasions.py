"""When a record was, as its rows have it, against a date of a sentence."""

from collections.abc import Sequence, Set

from atlas.sentences.contracts import contracts_of
from atlas.sentences.fits import Fit, fit
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
_SIGNING, _ANNOUNCED = words_of("signed sign concluded adopted agreed"), "announcement"
_OTHERWISE = words_of(
    "planned plan decided expected scheduled invited founded compared founding due since after "
    "first entered"
)
_BEGINNING = words_of("began begun begins started starts opened commenced")
_ENDING = words_of("ended ends concluded closed finished completed")
_FIELDS = {
    Step.ORDERED: ("ordered", "date"),
    Step.DELIVERED: ("delivered",),
    Step.TRADED: ("date", "ordered", "delivered"),
}


def date_finding(sentence: Sentence, time: Time, subject: Subject, identifier: str) -> Finding:
    """What the rows of a record say of a date of the sentence."""
    data = sentence.dataset
    own = _cells(sentence, time, subject, identifier)
    label = data.label(identifier)
    if not own:
        says = f"No date of this kind is recorded of {label}."
        return Finding(Verdict.ABSENT, says, RULE, records=(identifier,))
    if subject.table == "agreements" and time.edtf.replace("/", "–") in label.split():
        says = f"Part of the name of {label}."
        return Finding(Verdict.NAMED, says, RULE, records=(identifier,))
    if _is_otherwise(sentence, time, subject, identifier):
        says = f"What the sentence says of it is not dated here. {label}: {_in_words(own)}."
        return Finding(Verdict.ABSENT, says, RULE, tuple(cell.row for cell in own), (identifier,))
    if subject.table == TRANSFERS:
        time = _with_next_year(sentence, time)
    meant = {cell: _meant(sentence, time, subject, cell) for cell in own}
    fits = {cell: fit(time.edtf, meant[cell]) for cell in own}
    agreeing = [cell for cell in own if fits[cell] is Fit.SAME]
    if subject.table == TRANSFERS:
        agreeing = [cell for cell in agreeing if not _is_longer(meant[cell], time)]
    verdict, cited = _judged(sentence, subject, fits, agreeing, own)
    says = f"{label}: {_in_words(cited)}."
    return Finding(verdict, says, RULE, tuple(cell.row for cell in cited), (identifier,))


def _is_otherwise(sentence: Sentence, time: Time, subject: Subject, identifier: str) -> bool:
    """Whether it dates the end of a contract, or that something was signed which was announced."""
    data = sentence.dataset
    if subject.table == TRANSFERS and step_at(sentence, time.first) is Step.ORDERED:
        before = [word for word in sentence.lower[: time.first] if word in _ENDING | SIGNED]
        return before[-1:] != [] and before[-1] not in SIGNED
    kinds = {cell.row.value for cell in cells(data, identifier, "kind")}
    return subject.table == "agreements" and kinds == {_ANNOUNCED} and sentence.has(_SIGNING)


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
    when the exercise or the delivery began or ended.
    """
    recorded = cell.row.value
    begun = dates.sides(recorded).first
    is_begun_alone = dates.sides(recorded).last == dates.OPEN
    if subject.table == "exercises" and is_begun_alone and _is_day(begun):
        # When it was over is not told, but that it began that day.
        recorded = begun
    asked = {"exercises": _BEGINNING | _ENDING | HELD, TRANSFERS: _BEGINNING | _ENDING}
    of_table = asked.get(subject.table, frozenset())
    verbs = [word for word in sentence.lower[: time.first] if word in of_table]
    is_ordering = subject.table == TRANSFERS and cell.row.field != "delivered"
    if is_ordering or not verbs or "/" in time.edtf:
        return recorded
    sides = dates.sides(recorded)
    ends = {_BEGINNING: sides.first, _ENDING: sides.last}
    side = next((end for words, end in ends.items() if verbs[-1] in words), recorded)
    return recorded if side == dates.OPEN else side


def _is_day(side: str) -> bool:
    return dates.precision(side) is Precision.DAY


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
        if firm and is_standing:
            return Verdict.SUPPORTED, firm
        # What is shown instead is said beside it.
        fields = {cell.row.field for cell in agreeing}
        shown = [cell for cell in own if cell.is_shown and cell.row.field in fields]
        return Verdict.DIFFERENT, list(dict.fromkeys([*(firm or agreeing), *shown]))
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


def _cells(sentence: Sentence, time: Time, subject: Subject, identifier: str) -> list[Cell]:
    """The cells of the columns that the nearest verb before the date, else after it, speaks of.

    What is ordered or sold is dated by the contract, too, that it carries out.
    """
    data = sentence.dataset
    if subject.table != TRANSFERS:
        return list(cells(data, identifier, "date"))
    step = step_at(sentence, time.first)
    own = [cell for field in _FIELDS[step] for cell in cells(data, identifier, field)]
    if step is not Step.DELIVERED:
        contracts = contracts_of(data).get(identifier, ())
        own += [cell for key in contracts for cell in cells(data, key, "date")]
    return own


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


def _in_words(own: Sequence[Cell]) -> str:
    """The recorded dates, each with its field."""
    named = {"date": "dated", "ordered": "ordered", "delivered": "delivered"}
    parts = {
        f"{named.get(cell.row.field, 'dated')} {dates.label(cell.row.value)}": None for cell in own
    }
    return "; ".join(parts)

"""How long something took or holds: days of an exercise, years of an agreement."""

from collections.abc import Sequence

from atlas.dataset.dataset import Dataset
from atlas.sentences.amounts import Amount
from atlas.sentences.deeds import READ
from atlas.sentences.lexicon import words_of
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.units import AT_MOST, DURATIONS, Hedge
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values import dates
from atlas.values.dates import Precision
from atlas.values.words import agreeing, counted, number

RULE = (
    "The days of an exercise run from its first to its last, both included, where its dates are "
    "exact to the day; a day more or less is counted differently. The years of an agreement are "
    "those for which it was concluded or prolonged. No other duration is compared."
)
KINDS = frozenset(DURATIONS.values())
TERM = "term_years"
_DAYS = {"days": 1, "weeks": 7}
_LASTING = words_of("lasted lasting lasts took")
_RUNNING = words_of("lasted lasting lasts ran held")
_CONCLUDED = words_of(
    "signed concluded extended prolonged renewed agreed valid announced extending prolonging"
)


def duration_finding(
    sentence: Sentence, amount: Amount, subject: Subject, identifier: str
) -> Finding:
    """What the rows of a record say of a number of days, weeks or years."""
    data = sentence.dataset
    label = data.label(identifier)
    if subject.table == "exercises" and _is_of_exercise(sentence, amount, subject):
        return _of_exercise(data, amount, identifier)
    if subject.table == "agreements" and _is_of_term(sentence, amount):
        return _of_term(data, amount, identifier)
    says = f"No such duration is compared with what is recorded of {label}."
    return Finding(Verdict.ABSENT, says, RULE, records=(identifier,))


def _is_of_exercise(sentence: Sentence, amount: Amount, subject: Subject) -> bool:
    """Whether it “lasted six days”, or is “the six-day Joint Sea 2012”."""
    if amount.unit not in _DAYS:
        return False
    before = sentence.lower[max(amount.first - 2, 0) : amount.first]
    is_lasting = bool(before) and before[-1] in _LASTING
    is_running = before[-1:] in (["for"], ["over"]) and sentence.has(_RUNNING)
    is_adjective = sentence.lower[amount.noun] in {"day", "week"} and amount.least > 1
    return is_lasting or is_running or (is_adjective and subject.first == amount.noun + 1)


def _of_exercise(data: Dataset, amount: Amount, identifier: str) -> Finding:
    own = cells(data, identifier, "date")
    label = data.label(identifier)
    days = {cell: _days(cell.row.value) for cell in own}
    known = {cell: value for cell, value in days.items() if value}
    if not known:
        says = f"The days of {label} are not recorded."
        return Finding(Verdict.ABSENT, says, RULE, records=(identifier,))
    agreeing_cells = [cell for cell, value in known.items() if _fits(amount, value, 0)]
    is_shown = any(cell.is_shown and not cell.is_plan for cell in agreeing_cells)
    is_near = any(_fits(amount, value, 1) for value in known.values())
    verdict = Verdict.CONTRADICTED
    if is_shown:
        verdict = Verdict.SUPPORTED
    elif agreeing_cells or is_near:
        verdict = Verdict.DIFFERENT
    elif len(known) < len(days) or amount.unit != "days":
        verdict = Verdict.ABSENT
    cited = agreeing_cells or list(known)
    parts = [f"{dates.label(cell.row.value)}: {counted(known[cell], 'days')}" for cell in cited]
    says = f"{label}: {'; '.join(dict.fromkeys(parts))}."
    return Finding(verdict, says, RULE, tuple(cell.row for cell in cited), (identifier,))


def _days(edtf: str) -> int:
    """How many days a date has, its last included; 0 where it is not exact to the day."""
    is_exact = not set("~?%").intersection(edtf) and dates.OPEN not in edtf
    if not is_exact or any(_precision(side) is not Precision.DAY for side in dates.sides(edtf)):
        return 0
    start, end, _ = dates.parse(edtf)
    return (end - start).days + 1 if start and end else 0


def _precision(side: str) -> Precision:
    return dates.precision(side)


def _fits(amount: Amount, days: int, slack: int) -> bool:
    length = _DAYS[amount.unit]
    low = amount.least * length
    high = amount.most * length
    # A week is seven days or so.
    slack += length > 1
    if amount.hedge is Hedge.LEAST:
        return days >= low
    if amount.hedge in AT_MOST:
        return days <= high
    if amount.hedge in {Hedge.ABOUT, Hedge.NEARLY}:
        slack += 1
    return low - slack <= days <= high + slack


def _is_of_term(sentence: Sentence, amount: Amount) -> bool:
    """Whether it is “concluded for twenty years”, “extended by ten years”."""
    lead = sentence.lower[amount.first - 1] if amount.first else ""
    if amount.unit != "years" or lead not in {"for", "by", "another", "of", "further"}:
        return False
    verbs = [word for word in sentence.lower[: amount.first] if word in READ | _CONCLUDED]
    return verbs[-1:] != [] and verbs[-1] in _CONCLUDED


def _of_term(data: Dataset, amount: Amount, identifier: str) -> Finding:
    own = cells(data, identifier, TERM)
    label = data.label(identifier)
    if not own:
        says = f"For how many years {label} was concluded is not recorded."
        return Finding(Verdict.ABSENT, says, RULE, records=(identifier,))
    fitting = [cell for cell in own if amount.least <= cell.number <= amount.most]
    verdict = Verdict.SUPPORTED if any(cell.is_shown for cell in fitting) else Verdict.CONTRADICTED
    if fitting and verdict is Verdict.CONTRADICTED:
        verdict = Verdict.DIFFERENT
    says = f"{label}: {_years(own)}."
    return Finding(verdict, says, RULE, tuple(cell.row for cell in own), (identifier,))


def _years(own: Sequence[Cell]) -> str:
    values = dict.fromkeys(cell.number for cell in own)
    noun = agreeing(2 if len(values) > 1 or 1 not in values else 1, "year", "years")
    return f"for {' or '.join(number(value) for value in values)} {noun}"

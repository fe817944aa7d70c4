"""Who was at an exercise only to watch it, as a sentence says: attended only as an observer."""

from collections.abc import Sequence

from atlas.sentences.readings import Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.sentences.watching import TAKING_PART, WATCHING, WORDS

RULE = (
    "That a country only watched an exercise is supported where a row has it among the observers "
    "and none among those who took part; it is contradicted where only rows of the latter have it."
)
_ONLY = {"only", "merely", "just", "solely"}
_BETWEEN = {"as", "an", "a"}


def only_watching_marks(sentence: Sentence, readings: Sequence[Reading]) -> list[Mark]:
    """The mark on “only as an observer” in a sentence about one country and one exercise."""
    own = [reading for reading in readings if reading.subject.table == "exercises"]
    codes = {sentence.country(name) for name in sentence.countries}
    if len(own) != 1 or len(own[0].equals) != 1 or len(codes) != 1:
        return []
    marks = []
    for place, word in enumerate(sentence.lower):
        last = _to_watching(sentence, place + 1)
        if word in _ONLY and last:
            finding = _finding(sentence, own[0].record, min(codes))
            marks.append(Mark(*sentence.span(place, last), Kind.COMPARISON, finding))
    return marks


def _to_watching(sentence: Sentence, place: int) -> int:
    """The place after a word of watching that only articles part from here; 0 for none."""
    while sentence.lower[place : place + 1] in [[word] for word in _BETWEEN]:
        place += 1
    return place + 1 if sentence.lower[place : place + 1] in [[word] for word in WORDS] else 0


def _finding(sentence: Sentence, key: str, code: str) -> Finding:
    watching = _with(sentence, key, WATCHING, code)
    taking_part = _with(sentence, key, TAKING_PART, code)
    label = sentence.dataset.label(key)
    rows = tuple(cell.row for cell in (*watching, *taking_part))
    verdict = Verdict.DIFFERENT
    if not rows:
        verdict = Verdict.ABSENT
    elif not taking_part:
        verdict = Verdict.SUPPORTED
    elif not watching:
        verdict = Verdict.CONTRADICTED
    says = f"{label}: {len(watching):,} rows as observer, {len(taking_part):,} as taking part."
    return Finding(verdict, says, RULE, rows, (key,))


def _with(sentence: Sentence, key: str, field: str, code: str) -> list[Cell]:
    own = cells(sentence.dataset, key, field)
    return [cell for cell in own if code in cell.row.value.split(";") and not cell.is_plan]

"""What a sentence says was so for the first time, of exercises that are parts of a series."""

from collections.abc import Sequence
from itertools import chain

from atlas.sentences.members import member_finding
from atlas.sentences.names import Name
from atlas.sentences.readings import Reading
from atlas.sentences.rows import Cell, cells, shown
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import parts_of
from atlas.sentences.verdicts import Finding, Kind, Mark, Row, Verdict
from atlas.values import dates
from atlas.values.pair import CHINA, RUSSIA
from atlas.values.words import listed

RULE = (
    "“For the first time” is read of the part of a series. Of a country or a place it is supported "
    "where each earlier part says who took part, who was the host or where it was held, and none "
    "has it; it is contradicted where one has. Of all else it is supported only of the part that "
    "is recorded as the first."
)
PHRASE = ("for", "the", "first", "time")
_PAIR = {CHINA, RUSSIA}
# A country that is host takes part as well: what the sentence says of it goes first.
_FIELDS = ("place", "participants", "host")
_NAMED_MOST = 3


def first_time_marks(sentence: Sentence, readings: Sequence[Reading]) -> list[Mark]:
    """The mark on “for the first time” in a sentence about one part of a series."""
    length = len(PHRASE)
    lower = tuple(sentence.lower)
    places = [at for at in range(len(lower)) if lower[at : at + length] == PHRASE]
    own = [reading for reading in readings if reading.subject.table == "exercises"]
    is_one = len(own) == 1 and len(own[0].equals) == 1 and not own[0].also
    numbers = [amount for amount in sentence.amounts if not amount.edition]
    if len(places) != 1 or not is_one or numbers:
        return []
    finding = _finding(sentence, own[0].record)
    return [Mark(*sentence.span(places[0], places[0] + length), Kind.COMPARISON, finding)]


def _finding(sentence: Sentence, key: str) -> Finding:
    data = sentence.dataset
    named = [name for name in sentence.names if _is_thing(sentence, name)]
    others = [name for name in named if sentence.country(name) not in _PAIR]
    pair = [name for name in named if name not in others]
    if not others:
        return _of_edition(sentence, key)
    fields = [_field(sentence, name, key) for name in others]
    is_mixed = bool(pair) and set(fields) != {"place"}
    earlier = _earlier(sentence, key)
    says = f"Whether {data.label(key)} is the first of this kind is not recorded here."
    left_open = Finding(Verdict.ABSENT, says, RULE, records=(key,))
    if not earlier or is_mixed or not all(fields):
        return left_open
    before = [
        _with(sentence, name, field, earlier) for name, field in zip(others, fields, strict=True)
    ]
    if all(before):
        found = list(chain.from_iterable(before))
        return _contradicted(sentence, found)
    is_known = all(cells(data, part, field) for part in earlier for field in fields)
    if any(before) or not is_known:
        return left_open
    labels = listed([data.label(name.ids[0]) for name in others])
    says = f"{labels}: in none of {len(earlier):,} earlier parts of the series recorded here."
    rows = tuple(cell.row for field in set(fields) for cell in cells(data, key, field))
    return Finding(Verdict.SUPPORTED, says, RULE, rows, (key, *earlier))


def _is_thing(sentence: Sentence, name: Name) -> bool:
    return bool(sentence.country(name)) or sentence.table(name) == "places"


def _field(sentence: Sentence, name: Name, key: str) -> str:
    """The column that has a country or a place in this part; blank where none bears it out."""
    finding = member_finding(sentence, name, (key,), "exercises")
    if finding.verdict is not Verdict.SUPPORTED:
        return ""
    fields = {row.field for row in finding.rows}
    return next((field for field in _FIELDS if field in fields), "")


def _earlier(sentence: Sentence, key: str) -> list[str]:
    """The parts of the same series that were over before this one began; none if one is undated."""
    data = sentence.dataset
    series = data.records.at[key, "part_of"]
    parts = parts_of(data).get(str(series), [])
    began = dates.parse(shown(data, key, "date")) if shown(data, key, "date") else None
    if began is None or began.start is None:
        return []
    earlier = []
    for part in parts:
        date = shown(data, part, "date")
        if not date:
            return []
        span = dates.parse(date)
        last = span.end or span.start
        if last and last < began.start:
            earlier.append(part)
    return earlier


def _with(sentence: Sentence, name: Name, field: str, parts: Sequence[str]) -> list[Cell]:
    """The cells of earlier parts that have what is named."""
    data = sentence.dataset
    own = chain.from_iterable(cells(data, part, field) for part in parts)
    return [cell for cell in own if not set(cell.row.value.split(";")).isdisjoint(name.ids)]


def _contradicted(sentence: Sentence, found: Sequence[Cell]) -> Finding:
    records = tuple(dict.fromkeys(cell.row.record for cell in found))
    labels = [sentence.dataset.label(key) for key in records[:_NAMED_MOST]]
    rows = tuple(cell.row for cell in found)
    return Finding(Verdict.CONTRADICTED, f"Before: {listed(labels)}.", RULE, rows, records)


def _of_edition(sentence: Sentence, key: str) -> Finding:
    """Whether a part is recorded as the first of its series."""
    data = sentence.dataset
    own: list[Row] = [cell.row for cell in cells(data, key, "edition") if cell.row.value == "1"]
    if own:
        says = f"{data.label(key)}: recorded as the first."
        return Finding(Verdict.SUPPORTED, says, RULE, tuple(own), (key,))
    says = f"{data.label(key)}: not recorded as the first."
    return Finding(Verdict.ABSENT, says, RULE, records=(key,))

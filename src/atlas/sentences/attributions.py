"""Who is said to say it: according to SIPRI, as TASS reported."""

from collections.abc import Iterator, Sequence
from itertools import chain

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.sentences.lexicon import words_of
from atlas.sentences.naming import SILENCE
from atlas.sentences.persons import person_spans
from atlas.sentences.published import called
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Kind, Mark, Row, Verdict

RULE = (
    "Whoever a sentence cites is supported where each number, date and comparison of it that is "
    "supported has a row of theirs: of what they published, or in which they speak."
)
_LEAD = ("according", "to")
_ARTICLES = {"the"}
_TELLING = words_of("reported reports said says wrote writes puts put")
_MORE_WORDS = 3
_CLAIMS = {Kind.NUMBER, Kind.DATE, Kind.COMPARISON, Kind.DIRECTION}
_PUBLISHERS = ("publisher", "origin", "institution", "author")


def attribution_marks(sentence: Sentence, marks: Sequence[Mark]) -> list[Mark]:
    """The marks on whoever is said to say it, by the evidence of the other marks."""
    supported = [mark for mark in marks if _is_claim(mark)]
    if not supported:
        return []
    return [
        Mark(*sentence.span(first, last), Kind.NAME, _finding(sentence, first, last, supported))
        for first, last in (*_cited(sentence), *_telling(sentence))
    ]


def _cited(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The names after “according to”."""
    for place in range(len(sentence.lower)):
        if tuple(sentence.lower[place : place + len(_LEAD)]) == _LEAD:
            first = place + len(_LEAD)
            first += sentence.lower[first : first + 1] in [[word] for word in _ARTICLES]
            last = _end(sentence, first)
            if last > first:
                yield first, last


def _telling(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The names of those who publish before “reported” or “said”."""
    spans = [*person_spans(sentence), *((name.first, name.last) for name in sentence.names)]
    for first, last in spans:
        is_telling = not _TELLING.isdisjoint(sentence.lower[last : last + 1])
        if is_telling and " ".join(sentence.lower[first:last]) in _publishers(sentence.dataset):
            yield first, last


@once_a_dataset
def _publishers(dataset: Dataset) -> frozenset[str]:
    """What all are called whose texts are sources here, in small letters."""
    sources = dataset.sources
    texts = {*sources["publisher"].dropna(), *sources["origin"].dropna()}
    return frozenset(name for text in texts for name in called(str(text)))


def is_cited(sentence: Sentence, first: int) -> bool:
    """Whether “according to” leads to a name."""
    before = [word for word in sentence.lower[:first] if word not in _ARTICLES]
    return tuple(before[-len(_LEAD) :]) == _LEAD


def _end(sentence: Sentence, first: int) -> int:
    """Where the name ends that begins at a place; that place where none does."""
    spans = [*sentence.strangers, *((name.first, name.last) for name in sentence.names)]
    last = next((last for begin, last in spans if begin == first), first)
    # US officials, the FSB press service: up to the comma.
    behind = sentence.lower[last : last + _MORE_WORDS + 1]
    return last + behind.index(",") if last > first and "," in behind else last


def _is_claim(mark: Mark) -> bool:
    return mark.kind in _CLAIMS and mark.finding.verdict is Verdict.SUPPORTED


def _finding(sentence: Sentence, first: int, last: int, supported: Sequence[Mark]) -> Finding:
    who = " ".join(sentence.lower[first:last])
    theirs = [_rows_of(sentence, mark, who) for mark in supported]
    start, end = sentence.span(first, last)
    name = sentence.text[start:end]
    if all(theirs):
        rows = tuple(dict.fromkeys(chain.from_iterable(theirs)))
        return Finding(Verdict.SUPPORTED, f"{name}: cited here for this.", RULE, rows)
    says = f"Not all of this rests here on a row of {name}."
    return Finding(Verdict.ABSENT, says, f"{RULE} {SILENCE}")


def _rows_of(sentence: Sentence, mark: Mark, who: str) -> list[Row]:
    return [row for row in mark.finding.rows if _is_of(sentence, row, who)]


def _is_of(sentence: Sentence, row: Row, who: str) -> bool:
    """Whether a row is of somebody: of their text, or in their words."""
    source = sentence.dataset.sources.loc[row.source]
    texts = [row.said_by, *(source[column] for column in _PUBLISHERS)]
    known = [text for text in texts if isinstance(text, str)]
    return any(who == text.lower() or who in called(text) for text in known)

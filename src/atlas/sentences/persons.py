"""Persons and the frames of exercises in a sentence, as the rows of what it is about have them: who
announced, signed or met, the SCO's Peace Mission.
"""

import re
from collections.abc import Iterator, Sequence

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.sentences.lexicon import words_of
from atlas.sentences.published import counters
from atlas.sentences.rows import Cell, cells, cells_by_field, described_so
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Row, Verdict

RULE = (
    "A person is supported who speaks in a row of what the sentence is about, where it says that "
    "something was said, or whom the name or the summary of the agreement has. A name of one word "
    "is enough where nobody else there has it."
)
# What a speaker does; a person in the summary of an agreement does what stands there.
TELLING = words_of("announced said told stated declared confirmed revealed disclosed")
TITLES = words_of(
    "president presidents premier minister ministers chief commander general admiral colonel "
    "leader leaders prime defence defense foreign"
)
# What the frame of an exercise is called, each word in one spelling.
_FRAMEWORKS = {
    "SCO": ("sco", "shanghai cooperation organisation", "shanghai cooperation organization"),
}
_IN_WORDS = ("name", "summary")
# The second words of papers and stations.
_MEDIA = {"One", "Times", "News", "Daily", "Novosti"}
_WORD = re.compile(r"[^\W\d_]+")
Span = tuple[int, int]


def person_spans(sentence: Sentence) -> list[Span]:
    """The names that nothing here has, and a first word that is the name of who speaks or has
    counted here.
    """
    opener = sentence.words[0].text if sentence.words else ""
    is_known = opener in _surnames(sentence.dataset)
    is_known |= opener.lower() in counters(sentence.dataset)
    is_taken = any(first == 0 for first, _ in sentence.strangers)
    is_taken |= any(name.first == 0 for name in sentence.names)
    return [*([(0, 1)] if is_known and not is_taken else []), *sentence.strangers]


@once_a_build
def _surnames(dataset: Dataset) -> frozenset[str]:
    """The second words of all who speak and are called by two: none of BBC News, US officials."""
    speakers = {speaker for own in speakers_of(dataset).values() for speaker in own}
    names = [speaker.split() for speaker in speakers]
    pairs = [words for words in names if len(words) == 2 and all(map(str.istitle, words))]
    return frozenset(second for _, second in pairs if second not in _MEDIA)


@once_a_build
def speakers_of(dataset: Dataset) -> dict[str, dict[str, list[Cell]]]:
    """Who speaks in the rows of each record, with the cells of these rows."""
    speakers: dict[str, dict[str, list[Cell]]] = {}
    for (identifier, _), own in cells_by_field(dataset).items():
        for cell in own:
            if cell.row.said_by:
                of_record = speakers.setdefault(identifier, {})
                of_record.setdefault(cell.row.said_by, []).append(cell)
    return speakers


def person_finding(sentence: Sentence, span: Span, records: Sequence[str]) -> Finding | None:
    """What the rows of some records have of a person; None where they have nobody of this name."""
    first, last = span
    words = [word.text for word in sentence.words[first:last]]
    who = " ".join(word.norm for word in sentence.words[first:last])
    for key in records:
        start, end = sentence.span(first, last)
        described = described_so(sentence.dataset, key, sentence.text[start:end])
        own = [*_rows(sentence, words, key), *described]
        frameworks = [cell.row for cell in cells(sentence.dataset, key, "framework")]
        own += [row for row in frameworks if who in _FRAMEWORKS.get(row.value, ())]
        if own:
            says = f"{sentence.text[start:end]}: in a row of {sentence.dataset.label(key)}."
            return Finding(Verdict.SUPPORTED, says, RULE, tuple(own), (key,))
    return None


def _rows(sentence: Sentence, words: Sequence[str], key: str) -> Iterator[Row]:
    data = sentence.dataset
    if sentence.has(TELLING):
        for speaker, own in speakers_of(data).get(key, {}).items():
            if _has(speaker, words):
                yield own[0].row
    if sentence.tables[key] == "agreements":
        for field in _IN_WORDS:
            for cell in cells(data, key, field):
                if _has(cell.row.value, words):
                    yield cell.row


def _has(text: str, words: Sequence[str]) -> bool:
    """Whether a text has a name, or its first or last word without a further name beside it."""
    if not all(_WORD.fullmatch(word) for word in words):
        # A designation such as Su-57 is nobody's name.
        return False
    found = _WORD.findall(text)
    length = len(words)
    if any(found[at : at + length] == list(words) for at in range(len(found))):
        return True
    return any(
        word in {words[0], words[-1]} and not _is_longer(found, at, words)
        for at, word in enumerate(found)
    )


def _is_longer(found: Sequence[str], at: int, words: Sequence[str]) -> bool:
    """Whether a word of a text is part of a name that is not the one that is asked."""
    if len(words) == 1:
        return False
    beside = (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2])
    return any(word[:1].isupper() and word not in words for word in beside)

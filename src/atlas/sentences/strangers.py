"""The marks on names that no entry has: persons, frames, whoever is cited, and all others."""

from collections.abc import Sequence, Set

from atlas.sentences.longer import called_longer
from atlas.sentences.naming import SILENCE
from atlas.sentences.persons import person_finding, person_spans
from atlas.sentences.published import counters
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict

NO_SUCH_NAME = "No entry here has just this name"


def stranger_marks(sentence: Sentence, about: Sequence[str]) -> list[Mark]:
    """Names that no entry has; whoever has counted is known by that, a person by a row of what
    the sentence is about.
    """
    known = counters(sentence.dataset)
    made = []
    for first, last in person_spans(sentence):
        longer = called_longer(sentence.dataset, sentence.lower[first:last])
        says = f"{NO_SUCH_NAME}; the names of some begin with it." if longer else f"{NO_SUCH_NAME}."
        finding = Finding(Verdict.ABSENT, says, SILENCE, readings=longer)
        if _is_counter(sentence.lower[first:last], known):
            finding = Finding(Verdict.NAMED, "Whoever is cited.", SILENCE)
        finding = person_finding(sentence, (first, last), about) or finding
        made.append(Mark(*sentence.span(first, last), Kind.NAME, finding))
    return made


def _is_counter(words: Sequence[str], known: Set[str]) -> bool:
    """Whether a name is that of somebody who has published a number here, or begins with it."""
    return " ".join(words) in known or any(word in known for word in words)

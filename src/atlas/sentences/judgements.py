"""Words that judge: nobody's row can bear them out, and none is asked to."""

from atlas.sentences.lexicon import words_of
from atlas.sentences.naming import SILENCE
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict

JUDGEMENTS = words_of(
    "strong stronger strongest weak weaker weakest deep deeper deepest deepening shallow shallower "
    "close closer closest dangerous dangerously threatening alarming worrying worrisome serious "
    "significant significantly substantial important crucial vital critical formidable robust "
    "fragile genuine real unprecedented dramatic dramatically remarkable impressive modest limited "
    "powerful advanced aggressive provocative hostile friendly unlimited meaningful symbolic "
    "reliable unreliable equal unequal dominant junior complex weighty extensive valuable"
)


def judgement_marks(sentence: Sentence) -> list[Mark]:
    """The words of a sentence that judge."""
    finding = Finding(Verdict.JUDGEMENT, "A judgement, which is left to whoever makes it.", SILENCE)
    return [
        Mark(*sentence.span(place, place + 1), Kind.JUDGEMENT, finding)
        for place, word in enumerate(sentence.lower)
        if word in JUDGEMENTS
    ]

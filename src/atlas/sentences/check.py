"""A text, sentence by sentence, with what the sources say of every claim in it."""

from atlas.dataset.dataset import Dataset
from atlas.sentences.assess import marks
from atlas.sentences.naming import SILENCE
from atlas.sentences.sentence import read
from atlas.sentences.tokens import sentences, tokens
from atlas.sentences.verdicts import Checked, Finding, Kind, Mark, Verdict

LONGEST = 5_000
# Words of a sentence, of which each is compared with many others; a long one of an article has 80.
MOST_WORDS = 300


def check(dataset: Dataset, text: str) -> list[Checked]:
    """The sentences of a text with their marks, in order.

    Deterministic: the same text under the same data gives the same marks. Nothing is stored and
    nothing is asked of another machine. ValueError for a text that is longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        raise ValueError(f"The text has {len(text):,} characters; at most {LONGEST:,} are checked.")
    return [Checked(sentence, _marks(dataset, sentence)) for sentence in sentences(text)]


def _marks(dataset: Dataset, sentence: str) -> tuple[Mark, ...]:
    """The marks of a sentence; one that is too long to be compared is a mark as a whole."""
    n_words = len(tokens(sentence))
    if n_words > MOST_WORDS:
        says = (
            f"This sentence has {n_words:,} words, and is not compared: at most {MOST_WORDS} are "
            "between two full stops or line breaks."
        )
        finding = Finding(Verdict.ABSENT, says, SILENCE)
        return (Mark(0, len(sentence), Kind.COMPARISON, finding),)
    return marks(read(dataset, sentence))

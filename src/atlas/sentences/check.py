"""A text, sentence by sentence, with what the sources say of every claim in it."""

from atlas.dataset.dataset import Dataset
from atlas.sentences.assess import marks
from atlas.sentences.sentence import read
from atlas.sentences.tokens import sentences
from atlas.sentences.verdicts import Checked

LONGEST = 5_000


def check(dataset: Dataset, text: str) -> list[Checked]:
    """The sentences of a text with their marks, in order.

    Deterministic: the same text under the same data gives the same marks. Nothing is stored and
    nothing is asked of another machine. ValueError for a text that is longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        raise ValueError(f"The text has {len(text):,} characters; at most {LONGEST:,} are checked.")
    checked = []
    for sentence in sentences(text):
        read_sentence = read(dataset, sentence)
        checked.append(Checked(sentence, marks(read_sentence)))
    return checked

"""What goods are for, as a sentence says: missiles for the Su-35."""

from collections.abc import Sequence

from atlas.dataset.dataset import Dataset
from atlas.sentences.lexicon import words_of
from atlas.sentences.members import tie
from atlas.sentences.names import Name
from atlas.sentences.places import held_by
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS
from atlas.sentences.tokens import tokens
from atlas.sentences.verdicts import Finding, Verdict

RULE = (
    "What goods are for is read where the description of their transfer, or a link, names it. "
    "Anything else is left open."
)
_BETWEEN = words_of("the its their new chinese russian fleet")
_NEAR = 4


def fitted_findings(sentence: Sentence, readings: Sequence[Reading]) -> dict[Piece, Finding]:
    """The systems that other goods are said to be for, where no row says so."""
    findings: dict[Piece, Finding] = {}
    for name in sentence.names:
        goods = [own for own in readings if _is_for(sentence, own, name)]
        told = _descriptions(sentence, goods[-1], name) if goods else []
        if told:
            says = f"{_label(sentence, goods[-1])}: so described."
            rows = tuple(cell.row for cell in told)
            findings[name] = Finding(Verdict.SUPPORTED, says, RULE, rows, goods[-1].equals[:1])
        elif goods and not _is_told(sentence, goods[-1], name):
            says = f"That {_label(sentence, goods[-1])} is for this is not recorded here."
            findings[name] = Finding(Verdict.ABSENT, says, RULE, records=goods[-1].equals[:1])
    return findings


def _descriptions(sentence: Sentence, goods: Reading, name: Name) -> list[Cell]:
    """The descriptions of the transfer that is meant that name what its goods are for."""
    asked = " ".join(word.norm for word in sentence.words[name.first : name.last])
    data = sentence.dataset
    keys = [key for key in goods.equals if asked in _description(data, key)]
    return [cell for key in keys for cell in cells(data, key, "description")]


def _label(sentence: Sentence, goods: Reading) -> str:
    return sentence.dataset.label(goods.record) if goods.record else "what moves"


def _is_for(sentence: Sentence, goods: Reading, name: Name) -> bool:
    """Whether “for” leads from goods to a system with nothing but articles and numbers between."""
    subject = goods.subject
    is_system = sentence.table(name) == "systems" and subject.table == TRANSFERS
    if not is_system or subject.last > name.first:
        return False
    lead = sentence.lower[max(subject.last, name.first - _NEAR) : name.first]
    if "for" not in lead:
        return False
    start = name.first - lead[::-1].index("for")
    held = held_by(sentence.amounts)
    between = {sentence.lower[place] for place in range(start, name.first) if place not in held}
    return between <= _BETWEEN


def _is_told(sentence: Sentence, goods: Reading, name: Name) -> bool:
    """Whether it stands in the description of the transfer that is meant.

    Where it is in that of no transfer of these goods, a link between the two is enough.
    """
    asked = " ".join(word.norm for word in sentence.words[name.first : name.last])
    data = sentence.dataset
    told = {key for key in goods.subject.ids if asked in _description(data, key)}
    if told:
        return not told.isdisjoint(goods.equals)
    return any(tie(data, goods.subject.named, key) for key in name.ids)


def _description(data: Dataset, transfer: str) -> str:
    """What a transfer is described as, each word in its one spelling."""
    texts = [cell.row.value for cell in cells(data, transfer, "description")]
    return " ".join(word.norm for text in texts for word in tokens(text))

"""Goods that a sentence tells of by their contract, order or delivery, without who gives and takes:
the contract for 24 Su-35.
"""

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.sentences.lexicon import words_of
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import DELIVERING, TRADING
from atlas.sentences.subjects import TRANSFERS, Subject, sides_of, transfers_of
from atlas.values.pair import CHINA, RUSSIA

CARRYING_OUT = "carries out"
_TRADES = words_of(
    "contract contracts deal deals order orders purchase sale delivery deliveries licence license"
)
_TRADES |= DELIVERING | TRADING | {"paid"}
_PAIR = {CHINA, RUSSIA}


def contracted(sentence: Sentence) -> list[Subject]:
    """The transfers of each system of a sentence that speaks of its contract or its delivery.

    Those between the countries that are named; where none is, between China and Russia if there
    are such.
    """
    if not sentence.has(_TRADES):
        return []
    data = sentence.dataset
    own = []
    for name in sentence.names:
        if sentence.table(name) == "systems":
            keys = [key for system in name.ids for key in transfers_of(data).get(system, ())]
            ids = tuple(key for key in keys if _is_between(sentence, key))
            if not sentence.countries:
                ids = ids or tuple(keys)
            own.append(Subject(name.first, name.last, TRANSFERS, ids, name.ids))
    return [subject for subject in own if subject.ids]


def _is_between(sentence: Sentence, transfer: str) -> bool:
    named = {sentence.country(name) for name in sentence.countries}
    return (named or _PAIR).issubset(sides_of(sentence.dataset)[transfer])


@once_a_build
def carried_out_by(dataset: Dataset) -> dict[str, list[str]]:
    """Of each contract the transfers that carry it out."""
    carried_out: dict[str, list[str]] = {}
    for transfer, contract in _links(dataset):
        carried_out.setdefault(contract, []).append(transfer)
    return carried_out


@once_a_build
def contracts_of(dataset: Dataset) -> dict[str, list[str]]:
    """Of each transfer the contracts that it carries out."""
    contracts: dict[str, list[str]] = {}
    for transfer, contract in _links(dataset):
        contracts.setdefault(transfer, []).append(contract)
    return contracts


def _links(dataset: Dataset) -> list[tuple[str, str]]:
    links = dataset.built["links"]
    own = links[links["relation"].eq(CARRYING_OUT)]
    return list(zip(map(str, own["subject"]), map(str, own["object"]), strict=True))

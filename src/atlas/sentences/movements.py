"""Whether goods went the way that a sentence says, as the transfers here have it."""

from collections.abc import Sequence

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import party
from atlas.records.outcome import is_carried_out
from atlas.sentences.directions import Direction
from atlas.sentences.lexicon import words_of
from atlas.sentences.rows import cells, described_so
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import Step, step_of
from atlas.sentences.subjects import TRANSFERS, Subject
from atlas.sentences.tokens import spelled
from atlas.sentences.units import ANY
from atlas.sentences.verdicts import Finding, Row, Verdict
from atlas.values.words import agreeing, listed

RULE = (
    "A direction is supported by a transfer of the named goods that was carried out that way. It "
    "is contradicted where all recorded transfers of them between the two go the other way. What "
    "was only agreed, offered or cancelled is told apart."
)
# Goods by the categories of the data.
GOODS = {
    spelled(word): categories
    for word, categories in {
        "arms": (),
        "weapons": (),
        "weaponry": (),
        "hardware": (),
        "fighters": ("aircraft",),
        "jets": ("aircraft",),
        "aircraft": ("aircraft",),
        "helicopters": ("aircraft",),
        "drones": ("drones",),
        "engines": ("engines",),
        "missiles": ("missiles",),
        "submarines": ("ships",),
        "destroyers": ("ships",),
        "components": ("electronics",),
        "electronics": ("electronics",),
        "microelectronics": ("electronics",),
        "satellites": ("satellites",),
        "radars": ("sensors",),
    }.items()
}
MOST_NAMED = 3
_NONE = "No transfer of this between the two is recorded in these sources."
_ONE_SIDE = "The sentence names one side alone, of which no transfer is looked up."
# SIPRI's volumes are those of arms.
_OF_GOODS = {"pieces", "fire units", ANY, "tiv"}
_AGREED, _LEASE, LICENSED = "agreed", "lease", "licensed production"
# A verb or a noun of it.
_OF_LICENCES = {"licence", "license"}
LICENCES = words_of("licence license licences licenses licensed assembled kits")
_GIVING, _SALE = words_of("gave give gives"), "sale"
_LEASING = words_of("leased leases lease leasing")
# They may stand between “for” and what it leads to.
_BEFORE_NAMES = {"the", "a", "an", "its", "their"}
_SELLING = words_of("sold sell sells selling bought buy buys buying purchased purchase sale sales")


def goods_of(sentence: Sentence) -> list[str]:
    """The words of a sentence that name kinds of goods, but none of what these are for."""
    return [sentence.words[place].norm for place in _places_of_goods(sentence)]


def _places_of_goods(sentence: Sentence) -> list[int]:
    places = [place for place, word in enumerate(sentence.words) if word.norm in GOODS]
    return [place for place in places if not _is_purpose(sentence, place)]


def is_purpose_of_goods(sentence: Sentence, place: int) -> bool:
    """Whether a kind of goods stands there, none of arms in general, that others are for."""
    return bool(GOODS.get(sentence.words[place].norm)) and _is_purpose(sentence, place)


def _is_purpose(sentence: Sentence, place: int) -> bool:
    """Whether “for” leads to a word, over names and articles: engines for China's J-10 fighters."""
    spans = [*sentence.strangers, *((name.first, name.last) for name in sentence.names)]
    named = {inner for first, last in spans for inner in range(first, last)}
    while place and (place - 1 in named or sentence.lower[place - 1] in _BEFORE_NAMES):
        place -= 1
    return place > 0 and sentence.lower[place - 1] == "for"


def is_of_goods(sentence: Sentence, own: Sequence[Subject]) -> bool:
    """Whether what moves in a sentence are goods such as these data hold."""
    has_pieces = any(amount.unit in _OF_GOODS for amount in sentence.amounts)
    return bool(own) or bool(goods_of(sentence)) or has_pieces


def direction_finding(sentence: Sentence, direction: Direction, own: Sequence[Subject]) -> Finding:
    """What the transfers here say of who gives and who receives."""
    data = sentence.dataset
    products = [subject for subject in own if subject.table == TRANSFERS]
    if any(subject.is_reversed for subject in products):
        keys = [key for subject in products if subject.is_reversed for key in subject.ids]
        says = f"Recorded the other way round only: {_named(data, keys)}."
        return Finding(Verdict.CONTRADICTED, says, RULE, _rows(data, keys), tuple(keys))
    if any(not subject.ids for subject in products):
        return Finding(Verdict.ABSENT, _NONE, RULE)
    keys = [key for subject in products for key in subject.ids]
    if not products:
        keys = of_category(sentence, direction)
    if not keys:
        is_whole = direction.supplier and direction.recipient
        return Finding(Verdict.ABSENT, _NONE if is_whole else _ONE_SIDE, RULE)
    return outcome_finding(data, keys, sentence.lower[direction.place])


def kinds_of_goods(sentence: Sentence, directions: Sequence[Direction]) -> list[Subject]:
    """The transfers of goods that a sentence names by their kind alone: helicopters for Russia.

    None of arms in general, and none where a name of no country or organisation says more.
    """
    words = _places_of_goods(sentence)
    is_of_kind = len(words) == 1 and bool(GOODS[sentence.words[words[0]].norm])
    bodies = {name for name, _ in sentence.parties}
    others = [name for name in sentence.names if name not in bodies]
    if len(directions) != 1 or not is_of_kind or others:
        return []
    ids = tuple(of_category(sentence, directions[0]))
    return [Subject(words[0], words[0] + 1, TRANSFERS, ids, ())] if ids else []


def of_category(sentence: Sentence, direction: Direction) -> list[str]:
    """The transfers that go so of the goods that are named; of arms in general all of them.

    A designation that no system has may be what they are for, where their description has it.
    """
    frame = sentence.dataset.built[TRANSFERS]
    goods = goods_of(sentence)
    # SIPRI's volumes are those of arms.
    has_volume = any(amount.unit == "tiv" for amount in sentence.amounts)
    is_whole = bool(direction.supplier and direction.recipient)
    strange = sentence.designations
    are_purposes = all(_is_purpose(sentence, first) for first, _ in strange)
    if not (goods or has_volume) or not is_whole or not are_purposes:
        return []
    goes = party(frame, "supplier").eq(direction.supplier)
    goes &= party(frame, "recipient").eq(direction.recipient)
    categories = {category for word in goods for category in GOODS[word]}
    if categories:
        goes &= frame["category"].isin(categories)
    keys = map(str, frame.index[goes])
    texts = [sentence.text[slice(*sentence.span(*span))] for span in strange]
    data = sentence.dataset
    return [key for key in keys if all(described_so(data, key, text) for text in texts)]


def outcome_finding(data: Dataset, keys: Sequence[str], verb: str) -> Finding:
    """Whether some of these transfers got as far as the verb says, and in the way that it says."""
    frame: pd.DataFrame = data.built[TRANSFERS].loc[list(keys)]
    as_far = _is_of_step(frame, step_of(verb))
    done = list(map(str, frame.index[as_far & _is_of_kind(frame, verb)]))
    if done:
        noun = agreeing(len(done), "transfer", "transfers")
        says = f"{len(done):,} {noun} recorded so: {_named(data, done)}."
        return Finding(Verdict.SUPPORTED, says, RULE, _rows(data, done), tuple(done[:MOST_NAMED]))
    # What got as far as that is of another kind.
    column, vocabulary = ("kind", "transfer-kind") if as_far.any() else ("status", "status")
    states = _labels(data, frame[column], vocabulary)
    says = f"Not recorded as {verb} but as {listed(states) or 'mentioned'}: {_named(data, keys)}."
    return Finding(Verdict.DIFFERENT, says, RULE, _rows(data, keys), tuple(keys[:MOST_NAMED]))


def _is_of_step(frame: pd.DataFrame, step: Step) -> "pd.Series[bool]":
    """Whether each transfer was carried out; what is only agreed was not delivered."""
    is_done = is_carried_out(frame)
    return is_done & frame["status"].ne(_AGREED) if step is Step.DELIVERED else is_done


def _is_of_kind(frame: pd.DataFrame, verb: str) -> "pd.Series[bool]":
    """Whether each transfer is a lease or a licence where the word says so, no lease where it says
    a sale.
    """
    if verb in _OF_LICENCES:
        return frame["kind"].eq(LICENSED)
    if verb in _GIVING:
        # What is sold is no gift.
        return frame["kind"].ne(_SALE)
    is_lease = frame["kind"].eq(_LEASE)
    if verb in _LEASING:
        return is_lease
    if verb in _SELLING:
        return ~is_lease
    return pd.Series(data=True, index=frame.index)


def _labels(data: Dataset, codes: "pd.Series[str]", vocabulary: str) -> list[str]:
    labels = data.schema.labels(vocabulary)
    return sorted({labels[code].lower() for code in codes.dropna()})


def _named(data: Dataset, keys: Sequence[str]) -> str:
    names = [data.label(key) for key in keys[:MOST_NAMED]]
    further = len(keys) - len(names)
    return listed([*names, f"{further:,} more"] if further > 0 else names)


def _rows(data: Dataset, keys: Sequence[str]) -> tuple[Row, ...]:
    """The rows that say who supplies and who receives."""
    fields = ("supplier", "recipient", "supplier_org", "recipient_org")
    own = [
        cell for key in keys[:MOST_NAMED] for field in fields for cell in cells(data, key, field)
    ]
    return tuple(cell.row for cell in own)

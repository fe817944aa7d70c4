"""What several contracts are worth together, against a sum of a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, product

from atlas.sentences.amounts import Amount
from atlas.sentences.contracts import carried_out_by
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.quantities import MILLION, agrees
from atlas.sentences.readings import Piece
from atlas.sentences.rows import Cell, cells, shown
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import sides_of, transfers_of
from atlas.sentences.tokens import spelled
from atlas.sentences.units import Hedge
from atlas.sentences.verdicts import Finding, Verdict, left_open
from atlas.values.words import dollars, listed

RULE = (
    "A sum over contracts is compared where each of them is a single transfer between the "
    "countries that the sentence names and has a value here. Where only other rows add up to it, "
    "it is counted differently. It is contradicted where the sentence says that it is a sum and "
    "no rows add up to it."
)
VALUE = "value_usd_m"
_TOGETHER = words_of("together combined total totalling totaling altogether overall jointly")
_CLAUSES = words_of("; while whereas but")
# A sum of rounded values is as exact as that.
_ROUNDED = 0.01
_CONTRACTS = {spelled(word) for word in ("contracts", "deals", "agreements", "orders")}


def with_sums(sentence: Sentence, findings: Mapping[Piece, Finding]) -> dict[Piece, Finding]:
    """The findings, where a number of dollars may be that of several contracts as such a sum."""
    own = dict(findings)
    names = _products(sentence)
    dollar_amounts = [amount for amount in sentence.amounts if amount.unit == "usd"]
    if len(names) < 2 or len(dollar_amounts) != 1:
        return own
    amount = dollar_amounts[0]
    if any(_is_parted(sentence, name, amount) for name in names):
        return own
    number = _number_of_contracts(sentence)
    is_counted = number is not None and number.least == len(names)
    is_sum = is_counted or sentence.has(_TOGETHER)
    finding = _sum_finding(sentence, amount, names)
    before = findings.get(amount)
    if is_sum or finding.verdict is Verdict.SUPPORTED:
        own[amount] = finding
    elif before:
        own[amount] = left_open(before)
    if own.get(amount) is finding and finding.verdict is not Verdict.ABSENT:
        own |= {name: _addend(name, finding) for name in names}
    if number is not None and is_counted and finding.verdict is Verdict.SUPPORTED:
        own[number] = replace(finding, says=f"So many are named. {finding.says}")
    return own


def _is_parted(sentence: Sentence, name: Name, amount: Amount) -> bool:
    """Whether another clause begins between a contract and a sum."""
    low, high = sorted((name.first, amount.first))
    return not _CLAUSES.isdisjoint(sentence.lower[low:high])


def _addend(name: Name, finding: Finding) -> Finding:
    return Finding(Verdict.NAMED, finding.says, RULE, records=name.ids[:1])


def _number_of_contracts(sentence: Sentence) -> Amount | None:
    """The number that counts contracts."""
    words = sentence.words
    for amount in sentence.amounts:
        follower = words[amount.last].norm if amount.last < len(words) else ""
        if follower in _CONTRACTS:
            return amount
    return None


def _products(sentence: Sentence) -> list[Name]:
    """The names of systems and of contracts on transfers."""
    carried_out = carried_out_by(sentence.dataset)
    return [
        name
        for name in sentence.names
        if sentence.table(name) == "systems" or not carried_out.keys().isdisjoint(name.ids)
    ]


def _transfers(sentence: Sentence, name: Name) -> list[str]:
    """The transfers of what is named between the countries of the sentence that have a value."""
    data = sentence.dataset
    named = {sentence.country(own) for own in sentence.countries}
    carried_out = carried_out_by(data)
    keys = [key for own in name.ids for key in carried_out.get(own, ())]
    keys = keys or [key for own in name.ids for key in transfers_of(data).get(own, ())]
    return [
        key
        for key in dict.fromkeys(keys)
        if named and named.issubset(sides_of(data)[key]) and shown(data, key, VALUE)
    ]


def _sum_finding(sentence: Sentence, amount: Amount, names: Sequence[Name]) -> Finding:
    data = sentence.dataset
    by_name = [_transfers(sentence, name) for name in names]
    if any(len(keys) != 1 for keys in by_name):
        says = "Not each of these contracts is a single one with a value here."
        return Finding(Verdict.ABSENT, says, RULE)
    keys = [key for (key,) in by_name]
    values = [[cell for cell in cells(data, key, VALUE) if not cell.is_plan] for key in keys]
    standing = [next(cell for cell in own if cell.is_shown) for own in values]
    verdict = Verdict.CONTRADICTED
    if _comes_to(amount, standing):
        verdict = Verdict.SUPPORTED
    elif any(_comes_to(amount, own) for own in product(*values)):
        verdict = Verdict.DIFFERENT
    parts = [
        f"{data.label(key)} {dollars(cell.number)}"
        for key, cell in zip(keys, standing, strict=True)
    ]
    says = f"{listed(parts)}: {dollars(_sum(standing))} together."
    rows = tuple(cell.row for cell in chain.from_iterable(values))
    return Finding(verdict, says, RULE, rows, tuple(keys))


def _sum(own: Sequence[Cell]) -> float:
    return sum(cell.number for cell in own)


def _comes_to(amount: Amount, own: Sequence[Cell]) -> bool:
    """Whether some values add up to an amount, as roughly as any of them is meant."""
    total = _sum(own) * MILLION
    row = replace(own[0].row, value=str(_sum(own)))
    is_rough = any(cell.is_rough for cell in own)
    is_near = amount.hedge is Hedge.EXACT and abs(total - amount.least) <= _ROUNDED * total
    return is_near or agrees(amount, Cell(row, is_shown=True, is_rough=is_rough), MILLION)

"""How many took part or were delivered, as the rows have it, against a number of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.sentences.amounts import Amount
from atlas.sentences.lexicon import words_of
from atlas.sentences.rows import Cell, cells, shown
from atlas.sentences.senders import SIDES, TOTAL, side_of
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import Step, step_at
from atlas.sentences.subjects import TRANSFERS, Subject
from atlas.sentences.units import ANY, Hedge
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import dollars, listed, number

RULE = (
    "A number is compared with the same quantity of the same entry and side. “About” allows 10 %, "
    "a figure that its source rounds 5 %. It is contradicted only where no row has it."
)
ABOUT, ROUNDED = 0.1, 0.05
TAKING_PART = words_of(
    "involved involve involves included includes part participated participate joined join sent "
    "send sends deployed dispatched contributed brought drew featured gathered mobilised mobilized "
    "assembled comprised fielded numbered saw counted committed provided held attended united"
)
_DIGITS_OF_A_YEAR = 4
MILLION = 1_000_000
# So many were lost, which is no strength.
_LOSING = words_of("lost killed wounded casualties dead died losses injured captured")
_NEAR = 4
_GUARDS, _INTERNAL_SECURITY = {"policemen", "guardsmen"}, "internal-security"
MOST_SOURCES = 3


@dataclass(frozen=True)
class Quantity:
    """What a number is compared with: `fields` of the table, `factor` from them to the number.

    `others` are fields of the same quantity that the sentence does not speak of: on one side alone
    where it names no side, ordered where it says delivered.
    """

    fields: tuple[str, ...]
    others: tuple[str, ...] = ()
    factor: float = 1


_ORDERED, _DELIVERED = "quantity_ordered", "quantity_delivered"
# What was ordered is told apart from what came.
_OF_STEP = {
    Step.ORDERED: Quantity((_ORDERED,), others=(_DELIVERED,)),
    Step.DELIVERED: Quantity((_DELIVERED,), others=(_ORDERED,)),
    Step.TRADED: Quantity((_ORDERED, _DELIVERED)),
}


def number_finding(
    sentence: Sentence, amount: Amount, subject: Subject, identifier: str
) -> Finding:
    """What the rows of a record say of a number of the sentence."""
    data = sentence.dataset
    quantity = _quantity(sentence, amount, subject, identifier)
    label = data.label(identifier)
    own = _cells(data, identifier, quantity.fields)
    others = _cells(data, identifier, quantity.others)
    if not own and not others:
        kind = "place in an order" if amount.edition else "number of this kind"
        says = f"No {kind} is recorded of {label}."
        return Finding(Verdict.ABSENT, says, RULE, records=(identifier,))
    agreeing = [cell for cell in own if agrees(amount, cell, quantity.factor)]
    elsewhere = [cell for cell in others if agrees(amount, cell, quantity.factor)]
    verdict, cited = _judged(amount, own, agreeing, elsewhere)
    if verdict is Verdict.CONTRADICTED and not _is_of_taking_part(sentence, amount, subject):
        verdict = Verdict.ABSENT
    is_of_some = amount.is_part and not _are_all_so(sentence, amount, identifier)
    if verdict is Verdict.SUPPORTED and is_of_some and subject.table == "exercises":
        # Eighteen ships are not eighteen submarines.
        verdict = Verdict.DIFFERENT
    cited = cited or others
    besides = _others(data, subject.table, own, cited)
    says = f"{label}: {_in_words(data, subject.table, cited)}.{besides}"
    return Finding(verdict, says, RULE, tuple(cell.row for cell in cited), (identifier,))


def _is_of_taking_part(sentence: Sentence, amount: Amount, subject: Subject) -> bool:
    """Whether a number is of those who took part: not of ships that were lost meanwhile."""
    if subject.table == TRANSFERS or amount.edition:
        return True
    before = sentence.lower[amount.first - 1] if amount.first else ""
    return before in {"with", "of", "by", "comprising"} or sentence.has(TAKING_PART)


def _are_all_so(sentence: Sentence, amount: Amount, identifier: str) -> bool:
    """Whether a noun of a part is that of the whole: all at a drill of guards are guardsmen."""
    domains = set(shown(sentence.dataset, identifier, "domains").split(";"))
    is_guards = sentence.words[amount.noun].norm in _GUARDS
    return is_guards and domains == {_INTERNAL_SECURITY}


def _is_of_losses(sentence: Sentence, amount: Amount) -> bool:
    """Whether so many were lost, not sent."""
    around = sentence.lower[max(amount.first - _NEAR, 0) : amount.last + _NEAR]
    return not _LOSING.isdisjoint(around)


def _judged(
    amount: Amount, own: Sequence[Cell], agreeing: Sequence[Cell], elsewhere: Sequence[Cell]
) -> tuple[Verdict, Sequence[Cell]]:
    if agreeing:
        firm = [cell for cell in agreeing if not cell.is_plan]
        is_standing = any(_is_standing(cell, own) for cell in firm)
        return (Verdict.SUPPORTED, firm) if is_standing else (Verdict.DIFFERENT, own)
    if elsewhere:
        # So many on one side, while the sentence names none; or ordered, while it says delivered.
        return Verdict.DIFFERENT, [*elsewhere, *own]
    is_comparable = bool(own) and not amount.is_part
    return (Verdict.CONTRADICTED if is_comparable else Verdict.ABSENT), own


def _is_standing(cell: Cell, own: Sequence[Cell]) -> bool:
    """Whether the cell has the value that stands for its record."""
    same_field = [other for other in own if other.row.field == cell.row.field]
    shown_values = {other.number for other in same_field if other.is_shown}
    return cell.is_shown or cell.number in shown_values


def _cells(data: Dataset, identifier: str, fields: Sequence[str]) -> list[Cell]:
    own = [cell for field in fields for cell in cells(data, identifier, field)]
    return [cell for cell in own if cell.row.field != "edition" or _is_place(cell.row.value)]


def _is_place(edition: str) -> bool:
    """Whether an edition is a place in an order: that of 2012 may be the first."""
    return edition.isdigit() and len(edition) < _DIGITS_OF_A_YEAR


def _quantity(sentence: Sentence, amount: Amount, subject: Subject, identifier: str) -> Quantity:
    """The columns that hold such a quantity of such a record; none where no column does."""
    if amount.edition:
        return Quantity(("edition",))
    if amount.is_fraction or _is_of_losses(sentence, amount):
        return Quantity(())
    if subject.table == TRANSFERS:
        return _of_transfer(sentence, amount, identifier)
    if subject.table != "exercises" or amount.unit not in {
        "personnel",
        "ships",
        "aircraft",
        "equipment",
    }:
        return Quantity(())
    side = side_of(sentence, amount)
    columns = {name: f"{amount.unit}_{name}" for name in (*SIDES.values(), TOTAL)}
    if side:
        return Quantity((columns[side],)) if side in columns else Quantity(())
    sides = tuple(columns[name] for name in SIDES.values())
    return Quantity((columns[TOTAL],), sides)


def _of_transfer(sentence: Sentence, amount: Amount, identifier: str) -> Quantity:
    if amount.unit == "usd":
        return Quantity(("value_usd_m",), factor=MILLION)
    if amount.unit == "tiv":
        return Quantity(("tiv_delivered",), factor=MILLION)
    unit = shown(sentence.dataset, identifier, "unit")
    asked = "pieces" if amount.unit in {"pieces", "aircraft", "ships", "equipment"} else amount.unit
    if asked not in {unit, ANY}:
        return Quantity(())
    # Of ten that were ordered six have come.
    return _OF_STEP[Step.ORDERED if amount.is_whole else step_at(sentence, amount.first)]


def agrees(amount: Amount, cell: Cell, factor: float = 1) -> bool:
    """Whether a recorded value is what the sentence says, as exactly as both are meant."""
    try:
        value = cell.number * factor
    except ValueError:
        return False
    low = amount.least
    high = amount.most
    slack = ROUNDED if cell.is_rough else 0
    if amount.hedge is Hedge.ABOUT:
        slack = ABOUT
    if amount.hedge is Hedge.LEAST:
        return value >= low
    if amount.hedge is Hedge.MOST:
        return value <= high
    if amount.hedge is Hedge.BELOW:
        return value < high
    if amount.hedge is Hedge.NEARLY:
        return low * (1 - ABOUT) <= value <= high
    return low * (1 - slack) <= value <= high * (1 + slack)


def _in_words(data: Dataset, table: str, own: Sequence[Cell]) -> str:
    """The recorded values, each once; where they differ, with the sources that have them."""
    titles = {field.name: field.title.lower() for field in data.schema.tables[table].content}
    named = _sources_by_value(data, table, own)
    parts = []
    for (name, value), sources in named.items():
        part = f"{titles[name]}: {value}"
        is_only = len(named) == 1 and not all(cell.is_plan for cell in own)
        parts.append(part if is_only else f"{part} ({', '.join(sources)})")
    return with_names("; ".join(parts))


def _others(data: Dataset, table: str, own: Sequence[Cell], cited: Sequence[Cell]) -> str:
    """What other sources have in place of what is cited; blank where nobody has another value."""
    fields = {cell.row.field for cell in cited}
    values = {cell.row.value for cell in cited}
    others = [cell for cell in own if cell.row.field in fields and cell.row.value not in values]
    named = _sources_by_value(data, table, others)
    parts = [f"{value} ({', '.join(sources)})" for (_, value), sources in named.items()]
    return f" Other sources have {listed(parts)}." if parts else ""


def _sources_by_value(
    data: Dataset, table: str, own: Sequence[Cell]
) -> dict[tuple[str, str], list[str]]:
    """The short names of the first sources of each value, by name of the field and value."""
    fields = {field.name: field for field in data.schema.tables[table].content}
    short = data.sources["short"].to_dict()
    named: dict[tuple[str, str], dict[str, None]] = {}
    for cell in own:
        key = (cell.row.field, _value(fields[cell.row.field], cell))
        expected = ", only expected" if cell.is_plan else ""
        named.setdefault(key, {})[f"{short[cell.row.source]}{expected}"] = None
    return {key: list(sources)[:MOST_SOURCES] for key, sources in named.items()}


def _value(field: Field, cell: Cell) -> str:
    if cell.row.field == "value_usd_m":
        return dollars(cell.number)
    return number(cell.number) if field.number else cell.row.value


def with_names(text: str) -> str:
    """Names of countries keep their capitals in the midst of small letters."""
    return text.replace("china", "China").replace("russia", "Russia")

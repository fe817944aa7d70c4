"""Which records a sentence is about: what is named, or the transfers that its words describe."""

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import SIDES, party
from atlas.dataset.memo import once_a_build
from atlas.sentences.amounts import Amount
from atlas.sentences.directions import Direction
from atlas.sentences.extensions import EXTENDING, extensions_of
from atlas.sentences.names import Name
from atlas.sentences.rows import cells, shown
from atlas.sentences.sentence import EVENTS, Sentence
from atlas.sentences.units import GOODS_WORDS
from atlas.values import dates

TRANSFERS = "transfers"
# How far apart two words count that a new clause parts.
_CLAUSE = 20
_ARTICLES = {"the", "its", "their"}


@dataclass(frozen=True)
class Subject:
    """Words `first` to before `last`, and the records of `table` that they may mean.

    `named` are the ids of what stands there, an exercise or a system. `is_reversed`: the transfers
    go the other way than the sentence says. `is_common`: it is named by a common noun.
    """

    first: int
    last: int
    table: str
    ids: tuple[str, ...]
    named: tuple[str, ...]
    is_reversed: bool = False
    is_common: bool = False


def subjects(sentence: Sentence, directions: Sequence[Direction]) -> list[Subject]:
    """What a sentence is about, from left to right."""
    own = [_event(sentence, name) for name in sentence.names if sentence.table(name) in EVENTS]
    if directions:
        systems = [name for name in sentence.names if sentence.table(name) == "systems"]
        systems = [name for name in systems if not _is_purpose(sentence, name, systems)]
        own += [_transfer(sentence, name, directions[0]) for name in systems]
    return sorted(own, key=lambda subject: subject.first)


def _is_purpose(sentence: Sentence, name: Name, systems: Sequence[Name]) -> bool:
    """Whether it is what other goods are for: engines for its JF-17, cameras of the BMD-4."""
    lead = sentence.lower[max(name.first - 2, 0) : name.first]
    leading = [word for word in lead if word not in _ARTICLES][-1:]
    is_other = any(other.last <= name.first for other in systems)
    is_kind = any(word.norm in GOODS_WORDS for word in sentence.words[: name.first])
    is_for = leading == ["for"] and (is_other or is_kind)
    return is_for or (leading == ["of"] and is_other)


def _event(sentence: Sentence, name: Name) -> Subject:
    """An exercise, agreement or event; of a series the part of the edition or the years given."""
    data = sentence.dataset
    table = sentence.table(name)
    ids = tuple(key for key in name.ids if sentence.tables[key] == table)
    by_series = parts_of(data)
    parts = tuple(part for key in ids for part in by_series.get(key, ()))
    if parts:
        own = _of_edition(sentence, name, parts) or _of_years(sentence, parts) or ids
        # A treaty is no series of its articles.
        ids = own if table == "exercises" else tuple(dict.fromkeys((*ids, *own)))
    if table == "agreements" and sentence.has(EXTENDING):
        extended = extensions_of(data)
        ids = tuple(other for key in ids for other in extended.get(key, ())) or ids
    elif name.is_common and table == "agreements":
        ids = _of_same_kind(data, ids[0])
    return Subject(name.first, name.last, table, ids, name.ids, is_common=name.is_common)


def _of_same_kind(dataset: Dataset, identifier: str) -> tuple[str, ...]:
    """Every agreement of the kind of this one: “a joint statement” may be any."""
    kinds = dataset.built["agreements"]["kind"]
    return tuple(map(str, kinds.index[kinds.eq(kinds[identifier])])) or (identifier,)


@once_a_build
def parts_of(dataset: Dataset) -> dict[str, list[str]]:
    """The parts of each series, by its id."""
    parts: dict[str, list[str]] = {}
    for key, whole in dataset.records["part_of"].dropna().items():
        parts.setdefault(whole, []).append(str(key))
    return parts


def is_series(sentence: Sentence, identifier: str) -> bool:
    """Whether a record has parts."""
    return identifier in parts_of(sentence.dataset)


def edition_of(sentence: Sentence, name: Name | Subject) -> Amount | None:
    """The number in an order that stands before a name: the fifth Joint Air Patrol."""
    for amount in sentence.amounts:
        gap = name.first - amount.last
        if amount.edition and 0 <= gap <= 2:
            return amount
    return None


def _of_edition(sentence: Sentence, name: Name, parts: Sequence[str]) -> tuple[str, ...]:
    amount = edition_of(sentence, name)
    if amount is None:
        return ()
    number = f"{amount.least:.0f}"
    data = sentence.dataset
    return tuple(
        key
        for key in parts
        if any(cell.row.value == number for cell in cells(data, key, "edition"))
    )


def _of_years(sentence: Sentence, parts: Sequence[str]) -> tuple[str, ...]:
    """The parts that lie in a year that the sentence names."""
    spans = [time.years for time in sentence.times if not time.is_open]
    spans += [(int(word.text),) * 2 for word in sentence.words if word.tag == "YEAR"]
    inside = []
    for key in parts:
        years = _years(sentence.dataset, key)
        if years and any(low <= years[0] and years[1] <= high for low, high in spans):
            inside.append(key)
    return tuple(inside)


def _years(dataset: Dataset, identifier: str) -> tuple[int, int] | None:
    date = shown(dataset, identifier, "date")
    if not date:
        return None
    start, end, _ = dates.parse(date)
    known = [day.year for day in (start, end) if day]
    return known[0], known[-1]


def _transfer(sentence: Sentence, name: Name, direction: Direction) -> Subject:
    """The transfers of a system that go as the sentence says, else those that go back."""
    data = sentence.dataset
    by_system = transfers_of(data)
    keys = tuple(str(key) for system in name.ids for key in by_system.get(system, ()))
    forth = tuple(key for key in keys if _goes(data, key, direction.supplier, direction.recipient))
    back = tuple(key for key in keys if _goes(data, key, direction.recipient, direction.supplier))
    is_two_sided = bool(direction.supplier and direction.recipient)
    is_reversed = not forth and bool(back) and is_two_sided
    ids = back if is_reversed else forth
    return Subject(name.first, name.last, TRANSFERS, ids, name.ids, is_reversed)


@once_a_build
def transfers_of(dataset: Dataset) -> dict[str, list[str]]:
    """The transfers of each system, by its id."""
    by_system: dict[str, list[str]] = {}
    systems = dataset.built[TRANSFERS]["system"].dropna()
    for key, system in systems.items():
        by_system.setdefault(system, []).append(str(key))
    return by_system


def _goes(dataset: Dataset, identifier: str, supplier: str, recipient: str) -> bool:
    giver, taker = sides_of(dataset)[identifier]
    return supplier in {"", giver} and recipient in {"", taker}


@once_a_build
def sides_of(dataset: Dataset) -> dict[str, tuple[str, str]]:
    """The codes of supplier and recipient of each transfer, blank where they are not known."""
    frame = dataset.built[TRANSFERS]
    suppliers, recipients = (party(frame, side).fillna("").tolist() for side in SIDES)
    pairs = zip(suppliers, recipients, strict=True)
    return dict(zip(map(str, frame.index), pairs, strict=True))


def nearest(sentence: Sentence, own: Sequence[Subject], place: int) -> Subject | None:
    """The subject that a word at a place belongs to: the nearest, in its own clause if there."""
    if not own:
        return None
    return min(own, key=lambda subject: _distance(sentence, subject, place))


def is_in_clause(sentence: Sentence, subject: Subject, place: int) -> bool:
    """Whether no new clause begins between a subject and a word."""
    low, high = sorted((subject.first, place))
    return _distance(sentence, subject, place) == high - low


def _distance(sentence: Sentence, subject: Subject, place: int) -> int:
    low, high = sorted((subject.first, place))
    return high - low + _CLAUSE * sentence.clauses_between(low, high)

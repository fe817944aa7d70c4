"""What ties a name of a sentence to what the sentence is about."""

from collections.abc import Iterable, Sequence

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.sentences.hosting import is_before_ground, is_hosting
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.occasions import HELD
from atlas.sentences.parties import CAPITALS
from atlas.sentences.places import held_by
from atlas.sentences.rows import Cell, cells, cells_by_field
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Row, Verdict
from atlas.sentences.watching import WATCHING, is_another_part
from atlas.values.words import listed

RULE = (
    "A name is supported where a row ties it to something else that the sentence names. That no "
    "tie is recorded says nothing. A host or a place is contradicted only where another country "
    "is recorded and no row has this one."
)
PLACES = ("host", "place")
_NEAR = 8
_EXERCISES = words_of("exercise exercises drill drills manoeuvres maneuvers wargame")
_WHITHER = {"to", "into", "within", "inside"}
_WHERE = {"in", "at", "near", "off", "over", "on", "around", "through"}


@once_a_build
def _ties(dataset: Dataset) -> dict[frozenset[str], list[Cell]]:
    """The cells that name one record in a row of another, by both ids; links by their two ends."""
    references = {
        field.name
        for table in dataset.schema.sheets
        for field in table.content
        if field.reference is not None
    }
    ties: dict[frozenset[str], list[Cell]] = {}
    for (identifier, name), own in cells_by_field(dataset).items():
        if name not in references:
            continue
        for cell in own:
            for item in cell.row.value.split(";"):
                ties.setdefault(frozenset((identifier, item)), []).append(cell)
    for key, row in dataset.built["links"].iterrows():
        ends = frozenset((str(row["subject"]), str(row["object"])))
        ties.setdefault(ends, []).extend(cells(dataset, str(key), "relation"))
    return ties


def tie(dataset: Dataset, about: Iterable[str], other: str) -> tuple[Cell, ...]:
    """The cells that tie a record to one of some others; of a group also to one of its parts."""
    ties = _ties(dataset)
    found = (ties.get(frozenset((key, other))) for key in about)
    return tuple(next(filter(None, found), ()))


def member_finding(sentence: Sentence, name: Name, about: Sequence[str], table: str) -> Finding:
    """What ties a name to the records that the sentence is about."""
    data = sentence.dataset
    place = _place_finding(sentence, name, about) if table == "exercises" else None
    if place:
        return place
    for key in name.ids:
        own = tie(data, about, key)
        if own:
            if _is_in_another_part(sentence, name, own):
                return _in_another_part(data, name, own)
            records = tuple(dict.fromkeys((key, own[0].row.record)))
            says = f"{data.label(key)}: {_in_words(data, own)}."
            verdict = Verdict.SUPPORTED
            if all(cell.is_plan for cell in own):
                verdict = Verdict.ABSENT
                says = f"{says} It is only expected there."
            readings = name.ids if len(name.ids) > 1 else ()
            return Finding(verdict, says, RULE, _rows(own), records, readings)
    if table == "agreements":
        told = _in_summary(sentence, name, about)
        if told:
            return told
    label = listed([data.label(key) for key in about[:2]])
    says = f"No row ties {data.label(name.ids[0])} to {label}."
    return Finding(Verdict.ABSENT, says, RULE, records=name.ids[:1], readings=_several(name))


def _is_in_another_part(sentence: Sentence, name: Name, own: Sequence[Cell]) -> bool:
    """Whether cells have a country in another part than the sentence gives it."""
    if _is_of_exercise(sentence, name):
        fields = {cell.row.field for cell in own}
        return fields == {WATCHING}
    return is_another_part(sentence, own)


def _is_of_exercise(sentence: Sentence, name: Name) -> bool:
    """Whether it says whose the exercise is that somebody else may watch: the Russian exercise."""
    behind = [other for other in sentence.names if other.first == name.last]
    is_before = any(sentence.table(other) == "exercises" for other in behind)
    return is_before or "".join(sentence.lower[name.last : name.last + 1]) in _EXERCISES


def _in_summary(sentence: Sentence, name: Name, about: Sequence[str]) -> Finding | None:
    """A body that the summary of an agreement names as the sentence does."""
    data = sentence.dataset
    words = " ".join(word.text for word in sentence.words[name.first : name.last])
    own = [cell for key in about for cell in cells(data, key, "summary")]
    told = [cell for cell in own if words in cell.row.value]
    if sentence.table(name) != "organisations" or not told:
        return None
    says = f"{data.label(name.ids[0])}: summary of {data.label(told[0].row.record)}."
    records = (name.ids[0], told[0].row.record)
    return Finding(Verdict.SUPPORTED, says, RULE, _rows(told), records, _several(name))


def _in_another_part(data: Dataset, name: Name, own: Sequence[Cell]) -> Finding:
    """That a country is recorded there in another part than the sentence gives it.

    It contradicts nothing: who watches may take part as well, and another source may have it so.
    """
    key = own[0].row.record
    says = f"{data.label(name.ids[0])} is recorded only so: {_in_words(data, own)}."
    return Finding(Verdict.ABSENT, says, RULE, _rows(own), (name.ids[0], key), _several(name))


def _several(name: Name) -> tuple[str, ...]:
    return name.ids if len(name.ids) > 1 else ()


def _in_words(data: Dataset, own: Sequence[Cell]) -> str:
    """Where the tie stands: the record and the field of the row."""
    parts: dict[str, None] = {}
    for cell in own:
        field = data.schema.content.get(
            (str(data.records.at[cell.row.record, "table"]), cell.row.field)
        )
        if cell.row.field == "relation":
            parts[data.label(cell.row.record)] = None
        else:
            title = field.title.lower() if field else cell.row.field
            parts[f"{title} of {data.label(cell.row.record)}"] = None
    return "; ".join(parts)


def _rows(own: Sequence[Cell]) -> tuple[Row, ...]:
    return tuple(cell.row for cell in own)


def _place_finding(sentence: Sentence, name: Name, about: Sequence[str]) -> Finding | None:
    """Whether an exercise was held where the sentence says; None where it says no place.

    A country after “hosted by” is asked of the host, a place after “in” of the places.
    """
    lead = sentence.lower[name.first - 1] if name.first else ""
    is_host = bool(sentence.country(name)) and is_hosting(sentence, name)
    is_where = lead in _WHERE or _is_led_at_length(sentence, name) or _is_ground(sentence, name)
    if not is_host and not is_where:
        return None
    data = sentence.dataset
    fields = ("host",) if is_host else PLACES
    own = [cell for key in about for field in fields for cell in cells(data, key, field)]
    ids = name.ids if is_host else _ids_of_place(sentence, name)
    agreeing = [cell for cell in own if _is_there(data, cell, ids)]
    if agreeing:
        says = f"{data.label(name.ids[0])}: {_in_words(data, agreeing)}."
        records = (name.ids[0], agreeing[0].row.record)
        return Finding(Verdict.SUPPORTED, says, RULE, _rows(agreeing), records, _several(name))
    if not own:
        return None
    return _elsewhere(sentence, name, own)


def _is_ground(sentence: Sentence, name: Name) -> bool:
    """Whether a country is a place by a word beside it: off Russia's coast, sailed to Russia."""
    if not sentence.country(name):
        return False
    lead = sentence.lower[name.first - 1] if name.first else ""
    return lead in _WHITHER or is_before_ground(sentence, name)


def _is_led_at_length(sentence: Sentence, name: Name) -> bool:
    """Whether a word of place stands before the word before a name: off eastern China.

    On 23 July China, in which China: there it leads to a date, or to what was named before.
    """
    between = name.first - 1
    is_figures = sentence.words[between].tag == "FIGURES"
    is_date = is_figures or any(own.first <= between < own.last for own in sentence.times)
    is_clause = sentence.lower[between] in {"which", "whom"}
    # Over 2,000 Chinese soldiers are not over China.
    is_number = between in held_by(sentence.amounts)
    is_led = sentence.lower[max(name.first - 2, 0)] in _WHERE
    return is_led and not is_date and not is_clause and not is_number


def _ids_of_place(sentence: Sentence, name: Name) -> tuple[str, ...]:
    """What is named as a place: a capital is a city there, and not all of its country."""
    code = sentence.country(name)
    text = " ".join(word.text for word in sentence.words[name.first : name.last])
    is_city = text in CAPITALS.get(code, ())
    return tuple(key for key in name.ids if key != code) if is_city else name.ids


def _is_there(data: Dataset, cell: Cell, ids: Sequence[str]) -> bool:
    """Whether a recorded place or host is the place that is named, or lies in it."""
    items = cell.row.value.split(";")
    homes = [_country(data, item) for item in items if cell.row.field == "place"]
    return not {*items, *homes}.isdisjoint(ids)


def _country(data: Dataset, identifier: str) -> str:
    """The country of a place, or blank; a country is its own."""
    if str(data.records.at[identifier, "table"]) == "countries":
        return identifier
    country = data.records.at[identifier, "country"]
    return country if isinstance(country, str) else ""


def _elsewhere(sentence: Sentence, name: Name, own: Sequence[Cell]) -> Finding:
    """What is recorded is elsewhere: it contradicts where that is in another country."""
    data = sentence.dataset
    recorded = {_country(data, item) for cell in own for item in cell.row.value.split(";")}
    asked = {_country(data, key) for key in name.ids}
    is_other = "" not in recorded | asked and recorded.isdisjoint(asked)
    is_said = is_other and _is_said_where(sentence, name)
    verdict = Verdict.CONTRADICTED if is_said else Verdict.ABSENT
    label = data.label(own[0].row.record)
    places = dict.fromkeys(data.label(item) for cell in own for item in cell.row.value.split(";"))
    says = f"{label}: recorded in {listed(list(places))}."
    return Finding(verdict, says, RULE, _rows(own), (own[0].row.record,), _several(name))


def _is_said_where(sentence: Sentence, name: Name) -> bool:
    """Whether the sentence says that it was held there: a verb of holding stands shortly before."""
    if is_hosting(sentence, name):
        return True
    before = sentence.lower[max(name.first - _NEAR, 0) : name.first]
    since_comma = before[len(before) - before[::-1].index(",") :] if "," in before else before
    return not HELD.isdisjoint(since_comma)

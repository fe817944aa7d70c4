"""The first sentence on a record, built from its facts."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.records.conflicts import disputed
from atlas.records.outcome import NOT_CARRIED_OUT, State, state_of
from atlas.records.relations import counted, counts, relations
from atlas.records.support_words import mentioned, rests_on
from atlas.values.words import counted as counted_noun
from atlas.values.words import dollars, listed

UNSPOKEN = "No chosen source has a row on it"
# A sentence names so many groups of what a record is tied to.
MOST_GROUPS = 4
VALUE = "value_usd_m"


def lead(dataset: Dataset, identifier: str) -> str:
    """What a record is, in a sentence, and on how many sources that rests.

    “Field exercise of China and Russia, 11–17 September 2018, in Siberia. Recorded by 4 sources,
    3 of them independent.”
    """
    table = str(dataset.records.at[identifier, "table"])
    frame = dataset.built.get(table, pd.DataFrame())
    if identifier not in frame.index:
        return _of_the_register(dataset, identifier, table)
    state = state_of(frame.loc[[identifier]]).iloc[0]
    row = frame.loc[[identifier]].assign(table=table, state=state).iloc[0].dropna()
    sentence = OF_TABLE[table](_Words(dataset, row))
    if row.get("stating", ""):
        before = _before(dataset, identifier, state)
        return f"{before}{_capital(sentence)}. {rests_on(row)}"
    return f"{dataset.schema.labels('table')[table]}. {mentioned(row)}"


def _before(dataset: Dataset, identifier: str, state: str) -> str:
    """What stands before the sentence on a record of which no source states anything itself."""
    if state == State.PROJECTED:
        return "Only expected: "
    lines = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    bases = set(lines["basis"])
    if Basis.STATED in bases:
        return ""
    return "Only reported: " if Basis.REPORTED in bases else "Only inferred: "


def _of_the_register(dataset: Dataset, identifier: str, table: str) -> str:
    """The sentence on a country or a place, or on what no chosen source speaks of."""
    tied = _tied(dataset, identifier)
    kind = dataset.schema.labels("table").get(table, "Entry")
    if not tied:
        return f"{kind}. {UNSPOKEN}."
    country = dataset.records.at[identifier, "country"]
    lies_in = f" in {dataset.label(str(country))}" if isinstance(country, str) else ""
    return f"{kind}{lies_in}, tied in these sources to {tied}."


class _Words:
    """The cells of a record's row as words; blank where nobody says anything."""

    def __init__(self, dataset: Dataset, row: "pd.Series[Any]") -> None:
        self.dataset = dataset
        self.row = row

    def text(self, column: str) -> str:
        return str(self.row.get(column, ""))

    def names(self, column: str) -> str:
        """The labels of the records that a cell names."""
        ids = self.text(column)
        return listed([self.dataset.label(key) for key in ids.split(";")]) if ids else ""

    def code(self, column: str, vocabulary: str) -> str:
        codes = self.text(column)
        labels = self.dataset.schema.labels(vocabulary)
        return listed([labels[code].lower() for code in codes.split(";")]) if codes else ""

    @property
    def when(self) -> str:
        """The time; in brackets that there are only plans of it, or that sources disagree."""
        if not self.row["dated"]:
            return ""
        fields = self.dataset.schema.tables[self.row["table"]].when
        return _with(self.text("when"), [self._dispute(*fields)])

    @property
    def dollars(self) -> str:
        """The value of a transfer; a rounded one is about so much."""
        if VALUE not in self.row:
            return ""
        about = "about " if VALUE in self.text("uncertain").split(";") else ""
        value = dollars(float(self.row[VALUE]))
        return _with(about + value, [self._dispute(VALUE)])

    def _dispute(self, *fields: str) -> str:
        rows = disputed(self.dataset)
        is_own = rows["id"].eq(str(self.row.name)) & rows["field"].isin(fields)
        return "disputed" if is_own.any() else ""

    @property
    def came_about(self) -> bool:
        return self.row["state"] not in NOT_CARRIED_OUT

    @property
    def tied(self) -> str:
        return _led("tied to", _tied(self.dataset, str(self.row.name)))


def _exercise(words: _Words) -> str:
    kind = words.code("kind", "exercise-kind")
    noun = "series of exercises" if words.row["is_group"] else "exercise"
    if kind and not words.row["is_group"]:
        noun = kind
    parts = [
        _led("of", words.names("participants"), noun),
        _led("watched by", words.names("observers")),
        words.when,
        _led("in", words.names("place")),
    ]
    return _list(parts)


def _transfer(words: _Words) -> str:
    noun = words.code("kind", "transfer-kind") or "transfer"
    what = words.names("system")
    partners = words.names("partners")
    supplier = _led("from", words.names("supplier"), "")
    recipient = _led(" to", words.names("recipient"), "")
    route = supplier + recipient
    parts = [
        _led("of", what, noun) + (f" {route.strip()}" if route.strip() else ""),
        f"by {partners}" if partners else "",
        words.when,
        words.dollars,
        words.code("status", "status"),
    ]
    return _list(parts)


def _system(words: _Words) -> str:
    category = words.code("category", "category") or "system"
    return _list([_with(category, [words.code("domains", "domain")]), words.tied])


def _organisation(words: _Words) -> str:
    kind = words.code("kind", "organisation-kind") or "organisation"
    remarks = [words.names("country"), words.code("domains", "domain")]
    return _list([_with(kind, remarks), words.tied])


def _agreement(words: _Words) -> str:
    noun = words.code("kind", "agreement-kind") or "agreement"
    of_parties = _led("of", words.names("parties"), noun)
    sentence = _list([of_parties, words.when, words.code("status", "status")])
    summary = words.text("summary").rstrip(".")
    return f"{sentence}: {summary}" if summary else sentence


def _context(words: _Words) -> str:
    noun = words.code("kind", "context-kind") or "event"
    # A war or a bloc goes on or is over; what did not come about says so.
    status = words.code("status", "status") if not words.came_about else ""
    sentence = _list([noun, words.when, status])
    summary = words.text("summary").rstrip(".")
    return f"{sentence}: {summary}" if summary else sentence


def _link(words: _Words) -> str:
    relation = words.code("relation", "relation")
    ends = f"{words.names('subject')} {relation} {words.names('object')}"
    return _list([ends, words.when])


def _finding(words: _Words) -> str:
    stances = {
        "deeper": "for a deeper alignment",
        "shallower": "against a deeper alignment",
        "mixed": "both ways",
    }
    stance = stances.get(words.text("stance"), "")
    finding = _led("finding", stance, "") or "finding"
    statement = words.text("statement").rstrip(".")
    return f"{finding.strip()}: {statement}" if statement else finding.strip()


OF_TABLE: dict[str, Callable[[_Words], str]] = {
    "exercises": _exercise,
    "transfers": _transfer,
    "systems": _system,
    "organisations": _organisation,
    "agreements": _agreement,
    "context": _context,
    "links": _link,
    "findings": _finding,
}


def _led(word: str, names: str, before: str = "") -> str:
    """Names after a word that leads to them; without names, what stands before alone."""
    if not names:
        return before
    return f"{before} {word} {names}" if before else f"{word} {names}"


def _with(noun: str, remarks: Iterable[str]) -> str:
    """A noun with remarks in brackets, those that there are."""
    known = "; ".join(filter(None, remarks))
    return f"{noun} ({known})" if known else noun


def _tied(dataset: Dataset, identifier: str) -> str:
    """What a record is tied to: of many groups the largest, and how many others there are."""
    numbers = counts(relations(dataset, identifier))
    largest = sorted(numbers, key=lambda group: -numbers[group])
    shown = largest if len(largest) <= MOST_GROUPS else largest[: MOST_GROUPS - 1]
    parts = [counted(group, numbers[group]) for group in shown]
    others = sum(numbers.values()) - sum(numbers[group] for group in shown)
    if others:
        parts.append(counted_noun(others, "other entries"))
    return listed(parts)


def _list(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

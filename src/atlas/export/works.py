"""The works that a citation names: the data set, a view of it, and sources with their places."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.export.work_kinds import citing

# Columns of the register of sources that a work has under the same name.
SAME = ("kind", "title", "publisher", "accessed", "url", "language")
MOST_PLACES = 12
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Name:
    """An author: family and given name of a person, or a name that is kept whole.

    Kept whole are institutions, and persons who have a single name.
    """

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Work:
    """Something that is cited. Dates are EDTF; what is not known is blank.

    `kind` is a kind of source, `DATA`, or `PART`; `within` is the larger work; `version` that of
    the data. `query` says which part of the data it is where that has no public address.
    """

    id: str
    kind: str
    title: str
    authors: tuple[Name, ...] = ()
    publisher: str = ""
    within: str = ""
    issued: str = ""
    accessed: str = ""
    url: str = ""
    query: str = ""
    language: str = ""
    version: str = ""
    note: str = ""


def of_source(
    identifier: str, row: Mapping[object, object], original: str = "", places: str = ""
) -> Work:
    """A row of the register of sources as a work; blank cells are empty texts.

    `original` is whose text it passes on: that is its publisher then, and the note names who has
    passed it on, and the `places` in it that are meant.
    """
    cells = {name: str(row[name]) for name in SAME}
    notes = []
    if original and original != cells["publisher"]:
        notes.append(f"Passed on by {cells['publisher']}.")
        cells["publisher"] = original
    if places:
        notes.append(f"Cited: {places}.")
    issued = str(row["published"])
    note = " ".join(notes)
    return Work(identifier, authors=authors(row), issued=issued, note=note, **cells)


def authors(row: Mapping[object, object]) -> tuple[Name, ...]:
    """Who speaks in a source: its persons, then its institutions.

    Where it names nobody, that is its publisher, if it is of a kind that speaks for itself.
    """
    persons = [_person(item) for item in _items(row["author"])]
    institutions = [Name(item) for item in _items(row["institution"])]
    if persons or institutions:
        return (*persons, *institutions)
    if citing(str(row["kind"])).speaks_itself:
        return (Name(str(row["publisher"])),)
    return ()


def _person(text: str) -> Name:
    """`Family, Given`, or a single name."""
    family, _, given = text.partition(", ")
    return Name(family, given)


def _items(cell: object) -> list[str]:
    return [item for item in str(cell).split(";") if item]


def places(data: Dataset, ids: Iterable[str]) -> dict[str, str]:
    """Where each source speaks of these records, who does there, and how it knows, by its id.

    “¶9, ¶15 (Wu Qian; reported)”; what the source states itself is not marked. Of very many places
    the first in order.
    """
    lines = data.evidence[data.evidence["id"].isin(list(ids))]
    lines = lines[["source", "locator", "said_by", "basis"]].drop_duplicates()
    labels = data.schema.labels("basis")
    speakers: dict[tuple[str, str], dict[str, None]] = {}
    bases: dict[tuple[str, str], set[str]] = {}
    for source, locator, speaker, basis in lines.fillna("").itertuples(index=False, name=None):
        speakers.setdefault((source, locator), {})[speaker] = None
        bases.setdefault((source, locator), set()).add(basis)
    texts: dict[str, list[str]] = {}
    for source, locator in sorted(speakers, key=_in_order):
        names = [name for name in speakers[source, locator] if name]
        own = bases[source, locator]
        known = [labels[basis].lower() for basis in Basis if basis in own]
        remark = "; ".join([*names, *(known if own != {Basis.STATED} else [])])
        texts.setdefault(source, []).append(f"{locator} ({remark})" if remark else locator)
    return {source: _some(own) for source, own in texts.items()}


def _in_order(place: tuple[str, str]) -> tuple[str, float, str]:
    """Paragraphs by number, what has none last."""
    source, locator = place
    number = NUMBER.search(locator)
    return source, float(number.group()) if number else math.inf, locator


def _some(locators: list[str]) -> str:
    further = len(locators) - MOST_PLACES
    listed = ", ".join(locators[:MOST_PLACES])
    return f"{listed} and {further:,} more places" if further > 0 else listed

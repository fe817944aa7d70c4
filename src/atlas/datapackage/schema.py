"""The declaration of a data package, `datapackage.json`: tables, columns, vocabularies, labels."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from atlas.datapackage.declaration_form import FormError, wrong
from atlas.datapackage.reading import content

CODING = ("id", "source", "locator", "basis", "said_by", "note")
KEY = ("id", "source", "locator", "basis")
# What a declaration may be at most: nested lists take many times the room of their text.
MOST_MEGABYTES = 4
LONGEST_NAME = 60
NO_JSON = "it is no declaration of tables that can be read: {}"


@dataclass(frozen=True)
class Field:
    """One column: its name, title, type, unit, and what its cells may hold.

    `many`: a cell is a list. `edtf`: it is a date. `columns`: it names columns of its own table.
    `reference`: the tables of the records that it leads to (of none: the record's own table), None
    where it leads nowhere. `ties`: what the record in the cell is to the row's own, and back.
    `mend`: how to write what the column's pattern asks for, in words.
    """

    name: str
    title: str
    type: str
    description: str
    unit: str = ""
    vocabulary: str = ""
    many: bool = False
    edtf: bool = False
    columns: bool = False
    reference: tuple[str, ...] | None = None
    ties: tuple[str, str] | tuple[()] = ()
    mend: str = ""

    @property
    def number(self) -> bool:
        """Whether its cells are numbers."""
        return self.type in {"integer", "number"}

    @property
    def heading(self) -> str:
        """Title with its unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True)
class Table:
    """One table: its columns, which of them say when, and whose domains its records take over.

    `is_empty`: it is declared to have no rows, so that a file of a header alone is none cut off.
    """

    name: str
    title: str
    path: str
    fields: tuple[Field, ...]
    sheet: bool
    when: tuple[str, ...]
    domains_of: tuple[str, ...]
    is_empty: bool = False

    @property
    def content(self) -> tuple[Field, ...]:
        """What a source can say: every column but those that say who speaks and where."""
        return tuple(field for field in self.fields if field.name not in CODING[:-1])

    def field(self, name: str) -> Field:
        """The column of that name; KeyError where there is none."""
        for column in self.fields:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True)
class Term:
    """One value of a vocabulary; of a relation, what the object is to the subject, and back."""

    value: str
    label: str
    definition: str
    ties: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, eq=False)
class Schema:
    """All tables and vocabularies of a data package, its title, and its declaration as it stands.

    A schema is read once and is a key of caches, so it is equal to itself alone.
    """

    tables: Mapping[str, Table]
    vocabularies: Mapping[str, tuple[Term, ...]]
    title: str = ""
    package: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[Table, ...]:
        """The coding sheets, in the package's order."""
        return tuple(table for table in self.tables.values() if table.sheet)

    @cached_property
    def content(self) -> dict[tuple[str, str], Field]:
        """Every column of a sheet that a source can fill, by the names of table and column."""
        fields = {}
        for table in self.sheets:
            for column in table.content:
                fields[table.name, column.name] = column
        return fields

    def values(self, vocabulary: str) -> tuple[str, ...]:
        """The values of a vocabulary, in its order."""
        return tuple(term.value for term in self.vocabularies[vocabulary])

    def labels(self, vocabulary: str) -> dict[str, str]:
        """Value → label of a vocabulary."""
        return {term.value: term.label for term in self.vocabularies[vocabulary]}

    @cached_property
    def ties(self) -> dict[tuple[str, str], tuple[str, str]]:
        """What both ends of a tie are to each other: value to record, record to value.

        Keys are table and column of a reference, or `relation` and one of its values. Where the
        package has no words for a tie, the title of the column or the label of the value stands.
        """
        words: dict[tuple[str, str], tuple[str, str]] = {}
        for table in self.tables.values():
            for column in table.fields:
                if column.reference is not None:
                    words[table.name, column.name] = column.ties or (column.title, column.title)
        for term in self.vocabularies["relation"]:
            words["relation", term.value] = term.ties or (term.label, term.label)
        return words


def read_schema(path: Path) -> Schema:
    """Read `datapackage.json`.

    OSError where it is missing or cannot be read, FormError where it is not of the expected form.
    """
    return _schema(content(path, MOST_MEGABYTES))


@lru_cache(maxsize=8)
def _schema(data: bytes) -> Schema:
    """What a declaration says: it seldom changes where a table of its package does."""
    package = _declaration(data)
    faults = list(wrong(package))
    if faults:
        raise FormError(faults)
    tables = {resource["name"]: _table(resource) for resource in package["resources"]}
    vocabularies = {name: _terms(listed) for name, listed in package["vocabularies"].items()}
    return Schema(tables, vocabularies, package.get("title", ""), package)


def _declaration(data: bytes) -> dict[str, Any]:
    """`datapackage.json` as it stands; FormError where it cannot be read."""
    try:
        # An editor on Windows may have put a byte order mark before the first brace.
        package = json.loads(
            data.decode("utf-8-sig"),
            parse_constant=_refuse,
            object_pairs_hook=_distinct,
        )
    except RecursionError:
        raise FormError([NO_JSON.format("its brackets lie too deep")]) from None
    except ValueError as error:
        raise FormError([NO_JSON.format(error)]) from None
    if not isinstance(package, dict):
        raise FormError([NO_JSON.format("it has no names with values")])
    return package


def _refuse(constant: str) -> None:
    """JSON has no NaN and no infinity, which Python would read."""
    raise ValueError(constant)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Names with values; a name that stands twice would lose its first value without a word."""
    named = dict(pairs)
    if len(named) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"“{name[:LONGEST_NAME]}” stands twice beside each other; keep one")
    return named


def _terms(listed: list[dict[str, Any]]) -> tuple[Term, ...]:
    return tuple(
        Term(term["value"], term["label"], term["definition"], _ties(term)) for term in listed
    )


def _table(resource: Mapping[str, Any]) -> Table:
    return Table(
        name=resource["name"],
        title=resource["title"],
        path=resource["path"],
        fields=tuple(_field(field) for field in resource["schema"]["fields"]),
        sheet=resource.get("sheet", False),
        when=tuple(resource.get("when", ())),
        domains_of=tuple(resource.get("domains_of", ())),
        is_empty=resource.get("rows") == 0,
    )


def _field(field: Mapping[str, Any]) -> Field:
    reference = field.get("reference")
    if reference is not None:
        reference = tuple(reference)
    return Field(
        name=field["name"],
        title=field["title"],
        type=field["type"],
        description=field["description"],
        unit=field.get("unit", ""),
        vocabulary=field.get("vocabulary", ""),
        many=field.get("list", False),
        edtf=field.get("edtf", False),
        columns=field.get("columns", False),
        reference=reference,
        ties=_ties(field),
        mend=field.get("mend", ""),
    )


def _ties(declared: Mapping[str, Any]) -> tuple[str, str] | tuple[()]:
    there, back = declared.get("ties", (None, None))
    if there and back:
        return there, back
    return ()

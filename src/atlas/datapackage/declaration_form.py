"""The form of `datapackage.json`: what is wrong with it before a table can be read by it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from atlas.datapackage.needed import lacking
from atlas.datapackage.patterns import is_steady
from atlas.values.characters import NO_TEXT

TYPES = ("string", "integer", "number", "boolean")
# A file of the folder itself, by a name that every system knows.
FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*\.csv", re.ASCII)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*", re.ASCII)
SHOWN = 60
WORDS = {str: "a text", bool: "true or false", list: "a list", dict: "names with values"}
NUMBERS = "a number"
STEADY = "write it so that each next sign leaves one way only, in at most 500 signs"
CONSTRAINTS = {"required": bool, "unique": bool, "pattern": str}
BOUNDS = {"minimum", "maximum"}
# The one reference between tables that is checked by it: rows name their source.
TO_SOURCES = {"resource": "sources", "fields": ["id"]}

Node = Mapping[str, Any]


class FormError(ValueError):
    """The declaration is not of the form that tables can be read by; `faults` are sentences."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def wrong(package: Node) -> list[str]:
    """What is wrong with a declaration as read from JSON, a sentence each."""
    # What lies deeper is looked at only where what is above it has its form.
    return [*_parts(package)] or [*_references(package)] or [*lacking(package)]


def _parts(package: Node) -> Iterator[str]:
    yield from _typed(package, "it", {"resources": list, "vocabularies": dict}, {"title": str})
    listed = package.get("resources")
    for at, table in enumerate(listed if isinstance(listed, list) else [], start=1):
        yield from _table(table, f"table {at}")
    tables = _listed(package, "resources")
    yield from _repeated([table.get("name") for table in tables], "two tables are called")
    yield from _repeated([table.get("path") for table in tables], "two tables lie in")
    vocabularies = package.get("vocabularies")
    for name, terms in vocabularies.items() if isinstance(vocabularies, dict) else ():
        yield from _vocabulary(terms, f"vocabulary {name}")


def _table(table: Any, place: str) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"{place} is {_shown(table)}; write its name, title, path and schema"
        return
    needed = {"name": str, "title": str, "path": str, "schema": dict}
    place = f"table {table['name']}" if isinstance(table.get("name"), str) else place
    free = {"sheet": bool, "when": list, "domains_of": list, "rows": int}
    yield from _typed(table, place, needed, free)
    yield from _formed(table, place, "path", FILE, "the name of a CSV file, as exercises.csv")
    yield from _formed(table, place, "name", NAME, "a name of letters, digits, - and _")
    schema = table.get("schema")
    if isinstance(schema, dict):
        yield from _schema(schema, place)


def _schema(schema: Node, place: str) -> Iterator[str]:
    yield from _typed(schema, place, {"fields": list, "primaryKey": list}, {"foreignKeys": list})
    fields = schema.get("fields")
    if not isinstance(fields, list):
        return
    if not fields:
        yield f"{place} declares no column; write its “fields”"
    if schema.get("missingValues", [""]) != [""]:
        yield f'{place} has other “missingValues” than the empty cell; write [""] or take it out'
    for at, field in enumerate(fields, start=1):
        yield from _field(field, f"{place}, column {at}")
    names = [field.get("name") for field in _listed(schema, "fields")]
    yield from _repeated(names, f"{place} has two columns")


def _field(field: Any, place: str) -> Iterator[str]:
    if not isinstance(field, dict):
        yield f"{place} is {_shown(field)}; write its name, title, type and description"
        return
    if isinstance(field.get("name"), str):
        place = f"{place} ({_shown(field['name'])})"
    needed = {"name": str, "title": str, "type": str, "description": str}
    free: dict[str, type] = {"unit": str, "vocabulary": str, "mend": str, "constraints": dict}
    free |= {"list": bool, "edtf": bool, "columns": bool, "reference": list, "ties": list}
    yield from _typed(field, place, needed, free)
    yield from _formed(field, place, "name", NAME, "a name of letters, digits, - and _")
    if isinstance(field.get("type"), str) and field["type"] not in TYPES:
        yield f"{place}: “type” is {_shown(field['type'])}; write {', '.join(TYPES)}"
    yield from _ties(field, place)
    if isinstance(field.get("constraints"), dict):
        yield from _constraints(field["constraints"], place)


def _constraints(constraints: Node, place: str) -> Iterator[str]:
    yield from _typed(constraints, place, {}, CONSTRAINTS)
    for name, value in constraints.items():
        if name in BOUNDS and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield f"{place}: “{name}” is {_shown(value)}; write {NUMBERS}"
        elif name not in BOUNDS | CONSTRAINTS.keys():
            known = ", ".join(sorted(BOUNDS | CONSTRAINTS.keys()))
            yield f"{place}: the constraint {_shown(name)} is not known; of these: {known}"
    if isinstance(constraints.get("pattern"), str):
        fault = _pattern(constraints["pattern"])
        if fault:
            yield f"{place}: “pattern” is {_shown(constraints['pattern'])}, {fault}"


def _pattern(pattern: str) -> str:
    """What is wrong with a pattern; blank where cells can be held against it."""
    try:
        if is_steady(pattern):
            return ""
    except (re.error, RecursionError, OverflowError):
        return "which is no regular expression"
    return "of which a text may have very many ways; " + STEADY


def _vocabulary(terms: Any, place: str) -> Iterator[str]:
    if not isinstance(terms, list):
        yield f"{place} is {_shown(terms)}; write a list of values"
        return
    for at, term in enumerate(terms, start=1):
        if not isinstance(term, dict):
            yield f"{place}, value {at} is {_shown(term)}; write its value, label and definition"
            continue
        needed = {"value": str, "label": str, "definition": str}
        yield from _typed(term, f"{place}, value {at}", needed, {"ties": list})
        yield from _ties(term, f"{place}, value {at}")
        if term.get("value") == "" or ";" in str(term.get("value")):
            yield f"{place}, value {at}: write a value, without ;"
    whole = [term for term in terms if isinstance(term, dict)]
    yield from _repeated([term.get("value") for term in whole], f"{place} has twice")
    # Filters and links choose by the label.
    yield from _repeated([term.get("label") for term in whole], f"{place} has two labels")


def _ties(node: Node, place: str) -> Iterator[str]:
    ties = node.get("ties", ["", ""])
    if isinstance(ties, list) and not (
        len(ties) == 2 and all(isinstance(tie, str) for tie in ties)
    ):
        yield f"{place}: “ties” is {_shown(ties)}; write two texts"


def _typed(
    node: Node, place: str, needed: Mapping[str, type], free: Mapping[str, type]
) -> Iterator[str]:
    """The names of a node that are missing, or whose value is of another type."""
    for name, kind in chain(needed.items(), free.items()):
        if name not in node:
            if name in needed:
                yield f"{place} has no “{name}”; write {WORDS[kind]}"
        elif not isinstance(node[name], kind):
            yield f"{place}: “{name}” is {_shown(node[name])}; write {WORDS[kind]}"
        elif kind is str and NO_TEXT.search(node[name]):
            yield f"{place}: “{name}” has a sign of control or of direction; take it out"


def _formed(node: Node, place: str, name: str, form: re.Pattern[str], words: str) -> Iterator[str]:
    value = node.get(name)
    if isinstance(value, str) and not form.fullmatch(value):
        yield f"{place}: “{name}” is {_shown(value)}; write {words}"


def _repeated(values: Sequence[Any], words: str) -> Iterator[str]:
    numbers = Counter(value for value in values if isinstance(value, str))
    for text, number in numbers.items():
        if number > 1:
            yield f"{words} {_shown(text)}; give each a name of its own"


def _listed(node: Node, name: str) -> list[Node]:
    """The nodes of a list, as far as they are nodes."""
    value = node.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _references(package: Node) -> Iterator[str]:
    """Names in a declaration that lead nowhere."""
    # Countries and places are in the register of records alone.
    terms = package["vocabularies"].get("table", [])
    tables = [part["name"] for part in package["resources"]]
    tables += [term["value"] for term in terms]
    for table in package["resources"]:
        place, schema = f"table {table['name']}", table["schema"]
        names = [field["name"] for field in schema["fields"]]
        named = {"primaryKey": schema["primaryKey"]}
        named |= {name: table.get(name, []) for name in ("when", "domains_of")}
        for part, columns in named.items():
            yield from _unknown(columns, names, f"{place}: “{part}”", "column")
        if not schema["primaryKey"]:
            yield f"{place}: “primaryKey” is empty; name the columns that tell its rows apart"
        for field in schema["fields"]:
            column = f"{place}, column {field['name']}: “reference”"
            yield from _unknown(field.get("reference", []), tables, column, "table")
        for key in schema.get("foreignKeys", []):
            if key != {"fields": ["source"], "reference": TO_SOURCES} or "source" not in names:
                yield f"{place}: a foreign key can lead from source to the id of sources alone"


def _unknown(values: Sequence[Any], known: Sequence[str], place: str, what: str) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"{place} names {_shown(value)}, and there is no {what} of this name"


def _shown(value: Any) -> str:
    """A value of the declaration, short enough for a sentence."""
    text = value if isinstance(value, str) else repr(value)
    return f"“{text[: SHOWN - 1]}…”" if len(text) > SHOWN else f"“{text}”"

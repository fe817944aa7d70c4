"""What the program asks of a data package by name: tables, vocabularies, columns and their kinds.

A package may declare more. A column that is there but of another kind (no date, not required, of
another vocabulary) would pass its own check and stop the build.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

COLUMNS = Path(__file__).with_name("needed.json")
TABLES = (
    "sources",
    "records",
    "exercises",
    "transfers",
    "systems",
    "organisations",
    "agreements",
    "context",
    "links",
    "findings",
    "volumes",
    "gaps",
)
VOCABULARIES = (
    "table",
    "basis",
    "standing",
    "domain",
    "source-kind",
    "relation",
    "precision",
    "status",
    "category",
    "unit",
)
KIND = ("type", "list", "edtf", "columns", "vocabulary")
# What their values do is written in the program.
CLOSED = {"basis", "standing"}
Node = Mapping[str, Any]


def lacking(package: Node) -> Iterator[str]:
    """What a declaration of the right form lacks although the program or its own columns need it.

    A sentence each.
    """
    tables = {table["name"]: table for table in package["resources"]}
    for name in TABLES:
        if name not in tables:
            yield f"it declares no table {name}; put it back"
    named = dict.fromkeys(VOCABULARIES)
    for table in tables.values():
        fields = table["schema"]["fields"]
        named |= dict.fromkeys(field["vocabulary"] for field in fields if field.get("vocabulary"))
    for name in named:
        if name not in package["vocabularies"]:
            yield f"it declares no vocabulary {name}; put it back"
    for name, values in _needed()["values"].items():
        yield from _values(package["vocabularies"].get(name, []), values, name)
    for name, needed in _needed()["tables"].items():
        if name in tables:
            yield from _table(tables[name], needed)


@lru_cache(maxsize=1)
def _needed() -> dict[str, Any]:
    needed: dict[str, Any] = json.loads(COLUMNS.read_text(encoding="utf-8"))
    return needed


def _values(terms: list[Node], needed: list[str], vocabulary: str) -> Iterator[str]:
    declared = {term["value"] for term in terms}
    missing = [value for value in needed if value not in declared]
    further = sorted(declared.difference(needed))
    if missing:
        yield f"vocabulary {vocabulary} has no {', '.join(missing)}; put it back"
    if further and vocabulary in CLOSED:
        yield f"vocabulary {vocabulary} cannot have {', '.join(further)}; take it out"


def _table(table: Node, needed: Node) -> Iterator[str]:
    place = f"table {table['name']}"
    for part in ("sheet", "when", "domains_of"):
        if table.get(part) != needed.get(part):
            yield f"{place}: “{part}” is not {json.dumps(needed.get(part))}; put it back"
    if table["schema"]["primaryKey"] != needed["primaryKey"]:
        key = ", ".join(needed["primaryKey"])
        yield f"{place}: “primaryKey” is not {key}; put it back"
    if bool(table["schema"].get("foreignKeys")) != needed["has_source"]:
        yield f"{place}: “foreignKeys” do not lead to its source; put them back"
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    for name, kind in needed["columns"].items():
        if name not in fields:
            yield f"{place} declares no column {name}; put it back"
        elif not _is_of_kind(kind_of(fields[name]), kind):
            yield f"{place}: column {name} is of another kind; make it {json.dumps(kind)}"


def _is_of_kind(declared: Node, needed: Node) -> bool:
    """Whether a column is of the kind that is needed; it may lead to further tables."""
    own = {**declared}
    wanted = {**needed}
    leads_to = own.pop("reference", None)
    must_lead_to = wanted.pop("reference", None)
    if not leads_to or not must_lead_to:
        return own == wanted and leads_to == must_lead_to
    return own == wanted and set(must_lead_to) <= set(leads_to)


def kind_of(field: Node) -> dict[str, Any]:
    """What of a column the program relies on: its type, and what its cells may hold."""
    kind = {name: field[name] for name in KIND if field.get(name)}
    if "reference" in field:
        kind["reference"] = field["reference"]
    constraints = field.get("constraints", {})
    kind |= {name: constraints[name] for name in ("required", "unique") if constraints.get(name)}
    return kind

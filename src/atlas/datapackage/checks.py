"""Rules for cells that look beyond their own: references, sources, codes, one home for a fact."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs
from frictionless import Check, Row

from atlas.datapackage.cell_checks import (
    AddressCheck,
    CellCheck,
    DateCheck,
    ListCheck,
    NumberCheck,
    SeenCheck,
    VocabularyCheck,
    error_of,
    shown,
)
from atlas.datapackage.schema import Field, Schema, Table
from atlas.values import countries


@attrs.define(kw_only=True, repr=False)
class ReferenceCheck(CellCheck):
    """References lead to a record of an allowed table; an id to one of its own table.

    `home` maps the id of each record to its table.
    """

    type = "reference"
    Error = error_of("reference", "Reference")
    home: Mapping[str, str]
    own_table: str = ""

    def columns(self) -> Iterable[Field]:
        """Columns that lead to records."""
        return [field for field in self.table.fields if field.reference is not None]

    def validate_row(self, row: Row) -> Iterator[Any]:
        """Yield an error for each reference that leads nowhere.

        `part_of` must stay in the record's own table, which only its row names.
        """
        self.own_table = str(row.get("table") or "")
        yield from super().validate_row(row)

    def wrong(self, field: Field, item: str) -> str:
        """A reference is wrong when no record has the id, or one of another table."""
        allowed = field.reference or (self.own_table,)
        if self.home.get(item) in allowed:
            return ""
        if item != item.strip() and item.strip() in self.home:
            return f"“{shown(item)}” has a blank before or after it; take it away"
        foreign = dict.fromkeys(sign for sign in item if not sign.isascii())
        if foreign:
            return f"“{shown(item)}” has signs that no id has: {' '.join(foreign)}; type it anew"
        place = f"it is in {self.home[item]}" if item in self.home else "no such id"
        return (
            f"“{shown(item)}” must be the id of a record in {' or '.join(allowed)} ({place}); "
            "add it to records.csv or correct it"
        )


@attrs.define(kw_only=True, repr=False)
class SourceCheck(CellCheck):
    """The source of a row is one of the register, of all folders.

    Frictionless could look it up as well, but opens the register as a table to do so, each time.
    """

    type = "source"
    Error = error_of("source", "Unknown source")
    sources: Collection[str]

    def columns(self) -> Iterable[Field]:
        """The column that leads to the register."""
        return [field for field in self.table.fields if field.name == "source"]

    def wrong(self, field: Field, item: str) -> str:
        """A source is wrong when the register has no such id."""
        if item in self.sources:
            return ""
        if item != item.strip():
            return f"“{shown(item)}” has a blank before or after it; take it away"
        return f"no source has the id “{shown(item)}”; correct it, or add the source to sources.csv"


@attrs.define(kw_only=True, repr=False)
class CountryCheck(CellCheck):
    """The ids of countries are codes that `countries` knows."""

    type = "country"
    Error = error_of("country", "Country code")

    def columns(self) -> Iterable[Field]:
        """The id of a record."""
        is_register = self.table.name == "records"
        return [field for field in self.table.fields if is_register and field.name == "id"]

    def validate_row(self, row: Row) -> Iterator[Any]:
        """Yield an error for a country whose id is no code."""
        if row.get("table") == "countries":
            yield from super().validate_row(row)

    def wrong(self, field: Field, item: str) -> str:
        """A code is wrong when neither ISO 3166 nor `countries.OTHER` has it."""
        if countries.known(item):
            return ""
        others = ", ".join(countries.OTHER)
        return f"“{shown(item)}” is no ISO 3166 alpha-3 code, nor one of {others}"


@attrs.define(kw_only=True, repr=False)
class HomeCheck(CellCheck):
    """A transfer with a system leaves category and domains to the system."""

    type = "one-home"
    Error = error_of("one-home", "One home")

    def columns(self) -> Iterable[Field]:
        """Category and domains of a transfer."""
        if self.table.name != "transfers":
            return []
        return [field for field in self.table.fields if field.name in {"category", "domains"}]

    def validate_row(self, row: Row) -> Iterator[Any]:
        """Yield an error where a row gives what its system says."""
        if row.get("system"):
            yield from super().validate_row(row)

    def wrong(self, field: Field, item: str) -> str:
        """Any value is one too many."""
        return "leave it blank: a transfer with a system takes it from the system"


# Every rule for cells that needs nothing but the declaration: a new one is a class and a name here.
CELL_CHECKS = (
    ListCheck,
    SeenCheck,
    VocabularyCheck,
    DateCheck,
    NumberCheck,
    AddressCheck,
    CountryCheck,
    HomeCheck,
)


def checks_for(
    table: Table, schema: Schema, home: Mapping[str, str] | None, sources: Collection[str] | None
) -> list[Check]:
    """Every rule for one table.

    `home` maps the id of each record to its table, `sources` are the ids of sources. None where
    their register cannot be read: nothing is looked up in it then.
    """
    checks: list[Check] = [check(table=table, schema_=schema) for check in CELL_CHECKS]
    if home is not None:
        checks.append(ReferenceCheck(table=table, schema_=schema, home=home))
    if sources is not None:
        checks.append(SourceCheck(table=table, schema_=schema, sources=sources))
    return checks

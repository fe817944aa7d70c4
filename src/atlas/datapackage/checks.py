"""Rules that Frictionless does not know.

They are of lists, vocabularies, EDTF dates, references, country codes, and one home for a fact.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

import attrs
from frictionless import Check, Row, errors

from atlas.datapackage.schema import Field, Schema, Table
from atlas.values import countries, dates

DATE_FORMS = (
    "write “{}” as 2018, 2018-09, 2018-09-11 or 2018-09-11/2018-09-17, "
    "with ~ or ? where it is unsure"
)

WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
# As many digits as a spreadsheet keeps.
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", re.ASCII)
NUMBER_FORMS = "write the number in at most 15 plain digits, with a point before decimals"


def _error(kind: str, title: str) -> type[errors.CellError]:
    name = f"{title.replace(' ', '')}Error"
    return type(name, (errors.CellError,), {"type": kind, "title": title, "template": "{note}"})


@attrs.define(kw_only=True, repr=False)
class CellCheck(Check):
    """A rule for the cells of some columns of one table.

    A subclass picks the columns and judges the items of a cell.
    """

    table: Table
    schema_: Schema
    Error: ClassVar[type[errors.CellError]]

    def __init_subclass__(cls) -> None:
        """Tell Frictionless which error the rule raises: it drops those that it was not told of."""
        super().__init_subclass__()
        cls.Errors = [cls.Error]

    @cached_property
    def judged(self) -> tuple[Field, ...]:
        """The columns that the rule is for, picked once."""
        return tuple(self.columns())

    def columns(self) -> Iterable[Field]:
        """The columns that the rule is for."""
        raise NotImplementedError

    def wrong(self, field: Field, item: str) -> str:
        """How to mend the item, or nothing where it is right."""
        raise NotImplementedError

    def items(self, field: Field, cell: object) -> list[str]:
        """What is judged of a cell that is not blank: its items."""
        # How they are joined is the business of `ListCheck` alone.
        if not field.many:
            return [str(cell)]
        return [item.strip() for item in str(cell).split(";") if item.strip()]

    def validate_row(self, row: Row) -> Iterator[Any]:
        """Yield an error for each wrong cell of the row."""
        for field in self.judged:
            cell = row.get(field.name)
            if cell is None:
                continue
            for item in self.items(field, cell):
                note = self.wrong(field, item)
                if note:
                    yield self.Error.from_row(row, note=note, field_name=field.name)


@attrs.define(kw_only=True, repr=False)
class ListCheck(CellCheck):
    """Items of a list are joined by `;` without blanks, none empty."""

    type = "list"
    Error = _error("list", "List")

    def columns(self) -> Iterable[Field]:
        """List columns."""
        return [field for field in self.table.fields if field.many]

    def items(self, field: Field, cell: object) -> list[str]:
        """The items as they are written."""
        return str(cell).split(";")

    def wrong(self, field: Field, item: str) -> str:
        """An item is wrong when it is empty or has blanks around it."""
        if item and item == item.strip():
            return ""
        return "join the items with ; alone, without blanks and without an empty item"


@attrs.define(kw_only=True, repr=False)
class VocabularyCheck(CellCheck):
    """Cells hold values of their vocabulary, or names of their own table's columns."""

    type = "vocabulary"
    Error = _error("vocabulary", "Vocabulary")

    def columns(self) -> Iterable[Field]:
        """Columns with a vocabulary, and those that name columns."""
        return [field for field in self.table.fields if field.vocabulary or field.columns]

    def wrong(self, field: Field, item: str) -> str:
        """An item is wrong when the vocabulary does not have it."""
        allowed = self.values_by_column[field.name]
        if item in allowed:
            return ""
        return f"“{shown(item)}” is not one of: {', '.join(allowed)}"

    @cached_property
    def values_by_column(self) -> dict[str, tuple[str, ...]]:
        """The values that each column may have."""
        columns = tuple(field.name for field in self.table.content)
        values: dict[str, tuple[str, ...]] = {}
        for field in self.judged:
            values[field.name] = columns if field.columns else self.schema_.values(field.vocabulary)
        return values


@attrs.define(kw_only=True, repr=False)
class DateCheck(CellCheck):
    """Dates are in the EDTF subset that the project reads."""

    type = "date"
    Error = _error("date", "Date")

    def columns(self) -> Iterable[Field]:
        """Date columns."""
        return [field for field in self.table.fields if field.edtf]

    def wrong(self, field: Field, item: str) -> str:
        """A date is wrong when it is outside the grammar, not in the calendar, or reversed."""
        try:
            dates.parse(item)
        except ValueError:
            return DATE_FORMS.format(shown(item))
        return ""


@attrs.define(kw_only=True, repr=False)
class AddressCheck(CellCheck):
    """The addresses of sources are of the web: pages and citations make links of them."""

    type = "address"
    Error = _error("address", "Address")

    def columns(self) -> Iterable[Field]:
        """The address of a source."""
        is_register = self.table.name == "sources"
        return [field for field in self.table.fields if is_register and field.name == "url"]

    def wrong(self, field: Field, item: str) -> str:
        """An address is wrong when it is none of the web."""
        if WEB_ADDRESS.fullmatch(item):
            return ""
        return f"“{shown(item)}” is no address of the web; write it from http:// or https:// on"


@attrs.define(kw_only=True, repr=False)
class NumberCheck(CellCheck):
    """Numbers are in plain digits: Python would read 1_000 and １２ too, a spreadsheet not."""

    type = "number"
    Error = _error("number", "Number")

    def columns(self) -> Iterable[Field]:
        """Columns of numbers."""
        return [field for field in self.table.fields if field.number]

    def validate_row(self, row: Row) -> Iterator[Any]:
        """Yield an error for each number in other signs."""
        cells = dict(zip(row.field_names, row.cells, strict=True))
        for field in self.judged:
            # What is no number in any signs is an error of its type already.
            if row.get(field.name) is not None and not PLAIN_NUMBER.fullmatch(cells[field.name]):
                yield self.Error.from_row(row, note=NUMBER_FORMS, field_name=field.name)


@attrs.define(kw_only=True, repr=False)
class ReferenceCheck(CellCheck):
    """References lead to a record of an allowed table; an id to one of its own table.

    `home` maps the id of each record to its table.
    """

    type = "reference"
    Error = _error("reference", "Reference")
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
        place = f"it is in {self.home[item]}" if item in self.home else "no such id"
        return (
            f"“{shown(item)}” must be the id of a record in {' or '.join(allowed)} ({place}); "
            "add it to records.csv or correct it"
        )


@attrs.define(kw_only=True, repr=False)
class CountryCheck(CellCheck):
    """The ids of countries are codes that `countries` knows."""

    type = "country"
    Error = _error("country", "Country code")

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
    Error = _error("one-home", "One home")

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
    VocabularyCheck,
    DateCheck,
    NumberCheck,
    AddressCheck,
    CountryCheck,
    HomeCheck,
)


def checks_for(table: Table, schema: Schema, home: Mapping[str, str] | None) -> list[Check]:
    """Every rule for one table; `home` maps the id of each record to its table.

    Without it, as where the register cannot be read, references are not looked up.
    """
    checks: list[Check] = [check(table=table, schema_=schema) for check in CELL_CHECKS]
    if home is not None:
        checks.append(ReferenceCheck(table=table, schema_=schema, home=home))
    return checks


def shown(text: str, width: int = 60) -> str:
    """Text short enough for a message."""
    if len(text) <= width:
        return text
    return text[: width - 1] + "…"

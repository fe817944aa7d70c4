"""Rules for one cell that Frictionless does not know: lists, vocabularies, dates, numbers."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar

import attrs
from frictionless import Check, Row, errors

from atlas.datapackage.schema import Field, Schema, Table
from atlas.values import dates
from atlas.values.characters import SEEN

DATE_FORMS = (
    "write “{}” as 2018, 2018-09, 2018-09-11 or 2018-09-11/2018-09-17, "
    "with ~ or ? where it is unsure"
)

# A slip of the hand (0218, 20018) would stretch every axis and the choice of years.
FIRST_YEAR, LAST_YEAR = 1500, 2100
FAR_AWAY = "“{}” has a year before {} or after {}; correct it"

WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
# As many digits as a spreadsheet keeps.
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", re.ASCII)
NUMBER_FORMS = "write the number in at most 15 plain digits, with a point before decimals"


def error_of(kind: str, title: str) -> type[errors.CellError]:
    """An error of Frictionless of a kind and title of ours, whose note says all."""
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
        items = map(str.strip, str(cell).split(";"))
        return [item for item in items if item]

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
    Error = error_of("list", "List")

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

    def validate_row(self, row: Row) -> Iterator[Any]:
        """Yield an error for each wrong list, and for an item that stands in one twice."""
        yield from super().validate_row(row)
        for field in self.judged:
            cell = row.get(field.name)
            items = self.items(field, cell) if cell is not None else []
            twice = [item for item, number in Counter(items).items() if item and number > 1]
            if twice:
                note = f"“{shown(twice[0])}” stands in the list twice; leave it there once"
                yield self.Error.from_row(row, note=note, field_name=field.name)


@attrs.define(kw_only=True, repr=False)
class SeenCheck(CellCheck):
    """Texts have something to see: a blank cell is empty, and says that the source does not say."""

    type = "seen"
    Error = error_of("seen", "Seen")

    def columns(self) -> Iterable[Field]:
        """Columns of text, whose type lets anything pass."""
        return [field for field in self.table.fields if field.type == "string"]

    def wrong(self, field: Field, item: str) -> str:
        """An item is wrong when it has blanks and signs without width alone."""
        if SEEN.search(item):
            return ""
        return "there is nothing to see in the cell; write a text, or leave it empty"


@attrs.define(kw_only=True, repr=False)
class VocabularyCheck(CellCheck):
    """Cells hold values of their vocabulary, or names of their own table's columns."""

    type = "vocabulary"
    Error = error_of("vocabulary", "Vocabulary")

    def columns(self) -> Iterable[Field]:
        """Columns with a vocabulary, and those that name columns."""
        return [field for field in self.table.fields if field.vocabulary or field.columns]

    def wrong(self, field: Field, item: str) -> str:
        """An item is wrong when the vocabulary does not have it."""
        allowed = self.values_by_column[field.name]
        if item in allowed:
            return ""
        plain = " ".join(unicodedata.normalize("NFKC", item).split())
        if plain in allowed:
            return f"“{shown(item)}” has a blank or a sign that cannot be seen; write “{plain}”"
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
    Error = error_of("date", "Date")

    def columns(self) -> Iterable[Field]:
        """Date columns."""
        return [field for field in self.table.fields if field.edtf]

    def wrong(self, field: Field, item: str) -> str:
        """A date is wrong when it is outside the grammar, not in the calendar, reversed, or far
        from any time that is looked at here.
        """
        try:
            span = dates.parse(item)
        except ValueError:
            return self._mend(item)
        days = [day for day in (span.start, span.end) if day is not None]
        if all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
            return ""
        return FAR_AWAY.format(shown(item), FIRST_YEAR, LAST_YEAR)

    @staticmethod
    def _mend(item: str) -> str:
        """How to mend what is no date; two dates in the wrong order are named."""
        first, _, last = item.partition("/")
        try:
            dates.parse(f"{last}/{first}")
        except ValueError:
            return DATE_FORMS.format(shown(item))
        return f"“{shown(item)}” ends before it begins; write the earlier date first"


@attrs.define(kw_only=True, repr=False)
class AddressCheck(CellCheck):
    """The addresses of sources are of the web: pages and citations make links of them."""

    type = "address"
    Error = error_of("address", "Address")

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
    Error = error_of("number", "Number")

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


def shown(text: str, width: int = 60) -> str:
    """Text short enough for a message."""
    if len(text) <= width:
        return text
    return text[: width - 1] + "…"

"""What an import read, wrote, left out by choice and could not read: rows, pieces and volume, which must agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.layouts import DELIVERIES, REGISTER, Export, Line

HEADS = ("lines", "ordered", "delivered", "TIV")
CELLS = {REGISTER: (4, 8, 15), DELIVERIES: (None, 8, 15)}


@dataclass(frozen=True)
class Totals:
    """Sums over rows; TIV in millions."""

    rows: int = 0
    ordered: Decimal = Decimal(0)
    delivered: Decimal = Decimal(0)
    tiv: Decimal = Decimal(0)

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.rows + other.rows,
            self.ordered + other.ordered,
            self.delivered + other.delivered,
            self.tiv + other.tiv,
        )

    @property
    def numbers(self) -> tuple[Decimal | int, ...]:
        """The sums in the order of `HEADS`."""
        return self.rows, self.ordered, self.delivered, self.tiv


def of_lines(export: Export, lines: Iterable[Line]) -> Totals:
    """Sums over lines as they stand in the file; a cell that is no number counts as nothing."""
    sums = Totals()
    for line in lines:
        if export.layout in CELLS:
            ordered, delivered, tiv = (_loose(line, at) for at in CELLS[export.layout])
        else:
            years = [
                at for at, name in enumerate(export.header) if len(name) == 4 and name.isdecimal()
            ]
            ordered, delivered, tiv = (
                Decimal(0),
                Decimal(0),
                sum((_loose(line, at) for at in years), Decimal(0)),
            )
        sums += Totals(1, ordered, delivered, tiv)
    return sums


def of_rows(lines: int, rows: Iterable[Mapping[str, str]]) -> Totals:
    """Sums over rows as they were written, which `lines` lines of the file went into."""
    sums = Totals(lines)
    for row in rows:
        ordered, delivered, tiv = (
            Decimal(row.get(name) or 0)
            for name in ("quantity_ordered", "quantity_delivered", "tiv_delivered")
        )
        sums += Totals(0, ordered, delivered, tiv + Decimal(row.get("tiv") or 0))
    return sums


def _loose(line: Line, at: int | None) -> Decimal:
    if at is None or at >= len(line.cells):
        return Decimal(0)
    try:
        return number(line.cells[at], "").value or Decimal(0)
    except (UnreadableError, InvalidOperation):
        return Decimal(0)


def printed(parts: Mapping[str, Totals]) -> str:
    """The sums as a table of text, one line a part."""
    wide = max(map(len, parts))
    lines = [" " * wide + "".join(f"{head:>16}" for head in HEADS)]
    return "\n".join(
        [
            "Sums of the file and of what came of it:",
            *lines,
            *(
                f"{name:<{wide}}" + "".join(f"{value:>16,}" for value in part.numbers)
                for name, part in parts.items()
            ),
        ]
    )

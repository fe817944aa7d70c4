"""What an import read, wrote, left out by choice and could not read: sums, which must agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

HEADS = ("lines", "ordered", "delivered", "TIV")


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


def of_rows(n_lines: int, rows: Iterable[Mapping[str, str]]) -> Totals:
    """Sums over rows as they were written, which `n_lines` lines of the file went into."""
    sums = Totals(n_lines)
    for row in rows:
        ordered = Decimal(row.get("quantity_ordered") or 0)
        delivered = Decimal(row.get("quantity_delivered") or 0)
        tiv = Decimal(row.get("tiv_delivered") or row.get("value") or 0)
        sums += Totals(0, ordered, delivered, tiv)
    return sums


def printed(parts: Mapping[str, Totals]) -> str:
    """The sums as a table of text, one line a part."""
    width = max(map(len, parts))
    lines = [
        "Sums of the file and of what came of it:",
        " " * width + "".join(f"{head:>16}" for head in HEADS),
    ]
    for name, part in parts.items():
        numbers = "".join(f"{value:>16,}" for value in part.numbers)
        lines.append(f"{name:<{width}}{numbers}")
    return "\n".join(lines)

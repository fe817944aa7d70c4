"""What became of an export: sums, lines left out with their numbers, transfers that were known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from atlas.importers import totals
from atlas.importers.rows import Tables
from atlas.importers.sipri.amounts import amounts, of_lines
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.grid import ImportProblemError
from atlas.importers.sipri.known import KnownTransfer
from atlas.importers.sipri.layouts import Line, Unread
from atlas.importers.totals import Totals
from atlas.values.words import counted

READ = "read"
WRITTEN = "written"
FILTERED = "left out: --supplier, --recipient"
UNREAD = "left out: cannot be read"
# Of lines that are left out for one reason, so many are named, and more are counted.
MOST_NAMED = 20
# So many lines are named in all: a report that nobody can read to its end says nothing.
MOST_LINES = 500


@dataclass(frozen=True)
class Report:
    """What became of a file: sums of its parts, rows of each table written, lines left unread.

    `lost` has the numbers of each unread line, in the order of `unread`. `known` is how many of its
    deals are records of the data package already, `not_in` those of the package's that rest on
    SIPRI and are in no deal. `unclassed` are descriptions of weapons that no rule knows, `doubts`
    are sentences on what a reader had better look at in the file.
    """

    parts: Mapping[str, Totals]
    written: Mapping[str, int]
    unread: tuple[Unread, ...]
    lost: tuple[str, ...]
    known: int
    not_in: tuple[KnownTransfer, ...] = ()
    unclassed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        files = ", ".join(f"{name}.csv {rows:,}" for name, rows in self.written.items())
        return "\n".join(
            [
                *self._left_out(),
                *self.doubts,
                totals.printed(self.parts),
                f"rows written, by table: {files}",
                *self._known(),
                *self._unclassed(),
            ]
        )

    def _left_out(self) -> Iterable[str]:
        numbers_by_reason: dict[str, list[int]] = {}
        for left_out in self.unread:
            numbers_by_reason.setdefault(left_out.reason, []).append(left_out.line.number)
        alone = [
            f"left out, {left_out}" + (f"; lost with it: {numbers}" if numbers else "")
            for left_out, numbers in zip(self.unread, self.lost, strict=True)
            if len(numbers_by_reason[left_out.reason]) <= MOST_NAMED
        ]
        yield from alone[:MOST_LINES]
        if len(alone) > MOST_LINES:
            further = counted(len(alone) - MOST_LINES, "more lines")
            yield f"left out, {further} for reasons of their own; their numbers are in the sums"
        for reason, lines in numbers_by_reason.items():
            if len(lines) > MOST_NAMED:
                span = f"{len(lines):,} lines from {lines[0]:,} to {lines[-1]:,}"
                yield f"left out, {span}: {reason}; their numbers are in the sums"

    def _known(self) -> Iterable[str]:
        if self.known:
            yield (
                f"{self.known:,} of the transfers are records of the data package already, "
                "and have its ids"
            )
        if self.not_in:
            count = counted(len(self.not_in), "transfers")
            tiv = sum((Decimal(transfer.tiv or 0) for transfer in self.not_in), Decimal(0))
            yield (
                f"not among the deals of this export: {count} of the data package between the same "
                f"parties that rest on SIPRI (TIV {tiv:,} in all); "
                "where SIPRI has revised one, totals over both count it twice:"
            )
            yield from (f"  {transfer}" for transfer in self.not_in)

    def _unclassed(self) -> Iterable[str]:
        if self.unclassed:
            count = counted(len(self.unclassed), "descriptions")
            yield f"without a category, as no rule knows them: {count} of weapons:"
            yield from (f"  {description}" for description in self.unclassed)


def parts_of(
    export: Export,
    tables: Tables,
    lines: Sequence[Line],
    others: Sequence[Line],
    unread: Sequence[Unread],
) -> dict[str, Totals]:
    """The sums of all parts; ImportProblemError where they do not agree, or no row is written."""
    with_sums = [tables.rows[name] for name in ("transfers", "volumes") if name in tables.rows]
    if not with_sums:
        raise ImportProblemError("\n".join(["nothing is left to write", *_reasons(export, unread)]))
    # Three sums are taken from the cells of the file, one from the rows that are written: a line
    # that is lost or counted twice in between shows.
    n_written = len(lines) - len(others) - len(unread)
    parts = {
        READ: of_lines(export, lines),
        WRITTEN: totals.of_rows(n_written, chain.from_iterable(with_sums)),
        FILTERED: of_lines(export, others),
        UNREAD: of_lines(export, [left_out.line for left_out in unread]),
    }
    if parts[WRITTEN] + parts[FILTERED] + parts[UNREAD] != parts[READ]:
        fault = "what was read and what came of it do not agree, so nothing is written"
        raise ImportProblemError(f"{fault}:\n{totals.printed(parts)}")
    return parts


def _reasons(export: Export, unread: Sequence[Unread]) -> Iterable[str]:
    for left_out in unread[:MOST_NAMED]:
        numbers = amounts(export, left_out.line)
        yield f"{left_out}; lost with it: {numbers}" if numbers else str(left_out)
    if len(unread) > MOST_NAMED:
        yield f"and {counted(len(unread) - MOST_NAMED, 'more lines')}"

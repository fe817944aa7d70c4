"""What can be read and is written, but had better be looked at in the file."""

from collections.abc import Iterable, Iterator, Sequence

from atlas.importers.sipri.deals import Deal
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.layouts import Line
from atlas.values.words import counted

# So many lines are named, and more are counted.
MOST_NAMED = 20
NO_VOLUME = (
    "delivered, but without a volume: {} ({}); where a line break or a spreadsheet has cut one, "
    "its volume is lost"
)
TOO_EARLY = "delivered before the year of the order: {} ({}); one of the years may be mistyped"
ALIKE = (
    "alike in every cell with an earlier line: {} ({}); each counts, so where a line was copied "
    "its numbers stand in the sums twice"
)
GUESSED = (
    "the file is not in UTF-8, and was read in the western code page of Windows: if letters as in "
    "line {:,} (“{}”) are not those of the original, save it as UTF-8 and import it again"
)


def without_volume(deals: Sequence[Deal]) -> Iterator[str]:
    """A sentence on deals of which something was delivered and no volume is given, if any are."""
    yield from _named(NO_VOLUME, "deals", (deal.line for deal in deals if _lacks_volume(deal)))


def _lacks_volume(deal: Deal) -> bool:
    return bool(deal.quantity_delivered) and deal.tiv is None


def too_early(deals: Sequence[Deal]) -> Iterator[str]:
    """A sentence on deals with a delivery before the year of the order, if any are."""
    yield from _named(TOO_EARLY, "deals", (deal.line for deal in deals if _is_too_early(deal)))


def _is_too_early(deal: Deal) -> bool:
    years = deal.delivered.values
    return bool(deal.ordered and years) and years[0] < int(deal.ordered[:4])


def alike(lines: Iterable[Line]) -> Iterator[str]:
    """A sentence on lines that repeat an earlier one, if any do."""
    firsts: dict[tuple[str, ...], int] = {}
    again = [line for line in lines if firsts.setdefault(line.cells, line.number) != line.number]
    yield from _named(ALIKE, "lines", again)


def _named(sentence: str, what: str, lines: Iterable[Line]) -> Iterator[str]:
    numbers = sorted(line.number for line in lines)
    if not numbers:
        return
    named = ", ".join(f"line {number:,}" for number in numbers[:MOST_NAMED])
    if len(numbers) > MOST_NAMED:
        named += f", and {len(numbers) - MOST_NAMED:,} more"
    yield sentence.format(counted(len(numbers), what), named)


def of_another_code_page(export: Export) -> Iterator[str]:
    """A sentence on letters whose code page is a guess, with the first cell that has some."""
    if not export.is_guessed:
        return
    for line in export.lines:
        foreign = [cell for cell in line.cells if not cell.isascii()]
        if foreign:
            yield GUESSED.format(line.number, foreign[0])
            return

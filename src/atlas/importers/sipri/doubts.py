"""What can be read and is written, but had better be looked at in the file."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.deals import Deal
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.layouts import DeliveryRow, Layout, Line, RegisterRow
from atlas.values.words import counted

# So many lines are named, and more are counted.
MOST_NAMED = 20
NO_VOLUME = (
    "delivered, but without a volume: {} ({}); where a line break or a spreadsheet has cut one, "
    "its volume is lost"
)
TOO_EARLY = "delivered before the year of the order: {} ({}); one of the years may be mistyped"
BEYOND = "more delivered than ordered: {} ({}); one of the two numbers may be mistyped"
FROM_ITSELF = "supplier and recipient are the same: {} ({}); one of them may be mistyped"
ALIKE = (
    "alike in every cell with an earlier line: {} ({}); each counts, so where a line was copied "
    "its numbers stand in the sums twice"
)
NO_PRODUCT = (
    "the volume is not the number delivered times the volume of one: {} ({}); a number may be cut, "
    "mistyped or of another column"
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


def beyond_the_order(deals: Sequence[Deal]) -> Iterator[str]:
    """A sentence on deals of which more was delivered than ordered, if any are."""
    yield from _named(BEYOND, "deals", (deal.line for deal in deals if _is_beyond(deal)))


def _is_beyond(deal: Deal) -> bool:
    ordered = deal.quantity_ordered
    delivered = deal.quantity_delivered
    return ordered is not None and delivered is not None and delivered > ordered


def from_itself(deals: Sequence[Deal]) -> Iterator[str]:
    """A sentence on deals of a country with itself, if there are any."""
    own = (deal.line for deal in deals if deal.supplier.key == deal.recipient.key)
    yield from _named(FROM_ITSELF, "deals", own)


def alike(lines: Iterable[Line]) -> Iterator[str]:
    """A sentence on lines that repeat an earlier one, if any do."""
    firsts: dict[tuple[str, ...], int] = {}
    again = [line for line in lines if firsts.setdefault(line.cells, line.number) != line.number]
    yield from _named(ALIKE, "lines", again)


def no_product(lines: Iterable[Line], layout: Layout) -> Iterator[str]:
    """A sentence on lines whose volume cannot be that of so many pieces, if there are any."""
    yield from _named(NO_PRODUCT, "lines", (line for line in lines if _is_off(line, layout)))


def _is_off(line: Line, layout: Layout) -> bool:
    """Whether volume and pieces cannot be true together, however both were rounded."""
    row = RegisterRow(*line.cells) if layout is Layout.REGISTER else DeliveryRow(*line.cells)
    try:
        pieces = number(row.quantity_delivered, "").value
        of_one = number(row.tiv_of_one, "").value
        volume = number(row.tiv_delivered, "").value
    except UnreadableError:
        return False
    if pieces is None or of_one is None or volume is None:
        return False
    room = pieces * _half_a_digit(of_one) + _half_a_digit(volume)
    return abs(pieces * of_one - volume) > room


def _half_a_digit(value: Decimal) -> Decimal:
    """How far a number may lie from what it was rounded from."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


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

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
NO_PRODUCT_ORDERED = (
    "the volume of the order is not the number ordered times the volume of one: {} ({}); what was "
    "delivered counts, and not the order, but a number of the line may be mistyped"
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


def no_product(lines: Sequence[Line], layout: Layout) -> Iterator[str]:
    """Sentences on lines whose volumes cannot be those of so many pieces, if there are any.

    Each line is named with what its numbers come to and what it has.
    """
    if layout is Layout.REGISTER:
        rows = [(line, RegisterRow(*line.cells)) for line in lines]
        orders = [
            (line, _off(row.quantity_ordered, row.tiv_of_one, row.tiv_ordered))
            for line, row in rows
        ]
        yield from _named_with(NO_PRODUCT_ORDERED, orders)
    yield from _named_with(
        NO_PRODUCT, [(line, _off(*_handed_over(line, layout))) for line in lines]
    )


def _handed_over(line: Line, layout: Layout) -> tuple[str, str, str]:
    """The cells of the pieces delivered, the volume of one, and that of all of them."""
    row = RegisterRow(*line.cells) if layout is Layout.REGISTER else DeliveryRow(*line.cells)
    return row.quantity_delivered, row.tiv_of_one, row.tiv_delivered


def _off(*cells: str) -> str:
    """What pieces and the volume of one come to, and what stands there instead.

    Blank where all three can be true together, however they were rounded, or one is not given.
    """
    try:
        pieces, of_one, volume = (number(cell, "").value for cell in cells)
    except UnreadableError:
        return ""
    if pieces is None or of_one is None or volume is None:
        return ""
    room = pieces * _half_a_digit(of_one) + _half_a_digit(volume)
    product = pieces * of_one
    if abs(product - volume) <= room:
        return ""
    return f"{pieces:,} at {of_one:,} are {product:,}, not {volume:,}"


def _half_a_digit(value: Decimal) -> Decimal:
    """How far a number may lie from what it was rounded from."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def _named(sentence: str, what: str, lines: Iterable[Line]) -> Iterator[str]:
    numbers = sorted(line.number for line in lines)
    yield from _listed(sentence, what, [f"line {number:,}" for number in numbers], ", ")


def _named_with(sentence: str, faults: Iterable[tuple[Line, str]]) -> Iterator[str]:
    """The same of lines that have a fault, each with its fault."""
    faulty = sorted((line.number, fault) for line, fault in faults if fault)
    named = [f"line {number:,}: {fault}" for number, fault in faulty]
    yield from _listed(sentence, "lines", named, "; ")


def _listed(sentence: str, what: str, named: Sequence[str], apart: str) -> Iterator[str]:
    if not named:
        return
    listed = apart.join(named[:MOST_NAMED])
    if len(named) > MOST_NAMED:
        listed += f"{apart}and {len(named) - MOST_NAMED:,} more"
    yield sentence.format(counted(len(named), what), listed)


def of_another_code_page(export: Export) -> Iterator[str]:
    """A sentence on letters whose code page is a guess, with the first cell that has some."""
    if not export.is_guessed:
        return
    for line in export.lines:
        foreign = [cell for cell in line.cells if not cell.isascii()]
        if foreign:
            yield GUESSED.format(line.number, foreign[0])
            return

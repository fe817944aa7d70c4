"""Deals that can be read, and of which something may be missing."""

from collections.abc import Iterator, Sequence

from atlas.importers.sipri.deals import Deal
from atlas.values.words import counted

# So many lines are named, and more are counted.
MOST_NAMED = 20
NO_VOLUME = (
    "delivered, but without a volume: {} ({}); where a line break or a spreadsheet has cut one, "
    "its volume is lost"
)


def without_volume(deals: Sequence[Deal]) -> Iterator[str]:
    """A sentence on deals of which something was delivered and no volume is given, if any are."""
    numbers = sorted(deal.line.number for deal in deals if _lacks_volume(deal))
    if not numbers:
        return
    named = ", ".join(f"line {number:,}" for number in numbers[:MOST_NAMED])
    if len(numbers) > MOST_NAMED:
        named += f", and {len(numbers) - MOST_NAMED:,} more"
    yield NO_VOLUME.format(counted(len(numbers), "deals"), named)


def _lacks_volume(deal: Deal) -> bool:
    return bool(deal.quantity_delivered) and deal.tiv is None

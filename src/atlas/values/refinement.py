"""Which of two dates says more exactly what the other says."""

from atlas.values.dates import OPEN, Span, parse


def refines(finer: str, coarser: str) -> bool:
    """Whether a date says more exactly what another says.

    It begins within what the other gives as its beginning, and ends within what it gives as its
    end: 2018-09-11/2018-09-17 refines 2018-09, but 2016/2017 does not refine 2016/2018, as it ends
    in another year. Both are EDTF dates of the subset; ValueError for any other text.
    """
    if parse(finer)[:2] == parse(coarser)[:2]:
        return False
    both = zip(_spans(finer), _spans(coarser), strict=True)
    return all(_lies_in(side, whole) for side, whole in both)


def _spans(text: str) -> tuple[Span, Span]:
    """The days of both sides; a date of one side has it twice."""
    first, slash, last = text.partition("/")
    return _days(first), _days(last if slash else first)


def _days(side: str) -> Span:
    return Span(None, None, False) if side == OPEN else parse(side)


def _lies_in(side: Span, whole: Span) -> bool:
    if whole.start is None or whole.end is None:
        return True
    if side.start is None or side.end is None:
        return False
    return whole.start <= side.start and side.end <= whole.end

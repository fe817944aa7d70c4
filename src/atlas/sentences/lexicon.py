"""Lists of words, written as a reader reads them: with blanks between them."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def words_in_order(text: str) -> tuple[str, ...]:
    """The words of a text, as they stand there."""
    return tuple(text.split())

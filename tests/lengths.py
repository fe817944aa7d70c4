"""Which cases of a test `make test` tries, and which `make prove` alone."""

from collections.abc import Iterable
from typing import Any

import pytest

AT_LENGTH = pytest.mark.at_length
# Charts that draw a mark of every kind between them (a test holds that): what is made alike of any
# chart is tried on these.
OF_EVERY_FORM = (
    "exercise-timeline",
    "exercise-map",
    "transfer-flows",
    "two-way-street",
    "network",
)


def first_of_all(always: Iterable[Any], cases: Iterable[Any]) -> list[Any]:
    """The cases as parameters of a test or a fixture: all but `always` are tried at length alone.

    A case is one parameter, or a tuple of several.
    """
    few = list(always)
    return [case if case in few else pytest.param(case, marks=AT_LENGTH) for case in cases]


def first_of_rows(always: Iterable[Any], rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The same for tests of several parameters, a row each; `always` are the first of each row."""
    few = list(always)
    return [row if row[0] in few else pytest.param(*row, marks=AT_LENGTH) for row in rows]

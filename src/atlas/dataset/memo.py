"""What has been made of a dataset, kept for as long as the dataset itself.

A function marked `once_a_dataset` is run once for a dataset as filters leave it, one marked
`once_a_build` once for all that filters leave of the same evidence. Further arguments have to be
hashable; no result may be changed by its callers.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

# Of one function. Addresses can ask for any combination of settings, and memory must not grow
# with them.
MOST_RESULTS = 32
# No result is this.
ABSENT = object()


class Memo:
    """The newest results of each function, by its further arguments."""

    def __init__(self) -> None:
        self._results: dict[Hashable, OrderedDict[Hashable, Any]] = {}

    def result(
        self, function: Callable[..., Any], arguments: Hashable, make: Callable[[], Any]
    ) -> Any:
        """The result of a function for these arguments, made by `make` where it is not there."""
        results = self._results.setdefault(function, OrderedDict())
        result = results.get(arguments, ABSENT)
        if result is not ABSENT:
            return result
        # Two readers may make the same result at once: a wait would cost more than the second copy.
        # What is kept may be gone at the next look, as another reader's takes its place.
        results[arguments] = result = make()
        with suppress(KeyError):
            while len(results) > MOST_RESULTS:
                results.popitem(last=False)
        return result


class Remembering(Protocol):
    """What both memos hang on: a dataset."""

    @property
    def memo(self) -> Memo: ...

    @property
    def build_memo(self) -> Memo: ...


Data = TypeVar("Data", bound=Remembering)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Making = Callable[Concatenate[Data, Arguments], Result]


def once_a_dataset(make: Making[Data, Arguments, Result]) -> Making[Data, Arguments, Result]:
    """Keep what a function makes of a dataset as filters leave it."""

    def kept(dataset: Data, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        return _result(dataset.memo, make, dataset, *args, **kwargs)

    update_wrapper(kept, make)
    return kept


def once_a_build(make: Making[Data, Arguments, Result]) -> Making[Data, Arguments, Result]:
    """Keep what a function makes of the whole evidence, whatever filters leave of it."""

    def kept(dataset: Data, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        return _result(dataset.build_memo, make, dataset, *args, **kwargs)

    update_wrapper(kept, make)
    return kept


def _result(
    memo: Memo,
    make: Making[Data, Arguments, Result],
    dataset: Data,
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Result:
    named_arguments = tuple(sorted(kwargs.items()))
    arguments = (args, named_arguments)
    result: Result = memo.result(make, arguments, lambda: make(dataset, *args, **kwargs))
    return result

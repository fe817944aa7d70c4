"""What the check of a file came to, kept for the process.

Where one table of a package is edited, the others are not checked again.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock

from atlas.datapackage.files import Problem

MOST = 500
# Ids stand in cells, alone or in a list.
BETWEEN_IDS = re.compile(rb'[,;"\s]+')

_lock = Lock()
_kept: OrderedDict[bytes, tuple[Problem, ...]] = OrderedDict()


def key(
    name: str,
    content: bytes,
    rules: bytes,
    home: Mapping[str, str] | None,
    sources: Iterable[str] | None,
) -> bytes:
    """A hash of all that a verdict on a file depends on.

    `name` is what problems call the file, `rules` what it is held against. `home` is the table of
    each record by its id and `sources` are the ids of sources, None where their register cannot be
    read: a verdict depends on those alone that the file names.
    """
    words = {word.decode("utf-8", "replace") for word in BETWEEN_IDS.split(content)}
    records = None if home is None else [(word, home[word]) for word in sorted(words & home.keys())]
    named = None if sources is None else sorted(words.intersection(sources))
    digest = hashlib.sha256(rules)
    digest.update(repr((name, records, named)).encode())
    digest.update(content)
    return digest.digest()


def verdict(file_key: bytes, check: Callable[[], Iterable[Problem]]) -> tuple[Problem, ...]:
    """The problems of a file with this key, which is checked where that has not been done."""
    with _lock:
        if file_key in _kept:
            _kept.move_to_end(file_key)
            return _kept[file_key]
    problems = tuple(check())
    with _lock:
        _kept[file_key] = problems
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    return problems

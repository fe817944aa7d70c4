"""Settings of an address that are understood but out of range: they are put right, and named."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from atlas.dataset.filter_contract import Choices, Years
from atlas.values.words import few

YEARS = "years"
WHOLE_NUMBER = re.compile("-?[0-9]{1,9}")
YEAR = re.compile("[0-9]{4}")
Texts = Mapping[str, Sequence[str]]


def within(
    query: Texts, choices: Mapping[str, Choices], span: Years | None = None
) -> tuple[Texts, list[str]]:
    """The settings with those put right that are out of range, and what was put right in words.

    Years in the wrong order change places, and years outside `span` become its first or last one.
    Of a choice between whole numbers, a number that is not offered becomes the nearest that is.
    What is not understood stays as it is.
    """
    right: dict[str, Sequence[str]] = {}
    for key, labels in choices.items():
        right[key] = _nearest(query.get(key, ()), labels)
    if span is not None:
        right[YEARS] = _in_order(query.get(YEARS, ()), span)
    sentences = []
    for key, texts in right.items():
        asked = query.get(key, ())
        if list(texts) != list(asked):
            sentences.append(f"{_written(key, asked)} is read as {_written(key, texts)}")
    return {**query, **right}, sentences


def _nearest(texts: Sequence[str], labels: Choices) -> Sequence[str]:
    is_number = all(WHOLE_NUMBER.fullmatch(value) for value in labels)
    if not texts or not labels or not is_number:
        return texts
    asked = texts[-1]
    if asked in labels or not WHOLE_NUMBER.fullmatch(asked):
        return texts
    distances = {value: abs(int(value) - int(asked)) for value in labels}
    return [min(distances, key=distances.__getitem__)]


def _in_order(texts: Sequence[str], span: Years) -> Sequence[str]:
    if len(texts) != 2 or not all(YEAR.fullmatch(text) for text in texts):
        return texts
    first, last = span
    years = [int(text) for text in texts]
    low, high = sorted(min(max(year, first), last) for year in years)
    return [str(low), str(high)]


def _written(key: str, texts: Sequence[str]) -> str:
    return few([urlencode([(key, text) for text in texts])])

"""The sources' own texts, where they are on the machine: the paragraph behind a row."""

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from atlas.datapackage.reading import content
from atlas.dataset.dataset import Dataset

# Some text, and whether it is one of the terms that are looked for.
Piece = tuple[str, bool]
# More digits are no count of anything.
WHOLE_NUMBER = re.compile("[0-9]{1,15}")
PARAGRAPHS = re.compile(r"¶(\d{1,9})(?:–(\d{1,9}))?", re.ASCII)


def passages(file: str, locator: str) -> list[tuple[int, str]]:
    """The paragraphs of a locator such as `¶15` or `¶15–16`, with their numbers.

    None where the text is not on the machine.
    """
    folder = os.environ.get("ATLAS_ARTICLES")
    span = PARAGRAPHS.fullmatch(locator)
    if not folder or not span or not file:
        return []
    lines = _lines(Path(folder) / Path(file).name)
    first = max(int(span[1]), 1)
    last = min(int(span[2] or span[1]), len(lines))
    return [(number, lines[number - 1]) for number in range(first, last + 1)]


class Paragraph(NamedTuple):
    """A paragraph that speaks of a record: id of its source, its number, its text."""

    source: str
    number: int
    text: str


def paragraphs_at(dataset: Dataset, source: str, locators: Iterable[str]) -> list[Paragraph]:
    """The paragraphs at some places of a source, each once; none where its text is not at hand."""
    file = dataset.sources.at[source, "file"]
    if not isinstance(file, str):
        return []
    text_by_number: dict[int, str] = {}
    for locator in locators:
        text_by_number.update(passages(file, locator))
    return [Paragraph(source, number, text) for number, text in sorted(text_by_number.items())]


def coded_terms(dataset: Dataset, identifier: str) -> list[str]:
    """What to look for in these paragraphs: the record's names and all that is coded of it.

    A whole number also as people write it: 3,500 beside 3500.
    """
    register = dataset.records.loc[identifier, ["label", "aliases"]].dropna()
    terms = ";".join(map(str, register)).split(";")
    rows = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    terms += rows.loc[rows["field"].ne("note"), "value"].tolist()
    numbers = [f"{int(term):,}" for term in terms if WHOLE_NUMBER.fullmatch(term)]
    return terms + numbers


@lru_cache(maxsize=32)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(content(path).decode("utf-8-sig").splitlines())
    except (OSError, ValueError):
        return ()


def marked(text: str, terms: Iterable[str]) -> list[Piece]:
    """The text in pieces, each with whether it is one of the terms.

    Longer terms come first; case and accents do not count.
    """
    wanted = {_folded(term) for term in terms if len(term) > 1}
    folded = _folded(text)
    # Letters that fold into none or several would move the places of all that follow.
    if not wanted or len(folded) != len(text):
        return [(text, False)]
    longest_first = sorted(wanted, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    pieces: list[Piece] = []
    end = 0
    for hit in pattern.finditer(folded):
        pieces.append((text[end : hit.start()], False))
        pieces.append((text[hit.start() : hit.end()], True))
        end = hit.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def _folded(text: str) -> str:
    """Lower case, accents off, one kind of hyphen, apostrophe and blank.

    It goes letter by letter, so that places stay.
    """
    plain = (unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)
    return "".join(plain).translate(str.maketrans("‐‑–—’ʼ\u00a0", "----'' "))

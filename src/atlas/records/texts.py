"""The sources' own texts, where they are on the machine: the paragraph behind a row, its coded terms marked."""

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

Piece = tuple[str, bool]
PARAGRAPHS = re.compile(r"¶(\d+)(?:–(\d+))?")


def passages(file: str, locator: str) -> list[tuple[int, str]]:
    """The paragraphs of a locator such as `¶15` or `¶15–16`, with their numbers; none where the text is not on the machine."""
    folder, span = os.environ.get("ATLAS_ARTICLES"), PARAGRAPHS.fullmatch(locator)
    if not folder or not span or not file:
        return []
    lines = _lines(Path(folder) / Path(file).name)
    first, last = int(span[1]), int(span[2] or span[1])
    return [
        (number, lines[number - 1]) for number in range(first, last + 1) if 0 < number <= len(lines)
    ]


@lru_cache(maxsize=32)
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else ()


def marked(text: str, terms: Iterable[str]) -> list[Piece]:
    """The text in pieces, each with whether it is one of the terms; longer terms come first, case and accents do not count."""
    wanted = sorted({_folded(term) for term in terms if len(term) > 1}, key=len, reverse=True)
    if not wanted:
        return [(text, False)]
    folded = _folded(text)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)")
    pieces: list[Piece] = []
    at = 0
    for hit in pattern.finditer(folded) if len(folded) == len(text) else ():
        pieces += [(text[at : hit.start()], False), (text[hit.start() : hit.end()], True)]
        at = hit.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def _folded(text: str) -> str:
    """Lower case, accents off, one kind of hyphen, apostrophe and blank; letter by letter, so that places stay."""
    plain = (unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)
    return "".join(plain).translate(str.maketrans("‐‑–—’ʼ\u00a0", "----'' "))

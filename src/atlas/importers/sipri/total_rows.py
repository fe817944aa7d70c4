"""Rows of totals, which a spreadsheet or a reader's hand has added to a register: no deals."""

import re
from collections.abc import Iterator, Sequence

from atlas.importers.sipri.amounts import of_lines
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.layouts import Layout, Line
from atlas.importers.totals import Totals
from atlas.values.words import counted

LETTER = re.compile(r"[^\W\d_]")
# Alone in a row of numbers it says what the row is.
TOTAL = re.compile(r"((grand|sub|overall)[ -]?)?(totals?|sums?)( of .*)?:?", re.IGNORECASE)
AGREES = "left out, as rows of totals are no deals: {} ({}); nothing is lost with them"
DIFFERS = (
    "line {:,} has totals, which are no deal; its {} {} is not the {} of the deals in the file: "
    "lines may be missing, or a number may be mistyped"
)
SUMS = {"ordered": "ordered", "delivered": "delivered", "tiv": "TIV"}


def divided(export: Export) -> tuple[list[Line], list[Line]]:
    """The lines of deals and the rows of totals of a register, each in their order."""
    totals = [line for line in export.lines if _is_total(line)]
    if export.layout is Layout.VOLUMES or not totals:
        return list(export.lines), []
    left_out = {line.number for line in totals}
    return [line for line in export.lines if line.number not in left_out], totals


def _is_total(line: Line) -> bool:
    words = [cell.strip() for cell in line.cells if LETTER.search(cell)]
    return bool(words) and all(TOTAL.fullmatch(word) for word in words)


def remarks(export: Export, deals: Sequence[Line], totals: Sequence[Line]) -> Iterator[str]:
    """A sentence on rows of totals that agree with the deals, and one on each that does not."""
    sums = of_lines(export, deals)
    agreeing = []
    for line in totals:
        other = _differing(sums, of_lines(export, [line]))
        if other:
            yield DIFFERS.format(line.number, *other)
        else:
            agreeing.append(f"line {line.number:,}")
    if agreeing:
        yield AGREES.format(counted(len(agreeing), "lines"), ", ".join(agreeing))


def _differing(sums: Totals, own: Totals) -> tuple[str, str, str] | None:
    """What differs: its name, the total's number and that of the deals; no total is no number."""
    for name, words in SUMS.items():
        expected = getattr(sums, name)
        given = getattr(own, name)
        if given and given != expected:
            return words, f"{given:,}", f"{expected:,}"
    return None

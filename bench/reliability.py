"""The table of docs/reliability.md: a row for each trial, as it was measured last."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from trials import Outcome, Trial

START, END = "<!-- measured -->\n", "<!-- /measured -->"
HEADER = ("What", "Tried", "Survived", "Figure", "Aim", "Day")
NOT_YET = "not measured yet"
Cells = tuple[str, ...]


def row(trial: Trial, outcome: Outcome) -> Cells:
    """A trial and what came of it, as cells of the table."""
    figure = outcome.figure if outcome.is_right else f"{outcome.figure}, **missed**"
    day = datetime.now(UTC).date().isoformat()
    counts = f"{outcome.tried:,}", f"{outcome.survived:,}"
    return trial.what, *counts, figure.replace("|", "/"), trial.aim, day


def measured(text: str) -> dict[str, Cells]:
    """The rows of the table as the page has them, by what was tried."""
    _, table, _ = re.split(f"{START}|{END}", text)
    lines = [text.removeprefix("| ").removesuffix(" |") for text in table.splitlines()]
    rows = [tuple(text.split(" | ")) for text in lines]
    return {cells[0]: cells for cells in rows if len(cells) == len(HEADER)}


def page(text: str, trials: Sequence[Trial], rows: Mapping[str, Cells]) -> str:
    """The page with these rows, in the order of the trials."""
    before, _, after = re.split(f"{START}|{END}", text)
    lines = [line(HEADER), line(("---",) * len(HEADER))]
    for trial in trials:
        unknown = (trial.what, "", "", NOT_YET, trial.aim, "")
        lines.append(line(rows.get(trial.what, unknown)))
    table = "\n".join([*lines, ""])
    return f"{before}{START}{table}{END}{after}"


def line(cells: Cells) -> str:
    """Cells as a line of a Markdown table."""
    return f"| {' | '.join(cells)} |"

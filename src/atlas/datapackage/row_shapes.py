"""What is wrong with a row before its cells mean anything: too short or long, signs of control."""

from collections.abc import Sequence

from atlas.datapackage.files import File, Problem
from atlas.datapackage.reading import LONGEST
from atlas.values.characters import NO_TEXT
from atlas.values.words import counted

# Of rows that are wrong in the same way, so many are named, and the rest are counted.
MOST_NAMED = 20
CUT = "the row has fewer cells than the header; give it as many"
TOO_LONG = "the row has more cells than the header; put text with commas into double quotes"
CONTROL = (
    "the cell has a sign of control or of the direction of writing, or a code that is no "
    "character; write it without"
)
LARGE = "the cell has {:,} characters, and a spreadsheet takes {:,}; shorten it"


def shape_problems(file: File, lines: Sequence[Sequence[str]]) -> list[Problem]:
    """The rows of a file, without its header, that are wrong as rows or have cells that are no
    text; of many the first ones.
    """
    width = len(file.table.fields)
    problems: list[Problem] = []
    n_further = 0
    for number, line in enumerate(lines, start=2):
        wrong = _of_row(file, number, line, width)
        room = MOST_NAMED - len(problems)
        problems += wrong[:room]
        n_further += len(wrong[room:])
    if not n_further:
        return problems
    further = counted(n_further, "such rows")
    message = f"{further} more; mend the first ones, or put the right file in its place"
    return [*problems, Problem.of_file(file.name, "rows", message)]


def _of_row(file: File, number: int, line: Sequence[str], width: int) -> list[Problem]:
    if len(line) < width:
        is_blank = not any(line)
        rule, mend = ("blank row", "delete the empty row") if is_blank else ("missing cell", CUT)
        return [Problem(file.name, number, "", rule, mend)]
    if len(line) > width:
        return [Problem(file.name, number, "", "extra cell", TOO_LONG)]
    problems = []
    for field, cell in zip(file.table.fields, line, strict=True):
        if len(cell) > LONGEST:
            mend = LARGE.format(len(cell), LONGEST)
            problems.append(Problem(file.name, number, field.name, "long cell", mend))
        # Most cells are plain: this is asked a million times.
        if not cell.isprintable() and NO_TEXT.search(cell):
            problems.append(Problem(file.name, number, field.name, "characters", CONTROL))
    return problems

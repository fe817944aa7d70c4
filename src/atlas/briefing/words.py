"""What a document says of itself, the same in every format."""

from collections.abc import Sequence

from atlas.briefing.document import Cited, Document, Endnote, Rows, Section
from atlas.values.words import agreeing, counted, listed

# Letters of the narrowest and of the widest column of a table.
LEAST_COLUMN, MOST_COLUMN = 12, 42
# Letters that the width of a table has room for: of headings, which are bold, and of cells.
LINE_OF_HEADINGS, LINE_OF_CELLS = 80, 100
# A cell has room for so many letters at its sides.
AT_SIDES = 3
# A longer word, as an address, is broken.
LONGEST_WORD = 20
SOURCES, OWN_NOTE = "Sources", "Note of the author of this briefing, not of the sources"


def left_out(rows: Rows) -> str:
    """How many rows are not in a table, and where they are."""
    number = counted(rows.left_out, "rows")
    are = agreeing(rows.left_out, "is", "are")
    return f"{number} more {are} in the view itself, with source and paragraph."


def notes_in_words(section: Section) -> str:
    """“Notes 1–4 and 9”, the numbers in runs; blank for none."""
    numbers = section.notes
    if not numbers:
        return ""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return f"{agreeing(len(numbers), 'Note', 'Notes')} {listed(parts)}"


def note_line(note: Endnote) -> str:
    """A note as a line of a list that has no numbers of its own."""
    return f"[{note.number}] {note.text}"


def spoken(document: Document, section: Section) -> list[str]:
    """What a speaker has beneath the slide of a section: all that does not stand on it."""
    lines = [paragraph.text for paragraph in section.paragraphs]
    if section.own_note:
        lines.append(f"{OWN_NOTE}: {section.own_note}")
    lines += [text for text in (section.sourcing, section.credit) if text]
    lines += [f"This view: {section.link}", *map(note_line, document.noted(section))]
    return lines


def column_shares(rows: Rows, most: int) -> list[float]:
    """How wide columns are as parts of all: by the longest text of the first rows.

    None is so wide that the others have no room, and none narrower than the longest word in it, or
    where there is no room for that, than the longest of its heading.
    """
    lengths, headings, words = [], [], []
    for column, heading in enumerate(rows.columns):
        cells = [row[column] for row in rows.rows[:most]]
        longest = max(map(_length, cells), default=0)
        needed = max(len(heading) + 2, longest, LEAST_COLUMN)
        lengths.append(min(needed, MOST_COLUMN))
        in_heading = _room(heading, LINE_OF_HEADINGS)
        in_cells = [_room(cell.text, LINE_OF_CELLS) for cell in cells]
        headings.append(in_heading)
        words.append(max([in_heading, *in_cells]))
    shares = [length / sum(lengths) for length in lengths]
    for least in (words, headings):
        if sum(least) < 1:
            return _with_room(least, shares)
    return shares


def _length(cell: Cited) -> int:
    return len(cell.text) + 3 * len(cell.notes) + len(cell.after)


def _room(text: str, line: int) -> float:
    """The part of a line of so many letters that the longest word of a text needs."""
    longest = max(map(len, text.split()), default=0)
    return (min(longest, LONGEST_WORD) + AT_SIDES) / line


def _with_room(needed: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Shares that are as needed at least, of less than 1 in all; others give what that takes."""
    beyond = [share - least for share, least in zip(shares, needed, strict=True)]
    lacking = -sum(own for own in beyond if own < 0)
    spare = sum(own for own in beyond if own > 0)
    kept = 1 - lacking / spare
    return [least + max(own, 0) * kept for least, own in zip(needed, beyond, strict=True)]

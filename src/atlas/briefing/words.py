"""What a document says of itself, the same in every format."""

from collections.abc import Sequence

from atlas.briefing.document import Cited, Document, Endnote, Rows, Section
from atlas.values.words import agreeing, counted, listed

# Letters of the narrowest and of the widest column of a table.
LEAST_COLUMN, MOST_COLUMN = 12, 42
# Letters of a heading, in bold, that the width of a table has room for.
LINE_OF_HEADINGS = 80
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

    None is narrower than the longest word of its heading, and none so wide that the others have no
    room.
    """
    lengths = []
    for column, heading in enumerate(rows.columns):
        texts = [row[column] for row in rows.rows[:most]]
        longest = max(map(_length, texts), default=0)
        needed = max(len(heading) + 2, longest, LEAST_COLUMN)
        lengths.append(min(needed, MOST_COLUMN))
    shares = [length / sum(lengths) for length in lengths]
    return _with_room([_room(heading) for heading in rows.columns], shares)


def _length(cell: Cited) -> int:
    return len(cell.text) + 3 * len(cell.notes) + len(cell.after)


def _room(heading: str) -> float:
    """The part of the width that the longest word of a heading needs, so that it is not broken."""
    longest = max(map(len, heading.split()), default=0)
    return (longest + 3) / LINE_OF_HEADINGS


def _with_room(needed: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Shares that are as needed at least; the others give what that takes, as far as they can."""
    beyond = [share - least for share, least in zip(shares, needed, strict=True)]
    lacking = -sum(own for own in beyond if own < 0)
    spare = sum(own for own in beyond if own > 0)
    if lacking > spare:
        return list(shares)
    kept = 1 - lacking / spare if spare else 1
    return [least + max(own, 0) * kept for least, own in zip(needed, beyond, strict=True)]

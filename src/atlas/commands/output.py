"""Where a command writes: its answer to a file or to standard output, its steps to who watches."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from atlas.datapackage.writing import write_whole
from atlas.export.formats import BINARY
from atlas.values.characters import visible

STEP_WIDTH = 78
TEXT = "text"

Target = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="A file to write; default: print."),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="The format; default: that of the file's ending, else the first that is offered.",
    ),
]


def chosen_form(form: str | None, target: Path | None, offered: Iterable[str]) -> str:
    """The format that is asked for: by name, else by the file's ending, else the first.

    BadParameter for one that is not offered, or that a terminal cannot show. Exit with status 1
    where the file could not be written: that is said before the work, not after it.
    """
    names = tuple(offered)
    ending = _ending(target.name.lower(), names) if target else ""
    wanted = (form or ending or names[0]).lower()
    if wanted not in names:
        raise typer.BadParameter(f"There is no format {wanted!r}; there are: {', '.join(names)}.")
    if target is None and wanted in BINARY and sys.stdout.isatty():
        raise typer.BadParameter(
            f"A terminal cannot show {wanted}; name a file with -o, or send it to a program."
        )
    fault = _fault_of_place(target) if target else 0
    if fault:
        say(f"{target} cannot be written: {os.strerror(fault)}")
        raise typer.Exit(1)
    return wanted


def _fault_of_place(target: Path) -> int:
    """The number of the error that writing a file will meet, as far as it can be foreseen; or 0."""
    if target.is_dir():
        return errno.EISDIR
    if target.exists():
        return 0 if os.access(target, os.W_OK) else errno.EACCES
    if not target.parent.is_dir():
        return errno.ENOENT
    return 0 if os.access(target.parent, os.W_OK) else errno.EACCES


def _ending(name: str, offered: Iterable[str]) -> str:
    """The longest of the endings that a file's name has; its last one where that is not offered."""
    fitting = [ending for ending in offered if name.endswith(f".{ending}")]
    return max(fitting, key=len, default=Path(name).suffix.lstrip("."))


def deliver(content: bytes, target: Path | None) -> int:
    """Write an answer whole; returns the exit status, 1 where the file cannot be written.

    A file that is there stays as it was then.
    """
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    try:
        # A device or a pipe has no place that something else could be moved to.
        if target.is_file() or not target.exists():
            write_whole(target.resolve(), content)
        else:
            target.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        say(f"{target} cannot be written: {reason}")
        return 1
    return 0


def deliver_lines(lines: Iterable[str], target: Path | None) -> int:
    """Write lines for reading; what would steer a terminal is shown as a sign."""
    text = "\n".join(visible(line) for line in lines)
    return deliver(f"{text}\n".encode(), target)


def as_json(answer: Mapping[str, Any] | list[Any]) -> bytes:
    """An answer as JSON, text as it is."""
    return f"{json.dumps(answer, ensure_ascii=False, indent=1, default=str)}\n".encode()


def say(sentence: str) -> None:
    """A sentence for whoever runs the command, beside its answer."""
    print(visible(sentence), file=sys.stderr)


def say_what_was_put_right(sentences: Iterable[str]) -> None:
    """Which settings were out of range, and how they are read."""
    for sentence in sentences:
        say(f"Note: {sentence}.")


def show_step(step: str) -> None:
    """What a long command does now, in one line that the next step overwrites.

    It is for eyes alone, so nothing is written into a file or a pipe.
    """
    if sys.stderr.isatty():
        line = step[:STEP_WIDTH]
        print(f"\r{line:<{STEP_WIDTH}}\r{line}", end="", file=sys.stderr, flush=True)


def unheard(error: OSError) -> int:
    """Status 1 where nobody takes what is printed: a pipe whose reader has left, a full disk."""
    if not isinstance(error, BrokenPipeError):
        what = error.filename or "what is printed"
        say(f"{what} cannot be written: {error.strerror}")
    # Python would try once more at its end, and fail again.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1

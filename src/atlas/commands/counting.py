"""Commands that answer a question: `count`, `check`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from atlas.commands import words
from atlas.commands.asking import asked_in_words
from atlas.commands.output import (
    TEXT,
    Form,
    Target,
    as_json,
    chosen_form,
    deliver,
    deliver_lines,
    say,
    show_step,
)
from atlas.dataset.ranges import Texts

# The name of standard input.
SENT = Path("-")
MOST_BYTES = 1_000_000


def _rules() -> list[str]:
    from atlas.charts.exercises.rules import RULES

    return list(RULES)


def count(
    rule: Annotated[
        str,
        typer.Option(
            autocompletion=_rules,
            help="A counting rule by name, as no-patrols; default: what the filters leave.",
        ),
    ] = "",
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """How many exercises a rule counts, and which it leaves out: text, json."""
    from atlas.answers import counting

    wanted = chosen_form(form, target, (TEXT, "json"))
    asked_in_words(query)
    answer = counting.count(rule, query)
    if wanted == "json":
        return deliver(as_json(answer), target)
    return deliver_lines(words.of_count(answer), target)


def check(
    file: Annotated[
        Path | None,
        typer.Argument(help="A text in UTF-8; default, or -: standard input."),
    ] = None,
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """What the sources say of each claim in a text of at most 5,000 characters: text, json."""
    from atlas.answers.checking import checked
    from atlas.sentences.check import LONGEST

    wanted = chosen_form(form, target, (TEXT, "json"))
    try:
        data = _read(file)
        if len(data) > MOST_BYTES:
            most = f"at most {LONGEST:,} characters are checked"
            say(f"{file or SENT} has more than {MOST_BYTES:,} bytes: {most}.")
            return 1
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        say(f"{file or SENT} is no text in UTF-8.")
        return 1
    show_step("comparing")
    try:
        answer = checked(text, query)
    finally:
        show_step("")
    if wanted == "json":
        return deliver(as_json(answer), target)
    return deliver_lines(words.of_check(answer), target)


def _read(file: Path | None) -> bytes:
    """What a file holds, or standard input; BadParameter where it cannot be read.

    Of what may have no end it is one byte more than is taken.
    """
    if file is None or file == SENT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with file.open("rb") as source:
            return source.read(MOST_BYTES + 1)
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from None

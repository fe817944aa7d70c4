"""Commands on what the data hold: `table`, `record`, `search`, `version`."""

from datetime import UTC, datetime
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
)
from atlas.dataset.ranges import Texts
from atlas.export.formats import ROW_FORMATS, by_ending


def table(
    name: Annotated[
        str | None, typer.Argument(help="A table; without a name the tables are listed.")
    ] = None,
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """Rows of a table under filters, with source and paragraph: csv, xlsx, json, parquet.

    decimal-commas.csv is for spreadsheets that write 0,5.
    """
    from atlas.answers import tables

    if name is None:
        lines = [f"{known['name']}: {known['about']}" for known in tables.tables(query)]
        return deliver_lines(lines, target)
    writers = by_ending(ROW_FORMATS.values())
    wanted = chosen_form(form, target, writers)
    asked_in_words(query)
    rows = tables.table(name, query, datetime.now(UTC).date())
    return deliver(writers[wanted].write(rows), target)


def record(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Its id; `atlas search` has it.")],
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """All that the sources say of a record, fact by fact, with paragraphs: text, json."""
    from atlas.answers import records

    wanted = chosen_form(form, target, (TEXT, "json"))
    answer = records.record(identifier, query)
    if wanted == "json":
        return deliver(as_json(answer), target)
    return deliver_lines(words.of_record(answer), target)


def search(
    text: Annotated[str, typer.Argument(help="A name in any script, or words of a note.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many.")] = 20,
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """Records by any of their names: text, json."""
    from atlas.answers import searching

    wanted = chosen_form(form, target, (TEXT, "json"))
    answer = searching.search_for(text, query, limit)
    if wanted == "json":
        return deliver(as_json(answer), target)
    return deliver_lines(words.of_search(answer), target)


def version(form: Form = None, target: Target = None) -> int:
    """Versions of data and program: text, json."""
    from atlas.answers.version import versions

    wanted = chosen_form(form, target, (TEXT, "json"))
    answer = versions()
    if wanted == "json":
        return deliver(as_json(answer), target)
    return deliver_lines(words.of_versions(answer), target)

"""Filters and options of charts as options of commands, made from their registries."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from atlas.dataset.filter_contract import Choices, Control
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.ranges import Texts

SOURCES = "sources"
SOURCES_HELP = "An evidence base (articles, no-state-media, all), or a kind of source; repeatable."
Asking = Callable[..., int]
# The command that takes the options of all charts.
OF_ALL_CHARTS = "cite"
# Of more values than these the first are named, and a completion of the shell has all.
MOST_VALUES = 24


class AskingCommand(TyperCommand):
    """A command whose help names the values that each filter takes in the data at hand.

    They are read from the data only when somebody asks for help, so that no command waits for them.
    """

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, with the values of each setting after what it is."""
        values = _values(self.name or "")
        for option in self.params:
            named = values.get(option.name or "", {})
            text = getattr(option, "help", "") or ""
            # Every parameter that typer makes has a help; the type above it has none.
            option.help = with_values(text, named)  # type: ignore[attr-defined]
        super().format_help(ctx, formatter)


def with_values(text: str, values: Choices) -> str:
    """A help text, and the values that there are, each by its key; of very many the first."""
    keys = [key for key in values if key]
    if not keys:
        return text
    further = len(keys) - MOST_VALUES
    listed = ", ".join(keys[:MOST_VALUES])
    more = f" and {further:,} more" if further > 0 else ""
    return f"{text} Values: {listed}{more}."


def _values(command: str) -> dict[str, Choices]:
    """The values of each filter, and of each option where the command is that of a chart.

    Nothing where the data cannot be read: help comes all the same.
    """
    from atlas.charts.choices import chart_choices
    from atlas.charts.registry import CHARTS
    from atlas.datapackage.files import DataProblemsError
    from atlas.dataset.filters import choices
    from atlas.dataset.store import dataset

    try:
        data = dataset()
    except DataProblemsError:
        return {}
    values = choices(data.schema)
    for chart in CHARTS.values():
        if command in {chart.name, OF_ALL_CHARTS}:
            for key, own in chart_choices(data, chart).items():
                values[key] = {**values.get(key, {}), **own}
    return values


def with_filters(command: Asking) -> Asking:
    """The command with an option for each filter; they reach it as one `query`."""
    return with_options(command, filter_options())


def filter_options() -> list[inspect.Parameter]:
    """An option for each filter, and one for the sources."""
    sources = typer.Option(f"--{SOURCES}", metavar="SOURCES", help=SOURCES_HELP)
    options = [_of_filter(key) for key in FILTERS]
    return [*options, _parameter(SOURCES, Annotated[list[str] | None, sources])]


def with_options(command: Asking, options: Iterable[inspect.Parameter]) -> Asking:
    """The command with further options, which reach it as one `query` of texts."""
    added = tuple(options)
    own = inspect.signature(command, eval_str=True)
    kept = [item for item in own.parameters.values() if item.name != "query"]

    @wraps(command)
    def run(**given: Any) -> int:
        from atlas.answers.settings import query_of

        keys = [option.name for option in added]
        chosen = {key: given.pop(key) for key in keys}
        further = [key for key in keys if key != SOURCES and key not in FILTERS]
        return command(**given, query=query_of(chosen, further))

    by_name = [item.replace(kind=inspect.Parameter.KEYWORD_ONLY) for item in kept]
    # typer makes its flags of what a function says that it takes.
    run.__signature__ = own.replace(parameters=[*by_name, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in (*by_name, *added)}
    return run


def option_of(key: str, title: str, several: bool = False) -> inspect.Parameter:
    """The option of a key, under its name in addresses and with hyphens."""

    def completed(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        labels = _values(ctx.command.name or "").get(key, {})
        return [(value, label) for value, label in labels.items() if value.startswith(incomplete)]

    flags = dict.fromkeys([f"--{key.replace('_', '-')}", f"--{key}"])
    declared = typer.Option(*flags, metavar="VALUE", help=title, autocompletion=completed)
    taken: Any = list[str] | None if several else str | None
    return _parameter(key, Annotated[taken, declared])


def _parameter(name: str, annotation: Any) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=None, annotation=annotation)


def _of_filter(key: str) -> inspect.Parameter:
    declared = FILTERS[key]
    if declared.control is Control.SPAN:
        years = typer.Option(f"--{key}", metavar="FIRST LAST", help=declared.help)
        return _parameter(key, Annotated[tuple[int, int] | None, years])
    repeatable = " Repeatable." if declared.several else ""
    return option_of(key, f"{declared.help}{repeatable}", declared.several)


def asked_in_words(query: Texts) -> None:
    """Say which filters of a query were out of range, and how they are read."""
    from atlas.answers.asked import filters_asked
    from atlas.commands.output import say_what_was_put_right

    say_what_was_put_right(filters_asked(query).put_right)

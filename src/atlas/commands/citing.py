"""`atlas cite`: a chart with its options, a record, or the data."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from typer.main import get_command

from atlas.commands.asking import (
    AskingCommand,
    asked_in_words,
    filter_options,
    option_of,
    with_options,
)
from atlas.commands.output import Form, Target, chosen_form, deliver
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.ranges import Texts


class CitingCommand(AskingCommand):
    """A command that takes the options of every chart.

    They are added when somebody cites or asks for help: drawings take long to import.
    """

    is_whole = False

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, with those of all charts."""
        if not self.is_whole:
            whole = _with_charts()
            self.params = whole.params
            self.callback = whole.callback
            self.is_whole = True
        params: list[Any] = super().get_params(ctx)
        return params


def _with_charts() -> Any:
    """The command with an option for each option of a chart, naming the charts that have it."""
    from atlas.charts.registry import CHARTS

    titles: dict[str, str] = {}
    charts: dict[str, list[str]] = {}
    for chart in CHARTS.values():
        for field in fields(chart.options):
            titles.setdefault(field.name, field.metadata["title"])
            charts.setdefault(field.name, []).append(chart.name)
    options = [
        option_of(name, f"{title} (of {', '.join(charts[name])}).")
        for name, title in titles.items()
    ]
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command("cite")(with_options(cite, [*filter_options(), *options]))
    return get_command(app)


def cite(
    what: Annotated[
        str,
        typer.Argument(help="A chart by name or a record by id; default: the whole data set."),
    ] = "",
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """How to cite a chart, a record or the data, with all sources: text, short, bib, ris, json."""
    from atlas.answers.citing import CITATION_FORMATS, citation, written

    wanted = chosen_form(form, target, CITATION_FORMATS)
    asked_in_words(query)
    _refuse_options_of_others(what, query)
    cited = citation(what, query, datetime.now(UTC).date())
    return deliver(written(cited, wanted), target)


def _refuse_options_of_others(what: str, query: Texts) -> None:
    """NotUnderstoodError for an option that what is cited does not have."""
    from atlas.answers.asked import NotUnderstoodError
    from atlas.charts.registry import CHARTS, FORMER_NAMES

    present_name = FORMER_NAMES.get(what, what)
    chart = CHARTS.get(present_name)
    own = [field.name for field in fields(chart.options)] if chart else []
    for key in query:
        if key not in FILTERS and key not in own:
            there_are = f"it has: {', '.join(own)}" if own else "it has none"
            raise NotUnderstoodError(f"{what or 'The data set'} has no option {key}; {there_are}.")

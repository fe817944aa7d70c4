"""`chart` and `network`: a command for each chart, with the options of that chart."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from atlas.commands.asking import AskingCommand, filter_options, option_of, with_options
from atlas.commands.output import (
    Form,
    Target,
    chosen_form,
    deliver,
    deliver_lines,
    say_what_was_put_right,
    show_step,
)
from atlas.dataset.ranges import Texts
from atlas.export.formats import DRAWN, GRAPH_FORMATS, by_ending, of_rows_of_charts

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.charts.chart_view import ChartView

# How many times as many pixels as on screen.
PNG_SCALE = 2


class Charts(TyperGroup):
    """A command for each chart, made when it is asked for: drawings take long to import."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all charts."""
        from atlas.charts.registry import CHARTS

        return list(CHARTS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a chart, by its earlier name too; NoSuchError where there is none."""
        from atlas.answers.asked import chart_named

        chart = chart_named(cmd_name)
        command = with_chart_options(partial(_chart, chart.name), chart.options)
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(chart.name, cls=AskingCommand, help=chart.title)(command)
        return get_command(app)


def a_chart(ctx: typer.Context) -> int:
    """A chart under filters and options: csv, json, html, svg, png, pdf, xlsx, parquet.

    Without a name the charts there are are listed.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from atlas.charts.registry import CHARTS

    return deliver_lines([f"{name}: {chart.title}" for name, chart in CHARTS.items()], None)


def network(form: str | None, target: "Path | None", query: Texts) -> int:
    """The network as a graph for other programs: graphml, gexf, json, csv (its ties)."""
    from atlas.answers import charts
    from atlas.answers.asked import chart_asked

    writers = by_ending(GRAPH_FORMATS.values())
    wanted = chosen_form(form, target, writers)
    say_what_was_put_right(chart_asked(charts.NETWORK, query).put_right)
    show_step(f"making {wanted}")
    try:
        content = charts.network(writers[wanted], query)
    finally:
        show_step("")
    return deliver(content, target)


def with_chart_options(run: Callable[..., int], options: Any) -> Callable[..., int]:
    """The command with an option for each filter and for each field of these options."""

    def command(form: Form = None, target: Target = None, *, query: Texts) -> int:
        return run(form, target, query)

    own = [option_of(field.name, field.metadata["title"]) for field in fields(options)]
    return with_options(command, [*filter_options(), *own])


def _chart(name: str, form: str | None, target: Any, query: Texts) -> int:
    from atlas.answers.asked import chart_asked

    # Without a format a chart is its rows in the first of their formats.
    of_rows = by_ending(of_rows_of_charts())
    wanted = chosen_form(form, target, (*of_rows, *DRAWN))
    asked = chart_asked(name, query)
    say_what_was_put_right(asked.put_right)
    show_step(f"making {wanted}")
    try:
        content = _written(asked.shown, wanted)
    finally:
        show_step("")
    return deliver(content, target)


def _written(shown: "ChartView", form: str) -> bytes:
    """A chart as a file: rows, figure, page or picture."""
    from atlas.export.rows import rows_of

    today = datetime.now(UTC).date()
    if form == "html":
        from atlas.export.page import to_html

        return to_html(shown, today)
    if form == "pdf":
        from atlas.export.page import to_pdf

        return to_pdf(shown, today)
    if form in {"svg", "png", "json"}:
        from atlas.export.image import captioned

        figure = captioned(shown, today)
        if form == "json":
            return str(figure.to_json()).encode()
        from atlas.export.drawn import images

        return images([figure], form, PNG_SCALE if form == "png" else 1)[0]
    writers = by_ending(of_rows_of_charts())
    return writers[form].write(rows_of(shown, today))

"""The command line: `atlas`.

What a command needs is imported when it runs, so that none waits for the libraries of another.
"""

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from atlas.charts.network.options import NetworkOptions
from atlas.commands import charts, citing, counting, data, serving, tables, taking
from atlas.commands.asking import AskingCommand, with_filters
from atlas.commands.output import say, unheard
from atlas.datapackage.files import DataProblemsError
from atlas.export.browser import NotPrintedError
from atlas.settings import SettingError

USAGE = 2


class Commands(TyperGroup):
    """All commands: what one of them refuses is a sentence on standard error."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Exit with its status, 1 where data or machine refuse it, 2 where it is
        not understood.
        """
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read it has enough; what is still held back goes nowhere when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (DataProblemsError, NotPrintedError, SettingError) as error:
            say(str(error))
            raise typer.Exit(1) from None
        except (LookupError, ValueError) as error:
            # Imported now: charts take longer to import than some commands to run.
            from atlas.answers.asked import NoSuchError, NotUnderstoodError

            if not isinstance(error, NoSuchError | NotUnderstoodError):
                raise
            say(str(error))
            raise typer.Exit(USAGE) from None
        raise typer.Exit(status or 0)


app = typer.Typer(
    cls=Commands,
    help="China–Russia military cooperation, coded by source and paragraph.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _add_asking(*asking: Callable[..., int]) -> None:
    for command in asking:
        app.command(cls=AskingCommand)(with_filters(command))


app.command()(serving.serve)
app.command()(serving.mcp)
app.command()(data.validate)
app.command()(tables.version)
_add_asking(tables.table, tables.record, tables.search)

drawings = typer.Typer(cls=charts.Charts, rich_markup_mode=None)
drawings.callback(invoke_without_command=True)(charts.a_chart)
app.add_typer(drawings, name="chart")
graph = charts.with_chart_options(charts.network, NetworkOptions)
app.command("network", cls=AskingCommand, help=charts.network.__doc__)(graph)

_add_asking(counting.count, counting.check)
app.command(cls=citing.CitingCommand)(with_filters(citing.cite))
app.command()(data.changes)
_add_asking(taking.bundle, taking.brief)

registers = typer.Typer(help="Turn a register of others into rows.", rich_markup_mode=None)
registers.callback()(data.registers)
registers.command("sipri")(data.import_sipri)
app.add_typer(registers, name="import")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, or 1 where it could not do what was asked.

    SystemExit of status 2 for a command line that is not understood.
    """
    _open_what_is_closed()
    # A console that has no letter for a sign gets another sign, rather than no sentence at all.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        get_command(app)(arguments, prog_name="atlas")
    except SystemExit as ended:
        if ended.code not in (0, 1, None):
            raise
        return _printed(int(ended.code or 0))
    except OSError as error:
        # What cannot be read or written is a command's own sentence: what is left is its output.
        return unheard(error)
    return _printed(0)


def _open_what_is_closed() -> None:
    """A stream that whoever started this has closed: a place where nothing can be written.

    Python has none then, and to print would be an error of the program's.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _printed(status: int) -> int:
    """The status, once all that was printed has been taken."""
    try:
        print(end="", flush=True)
    except OSError as error:
        return unheard(error)
    return status

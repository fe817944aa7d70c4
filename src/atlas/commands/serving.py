"""Commands that run until they are ended: `serve` for readers, `mcp` for an assistant."""

from typing import Annotated

import typer

from atlas.commands.output import say

MOST_WORKERS = 64


def _port(port: int) -> int:
    if not 1 <= port <= 65535:
        raise typer.BadParameter(f"{port} is not between 1 and 65535")
    return port


def _number(number: int) -> int:
    if not 1 <= number <= MOST_WORKERS:
        raise typer.BadParameter(f"{number} is not between 1 and {MOST_WORKERS}")
    return number


def serve(
    port: Annotated[int, typer.Option(callback=_port, metavar="N")] = 8501,
    address: Annotated[
        str,
        typer.Option(
            metavar="A",
            help="Where to listen: localhost is this machine alone; 0.0.0.0 opens the dashboard to "
            "everyone who reaches this machine, without a password.",
        ),
    ] = "localhost",
    workers: Annotated[
        int,
        typer.Option(
            callback=_number,
            metavar="N",
            help="How many servers share the readers, behind nginx; one needs none.",
        ),
    ] = 1,
) -> int:
    """Start the dashboard; Ctrl+C ends it."""
    try:
        if workers > 1:
            from atlas.web.workers import serve_by_several

            return serve_by_several(address, port, workers)
        from atlas.ui.serve import serve as serve_alone

        return serve_alone(address, port)
    except KeyboardInterrupt:
        return 0


def mcp() -> int:
    """Answer an assistant that asks by the Model Context Protocol, over this program's own pipes.

    It reads alone, and asks no other machine. It ends when the assistant closes its pipe.
    """
    from atlas.tools.server import NotInstalledError, run

    try:
        run()
    except NotInstalledError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 0
    return 0

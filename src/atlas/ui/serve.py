"""`atlas serve`: the dashboard, started from any folder as `streamlit run app.py` starts it."""

import ipaddress
import sys

import click
from streamlit.web import cli

from atlas.paths import ROOT
from atlas.settings import SettingError, check, readers
from atlas.ui.base import base_to_come

ENDED = "The dashboard has ended."


def serve(address: str, port: int) -> int:
    """Run the server until Ctrl+C; returns the exit status: 0, or 1 where it cannot listen or a
    setting cannot be used.

    Streamlit reads the `.streamlit/config.toml` beside `app.py` after that of the working folder
    and of the home folder, so that ours decides wherever the command is given.
    """
    if not announce(address, port):
        return 1
    # Streamlit's own welcome asks an outside host for the public address of this machine.
    options = ["--logger.hideWelcomeMessage", "true"]
    options += ["--server.address", address, "--server.port", str(port)]
    try:
        cli.main(["run", str(ROOT / "app.py"), *options], "streamlit", standalone_mode=False)
    except click.Abort:
        print(ENDED)
    except OSError as error:
        print(f"The dashboard cannot run at {address}: {error}", file=sys.stderr)
        return 1
    return 0


def announce(address: str, port: int) -> bool:
    """Print where the dashboard is going to be, and who can reach it there.

    False, with the reason printed, where a setting cannot be used.
    """
    try:
        check()
    except SettingError as error:
        print(error, file=sys.stderr)
        return False
    url = _url(address, port) + base_to_come()
    print(f"Starting the dashboard at {url}; Ctrl+C ends it.", flush=True)
    if not _is_this_machine_alone(address):
        print(_warning(address), file=sys.stderr, flush=True)
    return True


def _url(address: str, port: int) -> str:
    """What to open in a browser on this machine."""
    if _is_every_address(address):
        return f"http://localhost:{port}"
    host = f"[{address}]" if ":" in address else address
    return f"http://{host}:{port}"


def _is_every_address(address: str) -> bool:
    """Whether it stands for all addresses of this machine, as 0.0.0.0 does."""
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False


def _is_this_machine_alone(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _warning(address: str) -> str:
    how = "once they have signed in" if readers() else "without a password"
    return (
        f"It listens on {address}: whoever reaches this machine over the network can open the "
        f"dashboard, {how}, under any host name that ATLAS_URL or ATLAS_HOSTS names; "
        "by default, on localhost, this machine alone can."
    )

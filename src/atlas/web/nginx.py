"""nginx before several servers: where it is, and its configuration."""

import shutil
import socket
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from atlas.export.browser import is_root
from atlas.web.doors import ANSWERING, NOTHING_TAKEN, TOO_LONG
from atlas.web.headers import closed

COOKIE = "atlas_worker"
"""Names the server, from 1, that a reader stays with."""

_templates = Environment(
    loader=PackageLoader("atlas", "web"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    # It is no HTML, and nothing in it comes from outside but what is checked before.
    autoescape=False,  # nosec B701
)


def find() -> str | None:
    """The path of nginx; None where it is not installed."""
    # Debian keeps it where only the administrator's PATH leads.
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def configuration(folder: Path, addresses: Sequence[str], ports: Sequence[int], base: str) -> str:
    """What nginx reads.

    `folder` is for its own files, `addresses` are where it listens, `ports` those of the servers
    on this machine, and `base` stands before every address, as `/atlas`.
    """
    return _templates.get_template("nginx.conf").render(
        folder=folder,
        addresses=addresses,
        ports=list(ports),
        base=base,
        cookie=COOKIE,
        closed=closed(),
        nothing_taken=NOTHING_TAKEN.replace("\n", "\\n"),
        answering=sorted(ANSWERING),
        too_long=TOO_LONG.replace("\n", "\\n"),
        user=_unprivileged(),
    )


def _unprivileged() -> str:
    """Who answers requests where nginx is started by the administrator; blank for anybody else."""
    if not is_root():
        return ""
    # Windows has neither of these, nor such a user.
    import grp
    import pwd

    user = pwd.getpwnam("nobody")
    group = grp.getgrgid(user.pw_gid)
    return f"{user.pw_name} {group.gr_name}"


def addresses(host: str, port: int) -> list[str]:
    """Where nginx listens for a host name or address, as it writes them.

    OSError where nothing is free there. `localhost` may be two addresses of which a machine has
    one.
    """
    refused = OSError(f"there is no address {host}")
    free = []
    asked = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, _, _, _, place in dict.fromkeys(asked):
        try:
            _try(family, place)
        except OSError as error:
            refused = error
            continue
        is_long = family == socket.AF_INET6
        free.append(f"[{place[0]}]:{port}" if is_long else f"{place[0]}:{port}")
    if not free:
        raise refused
    return free


def _try(family: int, place: tuple[object, ...]) -> None:
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind(place)

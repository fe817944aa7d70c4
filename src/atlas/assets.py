"""The scripts that the browser needs, out of the installed packages: no other host is asked for them."""

from functools import lru_cache
from pathlib import Path

import plotly
import pyvis

PLOTLY, VIS = "plotly.min.js", "vis-network.min.js"
FILES = {
    PLOTLY: Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
    VIS: Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js",
}
VERSIONS = {PLOTLY: plotly.__version__, VIS: "9.1.2"}


def url(name: str) -> str:
    """The address of a script on our own server; it changes with the version, so the browser may keep what it has."""
    return f"/assets/{VERSIONS[name]}/{name}"


@lru_cache(maxsize=2)
def source(name: str) -> str:
    """The script's text."""
    return FILES[name].read_text(encoding="utf-8")

"""The scripts that the browser needs, out of the installed packages.

No other host is asked for them.
"""

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


def inside(package: str, *parts: str) -> Path:
    """A file of an installed package; ModuleNotFoundError where it is not installed."""
    # Importing it would find it too, but importing pyvis takes longer than showing a page.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        mend = "run make run, or pip install -r requirements.txt"
        raise ModuleNotFoundError(f"The package {package} is not installed; {mend}")
    return Path(spec.origin).parent.joinpath(*parts)


PLOTLY, VIS, EMBED = "plotly.min.js", "vis-network.min.js", "embed.js"
FILES = {
    PLOTLY: inside("plotly", "package_data", "plotly.min.js"),
    VIS: inside("pyvis", "lib", "vis-9.1.2", "vis-network.min.js"),
    # Our own, which draws an embedded chart.
    EMBED: Path(__file__).with_name("embed.js"),
}
# Puts lines of SVG where every program finds them.
PLACED = Path(__file__).with_name("placed.js")
VERSIONS = {
    PLOTLY: version("plotly"),
    VIS: "9.1.2",
    EMBED: sha256(FILES[EMBED].read_bytes()).hexdigest()[:12],
}


def url(name: str) -> str:
    """The address of a script on our own server.

    It changes with the version, so the browser may keep what it has.
    """
    return f"/assets/{VERSIONS[name]}/{name}"


@lru_cache(maxsize=1)
def font_url() -> str:
    """The address of the type of the dashboard's own pages, as Streamlit has it on our server."""
    media = inside("streamlit", "static", "static", "media")
    (file,) = media.glob("SourceSansVF-Upright*.woff2")
    return f"/static/media/{file.name}"


@lru_cache(maxsize=2)
def source(name: str) -> str:
    """The script's text."""
    return FILES[name].read_text(encoding="utf-8")

"""Where the pages, the data and the kept files lie, in a checkout and in an installed wheel."""

import os
import sys
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent
# A wheel carries these files inside the package (pyproject.toml); a checkout has them at its top.
_CARRIED = PACKAGE_FOLDER / "_site"
INSTALLED = _CARRIED.is_dir()
ROOT = _CARRIED if INSTALLED else PACKAGE_FOLDER.parents[1]
"""The folder with `app.py`, `pages/`, `data/` and `.streamlit/`."""


def data_folders() -> tuple[Path, ...]:
    """The folders of the data package: those that ATLAS_DATA names, else the shipped `data/`.

    ATLAS_DATA joins folders as PATH does. The first one declares the tables; the others add rows.
    """
    names = os.environ.get("ATLAS_DATA", "").split(os.pathsep)
    folders = tuple(Path(name) for name in names if name)
    return folders or (ROOT / "data",)


def _cache_folder() -> Path:
    """The folder for what may be thrown away: `.cache/` of a checkout, else the user's own."""
    beside = ROOT / ".cache"
    if not INSTALLED:
        return beside
    try:
        home = Path.home()
    except RuntimeError:
        # A user without a home has no cache of their own, and a shared folder is not to be trusted.
        return beside
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
        return Path(local) / "atlas" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "atlas"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "atlas"


CACHE = _cache_folder()

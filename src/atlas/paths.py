"""Where the checkout and its data lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def data_folders() -> tuple[Path, ...]:
    """The folders of the data package: those that ATLAS_DATA names, joined as in PATH, else `data/` of the checkout.

    The first one declares the tables; the others add rows to them.
    """
    named = tuple(Path(name) for name in os.environ.get("ATLAS_DATA", "").split(os.pathsep) if name)
    return named or (ROOT / "data",)

"""Where the checkout and its data lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder of the data package: the one that ATLAS_DATA names, else `data/` of the checkout."""
    return Path(os.environ.get("ATLAS_DATA") or ROOT / "data")

"""Components of ours that run in the page: each is the files of one name in this folder."""

from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent


def component(name: str, *shared: Path, isolated: bool = True) -> Any:
    """The component of `name`.html, `name`.js and, where there is one, `name`.css.

    Its script begins with those of `shared`. One that stands in a dialog is not `isolated` from the
    page: Tab stays in a dialog, and passes over what is in a tree of its own (shadow root). Its
    style names its own class alone then. Nor is one to which the style of the page applies.
    """
    scripts = [*shared, FOLDER / f"{name}.js"]
    style = FOLDER / f"{name}.css"
    return st.components.v2.component(
        f"atlas_{name}",
        html=(FOLDER / f"{name}.html").read_text(encoding="utf-8"),
        css=style.read_text(encoding="utf-8") if style.exists() else None,
        js="\n".join(script.read_text(encoding="utf-8") for script in scripts),
        isolate_styles=isolated,
    )

"""The line that a source's terms ask for wherever its rows are shown: beneath charts and tables, and in files."""

import re
from collections.abc import Iterable

import pandas as pd

SIPRI = "Information from the SIPRI Arms Transfers Database, https://armstransfers.sipri.org"
CREDITS = {"SIPRI": SIPRI}
SPEAKING = ("Source", "Sources")


def credit(sources: pd.DataFrame) -> str:
    """The credit lines that these sources, rows of the register, ask for by their origin; nothing where none does."""
    return "; ".join(line for origin, line in CREDITS.items() if sources["origin"].eq(origin).any())


def credit_in(frame: pd.DataFrame, sources: pd.DataFrame) -> str:
    """The credit lines of a table as a reader sees it: which sources of the register its columns `Source` and `Sources` name."""
    asking = sources[sources["origin"].isin(list(CREDITS))]
    texts = [text for name in SPEAKING if name in frame for text in frame[name].dropna().unique()]
    return (
        credit(asking[[_named(short, texts) for short in asking["short"]]]) if len(asking) else ""
    )


def _named(short: str, texts: Iterable[str]) -> bool:
    """Whether a text names the source: `SIPRI 2026` is not in `SIPRI 2026a`."""
    name = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
    return any(name.search(text) for text in texts)

"""`make bench`: one table of medians. Ratios hold between machines, times do not."""

import argparse
import logging
import platform
from datetime import UTC, datetime

import api
import first
import graphs
import load
import steps

import data
import pages

HEADER = ("What", "Measured", "Aim")
PARTS = {
    "data": data.rows,
    "graphs": graphs.rows,
    "pages": pages.rows,
    "first": first.rows,
    "steps": steps.rows,
    "load": load.rows,
    "api": api.rows,
}


def main() -> None:
    """Run every part, or those named, and print the table as Markdown, each part as it ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; none: all")
    named = parser.parse_args().parts
    chosen = named or list(PARTS)
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    today = datetime.now(UTC).date().isoformat()
    print(f"Python {platform.python_version()} on {platform.system()}, {today}\n")
    _print([HEADER, ("---", "---", "---")])
    for part in chosen:
        _print(PARTS[part]())


def _print(lines: list[tuple[str, str, str]]) -> None:
    for line in lines:
        print(f"| {' | '.join(line)} |", flush=True)


if __name__ == "__main__":
    main()

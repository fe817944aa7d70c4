"""`make bench`: one table of medians. Ratios hold between machines, times do not."""

import argparse
import logging
import platform
from datetime import UTC, datetime

import graphs

import data
import pages

HEADER = ("What", "Measured", "Aim")


def main() -> None:
    """Run every part, or those named, and print the table as Markdown."""
    parts = {"data": data.rows, "graphs": graphs.rows, "pages": pages.rows}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(parts)}; none: all")
    chosen = parser.parse_args().parts or list(parts)
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    print(
        f"Python {platform.python_version()} on {platform.system()}, {datetime.now(UTC).date().isoformat()}\n"
    )
    lines = [HEADER, ("---", "---", "---")]
    for name in chosen:
        lines += parts[name]()
    for line in lines:
        print(f"| {' | '.join(line)} |", flush=True)


if __name__ == "__main__":
    main()

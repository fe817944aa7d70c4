"""Which data and which program answer, and what each filter takes."""

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from atlas.charts.chart_view import span
from atlas.dataset.filter_contract import Control
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.store import dataset, fault


# It stands in every ETag, and reading it takes longer than an answer from memory.
@lru_cache(maxsize=1)
def program_version() -> str:
    """The version of this program; “unknown” where it runs from files that are not installed."""
    try:
        return version("atlas")
    except PackageNotFoundError:
        return "unknown"


def versions() -> dict[str, Any]:
    """Versions of data and program, and how many records there are of each table.

    Keys: version, edition (with day and further folders in words), updated, program, title,
    records, problems (how many the newest data have, which are not shown). DataProblemsError
    without valid data.
    """
    data = dataset()
    broken = fault()
    return {
        "version": data.version,
        "edition": data.edition,
        "updated": data.updated,
        "program": program_version(),
        "title": data.schema.title,
        "records": {table.name: len(data.ids(table.name)) for table in data.schema.sheets},
        "problems": len(broken.problems) if broken else 0,
    }


def filters() -> list[dict[str, Any]]:
    """Every filter: name, title, about, several (values at once), default, values (value → label).

    Of years, `values` are the first and the last. DataProblemsError without valid data.
    """
    schema = dataset().schema
    described = []
    for declared in FILTERS.values():
        is_span = declared.control is Control.SPAN
        years = {str(year): str(year) for year in span()}
        values = years if is_span else dict(declared.choices(schema))
        described.append(
            {
                "name": declared.key,
                "title": declared.title,
                "about": declared.help,
                "several": declared.several or is_span,
                "default": declared.default or None,
                "values": values,
            }
        )
    return described

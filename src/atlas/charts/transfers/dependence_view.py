"""Who relies on whom for what: since when, what is still under way, when that was last stated."""

import pandas as pd

from atlas.charts.transfers.directed import directed, pair_ids
from atlas.charts.transfers.exchanged import LABELS, exchanged
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids
from atlas.records.outcome import is_carried_out
from atlas.values import dates
from atlas.values.pair import DIRECTIONS

# Statuses of what was begun and is not over, as far as the sources go.
OPEN = ("under way", "agreed")
# The ids of what is under way, and of the source that stated it last.
Ids = tuple[str | None, str | None]
COLUMNS = [
    "Who",
    "From whom",
    "For what",
    "Category",
    "Since",
    "Transfers",
    "Still under way",
    "Under way",
    "Last stated",
    "Sources",
    "Not carried out",
]


def dependence(dataset: Dataset) -> pd.DataFrame:
    """What each of the two has from the other, as a reader sees it, most transfers first.

    `Since` is the first year of a transfer that was carried out, or the first mention where none
    has a date, `Transfers` counts these; `Still under way` are those whose newest statement of
    status says agreed or under way, `Last stated` when its source was published. Columns:
    `COLUMNS`, with the ids behind the names.
    """
    frame = directed(dataset)
    frame = frame.assign(
        pair=pair_ids(frame),
        what=exchanged(frame),
        carried=is_carried_out(frame),
        category=frame["category"].fillna("other"),
    )
    rows, behind = [], []
    for way in DIRECTIONS:
        own = frame[frame["pair"].eq(way.id)]
        groups = sorted(
            own.groupby(["what", "category"]), key=lambda group: -int(group[1]["carried"].sum())
        )
        for (what, category), part in groups:
            cells, ids = _row(dataset, part)
            names = [dataset.label(way.recipient), dataset.label(way.supplier)]
            labels = dataset.schema.labels("category")
            rows.append([*names, LABELS[str(what)], labels[str(category)], *cells])
            behind.append(ids)
    table = pd.DataFrame(rows, columns=COLUMNS)
    under_way = pd.Series([ids for ids, _ in behind], dtype="str")
    sources = pd.Series([source for _, source in behind], dtype="str")
    return with_ids(table, {"Under way": under_way, "Sources": sources})


def _row(
    dataset: Dataset, part: pd.DataFrame
) -> tuple[list[object], tuple[str | None, str | None]]:
    """The cells of transfers of one kind and direction, and the ids behind two of them."""
    carried = part[part["carried"]]
    still = carried[carried["status"].isin(OPEN)]
    dated = carried.loc[carried["dated"], "year_first"]
    mentioned = f"mentioned {carried['year_first'].min()}" if len(carried) else None
    since = str(dated.min()) if len(dated) else mentioned
    names = "; ".join(still["label"])
    stated = _last_stated(dataset, still.index)
    last, source, words = stated or (None, None, None)
    apart = len(part) - len(carried)
    cells: list[object] = [since, len(carried), len(still), names or None, last, words, apart]
    return cells, (";".join(still.index) or None, source)


def _last_stated(dataset: Dataset, ids: pd.Index) -> tuple[str, str, str] | None:
    """When the newest source was published that states the status of these, which it is, where."""
    lines = dataset.evidence
    own = lines[lines["table"].eq("transfers") & lines["field"].eq("status")]
    own = own[own["id"].isin(ids) & own["value"].isin(OPEN)]
    if own.empty:
        return None
    days = own["source"].astype("str").map(dataset.sources["published_day"])
    newest = own.assign(day=days).sort_values("day", kind="stable").iloc[-1]
    source = str(newest["source"])
    published = dates.label(str(dataset.sources["published"][source]))
    return published, source, f"{dataset.sources['short'][source]} {newest['locator']}"

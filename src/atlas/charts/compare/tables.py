"""Numbers, sourcing and the records behind a difference as tables that a reader sees."""

import pandas as pd

from atlas.charts.compare.compare_view import ENTRIES, numbers, support
from atlas.charts.compare.differences_view import BOTH, FIRST, SECOND, changed_values, differences
from atlas.charts.compare.labels import MEASURES, amount, headings, part_names, signed
from atlas.charts.compare.pair import Pair
from atlas.charts.compare.sides import By
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.names import with_ids
from atlas.values.words import agreeing

COLUMNS = {
    "Side": "Which side counts it: one alone, or both with values that differ.",
    "What differs": "The values in which the two sides differ, that of the first one first.",
}
NOT_KEPT = "changed, the former value is not kept"
NOTHING = "not stated"


def numbers_table(pair: Pair) -> pd.DataFrame:
    """`numbers` as a reader sees them; rates stand there where the sides are of other years."""
    rows = numbers(pair)
    first, second = headings(pair)
    columns = {
        "Counted": rows["part"].map(part_names(pair)),
        first: rows["first"].map(amount),
        second: rows["second"].map(amount),
        "Difference": rows["difference"].map(signed),
    }
    if pair.by == By.YEARS:
        columns |= {
            "A a year": rows["first_rate"].map(amount),
            "B a year": rows["second_rate"].map(amount),
            "Difference a year": rows["rate_difference"].map(signed),
        }
    return pd.DataFrame(columns)


def support_table(pair: Pair) -> pd.DataFrame:
    """`support` as a reader sees it; parts of the entries with their share."""
    rows = support(pair)
    first, second = headings(pair)
    noun = pair.first.coverage.noun
    names = {ENTRIES: noun.capitalize(), **MEASURES}
    cells: dict[str, list[str]] = {"How sourced": [], first: [], second: [], "Difference": []}
    for row in rows.to_dict("records"):
        cells["How sourced"].append(names[row["measure"]])
        shares = row["first_share"], row["second_share"]
        for heading, value, share in zip(
            (first, second), (row["first"], row["second"]), shares, strict=True
        ):
            cells[heading].append(_with_share(value, share))
        difference = signed(row["difference"])
        if pd.notna(shares[0]) and pd.notna(shares[1]):
            points = round(100 * (shares[1] - shares[0]))
            difference += f" ({signed(points)} {agreeing(abs(points), 'point', 'points')})"
        cells["Difference"].append(difference)
    return pd.DataFrame(cells)


def _with_share(value: float, share: float) -> str:
    return amount(value) if pd.isna(share) else f"{amount(value)} ({round(100 * share)} %)"


def differences_table(pair: Pair) -> pd.DataFrame:
    """`differences` as a reader sees them.

    Columns: Side, Record, When, What differs (where anything does), Sources (each with its
    paragraphs) and Id; and the ids behind names.
    """
    rows = differences(pair)
    first, second = headings(pair)
    names = {FIRST: f"Only {first}", SECOND: f"Only {second}", BOTH: "Both, with other values"}
    datasets = {FIRST: pair.first.dataset, SECOND: pair.second.dataset, BOTH: pair.second.dataset}
    words = _in_words(changed_values(pair))
    cells = []
    for identifier, table, side in rows.itertuples(index=False, name=None):
        dataset = datasets[side]
        row = dataset[table].loc[identifier]
        own = {
            "Side": names[side],
            "Record": _name(dataset, table, identifier, row),
            "When": str(row["period"]) if table == VOLUMES else row["when"],
            "What differs": words.get((table, identifier), "") if side == BOTH else "",
            "Sources": row["cited"],
            "source_ids": row["sources"],
        }
        cells.append(own)
    columns = ["Side", "Record", "When", "What differs", "Sources", "source_ids"]
    frame = pd.DataFrame(cells, columns=columns).astype("str")
    if frame["What differs"].eq("").all():
        del frame["What differs"]
    if pair.chart.tables == (VOLUMES,):
        ids = pd.Series(pd.NA, index=frame.index, dtype="str")
    else:
        ids = rows["id"].astype("str")
        frame["Id"] = ids
    behind = {"Record": ids, "Sources": frame.pop("source_ids")}
    return with_ids(frame, behind)


def _name(dataset: Dataset, table: str, identifier: str, row: pd.Series) -> str:
    if table == VOLUMES:
        return f"{dataset.label(row['supplier'])} → {dataset.label(row['recipient'])}"
    return dataset.label(identifier)


def _in_words(changed: pd.DataFrame) -> dict[tuple[str, str], str]:
    """“Date: 2018 → September 2018; Kind: …” of each record that differs (table, id)."""
    parts: dict[tuple[str, str], list[str]] = {}
    for table, identifier, field, first, second in changed.itertuples(index=False, name=None):
        values = NOT_KEPT if pd.isna(first) else f"{first or NOTHING} → {second or NOTHING}"
        parts.setdefault((table, identifier), []).append(f"{field}: {values}")
    return {key: "; ".join(own) for key, own in parts.items()}

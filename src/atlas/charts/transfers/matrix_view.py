"""Who supplies whom, as a matrix: suppliers, recipients, and the domains of what passes between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.flows_view import UNITS, UNKNOWN, directed, folded, measured, state_of
from atlas.dataset.dataset import Dataset
from atlas.records.listing import coded, listing, main_domain
from atlas.values.words import amount, escaped, number, wrapped

MOST = {"supplier": 12, "recipient": 8}
NOT_CARRIED_OUT = ("projected", "cancelled", "denied")
LISTED = 6
COLUMNS = [
    "row",
    "supplier",
    "column",
    "recipient",
    "key",
    "carried",
    "value",
    "n",
    "start",
    "share",
    "text",
    "total",
    "told",
    "hover",
]


@dataclass(frozen=True)
class MatrixOptions:
    """In which unit the cells are measured."""

    unit: str = field(
        default="records", metadata={"title": "Unit", "choices": UNITS, "whole": "records"}
    )


def placed(dataset: Dataset, options: MatrixOptions) -> pd.DataFrame:
    """Every directed transfer by id: supplier, recipient (labels, small ones folded), key (main domain), carried, value.

    `carried` is False for what is projected, cancelled or denied; `value` is NA where a transfer has none in the unit.
    """
    frame = directed(dataset)
    value = measured(frame, options.unit)
    value = value.where(value.gt(0))
    sides = {
        side: folded(coded(frame[side], dataset.labels), value.fillna(0), top)
        for side, top in MOST.items()
    }
    carried = ~state_of(frame).isin(NOT_CARRIED_OUT)
    return pd.DataFrame(
        {**sides, "key": main_domain(frame), "carried": carried, "value": value}, index=frame.index
    )


def matrix(dataset: Dataset, options: MatrixOptions) -> pd.DataFrame:
    """The parts of the cells, a domain each: row and column (places of supplier and recipient, the largest first), supplier, recipient,
    key, carried, value, n (transfers with a value), start and share (of the cell's width), text, total and told (of the whole
    cell), hover (of the part).

    A cell none of whose transfers has a value in the unit is one part without value, and its text says "unknown".
    """
    rows = placed(dataset, options)
    if rows["value"].notna().sum() == 0:
        return pd.DataFrame(columns=COLUMNS)
    unknown = dataset.label(UNKNOWN)
    at = {side: _places(rows, side, unknown) for side in MOST}
    frame = dataset["transfers"].loc[rows.index]
    said = [
        f"{label} · {cited}" for label, cited in zip(frame["label"], frame["cited"], strict=True)
    ]
    cells: dict[tuple[str, str], list[tuple[str, bool, float, str]]] = {}
    for supplier, recipient, key, carried, value, label in zip(
        *(rows[name].tolist() for name in rows), said, strict=True
    ):
        cells.setdefault((supplier, recipient), []).append((key, carried, value, label))
    domains = {**dataset.schema.labels("domain"), "unclassified": "Unclassified"}
    found = []
    for (supplier, recipient), inside in cells.items():
        where = {
            "row": at["supplier"][supplier],
            "supplier": supplier,
            "column": at["recipient"][recipient],
            "recipient": recipient,
        }
        found += [
            where | part
            for part in _parts(f"{supplier} → {recipient}", inside, domains, options.unit)
        ]
    return pd.DataFrame(found, columns=COLUMNS).sort_values(
        ["row", "column"], kind="stable", ignore_index=True
    )


def _places(rows: pd.DataFrame, side: str, unknown: str) -> dict[str, int]:
    """The place of each name: the largest first, what is folded and what is unknown last."""
    sums = rows["value"].where(rows["carried"], 0).fillna(0).groupby(rows[side]).sum()
    totals = {str(name): value for name, value in sums.items()}
    order = sorted(
        totals, key=lambda name: (name == unknown, name.startswith("Other ("), -totals[name], name)
    )
    return {name: place for place, name in enumerate(order)}


def _parts(
    pair: str, inside: Sequence[tuple[str, bool, float, str]], domains: dict[str, str], unit: str
) -> list[dict[str, object]]:
    """One cell's parts: what was or is carried out by domain, the largest first, then what was not."""
    parts: dict[tuple[bool, str], tuple[list[float], list[str]]] = {}
    for key, carried, value, label in inside:
        if pd.notna(value):
            values, labels = parts.setdefault((not carried, key), ([], []))
            values.append(value)
            labels.append(label)
    order = sorted(parts, key=lambda part: (part[0], -sum(parts[part][0]), part[1]))
    sums = {part: sum(parts[part][0]) for part in order}
    total, apart = (
        sum(value for part, value in sums.items() if part[0] is side) for side in (False, True)
    )
    cell = {
        "text": _text(total, apart, unit),
        "total": total,
        "told": _told(pair, sums, inside, domains, unit),
    }
    if not parts:
        return [
            {
                "key": "unclassified",
                "carried": True,
                "value": None,
                "n": 0,
                "start": 0.0,
                "share": 0.0,
                "hover": "",
                **cell,
            }
        ]
    rows, start = [], 0.0
    for part in order:
        share = sums[part] / (total + apart)
        name = domains[part[1]] + (", projected, cancelled or denied" if part[0] else "")
        labels = parts[part][1]
        more = [f"and {len(labels) - LISTED:,} more, in the table"] if len(labels) > LISTED else []
        listed = [wrapped(f"· {label}") for label in labels[:LISTED]]
        hover = "<br>".join(
            [
                f"<b>{escaped(pair)}</b>",
                f"{escaped(name)}: {amount(sums[part], unit)}",
                *listed,
                *more,
            ]
        )
        told = {
            "key": part[1],
            "carried": not part[0],
            "value": sums[part],
            "n": len(labels),
            "start": start,
            "share": share,
            "hover": hover,
        }
        rows.append(told | cell)
        start += share
    return rows


def _text(total: float, apart: float, unit: str) -> str:
    """What stands in a cell: what was or is carried out, and after a plus what was not."""
    both = [_short(total, unit)] if total else []
    both += [f"+{_short(apart, unit)}"] if apart else []
    return "<br>".join(both) or "unknown"


def _short(value: float, unit: str) -> str:
    return (
        amount(value, unit).removeprefix("USD ")
        if unit == "usd"
        else number(round(value) if value >= 10 else value)
    )


def _told(
    pair: str,
    sums: dict[tuple[bool, str], float],
    inside: Sequence[tuple[str, bool, float, str]],
    domains: dict[str, str],
    unit: str,
) -> str:
    """What a cell says when pointed at: each domain's sum, and for how many transfers there is a value."""
    lines = [
        f"{domains[key]}{', projected, cancelled or denied' if apart else ''}: {amount(value, unit)}"
        for (apart, key), value in sums.items()
    ]
    known = sum(pd.notna(value) for _, _, value, _ in inside)
    lines += (
        [f"{known:,} of {len(inside):,} transfers have a value in this unit"]
        if known < len(inside)
        else []
    )
    return "<br>".join([f"<b>{escaped(pair)}</b>", *map(wrapped, lines)])


def matrix_table(parts: pd.DataFrame, context: Context[MatrixOptions]) -> pd.DataFrame:
    """The transfers behind the cells as a reader sees them, each with its cell and what it weighs there, in the unit."""
    dataset, options = context.dataset, context.options
    rows = placed(dataset, options)
    rows = rows[rows["value"].notna()].sort_values(["supplier", "recipient", "key"], kind="stable")
    table = listing(dataset, "transfers", rows.index)
    table.insert(1, "Cell", rows["supplier"] + " → " + rows["recipient"])
    if options.unit != "records":
        table.insert(2, "Drawn as", rows["value"])
    return table

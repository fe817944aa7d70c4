"""Who supplies whom, as a matrix of suppliers and recipients, split by domain."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.directed import UNKNOWN, directed
from atlas.charts.transfers.sides import OTHER, folded_sides, pair_labels, side_labels
from atlas.charts.transfers.units import is_rough, measured
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import UNCLASSIFIED
from atlas.records.listing import listing, main_domain
from atlas.records.outcome import is_carried_out

MOST = {"supplier": 12, "recipient": 8}
PLACES = {"supplier": "row", "recipient": "column"}
CELL = ["row", "supplier", "n_suppliers", "column", "recipient", "n_recipients"]
PART = ["key", "carried", "value", "n", "rough", "transfers", "start", "share"]
OF_CELL = ["total", "apart", "n_in_cell"]


@dataclass(frozen=True)
class MatrixOptions:
    """In which unit the cells are measured."""

    # Another key than that of the flows, which stand on the same page.
    measure: str = field(
        default="records", metadata={"title": "Unit", "choices": {}, "whole": "records"}
    )


def matrix_rows(dataset: Dataset, options: MatrixOptions) -> pd.DataFrame:
    """Every directed transfer by id, whether or not it has a value in the unit.

    Columns: the four of `folded_sides`, key (main domain), carried (False for what is offered,
    announced, under discussion, cancelled or denied), value (in the unit; NA where a transfer has
    none), rough (it is rounded or uncertain).
    """
    frame = directed(dataset)
    value = measured(frame, options.measure)
    value = value.where(value.gt(0))
    rows = folded_sides(frame, value.fillna(0), dataset, MOST)
    carried = is_carried_out(frame)
    rough = is_rough(frame, options.measure) & value.notna()
    return rows.assign(key=main_domain(frame), carried=carried, value=value, rough=rough)


def matrix(dataset: Dataset, options: MatrixOptions) -> pd.DataFrame:
    """The parts of the cells, cell by cell: what was or is carried out, then what was not.

    Columns of the cell: row and column (places of supplier and recipient, the largest first), the
    four of `folded_sides`, total (what was or is carried out), apart (what was not), n_in_cell
    (transfers with and without a value). Columns of the part: key (domain), carried, value (NA
    where no transfer of a cell has one in the unit; such a cell has one part), n and transfers
    (those with a value, number and ids), rough (a value is rounded or uncertain), start and share
    (of the cell's width).
    """
    rows = matrix_rows(dataset, options)
    if rows["value"].isna().all():
        return pd.DataFrame(columns=[*CELL, *PART, *OF_CELL])
    for side, place in PLACES.items():
        rows[place] = rows[side].map(_places(rows, side, dataset))
    cells = rows.groupby(CELL, as_index=False).agg(
        n_in_cell=("value", "size"), n_valued=("value", "count")
    )
    parts = pd.concat([_valued_parts(rows), _blank_parts(cells)], ignore_index=True)
    parts = parts.merge(cells[[*CELL, "n_in_cell"]], on=CELL)
    parts = parts.sort_values(
        ["row", "column", "carried", "value", "key"],
        ascending=[True, True, False, False, True],
        ignore_index=True,
    )
    return _with_shares(parts)[[*CELL, *PART, *OF_CELL]]


def _places(rows: pd.DataFrame, side: str, dataset: Dataset) -> dict[str, int]:
    """The place of each country of a side: the largest first, what is folded or unknown last."""
    carried_out = rows["value"].where(rows["carried"], 0).fillna(0)
    totals = {str(code): total for code, total in carried_out.groupby(rows[side]).sum().items()}

    def order(code: str) -> tuple[bool, bool, float, str]:
        return code == UNKNOWN, code == OTHER, -totals[code], dataset.label(code)

    return {code: place for place, code in enumerate(sorted(totals, key=order))}


def _valued_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Value, number and ids of the transfers of each cell by domain, carried out and not."""
    valued = rows[rows["value"].notna()].rename_axis("id").reset_index()
    # Plain sums, here and below: those of pandas would move cells by a last digit.
    return valued.groupby([*CELL, "carried", "key"], as_index=False).agg(
        value=("value", sum), n=("id", "size"), rough=("rough", "any"), transfers=("id", tuple)
    )


def _blank_parts(cells: pd.DataFrame) -> pd.DataFrame:
    """One part without a value for each cell none of whose transfers has one."""
    blank = cells.loc[cells["n_valued"].eq(0), CELL]
    none = pd.Series([()] * len(blank), index=blank.index, dtype="object")
    valueless = blank.assign(value=float("nan"), n=0, rough=False, transfers=none)
    return valueless.assign(key=UNCLASSIFIED, carried=True)


def _with_shares(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts with total and apart of their cell, and where in its width each stands."""
    cells = list(zip(parts["row"].tolist(), parts["column"].tolist(), strict=True))
    values = parts["value"].fillna(0).tolist()
    totals = dict.fromkeys(cells, 0.0)
    aparts = dict.fromkeys(cells, 0.0)
    for cell, carried, value in zip(cells, parts["carried"], values, strict=True):
        sums = totals if carried else aparts
        sums[cell] += value
    starts, shares = [], []
    ends = dict.fromkeys(cells, 0.0)
    for cell, value in zip(cells, values, strict=True):
        share = value / (totals[cell] + aparts[cell]) if value else 0.0
        shares.append(share)
        starts.append(ends[cell])
        ends[cell] += share
    return parts.assign(
        total=[totals[cell] for cell in cells],
        apart=[aparts[cell] for cell in cells],
        start=starts,
        share=shares,
    )


def matrix_table(parts: pd.DataFrame, context: Context[MatrixOptions]) -> pd.DataFrame:
    """The transfers behind the cells as a reader sees them, each with its cell and its weight."""
    dataset = context.dataset
    options = context.options
    rows = matrix_rows(dataset, options)
    rows = rows[rows["value"].notna()]
    names = {side: side_labels(rows, side, dataset) for side in PLACES}
    order = pd.DataFrame({**names, "key": rows["key"]}).sort_values([*names, "key"]).index
    rows = rows.loc[order]
    table = listing(dataset, "transfers", rows.index)
    table.insert(1, "Cell", pair_labels(rows, dataset))
    if options.measure != "records":
        table.insert(2, "Drawn as", rows["value"])
    return table

"""Transfers: flows from suppliers over domains or categories to recipients, the two-way street, joint programmes."""

from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from atlas.dataset import Dataset
from atlas.views.listing import coded, hover, listing, main_domain, singles

UNKNOWN = "XXX"
UNITS = {
    "records": "Transfers (records)",
    "pieces": "Pieces delivered",
    "usd": "Value (million USD)",
    "tiv": "Delivered volume (million SIPRI TIV)",
}
BY = {"domain": "Domain", "category": "Category"}
TOP = 12
ENDED = ("ended", "cancelled", "denied")
BAND = ["supplier", "middle", "recipient", "key", "state", "band"]
STREET = {("RUS", "CHN"): "Russia → China", ("CHN", "RUS"): "China → Russia"}


@dataclass(frozen=True)
class FlowOptions:
    """What the bands go through, and in which unit they are measured."""

    by: str = field(default="domain", metadata={"title": "Through", "choices": BY})
    unit: str = field(default="records", metadata={"title": "Unit", "choices": UNITS})


def units(dataset: Dataset) -> dict[str, str]:
    """The units that the transfers in view have at least one value in."""
    frame = _directed(dataset)
    return {unit: title for unit, title in UNITS.items() if unit == "records" or _amount(frame, unit).notna().any()}


def _amount(frame: pd.DataFrame, unit: str) -> pd.Series:
    """What each transfer weighs in the unit; NA where it has no value, or none that can be added to others."""
    if unit == "pieces":
        return frame["quantity_delivered"].where(frame["unit"].eq("pieces"))
    if unit == "usd":
        return frame["value_usd_m"]
    return frame["tiv_delivered"] if unit == "tiv" else pd.Series(1.0, index=frame.index)


def _state(frame: pd.DataFrame) -> pd.Series:
    """`projected`, `ended`, `cancelled`, `denied`, or nothing for a transfer that is or was carried out."""
    projected = frame["basis"].eq("projected") | frame["status"].eq("prospective")
    ended = frame["status"].where(frame["status"].isin(ENDED), "")
    return ended.mask(projected, "projected")


@lru_cache(maxsize=8)
def _directed(dataset: Dataset) -> pd.DataFrame:
    """Single transfers that name a supplier or a recipient; a missing side is unknown."""
    frame = singles(dataset["transfers"])
    frame = frame[frame["supplier"].notna() | frame["recipient"].notna()]
    return frame.assign(supplier=frame["supplier"].fillna(UNKNOWN), recipient=frame["recipient"].fillna(UNKNOWN))


def flow_rows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The transfers behind the flows, one row each: id, supplier, middle, state, recipient, value, band, key.

    Labels, not codes, but for `key`, the code that gives the middle its colour. Transfers without a value in the unit
    are not in it.
    """
    frame = _directed(dataset)
    value = _amount(frame, options.unit)
    frame = frame[value.gt(0)]
    key = main_domain(frame) if options.by == "domain" else frame["category"].fillna("other")
    labels = {**dataset.schema.labels(options.by), "unclassified": "Unclassified"}
    state = _state(frame)
    middle = coded(key, labels)
    middle = middle.where(state.eq(""), middle + " (" + state + ")")
    supplier, recipient = (_folded(coded(frame[side], dataset.labels), value[value.gt(0)]) for side in ("supplier", "recipient"))
    band = supplier + " → " + middle + " → " + recipient
    rows = {"supplier": supplier, "middle": middle, "state": state, "recipient": recipient, "value": value, "band": band, "key": key}
    return pd.DataFrame(rows, index=frame.index).sort_values(["band", "supplier"]).reset_index()


def _folded(names: pd.Series, value: pd.Series) -> pd.Series:
    """The names with the largest values; where there are too many to draw, the rest as one, “Other (n)”."""
    totals = value.groupby(names.to_numpy()).sum()
    if len(totals) <= TOP:
        return names
    largest = set(totals.sort_values(ascending=False, kind="stable").index[: TOP - 1])
    return names.where(names.isin(largest), f"Other ({len(totals) - len(largest)})")


def flows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """Bands of the flow chart: supplier, middle, recipient, key, state, band, value (sum in the unit), n, labels of the transfers
    with their sources."""
    rows = flow_rows(dataset, options)
    frame = dataset["transfers"].loc[rows["id"]]
    labels = [f"{label} · {cited}" for label, cited in zip(frame["label"], frame["cited"], strict=True)]
    groups: dict[tuple[str, ...], tuple[list[float], list[str]]] = {}
    for key, value, label in zip(zip(*(rows[name] for name in BAND), strict=True), rows["value"], labels, strict=True):
        values, said = groups.setdefault(key, ([], []))
        values.append(value)
        said.append(label)
    bands = [(*key, sum(values), len(said), said) for key, (values, said) in groups.items()]
    frame = pd.DataFrame(bands, columns=[*BAND, "value", "n", "labels"])
    return frame.sort_values(["value", "band"], ascending=[False, True], ignore_index=True)


def flow_table(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The transfers behind the flows as a reader sees them, each with its band and what it weighs there, in the unit."""
    rows = flow_rows(dataset, options).set_index("id")
    table = listing(dataset, "transfers", rows.index)
    table.insert(1, "Band", rows["band"])
    if options.unit != "records":
        table.insert(2, "Drawn as", rows["value"])
    return table


def left_out(dataset: Dataset, drawn: int) -> str:
    """What the flow chart that draws so many transfers does not draw, in a sentence; nothing where it draws all."""
    frame = singles(dataset["transfers"])
    undirected = len(frame) - len(_directed(dataset))
    without = len(_directed(dataset)) - drawn
    groups = len(dataset["transfers"]) - len(frame)
    parts = [f"{undirected} joint programmes or transfers without a direction, listed below"] if undirected else []
    parts += [f"{without} without a value in this unit"] if without else []
    parts += [f"{groups} groups, whose parts are drawn"] if groups else []
    return f"Not in the picture: {'; '.join(parts)}." if parts else ""


def joint(dataset: Dataset) -> pd.Index:
    """The ids of joint programmes and other transfers without a direction."""
    return singles(dataset["transfers"]).index.difference(_directed(dataset).index)


def street(dataset: Dataset) -> pd.DataFrame:
    """Transfers between the two by the year they begin: id, year, direction, certainty, label, hover.

    `certainty` is `dated`, `mentioned` (no date: the year of the source that mentions it) or `projected`.
    """
    frame = _directed(dataset)
    direction = pd.Series([STREET.get(pair) for pair in zip(frame["supplier"], frame["recipient"], strict=True)], index=frame.index, dtype="str")
    frame = frame.assign(direction=direction)[direction.notna()]
    certainty = frame["dated"].map({True: "dated", False: "mentioned"}).mask(_state(frame).eq("projected"), "projected")
    text = hover(dataset, "transfers", frame.index, ("system", "kind", "status", "supplier_org", "recipient_org"))
    columns = {"year": frame["year_first"], "direction": frame["direction"], "certainty": certainty, "label": frame["label"]}
    return pd.DataFrame({**columns, "hover": text}).sort_values(["year", "label"]).reset_index()


def street_table(dataset: Dataset) -> pd.DataFrame:
    """The same transfers as a reader sees them, with direction and year."""
    rows = street(dataset).set_index("id")
    table = listing(dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["direction"])
    table.insert(2, "Year", rows["year"])
    return table

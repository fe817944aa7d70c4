"""Transfers: flows from suppliers over domains or categories to recipients, the two-way street, joint programmes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.corroboration import standing
from atlas.records.hovers import hover
from atlas.records.listing import coded, listing, main_domain, singles
from atlas.values.words import counted

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
    unit: str = field(
        default="records", metadata={"title": "Unit", "choices": UNITS, "whole": "records"}
    )


def units(dataset: Dataset) -> dict[str, str]:
    """The units that the transfers in view have at least one value in."""
    frame = directed(dataset)
    return {
        unit: title
        for unit, title in UNITS.items()
        if unit == "records" or measured(frame, unit).notna().any()
    }


def measured(frame: pd.DataFrame, unit: str) -> pd.Series:
    """What each transfer weighs in the unit; NA where it has no value, or none that can be added to others."""
    if unit == "pieces":
        return frame["quantity_delivered"].where(frame["unit"].eq("pieces"))
    if unit == "usd":
        return frame["value_usd_m"]
    return frame["tiv_delivered"] if unit == "tiv" else pd.Series(1.0, index=frame.index)


def state_of(frame: pd.DataFrame) -> pd.Series:
    """`projected`, `ended`, `cancelled`, `denied`, or nothing for a transfer that is or was carried out."""
    projected = frame["basis"].eq("projected") | frame["status"].eq("prospective")
    ended = frame["status"].where(frame["status"].isin(ENDED), "")
    return ended.mask(projected, "projected")


@once_a_dataset
def directed(dataset: Dataset) -> pd.DataFrame:
    """Single transfers of which a side is known; the other, where it is not, is unknown.

    A side without a country has that of its organisations, if they have one and the same; a joint programme has no sides.
    """
    frame = singles(dataset["transfers"])
    home = {
        str(one): country
        for one, country in dataset.built["organisations"]["country"].dropna().items()
    }
    two_sided = frame["partners"].isna()
    sides = {
        side: frame[side].fillna(_home(frame[f"{side}_org"].where(two_sided), home))
        for side in ("supplier", "recipient")
    }
    known = sides["supplier"].notna() | sides["recipient"].notna()
    return frame.assign(**{side: country.fillna(UNKNOWN) for side, country in sides.items()})[known]


def _home(organisations: pd.Series, home: Mapping[str, str]) -> pd.Series:
    """The country that all organisations of a cell belong to; NA where they have several, or one of them has none."""
    countries = {
        text: {home.get(one, "") for one in text.split(";")}
        for text in organisations.dropna().unique()
    }
    alone = {text: found.pop() for text, found in countries.items() if len(found) == 1}
    return pd.Series(
        [alone.get(text) or None for text in organisations], index=organisations.index, dtype="str"
    )


def flow_rows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The transfers behind the flows, one row each: id, supplier, middle, state, recipient, value, band, key.

    Labels, not codes, but for `key`, the code that gives the middle its colour. Transfers without a value in the unit
    are not in it.
    """
    frame = directed(dataset)
    value = measured(frame, options.unit)
    frame = frame[value.gt(0)]
    key = main_domain(frame) if options.by == "domain" else frame["category"].fillna("other")
    labels = {**dataset.schema.labels(options.by), "unclassified": "Unclassified"}
    state = state_of(frame)
    middle = coded(key, labels)
    middle = middle.where(state.eq(""), middle + " (" + state + ")")
    supplier, recipient = (
        folded(coded(frame[side], dataset.labels), value[value.gt(0)])
        for side in ("supplier", "recipient")
    )
    band = supplier + " → " + middle + " → " + recipient
    rows = {
        "supplier": supplier,
        "middle": middle,
        "state": state,
        "recipient": recipient,
        "value": value,
        "band": band,
        "key": key,
    }
    return pd.DataFrame(rows, index=frame.index).sort_values(["band", "supplier"]).reset_index()


def folded(names: pd.Series, value: pd.Series, top: int = TOP) -> pd.Series:
    """The names with the largest values; where there are too many to draw, the rest as one, “Other (n)”."""
    totals = value.groupby(names.to_numpy()).sum()
    if len(totals) <= top:
        return names
    largest = set(totals.sort_values(ascending=False, kind="stable").index[: top - 1])
    return names.where(names.isin(largest), f"Other ({len(totals) - len(largest)})")


def flows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """Bands of the flow chart: supplier, middle, recipient, key, state, band, value (sum in the unit), n, labels of the transfers
    with their sources, stands (the standing that all of them have; blank where they differ)."""
    rows = flow_rows(dataset, options)
    frame = dataset["transfers"].loc[rows["id"]]
    labels = [
        f"{label} · {cited}" for label, cited in zip(frame["label"], frame["cited"], strict=True)
    ]
    groups: dict[tuple[str, ...], tuple[list[float], list[str], set[str]]] = {}
    bands_of = zip(*(rows[name] for name in BAND), strict=True)
    for key, value, label, stands in zip(
        bands_of, rows["value"], labels, standing(dataset, frame), strict=True
    ):
        values, said, standings = groups.setdefault(key, ([], [], set()))
        values.append(value)
        said.append(label)
        standings.add(stands)
    bands = [
        (*key, sum(values), len(said), said, "".join(all_) if len(all_) == 1 else "")
        for key, (values, said, all_) in groups.items()
    ]
    frame = pd.DataFrame(bands, columns=[*BAND, "value", "n", "labels", "stands"])
    return frame.sort_values(["value", "band"], ascending=[False, True], ignore_index=True)


def flow_table(bands: pd.DataFrame, context: Context[FlowOptions]) -> pd.DataFrame:
    """The transfers behind the flows as a reader sees them, each with its band and what it weighs there, in the unit."""
    dataset, options = context.dataset, context.options
    rows = flow_rows(dataset, options).set_index("id")
    table = listing(dataset, "transfers", rows.index)
    table.insert(1, "Band", rows["band"])
    if options.unit != "records":
        table.insert(2, "Drawn as", rows["value"])
    return table


def left_out(dataset: Dataset, drawn: int) -> str:
    """What the flow chart that draws so many transfers does not draw, in a sentence; nothing where it draws all."""
    frame = singles(dataset["transfers"])
    undirected = len(frame) - len(directed(dataset))
    without = len(directed(dataset)) - drawn
    groups = len(dataset["transfers"]) - len(frame)
    parts = (
        [
            f"{undirected} joint programme{'s' if undirected > 1 else ''} or transfer{'s' if undirected > 1 else ''} without a direction, listed below"
        ]
        if undirected
        else []
    )
    parts += [f"{without} without a value in this unit"] if without else []
    parts += [f"{counted(groups, 'groups')}, whose parts are drawn"] if groups else []
    return f"Not in the picture: {'; '.join(parts)}." if parts else ""


def joint(dataset: Dataset) -> pd.Index:
    """The ids of joint programmes and other transfers without a direction."""
    return singles(dataset["transfers"]).index.difference(directed(dataset).index)


def street(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Transfers between the two by the year they begin: id, year, direction, certainty, label, hover.

    `certainty` is `dated`, `mentioned` (no date: the year of the source that mentions it) or `projected`.
    """
    frame = directed(dataset)
    direction = pd.Series(
        [STREET.get(pair) for pair in zip(frame["supplier"], frame["recipient"], strict=True)],
        index=frame.index,
        dtype="str",
    )
    frame = frame.assign(direction=direction)[direction.notna()]
    certainty = (
        frame["dated"]
        .map({True: "dated", False: "mentioned"})
        .mask(state_of(frame).eq("projected"), "projected")
    )
    text = hover(
        dataset,
        "transfers",
        frame.index,
        ("system", "kind", "status", "supplier_org", "recipient_org"),
    )
    columns = {
        "year": frame["year_first"],
        "direction": frame["direction"],
        "certainty": certainty,
        "label": frame["label"],
    }
    return pd.DataFrame({**columns, "hover": text}).sort_values(["year", "label"]).reset_index()


def street_table(rows: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same transfers as a reader sees them, with direction and year."""
    rows = rows.set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["direction"])
    table.insert(2, "Year", rows["year"])
    return table

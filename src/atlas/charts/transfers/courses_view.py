"""The course of each transfer: made known, ordered, delivered, and how far it has got."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.flows_view import STREET, directed, state_of
from atlas.dataset.dataset import Dataset
from atlas.records.hovers import hover
from atlas.records.listing import listing
from atlas.values import dates
from atlas.values.words import counted, dollars, wrapped

WHOSE = {"china": "Russia and China", "all": "All countries"}
MOST = 40
OTHERS = "Other countries"
DAY = pd.Timedelta(days=1)
MADE_KNOWN, ORDERED, BETWEEN, DELIVERIES, MENTIONED, BEGUN, END = (
    "made known",
    "ordered",
    "between",
    "deliveries",
    "mentioned",
    "begun",
    "end",
)
OVER = {"ended": "ended", "cancelled": "not carried out", "denied": "not carried out"}
DATED = ("date", "ordered", "delivered")
COUNTED = ("quantity_ordered", "quantity_delivered")
TITLES = {
    "date": "Made known",
    "ordered": "Ordered",
    "delivered": "Delivered",
    "quantity_ordered": "How many ordered",
    "quantity_delivered": "How many delivered",
    "value_usd_m": "Value",
}
COUNTABLE = {
    "aircraft",
    "drones",
    "missiles",
    "ships",
    "armoured vehicles",
    "engines",
    "satellites",
}
COLUMNS = [
    "id",
    "label",
    "pair",
    "lane",
    "shown",
    "piece",
    "start",
    "end",
    "certainty",
    "sign",
    "hover",
]


@dataclass(frozen=True)
class CourseOptions:
    """Whose transfers have a lane."""

    whose: str = field(
        default="china", metadata={"title": "Transfers of", "choices": WHOSE, "whole": "all"}
    )


def chosen(dataset: Dataset, whose: str) -> pd.DataFrame:
    """The directed transfers of those whom the option names, each with its `pair`: one of the two directions, or other countries."""
    frame = directed(dataset)
    pairs = [
        STREET.get(pair, OTHERS) for pair in zip(frame["supplier"], frame["recipient"], strict=True)
    ]
    frame = frame.assign(pair=pd.Series(pairs, index=frame.index, dtype="str"))
    return frame[frame["pair"].ne(OTHERS)] if whose == "china" else frame


def course(dataset: Dataset, options: CourseOptions) -> pd.DataFrame:
    """Lanes in pieces: id, label, pair, lane (place from the top), shown, piece, start, end (midnight after the last day), certainty, sign, hover.

    Russia and China first, then others; among them what began last on top, and of each the first `MOST` are `shown`. A piece is `made known`,
    `ordered`, `between`, `deliveries`, `mentioned` (no date: the year of the source that mentions it), or a moment: `begun` where deliveries began
    at a time not known, and last the `end`, whose `sign` tells how far the transfer has got. `certainty` is `dated`, `approximate` or `projected`.
    """
    frame = chosen(dataset, options.whose)
    known = _known(frame)
    pieces = [
        span.dropna(subset="start").assign(piece=piece, sign="") for piece, span in known.items()
    ]
    pieces += [
        _between(known).assign(piece=BETWEEN, sign=""),
        _begun(known).assign(piece=BEGUN, sign="begun"),
        _ends(frame, known).assign(piece=END),
    ]
    long = pd.concat(pieces).rename_axis("id").reset_index()
    lanes = _lanes(frame, long.groupby("id")["start"].min()).assign(
        hover=_hover(dataset, frame), projected=state_of(frame).eq("projected")
    )
    rows = long.merge(lanes, left_on="id", right_index=True)
    certainty = (
        rows["approximate"]
        .map({True: "approximate", False: "dated"})
        .mask(rows["projected"], "projected")
    )
    return rows.assign(certainty=certainty).sort_values("lane", kind="stable", ignore_index=True)[
        COLUMNS
    ]


def _lanes(frame: pd.DataFrame, begun: pd.Series) -> pd.DataFrame:
    """Label, pair, lane and whether it is shown, by id, in the order of the lanes."""
    order = frame.assign(other=frame["pair"].eq(OTHERS), begun=begun).sort_values(
        ["other", "begun", "label"], ascending=[True, False, True]
    )
    return order[["label", "pair"]].assign(
        lane=range(len(order)), shown=order.groupby("other").cumcount().lt(MOST)
    )


def _known(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The spans of each piece that has a date (NaT where it has none): start, end, approximate, open_end, open_start."""
    soft = frame["uncertain"].fillna("")
    spans = {MADE_KNOWN: frame["date"], ORDERED: frame["ordered"], DELIVERIES: frame["delivered"]}
    known = {}
    for piece, text in spans.items():
        span = dates.bounds(text)
        span["approximate"] |= soft.str.contains(
            {ORDERED: r"\bordered\b", DELIVERIES: r"\bdelivered\b"}.get(piece, r"\bdate\b")
        )
        span["open_end"] = span["end"].isna() & span["start"].notna()
        span["open_start"] = span["start"].isna() & span["end"].notna()
        first_of_year = span["end"].dt.to_period("Y").dt.start_time
        span["start"] = span["start"].fillna(first_of_year)
        # What is open ends, as drawn, with the last source that speaks of it.
        span["end"] = (
            span["end"].where(
                ~span["open_end"], frame["end"].where(frame["end"].ge(span["start"]), span["start"])
            )
            + DAY
        )
        known[piece] = span
    year = pd.to_datetime(
        frame["year_first"].where(~frame["dated"]).astype("Int64").astype("str"),
        format="%Y",
        errors="coerce",
    )
    blank = {"approximate": False, "open_end": False, "open_start": False}
    known[MENTIONED] = pd.DataFrame(
        {"start": year, "end": year + pd.Timedelta(days=365)}, index=frame.index
    ).assign(**blank)
    return known


def _between(known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """From the first thing known of a transfer to the last, where time lies between them."""
    parts = [known[piece] for piece in (MADE_KNOWN, ORDERED, DELIVERIES)]
    first, last = (
        pd.concat([part["end"] for part in parts], axis=1).min(axis=1),
        pd.concat([part["start"] for part in parts], axis=1).max(axis=1),
    )
    span = pd.DataFrame({"start": first, "end": last, "approximate": False}, index=first.index)
    return span[last > first]


def _begun(known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The first days of deliveries of which the end alone is known."""
    open_start = known[DELIVERIES][known[DELIVERIES]["open_start"]]
    return open_start.assign(end=open_start["start"])


def _ends(frame: pd.DataFrame, known: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The moment up to which each transfer is drawn, and the sign for how far it has got."""
    last = pd.concat(
        [known[piece]["end"] for piece in (MADE_KNOWN, ORDERED, DELIVERIES)], axis=1
    ).max(axis=1)
    middle = known[MENTIONED]["start"] + pd.Timedelta(days=182)
    moment = last.where(frame["dated"], middle)
    closed = known[DELIVERIES]["end"].notna() & ~known[DELIVERIES]["open_end"]
    sign = frame["status"].map(OVER).astype("object").fillna("open")
    sign = sign.mask(
        frame["status"].eq("delivered"),
        closed.map({True: "delivered", False: "delivered, when is not known"}),
    )
    projected = state_of(frame).eq("projected")
    sign = sign.mask(projected, "projected").mask(
        ~frame["dated"], projected.map({True: "projected, no date", False: "no date"})
    )
    return pd.DataFrame(
        {"start": moment, "end": moment, "approximate": False, "sign": sign.astype("str")},
        index=frame.index,
    )


def _hover(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """What a lane says: the transfer, each date in words, quantities, value, what was said of its status when, and who says so."""
    said = hover(
        dataset,
        "transfers",
        frame.index,
        ("system", "kind", "status", "supplier_org", "recipient_org"),
    )
    history, units = _history(dataset, frame), dataset.schema.labels("unit")
    texts = []
    for text, row in zip(said, frame.reset_index().to_dict("records"), strict=True):
        head, when, rest = text.split("<br>", 2)
        facts = [] if row["dated"] else [when]
        facts += [
            wrapped(fact) for fact in [*_facts(row, units), history.get(row["id"], "")] if fact
        ]
        texts.append("<br>".join([head, *facts, rest]))
    return pd.Series(texts, index=frame.index, dtype="str")


def _facts(row: Mapping[Hashable, Any], units: Mapping[str, str]) -> list[str]:
    """Dates, quantities and value of a transfer as people write them, each with the doubt that its source puts on it."""
    doubt = dict.fromkeys(str(row["uncertain"]).split(";"), ", uncertain")
    noun = (
        row["category"]
        if row["unit"] == "pieces" and row["category"] in COUNTABLE
        else units.get(row["unit"], "pieces")
    )
    told = {name: dates.label(row[name]) for name in DATED if isinstance(row[name], str)}
    told |= {name: counted(row[name], noun) for name in COUNTED if pd.notna(row[name])}
    told |= {"value_usd_m": dollars(row["value_usd_m"])} if pd.notna(row["value_usd_m"]) else {}
    return [f"{TITLES[name]}: {text}{doubt.get(name, '')}" for name, text in told.items()]


def _history(dataset: Dataset, frame: pd.DataFrame) -> dict[str, str]:
    """What sources of different years said of a transfer's status, where they did not say the same."""
    lines = dataset.evidence
    lines = lines[
        lines["field"].eq("status") & lines["table"].eq("transfers") & lines["id"].isin(frame.index)
    ]
    lines = lines[lines.groupby("id")["value"].transform("nunique").gt(1)]
    day, labels = dataset.sources["published_day"].to_dict(), dataset.schema.labels("status")
    steps = sorted(
        (identifier, day[source], value)
        for identifier, source, value in zip(
            lines["id"], lines["source"], lines["value"], strict=True
        )
    )
    told: dict[str, dict[str, None]] = {}
    for identifier, published, value in steps:
        told.setdefault(identifier, {})[f"{labels[value].lower()} ({published.year})"] = None
    return {
        identifier: f"Status by year of source: {', then '.join(said)}"
        for identifier, said in told.items()
    }


def lanes_in(pieces: pd.DataFrame) -> int:
    """How many transfers the pieces are of."""
    return int(pieces["id"].nunique())


def course_table(pieces: pd.DataFrame, context: Context[CourseOptions]) -> pd.DataFrame:
    """The transfers of all lanes as a reader sees them, drawn or not, each with its direction."""
    rows = pieces.drop_duplicates("id").set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["pair"])
    table.insert(2, "Drawn", rows["shown"].map({True: "yes", False: "no"}).astype("str"))
    return table

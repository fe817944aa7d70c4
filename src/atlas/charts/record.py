"""A record in its time."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.values.words import counted, escaped, wrapped, years_in_words

# What is known to within this is a mark, anything longer a bar.
SHORT = pd.Timedelta(days=40)
# Pixels between two rows, and of a line of a name.
ROW, LINE = 11, 15
NAME_WIDTH = 34
# Above and beneath the rows: months are in two lines, which stand side by side on a phone too.
AROUND = 62
TICKS = [
    {"dtickrange": [None, "M11"], "value": "%b<br>%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def timeline(times: pd.DataFrame) -> go.Figure:
    """Draw `records.dossier.times`: a bar or a mark for each record, its name beside it.

    The record itself (`own`) is on top and in colour. Hatched, or a hollow mark: the date is known
    less exactly than by the day.
    """
    short = times[times["end"] - times["start"] <= SHORT]
    traces = [_bars(part, own=bool(own)) for own, part in times.groupby("own", sort=False)]
    traces += [_marks(part, own=bool(own)) for own, part in short.groupby("own", sort=False)]
    names = [wrapped(label, NAME_WIDTH) for label in times["label"]]
    rows = {
        "tickvals": list(range(len(times))),
        "ticktext": names,
        "range": [len(times) - 0.4, -0.6],
        "zeroline": False,
    }
    first = times["start"].min().year
    last = times["end"].max().year
    span = [f"{first - 1}-07-01", f"{last + 1}-07-01"]
    years = {"type": "date", "range": span, "tickformatstops": TICKS}
    most_lines = max(name.count("<br>") + 1 for name in names)
    height = AROUND + (ROW + LINE * most_lines) * len(times)
    layout = {"barmode": "overlay", "showlegend": False, "xaxis": years, "yaxis": rows}
    return theme.figure(traces, height, **layout)


def _bars(part: pd.DataFrame, *, own: bool) -> theme.Trace:
    colour = _colour(own=own)
    hatch = part["exact"].map({True: "", False: theme.HATCH}).tolist()
    edge = {"width": 1, "color": colour}
    milliseconds = (part["end"] - part["start"]).dt.total_seconds() * 1000
    return {
        "type": "bar",
        "orientation": "h",
        "base": part["start"].dt.strftime("%Y-%m-%d").tolist(),
        "x": milliseconds.tolist(),
        "y": part.index.tolist(),
        "width": 0.5,
        "marker": {"color": colour, "line": edge, "pattern": theme.pattern(hatch)},
        **_hovers(part),
    }


def _marks(part: pd.DataFrame, *, own: bool) -> theme.Trace:
    colour = _colour(own=own)
    symbol = "diamond" if own else "circle"
    symbols = part["exact"].map({True: symbol, False: f"{symbol}-open"}).tolist()
    edge = {"width": 2, "color": colour}
    middle = part["start"] + (part["end"] - part["start"]) / 2
    return {
        "type": "scatter",
        "mode": "markers",
        "x": middle.dt.strftime("%Y-%m-%d %H:%M").tolist(),
        "y": part.index.tolist(),
        "marker": {"color": colour, "size": 11, "symbol": symbols, "line": edge},
        **_hovers(part),
    }


def _colour(*, own: bool) -> str:
    return theme.OWN_RECORD if own else theme.NEUTRAL


def _hovers(part: pd.DataFrame) -> theme.Trace:
    texts = [
        f"<b>{escaped(label)}</b><br>{escaped(when)}"
        for label, when in zip(part["label"], part["when"], strict=True)
    ]
    return {
        "customdata": part["id"].tolist(),
        "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(times: pd.DataFrame, every: int) -> str:
    """What the small timeline shows, in a sentence; `every` as in `cut`."""
    own = times[times["own"]]
    itself = "The entry itself has no date"
    if len(own):
        itself = f"{own['label'].iloc[0]}: {own['when'].iloc[0]}"
    first = times["start"].min().year
    last = times["end"].max().year
    years = years_in_words(first, last)
    others = counted(len(times) - len(own), "dated entries")
    sentence = f"{itself}; with {others} tied to it, {years}."
    return sentence if len(times) == every else f"{sentence} {cut(times, every)}"


def cut(times: pd.DataFrame, every: int) -> str:
    """Which times of how many are drawn, in a sentence: those of the record itself count too."""
    which = "nearest to its own date" if times["own"].any() else "latest"
    return f"The {len(times):,} {which}, of {every:,} that are dated."

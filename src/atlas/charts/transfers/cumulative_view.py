"""How many transfers have begun until each year, by supplier and recipient."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.courses_view import CourseOptions
from atlas.charts.transfers.directed import directed, pair_ids
from atlas.charts.transfers.sides import OTHER, pair_labels
from atlas.dataset.dataset import Dataset
from atlas.records.outcome import is_carried_out
from atlas.values.pair import DIRECTIONS

MOST = 5
CHINA_RUSSIA = [direction.id for direction in DIRECTIONS]
PAIR = ["key", "supplier", "recipient", "n_pairs"]
COLUMNS = [*PAIR, "year", "new", "total", "undated", "apart"]


def cumulative(dataset: Dataset, options: CourseOptions) -> pd.DataFrame:
    """Years of each pair of supplier and recipient, from the first to the last of any pair.

    Columns: key (`RUS-CHN`, or `OTHER` for the small pairs of many), supplier and recipient (codes;
    `OTHER` as well), n_pairs (how many pairs these are), year, new (transfers that begin in it),
    total (until then). What has no date stands in no year, and what was not carried out is
    not counted: undated and apart say, in every row, how many these are of all pairs.
    """
    frame = directed(dataset)
    frame = frame.assign(key=pair_ids(frame))
    if options.whose == "china":
        frame = frame[frame["key"].isin(CHINA_RUSSIA)]
    frame = _folded(frame)
    is_apart = ~is_carried_out(frame)
    counted = frame[~is_apart]
    dated = counted[counted["dated"]]
    if dated.empty:
        return pd.DataFrame(columns=COLUMNS)
    pairs = frame[PAIR].drop_duplicates().set_index("key")
    rows = _by_year(dated).join(pairs, on="key")
    undated = int((~counted["dated"]).sum())
    return rows.assign(undated=undated, apart=int(is_apart.sum()))[COLUMNS]


def _folded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the small pairs of many as one, and `n_pairs`: how many pairs each key is.

    The two directions between Russia and China are always named.
    """
    sizes = {str(key): size for key, size in frame["key"].value_counts().items()}
    order = sorted(sizes, key=lambda key: (key not in CHINA_RUSSIA, -sizes[key], key))
    # One pair alone is named: “Other pairs (1)” would take as much room.
    small = order[MOST:] if len(order) > MOST + 1 else []
    is_small = frame["key"].isin(small)
    ends = {name: frame[name].mask(is_small, OTHER) for name in ("key", "supplier", "recipient")}
    return frame.assign(**ends, n_pairs=is_small.map({True: len(small), False: 1}))


def _by_year(dated: pd.DataFrame) -> pd.DataFrame:
    """Key, year, new and total, pair by pair: Russia and China, the largest, all others as one."""
    begun = dated["year_first"]
    first = int(begun.min())
    last = int(begun.max())
    years = range(first, last + 1)
    new = pd.crosstab(dated["key"], dated["year_first"]).reindex(columns=years, fill_value=0)
    sizes = {str(key): size for key, size in new.sum(axis=1).items()}

    def order(key: str) -> tuple[int, bool, int, str]:
        place = CHINA_RUSSIA.index(key) if key in CHINA_RUSSIA else len(CHINA_RUSSIA)
        return place, key == OTHER, -sizes[key], key

    wide = new.loc[sorted(sizes, key=order)].rename_axis(index="key", columns="year")
    rows = pd.DataFrame({"new": wide.stack()}).reset_index()
    return rows.assign(total=rows.groupby("key", sort=False)["new"].cumsum())


def pair_names(rows: pd.DataFrame, dataset: Dataset) -> dict[str, str]:
    """The name of each pair by its key; of a second that is called the same, with its codes."""
    pairs = rows[PAIR].drop_duplicates()
    rest = "Other pairs (" + pairs["n_pairs"].astype("str") + ")"
    labels = pair_labels(pairs, dataset).mask(pairs["key"].eq(OTHER), rest)
    labels = labels.mask(labels.duplicated(), labels + " (" + pairs["key"] + ")")
    return dict(zip(pairs["key"], labels, strict=True))


def cumulative_table(rows: pd.DataFrame, context: Context[CourseOptions]) -> pd.DataFrame:
    """The same numbers as a reader sees them: a row a year, two columns a pair."""
    names = pair_names(rows, context.dataset)
    table = {"Year": rows["year"].drop_duplicates().reset_index(drop=True)}
    for key, part in rows.groupby("key", sort=False):
        new, total = headings(names[str(key)])
        table[new] = part["new"].reset_index(drop=True)
        table[total] = part["total"].reset_index(drop=True)
    return pd.DataFrame(table)


def headings(name: str) -> tuple[str, str]:
    """The two columns of a pair."""
    return f"{name}, begun in the year", f"{name}, until then"


def column_notes(rows: pd.DataFrame, context: Context[CourseOptions]) -> dict[str, str]:
    """What the two columns of each pair hold."""
    notes = {}
    names = pair_names(rows, context.dataset)
    for key, supplier, recipient in rows[PAIR[:3]].drop_duplicates().itertuples(index=False):
        label = context.dataset.label
        pair = f"from {label(supplier)} to {label(recipient)}"
        if key == OTHER:
            pair = "of all other pairs"
        new, total = headings(names[key])
        notes[new] = f"Transfers {pair} that begin in the year."
        notes[total] = f"Transfers {pair} begun by the end of the year."
    return notes

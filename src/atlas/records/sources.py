"""The sources that speak, and how much rests on each."""

from collections import Counter

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.dataset.names import with_ids
from atlas.records.listing import coded
from atlas.values import dates

ITSELF = "itself"


@once_a_dataset
def sources(dataset: Dataset) -> pd.DataFrame:
    """Every chosen source, by id, in order of rank.

    Columns: Source (short name), Title, Publisher, Origin, Kind, Country, Published, Rank, Licence,
    Address, Records (in view), Records alone (of which no other source speaks); and the ids behind
    names.
    """
    register = dataset.sources
    records, records_alone = _record_counts(dataset)
    # To pandas, labels could be anything; here they are ids.
    short: dict[str, str] = register["short"].to_dict()  # type: ignore[assignment]
    is_own_origin = register["origin"].eq(register.index.to_series())
    days = {text: dates.label(text) for text in register["published"].dropna().unique()}
    columns = {
        "Source": register["short"],
        "Title": register["title"],
        "Publisher": register["publisher"],
        "Origin": coded(register["origin"], short).mask(is_own_origin, ITSELF),
        "Kind": register["kind"].map(dataset.schema.labels("source-kind")),
        "Country": register["country"].map(dataset.labels),
        "Published": register["published"].map(days),
        "Rank": register["rank"].astype(int),
        "Licence": register["licence"],
        "Address": register["url"],
        "Records": [records[source] for source in register.index],
        "Records alone": [records_alone[source] for source in register.index],
    }
    ids_behind = {"Source": register.index.to_series(), "Country": register["country"]}
    return with_ids(pd.DataFrame(columns, index=register.index), ids_behind)


def _record_counts(dataset: Dataset) -> tuple[Counter[str], Counter[str]]:
    """How many records in view each source speaks of, and of how many it alone does."""
    # Many records share one set of sources, and there are few such sets.
    together: Counter[str] = Counter()
    for table in dataset.schema.sheets:
        together.update(dataset[table.name]["sources"].tolist())
    records = Counter[str]()
    alone = Counter[str]()
    for ids, count in together.items():
        for source in ids.split(";"):
            records[source] += count
        if ";" not in ids:
            alone[ids] += count
    return records, alone

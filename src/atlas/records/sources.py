"""The sources that speak, and how much rests on each."""

from collections import Counter

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import coded
from atlas.values import dates

ITSELF = "itself"


@once_a_dataset
def sources(dataset: Dataset) -> pd.DataFrame:
    """Every chosen source in order of rank: name, title, publisher, origin, kind, country, day, rank, licence, address, records in view.

    `Records alone` are those of which no other source speaks.
    """
    register = dataset.sources
    together: Counter[str] = Counter()
    for table in dataset.schema.sheets:
        together.update(dataset[table.name]["sources"].tolist())
    records, alone = Counter[str](), Counter[str]()
    for named, count in together.items():
        records.update(dict.fromkeys(named.split(";"), count))
        if ";" not in named:
            alone[named] += count
    short: dict[str, str] = {str(key): name for key, name in register["short"].items()}
    own = register["origin"].eq(register.index.to_series())
    known = {text: dates.label(text) for text in register["published"].dropna().unique()}
    columns = {
        "Source": register["short"],
        "Title": register["title"],
        "Publisher": register["publisher"],
        "Origin": coded(register["origin"], short).mask(own, ITSELF),
        "Kind": register["kind"].map(dataset.schema.labels("source-kind")),
        "Country": register["country"].map(dataset.labels),
        "Published": register["published"].map(known),
        "Rank": register["rank"].astype(int),
        "Licence": register["licence"],
        "Address": register["url"],
        "Records": [records[source] for source in register.index],
        "Records alone": [alone[source] for source in register.index],
    }
    return pd.DataFrame(columns, index=register.index)

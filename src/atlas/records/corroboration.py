"""On whom a record rests: two origins or more, one origin alone, the state media of one country alone."""

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset

CORROBORATED, ONE_ORIGIN, STATE_MEDIA = "corroborated", "one origin", "state media"


def standing(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The standing of each record of a table's frame, a value of the vocabulary `standing`.

    Copies of one text or one database are one origin. State media of one country are `state media`, however many outlets they are.
    """
    return (
        frame["sources"]
        .map({together: stands for together, (stands, _) in _judged(dataset, frame).items()})
        .astype("str")
    )


def resting(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The same as a line of text for marks; blank for what two origins or more say."""
    judged = _judged(dataset, frame)
    return (
        frame["sources"]
        .map(
            {
                together: _line(stands, dataset.label(country))
                for together, (stands, country) in judged.items()
            }
        )
        .astype("str")
    )


def _line(stands: str, country: str) -> str:
    if stands == CORROBORATED:
        return ""
    return (
        "Rests on one origin"
        if stands == ONE_ORIGIN
        else f"Rests on the state media of {country} alone"
    )


def _judged(dataset: Dataset, frame: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Standing, and a country of its sources, for each set of sources that some record has."""
    voices = _voices(dataset)
    judged = {}
    for together in frame["sources"].unique():
        kinds, countries, origins = (
            set(one)
            for one in zip(*(voices[source] for source in together.split(";")), strict=True)
        )
        home = next(iter(countries))
        one_state = kinds == {STATE_MEDIA} and len(countries) == 1 and isinstance(home, str)
        judged[together] = (
            STATE_MEDIA if one_state else ONE_ORIGIN if len(origins) == 1 else CORROBORATED,
            str(home),
        )
    return judged


@once_a_build
def _voices(dataset: Dataset) -> dict[str, tuple[str, str, str]]:
    """Kind, country and origin of each source."""
    columns = (dataset.sources[name].tolist() for name in ("kind", "country", "origin"))
    return dict(zip(dataset.sources.index.tolist(), zip(*columns, strict=True), strict=True))


@once_a_dataset
def counts(dataset: Dataset) -> pd.DataFrame:
    """How many records of each table stand how: a row a table, a column for each standing and one for all."""
    labels = dataset.schema.labels("standing")
    rows = []
    for table in dataset.schema.sheets:
        frame = dataset[table.name]
        found = standing(dataset, frame).value_counts()
        rows.append(
            {
                "Table": table.title,
                **{label: int(found.get(value, 0)) for value, label in labels.items()},
                "All": len(frame),
            }
        )
    return pd.DataFrame(rows)

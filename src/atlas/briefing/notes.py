"""The numbers of the notes: one for each place in a source, whoever rests on it and how often."""

from collections.abc import Iterable

from atlas.briefing.document import Endnote, readable
from atlas.dataset.dataset import Dataset
from atlas.export.cite import reference, works_of

COLUMNS = ["source", "locator", "said_by"]
# A row names so many places; how many more there are stands beside them.
MOST_PLACES = 4
LONGEST_NOTE = 700


def in_order(numbers: Iterable[int]) -> tuple[int, ...]:
    """The numbers of notes as they are read after a text: rising, each once."""
    return tuple(sorted(set(numbers)))


class Notes:
    """Sources at their places, numbered from 1 in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._speakers: dict[int, dict[str, None]] = {}
        self._registers: dict[str, Dataset] = {}

    def cite(self, dataset: Dataset, source: str, locator: str, said_by: str = "") -> int:
        """The number of a place in a source, in which somebody may speak."""
        number = self._numbers.setdefault((source, locator), len(self._numbers) + 1)
        self._registers.setdefault(source, dataset)
        speakers = self._speakers.setdefault(number, {})
        if said_by:
            speakers[said_by] = None
        return number

    def of_records(self, dataset: Dataset, ids: Iterable[str]) -> tuple[tuple[int, ...], int]:
        """The notes of the values that records show, the first of them, and how many more."""
        lines = dataset.evidence
        own = lines[lines["id"].isin(list(ids)) & lines["chosen"]]
        places = own[COLUMNS].fillna("").drop_duplicates().itertuples(index=False, name=None)
        by_place: dict[tuple[str, str], list[str]] = {}
        for source, locator, said_by in places:
            by_place.setdefault((source, locator), []).append(said_by)
        cited = []
        for (source, locator), speakers in list(by_place.items())[:MOST_PLACES]:
            for said_by in speakers:
                number = self.cite(dataset, source, locator, said_by)
            cited.append(number)
        return in_order(cited), len(by_place) - len(cited)

    def listed(self) -> tuple[Endnote, ...]:
        """Every note in order: the source in full, and where in it."""
        notes = []
        for (source, locator), number in self._numbers.items():
            register = self._registers[source].sources
            names = "; ".join(self._speakers[number])
            place = f"{locator} ({names})" if names and locator else locator or names
            (work,) = works_of(register.loc[[source]], {source: place} if place else {})
            text = readable(reference(work), LONGEST_NOTE)
            notes.append(Endnote(number, text, work.url))
        return tuple(notes)

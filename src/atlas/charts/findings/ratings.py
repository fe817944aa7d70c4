"""A reader's own ratings of the criteria by period, and the file that they are kept in.

They are a judgement beside the data: nothing here is built, drawn or counted from them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from atlas.values import dates
from atlas.values.characters import NO_TEXT
from atlas.values.words import agreeing, counted

FORMAT, VERSION = "ratings of China–Russia alignment", 1
# Characters of a file, ratings in it, and characters of a note.
MOST_LETTERS, MOST_RATINGS, MOST_NOTE = 200_000, 500, 1_000
NOT_READ = "The file was not read: "
FIELDS = ("criterion", "period", "grade", "confidence", "note")
Cell = tuple[str, str]


class RefusedError(ValueError):
    """A file that is not read; its message is a sentence that says why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{NOT_READ}{why}.")


@dataclass(frozen=True)
class Rating:
    """How strong a reader calls a criterion in a period, and, apart from it, how sure they are.

    `grade` and `confidence` are values of the vocabularies of these names; a confidence, a note or
    who has rated may be blank.
    """

    criterion: str
    period: str
    grade: str
    confidence: str = ""
    note: str = ""

    @property
    def cell(self) -> Cell:
        """The cell that is rated."""
        return self.criterion, self.period


@dataclass(frozen=True)
class Known:
    """What a rating can be of, and be: label by value of each, and the version of the data."""

    criteria: Mapping[str, str]
    periods: Mapping[str, str]
    grades: Mapping[str, str]
    confidences: Mapping[str, str]
    data_version: str


@dataclass(frozen=True)
class Loaded:
    """The ratings of a file, who has made them, and what about it a reader has to know."""

    ratings: tuple[Rating, ...]
    rated_by: str
    differs: tuple[str, ...]


def cleaned(text: str, most: int = MOST_NOTE) -> str:
    """A text of a reader in one line, without signs of control, at most so many characters."""
    return " ".join(NO_TEXT.sub(" ", text).split())[:most]


def to_file(ratings: Iterable[Rating], rated_by: str, data_version: str, on: date) -> bytes:
    """The ratings as JSON that `from_file` reads; it names the version of the data."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "data_version": data_version,
        "saved": on.isoformat(),
        "rated_by": rated_by,
        "ratings": [asdict(rating) for rating in ratings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def from_file(text: str, known: Known) -> Loaded:
    """The ratings in the text of a file; RefusedError where it is none of ours.

    A rating of a cell or a grade that is not known here is left out, and said to be.
    """
    content = _content(text)
    entries = content.get("ratings")
    if not isinstance(entries, list):
        raise RefusedError("it holds no list of ratings")
    if len(entries) > MOST_RATINGS:
        raise RefusedError(f"it holds more than {MOST_RATINGS:,} ratings")
    ratings: dict[Cell, Rating] = {}
    left_out: dict[str, list[int]] = {}
    for number, entry in enumerate(entries, start=1):
        rating = _rating(entry)
        fault = _fault(rating, known) if rating else "it is no rating"
        if rating and rating.cell in ratings:
            fault = "its cell is rated before"
        if fault or not rating:
            left_out.setdefault(fault, []).append(number)
        else:
            ratings[rating.cell] = rating
    differs = [_left_out(fault, numbers) for fault, numbers in left_out.items()]
    return Loaded(tuple(ratings.values()), _signed(content), (*_of_data(content, known), *differs))


def _content(text: str) -> dict[str, Any]:
    """What a file of ours of this version holds."""
    if len(text) > MOST_LETTERS:
        raise RefusedError(f"it has more than {MOST_LETTERS:,} characters")
    bare = text.removeprefix("\ufeff")
    if not bare.strip():
        raise RefusedError("it is empty")
    try:
        content = json.loads(bare)
    except (ValueError, RecursionError):
        raise RefusedError("it is no JSON, or only a part of it") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RefusedError("it is no file of ratings that was saved here")
    version = content.get("version")
    if version != VERSION or isinstance(version, bool):
        own = f"version {version}" if type(version) is int else "no version that is known"
        raise RefusedError(f"it is of {own[:40]}, and version {VERSION} is read here")
    return content


def _rating(entry: Any) -> Rating | None:
    """An entry as a rating, however wrong its values; None where it has another form."""
    if not isinstance(entry, dict):
        return None
    texts = [entry.get(name, "") for name in FIELDS]
    if not all(isinstance(text, str) for text in texts):
        return None
    criterion, period, grade, confidence, note = texts
    return Rating(criterion, period, grade, confidence, cleaned(note))


def _fault(rating: Rating, known: Known) -> str:
    """Why a rating is left out; blank where nothing is wrong with it."""
    if rating.criterion not in known.criteria:
        return "its criterion is not known here"
    if rating.period not in known.periods:
        return "its period is not known here"
    if rating.grade not in known.grades:
        return "its grade is not known here"
    if rating.confidence and rating.confidence not in known.confidences:
        return "its confidence is not known here"
    return ""


def _left_out(fault: str, numbers: list[int]) -> str:
    which = ", ".join(f"{number:,}" for number in numbers[:5])
    more = f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else ""
    entries = agreeing(len(numbers), "Entry", "Entries")
    verb = agreeing(len(numbers), "was", "were")
    return f"{entries} {which}{more} of the file {verb} left out: {fault}."


def _of_data(content: Mapping[str, Any], known: Known) -> Iterable[str]:
    """That the ratings were made beside other data, where they were."""
    version = content.get("data_version")
    if version == known.data_version:
        return
    own = f"version {cleaned(version, 20)}" if isinstance(version, str) else "no version"
    yield (
        f"The ratings were made beside data of {own}, and these are of version "
        f"{known.data_version}: what bears on a cell may have changed."
    )


def _signed(content: Mapping[str, Any]) -> str:
    rated_by = content.get("rated_by")
    return cleaned(rated_by, 100) if isinstance(rated_by, str) else ""


def joined(own: Mapping[Cell, Rating], loaded: Loaded) -> tuple[dict[Cell, Rating], str]:
    """A reader's ratings with those of a file, which go before, and what was done in words."""
    replaced = sum(rating.cell in own for rating in loaded.ratings)
    ratings = {**own, **{rating.cell: rating for rating in loaded.ratings}}
    number = counted(len(loaded.ratings), "ratings") if loaded.ratings else "No rating"
    verb = agreeing(max(len(loaded.ratings), 1), "was", "were")
    sentence = f"{number} {verb} read from the file"
    if replaced:
        sentence += f", {replaced:,} in place of yours"
    return ratings, f"{sentence}."


def cited(ratings: Iterable[Rating], rated_by: str, known: Known, on: date) -> str:
    """How to cite one's own ratings: whose they are, of when, beside which data."""
    lines = []
    for rating in ratings:
        cell = f"{known.criteria[rating.criterion]}, {rating.period}"
        sure = known.confidences.get(rating.confidence, "")
        ending = f" (confidence: {sure.lower()})" if sure else ""
        note = f". {rating.note}" if rating.note else ""
        lines.append(f"{cell}: {known.grades[rating.grade].lower()}{ending}{note}")
    who = rated_by or "the reader"
    head = (
        f"Own rating by {who}, {dates.label(on.isoformat())}, beside “Criteria of alignment by "
        f"period”, data version {known.data_version}; a judgement, no part of the data."
    )
    return "\n".join([head, *lines])

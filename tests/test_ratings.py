"""A reader's own ratings: what a file of them holds, and which files are read."""

import json
from datetime import date

import pytest

from atlas.charts.findings.ratings import (
    FORMAT,
    MOST_LETTERS,
    Known,
    Rating,
    RefusedError,
    cited,
    from_file,
    joined,
    to_file,
)

ON = date(2026, 11, 26)
KNOWN = Known(
    criteria={"regular exercises": "Regular exercises", "interests": "Interests"},
    periods={"2000s": "2000s", "2010s": "2010s"},
    grades={"absent": "Absent", "strong": "Strong"},
    confidences={"low": "Low", "high": "High"},
    data_version="abc",
)
DRILLS = Rating("regular exercises", "2010s", "strong", "high", "Every year.")
BARE = Rating("interests", "2000s", "absent")


def _file(**other: object) -> str:
    """A file of one rating, with other values where given."""
    content = json.loads(to_file([DRILLS], "", "abc", ON))
    return json.dumps(content | other)


def test_what_is_saved_is_read_again() -> None:
    loaded = from_file(to_file([DRILLS, BARE], "A. Reader", "abc", ON).decode(), KNOWN)
    assert loaded.ratings == (DRILLS, BARE)
    assert (loaded.rated_by, loaded.differs) == ("A. Reader", ())


def test_ratings_beside_other_data_are_read_and_the_version_is_named() -> None:
    loaded = from_file(_file(data_version="older"), KNOWN)
    assert loaded.ratings == (DRILLS,)
    assert loaded.differs == (
        "The ratings were made beside data of version older, and these are of version abc: what "
        "bears on a cell may have changed.",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (_file(version=2), "it is of version 2, and version 1 is read here"),
        (_file(version=True), "it is of no version that is known, and version 1 is read here"),
        (_file(version="1"), "it is of no version that is known, and version 1 is read here"),
        (_file(format="other"), "it is no file of ratings that was saved here"),
        (_file(ratings={}), "it holds no list of ratings"),
        (_file(ratings=[{}] * 501), "it holds more than 500 ratings"),
        ("[]", "it is no file of ratings that was saved here"),
        ("", "it is empty"),
        ("\ufeff \n", "it is empty"),
        (_file()[:-20], "it is no JSON, or only a part of it"),
        ("PK\x03\x04", "it is no JSON, or only a part of it"),
        ("[" * 100_000, "it is no JSON, or only a part of it"),
        (" " * (MOST_LETTERS + 1), "it has more than 200,000 characters"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        from_file(text, KNOWN)
    assert str(refused.value) == f"The file was not read: {why}."


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"criterion": "bananas"}, "its criterion is not known here"),
        ({"period": "1890s"}, "its period is not known here"),
        ({"grade": "huge"}, "its grade is not known here"),
        ({"confidence": "sure"}, "its confidence is not known here"),
        ({"grade": 4}, "it is no rating"),
        ({"period": "2010s"}, "its cell is rated before"),
    ],
)
def test_a_rating_that_is_not_known_is_left_out_and_the_others_are_read(
    entry: dict[str, object], why: str
) -> None:
    good = json.loads(_file())["ratings"][0]
    loaded = from_file(_file(ratings=[good, good | {"period": "2000s"} | entry]), KNOWN)
    assert loaded.ratings == (DRILLS,)
    assert loaded.differs == (f"Entry 2 of the file was left out: {why}.",)


@pytest.mark.parametrize("entry", [None, 4, "regular exercises", [["criterion", "2010s"]]])
def test_an_entry_of_another_form_is_left_out_and_the_others_are_read(entry: object) -> None:
    loaded = from_file(_file(ratings=[entry, json.loads(_file())["ratings"][0]]), KNOWN)
    assert loaded.ratings == (DRILLS,)
    assert loaded.differs == ("Entry 1 of the file was left out: it is no rating.",)


def test_a_file_with_hostile_texts_gives_texts_without_signs_of_control() -> None:
    note = "<script>\x1b[31m\u0000" + "x" * 5_000
    rating = {"criterion": "interests", "period": "2000s", "grade": "absent", "note": note}
    (read,) = from_file(_file(ratings=[rating], rated_by=["x"]), KNOWN).ratings
    assert read.note.startswith("<script> [31m x")
    assert len(read.note) == 1_000


def test_ratings_of_a_file_go_before_the_readers_own_and_are_counted() -> None:
    own = {DRILLS.cell: Rating("regular exercises", "2010s", "absent"), BARE.cell: BARE}
    ratings, sentence = joined(own, from_file(_file(), KNOWN))
    assert ratings == {DRILLS.cell: DRILLS, BARE.cell: BARE}
    assert sentence == "1 rating was read from the file, 1 in place of yours."
    _, nothing = joined(own, from_file(_file(ratings=[]), KNOWN))
    assert nothing == "No rating was read from the file."


def test_a_citation_says_whose_the_rating_is_and_that_it_is_no_part_of_the_data() -> None:
    assert cited([DRILLS, BARE], "A. Reader", KNOWN, ON).splitlines() == [
        "Own rating by A. Reader, 26 November 2026, beside “Criteria of alignment by period”, data "
        "version abc; a judgement, no part of the data.",
        "Regular exercises, 2010s: strong (confidence: high). Every year.",
        "Interests, 2000s: absent",
    ]


def test_the_format_is_named_in_the_file() -> None:
    assert json.loads(_file())["format"] == FORMAT

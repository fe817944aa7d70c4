"""A text as long as a cell may be is read in one go, and a number of any length is no accident.

Where a pattern looked from each of its places to the end, these tests would not end.
"""

from pathlib import Path

import pytest

from atlas.datapackage.reading import LONGEST
from atlas.export.cells import steady
from atlas.importers.sipri.kinds import kind_of
from atlas.records import texts
from atlas.search.index import labels
from atlas.search.spelling import folded
from atlas.ui.text import plain
from atlas.values.words import wrapped

PIECES = (" ", "-", "!", "(", ")", ":", "1", "1 ", "1:", "a-", "SAM ", "guided ", "\u3000", "A;")
READERS = (steady, labels, folded, plain, wrapped, kind_of)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_long_text_is_read_in_one_go(reader) -> None:  # type: ignore[no-untyped-def]
    for piece in PIECES:
        repeated = (piece * LONGEST)[: LONGEST - 2]
        assert reader(f"1{repeated}x") is not None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("9" * 5_000 + "-1", "'" + "9" * 5_000 + "-1"),
        ("9" * 5_000 + "-99", "9" * 5_000 + "-99"),
        ("0" * 5_000 + "7/99", "'" + "0" * 5_000 + "7/99"),
        ("00/00", "00/00"),
        ("53-65", "53-65"),
        ("53-05", "'53-05"),
    ],
)
def test_a_pair_of_numbers_is_guarded_where_either_may_be_a_month(text: str, written: str) -> None:
    assert steady(text) == written


def test_a_bracket_is_left_out_with_the_blanks_before_it() -> None:
    assert labels("Joint Sea   (series)") == ("Joint Sea   (series)", "Joint Sea")


@pytest.mark.parametrize("file", ["a.txt", "x" * 300, "..", "latin.txt", "."])
@pytest.mark.parametrize("locator", ["¶" + "9" * 5_000, "¶1–" + "9" * 5_000, "¶١", "¶2", "¶7–3"])
def test_a_paragraph_that_is_not_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, locator: str
) -> None:
    monkeypatch.setenv("ATLAS_ARTICLES", str(tmp_path))
    (tmp_path / "a.txt").write_text("One", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"\xe9\ntwo")
    assert texts.passages(file, locator) == []

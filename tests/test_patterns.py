"""A declaration may hold any pattern that is read in one go, and no other."""

import json
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest

import tiny
from atlas.datapackage.files import PACKAGE
from atlas.datapackage.patterns import is_steady
from atlas.datapackage.reading import LONGEST
from atlas.datapackage.tables import DataProblemsError, load
from atlas.paths import ROOT


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "[a-z]{2}",
        r"\d{4}(-\d\d){0,2}",
        "[A-Z]+-[0-9]+",
        "(a|b)*c",
        "[^;]+(;[^;]+)*",
        r"[A-Za-z]\w*",
        "(?:x|yz)?$",
        "^.*$",
        "Ж+",
    ],
)
def test_a_pattern_in_which_each_sign_leaves_one_way_is_taken(pattern: str) -> None:
    assert is_steady(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(ab|ac|a[b-d]x)*c",
        ".*.*x",
        "a*a*b",
        r"(\w+\s?)*x",
        "(a?){30}a{30}",
        "(.*)(.*)=",
        r"(a)\1*",
        "(?=a*b)a*",
        "(x[0-9]|xy|[w-z]5)*z",
        r"(x\d|x[٠-٩])+x",
        "(a*)*b",
        "(a|b*)*c",
        "(?i:a|A)*b",
        "a" * 501,
    ],
)
def test_a_pattern_of_which_a_text_has_many_ways_is_not(pattern: str) -> None:
    assert not is_steady(pattern)


@pytest.mark.parametrize(
    "pattern", ["a" * 2_000_000, "(((((((a{20}){20}){20}){20}){20}){20}){20})"]
)
def test_a_pattern_that_is_itself_too_long_or_stands_for_a_longer_one_is_refused_in_one_go(
    pattern: str,
) -> None:
    began = process_time()
    assert not is_steady(pattern)
    assert process_time() - began < 1, "to read either one would take from a minute to for ever"


def _with_pattern(folder: Path, pattern: str) -> Path:
    path = tiny.write(folder) / PACKAGE
    package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    fields = next(part for part in package["resources"] if part["name"] == "links")["schema"]
    label = next(column for column in fields["fields"] if column["name"] == "note")
    label["constraints"] = {"pattern": pattern}
    path.write_text(json.dumps(package), encoding="utf-8")
    return folder


def test_a_pattern_that_would_take_for_ever_is_a_problem_of_the_declaration(
    tmp_path: Path,
) -> None:
    folder = _with_pattern(tmp_path / "data", "(a+)+b")
    path = folder / "links.csv"
    text = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*text[:-1], text[-1] + "a" * 60, ""]), encoding="utf-8")
    with pytest.raises(DataProblemsError) as refused:
        load(folder)
    (problem,) = refused.value.problems
    assert problem.file == PACKAGE
    assert "“(a+)+b”" in problem.message
    assert "write it so that each next sign leaves one way only" in problem.message


def test_the_patterns_of_the_shipped_declaration_are_taken_and_read_in_one_go() -> None:
    package = json.loads((ROOT / "data" / PACKAGE).read_text(encoding="utf-8"))
    fields = [part for table in package["resources"] for part in table["schema"]["fields"]]
    patterns = {part.get("constraints", {}).get("pattern", "") for part in fields}
    assert len(patterns) > 3
    assert all(map(is_steady, patterns))
    for pattern in patterns:
        for piece in ("a", "a,", "a, ", "a;", "a-", "-", " ", "1", "19", ", ;"):
            text = piece * (LONGEST // len(piece))
            assert not re.fullmatch(pattern, text + "\n!,!")

"""Whatever a file or an address holds: a dataset or problems, an answer or a refusal.

Files give back the texts that they were made of.

ATLAS_EXAMPLES is how many examples each property is tried with; without it, few, always the same.
"""

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from starlette.applications import Starlette
from starlette.testclient import TestClient

import tiny
from atlas.charts.registry import CHARTS
from atlas.datapackage.files import PACKAGE
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import FILTERS
from atlas.export.cells import inert, steady
from atlas.export.rows import Rows, to_csv, to_json
from atlas.export.workbook import to_xlsx
from atlas.values.characters import NO_TEXT
from atlas.web.start import routes
from damages import HOSTILE, outcome
from lengths import AT_LENGTH

EXAMPLES = int(os.environ.get("ATLAS_EXAMPLES", "0"))
TODAY = date(2026, 1, 2)
FILES = ("exercises.csv", "transfers.csv", "records.csv", "sources.csv", "CHANGELOG.csv", PACKAGE)


def tried(few: int) -> Callable[[Any], Any]:
    """The settings of a property that a few examples are enough for at each change."""
    return settings(
        max_examples=EXAMPLES or few,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny package, one file of which each example writes anew."""
    written = tiny.write(tmp_path / "data")
    (written / "CHANGELOG.csv").write_text("date,version,table,id,change,fields,why\n")
    return written


def _ends_well(folder: Path, file: str, content: bytes) -> None:
    """A package with other bytes in one file is built, or has problems that each name a file."""
    path = folder / file
    whole = path.read_bytes()
    path.write_bytes(content)
    result = outcome(folder)
    path.write_bytes(whole)
    if isinstance(result, Dataset):
        assert result.evidence["value"].notna().all()
    else:
        assert result
        assert all(problem.file and problem.rule and problem.message for problem in result)
        assert all("\x1b" not in str(problem) for problem in result)


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of a file with a piece cut out of it and others in its place."""
    start = draw(st.integers(0, len(whole)))
    length = draw(st.sampled_from([0, 0, 1, 2, 30, len(whole)]))
    signs = st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"\0", b";", b"\xff", b"\xef\xbb\xbf", b'""']
    )
    piece = b"".join(draw(st.lists(st.one_of(signs, st.binary(max_size=4)), max_size=6)))
    return whole[:start] + piece + whole[start + length :]


@tried(30)
@given(st.data())
def test_any_bytes_of_a_file_are_a_dataset_or_problems(folder: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    _ends_well(folder, name, data.draw(spoilt((folder / name).read_bytes())))


READ_FURTHER = {"date", "published", "period", "ordered", "personnel_china", "rank", "value"}
LIKE_A_VALUE = st.sampled_from(
    [
        "0000-01",
        "9999-12-31/..",
        "٢٠١٨",
        "2018-02-30",
        "1_0",
        "１２",
        "Infinity",
        "9" * 30,
        "2018/2016",
    ]
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=12),
    st.from_regex(r"[0-9~?%/.\-X]{1,12}", fullmatch=True),
    st.sampled_from(
        ["CHN", "RUS;CHN", "wave", "steppe", "0001", "0000-01", "9999-12-31/..", "٢٠١٨"]
    ),
    st.sampled_from(["1_0", "１２", "-0", "1e5", "Infinity", "0x10", "9" * 30, "1.", ".5", "+5"]),
)


@tried(25)
@given(st.data())
def test_any_text_in_any_cells_is_a_dataset_or_problems(folder: Path, data: st.DataObject) -> None:
    names = sorted(path.name for path in folder.glob("*.csv"))
    name = data.draw(st.sampled_from([name for name in names if name != "CHANGELOG.csv"]))
    rows = list(csv.reader(io.StringIO((folder / name).read_text(encoding="utf-8"), newline="")))
    for _ in range(data.draw(st.integers(1, 2))):
        row = rows[data.draw(st.integers(1, len(rows) - 1))]
        # Every other time a date or a number, which the build makes something of.
        places = [at for at, column in enumerate(rows[0]) if column in READ_FURTHER]
        if not places or data.draw(st.booleans()):
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(TEXTS)
        else:
            row[data.draw(st.sampled_from(places))] = data.draw(LIKE_A_VALUE)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    _ends_well(folder, name, text.getvalue().encode("utf-8", "surrogatepass"))


TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda part: st.one_of(st.lists(part, max_size=3), st.dictionaries(st.text(max_size=5), part)),
    max_leaves=5,
)


def _grown(node: Any, data: st.DataObject) -> Any:
    """A tree with another one in the place of one of its nodes, or without that node."""
    is_inside = isinstance(node, dict | list) and len(node) > 0
    if not is_inside or data.draw(st.integers(0, 5)) == 0:
        return data.draw(TREES)
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    key = data.draw(st.sampled_from(keys))
    what = data.draw(
        st.sampled_from(["deeper", "deeper", "deeper", "without", "twice", "exchanged"])
    )
    changed = node.copy()
    if what == "without":
        del changed[key]
    elif what == "exchanged":
        changed[key] = node[data.draw(st.sampled_from(keys))]
    elif what == "twice" and isinstance(node, list):
        changed.append(node[key])
    else:
        changed[key] = _grown(node[key], data)
    return changed


@AT_LENGTH
@tried(30)
@given(st.data())
def test_any_tree_in_the_declaration_is_a_dataset_or_problems(
    folder: Path, data: st.DataObject
) -> None:
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    _ends_well(folder, PACKAGE, json.dumps(_grown(package, data)).encode())


SETTINGS = sorted({*FILTERS, *(f.name for chart in CHARTS.values() for f in fields(chart.options))})
VALUES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["all", "articles", "land", "2010-2012", "2012-2010", "-", "1", "-1", "", "true"]
    ),
    st.from_regex(r"[0-9]{1,6}(-[0-9]{0,6})?", fullmatch=True),
)


@tried(40)
@given(
    st.sampled_from(sorted(CHARTS)),
    st.lists(st.tuples(st.sampled_from(SETTINGS), VALUES), max_size=4),
)
def test_any_settings_of_an_address_are_answered_or_refused_in_a_sentence(
    tiny_folder: Path, name: str, query: list[tuple[str, str]]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ATLAS_DATA", str(tiny_folder))
        answer = TestClient(Starlette(routes=routes())).get(
            f"/api/charts/{name}.json", params=query
        )
    assert answer.status_code in {200, 400}
    assert answer.status_code == 200 or answer.json()["detail"]


CELLS = st.one_of(
    TEXTS,
    st.text(max_size=20),
    st.sampled_from(
        [
            "=1+1",
            "\n=1",
            "＝1",
            "_x0041_",
            "a\ufffeb\uffff",
            "\x01\x1b",
            "a\r\nb",
            "\r",
            " ",
            "'=",
            '"',
            ",",
            "\ufeff",
        ]
    ),
).filter(lambda text: text != "" and not any(0xD800 <= ord(sign) <= 0xDFFF for sign in text))


@tried(60)
@given(st.lists(CELLS, min_size=1, max_size=5))
@example(["\x00"])
def test_files_give_back_the_texts_that_they_were_made_of(texts: list[str]) -> None:
    taken = Rows(pd.DataFrame({"Name": pd.Series(texts, dtype="str")}), {}, [])
    written = to_csv(taken).decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(written, newline=""))
    assert header == ["Name"]
    assert [line[0] for line in lines] == [steady(text) for text in texts]
    assert [row["Name"] for row in json.loads(to_json(taken))["rows"]] == texts
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(taken)))["Rows"]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2, max_row=1 + len(texts))]
    assert all(cell.data_type in {"s", "n"} for cell in cells)
    read = [cell.value and unescape(str(cell.value)) for cell in cells]
    assert read == [_in_a_workbook(text) for text in texts]


def _in_a_workbook(text: str) -> str | None:
    """What a workbook can hold of a text: no sign of control, and one kind of line end."""
    held = NO_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return str(inert(held)) or None

"""What an import does with files that are too large, spoilt, or mostly no rows."""

import io
import struct
import tracemalloc
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, BadZipFile, ZipFile

import openpyxl
import pytest

import tiny
from atlas.cli import main
from atlas.importers.sipri import grid, unpacked
from atlas.importers.sipri.export import ALL, read
from atlas.importers.sipri.kinds import kind_of
from importers.exports import DELIVERIES, REGISTER, file

JET = "China,Russia,2015,,24,,Su-35,FGA aircraft,24,,2016; 2017; 2018,New,,50,1200,1200"


@pytest.fixture(autouse=True)
def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(tmp_path / "package")))


def _refused(export: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Why an export is refused; nothing is left of it then."""
    target = export.parent / "rows"
    assert main(["import", "sipri", str(export), "-o", str(target)]) == 1
    assert not target.exists()
    (sentence,) = capsys.readouterr().err.splitlines()
    return sentence


def test_very_many_lines_that_are_no_rows_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = file(tmp_path, REGISTER, JET, *["x"] * 20_000)
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "rows")]) == 0
    first, *others = capsys.readouterr().out.splitlines()
    assert first == (
        "left out, 20,000 lines from 14 to 20,013: it has 1 cell instead of 16; their numbers are "
        "in the sums"
    )
    assert not [line for line in others if line.startswith("left out, ")]


def test_lines_that_are_left_out_for_reasons_of_their_own_are_named_up_to_a_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = [JET.replace("Russia", f"Nowhere {number}") for number in range(700)]
    export = file(tmp_path, REGISTER, JET, *unknown)
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "rows")]) == 0
    left_out = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("left out, ")
    ]
    assert len(left_out) == 501
    assert left_out[0].startswith("left out, line 14: the supplier “Nowhere 0”")
    assert left_out[-1] == (
        "left out, 200 more lines for reasons of their own; their numbers are in the sums"
    )


def test_signs_of_control_of_a_cell_become_blanks(tmp_path: Path) -> None:
    export = file(tmp_path, REGISTER, JET.replace("FGA aircraft", "FGA\x00\x1b\ufffe aircraft"))
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "rows")]) == 0
    assert "FGA aircraft" in (tmp_path / "rows" / "transfers.csv").read_text(encoding="utf-8")


def test_a_file_that_would_not_fit_into_memory_is_refused_with_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = file(tmp_path, REGISTER, JET)
    with export.open("r+b") as large:
        large.truncate(200 * 2**20)
    assert "it is larger than 64 MB, the most that is read" in _refused(export, capsys)


@pytest.mark.parametrize("sign", ["\n", ",", "\r\n", ";", "\t", "x\n"])
def test_more_cells_than_fit_into_memory_are_refused_with_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    export = file(tmp_path, REGISTER, JET, sign * grid.MOST_CELLS)
    assert "has more than 1,000,000 cells or 200,000 lines, the most that is read" in _refused(
        export, capsys
    )


def test_more_lines_than_fit_into_memory_are_refused_however_few_cells_they_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = file(tmp_path, REGISTER, JET, "\n" * grid.MOST_LINES_OF_FILE)
    assert "or 200,000 lines, the most that is read" in _refused(export, capsys)


def test_a_line_that_is_a_whole_book_is_refused_with_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = file(tmp_path, REGISTER, JET, "a " * 600_000)
    assert "a line of 1,200,000 characters, and at most 1,000,000 are" in _refused(export, capsys)


def test_a_quoted_cell_that_is_too_long_for_a_spreadsheet_is_no_accident(tmp_path: Path) -> None:
    long = JET.replace("FGA aircraft", '"' + "a" * 200_000 + '"')
    assert read(file(tmp_path, REGISTER, JET, long)).lines[0].cells[7] == "FGA aircraft"


def test_a_title_and_a_description_of_many_words_are_read_in_one_go(tmp_path: Path) -> None:
    """Of these words a rule may look from each to the end, and from there again."""
    wordy = JET.replace("FGA aircraft", "SAM guided heli " * 10_000)
    preamble = "from China to " * 10_000 + "\nData generated: 3 Mar 2026\n"
    exported = read(file(tmp_path, REGISTER, wordy, preamble=preamble))
    assert exported.pair == (ALL, ALL)
    assert kind_of(exported.lines[0].cells[7])[0] == "missiles"


def test_ten_thousand_lines_of_one_deal_are_one_deal(tmp_path: Path) -> None:
    line = "5,Russia,China,Su-35,FGA aircraft,Aircraft,2015,No,1,No,{},No,New,No,50,50,No"
    export = file(tmp_path, DELIVERIES, *[line.format(2016 + at % 3) for at in range(10_000)])
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "rows")]) == 0
    (deal,) = (tmp_path / "rows" / "transfers.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert ",10000," in deal


def _book(folder: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active
    for row in (REGISTER, JET):
        book.active.append(row.split(","))
    book.save(folder / "export.xlsx")
    return folder / "export.xlsx"


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_workbook_that_is_spoilt_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tenth: int
) -> None:
    export = _book(tmp_path)
    data = export.read_bytes()
    export.write_bytes(data[: len(data) * tenth // 10])
    assert "is no workbook that can be read: save it as CSV" in _refused(export, capsys)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("text", ["", "<x", "<x/>", "<worksheet><sheetData><row r='x'/>"])
def test_a_workbook_whose_parts_are_no_workbook_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str, text: str
) -> None:
    export, spoilt = _book(tmp_path), io.BytesIO()
    with ZipFile(export) as whole, ZipFile(spoilt, "w", ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            parts.writestr(name, text if name == part else whole.read(name))
    export.write_bytes(spoilt.getvalue())
    assert str(export) in _refused(export, capsys)


def test_a_workbook_that_is_too_large_unpacked_is_refused_with_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacked, "MOST_UNPACKED", 1)
    export = _book(tmp_path)
    with ZipFile(export, "a", ZIP_DEFLATED) as parts:
        parts.writestr("padding", b"\0" * 2**21)
    assert "unpacks to more than 1 MB, the most that is read" in _refused(export, capsys)


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"/>',
        '<row><c r="XFD1"/></row>' * 200,
        "<row/>" * 4_000_001,
    ],
    ids=["a far row", "far columns", "many rows"],
)
def test_a_sheet_that_grows_as_it_is_read_is_refused_with_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str
) -> None:
    export, grown = _book(tmp_path), io.BytesIO()
    with ZipFile(export) as whole, ZipFile(grown, "w", ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            text = SHEET.format(rows) + "</sheetData></worksheet>"
            parts.writestr(name, text if name.endswith("sheet1.xml") else whole.read(name))
    export.write_bytes(grown.getvalue())
    assert "has more than 1,000,000 cells or 200,000 lines, the most that is read" in _refused(
        export, capsys
    )


def _rebuilt(folder: Path, part: str, old: str, new: str, **options: int) -> Path:
    """The workbook with other words in one of its parts."""
    export, rebuilt = _book(folder), io.BytesIO()
    with ZipFile(export) as whole, ZipFile(rebuilt, "w", **options) as parts:
        for name in whole.namelist():
            text = whole.read(name).decode()
            assert name != part or old in text
            parts.writestr(name, text.replace(old, new) if name == part else text)
    export.write_bytes(rebuilt.getvalue())
    return export


ROWS = "xl/worksheets/sheet1.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_TAG = f'<sheet name="s{{}}" sheetId="1" r:id="rId1" xmlns:r="{RELATIONS}"/>'
ENTITY = '<!DOCTYPE worksheet [<!ENTITY many "aaaaaaaaaa">]><worksheet'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (ROWS, "<worksheet", ENTITY),
        (ROWS, "<worksheet", '<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet'),
        ("docProps/core.xml", "</cp:core", f"<!-- {'<' * 9} --></cp:core"),
        ("xl/workbook.xml", "<sheets>", "<?x <<<?><sheets>"),
        (ROWS, "<sheetData>", "<sheetData>\0"),
    ],
    ids=["entities", "a file of the system", "remarks", "instructions", "another encoding"],
)
def test_a_workbook_with_what_no_spreadsheet_writes_is_refused_before_it_is_parsed(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    old: str,
    new: str,
) -> None:
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    export = _rebuilt(tmp_path, part, old, new)
    assert "is no workbook that can be read: save it as CSV" in _refused(export, capsys)


def test_a_tag_without_end_is_refused_as_a_parser_would_look_at_it_again_and_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = _rebuilt(tmp_path, ROWS, "<sheetData>", f'<sheetData x="{"b" * 300_000}">')
    assert "has a cell or a tag of more than 262,144 characters" in _refused(export, capsys)


def test_a_workbook_of_very_many_sheets_or_parts_is_refused_with_the_limit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = "".join(map(SHEET_TAG.format, range(100)))
    export = _rebuilt(tmp_path, "xl/workbook.xml", "</sheets>", f"{sheets}</sheets>")
    assert "has 101 sheets, and at most 100 are read" in _refused(export, capsys)
    with ZipFile(_book(tmp_path), "a") as parts:
        for number in range(1_000):
            parts.writestr(f"xl/x{number}.xml", "")
    assert "parts, and at most 1,000 are read" in _refused(export, capsys)


def test_the_cells_of_all_sheets_of_a_workbook_are_counted_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet named by many others names far columns: each was within the limit by itself."""
    monkeypatch.setattr(grid, "MOST_CELLS", 1_000)
    sheets = "".join(map(SHEET_TAG.format, range(40)))
    export = _rebuilt(tmp_path, "xl/workbook.xml", "</sheets>", f"{sheets}</sheets>")
    assert "the most that is read: export fewer years" in _refused(export, capsys)


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_a_workbook_that_is_packed_as_no_spreadsheet_does_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], method: int
) -> None:
    """Of these nobody can say how much memory the first byte takes."""
    export = _rebuilt(tmp_path, ROWS, "<sheetData>", "<sheetData>", compression=method)
    assert "is no workbook that can be read: save it as CSV" in _refused(export, capsys)


def test_of_a_part_that_is_larger_than_it_says_no_more_is_unpacked_than_that(
    tmp_path: Path,
) -> None:
    """Where a part says 100 bytes, all that it unpacks to was kept: gigabytes of a small file."""
    large = "<sheetData>" + " <x/>" * 2**21
    export = _rebuilt(tmp_path, ROWS, "<sheetData>", large, compression=ZIP_DEFLATED)
    data = export.read_bytes()
    with ZipFile(export) as parts:
        size = parts.getinfo(ROWS).file_size
    true_size = struct.pack("<L", size)
    assert data.count(true_size) == 2
    tracemalloc.start()
    with pytest.raises(BadZipFile):
        unpacked.unpacked(data.replace(true_size, struct.pack("<L", 100)), grid.MOST_CELLS, "")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 10_000_000
    assert peak < 1_000_000

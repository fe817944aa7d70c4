"""Exports as SIPRI and spreadsheets write them: layouts, separators, encodings, rows cut in two."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest

import tiny
from atlas.importers.sipri.grid import ImportProblemError
from atlas.importers.sipri.report import READ, UNREAD, WRITTEN, Report
from atlas.importers.sipri.sipri import import_file
from importers.exports import DELIVERIES, FIRST, PREAMBLE, REGISTER, REGISTER_2026, file, text

R_8 = "China,Russia,2020,,12,,R-8,radar,12,,2022,New,,6,72,72"
R_9 = "China,Russia,2021,,2,,R-9,radar,2,,2022,New,,6,12,12"
TABLE = "{},2021,2022,2023,2021-2023,Percentage,Sum total years,Percentage of total"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package."""
    return tiny.write(tmp_path_factory.mktemp("package"))


Rows = dict[str, list[dict[str, str]]]


def _import(
    package: Path, export: Path, day: str = "", **options: list[str]
) -> tuple[Rows, Report]:
    folder = export.parent / "rows"
    report = import_file(export, folder, [package], day=day, **options)
    rows = {
        path.stem: [*csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
        for path in folder.iterdir()
    }
    return rows, report


def _tiv(rows: Rows) -> dict[str, str]:
    return {row["name"]: row["tiv_delivered"] for row in rows["transfers"]}


def _padded(row: str, width: int = 16) -> str:
    return row + "," * (width - row.count(",") - 1)


@pytest.mark.parametrize(
    "pieces",
    [
        ["a long remark", ",6,72,72"],
        ["a long remark", "that goes on,6,72,72"],
        ["first", "second", "third,6,72,72"],
        ["", "a remark that begins with a line break,6,72,72"],
    ],
    ids=["at its end", "in its middle", "twice", "at its start"],
)
def test_a_deal_that_a_line_break_cut_is_whole_again_though_a_spreadsheet_padded_its_pieces(
    package: Path, tmp_path: Path, pieces: list[str]
) -> None:
    first = R_8.removesuffix(",6,72,72") + pieces[0]
    padded = [_padded(piece) for piece in (first, *pieces[1:])]
    rows, report = _import(package, file(tmp_path, REGISTER_2026, *padded, R_9))
    assert _tiv(rows) == {"R-8": "72", "R-9": "12"}
    assert not report.unread
    note = next(row["note"] for row in rows["transfers"] if row["name"] == "R-8")
    words = " ".join(piece.removesuffix(",6,72,72") for piece in pieces).strip()
    assert note == f"SIPRI's comment: {words}"


def test_a_description_that_was_cut_is_whole_again(package: Path, tmp_path: Path) -> None:
    cut = [
        _padded("China,Russia,2020,,12,,R-8,air-search"),
        _padded(" radar,12,,2022,New,,6,72,72"),
    ]
    rows, report = _import(package, file(tmp_path, REGISTER_2026, *cut))
    assert rows["transfers"][0]["description"] == "air-search radar; new"
    assert (_tiv(rows), report.unread) == ({"R-8": "72"}, ())


def test_a_line_that_completes_nothing_is_named_with_what_it_holds_and_no_sum_agrees_without_it(
    package: Path, tmp_path: Path
) -> None:
    cut = _padded("China,Russia,2020,,12,,R-8,radar,12,,2022,New,a remark")
    orphan = _padded("its end,6,72,72,5,5")
    rows, report = _import(package, file(tmp_path, REGISTER_2026, cut, orphan, R_9))
    assert _tiv(rows) == {"R-9": "12"}
    printed = str(report).splitlines()
    assert printed[0] == (
        f"left out, line {FIRST}: it is cut, and line {FIRST + 1}, which stands where its rest "
        "should be, does not complete it; lost with it: ordered 12, delivered 12"
    )
    assert printed[1] == (
        f"left out, line {FIRST + 1}: it is no row of its own, and does not complete the one "
        "before; lost with it: TIV, by its place, 5"
    )
    assert [report.parts[name].tiv for name in (READ, WRITTEN, UNREAD)] == [17, 12, 5]


def test_a_deal_without_a_party_is_left_out_with_all_its_numbers(
    package: Path, tmp_path: Path
) -> None:
    """24 were ordered and 20 delivered; of the other deal 6 and 6."""
    nobody = "China,,2015,,24,,R-11,SAM,20,,2016,New,,6,144,120"
    written = "China,Russia,2015,,6,,R-12,SAM,6,,2016,New,,6,36,36"
    _, report = _import(package, file(tmp_path, REGISTER, nobody, written))
    first, *others = str(report).splitlines()
    assert first.startswith(f"left out, line {FIRST}: the supplier “”")
    assert first.endswith("lost with it: ordered 24, delivered 20, TIV 120")
    (read,) = [line.split()[1:] for line in others if line.startswith("read ")]
    assert read == ["2", "30", "26", "156"]


def test_a_deal_that_was_delivered_without_a_volume_is_named(package: Path, tmp_path: Path) -> None:
    # What followed the remark is lost, or so much of it that the volume is.
    cut = _padded(R_8.removesuffix(",6,72,72") + "a remark")
    half = [_padded(R_9.removesuffix(",6,12,12") + "a remark"), _padded(",6,12")]
    other = R_9.replace("R-9", "R-10")
    _, report = _import(package, file(tmp_path, REGISTER_2026, cut, *half, other))
    assert str(report).splitlines()[0] == (
        f"delivered, but without a volume: 2 deals (line {FIRST}, line {FIRST + 1}); where a line "
        "break or a spreadsheet has cut one, its volume is lost"
    )


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        (
            REGISTER_2026.replace("per unit", "x").replace("for total order", "per unit"),
            "has its columns in another order than SIPRI (“SIPRI TIV per unit”)",
        ),
        (
            REGISTER_2026.replace(",SIPRI TIV per unit", ""),
            "another order than SIPRI (“SIPRI TIV for total order”, “SIPRI TIV of delivered wea",
        ),
        (
            REGISTER_2026.replace("Recipient,Supplier", "Supplier,Recipient"),
            "another order than SIPRI (“Supplier”, “Recipient”): put them back",
        ),
        (
            DELIVERIES.replace("Supplier,Recipient", "Recipient,Supplier"),
            "another order than SIPRI (“Recipient”, “Supplier”): put them back",
        ),
        (REGISTER_2026 + ",My notes", "has columns that SIPRI does not have (“My notes”): remove"),
    ],
)
def test_a_register_whose_columns_somebody_has_changed_is_refused_by_their_names(
    package: Path, tmp_path: Path, header: str, fault: str
) -> None:
    with pytest.raises(ImportProblemError, match=re.escape(fault)):
        _import(package, file(tmp_path, header, R_8, R_9))
    assert not (tmp_path / "rows").exists()


def test_a_table_whose_own_total_is_not_that_of_its_rows_says_so(
    package: Path, tmp_path: Path
) -> None:
    # 5 and 2.4 and 2.4, each rounded, may be 10; of 12 a row is missing.
    rows = ["Russia,5,5,,", "Ukraine,2,2,,", "France,2,2,,", "Total exports to China,10,12,,"]
    header = "Supplier,2021,2022,2021-2022,Percentage"
    _, report = _import(package, file(tmp_path, header, *rows))
    assert report.doubts == (
        f"the total of 2022 is 12 in line {FIRST + 3}, and the rows that can be read add up to 9: "
        "rows are missing, or were changed",
    )


def test_names_are_known_with_any_apostrophe_and_as_people_call_countries(
    package: Path, tmp_path: Path
) -> None:
    rows = [R_8.replace("Russia", "Côte d’Ivoire"), R_9.replace("Russia", "USSR")]
    read_rows, report = _import(package, file(tmp_path, REGISTER_2026, *rows))
    suppliers = {row["name"]: row["supplier"] for row in read_rows["transfers"]}
    assert (suppliers, report.unread) == ({"R-8": "CIV", "R-9": "SUN"}, ())


def test_a_line_that_is_left_out_is_named_with_its_numbers_whether_they_can_be_read_or_not(
    package: Path, tmp_path: Path
) -> None:
    wrong = [
        R_8.replace("2022", "soon"),
        R_8.replace(",72,72", ",72,1.200,5").replace("1.200,5", "lots"),
        R_8.replace(",New,", ",New,a comma, in a remark"),
        R_8.replace("China", "Atlantis"),
    ]
    _, report = _import(package, file(tmp_path, REGISTER_2026, *wrong, R_9))
    assert report.lost == (
        "ordered 12, delivered 12, TIV 72",
        "ordered 12, delivered 12, TIV lots",
        "ordered 12, delivered 12, TIV, by its place, 72",
        "ordered 12, delivered 12, TIV 72",
    )
    assert [report.parts[name].tiv for name in (READ, WRITTEN, UNREAD)] == [228, 12, 216]


def test_a_stray_quote_swallows_no_row_and_a_quoted_line_break_is_part_of_its_cell(
    package: Path, tmp_path: Path
) -> None:
    stray = R_8.replace(",New,", ',New,"Project 75')
    inch = R_9.replace("R-9", "R-10").replace(",New,", ',New,5" gun')
    quoted = R_9.replace("R-9", "R-11").replace(",New,", ',New,"first, half\nsecond half"')
    rows, report = _import(package, file(tmp_path, REGISTER_2026, stray, R_9, inch, quoted))
    assert _tiv(rows) == {"R-8": "72", "R-9": "12", "R-10": "12", "R-11": "12"}
    assert not report.unread
    notes = {row["name"]: row["note"] for row in rows["transfers"]}
    assert notes["R-11"] == "SIPRI's comment: first, half second half"


def _as_a_spreadsheet(export: str, separator: str) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator)
    writer.writerows(csv.reader(export.splitlines()))
    return target.getvalue().encode()


@pytest.mark.parametrize(
    "written",
    [
        lambda export: _as_a_spreadsheet(export, ";"),
        lambda export: _as_a_spreadsheet(export, "\t"),
        lambda export: export.encode("utf-16"),
        lambda export: _as_a_spreadsheet(export, "\t").decode().encode("utf-16"),
        lambda export: export.encode("utf-8-sig"),
    ],
    ids=["semicolons", "tabs", "UTF-16", "Unicode text of a spreadsheet", "byte order mark"],
)
def test_separators_and_encodings_of_spreadsheets_make_no_difference(
    package: Path, tmp_path: Path, written: object
) -> None:
    row = R_8.replace("2022,New,", "2021; 2022,New,for Typ-Ä ships; one piece")
    export = tmp_path / "export.csv"
    export.write_bytes(written(text(REGISTER_2026, [row, R_9])))  # type: ignore[operator]
    rows, report = _import(package, export)
    assert _tiv(rows) == {"R-8": "72", "R-9": "12"}
    assert rows["transfers"][0]["delivered"] == "2021/2022"
    assert rows["transfers"][0]["note"] == "SIPRI's comment: for Typ-Ä ships; one piece"
    assert (rows["sources"][0]["published"], report.unread) == ("2026-03-03", ())


def _of_workbook(cell: str) -> str | float | None:
    if cell.replace(".", "").isdecimal():
        return float(cell)
    return cell or None


def test_a_workbook_of_the_register_is_read(package: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in text(REGISTER_2026, [R_8, R_9.replace("6,12,12", "6,12,12.5")]).splitlines():
        cells = [
            float(cell) if cell.replace(".", "").isdecimal() else cell for cell in line.split(",")
        ]
        book.active.append([None if cell == "" else cell for cell in cells])
    book.save(tmp_path / "export.xlsx")
    rows, report = _import(package, tmp_path / "export.xlsx")
    assert _tiv(rows) == {"R-8": "72", "R-9": "12.5"}
    assert rows["transfers"][0]["ordered"] == "2020"
    assert rows["transfers"][0]["locator"] == f"line {FIRST}"
    assert not report.unread


def test_thousands_are_read_and_a_doubtful_comma_is_refused(package: Path, tmp_path: Path) -> None:
    quoted = R_8.replace("6,72,72", '100,"1,200","1,200"').replace(",12,", ',"1,012",')
    rows, report = _import(package, file(tmp_path, REGISTER_2026, quoted))
    assert _tiv(rows) == {"R-8": "1200"}
    assert rows["transfers"][0]["quantity_delivered"] == "1012"
    assert report.parts[READ].numbers == (1, 1012, 1012, 1200)


@pytest.mark.parametrize(
    ("cells", "tiv", "reason"),
    [
        (["72", "72,5"], "72.5", ""),
        (["1,5", "1,200"], "1.2", ""),
        (["72", "1,200"], "", "the comma of “1,200” may part thousands or decimals"),
        (["1,5", "1.200"], "", "“SIPRI TIV of delivered weapons” is “1.200 (with a point"),
    ],
)
def test_commas_of_a_file_separated_by_semicolons_are_decimal_where_one_of_them_shows_it(
    package: Path, tmp_path: Path, cells: list[str], tiv: str, reason: str
) -> None:
    row = R_8.removesuffix("72,72").replace(",", ";") + ";".join(cells)
    export = tmp_path / "export.csv"
    header = REGISTER_2026.replace(",", ";")
    other = R_9.replace(",", ";")
    export.write_text("\n".join([PREAMBLE.rstrip(), header, row, other]), encoding="utf-8")
    rows, report = _import(package, export)
    assert _tiv(rows).get("R-8", "") == tiv
    assert [reason in str(line) for line in report.unread] == ([True] if reason else [])


def test_of_a_deal_without_any_delivery_nothing_is_known_but_that_it_is_agreed(
    package: Path, tmp_path: Path
) -> None:
    undelivered = "China,Russia,2024,?,12,?,R-9,radar,0,,,New,,6,72,0"
    rows, _ = _import(package, file(tmp_path, REGISTER_2026, undelivered, R_8))
    transfer = next(row for row in rows["transfers"] if row["name"] == "R-9")
    cells = ("quantity_ordered", "quantity_delivered", "tiv_delivered", "status")
    assert [transfer[name] for name in cells] == ["12", "", "", "agreed"]


@pytest.mark.parametrize(
    ("years", "status"),
    [
        ("'1950' to '2026'", "agreed"),
        ("'1950' to '2025'", "agreed"),
        ("'1950' to '2010'", ""),
        ("'Not specified'", "agreed"),
        ("", ""),
    ],
)
def test_a_deal_is_agreed_only_where_no_later_delivery_can_be_missing(
    package: Path, tmp_path: Path, years: str, status: str
) -> None:
    preamble = PREAMBLE.replace("'2010' to '2025'", years)
    row = "China,Russia,2009,,12,,R-9,radar,0,,,New,,6,72,0"
    rows, _ = _import(package, file(tmp_path, REGISTER_2026, row, preamble=preamble))
    assert rows["transfers"][0]["status"] == status


@pytest.mark.parametrize(
    ("heading", "total", "sides"),
    [
        ("Exports by", "Total world export,1,1,1,3,100%,3,", ("RUS", "XWD")),
        ("Imports by", "Total world import,1,1,1,3,100%,3,", ("XWD", "RUS")),
        ("Exports by", "", ("RUS", "XWD")),
        ("Recipient", "Total world import,1,1,1,3,100%,3,", ("XWD", "RUS")),
        ("Supplier", "Total world export,1,1,1,3,100%,3,", ("RUS", "XWD")),
        ("Supplier", "Total exports to China,1,1,1,3,100%,3,", ("RUS", "CHN")),
        ("Rank 2021-2023,Rank 2020-2022,Exports by", "", ("RUS", "XWD")),
    ],
)
def test_volumes_with_all_others_are_those_of_the_code_for_all_others(
    package: Path, tmp_path: Path, heading: str, total: str, sides: tuple[str, str]
) -> None:
    ranks = heading.count(",")
    row = "1," * ranks + "Russia,50,40,30,120,60%,120,60%"
    rows, _ = _import(package, file(tmp_path, TABLE.format(heading), row, total))
    assert [(row["supplier"], row["recipient"]) for row in rows["volumes"]] == [sides] * 3
    assert [row["value"] for row in rows["volumes"]] == ["50", "40", "30"]
    if "XWD" in sides:
        assert {"id": "XWD", "table": "countries", "label": "All other countries"}.items() <= next(
            row for row in rows["records"] if row["id"] == "XWD"
        ).items()


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        ("TIV of arms exports from Russia, 2019-2021", ("RUS", "CHN")),
        ("TIV of arms imports to Russia, 2019-2021", ("CHN", "RUS")),
        ("TIV of arms exports from all, 2019-2021", ("CHN", "XWD")),
        ("TIV of arms imports to all, 2019-2021", ("XWD", "CHN")),
    ],
)
def test_a_table_of_the_old_site_says_in_its_title_whose_volumes_it_holds(
    package: Path, tmp_path: Path, title: str, sides: tuple[str, str]
) -> None:
    export = tmp_path / "export.csv"
    lines = [f'"{title}"', "Generated: 28 July 2022", ",2019,2020,2021,Total", "China,10,,30,40"]
    export.write_text("\n".join([*lines, "Total,10,,30,40", ""]), encoding="utf-8")
    rows, report = _import(package, export)
    assert [
        (row["supplier"], row["recipient"], row["period"], row["value"], row["edition"])
        for row in rows["volumes"]
    ] == [(*sides, "2019", "10", "SIPRI 2022 update"), (*sides, "2021", "30", "SIPRI 2022 update")]
    assert rows["sources"][0]["published"] == "2022-07-28"
    assert report.parts[READ] == report.parts[WRITTEN]


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2026-02-12", "SIPRI 2025 update"),
        ("2026-03-03", "SIPRI export of 2026-03-03"),
        ("2026-07-14", "SIPRI 2026 update"),
    ],
)
def test_the_edition_is_the_revision_that_the_export_was_made_from_where_the_day_tells(
    package: Path, tmp_path: Path, day: str, edition: str
) -> None:
    table = ["Russia,50,,,50,60%,50,60%"]
    export = file(tmp_path, TABLE.format("Exports by"), *table, preamble="")
    rows, _ = _import(package, export, day)
    assert [row["edition"] for row in rows["volumes"]] == [edition]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"Volume\n,2021,2022\nAircraft,50,40\nShips,20,30\n",
            "line 3: “Aircraft” is a category of weapons, and a table by category does not say who "
            "supplied whom: download the import and export values by country, or the trade "
            "register, instead",
        ),
        (b"{\\rtf1 Albania}", "is a register in rich text: download the trade register as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is a workbook in an old format: save it as XLSX or CSV"),
        (b"PK\x03\x04 no workbook", "is no workbook that can be read: save it as CSV"),
        (b",2021,2022\nChina,50,40\n", "the table does not say whose volumes it holds"),
        (b"", "is no export of the SIPRI Arms Transfers Database that can be read"),
        (text(REGISTER, [R_8]).replace(",", "|").encode(), "save it in UTF-8 with commas between"),
        (text(REGISTER, [R_8]).encode("utf-32"), "save it in UTF-8 with commas between its cells"),
    ],
    ids=[
        *("by category", "rich text", "old workbook", "no workbook", "whose volumes", "empty"),
        *("bars", "UTF-32"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_a_sentence_that_says_what_to_do(
    package: Path, tmp_path: Path, content: bytes, words: str
) -> None:
    export = tmp_path / "export.csv"
    export.write_bytes(content)
    with pytest.raises(ImportProblemError) as refusal:
        _import(package, export, "2026-05-03")
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "rows").exists()


@pytest.mark.parametrize(
    ("supplier", "code"), [("RU", "RUS"), ("ru", "RUS"), ("RUS", "RUS"), ("SU", "SUN")]
)
def test_codes_of_two_letters_are_those_of_the_same_countries(
    package: Path, tmp_path: Path, supplier: str, code: str
) -> None:
    soviet = R_9.replace("Russia", "Soviet Union")
    rows, _ = _import(package, file(tmp_path, REGISTER_2026, R_8, soviet), supplier=[supplier])
    assert [row["supplier"] for row in rows["transfers"]] == [code]

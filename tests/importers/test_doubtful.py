"""What an export cannot mean is left out or refused; what it hardly means is pointed out."""

from pathlib import Path

import openpyxl
import pytest

import tiny
from atlas.importers.sipri.grid import ImportProblemError
from atlas.importers.sipri.report import READ, UNREAD, WRITTEN, Report
from atlas.importers.sipri.sipri import import_file
from importers.exports import DELIVERIES, FIRST, PREAMBLE, REGISTER, VOLUMES, file, text

JET = "China,Russia,2015,,24,,Su-35,FGA aircraft,24,,2016,New,,50,1200,1200"
PART = "1,Russia,China,Su-35,FGA aircraft,Aircraft,2015,No,12,No,2016,No,New,No,50,600,No"
TABLE = [
    "China,50,40,30,120,60%,120,60%",
    "India,20,30,30,80,40%,80,40%",
    "Total imports from Russia,70,70,60,200,100%,200,",
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package."""
    return tiny.write(tmp_path_factory.mktemp("package"))


def _import(package: Path, export: Path) -> Report:
    return import_file(export, export.parent / "rows", [package])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (JET.replace(",24,", ",1.000,"), "the point of “1.000” may part thousands"),
        (JET.replace("1200,1200", "1200,1.200"), "the point of “1.200” may part thousands"),
        (JET.replace("1200,1200", "1200,(1.200)?"), "the point of “(1.200)?” may part thousands"),
        (JET.replace("2016", "2016-2090"), "2090 is later than the export, made on 2026-03-03"),
        (JET.replace("2015", "2027"), "2027 is later than the export, made on 2026-03-03"),
    ],
)
def test_a_row_that_may_mean_another_number_or_cannot_have_happened_is_left_out(
    package: Path, tmp_path: Path, row: str, reason: str
) -> None:
    other = JET.replace("Su-35", "Su-30")
    report = _import(package, file(tmp_path, REGISTER, row, other))
    assert str(report.unread[0]).startswith(f"line {FIRST}: {reason}")
    assert [report.parts[name].rows for name in (READ, WRITTEN, UNREAD)] == [2, 1, 1]


def test_a_point_before_three_digits_is_one_where_no_cell_parts_thousands_by_it(
    package: Path, tmp_path: Path
) -> None:
    report = _import(package, file(tmp_path, REGISTER, JET.replace("1200,1200", "1200,1.125")))
    assert str(report.parts[WRITTEN].tiv) == "1.125"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (JET, f"alike in every cell with an earlier line: 1 line (line {FIRST + 1})"),
        (
            JET.replace("2015", "2017").replace("Su-35", "Su-34"),
            f"delivered before the year of the order: 1 deal (line {FIRST + 1})",
        ),
        (
            # The volume of one stands where that of all was, and the other way round.
            JET.replace("50,1200,1200", "1200,1200,50").replace("Su-35", "Su-34"),
            f"the volume is not the number delivered times the volume of one: 1 line "
            f"(line {FIRST + 1}: 24 at 1,200 are 28,800, not 50)",
        ),
        (
            # Half a file, cut within its last number.
            JET.replace("50,1200,1200", "50,1200,120").replace("Su-35", "Su-34"),
            f"the volume is not the number delivered times the volume of one: 1 line "
            f"(line {FIRST + 1}: 24 at 50 are 1,200, not 120)",
        ),
        (
            JET.replace("50,1200,1200", "50,2400,1200").replace("Su-35", "Su-34"),
            f"the volume of the order is not the number ordered times the volume of one: 1 line "
            f"(line {FIRST + 1}: 24 at 50 are 1,200, not 2,400)",
        ),
        (
            JET.replace(",24,,2016", ",36,,2016")
            .replace(",24,,Su-35", ",12,,Su-34")
            .replace("50,1200,1200", "50,600,1800"),
            f"more delivered than ordered: 1 deal (line {FIRST + 1})",
        ),
    ],
    ids=[
        "a copy",
        "an order after the delivery",
        "columns swapped",
        "a number cut",
        "another order",
        "too many",
    ],
)
def test_a_row_that_hardly_means_what_it_says_is_written_and_pointed_out(
    package: Path, tmp_path: Path, row: str, words: str
) -> None:
    report = _import(package, file(tmp_path, REGISTER, JET, row))
    assert report.parts[WRITTEN].rows == 2
    assert [doubt for doubt in report.doubts if doubt.startswith(words)]


def test_a_deal_of_a_country_with_itself_is_pointed_out(package: Path, tmp_path: Path) -> None:
    own = JET.replace("China,Russia", "Russia,Russia")
    report = _import(package, file(tmp_path, REGISTER, own))
    assert f"supplier and recipient are the same: 1 deal (line {FIRST})" in report.doubts[0]


@pytest.mark.parametrize("at", ["Total{},1200", "{}Grand total,1200", "Sum:,,,,24,,,,24{},1200"])
def test_a_row_of_totals_is_no_deal_and_nothing_is_lost_with_it(
    package: Path, tmp_path: Path, at: str
) -> None:
    n_blank = 15 - at.count(",")
    report = _import(package, file(tmp_path, REGISTER, JET, at.format("," * n_blank)))
    assert report.unread == ()
    assert report.parts[READ].tiv == report.parts[WRITTEN].tiv == 1200
    assert report.doubts == (
        f"left out, as rows of totals are no deals: 1 line (line {FIRST + 1}); nothing is lost "
        "with them",
    )


def test_a_total_that_the_deals_do_not_come_to_is_named_with_both_numbers(
    package: Path, tmp_path: Path
) -> None:
    report = _import(package, file(tmp_path, REGISTER, JET, f"Total{',' * 15}1500"))
    assert report.doubts == (
        f"line {FIRST + 1} has totals, which are no deal; its TIV 1,500 is not the 1,200 of the "
        "deals in the file: lines may be missing, or a number may be mistyped",
    )


def test_a_system_in_capitals_is_the_same_system(package: Path, tmp_path: Path) -> None:
    capitals = JET.replace("Su-35,FGA aircraft", "SU-35,FGA AIRCRAFT").replace("2015", "2014")
    _import(package, file(tmp_path, REGISTER, capitals, JET))
    systems = (tmp_path / "rows" / "systems.csv").read_text(encoding="utf-8").splitlines()
    assert len(systems) == 2, "the header and one system"
    assert "Su-35" in systems[1]


def test_a_line_of_one_delivery_that_stands_twice_is_pointed_out(
    package: Path, tmp_path: Path
) -> None:
    report = _import(package, file(tmp_path, DELIVERIES, PART, PART))
    assert report.parts[WRITTEN].tiv == 1200
    assert f"1 line (line {FIRST + 1})" in report.doubts[0]


@pytest.mark.parametrize("identifier", ["١", "²", "1" * 13])
def test_what_is_no_number_of_a_deal_is_named_by_its_line(
    package: Path, tmp_path: Path, identifier: str
) -> None:
    row = f"{identifier}{PART.removeprefix('1')}"
    report = _import(package, file(tmp_path, DELIVERIES, row, PART))
    assert f"line {FIRST}: “SIPRI AT Database ID” is “{identifier}”" in str(report.unread[0])


def test_a_country_that_stands_twice_in_a_table_of_volumes_counts_once(
    package: Path, tmp_path: Path
) -> None:
    again = TABLE[0].replace("China", "PRC")
    report = _import(package, file(tmp_path, VOLUMES, TABLE[0], again, *TABLE[1:]))
    assert str(report.unread[0]) == (
        f"line {FIRST + 1}: “PRC” stands in line {FIRST} already, and a table has each country once"
    )
    assert report.parts[WRITTEN].tiv == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            text("Recipient,2021,2022,2022", ["China,5,4,3", "Total imports from Russia,5,4,3"]),
            "has more than one column of a year (“2022”)",
        ),
        (
            text(VOLUMES.replace("202", "209"), TABLE),
            "the column of 2093 is of a year after the export was made, on 2026-03-03",
        ),
        (
            text(VOLUMES, [*TABLE, VOLUMES.replace("2021,", "2011,"), *TABLE]),
            f"has a second table, whose header is in line {FIRST + 3}: import each by itself",
        ),
        (
            text(VOLUMES, [*TABLE, TABLE[0], "Total imports from France,5,4,3,,,,"]),
            f"line {FIRST + 2} has the total of Russia, and line {FIRST + 4} that of France",
        ),
    ],
    ids=["a year twice", "a year to come", "two headers", "two totals"],
)
def test_tables_whose_numbers_may_be_of_another_column_or_party_are_refused(
    package: Path, tmp_path: Path, content: str, words: str
) -> None:
    export = tmp_path / "export.csv"
    export.write_text(content, encoding="utf-8")
    with pytest.raises(ImportProblemError) as refusal:
        _import(package, export)
    assert words in str(refusal.value)
    assert not (tmp_path / "rows").exists()


def _workbook(folder: Path, *rows: str) -> tuple[openpyxl.Workbook, Path]:
    """A register as a workbook that is not saved yet, and where it is to be."""
    book = openpyxl.Workbook()
    for line in text(REGISTER, rows).splitlines():
        book.active.append([cell or None for cell in line.split(",")])
    return book, folder / "export.xlsx"


def test_a_workbook_with_formulas_that_nobody_has_counted_is_refused(
    package: Path, tmp_path: Path
) -> None:
    book, path = _workbook(tmp_path, JET.replace(",1200", ",=24*50"))
    book.save(path)
    with pytest.raises(ImportProblemError, match="has formulas without values"):
        _import(package, path)


def test_a_workbook_with_two_tables_is_refused_and_one_with_notes_is_read(
    package: Path, tmp_path: Path
) -> None:
    book, path = _workbook(tmp_path, JET)
    book.create_sheet("Notes").append(["a note"])
    book.save(path)
    assert _import(package, path).parts[WRITTEN].tiv == 1200
    book.copy_worksheet(book.active)
    book.save(path)
    with pytest.raises(ImportProblemError, match="has 2 sheets with a table"):
        import_file(path, tmp_path / "others", [package])


def test_a_file_whose_lines_end_as_those_of_old_macintoshes_is_read(
    package: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.csv"
    export.write_text(text(REGISTER, [JET]).replace("\n", "\r"), encoding="utf-8", newline="")
    assert _import(package, export).parts[WRITTEN].numbers == (1, 24, 24, 1200)


@pytest.mark.parametrize(("encoding", "n_doubts"), [("koi8-r", 1), ("cp1252", 0), ("utf-8", 0)])
def test_letters_of_another_code_page_are_pointed_out(
    package: Path, tmp_path: Path, encoding: str, n_doubts: int
) -> None:
    remark = "заказ" if encoding != "cp1252" else "order"
    export = tmp_path / "export.csv"
    export.write_bytes(text(REGISTER, [JET.replace("New,", f"New,{remark}")]).encode(encoding))
    report = _import(package, export)
    assert len(report.doubts) == n_doubts
    assert all(f"letters as in line {FIRST} (“ÚÁËÁÚ”)" in doubt for doubt in report.doubts)


@pytest.mark.parametrize(
    "volumes", ["0.04,48,44", "0.04,48,49", "50,1200,", ",,1200", "0.0004,0,0"]
)
def test_a_volume_that_was_rounded_or_lacks_its_parts_raises_no_doubt(
    package: Path, tmp_path: Path, volumes: str
) -> None:
    """1,100 at 0.04 are 44, or up to 49.5 where 0.04 was 0.045."""
    row = JET.replace(",24,,2016", ",1100,,2016").replace("50,1200,1200", volumes)
    report = _import(package, file(tmp_path, REGISTER, row))
    assert not [doubt for doubt in report.doubts if doubt.startswith("the volume is not")]


def test_each_line_with_a_contradiction_is_named_with_what_it_has(
    package: Path, tmp_path: Path
) -> None:
    rows = [JET.replace("1200,1200", f"1200,{volume}") for volume in ("120", "1200", "12000")]
    report = _import(package, file(tmp_path, REGISTER, *rows))
    (doubt,) = [doubt for doubt in report.doubts if doubt.startswith("the volume is not")]
    first = f"line {FIRST}: 24 at 50 are 1,200, not 120"
    last = f"line {FIRST + 2}: 24 at 50 are 1,200, not 12,000"
    assert f"2 lines ({first}; {last}); " in doubt


@pytest.mark.parametrize("heading", ["", "Notes"])
def test_a_table_without_a_year_between_others_is_refused(
    package: Path, tmp_path: Path, heading: str
) -> None:
    """The volumes of 2022 stand beneath a heading that is none."""
    with pytest.raises(ImportProblemError, match="no column of a year between others"):
        _import(package, file(tmp_path, VOLUMES.replace("2022", heading), *TABLE))
    assert not (tmp_path / "rows").exists()


def test_a_row_whose_own_sum_is_another_is_named(package: Path, tmp_path: Path) -> None:
    """China has 50, 40 and 3, and 120 of three years; the total has the 3, too."""
    rows = [TABLE[0].replace(",30,", ",3,"), TABLE[1], TABLE[2].replace(",60,200", ",33,173")]
    report = _import(package, file(tmp_path, VOLUMES, *rows))
    (doubt,) = [line for line in str(report).splitlines() if "add up to" in line]
    assert f"line {FIRST}: “2021-2023” is 120, and the columns of these years add up to 93" in doubt


def test_a_table_whose_title_and_total_name_two_is_refused(package: Path, tmp_path: Path) -> None:
    title = "TIV of arms exports from China, 2021-2023"
    preamble = "\n".join([title, *PREAMBLE.splitlines()[1:], ""])
    with pytest.raises(ImportProblemError, match="volumes of China, and the line of totals those"):
        _import(package, file(tmp_path, VOLUMES, *TABLE, preamble=preamble))


def test_a_second_table_of_volumes_is_refused_and_a_header_again_is_no_deal(
    package: Path, tmp_path: Path
) -> None:
    with pytest.raises(ImportProblemError, match=f"header is in line {FIRST + 3}"):
        _import(package, file(tmp_path, VOLUMES, *TABLE, VOLUMES, *TABLE))
    report = _import(package, file(tmp_path, REGISTER, JET, REGISTER, JET.replace("35", "30")))
    assert [report.parts[name].rows for name in (READ, WRITTEN, UNREAD)] == [2, 2, 0]


def test_years_with_commas_are_read_where_other_signs_part_cells(
    package: Path, tmp_path: Path
) -> None:
    rows = [line.replace(",", ";") for line in (REGISTER, JET.replace("2016", "2016|2017"))]
    header, row = [line.replace("|", ", ") for line in rows]
    report = _import(package, file(tmp_path, header, row))
    assert str(report.parts[WRITTEN].tiv) == "1200"
    written = (tmp_path / "rows" / "transfers.csv").read_text(encoding="utf-8")
    assert "2016/2017" in written


def test_a_refusal_names_file_line_column_and_how_to_mend_it(package: Path, tmp_path: Path) -> None:
    export = file(tmp_path, REGISTER, JET.replace("1200,1200", "1200,1'200"))
    with pytest.raises(ImportProblemError) as error:
        _import(package, export)
    column = "“SIPRI TIV of delivered weapons” is “1'200”, which is no number"
    assert str(error.value).startswith(f"{export}: nothing is left to write\nline {FIRST}: ")
    assert f"{column}; write it in plain digits, or leave the cell blank" in str(error.value)

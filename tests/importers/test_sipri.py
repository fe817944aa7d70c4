"""Exports of SIPRI in every layout become rows that the project reads.

What cannot be read is named by its line and left out.
"""

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

import tiny
from atlas.cli import main
from atlas.datapackage.tables import load
from atlas.dataset.build import build
from atlas.importers.sipri.grid import ImportProblemError
from atlas.importers.sipri.kinds import kind_of, unit_of
from atlas.importers.sipri.names import SIPRI as SIPRI_NAMES
from atlas.importers.sipri.report import FILTERED, READ, UNREAD, WRITTEN, Report
from atlas.importers.sipri.sipri import import_file
from atlas.values.countries import OTHER, known
from importers.exports import (
    DELIVERIES,
    FIRST,
    PREAMBLE,
    REGISTER,
    REGISTER_2026,
    VOLUMES,
    file,
    text,
)
from lengths import first_of_all

JET = "China,Russia,2015,,24,,Su-35,FGA aircraft,24,,2016; 2017; 2018,New,$2 b deal,50,1200,1200"
SAM = "China,Russia,2014,?,(2),?,S-400,SAM system,1,?,2018,New,,100,200,100"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package."""
    return tiny.write(tmp_path_factory.mktemp("package"))


def _import(
    package: Path, export: Path, **options: object
) -> tuple[dict[str, list[dict[str, str]]], Report]:
    folder = export.parent / "rows"
    report = import_file(export, folder, [package], **options)  # type: ignore[arg-type]
    return {
        path.stem: [*csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
        for path in folder.glob("*.csv")
    }, report


def _said(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell and name not in {"source", "basis"}}


@pytest.mark.parametrize("header", [REGISTER, REGISTER_2026], ids=["2025", "2026"])
def test_a_row_of_the_register_becomes_a_transfer_of_a_system(
    package: Path, tmp_path: Path, header: str
) -> None:
    rows, _ = _import(package, file(tmp_path, header, JET))
    (transfer,) = rows["transfers"]
    assert _said(transfer) == {
        "id": "sipri-deal-rus-chn-2015-su-35",
        "locator": f"line {FIRST}",
        "name": "Su-35",
        "system": "sipri-system-su-35-fga-aircraft",
        "description": "FGA aircraft; new",
        "supplier": "RUS",
        "recipient": "CHN",
        "ordered": "2015",
        "delivered": "2016/2018",
        "quantity_ordered": "24",
        "quantity_delivered": "24",
        "unit": "pieces",
        "tiv_delivered": "1200",
        "status": "delivered",
        "note": "SIPRI's comment: $2 b deal",
    }
    (system,) = rows["systems"]
    assert (system["id"], system["name"], system["category"], system["domains"]) == (
        transfer["system"],
        "Su-35",
        "aircraft",
        "air",
    )
    (source,) = rows["sources"]
    assert (source["id"], source["published"], source["origin"], source["kind"]) == (
        transfer["source"],
        "2026-03-03",
        "SIPRI",
        "database",
    )
    assert {row["id"]: row["label"] for row in rows["records"]} == {
        "SWE": "Sweden",
        "RUS": "Russia",
        "CHN": "China",
        system["id"]: "Su-35 (FGA aircraft)",
        transfer["id"]: "Su-35, Russia to China, 2015",
    }


def test_soft_numbers_and_question_marks_are_marked_as_uncertain(
    package: Path, tmp_path: Path
) -> None:
    rows, _ = _import(
        package,
        file(
            tmp_path, REGISTER, SAM, "China,Russia,(2011),,5?,,R-77,BVRAAM,,,(2013-2014),New,,1,5,5"
        ),
    )
    missile, sam = rows["transfers"]
    assert (sam["ordered"], sam["quantity_ordered"], sam["quantity_delivered"], sam["unit"]) == (
        "2014?",
        "2",
        "1",
        "fire units",
    )
    assert sam["uncertain"] == "ordered;quantity_ordered;quantity_delivered"
    assert sam["status"] == ""
    assert (missile["ordered"], missile["quantity_ordered"], missile["quantity_delivered"]) == (
        "2011?",
        "5",
        "",
    )
    assert (missile["delivered"], missile["uncertain"]) == (
        "2013?/2014?",
        "ordered;quantity_ordered;delivered",
    )


# What is written of years of delivery, the date that it becomes, and the note.
YEARS = [
    ("2013", "2013", ""),
    ("2013; 2014", "2013/2014", ""),
    ("2014; 2013", "2013/2014", ""),
    ("2001-2005", "2001/2005", ""),
    ("2001–2003; 2005", "2001/2005", "Years of delivery: 2001, 2002, 2003, 2005."),
    ("2001; 2003", "2001/2003", "Years of delivery: 2001, 2003."),
    ("(2012)", "2012?", ""),
    ("2012?; 2013", "2012?/2013?", ""),
    ("", "", ""),
]


def test_years_of_delivery_become_a_date_as_exact_as_they_are(
    package: Path, tmp_path: Path
) -> None:
    deals = [
        f"China,Russia,2000,,5,,R-{at},BVRAAM,5,,{cell},New,,1,5,5"
        for at, (cell, _, _) in enumerate(YEARS)
    ]
    rows, _ = _import(package, file(tmp_path, REGISTER, *deals))
    written = {row["name"]: (row["delivered"], row["note"]) for row in rows["transfers"]}
    became = [(cell, *written[f"R-{at}"]) for at, (cell, _, _) in enumerate(YEARS)]
    assert became == YEARS


def test_an_empty_field_stays_blank_and_the_zero_of_what_was_never_delivered_says_nothing(
    package: Path, tmp_path: Path
) -> None:
    rows, _ = _import(
        package,
        file(tmp_path, REGISTER, "China,Russia,2023,?,,?,R-8,air-search radar,,,,New,,6,0,0"),
    )
    (transfer,) = rows["transfers"]
    assert {
        name: transfer[name]
        for name in ("quantity_ordered", "quantity_delivered", "unit", "tiv_delivered", "delivered")
    } == dict.fromkeys(
        ("quantity_ordered", "quantity_delivered", "unit", "tiv_delivered", "delivered"), ""
    )
    assert (transfer["uncertain"], transfer["status"]) == ("ordered", "agreed")


def test_a_stray_line_break_in_a_comment_is_mended(package: Path, tmp_path: Path) -> None:
    broken = JET.replace("$2 b deal", "first half;\n\nsecond half")
    rows, report = _import(package, file(tmp_path, REGISTER, broken, SAM))
    assert [row["locator"] for row in rows["transfers"]] == [f"line {FIRST + 3}", f"line {FIRST}"]
    assert rows["transfers"][1]["note"] == "SIPRI's comment: first half; second half"
    assert not report.unread


def test_a_row_that_is_cut_is_named_and_swallows_no_other(package: Path, tmp_path: Path) -> None:
    rows, report = _import(
        package, file(tmp_path, REGISTER, "China,Russia,2015,,24,,Su-35", JET, f"{SAM},7")
    )
    assert [row["locator"] for row in rows["transfers"]] == [f"line {FIRST + 1}"]
    assert list(map(str, report.unread)) == [
        f"line {FIRST}: it has 7 cells instead of 16",
        f"line {FIRST + 2}: it has 17 cells instead of 16",
    ]


UNREADABLE = [
    (JET.replace("China", "Atlantis"), "the recipient “Atlantis” is no country"),
    (JET.replace("Russia", ""), "the supplier “” is no country"),
    (JET.replace(",24,,Su", ",many,,Su"), "“Number ordered” is “many”, which is no number"),
    (
        JET.replace(",24,,2016", ",2.5,,2016"),
        "“Number delivered” is “2.5”, which is no whole number",
    ),
    (JET.replace("2016;", "16;"), "in which “16” is no year"),
    (JET.replace("2016; 2017; 2018", "2018-2016"), "in which “2018-2016” is no year"),
    (JET.replace("2015,,", "2015,x,"), "the mark beside “Year of order” is “x”"),
    (JET.replace("New", "Borrowed"), "the status is “Borrowed”"),
    (JET.replace("Su-35", ""), "it has no designation"),
]


def test_what_cannot_be_read_is_named_by_its_line_and_left_out(
    package: Path, tmp_path: Path
) -> None:
    faulty = [row for row, _ in UNREADABLE]
    rows, report = _import(package, file(tmp_path, REGISTER, SAM, *faulty))
    assert len(rows["transfers"]) == 1
    assert len(report.unread) == len(UNREADABLE)
    for at, (unread, (_, words)) in enumerate(zip(report.unread, UNREADABLE, strict=True), 1):
        assert str(unread).startswith(f"line {FIRST + at}: ")
        assert words in str(unread)


def test_totals_of_what_was_read_and_what_came_of_it_agree(package: Path, tmp_path: Path) -> None:
    other = "India,Russia,2016,,10,,T-90,tank,7,,2017,New,,3,30,21"
    unread = "India,Russia,2016,,10,,T-90,tank,7,,soon,New,,3,30,2.5"
    _, report = _import(
        package, file(tmp_path, REGISTER, JET, SAM, other, unread, "cut"), recipient=["China"]
    )
    assert {name: part.numbers for name, part in report.parts.items()} == {
        READ: (5, 46, 39, Decimal("1323.5")),
        WRITTEN: (2, 26, 25, 1300),
        FILTERED: (2, 20, 14, Decimal("23.5")),
        UNREAD: (1, 0, 0, 0),
    }


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (
            {"supplier": ["russia"]},
            {"sipri-deal-rus-chn-2015-su-35", "sipri-deal-rus-ind-2016-t-90"},
        ),
        ({"supplier": ["RUS"], "recipient": ["China"]}, {"sipri-deal-rus-chn-2015-su-35"}),
        ({"supplier": ["USSR"]}, {"sipri-deal-sun-vnm-1980-t-55"}),
        ({"supplier": ["SUN", "Atlantis"]}, set()),
        (
            {"supplier": ["Soviet Union"], "recipient": ["Vietnam", "IND"]},
            {"sipri-deal-sun-vnm-1980-t-55"},
        ),
        ({"recipient": ["hezbollah (lebanon)*"]}, {"sipri-deal-irn-hezbollah-lebanon-2000-fajr"}),
    ],
)
def test_suppliers_and_recipients_can_be_chosen_by_name_and_code(
    package: Path, tmp_path: Path, options: dict[str, list[str]], written: set[str]
) -> None:
    export = file(
        tmp_path,
        REGISTER,
        JET,
        "India,Russia,2016,,10,,T-90,tank,7,,2017,New,,3,30,21",
        "Viet Nam,Soviet Union,1980,,9,,T-55,tank,9,,1981,New,,1,9,9",
        "Hezbollah (Lebanon)*,Iran,2000,,9,,Fajr,SSM,9,,2001,New,,1,9,9",
    )
    if not written:
        named = "no row of the file has “Atlantis” on that side"
        with pytest.raises(ImportProblemError, match=named):
            _import(package, export, **options)
        return
    rows, _ = _import(package, export, **options)
    assert {row["id"] for row in rows["transfers"]} == written


CODES = {
    "Soviet Union": "SUN",
    "unknown supplier(s)": "XXX",
    "Viet Nam": "VNM",
    "Turkiye": "TUR",
    "UAE": "ARE",
    "DR Congo": "COD",
    "Congo": "COG",
    "Cote d'Ivoire": "CIV",
    "South Korea": "KOR",
    "Czechoslovakia": "CSK",
    "East Germany (GDR)": "DDR",
    "Yugoslavia": "YUG",
    "South Yemen": "YMD",
    "South Vietnam": "XSV",
    "Kosovo": "XKX",
    "eSwatini": "SWZ",
    "Bosnia-Herzegovina": "BIH",
}


def test_names_of_countries_become_codes_that_the_package_allows(
    package: Path, tmp_path: Path
) -> None:
    deals = [
        JET.replace("Russia", name).replace("Su-35", f"Su-{number}")
        for number, name in enumerate(CODES)
    ]
    _import(package, file(tmp_path, REGISTER, *deals))
    allowed = load(package, tmp_path / "rows")["transfers"].dropna(subset="locator")
    by_line = allowed[allowed["locator"].str.startswith("line ")].set_index("locator")["supplier"]
    codes = {name: by_line[f"line {FIRST + at}"] for at, name in enumerate(CODES)}
    assert codes == CODES


@pytest.mark.parametrize("name", ["Hezbollah (Lebanon)*", "NATO**", "Libya HoR*"])
def test_those_who_are_no_country_are_organisations_under_their_own_name(
    package: Path, tmp_path: Path, name: str
) -> None:
    rows, _ = _import(package, file(tmp_path, REGISTER, JET.replace("China", name)))
    (transfer,), (organisation,) = rows["transfers"], rows["organisations"]
    assert (transfer["recipient"], transfer["recipient_org"]) == ("", organisation["id"])
    assert organisation["name"] == name.rstrip("*")
    load(package, tmp_path / "rows")


def test_deals_alike_in_all_names_are_told_apart(package: Path, tmp_path: Path) -> None:
    more = JET.replace(",24,", ",6,")
    rows, _ = _import(package, file(tmp_path, REGISTER, JET, more))
    assert [(row["id"], row["quantity_ordered"]) for row in rows["transfers"]] == [
        ("sipri-deal-rus-chn-2015-su-35", "6"),
        ("sipri-deal-rus-chn-2015-su-35-2", "24"),
    ]
    assert len({row["label"] for row in rows["records"]}) == len(rows["records"])


def test_a_file_in_a_windows_code_page_keeps_its_letters(package: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_bytes(
        text(REGISTER, [JET.replace("$2 b deal", "Wärtsilä – engines")])
        .replace("\n", "\r\n")
        .encode("cp1252")
    )
    rows, _ = _import(package, export)
    assert rows["transfers"][0]["note"] == "SIPRI's comment: Wärtsilä – engines"


def test_an_export_of_one_pair_is_a_source_of_its_own(package: Path, tmp_path: Path) -> None:
    preamble = PREAMBLE.replace("All countries  to All countries", "Russia   to China")
    rows, _ = _import(package, file(tmp_path, REGISTER, JET, preamble=preamble))
    assert rows["sources"][0]["id"].startswith("sipri-trade-register-2026-03-03-russia-china-")


SIPRI = {**tiny.SOURCES[1], "id": "sipri", "publisher": "SIPRI", "origin": "SIPRI", "rank": "4"}
SHIPPED = {
    "supplier": "RUS",
    "recipient": "CHN",
    "ordered": "2015",
    "quantity_ordered": "24",
    "quantity_delivered": "24",
    "tiv_delivered": "1200.0",
    "register_id": "90001",
}


@pytest.mark.parametrize(
    ("header", "row", "same"),
    [
        (REGISTER, JET, True),
        (REGISTER, JET.replace("1200,1200", "1200,1100"), False),
        (REGISTER, f"{JET}\n{JET}", False),
        (
            DELIVERIES,
            "90001,Russia,China,Su-35,FGA "
            "aircraft,Aircraft,2015,No,20,No,2016,No,New,50,50,1000,No",
            True,
        ),
        (
            DELIVERIES,
            "90002,Russia,China,Su-35,FGA "
            "aircraft,Aircraft,2015,No,24,No,2016,No,New,50,50,1200,No",
            False,
        ),
    ],
    ids=["same figures", "another volume", "two deals alike", "same number", "another number"],
)
def test_a_deal_that_the_package_has_from_sipri_keeps_its_id(
    tmp_path: Path, header: str, row: str, same: bool
) -> None:
    sheet = [*tiny.SHEETS["transfers"], tiny.said("jet-sale", "sipri", "line 7", **SHIPPED)]
    package = tiny.write(tmp_path / "package", {"transfers": sheet}, sources=[*tiny.SOURCES, SIPRI])
    rows, report = _import(package, file(tmp_path, header, row))
    assert ([one["id"] for one in rows["transfers"]] == ["jet-sale"], report.known) == (
        same,
        int(same),
    )
    dataset = build(
        load(package, tmp_path / "rows"), ["article", "wire", "sipri", rows["sources"][0]["id"]]
    )
    assert dataset["transfers"].loc["jet-sale", "system"] == "jet"
    assert dataset["transfers"].loc["jet-sale", "n_independent"] == 3


PART = "90001,Russia,China,Su-35,FGA aircraft,Aircraft,2015,No,{},{},{},No,New,50,50,{},No"


def test_deliveries_of_one_deal_are_put_together(package: Path, tmp_path: Path) -> None:
    licensed = (
        "90002,Russia,China,Type-Q,unheard-of thing,Air defence systems,"
        "2016,Yes,1,No,2022,Yes,New,2,2.5,2.5,Yes"
    )
    rows, report = _import(
        package,
        file(
            tmp_path,
            DELIVERIES,
            PART.format(4, "No", 2016, 200),
            licensed,
            PART.format(10, "Yes", 2018, "500.5"),
        ),
    )
    jet, other = rows["transfers"]
    assert _said(jet) == {
        "id": "sipri-deal-90001",
        "locator": "deal 90001",
        "name": "Su-35",
        "system": "sipri-system-su-35-fga-aircraft",
        "description": "FGA aircraft; new",
        "supplier": "RUS",
        "recipient": "CHN",
        "ordered": "2015",
        "delivered": "2016/2018",
        "quantity_delivered": "14",
        "unit": "pieces",
        "tiv_delivered": "700.5",
        "uncertain": "quantity_delivered",
        "register_id": "90001",
        "note": "Years of delivery: 2016, 2018.",
    }
    assert (other["ordered"], other["delivered"], other["kind"], other["uncertain"]) == (
        "2016?",
        "2022?",
        "licensed production",
        "ordered;delivered",
    )
    assert [row["category"] for row in rows["systems"]] == ["aircraft", "air defence"]
    assert report.parts[READ] == report.parts[WRITTEN]
    assert report.parts[READ].numbers == (3, 0, 15, 703)


def test_deliveries_saved_by_a_spreadsheet_and_a_line_of_another_deal(
    package: Path, tmp_path: Path
) -> None:
    rows = [
        PART.format(4, "", 2016, 200),
        PART.replace("China", "India").format(1, "No", 2017, 50),
        PART.replace("90001", "A1").format(1, "No", 2017, 50),
    ]
    export = tmp_path / "export.csv"
    export.write_bytes(text(DELIVERIES, rows).replace("\n", ";\r\n").encode())
    found, report = _import(package, export)
    assert [row["quantity_delivered"] for row in found["transfers"]] == ["4"]
    assert list(map(str, report.unread)) == [
        f"line {FIRST + 1}: deal 90001 is another one in line {FIRST}",
        f"line {FIRST + 2}: “SIPRI AT Database ID” is “A1”, which is no number",
    ]


def test_of_several_faults_of_a_line_the_first_from_the_left_is_named(
    package: Path, tmp_path: Path
) -> None:
    faulty = "China,Russia,2015,maybe,many,,Su-35,FGA aircraft,24,,soon,Odd,,50,1200,1200"
    _, report = _import(package, file(tmp_path, REGISTER, JET, faulty))
    (unread,) = map(str, report.unread)
    assert unread == (
        f"line {FIRST + 1}: the mark beside “Year of order” is “maybe”, neither ? nor blank"
    )


TOTAL = "Total imports from Russia,127,85,7,219,100%,219,"


def test_a_table_of_volumes_becomes_a_row_for_each_pair_and_year(
    package: Path, tmp_path: Path
) -> None:
    table = [
        "China,120,80,,200,66%,200,66%",
        "Viet Nam,0 ,,6.5,7,3%,7,3%",
        "Oman,,,,,0.0%,,0.0%",
        "Hezbollah (Lebanon)*,7,5,1,13,1%,13,1%",
        TOTAL,
    ]
    rows, report = _import(package, file(tmp_path, VOLUMES, *table))
    assert [
        (row["supplier"], row["recipient"], row["period"], row["value"]) for row in rows["volumes"]
    ] == [
        ("RUS", "CHN", "2021", "120"),
        ("RUS", "CHN", "2022", "80"),
        ("RUS", "VNM", "2021", "0"),
        ("RUS", "VNM", "2023", "6.5"),
    ]
    assert {
        (row["goods"], row["unit"], row["edition"], row["reporter"]) for row in rows["volumes"]
    } == {("major arms", "tiv", "SIPRI export of 2026-03-03", "")}
    assert rows["volumes"][0]["id"] == f"{rows['sources'][0]['id']}-rus-chn-2021"
    assert list(map(str, report.unread)) == [
        f"line {FIRST + 3}: “Hezbollah (Lebanon)” is no country, and a volume is one of countries"
    ]
    assert [report.parts[name].numbers[::3] for name in (READ, WRITTEN, UNREAD)] == [
        (4, Decimal("219.5")),
        (3, Decimal("206.5")),
        (1, 13),
    ]
    joined = load(package, tmp_path / "rows")
    assert len(joined["volumes"]) == 4 + len(tiny.VOLUMES)
    assert set(rows) == {"sources", "records", "volumes"}


@pytest.mark.parametrize(
    ("header", "total", "sides"),
    [
        (VOLUMES, "Total world import,1,1,1,3,100%,3,", ("XWD", "CHN")),
        (
            VOLUMES.replace("Recipient", "Supplier"),
            "Total exports to India,1,1,1,3,100%,3,",
            ("CHN", "IND"),
        ),
    ],
)
def test_the_last_line_of_a_table_says_who_the_other_party_is(
    package: Path, tmp_path: Path, header: str, total: str, sides: tuple[str, str]
) -> None:
    rows, _ = _import(package, file(tmp_path, header, "China,1,,,1,66%,1,66%", total))
    (volume,) = rows["volumes"]
    assert (volume["supplier"], volume["recipient"]) == sides


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n", "is no export of the SIPRI Arms Transfers Database"),
        (text(VOLUMES, ["China,1,,,1,66%,1,66%"]), "the table does not say whose volumes it holds"),
        (text(REGISTER, [JET], preamble=""), "name the day with --generated"),
        (text(REGISTER, []), "nothing is left to write"),
    ],
    ids=["another file", "no total", "no day", "no rows"],
)
def test_a_file_that_cannot_be_imported_is_refused_in_a_sentence(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str,
    words: str,
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(package))
    (tmp_path / "export.csv").write_text(content, encoding="utf-8")
    assert (
        main(["import", "sipri", str(tmp_path / "export.csv"), "-o", str(tmp_path / "rows")]) == 1
    )
    assert words in capsys.readouterr().err
    assert not (tmp_path / "rows").exists()


def test_the_command_prints_totals_and_what_it_left_out(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(package))
    command = [
        "import",
        "sipri",
        str(file(tmp_path, REGISTER, JET, SAM, "cut", preamble="")),
        "-o",
        str(tmp_path / "rows"),
        "--generated",
        "2025-10-23",
    ]
    assert main([*command, "--supplier", "Russia"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "left out, line 4: it has 1 cell instead of 16"
    assert printed[3].split() == ["read", "3", "26", "25", "1,300"]
    assert printed[-1].endswith(f"ATLAS_DATA={package}{os.pathsep}{tmp_path / 'rows'}")
    assert (
        printed[-2]
        == "rows written, by table: records.csv 7, sources.csv 1, systems.csv 2, transfers.csv 2"
    )
    assert main(command) == 1
    assert "holds files already" in capsys.readouterr().err


def test_imported_rows_stand_beside_the_packages_own_and_are_built_with_them(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _import(package, file(tmp_path, REGISTER, JET, SAM))
    tables = load(package, tmp_path / "rows")
    dataset = build(tables, tables["sources"]["id"])
    assert dataset["transfers"].loc[
        "sipri-deal-rus-chn-2015-su-35", ["category", "domains", "tiv_delivered"]
    ].tolist() == ["aircraft", "air", 1200]
    assert "jet-sale" in dataset["transfers"].index
    assert dataset.label("RUS") == "Russia"
    assert main(["validate", str(package), str(tmp_path / "rows")]) == 0
    assert "is valid" in capsys.readouterr().out


def test_who_waits_is_told_what_is_done_and_a_pipe_is_not(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(package))
    export = file(tmp_path, REGISTER, JET)
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "piped")]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "watched")]) == 0
    steps = [step.strip() for step in capsys.readouterr().err.split("\r") if step.strip()]
    assert steps[0] == "reading export.csv"
    assert "suppliers and recipients (1)" in steps


# The whole register has 28,000 lines.
@pytest.mark.parametrize("size", first_of_all({500}, [500, 28_000]))
def test_a_whole_register_is_imported_and_its_sums_agree(
    package: Path, tmp_path: Path, size: int
) -> None:
    names = ["China", "India", "Viet Nam", "Egypt", "Kosovo", "NATO**", "Soviet Union"]
    row = "{},Russia,{},?,{},,X-{},FGA aircraft,{},?,2015; 2016,New,Made-up row,2.5,100,{}"
    lines = [
        row.format(names[n % 7], 1950 + n % 75, n % 90, n % 4500, n % 80, n % 300)
        for n in range(size)
    ]
    export = file(tmp_path, REGISTER, *lines)
    _, report = _import(package, export)
    assert report.written["transfers"] == size
    assert report.parts[READ] == report.parts[WRITTEN]
    assert report.parts[READ].tiv == sum(n % 300 for n in range(size))


def test_every_name_of_sipris_own_leads_to_a_code_that_the_package_allows() -> None:
    assert not [name for name, code in SIPRI_NAMES.items() if not known(code)]
    assert len(set(OTHER.values())) == len(OTHER)


def _descriptions() -> list[tuple[str, str, str]]:
    """Descriptions of weapons, of registers and of SIPRI's abbreviations, and others like them."""
    table = Path(__file__).with_name("descriptions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return [(row["description"], row["category"], row["domains"]) for row in rows]


def test_every_description_of_the_table_tells_category_and_domains() -> None:
    described = _descriptions()
    wrong = [row for row in described if kind_of(row[0]) != (row[1], row[2])]
    assert wrong == []
    assert len({name for name, _, _ in described}) == len(described) > 500


def test_a_description_that_no_rule_knows_has_no_category_and_the_report_names_it(
    package: Path, tmp_path: Path
) -> None:
    unknown = JET.replace("FGA aircraft", "unheard-of thing")
    rows, report = _import(package, file(tmp_path, REGISTER, SAM, unknown))
    categories = {row["name"]: row["category"] for row in rows["systems"]}
    assert categories == {"S-400": "air defence", "Su-35": ""}
    assert str(report).splitlines()[-2:] == [
        "without a category, as no rule knows them: 1 description of weapons:",
        "  unheard-of thing",
    ]


def test_the_preamble_of_the_tests_is_as_long_as_sipris() -> None:
    assert PREAMBLE.count("\n") == FIRST - 2


@pytest.mark.parametrize(
    ("description", "unit"),
    [
        ("SAM system", "fire units"),
        ("mobile SAM system", "pieces"),
        ("self-propelled AA system", "pieces"),
        ("SAM", "pieces"),
        ("FGA aircraft", "pieces"),
    ],
)
def test_vehicles_of_air_defence_count_as_pieces_and_batteries_as_fire_units(
    description: str, unit: str
) -> None:
    assert unit_of(description) == unit

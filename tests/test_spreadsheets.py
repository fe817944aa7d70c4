"""What a spreadsheet opens and saves again is what was taken away: no cell is made another."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import office
import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.export.cells import steady, steady_date, steady_number
from atlas.export.graphs import to_edge_list
from atlas.export.rows import Rows, rows_of, to_csv, to_csv_with_decimal_commas
from atlas.export.workbook import to_xlsx
from atlas.paths import ROOT
from lengths import AT_LENGTH, first_of_all

TODAY = date(2026, 1, 2)
WITH_OFFICE = pytest.mark.skipif(office.find() is None, reason="there is no LibreOffice here")
LANGUAGES = [office.ENGLISH_US, office.ENGLISH_UK, office.GERMAN, office.RUSSIAN]
# The file of texts that look like something else, beside those of charts.
TEXTS = "texts"
# Every one of these becomes another text in one language or another.
CHANGED = [
    *("April 2024", "22 April 2012", "May 5", "5 May", "Mar-24", "Sept 2018", "April\u00a02024"),
    *("1-2", "3/4", "1/2/3", "1.2.3", "4.5.2019", "12:30", "5 pm", "1 1/2"),
    *("007", "1E5", "5E27", "1.50", "+7", "1,234", "3,5", " 5", "$5", "10%", "€5", "(5)"),
    *("12345678901234567890", "true", "FALSE", "=1+1", "@x", "-1"),
    *("\n=1+1", "＝1+1", "\u00a0=1", "\u200b+1", "＠x", "\ufeff\n－1", "\t", "\x1f﹦1"),
]
KEPT = [
    "Su-35",
    "53-65",
    "S-400",
    "9K22",
    "2001",
    "14",
    "250.5",
    "2005–2018",
    "Pact of 2001",
    "1 origin",
]


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _taken(name: str) -> Rows:
    chart = CHARTS[name]
    return rows_of(ChartView(chart, Filters(), chart.options()), TODAY)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("April 2024", "in April 2024"),
        ("22 April 2012", "on 22 April 2012"),
        ("11–17 September 2018", "11–17 September 2018"),
        ("3/4", "'3/4"),
        ("007", "'007"),
        ("=1+1", "'=1+1"),
        ("2001", "2001"),
        ("Su-35", "Su-35"),
    ],
)
def test_text_that_a_spreadsheet_would_change_is_written_so_that_it_stays(
    text: str, cell: str
) -> None:
    assert steady(text) == cell


@pytest.mark.parametrize("text", CHANGED)
def test_everything_that_would_be_changed_is_guarded(text: str) -> None:
    assert steady(text) != text


@pytest.mark.parametrize("text", KEPT)
def test_names_and_plain_numbers_stay_as_they_are(text: str) -> None:
    assert steady(text) == text


@pytest.mark.parametrize(
    ("edtf", "cell"),
    [
        ("2024-04", "2024-04/2024-04"),
        ("2012-04-22", "2012-04-22/2012-04-22"),
        ("2018-09-11/2018-09-17", "2018-09-11/2018-09-17"),
        ("2018-12~", "2018-12~"),
        ("2018%", "2018%/2018%"),
        ("2014", "2014"),
        ("2001/..", "2001/.."),
    ],
)
def test_a_date_stays_as_exact_as_it_is_in_a_form_that_no_spreadsheet_reads(
    edtf: str, cell: str
) -> None:
    assert steady_date(edtf) == cell


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """The files of all charts of the shipped data, and one of texts, by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(ROOT / "data"))
        files = {name: to_csv(_taken(name)) for name in CHARTS}
        network = ChartView(CHARTS["network"], Filters(), CHARTS["network"].options())
        files["edges"] = to_edge_list(network.view, network.context)
    frame = pd.DataFrame({"Text": [*CHANGED, *KEPT], "Number": 0.1})
    return {**files, TEXTS: to_csv(Rows(frame, {}, []))}


# A comma in numbers, where the files have points.
@pytest.fixture(scope="module", params=first_of_all({office.GERMAN}, LANGUAGES))
def saved(
    request: pytest.FixtureRequest,
    written: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, bytes]:
    """The same files as a spreadsheet in some language saves them."""
    folder = tmp_path_factory.mktemp("saved")
    files = [folder / f"{name}.csv" for name in written]
    for file, data in zip(files, written.values(), strict=True):
        file.write_bytes(data)
    again = office.opened_and_saved(files, folder / "saved", request.param)
    return {file.stem: file.read_bytes() for file in again}


@AT_LENGTH
@WITH_OFFICE
def test_no_text_is_changed_however_much_it_looks_like_something_else(
    written: dict[str, bytes], saved: dict[str, bytes]
) -> None:
    assert _read(saved[TEXTS]) == _read(written[TEXTS])


@AT_LENGTH
@WITH_OFFICE
def test_a_spreadsheet_changes_nothing_in_the_files_of_all_charts(
    written: dict[str, bytes], saved: dict[str, bytes]
) -> None:
    assert saved.keys() == written.keys()
    for name in written.keys() - {TEXTS}:
        assert _read(saved[name]) == _read(written[name]), name


# Numbers of a file, most of which a spreadsheet in some language takes for another one or a day.
NUMBERS = [0.589, 12.345, 1234.567, -0.125, 12.5, 5.25, 453.2, 38765.15, 100.0, 7.0]


@pytest.fixture(scope="module")
def of_numbers() -> Rows:
    """Numbers, texts that look like some, and a date."""
    texts = ["3.5", "12.5", "1-2", "Su-35", "2001", "April 2024", "3,5", "=1+1", "a;b", "14"]
    frame = pd.DataFrame({"Number": NUMBERS, "Text": texts, "Date": "2024-04"})
    return Rows(frame, {}, [], dates=("Date",))


@WITH_OFFICE
def test_a_german_spreadsheet_makes_no_other_number_of_one_with_a_decimal_point(
    of_numbers: Rows, tmp_path: Path
) -> None:
    file = tmp_path / "numbers.csv"
    file.write_bytes(to_csv(of_numbers))
    (again,) = office.opened_and_saved([file], tmp_path / "saved", office.GERMAN)
    assert [float(row[0]) for row in _read(again.read_bytes())[1:]] == NUMBERS


@WITH_OFFICE
@pytest.mark.parametrize(
    "language", first_of_all({office.RUSSIAN}, [office.GERMAN, office.RUSSIAN, office.POLISH])
)
def test_decimal_commas_are_numbers_where_they_are_written_and_no_text_becomes_a_day(
    of_numbers: Rows, tmp_path: Path, language: int
) -> None:
    file = tmp_path / "numbers.csv"
    file.write_bytes(to_csv_with_decimal_commas(of_numbers))
    (again,) = office.opened_and_saved([file], tmp_path / "saved", language, ";")
    header, *rows = _read(again.read_bytes())
    assert header == ["Number", "Text", "Date"]
    # Saved with points: as text they would still have their commas.
    assert [float(row[0]) for row in rows] == NUMBERS
    assert [row[1] for row in rows] == [
        *("'3.5", "'12.5", "'1-2", "Su-35", "2001", "in April 2024", "'3,5", "'=1+1", "a;b", "14"),
    ]
    assert {row[2] for row in rows} == {"2024-04/2024-04"}


def test_three_decimals_get_a_fourth_and_no_others() -> None:
    numbers = (0.589, 12.5, 1234.567, -0.125, 3.0, 0.1234, float("nan"))
    written = [steady_number(number) for number in numbers]
    assert written == ["0.5890", "12.5", "1234.5670", "-0.1250", "3", "0.1234", ""]


def _cells(workbook: Path | io.BytesIO) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(workbook)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


@AT_LENGTH
@WITH_OFFICE
def test_workbooks_that_libreoffice_saves_again_have_the_same_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))
    paths = [
        tmp_path / f"{name}.xlsx" for name in ("exercise-timeline", "transfer-flows", "network")
    ]
    for path in paths:
        path.write_bytes(to_xlsx(_taken(path.stem)))
    for path, again in zip(
        paths, office.workbooks_opened_and_saved(paths, tmp_path / "saved"), strict=True
    ):
        assert _cells(again) == _cells(path), path.stem


@pytest.fixture(scope="module")
def noted_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package with two notes on one exercise, one of them in two rows."""
    notes = {
        ("article", "¶2"): "Told late.",
        ("wire", "¶1"): "Rounded.",
        ("copy", "¶9"): "Rounded.",
    }
    exercises = [
        {**row, "note": notes.get((row["source"], row["locator"]), "")}
        if row["id"] == "steppe-2"
        else row
        for row in tiny.SHEETS["exercises"]
    ]
    return tiny.write(tmp_path_factory.mktemp("noted"), {"exercises": exercises})


@pytest.fixture
def noted(noted_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, in place of the shipped one."""
    monkeypatch.setenv("ATLAS_DATA", str(noted_folder))


def _csv_by_id(name: str) -> dict[str, dict[str, str]]:
    header, *rows = _read(to_csv(_taken(name)))
    by_heading = [dict(zip(header, row, strict=True)) for row in rows]
    return {row["Id"]: row for row in by_heading}


TIMES = ("When", "Date (ISO 8601)", "First year", "Last year")


@pytest.mark.usefixtures("noted")
def test_a_csv_has_each_date_in_words_and_as_data_and_the_years() -> None:
    rows = _csv_by_id("exercise-timeline")
    assert {key: tuple(row[name] for name in TIMES) for key, row in rows.items()} == {
        "steppe-1": ("2005", "2005", "2005", "2005"),
        "steppe-2": ("11–17 September 2018", "2018-09-11/2018-09-17", "2018", "2018"),
        "wave": ("on 22 April 2012", "2012-04-22/2012-04-22", "2012", "2012"),
        # It has no date: 2018 is the year of the source.
        "drill": ("mentioned 2018", "", "", ""),
    }
    sale = _csv_by_id("transfer-flows")["jet-sale"]
    # Ordered in 2015, delivered from 2016 to 2018.
    assert tuple(sale[name] for name in TIMES) == ("2015", "2015", "2015", "2018")


@pytest.mark.usefixtures("noted")
def test_notes_stand_in_a_column_each_after_its_sources() -> None:
    rows = _csv_by_id("exercise-timeline")
    assert rows["steppe-2"]["Note"] == (
        "[Weekly 2018 ¶2] Told late. [Agency 2019 ¶1; Portal 2020 ¶9] Rounded."
    )
    assert rows["wave"]["Note"] == ""


def _sheet(name: str, sheet: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(_taken(name))))[sheet]


def _row(sheet: Any, key: str) -> dict[str, Any]:
    """The cells of one row, by heading."""
    headings = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if key in {cell.value for cell in row}:
            return dict(zip(headings, row, strict=True))
    raise AssertionError(f"{key} has no row")


@pytest.mark.usefixtures("noted")
def test_a_workbook_has_days_as_dates_and_what_is_less_exact_as_text() -> None:
    sheet = _sheet("exercise-timeline", "Rows")
    wave, steppe, drill = (_row(sheet, key) for key in ("wave", "steppe-1", "drill"))
    assert wave["Date (ISO 8601)"].value.date() == date(2012, 4, 22)
    assert wave["Date (ISO 8601)"].number_format == "yyyy-mm-dd"
    assert steppe["Date (ISO 8601)"].value == "2005"
    second = _row(sheet, "steppe-2")
    days = [second[name] for name in ("First day", "Last day")]
    assert [day.value.date() for day in days] == [date(2018, 9, 11), date(2018, 9, 17)]
    # “In 2005” is no day, and what has no date has no year.
    assert [steppe[name].value for name in ("First day", "Last day", "First year")] == [
        None,
        None,
        2005,
    ]
    assert [drill[name].value for name in ("When", "First year")] == ["mentioned 2018", None]


@pytest.mark.usefixtures("noted")
def test_a_workbook_writes_years_without_and_numbers_with_commas() -> None:
    second = _row(_sheet("exercise-timeline", "Rows"), "steppe-2")
    personnel = second["Personnel, China (persons)"]
    assert (personnel.value, personnel.number_format) == (3500, "#,##0")
    assert (second["First year"].value, second["First year"].number_format) == (2018, "0")
    volumes = _sheet("sipri-volumes", "Rows")
    tiv = [
        cell for column in volumes.iter_cols(min_row=2) for cell in column if cell.value == 250.5
    ]
    assert [cell.number_format for cell in tiv] == ["#,##0.0"]


@pytest.mark.usefixtures("noted")
def test_a_workbook_keeps_its_header_in_view_can_be_filtered_and_is_as_wide_as_its_words() -> None:
    sheet = _sheet("exercise-timeline", "Rows")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    widths = {sheet[f"{letter}1"].value: d.width for letter, d in sheet.column_dimensions.items()}
    # Eight letters of “Steppe 1”, and two beside them.
    assert widths["Record"] == 10
    assert widths["Note"] == 60


@pytest.mark.usefixtures("noted")
def test_a_workbook_lists_every_source_of_its_rows_with_how_many_name_it() -> None:
    sheet = _sheet("exercise-timeline", "Sources")
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == (
        *("Source", "Author", "Institution", "Title", "Publisher", "Published", "Kind"),
        *("Address", "Accessed", "Licence", "Rows"),
    )
    # The article has all four exercises, the wire and its copy one of them.
    assert [(row[0], row[3], row[6], row[-1]) for row in rows] == [
        ("Weekly 2018", "An article", "Journalism", 4),
        ("Agency 2019", "A wire report", "Journalism", 1),
        ("Portal 2020", "A copy of it", "Journalism", 1),
    ]


def test_the_list_of_sources_is_never_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))
    taken = _taken("exercise-timeline")
    named = {source for ids in _ids_of_sources("exercise-timeline") for source in ids.split(";")}
    assert len(taken.sources) == len(named) > 8
    assert taken.about["Sources"].count(", ") >= len(named) - 1
    assert " more" not in taken.about["Sources"][-10:]


def _ids_of_sources(name: str) -> list[str]:
    chart = CHARTS[name]
    table = ChartView(chart, Filters(), chart.options()).linked_table
    return list(table["ids of Sources"])


def test_a_column_that_names_columns_names_them_as_their_headings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfers = [
        {**row, "uncertain": "value_usd_m"} if row.get("value_usd_m") else row
        for row in tiny.SHEETS["transfers"]
    ]
    folder = tiny.write(tmp_path / "data", {"transfers": transfers})
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    sale = _row(_sheet("transfer-flows", "Rows"), "jet-sale")
    assert sale["Uncertain"].value == "Value (million USD)"
    assert sale["Value (million USD)"].value == 2000

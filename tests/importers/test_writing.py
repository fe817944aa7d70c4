"""An import stands complete and checked in its place, or not at all, however it ends."""

import csv
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.charts.transfers.flows_view import flow_rows
from atlas.cli import main
from atlas.datapackage.tables import load
from atlas.dataset import store
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from importers.exports import PREAMBLE, REGISTER, REGISTER_2026, file
from lengths import AT_LENGTH

JET = "China,Russia,2015,,24,,Su-35,FGA aircraft,24,,2016; 2017; 2018,New,,50,1200,1200"
TANK = "India,Russia,2016,,10,,T-90,tank,10,,2017,New,,3,30,30"
COMMAND = "from atlas.cli import main; raise SystemExit(main())"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny package, as the one that imports stand beside."""
    folder = tiny.write(tmp_path / "package")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return folder


def _beside(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    monkeypatch.setenv("ATLAS_DATA", os.pathsep.join(map(str, folders)))


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    return [*csv.DictReader((folder / f"{table}.csv").read_text(encoding="utf-8").splitlines())]


def _started(export: Path, target: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", COMMAND, "import", "sipri", str(export), "-o", str(target)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


LATE, EARLY = ".rows-unfinished-*/rows/transfers.csv", ".rows-unfinished-*"


@pytest.mark.parametrize(
    ("moment", "is_there"),
    [
        pytest.param(LATE, False, id="late, new folder"),
        pytest.param(EARLY, True, id="early, empty folder", marks=AT_LENGTH),
        pytest.param(LATE, True, id="late, empty folder", marks=AT_LENGTH),
        pytest.param(EARLY, False, id="early, new folder", marks=AT_LENGTH),
    ],
)
def test_a_process_that_is_killed_in_the_middle_leaves_nothing_in_the_place(
    package: Path, tmp_path: Path, moment: str, is_there: bool
) -> None:
    target = tmp_path / "place" / "rows"
    target.parent.mkdir()
    if is_there:
        target.mkdir()
    row = "China,Russia,2015,,24,,X-{},FGA aircraft,24,,2016,New,,50,1200,1200"
    export = file(tmp_path, REGISTER, *(row.format(number) for number in range(3_000)))
    process = _started(export, target)
    while not [*target.parent.glob(moment)]:
        assert process.poll() is None, "it ended before it could be killed"
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert target.exists() == is_there
    assert not is_there or not [*target.iterdir()]
    assert all(
        path.name.startswith(".rows-unfinished-")
        for path in target.parent.iterdir()
        if path != target
    )
    assert main(["import", "sipri", str(file(tmp_path, REGISTER, JET)), "-o", str(target)]) == 0
    assert len(load(package, target)["transfers"]["id"].unique()) == 6


def test_rows_that_do_not_fit_beside_the_data_are_not_written_and_the_first_are_named(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declaration = (package / "datapackage.json").read_text(encoding="utf-8")
    narrower = declaration.replace('{"value": "aircraft",', '{"value": "aeroplanes",')
    (package / "datapackage.json").write_text(narrower, encoding="utf-8")
    sheets = {
        name: [{**row, "category": ""} if "category" in row else row for row in rows]
        for name, rows in tiny.SHEETS.items()
    }
    tiny.write(tmp_path / "blank", sheets)
    for name in ("transfers.csv", "systems.csv"):
        (tmp_path / "blank" / name).replace(package / name)
    target = tmp_path / "rows"
    assert main(["import", "sipri", str(file(tmp_path, REGISTER, JET)), "-o", str(target)]) == 1
    refusal = capsys.readouterr()
    assert refusal.out == ""
    assert refusal.err.splitlines()[0] == (
        "the rows do not fit beside the data package (1 problem), so nothing is written:"
    )
    assert refusal.err.splitlines()[1].startswith(
        f"{target / 'systems.csv'}, row 2, column category: vocabulary: “aircraft” is not one of"
    )
    assert not [path for path in tmp_path.iterdir() if "rows" in path.name]


def test_the_same_rows_are_not_imported_again_beside_themselves(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    export, first = file(tmp_path, REGISTER, JET), tmp_path / "first"
    assert main(["import", "sipri", str(export), "-o", str(first)]) == 0
    (source,) = _rows(first, "sources")
    _beside(monkeypatch, package, first)
    capsys.readouterr()
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "second")]) == 1
    beside = os.pathsep.join(map(str, [package, first]))
    assert capsys.readouterr().err == (
        f"{export}: {beside} has the rows of this export already, from the source {source['id']}\n"
    )
    assert not (tmp_path / "second").exists()


def test_two_imports_of_one_export_are_the_same_rows_and_count_once(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        export = file(tmp_path, REGISTER, JET, TANK)
        assert main(["import", "sipri", str(export), "-o", str(folder)]) == 0
    _beside(monkeypatch, package, *folders)
    assert main(["validate"]) == 0
    together, alone = load(package, *folders), load(package, folders[0])
    assert len(together["transfers"]) == len(alone["transfers"])


def test_a_new_deal_of_a_later_edition_never_takes_the_id_of_a_deal_that_was_there(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    assert main(["import", "sipri", str(file(tmp_path, REGISTER, JET)), "-o", str(earlier)]) == 0
    _beside(monkeypatch, package, earlier)
    # By its size it stands before the deal that was there, which had the id without a number.
    smaller = JET.replace(",24,", ",4,").replace("1200,1200", "200,200")
    preamble = PREAMBLE.replace("3 Mar", "3 Oct")
    export = file(tmp_path, REGISTER, smaller, JET, preamble=preamble)
    assert main(["import", "sipri", str(export), "-o", str(later)]) == 0
    assert "count it twice" not in capsys.readouterr().out
    amounts = {row["id"]: row["quantity_ordered"] for row in _rows(later, "transfers")}
    assert amounts == {
        "sipri-deal-rus-chn-2015-su-35": "24",
        "sipri-deal-rus-chn-2015-su-35-2": "4",
    }
    _beside(monkeypatch, package, earlier, later)
    assert main(["validate"]) == 0


def test_deals_of_a_later_edition_that_have_the_ids_of_those_there_are_not_said_to_be_missing(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    earlier = tmp_path / "earlier"
    assert (
        main(["import", "sipri", str(file(tmp_path, REGISTER, TANK, TANK)), "-o", str(earlier)])
        == 0
    )
    _beside(monkeypatch, package, earlier)
    export = file(tmp_path, REGISTER, TANK, TANK, preamble=PREAMBLE.replace("3 Mar", "3 Oct"))
    capsys.readouterr()
    assert main(["import", "sipri", str(export), "-o", str(tmp_path / "later")]) == 0
    assert "not among the deals" not in capsys.readouterr().out


def test_a_package_that_is_wrong_itself_is_named_as_what_is_to_be_mended(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (package / "gaps.csv").open("a", encoding="utf-8") as gaps:
        gaps.write("x,no table,,A gap.\n")
    assert (
        main(["import", "sipri", str(file(tmp_path, REGISTER, JET)), "-o", str(tmp_path / "r")])
        == 1
    )
    assert capsys.readouterr().err == (
        f"{package} is not valid by itself, so nothing can be added: run atlas validate\n"
    )
    assert not (tmp_path / "r").exists()


def test_a_folder_that_could_not_be_named_beside_others_is_refused_in_a_sentence(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"a{os.pathsep}b"
    assert _refused(tmp_path, target, capsys) == (
        f"{target} cannot be named in ATLAS_DATA: name a folder without “{os.pathsep}”"
    )
    assert not target.exists()


def _refused(tmp_path: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["import", "sipri", str(file(tmp_path, REGISTER, JET)), "-o", str(target)]) == 1
    refusal = capsys.readouterr().err
    assert refusal.count("\n") == 1
    return refusal.strip()


def test_a_place_that_is_a_file_or_is_in_use_or_cannot_be_written_is_refused_in_a_sentence(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    used = tmp_path / "used"
    used.mkdir()
    (used / "notes.txt").write_text("mine", encoding="utf-8")
    assert _refused(tmp_path, taken, capsys) == (
        f"{taken} is a file: name a folder that is new or empty"
    )
    assert _refused(tmp_path, used, capsys) == (
        f"{used} holds files already: name a folder that is new or empty"
    )
    assert _refused(tmp_path, taken / "rows", capsys).startswith(
        f"{taken / 'rows'} cannot be written: "
    )
    assert _refused(tmp_path, Path("/proc/rows"), capsys).startswith(
        "/proc/rows cannot be written: "
    )
    assert taken.read_text(encoding="utf-8") == "mine"


def test_parts_of_one_export_stand_beside_each_other_and_a_deal_of_both_is_one_record(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = file(tmp_path, REGISTER, JET, JET.replace("Su-35", "Su 35"), TANK)
    folders = [tmp_path / "china", tmp_path / "india", tmp_path / "all"]
    for folder, chosen in zip(
        folders, (["--recipient", "CN"], ["--recipient", "India"], []), strict=True
    ):
        assert main(["import", "sipri", str(export), "-o", str(folder), *chosen]) == 0
    _beside(monkeypatch, package, *folders)
    assert main(["validate"]) == 0
    assert len({row["id"] for folder in folders for row in _rows(folder, "sources")}) == 3
    systems = [{row["name"]: row["id"] for row in _rows(folder, "systems")} for folder in folders]
    assert systems[0].items() | systems[1].items() == systems[2].items()
    ids = [{row["id"] for row in _rows(folder, "transfers")} for folder in folders]
    assert ids[0] | ids[1] == ids[2]


SIPRI = {**tiny.SOURCES[1], "id": "sipri", "publisher": "SIPRI", "origin": "SIPRI", "rank": "4"}


def _extract(folder: Path, *deals: dict[str, str]) -> Path:
    """The tiny package with transfers from SIPRI's register."""
    ids = [f"own-{number}" for number in range(len(deals))]
    rows = [
        tiny.said(key, "sipri", "line 7", supplier="RUS", recipient="CHN", unit="pieces", **deal)
        for key, deal in zip(ids, deals, strict=True)
    ]
    records = [{"id": key, "table": "transfers", "label": key} for key in ids]
    return tiny.write(
        folder,
        {"transfers": [*tiny.SHEETS["transfers"], *rows]},
        records=[*tiny.RECORDS, *records],
        sources=[*tiny.SOURCES, SIPRI],
    )


def _deal(name: str, ordered: str, tiv: str) -> dict[str, str]:
    return {
        "name": name,
        "ordered": ordered,
        "quantity_ordered": "150",
        "quantity_delivered": "150",
        "tiv_delivered": tiv,
    }


TORPEDO = "China,Russia,2002,?,150,?,53-65,anti-ship torpedo,150,?,2005; 2006,New,,1.1,165,165"
MISSILE = "China,Russia,2002,?,150,?,48N6,surface-to-air missile,150,?,2006; 2007,New,,1.1,165,165"


def _matched(tmp_path: Path, *rows: str) -> dict[str, str]:
    folder = tmp_path / "rows"
    assert (
        main(["import", "sipri", str(file(tmp_path, REGISTER_2026, *rows)), "-o", str(folder)]) == 0
    )
    return {row["name"]: row["id"] for row in _rows(folder, "transfers")}


def test_of_deals_with_the_same_figures_the_designation_tells_which_is_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _extract(
        tmp_path / "data", _deal("48N6 (Rif-M)", "2002", "165"), _deal("53-65", "2002", "165")
    )
    _beside(monkeypatch, package)
    assert _matched(tmp_path, TORPEDO, MISSILE) == {"53-65": "own-1", "48N6": "own-0"}


def test_two_shipped_deals_of_the_same_figures_are_not_counted_twice_beside_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _beside(monkeypatch, ROOT / "data")
    assert _to_china() == Decimal("38156.15")
    _matched(tmp_path, TORPEDO, MISSILE)
    _beside(monkeypatch, ROOT / "data", tmp_path / "rows")
    assert _to_china() == Decimal("38156.15")


def _to_china() -> Decimal:
    """What Russia delivered to China in million TIV, as the flow chart adds it up."""
    bands = flow_rows(store.dataset(), FlowOptions(unit="tiv"))
    is_drawn = bands["supplier"].eq("RUS") & bands["recipient"].eq("CHN")
    return Decimal(str(round(bands.loc[is_drawn, "value"].sum(), 2)))


def test_a_deal_whose_figures_sipri_has_revised_is_known_by_parties_year_and_designation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _extract(tmp_path / "data", _deal("53-65", "2002", "150"), _deal("R-77", "2000", "9"))
    _beside(monkeypatch, package)
    assert _matched(tmp_path, TORPEDO) == {"53-65": "own-0"}


def test_what_no_deal_took_is_listed_and_the_page_that_adds_both_up_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = _extract(
        tmp_path / "data", _deal("53-65", "2002", "165"), _deal("TEST-71", "2003", "75")
    )
    _beside(monkeypatch, package)
    matched = _matched(tmp_path, TORPEDO, TORPEDO.replace("2002", "2004").replace("53-65", "TE-2"))
    assert matched == {"53-65": "own-0", "TE-2": "sipri-deal-rus-chn-2004-te-2"}
    printed = capsys.readouterr().out.splitlines()
    at = printed.index("  own-1: TEST-71, 2003, TIV 75")
    assert printed[at - 1] == (
        "not among the deals of this export: 1 transfer of the data package between the same "
        "parties that rest on SIPRI (TIV 75 in all); where SIPRI has revised one, totals over both "
        "count it twice:"
    )
    _beside(monkeypatch, package, tmp_path / "rows")
    flows = CHARTS["transfer-flows"]
    doubt = "May be counted twice: 1 transfer of SIPRI's register that the imported export has not"
    assert doubt in ChartView(flows, Filters(), FlowOptions(unit="tiv")).note
    assert "twice" not in ChartView(flows, Filters(), FlowOptions(unit="records")).note
    _beside(monkeypatch, package)
    assert "twice" not in ChartView(flows, Filters(), FlowOptions(unit="tiv")).note


def test_a_console_that_has_not_every_letter_gets_the_sentence_all_the_same(
    package: Path, tmp_path: Path
) -> None:
    with (package / "exercises.csv").open("a", encoding="utf-8") as exercises:
        exercises.write(f"Учение,article,¶1,stated{',' * 26}\n")
    command = [sys.executable, "-c", COMMAND, "validate", str(package)]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    result = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert result.returncode == 1
    assert b"exercises.csv, row 9" in result.stdout
    assert "“??????”".encode("cp1252") in result.stdout
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
def test_a_full_disk_beneath_what_is_printed_is_one_sentence(package: Path) -> None:
    command = [sys.executable, "-c", COMMAND, "validate", str(package)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"what is printed cannot be written: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_pipe_whose_reader_has_left_is_no_accident(package: Path) -> None:
    command = [sys.executable, "-c", COMMAND, "validate", str(package)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")

"""The bundle: a ZIP file that is a valid package, says what it is, and is the same every time."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest
import yaml
from datacite import schema45

import tiny
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.filters import Filters
from atlas.export.bundle.bundle import MANIFEST, taken, to_zip

HOME = "https://example.org/atlas"
NAVAL = Filters(domain=("naval",))


def _unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, in which the wire's terms do not allow that rows are passed on."""
    sources = [
        row | ({"redistributable": "false"} if row["id"] == "wire" else {}) for row in tiny.SOURCES
    ]
    return tiny.write(tmp_path_factory.mktemp("data"), sources=sources)


def _zipped(package: Path, filters: Filters, *, is_whole: bool) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(package))
        return to_zip(taken(filters, is_whole=is_whole), HOME)


@pytest.fixture(scope="module")
def naval_zip(package: Path) -> bytes:
    return _zipped(package, NAVAL, is_whole=False)


@pytest.fixture(scope="module")
def naval(naval_zip: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _unpacked(naval_zip, tmp_path_factory.mktemp("naval"))


@pytest.fixture(scope="module")
def whole(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = _zipped(package, Filters(), is_whole=True)
    return _unpacked(content, tmp_path_factory.mktemp("whole"))


def test_the_bundle_is_a_package_that_frictionless_and_the_dashboard_read(
    naval: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = frictionless.validate(str(naval / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    monkeypatch.setenv("ATLAS_DATA", str(naval))
    assert list(store.dataset()["exercises"].index) == ["wave"]
    assert list(store.dataset()["transfers"].index) == ["engine-supply", "ship-sale"]


def test_all_has_every_record_of_the_sources_that_may_be_passed_on(whole: Path) -> None:
    read = tables.load(whole)
    assert set(read["exercises"]["id"]) == {"steppe", "steppe-1", "steppe-2", "wave", "drill"}
    assert set(read["exercises"]["source"]) == {"article", "copy"}


def test_sources_that_forbid_it_stay_out_and_are_named_with_their_rows(
    package: Path, whole: Path
) -> None:
    frames = [pd.read_csv(path) for path in package.glob("*.csv")]
    n_rows = sum(frame["source"].eq("wire").sum() for frame in frames if "source" in frame)
    kept = [pd.read_csv(path) for path in whole.glob("*.csv")]
    assert not any(frame["source"].eq("wire").any() for frame in kept if "source" in frame)
    left_out = pd.read_csv(whole / "about" / "left-out.csv")
    assert left_out[["id", "n_rows"]].to_numpy().tolist() == [["wire", n_rows]]
    readme = (whole / "README.md").read_text(encoding="utf-8")
    assert f"{n_rows} rows of 1 source whose terms do not allow" in readme


def test_records_stand_as_pages_list_them(naval: Path) -> None:
    listed = pd.read_csv(naval / "records" / "exercises.csv")
    assert listed[["Record", "Id"]].to_numpy().tolist() == [["Wave", "wave"]]
    evidence = pd.read_csv(naval / "records" / "evidence.csv")
    dated = evidence[evidence["id"].eq("wave") & evidence["field"].eq("date")]
    assert dated[["value", "source", "locator"]].to_numpy().tolist() == [
        ["2012-04-22", "article", "¶3"]
    ]


def test_a_table_without_rows_is_there_and_declared_so(naval: Path) -> None:
    assert len(pd.read_csv(naval / "agreements.csv")) == 0
    package = json.loads((naval / "datapackage.json").read_text(encoding="utf-8"))
    rows = {table["name"]: table["rows"] for table in package["resources"]}
    assert (rows["agreements"], rows["exercises"]) == (0, 1)


def test_a_table_that_lost_its_rows_is_a_problem(naval_zip: bytes, tmp_path: Path) -> None:
    naval = _unpacked(naval_zip, tmp_path)
    path = naval / "exercises.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(tables.DataProblemsError, match="it has a header and no rows"):
        tables.load(naval)


def test_every_file_has_its_hash_in_the_manifest(naval: Path) -> None:
    lines = (naval / MANIFEST).read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(naval).as_posix() for path in naval.rglob("*") if path.is_file()}
    assert set(sums) == there - {MANIFEST}
    for name, digest in sums.items():
        assert hashlib.sha256((naval / name).read_bytes()).hexdigest() == digest


def test_the_same_data_and_query_make_the_same_bytes(package: Path, naval_zip: bytes) -> None:
    assert _zipped(package, NAVAL, is_whole=False) == naval_zip
    assert _zipped(package, Filters(), is_whole=False) != naval_zip


def test_it_can_be_cited_and_deposited(naval: Path) -> None:
    citation = yaml.safe_load((naval / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "dataset")
    assert citation["version"] == tables.load(naval).version
    assert citation["url"].startswith(f"{HOME}/api/v1/bundle.zip?years=")
    assert citation["url"].endswith("&rows=displayed")
    deposit = json.loads((naval / "about" / "datacite.json").read_text(encoding="utf-8"))
    # The repository's own year stands for the one that the tiny package does not know.
    assert schema45.validate({**deposit, "publicationYear": "2026"})


def test_each_description_says_how_firm_rows_are_and_how_many_stayed_out(
    naval: Path, whole: Path
) -> None:
    for folder, without in ((naval, ""), (whole, "Without ")):
        citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
        deposit = json.loads((folder / "about" / "datacite.json").read_text(encoding="utf-8"))
        learning = json.loads((folder / "about" / "croissant.json").read_text(encoding="utf-8"))
        abstract = citation["abstract"]
        assert "denied or cancelled is among the rows, and its basis or status says so" in abstract
        assert without in abstract
        assert deposit["descriptions"][0]["description"] == abstract
        assert learning["description"].endswith(abstract)
    rows = pd.read_csv(whole / "about" / "left-out.csv")["n_rows"].sum()
    assert f"Without {rows} rows of 1 source whose terms do not allow it." in abstract


def test_croissant_names_each_table_with_its_bytes_and_columns(naval: Path) -> None:
    described = json.loads((naval / "about" / "croissant.json").read_text(encoding="utf-8"))
    files = {file["name"]: file["sha256"] for file in described["distribution"]}
    content = (naval / "exercises.csv").read_bytes()
    assert files["exercises.csv"] == hashlib.sha256(content).hexdigest()
    records = {table["name"]: table["field"] for table in described["recordSet"]}
    columns = [field["source"]["extract"]["column"] for field in records["exercises"]]
    assert columns == pd.read_csv(naval / "exercises.csv").columns.tolist()


def test_the_shipped_data_make_a_valid_bundle(tmp_path: Path) -> None:
    folder = _unpacked(to_zip(taken(Filters(), is_whole=True), ""), tmp_path)
    read = tables.load(folder)
    assert {"diplomat-2018", "diplomat-2022"} <= set(read["sources"]["id"])
    assert set(read["sources"]["redistributable"]) == {"true"}
    built = build(read, read["sources"]["id"])
    assert len(built["findings"]) > 0

"""`atlas bundle` and `atlas brief`: whole files from the command line."""

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from atlas.cli import main
from lengths import AT_LENGTH


@pytest.fixture(autouse=True)
def _tiny_data(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def test_a_bundle_has_what_the_filters_leave(tmp_path: Path) -> None:
    target = tmp_path / "bundle.zip"
    assert main(["bundle", "--domain", "naval", "-o", str(target)]) == 0
    with zipfile.ZipFile(target) as archive:
        rows = archive.read("exercises.csv").decode().splitlines()[1:]
    assert [row.partition(",")[0] for row in rows] == ["wave"]


@AT_LENGTH
def test_a_bundle_of_all_has_more(tmp_path: Path) -> None:
    target = tmp_path / "bundle.zip"
    assert main(["bundle", "--domain", "naval", "--rows", "all", "-o", str(target)]) == 0
    with zipfile.ZipFile(target) as archive:
        assert b"drill" in archive.read("exercises.csv")


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for work in ("atlas.answers.files.bundle", "atlas.briefing.making.written"):
        monkeypatch.setattr(work, lambda *_: pytest.fail("It was made, and could not be kept."))
    absent = tmp_path / "absent"
    for words in (["bundle"], ["brief", "alliance", "-f", "html"]):
        assert main([*words, "-o", str(absent / "file")]) == 1
        refusal = capsys.readouterr().err
        assert refusal == f"{absent / 'file'} cannot be written: No such file or directory\n"


def test_ready_made_briefings_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief"]) == 0
    assert "alliance: Is it an alliance?" in capsys.readouterr().out.splitlines()


def test_a_link_of_the_page_becomes_slides_and_says_what_fell_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "wave.pptx"
    link = "http://localhost:8501/briefing?item=/evidence?record=wave%23record&item=/x%23nothing"
    assert main(["brief", link, "-o", str(target)]) == 0
    assert "1 item of this link fell out" in capsys.readouterr().err
    slides = Presentation(io.BytesIO(target.read_bytes())).slides
    assert any(
        "Wave" in shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame
    )


def test_what_is_no_briefing_is_refused_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["brief", "everything"])
    assert ended.value.code == 2
    assert "there are: since-2022, s-400, alliance; or copy the link" in capsys.readouterr().err

"""The command line: the same answers as pages give, as files, lines and exit statuses."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from atlas.charts.registry import CHARTS
from atlas.cli import main
from atlas.dataset.filter_registry import FILTERS
from atlas.export import browser
from lengths import OF_EVERY_FORM, first_of_all

ATLAS = "from atlas.cli import main; raise SystemExit(main())"
HEAVY = ("streamlit", "plotly", "spacy", "rich", "networkx", "mcp")


@pytest.fixture(autouse=True)
def _tiny_data(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def printed(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    """What a command prints that ends well and says nothing else."""
    assert main(arguments) == 0
    output = capsysbinary.readouterr()
    assert output.err == b""
    return output.out.decode("utf-8-sig")


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command line that is not understood is answered with; nothing is printed."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    output = capsys.readouterr()
    assert output.out == ""
    return output.err


def test_a_table_is_printed_as_csv_under_filters(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    text = printed(
        capsysbinary, "table", "exercises", "--years", "2018", "2018", "--domain", "land"
    )
    assert pd.read_csv(io.StringIO(text))["Record"].tolist() == ["Steppe (series)", "Steppe 2"]


def test_without_a_name_the_tables_are_listed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = printed(capsysbinary, "table").splitlines()
    assert lines[0] == "exercises: Exercises: a row an entry, with sources and paragraphs."


def test_without_a_name_the_charts_are_listed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = printed(capsysbinary, "chart").splitlines()
    assert "exercise-timeline: Exercises in time" in lines
    assert len(lines) == len(CHARTS)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "parquet"])
def test_the_ending_of_a_file_says_its_format(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"rows.{ending}"
    assert main(["table", "exercises", "-o", str(target)]) == 0
    read = {
        "csv": pd.read_csv,
        "xlsx": pd.read_excel,
        "parquet": pd.read_parquet,
        "json": lambda path: pd.DataFrame(json.loads(path.read_text(encoding="utf-8"))["rows"]),
    }[ending]
    assert "Wave" in set(read(target)["Record"])


def test_a_place_that_cannot_be_written_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "absent" / "rows.csv"
    assert main(["table", "exercises", "-o", str(target)]) == 1
    assert capsys.readouterr().err == f"{target} cannot be written: No such file or directory\n"
    assert main(["table", "exercises", "-f", "csv", "-o", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path} cannot be written: Is a directory\n"


@pytest.mark.skipif(sys.platform == "win32", reason="devices of Unix")
def test_an_answer_goes_to_a_device_and_through_a_link(tmp_path: Path) -> None:
    assert main(["table", "exercises", "-o", "/dev/null"]) == 0
    assert not Path("/dev/null").is_file()
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "rows.csv")
    assert main(["table", "exercises", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert link.read_text(encoding="utf-8").count("\n") > 1


def test_a_terminal_is_not_sent_what_it_cannot_show(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    text = refused(capsys, "table", "exercises", "--format", "xlsx")
    assert "A terminal cannot show xlsx; name a file with -o" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["table", "nothing"], "There is no table 'nothing'; there are: exercises, transfers"),
        (["table", "exercises", "--domain", "moon"], "Not understood: domain=moon. domain takes:"),
        (
            ["table", "exercises", "--format", "png"],
            "there are: csv, decimal-commas.csv, xlsx, json, parquet.",
        ),
        (["chart", "pie"], "There is no chart 'pie'; there are:"),
        (["chart", "two-way-street", "--split", "x"], "split takes: category, exchanged."),
        (["record", "nobody"], "There is no record 'nobody'"),
        (["count", "--rule", "most"], "There is no rule 'most'; there are: every, alone"),
        (["cite", "nobody"], "There is no record and no chart 'nobody'"),
        (["cite", "findings", "--split", "exchanged"], "findings has no option split; it has: "),
        (["cite", "jet-sale", "--by", "domain"], "jet-sale has no option by; it has none."),
        (["cite", "transfer-flows", "--by", "sea"], "Not understood: by=sea. by takes: "),
        (["changes", "nowhere"], "dir 'nowhere' does not exist."),
        (["table", "exercises", "--colour", "red"], "No such option"),
        (["tabel"], "No such command 'tabel'"),
    ],
)
def test_what_is_not_understood_is_status_2_and_a_sentence_of_what_there_is(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert words in refused(capsys, *arguments)


def test_data_that_are_not_valid_are_status_1_and_every_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    assert main(["table", "exercises"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "datapackage.json" in output.err


def test_settings_out_of_range_are_read_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", "exercises", "--years", "2018", "2017"]) == 0
    note = "Note: years=2018&years=2017 is read as years=2017&years=2018.\n"
    assert capsys.readouterr().err == note


def test_sources_are_an_evidence_base_or_kinds_of_source(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    def versions(*sources: str) -> str:
        return printed(capsysbinary, "table", "exercises", *sources)

    assert versions("--sources", "articles") == versions("--evidence", "articles")
    own = versions("--evidence", "own", "--kind", "journalism")
    assert versions("--sources", "journalism") == own


def test_every_filter_is_an_option_whose_help_names_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["table", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for key in FILTERS:
        assert f"--{key} " in text
    assert "Values: land, air, naval," in text


@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_every_chart_is_a_command_that_writes_its_rows(tmp_path: Path, name: str) -> None:
    target = tmp_path / "rows.csv"
    assert main(["chart", name, "-o", str(target)]) == 0
    assert target.read_bytes()


def test_an_option_of_a_chart_goes_by_its_name_in_links_and_with_hyphens(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    ends = ("--path-to", "engine")
    with_hyphens = printed(capsysbinary, "chart", "network", "--path-from", "jet", *ends)
    as_in_links = printed(capsysbinary, "chart", "network", "--path_from", "jet", *ends)
    assert as_in_links == with_hyphens
    assert printed(capsysbinary, "chart", "network") != with_hyphens


def test_a_chart_can_be_had_as_figure_and_page(tmp_path: Path) -> None:
    figure, page = tmp_path / "a.json", tmp_path / "a.html"
    for target in (figure, page):
        assert main(["chart", "two-way-street", "-o", str(target)]) == 0
    assert json.loads(figure.read_text(encoding="utf-8"))["data"]
    assert "<html" in page.read_text(encoding="utf-8")


def test_without_a_browser_a_picture_is_status_1_and_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "installed", lambda: None)
    assert main(["chart", "two-way-street", "-o", str(tmp_path / "a.svg")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "Chrome" in line


def test_the_network_is_read_by_networkx(tmp_path: Path) -> None:
    target = tmp_path / "network.graphml"
    assert main(["network", "-o", str(target)]) == 0
    assert "jet" in nx.read_graphml(target)


def test_a_record_is_read_fact_by_fact_with_basis_source_and_paragraph(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    text = printed(capsysbinary, "record", "jet-sale")
    assert text.startswith("Jets to China (jet-sale, transfers)\n")
    assert "stated: Weekly 2018 ¶" in text
    assert json.loads(printed(capsysbinary, "record", "jet-sale", "-f", "json"))["evidence"]


def test_a_search_names_id_and_name_and_the_nearest_where_there_is_none(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    first = printed(capsysbinary, "search", "fishhook").splitlines()[0]
    assert first.split("\t") == ["jet", "Jet 7", "systems", "Fishhook"]
    assert "the nearest are:" in printed(capsysbinary, "search", "steqqezz")


def test_a_count_names_its_rule(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = printed(capsysbinary, "count", "--rule", "no-patrols").splitlines()
    answer = json.loads(printed(capsysbinary, "count", "--rule", "no-patrols", "-f", "json"))
    assert lines[0].startswith(f"{answer['number']} exercise")
    assert answer["number"] == len(answer["ids"])


def test_a_text_is_checked_from_a_file(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Russia sold Jet 7 to China.", encoding="utf-8")
    lines = printed(capsysbinary, "check", str(file)).splitlines()
    assert lines[0] == "Russia sold Jet 7 to China."
    assert any(line.startswith("  ") for line in lines[1:])


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "“Jets to China"), ("bib", "@"), ("ris", "TY  -"), ("json", "[")]
)
def test_a_record_is_cited_in_every_form(
    capsysbinary: pytest.CaptureFixture[bytes], form: str, begins: str
) -> None:
    assert printed(capsysbinary, "cite", "jet-sale", "--format", form).startswith(begins)


def test_a_chart_is_cited_as_its_options_show_it(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    words = ["cite", "two-way-street", "--split", "exchanged", "--format", "json"]
    (own, *_) = json.loads(printed(capsysbinary, *words))
    assert "split by: What was exchanged" in own["note"]
    usual = json.loads(printed(capsysbinary, "cite", "two-way-street", "--format", "json"))
    assert "What was exchanged" not in usual[0]["note"]


def test_versions_name_data_and_program(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = printed(capsysbinary, "version").splitlines()
    assert lines[1].startswith("data ")
    assert lines[2].startswith("program ")


def started(*arguments: str, code: str = ATLAS, **more: Any) -> "subprocess.Popen[bytes]":
    """A command in a process of its own."""
    command = [sys.executable, "-c", code, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, env={**os.environ, **more})


def test_a_table_waits_for_no_library_that_it_does_not_need() -> None:
    code = (
        "import sys; from atlas.cli import main; main(sys.argv[1:]); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    output, errors = started("table", "exercises", code=code).communicate()
    assert b"Wave" in output
    assert errors.decode().strip() == "[]"


def test_only_serve_needs_streamlit() -> None:
    code = (
        "import sys; sys.modules['streamlit'] = None; from atlas.cli import main; "
        "raise SystemExit(sum(main(line.split()) for line in sys.argv[1:]))"
    )
    lines = ("version", "search jet", "count", "record jet-sale", "chart findings", "cite jet-sale")
    process = started(*lines, code=code)
    _, errors = process.communicate()
    assert (process.returncode, errors.decode()) == (0, "")


def test_a_reader_who_has_enough_ends_it_without_a_word() -> None:
    with started("table", "evidence", "--format", "json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("stream", "status", "words"),
    [
        ("stdout", 1, b"what is printed cannot be written: Bad file descriptor\n"),
        ("stderr", 0, b""),
    ],
)
def test_where_nothing_can_be_printed_the_status_says_so(
    stream: str, status: int, words: bytes
) -> None:
    # As Python finds a stream that whoever started it has closed.
    code = f"import os, sys; os.close(sys.{stream}.fileno()); sys.{stream} = None; {ATLAS}"
    process = started("version", code=code)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (status, words)


def test_a_text_can_be_sent_as_a_hyphen(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = io.TextIOWrapper(io.BytesIO(b"Russia sold Jet 7 to China."))
    monkeypatch.setattr(sys, "stdin", sent)
    assert printed(capsysbinary, "check", "-").startswith("Russia sold Jet 7 to China.")


def test_a_file_that_is_no_text_is_refused_and_not_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes(b"PK\xff\xfe")
    assert main(["check", str(draft)]) == 1
    assert capsys.readouterr().err == f"{draft} is no text in UTF-8.\n"


def test_a_text_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "draft.txt"
    # A file with a hole takes no room on the disk.
    with draft.open("wb") as file:
        file.truncate(2**40)
    assert main(["check", str(draft)]) == 1
    why = "has more than 1,000,000 bytes: at most 5,000 characters are checked.\n"
    assert capsys.readouterr().err == f"{draft} {why}"
    with draft.open("rb") as sent:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(sent))
        assert main(["check"]) == 1
    assert capsys.readouterr().err == f"- {why}"


@pytest.mark.parametrize("file", ["nowhere.txt", "."])
def test_a_file_that_cannot_be_read_is_a_sentence(
    capsys: pytest.CaptureFixture[str], file: str
) -> None:
    assert f"{file} cannot be read: " in refused(capsys, "check", file)


def test_a_shell_completes_commands_and_values() -> None:
    asked = {"_ATLAS_COMPLETE": "complete_bash", "COMP_CWORD": "4"}
    words = "atlas table exercises --domain na"
    output, _ = started(COMP_WORDS=words, **asked).communicate()
    assert output.decode().split() == ["naval"]

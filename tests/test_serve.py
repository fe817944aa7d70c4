"""`atlas serve`: what it passes on to Streamlit, and what it says of the address."""

from typing import Any

import click
import pytest

from atlas.cli import main
from atlas.paths import ROOT
from atlas.ui import serve


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of each server that would have been started; Ctrl+C ends it at once."""
    started: list[list[str]] = []

    def _run(arguments: list[str], *_: Any, **__: Any) -> None:
        started.append(arguments)
        raise click.Abort

    monkeypatch.setattr(serve.cli, "main", _run)
    return started


def test_it_listens_to_this_machine_alone_unless_told_otherwise(
    started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve"]) == 0
    (arguments,) = started
    assert arguments[:2] == ["run", str(ROOT / "app.py")]
    assert arguments[arguments.index("--server.address") + 1] == "localhost"
    output = capsys.readouterr()
    assert "http://localhost:8501" in output.out
    assert output.err == ""


def test_it_names_the_prefix_that_the_variable_gives_it(
    started: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "atlas")
    main(["serve"])
    assert "at http://localhost:8501/atlas;" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1"])
def test_other_names_of_this_machine_need_no_warning(
    started: list[list[str]], capsys: pytest.CaptureFixture[str], address: str
) -> None:
    main(["serve", "--address", address, "--port", "9000"])
    assert address in started[0]
    assert "9000" in started[0]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_an_address_that_others_reach_is_warned_of(
    started: list[list[str]], capsys: pytest.CaptureFixture[str], address: str
) -> None:
    main(["serve", "--address", address])
    assert address in started[0]
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"It listens on {address}: whoever reaches this machine")
    assert "without a password" in line
    assert "ATLAS_HOSTS" in line


def test_where_readers_sign_in_the_warning_says_so(
    started: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_SIGN_IN", "@example.org")
    main(["serve", "--address", "0.0.0.0"])
    assert "once they have signed in" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(
    started: list[list[str]], capsys: pytest.CaptureFixture[str], port: str
) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])
    assert "--port" in capsys.readouterr().err
    assert not started


def test_an_address_that_is_none_is_answered_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _fail(*_: Any, **__: Any) -> None:
        raise OSError("Name or service not known")

    monkeypatch.setattr(serve.cli, "main", _fail)
    assert main(["serve", "--address", "nowhere.invalid"]) == 1
    assert "cannot run at nowhere.invalid: Name or service not known" in capsys.readouterr().err


def test_no_step_of_a_reader_looks_for_changes_of_the_program() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert '\nfileWatcherType = "none"\n' in text

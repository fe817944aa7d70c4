"""The search for a browser: it stops at the first that runs, and ends in a sentence where none is
to be had.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from browser import ensure_browser

Ran = list[str]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """What would have been run on a machine without any browser, where nothing can be fetched.

    Nothing is run.
    """
    commands: Ran = []

    def _refused(command: list[str], seconds: float, *, quiet: bool = False) -> str:
        commands.append(" ".join(command))
        return "ended with code 1"

    monkeypatch.setattr(ensure_browser, "find", lambda: None)
    monkeypatch.setattr(ensure_browser, "run", _refused)
    monkeypatch.setattr(ensure_browser.shutil, "which", lambda name: f"/bin/{name}")
    return commands


def test_an_installed_browser_is_taken_and_nothing_is_fetched(
    ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensure_browser, "find", lambda: "/bin/chromium")
    assert ensure_browser.ensure() == "/bin/chromium"
    assert ran == []


def test_a_fetched_browser_ends_the_search(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensure_browser, "find", lambda: "/fetched/chrome" if ran else None)
    assert ensure_browser.ensure() == "/fetched/chrome"
    assert len(ran) == 1
    assert ran[0].endswith("-m playwright install chromium")


def test_the_administrator_installs_with_the_package_manager(
    ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensure_browser, "is_root", lambda: True)
    monkeypatch.setattr(
        ensure_browser, "find", lambda: "/bin/chromium" if "apt-get update" in ran else None
    )
    assert ensure_browser.ensure() == "/bin/chromium"


def test_others_are_told_what_to_type(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ensure_browser, "is_root", lambda: False)
    with pytest.raises(
        SystemExit,
        match=r"^No browser .* sudo apt-get install -y chromium\).* Install Chrome, Edge or ",
    ):
        ensure_browser.ensure()
    assert not [command for command in ran if "apt-get" in command]
    assert "sudo apt-get update && sudo apt-get install -y chromium" in capsys.readouterr().err


def test_what_was_tried_in_vain_is_said(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensure_browser, "is_root", lambda: True)
    with pytest.raises(SystemExit) as end:
        ensure_browser.ensure()
    for step in (
        "none is installed",
        "playwright install chromium) ended with code 1",
        "chromium) ended with code 1",
    ):
        assert step in str(end.value)


def test_a_file_that_does_not_start_is_no_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(ensure_browser, "_places", lambda: iter([broken, tmp_path / "nowhere"]))
    monkeypatch.setattr("sys.platform", "linux")
    assert ensure_browser.find() is None


def test_a_command_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    assert (
        ensure_browser.run(
            [sys.executable, "-c", "import time; time.sleep(60)"], 1, output=subprocess.DEVNULL
        )
        == "did not end within 1 s"
    )
    assert time.monotonic() - begun < 30

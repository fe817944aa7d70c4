"""The wheel carries everything: installed without the checkout, it validates and serves."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from atlas.charts import theme
from atlas.paths import ROOT

UP_WITHIN = 60
# What another Streamlit project would have in the folder where the command happens to be given.
FOREIGN_CONFIGURATION = """
[server]
address = "0.0.0.0"
[browser]
gatherUsageStats = true
[theme.light]
backgroundColor = "#ff0000"
"""


class Installed(NamedTuple):
    """A wheel of this checkout, installed, and a user who has nothing else."""

    target: Path
    folder: Path
    environment: dict[str, str]

    def command(self, *arguments: str) -> list[str]:
        """The installed command `atlas`; the libraries are those of the tests."""
        script = which("atlas", path=self.target / "bin")
        assert script, sorted(self.target.iterdir())
        return [script, *arguments]

    def run(self, *command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """What a command answers, given in the user's folder."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment | settings,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, built without network, in a folder that Python searches before all others."""
    top = tmp_path_factory.mktemp("wheel")
    target, home, folder = top / "target", top / "home", top / "folder"
    home.mkdir()
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "config.toml").write_text(FOREIGN_CONFIGURATION, encoding="utf-8")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(top)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = top.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    install += ["--no-compile", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(target), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("ATLAS_DATA", None)
    homes = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME")
    return Installed(target, folder, environment | dict.fromkeys(homes, str(home)))


@pytest.fixture(scope="module")
def served(installed: Installed) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The address of the dashboard that `atlas serve` started, and its process."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        installed.command("serve", "--port", port),
        cwd=installed.folder,
        env=installed.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    address = f"localhost:{port}"
    try:
        _wait_for(f"http://{address}/_stcore/health", process)
        yield address, process
    finally:
        process.kill()
        process.communicate()


def _wait_for(url: str, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            assert _get(url) == b"ok"
            return
        except URLError:
            time.sleep(0.1)
    process.kill()
    pytest.fail(f"The dashboard did not come up:\n{process.communicate()[0]}", pytrace=False)


def _get(url: str) -> bytes:
    with urlopen(url, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def _messages_of_a_visit(address: str) -> dict[str, ForwardMsg]:
    """What a browser is sent for the first page, by kind of message, until the page is done."""
    messages: dict[str, ForwardMsg] = {}
    with connect(f"ws://{address}/_stcore/stream", subprotocols=["streamlit"]) as stream:
        request = BackMsg()
        request.rerun_script.query_string = ""
        stream.send(request.SerializeToString())
        while "script_finished" not in messages:
            message = ForwardMsg.FromString(stream.recv(timeout=UP_WITHIN))
            messages[message.WhichOneof("type")] = message
    return messages


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_package_is_the_installed_one_and_finds_its_files_in_itself(
    installed: Installed,
) -> None:
    script = "import atlas.paths as p; print(p.__file__, p.ROOT, p.CACHE, *p.data_folders())"
    module, root, cache, data = installed.run(sys.executable, "-c", script).stdout.split()
    assert Path(module).is_relative_to(installed.target)
    assert Path(root).is_relative_to(installed.target)
    assert not Path(cache).is_relative_to(installed.target)
    assert Path(data) == Path(root, "data")
    for name in ("app.py", "pages", "data", ".streamlit/config.toml"):
        in_checkout = {path.relative_to(ROOT) for path in _carried(ROOT / name)}
        assert {path.relative_to(root) for path in _carried(Path(root, name))} == in_checkout


def test_other_data_are_named_as_in_a_checkout(installed: Installed) -> None:
    script = "import atlas.paths as p; print(*p.data_folders())"
    folders = installed.run(sys.executable, "-c", script, ATLAS_DATA=f"a{os.pathsep}b").stdout
    assert folders.split() == ["a", "b"]


def _carried(path: Path) -> set[Path]:
    files = _files(path) if path.is_dir() else {path}
    return {file for file in files if file.suffix != ".pyc" and file.exists()}


def test_it_validates_the_data_that_it_carries_and_keeps_its_notes_elsewhere(
    installed: Installed,
) -> None:
    before = _files(installed.target)
    answer = installed.run(*installed.command("validate"))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith(str(installed.target))
    assert _files(installed.target) == before


def test_it_serves_the_dashboard_as_configured_wherever_it_is_started(
    served: tuple[str, "subprocess.Popen[str]"],
) -> None:
    address, process = served
    for page in ("/", "/exercises"):
        assert b'<div id="root">' in _get(f"http://{address}{page}")
    figure = json.loads(_get(f"http://{address}/api/charts/exercises-by-domain.json"))
    assert figure["data"]
    visit = _messages_of_a_visit(address)
    assert visit["script_finished"].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    names = {path.stem for path in (ROOT / "pages").glob("*.py")}
    pages = [page.url_pathname for page in visit["navigation"].navigation.app_pages]
    assert set(pages) == {"", *names} - {"overview"}
    look = visit["new_session"].new_session.custom_theme
    assert look.light.background_color == theme.PAGE["light"]["back"]
    assert look.dark.background_color == theme.PAGE["dark"]["back"]
    assert not visit["new_session"].new_session.config.gather_usage_stats
    if sys.platform != "win32":
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=30)
        assert process.returncode == 0, output
        assert "failed" not in output
        assert "Traceback" not in output

"""Faults of data while they are shown: the last good build stays until they are mended.

ATLAS_EXAMPLES is how often a file is written anew under those who read it; without it, a few times.
"""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import tiny
from atlas.datapackage.files import PACKAGE
from atlas.datapackage.reading import MOST_CELLS
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from lengths import AT_LENGTH, first_of_all

Fault = Callable[[Path], object]


def _bytes(change: Callable[[bytes], bytes]) -> Fault:
    def spoil(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return spoil


def _lines(change: Callable[[list[str]], list[str]]) -> Fault:
    def spoil(path: Path) -> None:
        lines = change(path.read_text(encoding="utf-8").splitlines())
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")

    return spoil


def _instead(make: Fault) -> Fault:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def _large(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(200 * 2**20)


FAULTS: dict[str, tuple[str, Fault]] = {
    "removed": ("exercises.csv", Path.unlink),
    "emptied": ("exercises.csv", _bytes(lambda whole: b"")),
    "cut in the middle": ("exercises.csv", _bytes(lambda whole: whole[: len(whole) // 2])),
    "without its header": ("exercises.csv", _lines(lambda lines: lines[1:])),
    "of another table": (
        "exercises.csv",
        lambda path: shutil.copy(path.with_name("links.csv"), path),
    ),
    "a column renamed": ("exercises.csv", _bytes(lambda whole: whole.replace(b"id,", b"key,", 1))),
    "a row cut": ("exercises.csv", _lines(lambda lines: [*lines, "steppe-2,article"])),
    "a row too long": ("exercises.csv", _lines(lambda lines: [*lines[:-1], lines[-1] + ",,"])),
    "a blank row": ("exercises.csv", _lines(lambda lines: [*lines, ""])),
    "a row twice": ("exercises.csv", _lines(lambda lines: [*lines, lines[-1]])),
    "a quote left open": ("exercises.csv", _lines(lambda lines: [*lines, '"'])),
    "by semicolons": ("exercises.csv", _bytes(lambda whole: whole.replace(b",", b";"))),
    "in UTF-16": ("exercises.csv", _bytes(lambda whole: whole.decode().encode("utf-16"))),
    "bytes that are no text": ("exercises.csv", _bytes(lambda whole: whole + b"\xff\xfe\x00")),
    "zeros at its end": ("exercises.csv", _bytes(lambda whole: whole + b"\0" * 4_096)),
    "a date of no calendar": (
        "exercises.csv",
        _bytes(lambda whole: whole.replace(b"2012-04-22", b"2012-04-31")),
    ),
    "a record twice": ("records.csv", _lines(lambda lines: [*lines, lines[-1]])),
    "a folder in its place": ("exercises.csv", _instead(Path.mkdir)),
    "a pipe in its place": ("exercises.csv", _instead(os.mkfifo)),
    "a link to nowhere": ("exercises.csv", _instead(lambda path: path.symlink_to("nowhere"))),
    "a link to itself": ("exercises.csv", _instead(lambda path: path.symlink_to(path.name))),
    "of 200 MB": ("exercises.csv", _large),
    "of very many lines": ("exercises.csv", _bytes(lambda whole: whole + b"\n" * MOST_CELLS)),
    "a declaration cut": (PACKAGE, _bytes(lambda whole: whole[:-100])),
    "a declaration of something else": (PACKAGE, _bytes(lambda whole: b"[]")),
    "a declaration of brackets": (PACKAGE, _bytes(lambda whole: b"[" * 100_000)),
}


# One of each kind: no file, no text, another header, row, cell or record, no file that can be read,
# too large a one, and a declaration.
OF_EACH_KIND = {
    "removed",
    "in UTF-16",
    "a column renamed",
    "a row cut",
    "a date of no calendar",
    "a record twice",
    "a pipe in its place",
    "of 200 MB",
    "a declaration cut",
}


@pytest.mark.parametrize("fault", first_of_all(OF_EACH_KIND, FAULTS))
def test_a_fault_is_named_and_the_last_good_build_stays_until_it_is_mended(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, whole = tmp_path / "data", tmp_path / "whole"
    shutil.copytree(tiny.write(whole), folder)
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    built = store.dataset()
    name, spoil = FAULTS[fault]
    spoil(folder / name)
    assert store.dataset() is built
    lasting = store.fault()
    assert lasting
    assert name in {problem.file for problem in lasting.problems}
    shutil.rmtree(folder)
    shutil.copytree(whole, folder)
    mended = store.dataset()
    assert store.fault() is None
    assert (mended.version, len(mended.evidence)) == (built.version, len(built.evidence))


TIMES = int(os.environ.get("ATLAS_EXAMPLES", "6"))


@AT_LENGTH
def test_who_reads_while_a_file_is_written_anew_has_one_build_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    path = folder / "exercises.csv"
    texts = [path.read_bytes(), path.read_bytes().replace(b"2012-04-22", b"2012-04-23")]
    expected = {_last_days(store.dataset())}
    path.write_bytes(texts[1])
    expected.add(_last_days(store.dataset()))
    assert len(expected) == 2
    seen: set[str] = set()
    accidents: list[BaseException] = []
    is_over = threading.Event()

    def read() -> None:
        try:
            while not is_over.is_set():
                seen.add(_last_days(store.dataset()))
        except BaseException as error:  # noqa: BLE001
            accidents.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(TIMES):
        path.write_bytes(texts[number % 2])
        store.dataset()
    is_over.set()
    for reader in readers:
        reader.join()
    assert not accidents
    assert seen <= expected
    assert store.fault() is None


def _last_days(dataset: Dataset) -> str:
    """The last days of all exercises, as text."""
    return " ".join(map(str, dataset["exercises"]["end"]))

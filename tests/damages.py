"""Tables, damaged at random: what happens to files between an editor and a server."""

import csv
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from atlas.datapackage.tables import DataProblemsError, Problem, load
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.paths import ROOT

DATA = ROOT / "data"
HOSTILE = [
    "",
    "x",
    "-1",
    "1e999",
    "NaN",
    "2018-13",
    "2018-02-30",
    "/",
    "..",
    "9999",
    "a;b;",
    ";",
    "RUS;;CHN",
    "=1+1",
    '"',
    "\u202e",
    "Ж" * 500,
    "\x00",
]
Rows = list[list[str]]
Damage = Callable[[Rows, random.Random], Rows]


def _cell(rows: Rows, chance: random.Random) -> Rows:
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice(HOSTILE)
    return rows


def _swap_cells(rows: Rows, chance: random.Random) -> Rows:
    first, second = chance.choice(rows), chance.choice(rows)
    at = chance.randrange(min(len(first), len(second)))
    first[at], second[at] = second[at], first[at]
    return rows


def _drop_row(rows: Rows, chance: random.Random) -> Rows:
    del rows[chance.randrange(len(rows))]
    return rows


def _double_row(rows: Rows, chance: random.Random) -> Rows:
    return [*rows, chance.choice(rows)]


def _cut_row(rows: Rows, chance: random.Random) -> Rows:
    row = chance.choice(rows)
    del row[chance.randrange(1, len(row)) :]
    return rows


def _drop_column(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows[0]))
    return [row[:at] + row[at + 1 :] for row in rows]


def _shuffle_columns(rows: Rows, chance: random.Random) -> Rows:
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    return [[row[at] for at in order if at < len(row)] for row in rows]


def _blank_row(rows: Rows, chance: random.Random) -> Rows:
    rows.insert(chance.randrange(1, len(rows)), [""] * len(rows[0]))
    return rows


def _shuffle_rows(rows: Rows, chance: random.Random) -> Rows:
    body = rows[1:]
    chance.shuffle(body)
    return [rows[0], *body]


def _header_only(rows: Rows, chance: random.Random) -> Rows:
    return rows[:1]


def _nothing(rows: Rows, chance: random.Random) -> Rows:
    return []


ROWS: list[Damage] = [
    _cell,
    _cell,
    _cell,
    _cell,
    _swap_cells,
    _drop_row,
    _double_row,
    _cut_row,
    _drop_column,
    _shuffle_columns,
    _blank_row,
    _shuffle_rows,
    _header_only,
    _nothing,
]
BYTES: list[Callable[[bytes, random.Random], bytes]] = [
    lambda text, chance: text.replace(b",", b";"),
    lambda text, chance: text.decode().encode("utf-16"),
    lambda text, chance: text.decode().encode("cp1251", "replace"),
    lambda text, chance: text[: chance.randrange(1, len(text))],
    lambda text, chance: text.replace(b"\n", b"\r\n"),
    lambda text, chance: b"\xef\xbb\xbf" + text,
    lambda text, chance: text[: len(text) // 2] + b'"' + text[len(text) // 2 :],
    lambda text, chance: text[: len(text) // 2] + b"\xff\xfe" + text[len(text) // 2 :],
]


def _damage(path: Path, chance: random.Random) -> None:
    """One accident of the many that happen to a file between an editor and a server."""
    kind = chance.randrange(20)
    if kind == 0:
        path.unlink()
    elif kind < 5:
        path.write_bytes(chance.choice(BYTES)(path.read_bytes(), chance))
    else:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(chance.choice(ROWS)(rows, chance))


def damaged(folder: Path, case: int, package: Path = DATA) -> Path:
    """Copy a package, the shipped one by default, to `folder` and damage one to three tables.

    A case is always the same.
    """
    chance = random.Random(1000 * (case // 30) + case % 30)
    shutil.copytree(package, folder)
    for path in chance.sample(sorted(folder.glob("*.csv")), chance.randint(1, 3)):
        _damage(path, chance)
    return folder


def outcome(folder: Path) -> Dataset | list[Problem]:
    """The dataset of a package, or what is wrong with it; every other exception is an accident."""
    try:
        tables = load(folder)
    except DataProblemsError as error:
        return error.problems
    return build(tables, tables["sources"]["id"])

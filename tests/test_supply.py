"""What the program is made of: every package locked by hash, under a licence that goes with MIT."""

import re
import tomllib
from importlib.metadata import Distribution, distribution
from itertools import pairwise

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from atlas.paths import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINS = {
    "requirements.lock": ("requirements.txt", "requirements-build.txt"),
    "requirements-dev.lock": (
        "requirements.txt",
        "requirements-build.txt",
        "requirements-dev.txt",
    ),
}
ENTRY = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# Words of licences that ask for no more than to be named.
PERMISSIVE = re.compile(
    r"\b(MIT|MIT-CMU|BSD|0BSD|BSD-[23]-Clause|Apache|Apache-2\.0|ISC|PSF-2\.0|Zlib|CC0-1\.0)\b"
)
# What asks for more, and why it goes with MIT as it is used: as a package of its own, unchanged.
LOOKED_AT = {
    "certifi": "MPL-2.0: its own files stay under it, ours do not come under it",
    "orjson": "MPL-2.0 AND (Apache-2.0 OR MIT): as certifi",
    "pycountry": "LGPL-2.1-only: a library that anybody can replace in their environment",
    "tqdm": "MPL-2.0 AND MIT: as certifi",
    "text-unidecode": "Artistic License, or the GPL at one's choice: the first is chosen",
}


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version in ENTRY.findall(text)}


def _pinned(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("-"))
    return {canonicalize_name(package): version for package, version in pins.items()}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_every_pin_as_it_stands_and_nothing_without_a_hash(lock: str) -> None:
    locked = _locked(lock)
    for pins in PINS[lock]:
        for package, version in _pinned(pins).items():
            assert locked.get(package) == version, f"{package}: make lock"
    text = (ROOT / lock).read_text(encoding="utf-8")
    starts = [match.start() for match in ENTRY.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        assert HASH.search(text[start:end]), text[start : start + 40]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash)", text, re.MULTILINE)


def test_what_the_tests_run_with_is_what_the_program_runs_with() -> None:
    run, test = (_locked(lock) for lock in LOCKS)
    assert run.items() <= test.items()


def test_a_package_of_machine_code_has_the_hashes_of_wheels_for_many_machines() -> None:
    """numpy has some fifty wheels; those of one machine are about ten."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    numpy = text.partition("\nnumpy==")[2].partition("==")[0]
    assert len(HASH.findall(numpy)) > 30


def _needed() -> dict[str, Distribution]:
    """Every installed package that runs with the program: what it names, and what those need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    found: dict[str, Distribution] = {}
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        if name in found and not asked.extras:
            continue
        found[name] = distribution(name)
        extras = asked.extras or {""}
        for text in found[name].requires or []:
            further = Requirement(text)
            marker = further.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(further)
    return found


def test_every_package_that_runs_is_locked_in_the_version_that_is_installed() -> None:
    locked = _locked("requirements.lock")
    for name, package in _needed().items():
        assert locked.get(name) == package.version, f"{name}: make lock"


def _licence(package: Distribution) -> str:
    """What a package says of its licence, in the first words that it has for it."""
    metadata = package.metadata
    classifiers = metadata.get_all("Classifier") or []
    named = [text for text in classifiers if text.startswith("License")]
    plain = (metadata.get("License") or "").partition("\n")[0]
    return metadata.get("License-Expression") or "; ".join(named) or plain


def test_every_package_that_runs_has_a_licence_that_goes_with_mit() -> None:
    licences = {name: _licence(package) for name, package in _needed().items()}
    copyleft = re.compile("GPL|GNU|MPL|Mozilla|Artistic|EUPL|CDDL|EPL")
    asking_more = {name for name, text in licences.items() if copyleft.search(text)}
    unknown = {name for name, text in licences.items() if not PERMISSIVE.search(text)}
    assert asking_more | unknown == LOOKED_AT.keys()
    assert "igraph" not in licences

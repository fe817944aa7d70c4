"""The list of packages of a release says what CycloneDX asks for, and all of the lock."""

import json
import re
import runpy
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from atlas.paths import ROOT

BOM = runpy.run_path(str(ROOT / "bench" / "bom.py"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
UUID = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return json.loads(json.dumps(BOM["bill"](LOCK)))


def test_it_has_what_the_specification_needs(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(UUID, bill["serialNumber"])
    assert bill["metadata"]["component"]["type"] == "application"
    for part in bill["components"]:
        assert part["type"] == "library"
        assert part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}"
        assert part["hashes"]
        for digest in part["hashes"]:
            assert digest["alg"] == "SHA-256"
            assert re.fullmatch("[0-9a-f]{64}", digest["content"])


def test_each_package_of_the_lock_is_there_once_with_its_version(bill: dict[str, Any]) -> None:
    locked = re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE)
    listed = [(part["name"], part["version"]) for part in bill["components"]]
    assert listed == [(canonicalize_name(name), version) for name, version in locked]
    n_hashes = sum(len(part["hashes"]) for part in bill["components"])
    assert n_hashes == LOCK.count("--hash=sha256:")


def test_each_package_names_its_licence_or_is_of_another_system(bill: dict[str, Any]) -> None:
    for part in bill["components"]:
        if "licenses" not in part:
            assert part["description"] == BOM["ELSEWHERE"]
            continue
        (licence,) = part["licenses"]
        assert licence.get("expression") or licence["license"]["name"] not in {"", "not declared"}
    licences = {part["name"]: part.get("licenses") for part in bill["components"]}
    assert licences["numpy"]
    assert licences["orjson"] == [{"expression": "MPL-2.0 AND (Apache-2.0 OR MIT)"}]


def test_what_needs_what_leads_to_packages_of_the_list(bill: dict[str, Any]) -> None:
    own = bill["metadata"]["component"]["bom-ref"]
    refs = [own, *(part["bom-ref"] for part in bill["components"])]
    assert len(set(refs)) == len(refs)
    needs = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert list(needs) == refs
    assert set().union(*needs.values()) <= set(refs)
    (pandas,) = [ref for ref in refs if ref.startswith("pkg:pypi/pandas@")]
    assert pandas in needs[own]
    assert any(ref.startswith("pkg:pypi/numpy@") for ref in needs[pandas])


def test_the_same_lock_gives_the_same_list(bill: dict[str, Any]) -> None:
    assert BOM["bill"](LOCK) == bill
    assert (
        BOM["bill"](LOCK.replace("pandas==", "pandas==9"))["serialNumber"] != bill["serialNumber"]
    )

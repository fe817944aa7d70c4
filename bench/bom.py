"""`make sbom`: what the program is made of, as CycloneDX 1.6 (ECMA-424) in JSON.

Every package of `requirements.lock`: version, hashes of the files that the lock lets in, licence
and needs as the installed package itself declares them. The same lock gives the same file.
"""

import json
import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from atlas.paths import ROOT

LOCK = ROOT / "requirements.lock"
SPEC = "1.6"
SCHEMA = f"http://cyclonedx.org/schema/bom-{SPEC}.schema.json"
ENTRY = re.compile(r"^([\w.-]+)==([^\s;]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ELSEWHERE = "locked for another system than that of this list"


def main() -> None:
    """Write the list into the folder that is named, beside the wheel."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    locked = LOCK.read_text(encoding="utf-8")
    written = bill(locked)
    own = written["metadata"]["component"]
    path = folder / f"{own['name']}-{own['version']}.cdx.json"
    path.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path}: {len(written['components'])} packages")


def bill(lock: str) -> dict[str, Any]:
    """The list of a lock, as its JSON."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = [_component(*entry) for entry in ENTRY.findall(lock)]
    ref_by_name = {component["name"]: component["bom-ref"] for component in components}
    own = {
        "type": "application",
        "bom-ref": f"{project['name']}@{project['version']}",
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    needs = {own["bom-ref"]: _refs(project["dependencies"], ref_by_name)}
    for name, ref in ref_by_name.items():
        package = _installed(name)
        needs[ref] = _refs(package.requires or [], ref_by_name) if package else []
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, lock + own['bom-ref'])}",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
        "dependencies": [{"ref": ref, "dependsOn": refs} for ref, refs in needs.items()],
    }


def _component(name: str, version: str, rest: str) -> dict[str, Any]:
    name = canonicalize_name(name)
    purl = f"pkg:pypi/{name}@{version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": content} for content in HASH.findall(rest)],
    }
    package = _installed(name)
    if package is None or package.version != version:
        return component | {"description": ELSEWHERE}
    return component | {"licenses": [_licence(package)]}


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(package: Distribution) -> dict[str, Any]:
    """What a package says of its licence: an expression of SPDX, or words of its own."""
    metadata = package.metadata
    expression = metadata.get("License-Expression")
    if expression:
        return {"expression": expression}
    classifiers = metadata.get_all("Classifier") or []
    named = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License")]
    plain = (metadata.get("License") or "").partition("\n")[0]
    return {"license": {"name": "; ".join(named) or plain or "not declared"}}


def _refs(needed: list[str], ref_by_name: dict[str, str]) -> list[str]:
    """What is needed on this system, without extras, as far as it is in the lock."""
    asked = [Requirement(text) for text in needed]
    wanted = [part for part in asked if part.marker is None or part.marker.evaluate({"extra": ""})]
    names = {canonicalize_name(part.name) for part in wanted}
    return sorted(ref_by_name[name] for name in names & ref_by_name.keys())


if __name__ == "__main__":
    main()

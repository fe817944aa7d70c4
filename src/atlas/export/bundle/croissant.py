"""The bundle as Croissant 1.0 describes data for machine learning (https://mlcommons.org)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from atlas.datapackage.schema import Field, Table
from atlas.export.bundle.deposit import AUTHOR, KEYWORDS
from atlas.export.bundle.readable import CC_BY, Described

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}


def croissant(described: Described, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The tables of the package with their columns; `files` has their bytes by path."""
    tables = described.part.tables.schema.tables.values()
    whole: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": described.part.tables.schema.package.get("name", "data"),
        "description": f"{described.title}. {described.abstract}",
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "license": CC_BY,
        "version": described.version,
        "keywords": list(KEYWORDS),
        "citeAs": f"{AUTHOR}: {described.title}, data version {described.version}",
        "distribution": [_file(table, files[table.path]) for table in tables],
        "recordSet": [_records(table) for table in tables],
    }
    if described.address:
        whole["url"] = described.address
    if described.built.updated:
        whole["datePublished"] = described.built.updated
    return whole


def _file(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table.path,
        "name": table.path,
        "description": table.title,
        "contentUrl": f"../{table.path}",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.title,
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": f"{table.name}/{field.name}",
        "description": field.description,
        "dataType": TYPES.get(field.type, "sc:Text"),
        "source": {"fileObject": {"@id": table.path}, "extract": {"column": field.name}},
    }

"""A tiny data package, made by hand, in which every number can be counted with a finger."""

import csv
import json
import shutil
from pathlib import Path

from atlas.paths import ROOT

Row = dict[str, str]

SOURCES = [
    {
        "id": "article",
        "title": "An article",
        "publisher": "Weekly",
        "published": "2018-12~",
        "kind": "journalism",
        "tier": "core",
        "rank": "1",
    },
    {
        "id": "wire",
        "title": "A wire report",
        "publisher": "Agency",
        "published": "2019-05",
        "kind": "journalism",
        "tier": "reference",
        "rank": "2",
    },
    {
        "id": "copy",
        "title": "A copy of it",
        "publisher": "Portal",
        "origin": "wire",
        "published": "2020",
        "kind": "journalism",
        "tier": "reference",
        "rank": "3",
    },
]
for _source in SOURCES:
    _source |= {"licence": "CC-BY-4.0", "redistributable": "true", "language": "en"}

RECORDS = [
    *(
        {"id": code, "table": "countries", "label": label}
        for code, label in [("CHN", "China"), ("RUS", "Russia"), ("IND", "India")]
    ),
    {
        "id": "moscow",
        "table": "places",
        "label": "Moscow",
        "country": "RUS",
        "latitude": "55.75",
        "longitude": "37.62",
        "precision": "approximate",
    },
    {
        "id": "harbour",
        "table": "places",
        "label": "Harbour",
        "country": "CHN",
        "latitude": "39",
        "longitude": "121.5",
        "precision": "exact",
    },
    {"id": "range", "table": "places", "label": "A range"},
    {"id": "steppe", "table": "exercises", "label": "Steppe (series)"},
    {"id": "steppe-1", "table": "exercises", "label": "Steppe 1", "part_of": "steppe"},
    {"id": "steppe-2", "table": "exercises", "label": "Steppe 2", "part_of": "steppe"},
    {"id": "wave", "table": "exercises", "label": "Wave"},
    {"id": "drill", "table": "exercises", "label": "Drill"},
    {"id": "jet-sale", "table": "transfers", "label": "Jets to China"},
    {"id": "engine-supply", "table": "transfers", "label": "Engines to Russia"},
    {"id": "ship-sale", "table": "transfers", "label": "Ships to India"},
    {"id": "offer", "table": "transfers", "label": "Drones to Russia"},
    {"id": "programme", "table": "transfers", "label": "Joint helicopter"},
    {"id": "jet", "table": "systems", "label": "Jet 7", "aliases": "Seven;Fishhook"},
    {"id": "engine", "table": "systems", "label": "Engine 9"},
    {"id": "maker", "table": "organisations", "label": "Jet Works"},
    {"id": "pact", "table": "agreements", "label": "Pact of 2001"},
    {"id": "war", "table": "context", "label": "A war"},
    {"id": "maker-jet", "table": "links", "label": "Jet Works makes Jet 7"},
    {"id": "engine-jet", "table": "links", "label": "Engine 9 powers Jet 7"},
    {"id": "closer", "table": "findings", "label": "More drills"},
    {"id": "XWD", "table": "countries", "label": "All other countries"},
]


def said(
    identifier: str,
    source: str = "article",
    locator: str = "¶1",
    basis: str = "stated",
    **cells: str,
) -> Row:
    """A row of a coding sheet."""
    return {"id": identifier, "source": source, "locator": locator, "basis": basis, **cells}


SHEETS: dict[str, list[Row]] = {
    "exercises": [
        said("steppe", date="2005/2018", domains="land"),
        said(
            "steppe-1",
            date="2005",
            domains="land;air",
            kind="field",
            framework="bilateral",
            participants="CHN;RUS",
            personnel_china="100",
        ),
        said(
            "steppe-2",
            locator="¶2",
            date="2018-09",
            domains="land",
            kind="field",
            participants="CHN;RUS",
            personnel_china="3500",
            host="RUS",
        ),
        said(
            "steppe-2",
            "wire",
            "¶1",
            date="2018-09-11/2018-09-17",
            domains="air",
            personnel_china="3200",
            personnel_russia="900",
        ),
        said("steppe-2", "copy", "¶9"),
        said(
            "wave",
            locator="¶3",
            date="2012-04-22",
            domains="naval",
            kind="field",
            participants="CHN;RUS",
            place="harbour",
        ),
        said("drill", locator="¶4", domains="internal-security"),
    ],
    "transfers": [
        said(
            "jet-sale",
            locator="¶5",
            system="jet",
            kind="sale",
            supplier="RUS",
            recipient="CHN",
            status="under way",
            supplier_org="maker",
        ),
        said(
            "jet-sale",
            "wire",
            "¶2",
            ordered="2015",
            delivered="2016/2018",
            quantity_ordered="24",
            quantity_delivered="24",
            unit="pieces",
            value_usd_m="2000",
            status="delivered",
        ),
        said(
            "engine-supply",
            locator="¶6",
            system="engine",
            kind="component supply",
            supplier="CHN",
            recipient="RUS",
            date="2014",
            status="under way",
        ),
        said(
            "ship-sale",
            locator="¶6",
            category="ships",
            domains="naval",
            kind="sale",
            supplier="RUS",
            recipient="IND",
            date="2010",
            status="ended",
            quantity_delivered="3",
            unit="pieces",
        ),
        said(
            "offer",
            locator="¶7",
            basis="projected",
            category="drones",
            domains="air",
            kind="sale",
            supplier="CHN",
            recipient="RUS",
            status="prospective",
            in_exchange_for="jet-sale",
        ),
        said(
            "programme",
            locator="¶8",
            category="aircraft",
            domains="air",
            kind="joint development",
            partners="CHN;RUS",
            date="2016",
            status="under way",
        ),
    ],
    "systems": [
        said("jet", locator="¶5", category="aircraft", domains="air"),
        said("engine", locator="¶6", category="engines", domains="naval;dual-use"),
    ],
    "organisations": [
        said("maker", locator="¶5", country="RUS", kind="manufacturer", domains="air")
    ],
    "agreements": [
        said(
            "pact", locator="¶9", date="2001", kind="treaty", parties="CHN;RUS", status="under way"
        )
    ],
    "context": [said("war", locator="¶9", date="2014", kind="war")],
    "links": [
        said("maker-jet", locator="¶5", subject="maker", relation="makes", object="jet"),
        said(
            "engine-jet",
            locator="¶6",
            basis="inferred",
            subject="engine",
            relation="powers",
            object="jet",
            date="2014",
        ),
    ],
    "findings": [
        said(
            "closer",
            locator="¶10",
            said_by="A colonel",
            criterion="regular exercises",
            stance="deeper",
            about="steppe;pact",
            statement="More drills.",
        )
    ],
}


VOLUMES = [
    {
        "id": f"{supplier}-{recipient}-{year}-{edition}".lower(),
        "source": source,
        "locator": f"{supplier} > {year} > {recipient}",
        "basis": "inferred",
        "period": year,
        "supplier": supplier,
        "recipient": recipient,
        "goods": "major arms",
        "unit": "tiv",
        "value": tiv,
        "edition": f"SIPRI {edition} update",
    }
    for supplier, recipient, year, tiv, edition, source in (
        ("RUS", "CHN", "2016", "100", "2026", "wire"),
        ("RUS", "CHN", "2017", "250.5", "2026", "wire"),
        ("RUS", "IND", "2015", "40", "2026", "wire"),
        ("RUS", "IND", "2017", "0", "2026", "wire"),
        ("CHN", "RUS", "2017", "4", "2026", "article"),
        ("IND", "CHN", "2017", "7", "2026", "copy"),
        ("RUS", "CHN", "2016", "90", "2025", "copy"),
    )
]
# Five years of an edition that has totals: 100 of 200 of China's imports, 100 of 500 of Russia's
# exports. India has 250 of these, and supplies 20 of those.
TOTALS = [
    {**VOLUMES[0], "id": f"{pair}-{year}-2020".lower(), "source": source, "locator": pair}
    | {"supplier": pair[:3], "recipient": pair[4:], "period": str(year), "value": str(value)}
    | {"edition": "SIPRI 2020 update"}
    for pair, source, values in (
        ("RUS-CHN", "wire", (10, 20, 30, 40, 0)),
        ("RUS-IND", "wire", (50, 50, 50, 50, 50)),
        ("IND-CHN", "copy", (4, 4, 4, 4, 4)),
        ("XWD-CHN", "article", (40, 40, 40, 40, 40)),
        ("RUS-XWD", "article", (100, 100, 100, 100, 100)),
    )
    for year, value in enumerate(values, start=2013)
]
VOLUMES += TOTALS


GAPS = [
    {"id": "exercises-2004-1", "table": "exercises", "years": "2004", "gap": "No drill was found."},
    {
        "id": "exercises-2003-2012-1",
        "table": "exercises",
        "years": "2003/2012",
        "gap": "Small drills are not coded.",
    },
    {"id": "volumes-all-1", "table": "volumes", "gap": "Values change with every update."},
]


SCALE = [
    {
        "id": "exercises-wire",
        "source": "wire",
        "locator": "¶5",
        "basis": "stated",
        "criterion": "regular exercises",
        "stage": "moderate",
    },
    {
        "id": "exercises-2010s",
        "source": "article",
        "locator": "¶10",
        "basis": "inferred",
        "note": "Two in ten years.",
        "criterion": "regular exercises",
        "period": "2010/2019",
        "grade": "weak",
        "confidence": "low",
        "proposed_by": "An analyst",
        "about": "pact",
    },
]


COUNTS = [
    {
        "id": "institute-2005-2018",
        "source": "wire",
        "locator": "¶4",
        "basis": "reported",
        "said_by": "An institute",
        "counted": "exercises",
        "period": "2005/2018",
        "number": "40",
        "unit": "number",
        "bound": "at least",
        "rule": "Patrols are counted too.",
    },
    {
        "id": "article-2018",
        "source": "article",
        "locator": "¶4",
        "basis": "stated",
        "counted": "exercises a year",
        "period": "2018",
        "number": "4",
        "number_to": "5",
        "unit": "number",
        "bound": "exact",
    },
    {
        "id": "article-share",
        "source": "article",
        "locator": "¶4",
        "basis": "reported",
        "said_by": "An institute",
        "counted": "share of exports",
        "period": "2013/2017",
        "published": "2018-03",
        "number": "25",
        "unit": "%",
        "bound": "exact",
    },
]


def write(
    folder: Path,
    sheets: dict[str, list[Row]] | None = None,
    records: list[Row] | None = None,
    sources: list[Row] | None = None,
) -> Path:
    """Write the package into `folder`, with other rows where given; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "data" / "datapackage.json", folder)
    tables = {
        **SHEETS,
        "volumes": VOLUMES,
        "counts": COUNTS,
        "scale": SCALE,
        "gaps": GAPS,
        **(sheets or {}),
        "records": records or RECORDS,
        "sources": sources or SOURCES,
    }
    for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))[
        "resources"
    ]:
        header = [field["name"] for field in resource["schema"]["fields"]]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[resource["name"]])
    return folder

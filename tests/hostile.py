"""The tiny package with hostile text wherever text may stand."""

from pathlib import Path

import tiny

HOSTILE = [
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "javascript:alert(1)",
    "=cmd()",
    "$x$",
    "[link](http://x.example)",
    "\u200fabc\u200b",
    "x" * 10_000,
]
TEXTS = {"name", "note", "said_by"}


def write(folder: Path) -> Path:
    """Write it into `folder`: a hostile text in every label and every text cell, each label of its
    own; returns the folder.
    """
    records = [
        {
            **row,
            "label": f"{HOSTILE[at % len(HOSTILE)]} {at}",
            "aliases": HOSTILE[at % len(HOSTILE)],
        }
        for at, row in enumerate(tiny.RECORDS)
    ]
    sheets = {}
    for name, rows in tiny.SHEETS.items():
        texts = TEXTS | ({"statement"} if name == "findings" else set())
        texts -= {"name"} if name in {"links", "findings"} else set()
        sheets[name] = [
            {**row, **{key: HOSTILE[at % len(HOSTILE)] for key in sorted(texts)}}
            for at, row in enumerate(rows)
        ]
    gaps = [{**row, "gap": HOSTILE[at % len(HOSTILE)]} for at, row in enumerate(tiny.GAPS)]
    return tiny.write(folder, {**sheets, "gaps": gaps}, records)

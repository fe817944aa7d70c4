"""Citations as BibTeX, RIS and CSL-JSON, for programs that manage references."""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from atlas.export.cite import DATA, PART, Name, Work
from atlas.values import dates

BIBTEX = {
    "journalism": "article",
    "state media": "article",
    "interview": "article",
    "official": "techreport",
    "think tank": "techreport",
}
CSL = {
    DATA: "dataset",
    PART: "dataset",
    "database": "dataset",
    "journalism": "article-newspaper",
    "state media": "article-newspaper",
    "interview": "interview",
    "official": "report",
    "think tank": "report",
    "reference work": "entry-encyclopedia",
}
RIS = {
    DATA: "DATA",
    PART: "DATA",
    "database": "DATA",
    "journalism": "NEWS",
    "state media": "NEWS",
    "interview": "NEWS",
    "official": "RPRT",
    "think tank": "RPRT",
    "reference work": "ENCYC",
}
PERIODICAL = {"journalism", "state media", "interview", "reference work"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are spelled out: BibTeX counts even those behind a backslash, and one alone would swallow the rest of the file.
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
IN_ADDRESSES = "/:?#[]@!$&'()*+,;=%~"


def to_bib(works: Sequence[Work]) -> bytes:
    """The works as BibTeX in UTF-8; fields that only biblatex knows (`url`, `urldate`, `version`) others pass over."""
    return "\n".join(_entry(work) for work in works).encode()


def _entry(work: Work) -> str:
    kind = BIBTEX.get(work.kind, "misc")
    held = {"article": "journal", "techreport": "institution"}.get(kind, "howpublished")
    since, until = _sides(work.issued)
    year = "--".join(dict.fromkeys(side.split("-")[0] for side in (since, until) if side))
    fields = {
        "author": " and ".join(_author(name) for name in work.authors),
        "title": f"{{{_latex(work.title)}}}",
        held: _latex(
            work.publisher
            or (
                f"Data set, part of: {work.within}"
                if work.within
                else "Data set"
                if work.kind == DATA
                else ""
            )
        ),
        "year": year,
        "month": MONTHS[int(since[5:7]) - 1] if since == until and since[5:7] else "",
        "version": _latex(work.version),
        "url": address(work.url),
        "urldate": work.accessed,
        "language": work.language,
        "note": _latex(" ".join(text for text in (work.note, _unsure(work.issued)) if text)),
    }
    lines = [
        f"  {name} = {text if name == 'month' else f'{{{text}}}'},"
        for name, text in fields.items()
        if text.strip("{}")
    ]
    return "\n".join([f"@{kind}{{{work.id},", *lines, "}\n"])


def _author(name: Name) -> str:
    """Braces keep the name of an institution in one piece: BibTeX would take its last word for a family name."""
    return _latex(str(name)) if name.given else f"{{{_latex(name.family)}}}"


def _latex(text: str) -> str:
    return " ".join(text.split()).translate(LATEX)


def address(url: str) -> str:
    """A web address with what no address may hold spelled as %XX, so that no format has to escape it."""
    return quote(url.strip(), safe=IN_ADDRESSES)


def to_ris(works: Sequence[Work]) -> bytes:
    """The works as RIS in UTF-8, a tag a line."""
    return "\r\n".join(line for work in works for line in _tags(work)).encode()


def _tags(work: Work) -> list[str]:
    since, _ = _sides(work.issued)
    tags = [
        ("ID", work.id),
        *(("AU", str(name)) for name in work.authors),
        ("TI", work.title),
        ("T2", work.within or (work.publisher if work.kind in PERIODICAL else "")),
        ("PB", work.publisher),
        ("PY", since[:4]),
        ("DA", _slashes(since)),
        ("ET", work.version),
        ("LA", work.language),
        ("UR", address(work.url)),
        ("Y2", _slashes(_sides(work.accessed)[0])),
        ("N1", " ".join(text for text in (work.note, _unsure(work.issued)) if text)),
    ]
    return [
        f"{tag}  - {' '.join(text.split())}"
        for tag, text in [("TY", RIS.get(work.kind, "GEN")), *tags]
        if text.strip()
    ] + ["ER  - ", ""]


def _slashes(day: str) -> str:
    """`2018-09` as RIS writes it: `2018/09//`."""
    return "/".join([*day.split("-"), "", ""][:3]) + "/" if day else ""


def to_json(works: Sequence[Work]) -> bytes:
    """The works as CSL-JSON."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1).encode()


def _item(work: Work) -> dict[str, Any]:
    authors = [
        {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
        for name in work.authors
    ]
    item = {
        "id": work.id,
        "type": CSL.get(work.kind, "document"),
        "title": work.title,
        "interviewer" if work.kind == "interview" else "author": authors,
        "container-title": work.within or (work.publisher if work.kind in PERIODICAL else ""),
        "publisher": work.publisher,
        "issued": _csl_date(work.issued),
        "accessed": _csl_date(work.accessed),
        "version": work.version,
        "URL": address(work.url),
        "language": work.language,
        "note": work.note,
    }
    return {key: value for key, value in item.items() if value}


def _csl_date(text: str) -> dict[str, Any]:
    """A date of one or two sides; a side that is open is not known, and left out."""
    sides = [
        [int(part) for part in side.split("-")] for side in dict.fromkeys(_sides(text)) if side
    ]
    return (
        {"date-parts": sides, **({"circa": True} if re.search("[~?%]", text) else {})}
        if sides
        else {}
    )


def _sides(text: str) -> tuple[str, str]:
    """First and last side of an EDTF date, without its marks; blank where open or not known. Of one side, both are it."""
    first, _, last = re.sub("[~?%]", "", text).partition("/")
    since, until = (side if side != dates.OPEN else "" for side in (first, last or first))
    return since or until, until or since


def _unsure(text: str) -> str:
    """The date in words, where a year alone would say more or less than is known."""
    return f"Date: {dates.label(text)}." if re.search("[~?%/]", text) else ""

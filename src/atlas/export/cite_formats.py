"""Citations as BibTeX, RIS and CSL-JSON, for programs that manage references."""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field
from rispy import RisWriter

from atlas.export.cite import DATA, PART
from atlas.export.works import Name, Work
from atlas.values import dates

BIBTEX = {
    "journalism": "article",
    "state media": "article",
    "interview": "article",
    "official": "techreport",
    "think tank": "techreport",
}
# In which field BibTeX looks for who published an entry of a type.
PUBLISHED_BY = {"article": "journal", "techreport": "institution", "misc": "howpublished"}
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
MONTHS = [month[:3].lower() for month in dates.MONTHS]
# Braces are spelled out: BibTeX counts even those behind a backslash, and one alone would swallow
# the rest of the file. Letters stay as they are, in UTF-8: bibtexparser's own encoder would turn
# accents into commands.
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
WEB_ADDRESS = re.compile("https?://", re.IGNORECASE)
UNCERTAIN = re.compile("[~?%]")


def to_bib(works: Sequence[Work]) -> bytes:
    """The works as BibTeX in UTF-8.

    Programs that do not know biblatex pass over its fields `url`, `urldate` and `version`.
    """
    library = Library([_entry(work) for work in works])
    # Nobody else has the library, so it need not be copied, which is slow for hundreds of entries.
    stack = default_unparse_stack(allow_inplace_modification=True)
    return write_string(library, stack).encode()


def _entry(work: Work) -> Entry:
    kind = BIBTEX.get(work.kind, "misc")
    since, until = _sides(work.issued)
    years = dict.fromkeys(side.split("-")[0] for side in (since, until) if side)
    texts = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        # The writer puts braces around every text; a second pair keeps the capitals of a title.
        "title": f"{{{_latex(work.title)}}}",
        PUBLISHED_BY[kind]: _latex(_published_by(work)),
        "year": "--".join(years),
    }
    texts |= {
        "version": _latex(work.version),
        "url": address(work.url),
        "urldate": work.accessed,
        "language": work.language,
        "note": _latex(_note(work)),
    }
    fields = [Field(name, text) for name, text in texts.items() if text]
    if since == until and since[5:7]:
        # Bibliography styles know the months as macros, which stand without braces.
        month = MONTHS[int(since[5:7]) - 1]
        fields.append(Field("month", month, enclosing="no-enclosing"))
    return Entry(kind, work.id, fields)


def _published_by(work: Work) -> str:
    if work.publisher:
        return work.publisher
    if work.within:
        return f"Data set, part of: {work.within}"
    return "Data set" if work.kind == DATA else ""


def _bibtex_name(name: Name) -> str:
    """Braces keep an institution whole: BibTeX would take its last word for a family name."""
    return _latex(str(name)) if name.given else f"{{{_latex(name.family)}}}"


def _latex(text: str) -> str:
    return _in_a_line(text).translate(LATEX)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def address(url: str) -> str:
    """A web address with what no address may hold as %XX, so that no format has to escape it.

    Blank for what is none: a program that manages references would open `javascript:` too.
    """
    if not WEB_ADDRESS.match(url.strip()):
        return ""
    return quote(url.strip(), safe=IN_ADDRESSES)


class _Writer(RisWriter):  # type: ignore[misc]
    """RIS with the line ends that it asks for, and without a number before each reference."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Nothing stands before a reference."""
        return ""


def to_ris(works: Sequence[Work]) -> bytes:
    """The works as RIS in UTF-8, a tag a line."""
    writer = _Writer(enforce_list_tags=False)
    text: str = writer.formats([_tags(work) for work in works])
    return text.encode()


def _tags(work: Work) -> dict[str, str | list[str]]:
    """The tags of a reference under rispy's names for them, each with its lines."""
    since, _ = _sides(work.issued)
    read, _ = _sides(work.accessed)
    tags = {
        "id": [work.id],
        "authors": [str(name) for name in work.authors],
        "title": [work.title],
        "secondary_title": [_container(work)],
        "publisher": [work.publisher],
    }
    tags |= {"year": [since[:4]], "date": [_slashes(since)]}
    tags |= {
        "edition": [work.version],
        "language": [work.language],
        "urls": [address(work.url)],
        "access_date": [_slashes(read)],
        "notes": [_note(work)],
    }
    lines: dict[str, str | list[str]] = {"type_of_reference": RIS.get(work.kind, "GEN")}
    for tag, texts in tags.items():
        lines[tag] = [_in_a_line(text) for text in texts if text.strip()]
    return lines


def _container(work: Work) -> str:
    """The larger work in which it appeared."""
    if work.within:
        return work.within
    return work.publisher if work.kind in PERIODICAL else ""


def _slashes(day: str) -> str:
    """`2018-09` as RIS writes it: `2018/09//`."""
    if not day:
        return ""
    parts = [*day.split("-"), "", ""]
    return "/".join(parts[:3]) + "/"


def to_json(works: Sequence[Work]) -> bytes:
    """The works as CSL-JSON."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1).encode()


def _item(work: Work) -> dict[str, Any]:
    role = "interviewer" if work.kind == "interview" else "author"
    item: dict[str, Any] = {
        "id": work.id,
        "type": CSL.get(work.kind, "document"),
        "title": work.title,
        role: [_csl_name(name) for name in work.authors],
        "container-title": _container(work),
        "publisher": work.publisher,
    }
    item |= {"issued": _csl_date(work.issued), "accessed": _csl_date(work.accessed)}
    item |= {
        "version": work.version,
        "URL": address(work.url),
        "language": work.language,
        "note": _with_query(work.note, work),
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _csl_date(text: str) -> dict[str, Any]:
    """A date of one or two sides; a side that is open is not known, and left out."""
    sides = [side.split("-") for side in dict.fromkeys(_sides(text)) if side]
    if not sides:
        return {}
    parts = [list(map(int, side)) for side in sides]
    if UNCERTAIN.search(text):
        return {"date-parts": parts, "circa": True}
    return {"date-parts": parts}


def _sides(text: str) -> tuple[str, str]:
    """First and last side of an EDTF date, without its marks.

    Of a date with one side, or with one that is open, both are the side that is known; both are
    blank where none is.
    """
    first, _, last = UNCERTAIN.sub("", text).partition("/")
    known = [side for side in (first, last) if side and side != dates.OPEN]
    return (known[0], known[-1]) if known else ("", "")


def _note(work: Work) -> str:
    """The note, with the date in words where a year alone would say more or less than is known."""
    date = f"Date: {dates.label(work.issued)}." if re.search("[~?%/]", work.issued) else ""
    return _with_query(f"{work.note} {date}".strip(), work)


def _with_query(note: str, work: Work) -> str:
    """A note, and the query of a view that has no public address."""
    return f"{note} Query: {work.query}".strip() if work.query else note

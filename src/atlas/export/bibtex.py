"""Citations as BibTeX."""

from collections.abc import Sequence

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field

from atlas.export.work_fields import address, in_a_line, note, sides
from atlas.export.work_kinds import DATA, citing
from atlas.export.works import Name, Work
from atlas.values import dates

# In which field BibTeX looks for who published an entry of a type.
PUBLISHED_BY = {"article": "journal", "techreport": "institution", "misc": "howpublished"}
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


def to_bib(works: Sequence[Work]) -> bytes:
    """The works as BibTeX in UTF-8.

    Programs that do not know biblatex pass over its fields `url`, `urldate` and `version`.
    """
    library = Library([_entry(work) for work in works])
    # Nobody else has the library, so it need not be copied, which is slow for hundreds of entries.
    stack = default_unparse_stack(allow_inplace_modification=True)
    return write_string(library, stack).encode()


def _entry(work: Work) -> Entry:
    kind = citing(work.kind).bibtex
    since, until = sides(work.issued)
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
        "note": _latex(note(work)),
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
    return in_a_line(text).translate(LATEX)

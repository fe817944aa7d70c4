"""How each kind of source is cited: the one table that all formats of citations read."""

from dataclasses import dataclass

# What is cited beside sources.
DATA, PART = "data set", "part of a data set"


@dataclass(frozen=True)
class Citing:
    """Of a kind of work its type in CSL, RIS and BibTeX, and who is named.

    `in_periodical`: who publishes it is the larger work in which it appeared. `speaks_itself`:
    where its text names nobody, who publishes it is its author; a newspaper is not, as there a
    missing byline is an author who is not known. `authors` is the role of its authors in CSL.
    """

    csl: str = "document"
    ris: str = "GEN"
    bibtex: str = "misc"
    in_periodical: bool = False
    speaks_itself: bool = False
    authors: str = "author"


OF_NO_KIND = Citing()
_NEWS = Citing("article-newspaper", "NEWS", "article", in_periodical=True)
_REPORT = Citing("report", "RPRT", "techreport", speaks_itself=True)
CITING = {
    DATA: Citing("dataset", "DATA"),
    PART: Citing("dataset", "DATA"),
    "journalism": _NEWS,
    "state media": _NEWS,
    "interview": Citing("interview", "NEWS", "article", in_periodical=True, authors="interviewer"),
    "official": _REPORT,
    "think tank": _REPORT,
    # A thesis, a book and an article alike: no format has a type for all of them.
    "academic": OF_NO_KIND,
    "database": Citing("dataset", "DATA", speaks_itself=True),
    "reference work": Citing("entry-encyclopedia", "ENCYC", in_periodical=True, speaks_itself=True),
}


def citing(kind: str) -> Citing:
    """How a kind is cited; one that the table does not know, as a text of no kind."""
    return CITING.get(kind, OF_NO_KIND)

"""What can be said of a piece of a sentence, and on which evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a marked piece of a sentence is."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    DIRECTION = "direction"
    COMPARISON = "comparison"
    JUDGEMENT = "judgement"


class Verdict(StrEnum):
    """What the sources say of a piece; the last two are no verdicts on what it claims."""

    CONTRADICTED = "contradicted"
    DIFFERENT = "counted differently"
    ABSENT = "not in these sources"
    SUPPORTED = "supported"
    NAMED = "named"
    JUDGEMENT = "judgement"


# The worst verdict on a piece is that on its sentence.
OF_CLAIMS = (Verdict.CONTRADICTED, Verdict.DIFFERENT, Verdict.ABSENT, Verdict.SUPPORTED)


@dataclass(frozen=True)
class Row:
    """A cell of a row: what a source says of a record, where, who speaks there, how it is known."""

    record: str
    field: str
    value: str
    source: str
    locator: str
    basis: str
    said_by: str


@dataclass(frozen=True)
class Finding:
    """A verdict with its reason.

    `says` is what the sources say, in a sentence; `rule` the rule by which that is compared with
    the text. `rows` are the evidence, `records` the entries that it is about. `readings` are the
    entries that the text may mean where it may mean several. `count` is the published number or
    the counting rule that the page of counts can show (`count-…`, `rule-…`); blank for none.
    """

    verdict: Verdict
    says: str
    rule: str
    rows: tuple[Row, ...] = ()
    records: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True)
class Mark:
    """A piece of a sentence, from character `start` to before `end` of it, and what is found."""

    start: int
    end: int
    kind: Kind
    finding: Finding


@dataclass(frozen=True)
class Checked:
    """A sentence of the text, as it stands there, with its marks in order."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def has_claims(self) -> bool:
        """Whether anything in it is compared, and not only named or judged."""
        return any(mark.finding.verdict in OF_CLAIMS for mark in self.marks)

    @property
    def verdict(self) -> Verdict:
        """The worst of the verdicts on what it claims; of nothing claimed that it is not there."""
        return worst(mark.finding.verdict for mark in self.marks)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts on claims; `ABSENT` where there is none."""
    given = set(verdicts)
    return next((verdict for verdict in OF_CLAIMS if verdict in given), Verdict.ABSENT)


def left_open(finding: Finding) -> Finding:
    """A finding that contradicts nothing, where it is not sure that this is meant."""
    if finding.verdict is not Verdict.CONTRADICTED:
        return finding
    says = f"Whether this is meant is not sure. {finding.says}"
    return replace(finding, verdict=Verdict.ABSENT, says=says)

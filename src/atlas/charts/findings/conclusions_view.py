"""What each of the articles at the core concludes, side by side."""

import re
from dataclasses import dataclass

import pandas as pd

from atlas.charts.findings.findings_view import (
    TABLE,
    FindingOptions,
    Stance,
    by_stance,
    findings,
    statements,
)
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset

PARAGRAPH = re.compile(r"¶(\d{1,9})", re.ASCII)
EVERY = FindingOptions()
# An article ends with what it concludes; what it passes on there from others is not its own.
PASSED_ON = "reported"


@dataclass(frozen=True, eq=False)
class Conclusion:
    """What an article concludes: how its findings split, and those of its last paragraph.

    `paragraph` is the last one that has a finding in view (None: the findings name no paragraph),
    `last` has the findings of it: id, criterion, stance, statement, said_by, basis. `statements`
    counts all that is coded from the article, whatever the filters.
    """

    source: str
    by_stance: dict[Stance, int]
    by_criterion: dict[str, dict[Stance, int]]
    statements: int
    paragraph: int | None
    last: pd.DataFrame

    @property
    def total(self) -> int:
        """How many findings of the article are in view."""
        return sum(self.by_stance.values())

    @property
    def gist(self) -> str:
        """The fullest of the findings in its last paragraph that it makes itself.

        Blank where there is none.
        """
        own = self.last[self.last["basis"].ne(PASSED_ON)]
        if own.empty:
            return ""
        return str(max(own["statement"].tolist(), key=len))


@once_a_dataset
def conclusions(dataset: Dataset) -> list[Conclusion]:
    """One for each article at the core of the evidence base, in the order of their rank."""
    register = dataset.sources
    cores = register[register["tier"].eq("core")]
    rows = findings(dataset, EVERY).set_index("id")
    facts = statements(dataset).loc[rows.index]
    stated = rows.join(facts[["source", "locator", "said_by", "basis"]])
    stated["statement"] = dataset[TABLE]["statement"].reindex(stated.index)
    order = cores["rank"].astype(int).sort_values(kind="stable").index
    counts = dataset.evidence["source"].astype("str").value_counts()
    conclusions = []
    for source in order:
        own = stated[stated["source"].eq(source)]
        n_statements = int(counts.get(source, 0))
        conclusions.append(_conclusion(source, own, n_statements))
    return conclusions


def _conclusion(source: str, own: pd.DataFrame, n_statements: int) -> Conclusion:
    """`own` are the findings of the source in view."""
    numbers = own["locator"].astype("str").str.extract(PARAGRAPH, expand=False)
    numbers = pd.to_numeric(numbers)
    paragraph = None if numbers.dropna().empty else int(numbers.max())
    last = own[numbers.eq(paragraph)] if paragraph is not None else own.iloc[:0]
    parts = own.groupby("criterion", sort=False)
    return Conclusion(
        source=source,
        by_stance=by_stance(own),
        by_criterion={str(criterion): by_stance(part) for criterion, part in parts},
        statements=n_statements,
        paragraph=paragraph,
        last=last,
    )


def side_by_side(dataset: Dataset) -> pd.DataFrame:
    """How the findings of each article split, as a reader sees it: a row a criterion.

    Columns: Criterion, and one an article (its short name); blank where it has no finding.
    """
    articles = conclusions(dataset)
    schema = dataset.schema
    stances = schema.labels("stance")
    rows = []
    for criterion, label in schema.labels("criterion").items():
        row = {"Criterion": label}
        for article in articles:
            counts = article.by_criterion.get(criterion, {})
            row[_name(dataset, article)] = _in_words(counts, stances)
        if any(list(row.values())[1:]):
            rows.append(row)
    names = [_name(dataset, article) for article in articles]
    return pd.DataFrame(rows, columns=["Criterion", *names])


def _name(dataset: Dataset, article: Conclusion) -> str:
    return str(dataset.sources.at[article.source, "short"])


def _in_words(counts: dict[Stance, int], labels: dict[str, str]) -> str:
    """“7 shallower, 1 deeper”: the most first."""
    named = [(count, labels[stance].lower()) for stance, count in counts.items() if count]
    named.sort(key=_most_first)
    return ", ".join(f"{count:,} {label}" for count, label in named)


def _most_first(named: tuple[int, str]) -> int:
    return -named[0]

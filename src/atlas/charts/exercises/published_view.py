"""Numbers of exercises that others have published, and ours beside each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.ladder_view import NONE, TABLE, CountOptions, counted_ids
from atlas.charts.exercises.rules import FIRST, PHASES, RULES, names, rule_of, terms
from atlas.dataset.dataset import Dataset
from atlas.dataset.exercise_filters import are_watched
from atlas.dataset.filter_contract import Years
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, understood
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import ids_column, with_ids
from atlas.dataset.ranges import Texts
from atlas.records.listing import coded
from atlas.values import dates
from atlas.values.pair import are_both_in, are_only_in
from atlas.values.words import number

NOBODY = "No published number"
OF_EXERCISES, COUNTED_BY = "number", "Counted here by"
# A number in an address, and what it decides beside the sources, which stay the reader's.
NUMBER = "count"
DECIDED = (*(key for key in FILTERS if key not in {"evidence", "kind"}), "series", PHASES)


@dataclass(frozen=True)
class Published:
    """A number that somebody has published, from `least` to `most` where it is a range.

    `nearest` is our rule that comes nearest to theirs; blank where their source states none.
    """

    id: str
    who: str
    least: int
    most: int
    is_least: bool
    noun: str
    period: str
    rule: str
    note: str
    nearest: str
    series: str
    source: str
    locator: str

    @property
    def own_rule(self) -> str:
        """The rule by which ours is counted beside it: the nearest, else the first."""
        return self.nearest if self.nearest in RULES else FIRST

    @property
    def amount(self) -> str:
        """The number as it is given: “at least 90”, “4 to 5”."""
        text = number(self.least)
        if self.most > self.least:
            text = f"{text} to {number(self.most)}"
        return f"at least {text}" if self.is_least else text


@once_a_build
def published(dataset: Dataset) -> dict[str, Published]:
    """The numbers of exercises that the chosen sources have, by id, in the order of the table."""
    rows = dataset.counts
    rows = rows[rows["unit"].eq(OF_EXERCISES)]
    return {str(key): _published(dataset, str(key), row) for key, row in rows.iterrows()}


def _published(dataset: Dataset, identifier: str, row: "pd.Series[Any]") -> Published:
    text = row.fillna("").astype("str")
    source = text["source"]
    least = int(row["number"])
    return Published(
        id=identifier,
        who=text["said_by"] or str(dataset.sources.at[source, "publisher"]),
        least=least,
        most=least if pd.isna(row["number_to"]) else int(row["number_to"]),
        is_least=text["bound"] == "at least",
        # The value itself is written as in the midst of a sentence.
        noun=text["counted"],
        period=text["period"],
        rule=text["rule"],
        note=text["note"],
        nearest=text["nearest"],
        series=text["series"],
        source=source,
        locator=text["locator"],
    )


def chosen(context: Context[CountOptions]) -> Published:
    """The published number that is chosen; KeyError for none."""
    return published(context.dataset)[context.options.count]


def choices(dataset: Dataset) -> Mapping[str, str]:
    """The published numbers as a reader chooses one, and none."""
    counts = published(dataset)
    labels = {key: f"{own.who}, {_years(own.period)}: {own.amount}" for key, own in counts.items()}
    return {NONE: NOBODY, **labels}


def _years(period: str) -> str:
    first, last = dates.sides(period)
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def settings(count: Published, filters: Filters, span: Years) -> tuple[Filters, CountOptions]:
    """The filters and options under which ours is counted beside a published number.

    The reader's sources stay; `span` are the first and last year that can be chosen.
    """
    rule = RULES[count.own_rule]
    first, last, _ = dates.parse(count.period)
    low = max(first.year if first else span[0], span[0])
    high = min(last.year if last else span[1], span[1])
    years = (low, high) if low <= high and (low, high) != span else None
    own = Filters(evidence=filters.evidence, kind=filters.kind, years=years)
    return rule.under(own), _options(count)


def named_alone(dataset: Dataset, query: Texts) -> Published | None:
    """The published number that an address names without a setting that the number decides.

    None where it names no number, or years, a rule or a series of its own beside it.
    """
    texts = query.get(NUMBER, ())
    name = understood(texts[-1], choices(dataset)) if any(texts) else None
    if not name or any(any(query.get(key, ())) for key in DECIDED):
        return None
    return published(dataset)[name]


def beside_its_number(
    dataset: Dataset, query: Texts, span: Years, filters: Filters, options: CountOptions
) -> tuple[Filters, CountOptions]:
    """Filters and options of an address; of one that names a number alone those of the number."""
    count = named_alone(dataset, query)
    return settings(count, filters, span) if count else (filters, options)


def _options(count: Published) -> CountOptions:
    phases = RULES[count.own_rule].phases
    return CountOptions(count=count.id, series=count.series, phases=phases)


@once_a_build
def ours(dataset: Dataset, count: Published) -> list[str]:
    """The exercises recorded here that the nearest rule counts in the period of the number."""
    own = RULES[count.own_rule].under(Filters())
    return counted_ids(dataset, own, _options(count))


class Held(NamedTuple):
    """How many exercises are of China and Russia alone, of both with others, and of one of the two
    while the other watched.
    """

    alone: int
    with_others: int
    watched: int


def with_whom(dataset: Dataset, ids: list[str]) -> Held:
    """How these exercises split by who is there; those of which that is not known are in none."""
    frame = dataset.built[TABLE].loc[ids]
    participants = frame["participants"]
    alone = int(participants.map(are_only_in).sum())
    both = int(participants.fillna("").str.split(";").map(are_both_in).sum())
    return Held(alone, both - alone, int(are_watched(frame).sum()))


def published_table(dataset: Dataset) -> pd.DataFrame:
    """The published numbers as a reader sees them, each with ours beside it."""
    rows = []
    labels = names(dataset.schema)
    for count in published(dataset).values():
        n = len(ours(dataset, count))
        rows.append(
            {
                "Who counts": count.who,
                "Number": f"{count.amount} {count.noun}",
                "Period": dates.label(count.period),
                "Recorded here": n,
                COUNTED_BY: labels[count.own_rule],
                "Its rule, as far as stated": count.rule or "not stated",
                "Source": count.source,
                "Paragraph": count.locator,
            }
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    sources = table["Source"].astype("str")
    table["Source"] = sources.map(dataset.sources["short"])
    return with_ids(table, {"Source": sources})


COLUMNS = [
    "Who counts",
    "Number",
    "Period",
    "Recorded here",
    COUNTED_BY,
    "Its rule, as far as stated",
    "Source",
    "Paragraph",
]


def rules_table(dataset: Dataset, options: CountOptions) -> pd.DataFrame:
    """What every rule counts in the same years, and which exercises it leaves out or adds.

    Columns: Rule, Number, Excludes, where there are any Counts besides (beside what is counted
    now), What it counts.
    """
    filters = dataset.filters
    now = counted_ids(dataset, filters, options)
    current = rule_of(filters, options.phases)
    rows = []
    for name, term in terms(dataset.schema).items():
        rule = RULES[name]
        phased = replace(options, phases=rule.phases)
        ids = counted_ids(dataset, rule.under(filters), phased)
        ending = " (now)" if name == current else ""
        rows.append(
            {
                "Rule": f"{term.label}{ending}",
                "Number": len(ids),
                "Excludes": _joined(now, ids),
                "Counts besides": _joined(ids, now),
                "What it counts": term.definition,
            }
        )
    table = pd.DataFrame(rows)
    ids_behind = {key: table[key] for key in ("Excludes", "Counts besides")}
    worded = {key: coded(ids, dataset.labels) for key, ids in ids_behind.items()}
    named = with_ids(table.assign(**worded), ids_behind)
    if named["Counts besides"].notna().any():
        return named
    return named.drop(columns=["Counts besides", ids_column("Counts besides")])


def _joined(ids: list[str], others: list[str]) -> str | None:
    """The ids that are not among the others; None for none of them."""
    return ";".join(key for key in ids if key not in set(others)) or None

"""A comparison in words: how much more or less, how well sourced, what cannot be compared."""

from atlas.charts.compare import sides
from atlas.charts.compare.compare_view import (
    ENTRIES,
    SOURCES,
    numbers,
    support,
)
from atlas.charts.compare.differences_view import (
    BOTH,
    FIRST,
    SECOND,
    differences,
    in_both,
    since_the_older,
)
from atlas.charts.compare.labels import MEASURES, NOT_RECORDED, TIV, amount, part_names
from atlas.charts.compare.pair import Pair
from atlas.charts.compare.sides import By
from atlas.charts.exercises.columns_view import last_whole_year
from atlas.charts.registry import CHARTS
from atlas.datapackage.changelog import Kind
from atlas.dataset.dataset import VOLUMES
from atlas.dataset.filter_registry import FILTERS
from atlas.records.corroboration import Standing
from atlas.values.words import agreeing, counted, listed

# A share that moves by so much is named beside a rise or fall.
MOVED = 0.05


def headline(pair: Pair) -> str:
    """“Exercises in time: 5.6 a year (2017–2021) vs. 8.5 (2022–2025)”.

    Of volumes those of the largest pair; the title alone where neither side has anything.
    """
    if pair.empty:
        return pair.title
    largest = numbers(pair).iloc[0]
    unit = f" {pair.first.coverage.noun}"
    lead = ""
    if pair.chart.tables == (VOLUMES,):
        unit = " million TIV"
        lead = f"{part_names(pair)[largest['part']].removesuffix(TIV)} "
    columns = ("first", "second")
    if pair.by == By.YEARS:
        columns = ("first_rate", "second_rate")
        unit = f"{unit if lead else ''} a year"
    first, second = (amount(largest[column]) for column in columns)
    if first == NOT_RECORDED:
        unit = ""
    names = pair.names
    return f"{pair.chart.title}: {lead}{first}{unit} ({names[0]}) vs. {second} ({names[1]})"


def takeaway(pair: Pair) -> str:
    """What the two come to, and in what that is recorded."""
    return f"{come_to(pair)} Recorded in these sources."


def come_to(pair: Pair) -> str:
    """What the two come to, and by how much the second differs from the first."""
    if pair.chart.tables == (VOLUMES,):
        return _of_volumes(pair)
    whole = numbers(pair).iloc[0]
    noun = pair.first.coverage.noun
    first, second = pair.names
    sentence = (
        f"{first}: {counted(whole['first'], noun)}. {second}: {counted(whole['second'], noun)}"
    )
    sentence += f", {_more(whole['difference'])}"
    if pair.by == By.YEARS:
        rates = f"{amount(whole['first_rate'])} and {amount(whole['second_rate'])}"
        sentence += f". With a date and begun in these years: {rates} a year"
    return f"{sentence}."


def _of_volumes(pair: Pair) -> str:
    names = part_names(pair)
    clauses = []
    for row in numbers(pair).head(2).to_dict("records"):
        name = names[row["part"]].removesuffix(TIV)
        pairs = (row["first_rate"], row["second_rate"]) if pair.by == By.YEARS else None
        values = pairs or (row["first"], row["second"])
        clauses.append(f"{name} {amount(values[0])} vs. {amount(values[1])}")
    unit = "million TIV"
    if pair.by == By.YEARS:
        unit = "million TIV a year that has a volume"
    return f"{unit[:1].upper()}{unit[1:]}, {' vs. '.join(pair.names)}: {'; '.join(clauses)}."


def _more(difference: float) -> str:
    if not difference:
        return "as many"
    word = "more" if difference > 0 else "fewer"
    return f"{amount(abs(difference))} {word}"


def sourcing(pair: Pair) -> str:
    """Whether the sources rose or fell with the entries, and how the share on few of them moved.

    Nothing where a side has no entry.
    """
    if pair.first.empty or pair.second.empty:
        return ""
    differing = support(pair).set_index("measure")
    more = {str(measure): float(value) for measure, value in differing["difference"].items()}
    entries = more[ENTRIES]
    sources = more[SOURCES]
    noun = pair.first.coverage.noun
    parts = []
    if entries > 0 and sources > 0:
        parts.append(
            f"B has more {noun} and more sources: part of the rise may be a rise in sources."
        )
    elif entries < 0 and sources < 0:
        parts.append(
            f"B has fewer {noun} and fewer sources: part of the fall may be a fall in sources."
        )
    elif entries and not sources:
        parts.append("Both sides rest on the same number of sources.")
    for standing in (Standing.ONE_ORIGIN, Standing.STATE_MEDIA):
        if standing in more:
            first = float(differing["first_share"][standing])
            second = float(differing["second_share"][standing])
            if abs(second - first) >= MOVED:
                shares = f"{round(100 * first)} % of A and {round(100 * second)} % of B"
                parts.append(f"{MEASURES[standing]}: {shares}.")
    return " ".join(parts)


def warnings(pair: Pair) -> list[str]:
    """What makes it a comparison of nothing, or of other than its title says; a sentence each."""
    sentences = [_alike(pair), _emptiness(pair), _aside(pair)]
    return [sentence for sentence in sentences if sentence]


def remarks(pair: Pair) -> str:
    """What a reader has to know of these two sides."""
    sentences = []
    if pair.by == By.YEARS:
        sentences += [_unfinished(pair), _running_through(pair)]
    if pair.by == By.VERSION:
        sentences.append(_not_kept(pair))
    return " ".join(filter(None, sentences))


def _alike(pair: Pair) -> str:
    if pair.values[0] == pair.values[1]:
        return "Both sides are the same, so that every difference is 0."
    if pair.by != By.YEARS:
        return ""
    low = max(first for first, _ in pair.spans)
    high = min(last for _, last in pair.spans)
    if low > high:
        return ""
    years = sides.name(By.YEARS, (low, high), {})
    return f"The two spans overlap: what lies in {years} counts on both sides."


def _emptiness(pair: Pair) -> str:
    empty = [name for name, shown in zip(pair.names, pair.sides, strict=True) if shown.empty]
    if len(empty) == len(pair.names):
        return "Neither side has anything in view under these filters."
    return f"Nothing is in view for {empty[0]} under these filters." if empty else ""


def _aside(pair: Pair) -> str:
    keys = sides.standing_aside(pair.by, pair.filters)
    if not keys:
        return ""
    titles = listed([f"“{FILTERS[key].title}”" for key in keys])
    verb = agreeing(len(keys), "is", "are")
    has = "each side has its own"
    return f"{titles} of the sidebar {verb} not used here: {has}."


def _unfinished(pair: Pair) -> str:
    last = last_whole_year(pair.second.dataset)
    ends = [years[1] for years in pair.spans]
    if not last or max(ends) <= last:
        return ""
    return (
        f"The last year that these sources see the end of is {last}: a rate with later years in it "
        "is too low."
    )


def _running_through(pair: Pair) -> str:
    number = in_both(pair)
    if not number or _alike(pair):
        return ""
    noun = pair.first.coverage.noun
    verb = agreeing(number, "runs", "run")
    count = agreeing(number, "counts", "count")
    return f"{counted(number, noun)} {verb} through both spans and {count} on both sides."


def _not_kept(pair: Pair) -> str:
    """What is had of an earlier version, and what is not."""
    kinds = list(since_the_older(pair).values())
    number = {kind: kinds.count(kind) for kind in (Kind.ADDED, Kind.CHANGED, Kind.REMOVED)}
    if not kinds:
        return ""
    return (
        "Of earlier versions only the list of changes is kept, not the tables: a side of an "
        "earlier version is drawn from today's rows without what was added since "
        f"({number[Kind.ADDED]:,} since the older of the two); what was changed since "
        f"({number[Kind.CHANGED]:,}) stands as it is today but for what later sources say, and "
        f"what was removed ({number[Kind.REMOVED]:,}) is not drawn."
    )


def behind(pair: Pair) -> str:
    """How many records count on one side alone, and on both."""
    sides_of = differences(pair)["side"].value_counts()
    both = in_both(pair)
    noun = pair.first.coverage.noun
    alone = [int(sides_of.get(side, 0)) for side in (FIRST, SECOND)]
    verb = agreeing(alone[0], "counts", "count")
    sentence = f"{counted(alone[0], noun)} {verb} on side A alone, {alone[1]:,} on side B alone, "
    sentence += f"{both:,} on both"
    other = int(sides_of.get(BOTH, 0))
    if other:
        sentence += f"; of those on both, {other:,} {agreeing(other, 'has', 'have')} other values"
    return f"{sentence}."


def not_offered() -> dict[str, str]:
    """The charts that cannot be set side by side by their titles, and why."""
    return {chart.title: chart.alone for chart in CHARTS.values() if chart.alone}

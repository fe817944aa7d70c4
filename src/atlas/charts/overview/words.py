"""The front page's sentences: right for none, one, two, many, and for ties."""

from atlas.charts.findings.findings_view import Stance
from atlas.charts.findings.words import split
from atlas.charts.overview.exchange_view import SINCE, Exchange
from atlas.charts.overview.known_view import Known
from atlas.charts.overview.often_view import Era, Often
from atlas.charts.overview.support_view import Support
from atlas.charts.transfers.volumes_view import peak_years
from atlas.values import dates
from atlas.values.pair import TO_CHINA, TO_RUSSIA, Direction
from atlas.values.words import agreeing, listed, number, rate

SMALL = {1: "one", 2: "two"}
NOUNS = {
    "exercises": ("exercise", "exercises"),
    "transfers": ("arms transfer", "arms transfers"),
    "agreements": ("agreement", "agreements"),
}


def counted_as(count: int, one: str, many: str) -> str:
    """“1 exercise”, “2 exercises”, “1,200 exercises”."""
    return f"{count:,} {agreeing(count, one, many)}"


def known_sentence(known: Known) -> str:
    """What is known, on whose word, up to when."""
    total = sum(known.counts.values())
    if not total:
        return "No exercise, arms transfer or agreement is in view under these filters."
    parts = [counted_as(count, *NOUNS[table]) for table, count in known.counts.items() if count]
    sources = counted_as(known.sources, "source", "sources")
    until = f" up to {dates.label(known.newest)}" if known.newest else ""
    core = ""
    if known.articles:
        noun = agreeing(known.articles, "article stands", "articles stand")
        core = f"; {SMALL.get(known.articles, f'{known.articles:,}')} {noun} at the core"
    return f"{listed(parts)}, recorded by {sources}{until}{core}.{_apart(known.apart)}"


def _apart(count: int) -> str:
    if not count:
        return ""
    entries = counted_as(count, "further entry was", "further entries were")
    are = agreeing(count, "is", "are")
    return f" {entries} offered, announced, called off or only expected, and {are} not counted."


def located_sentence(share: float) -> str:
    """What each value names of its place, as far as that is true."""
    if share == 1:
        return "Every value names its source and the paragraph that says it."
    if share == 0:
        return "Every value names its source, and where in it; none of them names a paragraph."
    # Never rounded up to all, nor down to none.
    percent = min(max(round(share * 100), 1), 99)
    return (
        f"Every value names its source; {percent} % of the statements name the paragraph too, the "
        "others a line, a table or the text as a whole, or that its paragraph was not found again."
    )


def often_title(often: Often) -> str:
    """The answer in two or three words, as the two last eras have it."""
    if len(often.eras) < 2:
        return "How often?"
    before, after = often.eras[-2:]
    rates = (rate(before.a_year), rate(after.a_year))
    if rates[0] == rates[1]:
        return "As often as before"
    return "More often" if after.a_year > before.a_year else "Less often"


def often_sentence(often: Often) -> str:
    """Exercises a year, era by era."""
    if not often.counts.sum():
        return "Exercises a year: none with a date in view."
    if not often.eras:
        return "Exercises a year: no whole year in view."
    first, *further = often.eras
    each = [f"{rate(first.a_year)} a year in {_years(first)}"]
    each += [f"{rate(era.a_year)} in {_years(era)}" for era in further]
    return f"Exercises recorded in these sources: {listed(each)}.{_left(often)}"


def _years(era: Era) -> str:
    return f"{era.first}" if era.first == era.last else f"{era.first}–{era.last}"


def _left(often: Often) -> str:
    """What is in no era."""
    if not often.unfinished:
        return ""
    verb = agreeing(len(often.unfinished), "is", "are")
    years = listed([str(year) for year in often.unfinished])
    return f" {years} {verb} not covered to the end."


def exchange_title(exchange: Exchange) -> str:
    """The answer in a few words: who supplies whom since the turn."""
    to_china = exchange.since(TO_CHINA)
    to_russia = exchange.since(TO_RUSSIA)
    if to_china and to_russia:
        # Of what began before, nine in ten at least were Russia's.
        sales = exchange.before(TO_CHINA)
        bought = exchange.before(TO_RUSSIA)
        was_one_way = sales > 0 and sales >= 9 * bought
        return "From sales to a two-way street" if was_one_way else "A two-way street"
    if to_china or to_russia:
        way = (TO_CHINA if to_china else TO_RUSSIA).label
        return f"One way: {way}" if exchange.both_asked else way
    return "Which way?"


def exchange_sentence(exchange: Exchange) -> str:
    """Supplies since the turn each way, then what SIPRI measures each way."""
    sentences = []
    if len(exchange.supplies):
        sentences.append(_begun(exchange))
    measured = [_measured(exchange, way) for way in (TO_CHINA, TO_RUSSIA)]
    known = "; ".join(text for text in measured if text)
    if known:
        sentences.append(f"SIPRI's volume in million TIV: {known}.")
    return " ".join(sentences) or "Supplies between Russia and China: none in view."


def _begun(exchange: Exchange) -> str:
    """Supplies each way since the turn; before it, where the filters leave none since."""
    ways = (TO_RUSSIA, TO_CHINA)
    since = {way: exchange.since(way) for way in ways}
    if any(since.values()):
        when = f"since {SINCE}"
        counts = since
        later = ""
    else:
        when = f"before {SINCE}"
        counts = {way: exchange.before(way) for way in ways}
        later = "; none in view begins later"
    # A way that a filter may have hidden is not said to have none.
    named = [way for way in ways if exchange.both_asked or counts[way]]
    each = [f"{counts[way]:,} {_way(way)}" for way in named]
    begun = f"Supplies begun {when}, as recorded in these sources: {listed(each)}{later}."
    return f"{begun}{_undated(len(exchange.undated))}"


def _undated(count: int) -> str:
    """The supplies that stand in no year."""
    if not count:
        return ""
    return f" {count:,} more {agreeing(count, 'has', 'have')} no date."


def _way(way: Direction) -> str:
    """“from Russia to China”."""
    return f"from {way.label.replace(' → ', ' to ')}"


def _measured(exchange: Exchange, way: Direction) -> str:
    """The most that a direction has in a year, and its last year."""
    volume = exchange.volume(way)
    if volume.empty:
        return ""
    peaks = peak_years(volume)
    last = volume.index[-1]
    most = f"{_way(way)} at most {number(round(volume.max(), 1))} ({listed(peaks)})"
    if str(last) in peaks:
        return most
    return f"{most}, {number(round(volume.iloc[-1], 1))} in {last}"


def depth_sentence(counts: dict[Stance, int]) -> str:
    """How the findings split."""
    return f"{split(counts)}."


def support_sentence(support: Support, one: str, many: str) -> str:
    """How sure the answer is; blank without a record."""
    if not support.records:
        return ""
    sources = counted_as(support.sources, "source", "sources")
    if support.records == 1:
        rests = "rests" if support.borne_out else "does not rest"
        rest = f"the 1 {one} {rests} on two or more independent sources"
    elif not support.borne_out:
        rest = f"none of {support.records:,} {many} rests on two or more independent sources"
    else:
        verb = agreeing(support.borne_out, "rests", "rest")
        rest = (
            f"{support.borne_out:,} of {support.records:,} {many} {verb} on two or more "
            "independent sources"
        )
    disputed = counted_as(support.disputed, "value is", "values are")
    if not support.disputed:
        disputed = "no value is"
    return f"How sure: {sources}; {rest}; {disputed} disputed."

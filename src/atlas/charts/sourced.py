"""The sourcing of a chart as it is shown: of what it counts, and of what it draws beside."""

from atlas.charts.chart_view import ChartView
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.sourcing import Sourcing, sourcing
from atlas.records.sourcing_words import in_short, paragraph


def sourcing_of(shown: ChartView) -> Sourcing:
    """Its sources in numbers."""
    return _sourcing(shown.dataset, shown)


@once_a_dataset
def _sourcing(dataset: Dataset, shown: ChartView) -> Sourcing:
    """Counted once for the page, its files and the routes."""
    among = shown.chart.among(dataset, shown.options)
    ids = {table: dataset.ids(table) for table in shown.chart.tables}
    if among is not None:
        ids = {table: own[own.isin(among)] for table, own in ids.items()}
    noun = shown.coverage.noun
    beside = shown.chart.beside(shown.view, shown.context).index
    return sourcing(dataset, ids, shown.speaking, noun, shown.filters.years, beside.nunique())


def statement(shown: ChartView) -> str:
    """The same as a paragraph."""
    return paragraph(sourcing_of(shown), shown.dataset)


def heading(shown: ChartView) -> str:
    """How many sources there are, and how many of them are independent, in one line."""
    speaking = shown.speaking
    return in_short(len(speaking), int(speaking["origin"].nunique()))


def stated(shown: ChartView) -> dict[str, str]:
    """What files say of it by name: the sourcing, and a judgement where a reader has signed one."""
    own = shown.judgement.words
    return {"Sourcing": statement(shown), **({"Judgement": own} if own else {})}

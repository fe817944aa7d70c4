"""The pieces of the page of comparisons: what is chosen of both sides, and what differs."""

from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart import Chart
from atlas.charts.chart_view import span
from atlas.charts.compare import asked, labels, ready, sides, words
from atlas.charts.compare.differences_view import differences
from atlas.charts.compare.drawn import figures
from atlas.charts.compare.pair import BY, CHART, LETTERS, PREFIXES, Pair, pair
from atlas.charts.compare.sides import By, Value
from atlas.charts.compare.tables import differences_table, numbers_table, support_table
from atlas.charts.registry import CHARTS, FORMER_NAMES
from atlas.charts.theme import CONFIG, on_ground
from atlas.dataset.filter_contract import Choices, Years
from atlas.ui import address, blocks, options, state
from atlas.ui.drawing import is_dark
from atlas.ui.pair_files import pair_files
from atlas.ui.tables import opened, table
from atlas.ui.text import plain
from atlas.values.words import counted

# The published number beside ours brings a rule with it, which here is a side's own.
SETS_A_RULE = "count"
# The list of charts leaves room for all else in one row (px).
CHART_WIDTH = 230
Width = int | Literal["stretch"]


def chosen_chart() -> Chart[Any, Any]:
    """The chart that is shown twice, before its widget is drawn."""
    name = st.session_state.get(CHART) or asked.chart_of(address.asked()).value
    return CHARTS[name]


def choose() -> Pair:
    """The chart, what the sides differ in, what each of them is, and the chart's own options.

    The title of the pair stands above the choices of both sides, which are the headings of their
    drawings where these stand side by side.
    """
    row, notices = options.row_with_notices("choices-of-pair")
    with row:
        chart = _chart(notices)
        by = _differing(chart, notices)
        own = _own_options(chart, notices)
        st.button("Swap", on_click=_swap, args=(by,), icon=":material/swap_horiz:")
        _ready()
    values = asked.values_of(address.asked(), chart, by)
    _take_over_sides(chart, by, values)
    with notices:
        address.notes(values.ignored, values.put_right, asked.allowed(chart, by))
    defaults = sides.first_values(by, chart)
    heading = st.container()
    chosen: list[Value] = []
    for at, place in enumerate(st.columns(len(LETTERS))):
        key, value = f"{PREFIXES[at]}{by}", values.value[at]
        with place:
            if by == By.YEARS:
                chosen.append(_years(LETTERS[at], key, defaults[at]))
            else:
                title = f"{LETTERS[at]}: {sides.TITLES[By(by)].lower()}"
                labels_of_by = sides.choices(by, chart)
                own_first = str(defaults[at])
                chosen.append(_listed(key, title, labels_of_by, value, own_first, "stretch"))
    shown = pair(chart, own, state.current(), by, (chosen[0], chosen[1]))
    heading.header(plain(words.headline(shown)), anchor="pair")
    return shown


def _take_over_sides(chart: Chart[Any, Any], by: str, values: asked.Asked) -> None:
    """Spell both sides in the address as their widgets read them."""
    keys = [f"{prefix}{by}" for prefix in PREFIXES]
    link = address.asked()
    if by != By.YEARS:
        labels_by_key = dict.fromkeys(keys, sides.choices(by, chart))
        address.take_over(labels_by_key, link)
        return
    both = dict(zip(keys, values.value, strict=True))
    right = {key: [str(year) for year in both[key]] for key in keys if key in link}
    unknown = {text.partition("=")[0] for text in values.ignored}
    known = {key: texts for key, texts in right.items() if key not in unknown}
    address.take_over({}, known, values.put_right, list(known))


def _chart(notices: DeltaGenerator) -> Chart[Any, Any]:
    labels, link = sides.comparable(), address.asked()
    names = {CHART: [FORMER_NAMES.get(text, text) for text in link.get(CHART, ())]}
    address.take_over({CHART: labels}, names)
    query = asked.chart_of(link)
    with notices:
        address.notes(query.ignored, [], {CHART: labels})
    return CHARTS[_listed(CHART, "Chart", labels, query.value, asked.FIRST, CHART_WIDTH)]


def _differing(chart: Chart[Any, Any], notices: DeltaGenerator) -> str:
    """What the sides differ in, of what they can with this chart."""
    titles, link = sides.dimensions(chart), address.asked()
    first = next(iter(titles))
    if st.session_state.get(BY, first) not in titles:
        del st.session_state[BY]
    address.take_over({BY: titles}, link)
    query = asked.by_of(link, chart)
    with notices:
        address.notes(query.ignored, [], {BY: titles})
    return options.one_of("Differing in", titles, BY, first)


def _own_options(chart: Chart[Any, Any], notices: DeltaGenerator) -> Any:
    """The chart's options; as they are at first where one of them sets a rule, as a side does."""
    own = chart.options()
    if SETS_A_RULE in vars(own):
        return own
    return options.options(chart, blocks.selection().dataset, notices)


def _ready() -> None:
    """Comparisons that readers ask for, each a button."""
    with st.popover("Examples", key="ready-pairs", width="content"):
        for name, label in ready.offered().items():
            st.button(plain(label), key=f"ready-{name}", on_click=_take, args=(name,))


def _take(name: str) -> None:
    """Make the choices of a ready comparison; a callback of its button."""
    st.session_state.update(ready.settings(name))


def _swap(by: str) -> None:
    """Each side in the place of the other; a callback of a button."""
    first, second = (f"{prefix}{by}" for prefix in PREFIXES)
    now = st.session_state
    now[first], now[second] = now[second], now[first]


def _years(letter: str, key: str, default: Years) -> Years:
    """First and last year of a side, `default` without a link."""
    low, high = span()
    years: Years = st.slider(f"{letter}: years", low, high, default, key=key, bind="query-params")
    return years


def _listed(key: str, title: str, labels: Choices, first: str, usual: str, width: Width) -> str:
    """A list of which one is chosen, bound to the address: `first` at first.

    An address that does not name it stands for the `usual` one, when a reader comes back to it too.
    """
    _begin(key, labels, first)
    return st.selectbox(
        title,
        list(labels),
        list(labels).index(usual),
        format_func=labels.__getitem__,
        key=key,
        bind="query-params",
        width=width,
    )


def _begin(key: str, labels: Choices, first: str) -> None:
    """Give a widget its first value, and again where what it had is not offered any more."""
    if st.session_state.get(key) not in labels:
        st.session_state[key] = first


def side_by_side(shown: Pair, actions: DeltaGenerator) -> None:
    """Both drawings on one scale; one beneath the other where there is no room."""
    for sentence in words.warnings(shown):
        st.info(plain(sentence))
    if shown.empty:
        return
    with actions:
        pair_files(shown)
    headings = labels.headings(shown)
    with st.container(key="both-drawings"):
        columns = st.columns(len(LETTERS))
    drawn = zip(columns, LETTERS, headings, shown.sides, figures(shown), strict=True)
    for column, letter, heading, own, figure in drawn:
        with column, st.container(gap=None):
            with st.container(key=f"side-{letter}"):
                st.subheader(plain(heading), anchor=False)
            st.plotly_chart(
                on_ground(figure, dark=is_dark()),
                theme=None,
                key=f"pair-{letter}",
                alt=f"{heading}. {own.takeaway}",
                config=CONFIG,
            )
    st.write(plain(words.takeaway(shown)))
    remarks = words.remarks(shown)
    if remarks:
        st.caption(plain(remarks))


def what_differs(shown: Pair) -> None:
    """Numbers and sourcing of both sides, and the records behind the difference."""
    if shown.empty:
        return
    st.header("In numbers", anchor="numbers")
    table(numbers_table(shown), f"Numbers of {shown.title}")
    st.header("How each side is sourced", anchor="sourcing")
    sentence = words.sourcing(shown)
    if sentence:
        st.write(plain(sentence))
    table(support_table(shown), f"Sources of {shown.title}")
    _entries(shown)


def _entries(shown: Pair) -> None:
    """The records that one side alone counts, or of which values differ, as a table that opens."""
    number, noun = len(differences(shown)), shown.first.coverage.noun
    st.header("Behind the difference", anchor="behind")
    st.write(plain(words.behind(shown)))
    if not number:
        return
    with opened(f"Table: the {counted(number, noun)} that differ", "pair") as is_open:
        if is_open:
            table(differences_table(shown), f"What differs in {shown.title}")


def not_offered() -> None:
    """Which charts are not in the list, and why."""
    with opened("Charts that are not offered here, and why", "not-offered") as is_open:
        if is_open:
            lines = [
                f"- {plain(title)}: {plain(why)}" for title, why in words.not_offered().items()
            ]
            st.markdown("\n".join(["No scale is common to two of them:", "", *lines]))

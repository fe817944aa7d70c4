"""The pieces of the evidence page: the choice of a record, its dossier, the table of all
statements.
"""

import pandas as pd
import streamlit as st

from atlas.charts.record import takeaway, timeline
from atlas.charts.theme import on_ground
from atlas.dataset.credit import credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import ids_column, without_ids
from atlas.records.conflicts import added_up
from atlas.records.dossier import speaking, times
from atlas.records.statements import FieldStatements, matching, statements, statements_by_field
from atlas.records.texts import coded_terms, marked, paragraphs_on
from atlas.records.ties import related
from atlas.ui import blocks
from atlas.ui.cite import cite_record
from atlas.ui.components.passage import passage
from atlas.ui.drawing import clickable, is_dark
from atlas.ui.files import table_files
from atlas.ui.tables import credited, leading, table
from atlas.ui.text import plain

MOST_TIES, MOST_STATEMENTS = 200, 200
STATEMENT_COLUMNS = [
    "Field",
    "Value",
    "Source",
    "Paragraph",
    "Shown",
    "Why",
    "Basis",
    "Said by",
]
OFFERED = 5_000
HOLLOW = "Hatched, or a hollow mark: the date is known less exactly than by the day, or is a plan."


@once_a_build
def _named(data: Dataset) -> dict[str, str]:
    """Every record by name and table, in order of names."""
    kinds = data.schema.labels("table")
    tables = data.records["table"].items()
    named = {str(key): f"{data.label(str(key))} ({kinds[table]})" for key, table in tables}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def _choices(data: Dataset) -> tuple[dict[str, str], list[str]]:
    """Every record by name, and those that the list offers: of a large register the first ones.

    The search finds all.
    """
    named = _named(data)
    own = (
        [st.session_state.get("record", ""), st.query_params.get("record", "")]
        if len(named) > OFFERED
        else []
    )
    return named, list(
        dict.fromkeys(["", *list(named)[:OFFERED], *(key for key in own if key in named)])
    )


def choose_record() -> str:
    """The record of the address, or the one that the reader picks.

    The address follows, so that a link and Back lead to it.
    """
    data = blocks.selection().dataset
    asked = st.query_params.get("record", "")
    named, options = _choices(data)
    if asked != st.session_state.get("record_seen") or "record" not in st.session_state:
        st.session_state["record"] = asked if asked in named else ""
        if asked and "record_seen" in st.session_state:
            # A link from this page to itself brings its record, but the browser's address stays
            # behind unless it is set here.
            st.query_params["record"] = asked
        st.session_state["record_seen"] = asked
    chosen: str = st.selectbox(
        "Record", options, format_func=lambda key: named.get(key, "Choose a record"), key="record"
    )
    if asked and asked not in named:
        st.warning(
            plain(f"There is no record {asked!r} in these data; choose one from the list."),
            title="Record not found",
        )
    if chosen != asked and not (asked and asked not in named and not chosen):
        st.query_params["record"] = chosen
        st.session_state["record_seen"] = chosen
    return chosen


def dossier(identifier: str) -> None:
    """All that the chosen sources say of one record."""
    data = blocks.selection().dataset
    register = data.records.loc[identifier]
    st.header(plain(str(register["label"])), anchor="record")
    names = [
        str(register[name]).replace(";", ", ")
        for name in ("name_native", "aliases")
        if pd.notna(register[name])
    ]
    if names:
        st.caption(plain(f"Also: {', '.join(names)}"))
    by_field = statements_by_field(data, identifier)
    if not by_field:
        st.info(
            "No chosen source has a statement of its own on it; what it is tied to stands below."
        )
    else:
        _statements(identifier, by_field)
    cite_record(identifier)
    _related(data, identifier)
    _passages(data, identifier)


def _statements(identifier: str, by_field: list[FieldStatements]) -> None:
    """Where sources disagree, then every statement field by field.

    Each with the reason why the shown one shows.
    """
    for field in by_field:
        if field.conflict:
            _disagreement(field, added_up(blocks.selection().dataset, identifier, field.name))
    parts = [field.statements.assign(Why=field.why) for field in by_field]
    rows = pd.concat(parts, ignore_index=True)
    rows["Why"] = rows["Why"].where(rows["Shown"].eq("yes"), "")
    shown = rows[[*STATEMENT_COLUMNS, ids_column("Source")]]
    alt = f"{len(shown):,} statements of the sources on this record, field by field"
    selection = blocks.selection()
    if len(shown) > MOST_STATEMENTS:
        table(shown, alt)
    else:
        st.table(_in_links(shown, by_field), hide_index=True, alt=alt)
        credited(credit_in(shown, selection.dataset.sources))
    title = f"Statements on {selection.dataset.label(identifier)}"
    sources = ", ".join(shown["Source"].unique())
    table_files(f"record-{identifier}", title, shown, sources, selection, blocks.ALL_TABLES)


def _disagreement(field: FieldStatements, added: str) -> None:
    place = field.statements["Source"] + " " + field.statements["Paragraph"]
    sides = field.words + " (" + place + ")"
    values = [*sides.unique(), *filter(None, [added])]
    title = plain(f"Sources disagree: {field.title}")
    st.warning(plain("; ".join(values)), title=title, icon=":material/compare_arrows:")


def _in_links(rows: pd.DataFrame, by_field: list[FieldStatements]) -> pd.DataFrame:
    """The rows as Markdown: a value that names records leads to each, all else is text."""
    values = []
    for field in by_field:
        for words, ids in zip(field.words, field.named, strict=True):
            values.append(_links(ids) if ids else plain(str(words)))
    cells = without_ids(rows).fillna("").astype("str")
    texts = {name: cells[name].map(plain) for name in cells}
    return pd.DataFrame({**texts, "Value": values}).rename(columns=plain)


def _links(ids: str) -> str:
    label = blocks.selection().dataset.label
    return "; ".join(f"[{plain(label(key))}]({leading(key)})" for key in ids.split(";"))


def _related(data: Dataset, identifier: str) -> None:
    """The record in its time, what it is tied to, and the sources that speak of it."""
    ties = related(data, identifier)
    seen = times(data, identifier, ties["Id"])
    if len(seen) > 1:
        figure = on_ground(timeline(seen), dark=is_dark())
        clickable(figure, f"times-{identifier}", takeaway(seen))
        if not seen["exact"].all():
            st.caption(HOLLOW)
    if len(ties):
        st.markdown("### Related records")
        st.caption("How: what the named record is to this one, which is meant by “it”.")
        _ties(identifier, ties)
    sources = speaking(data, identifier)
    if len(sources):
        st.markdown("### Sources")
        table(sources, f"{len(sources):,} sources that speak of this record")


def _ties(identifier: str, ties: pd.DataFrame) -> None:
    """The ties of a record.

    Of very many, as a country has them, the first of each kind that the reader asks for.
    """
    if len(ties) > MOST_TIES:
        kinds = {
            "": f"Every kind of tie ({len(ties):,})",
            **{how: f"{how} ({number:,})" for how, number in ties["How"].value_counts().items()},
        }
        kind = st.selectbox(
            "Tie", list(kinds), format_func=kinds.__getitem__, key=f"tie-{identifier}"
        )
        ties = ties[ties["How"].eq(str(kind))] if kind else ties
        st.caption(f"Showing {min(len(ties), MOST_TIES):,} of {len(ties):,}.")
    table(ties.head(MOST_TIES), "Records related to this one, with the row that ties them")


def _passages(data: Dataset, identifier: str) -> None:
    """The paragraphs themselves, where the sources' texts are on the machine."""
    paragraphs = paragraphs_on(data, identifier)
    if not paragraphs:
        return
    st.markdown("### The paragraphs")
    terms = coded_terms(data, identifier)
    for place, paragraph in enumerate(paragraphs, start=1):
        source = str(data.sources.at[paragraph.source, "short"])
        st.caption(plain(f"{source} ¶{paragraph.number}"))
        passage(marked(paragraph.text, terms), key=f"passage-{place}")


def all_statements() -> None:
    """Every statement in view as a table, searchable and narrowed by table, basis and source."""
    data = blocks.selection().dataset
    every = statements(data)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            "Words in the statements",
            key="search",
            bind="query-params",
            placeholder="Words in any column",
        )
        rows = matching(data, text or "")
        for name in ("Table", "Basis", "Source"):
            chosen = st.multiselect(
                name, sorted(every[name].dropna().unique()), key=f"evidence-{name.lower()}"
            )
            rows = rows[rows[name].isin(chosen)] if chosen else rows
    st.caption(f"{len(rows):,} statements")
    table(rows, f"{len(rows):,} statements of sources by record, field and paragraph")
    speaking = ", ".join(rows["Source"].dropna().unique())
    table_files(
        "statements",
        "Statements of the sources",
        rows,
        speaking,
        blocks.selection(),
        blocks.ALL_TABLES,
        statements,
    )

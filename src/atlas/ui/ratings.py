"""The reader's own ratings: kept in the session, saved to a file, loaded from one, cited."""

from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.findings.assessment_view import cells, criteria, period_choices
from atlas.charts.findings.ratings import (
    MOST_LETTERS,
    MOST_NOTE,
    NOT_READ,
    Cell,
    Known,
    Rating,
    RefusedError,
    cited,
    cleaned,
    from_file,
    joined,
    to_file,
)
from atlas.charts.findings.scale_view import confidences, grades
from atlas.dataset.dataset import Dataset
from atlas.ui.components.open_file import Opened, open_file
from atlas.ui.tables import table
from atlas.ui.text import plain
from atlas.values.words import counted

# Keys of the session: the ratings by cell, and who signs them.
RATINGS, SIGNED = "own-ratings", "rated-by"
ABOUT = (
    "They stay in this session and in the file that you save. No chart, count or file of the data "
    "has anything of them."
)
TOO_LARGE = f"{NOT_READ}it has more than {MOST_LETTERS:,} characters."
MOST_NAME = 100
# A letter has at most four bytes, so what is larger has too many letters.
MOST_BYTES = 4 * MOST_LETTERS


def own_ratings(assessed: ChartView) -> None:
    """A form for the chosen cell, the ratings so far, and what saves, loads and cites them."""
    known = _known(assessed.dataset)
    st.header("Your own ratings", anchor="own-ratings")
    st.caption(ABOUT)
    chosen = cells(assessed.dataset, assessed.options)
    if len(chosen) == 1:
        _form(chosen[0], known)
    else:
        st.caption("Choose a row and a period above to rate that cell.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        # What a file brings is among what is saved at once.
        saving = st.container(horizontal=True, vertical_alignment="bottom", width="content")
        opened = open_file("Load ratings from a file", MOST_BYTES, key="load-ratings")
    sentences = _taken(opened, known) if opened else []
    with saving:
        _saving(known)
    for sentence in sentences:
        st.info(plain(sentence))
    _so_far(known)


def _known(dataset: Dataset) -> Known:
    schema = dataset.schema
    named = {name: label for name, label in criteria(dataset).items() if name}
    periods = {name: label for name, label in period_choices(dataset).items() if name}
    return Known(named, periods, grades(schema), confidences(schema), dataset.version)


def _ratings() -> dict[Cell, Rating]:
    ratings: dict[Cell, Rating] = st.session_state.setdefault(RATINGS, {})
    return ratings


def _form(cell: Cell, known: Known) -> None:
    """How strong the reader calls the chosen cell, and apart from it how sure they are."""
    before = _ratings().get(cell)
    criterion, period = cell
    key = f"{criterion}-{period}"
    with st.form(f"rating-{key}"):
        st.markdown(f"**{plain(known.criteria[criterion])}, {period}**")
        grade = st.segmented_control(
            "Your rating",
            list(known.grades),
            format_func=known.grades.__getitem__,
            default=before.grade if before else None,
            key=f"own-grade-{key}",
        )
        confidence = st.segmented_control(
            "Your confidence in it",
            list(known.confidences),
            format_func=known.confidences.__getitem__,
            default=(before.confidence or None) if before else None,
            key=f"own-confidence-{key}",
        )
        note = st.text_area(
            "Note", before.note if before else "", max_chars=MOST_NOTE, key=f"own-note-{key}"
        )
        if not st.form_submit_button("Keep this rating"):
            return
    if grade:
        _ratings()[cell] = Rating(criterion, period, grade, confidence or "", cleaned(note))
    else:
        st.warning("Choose a rating first: absent, weak, moderate or strong.")


def _saving(known: Known) -> None:
    """What saves the ratings, and what removes them; nothing for none."""
    ratings, today = _ratings(), datetime.now(UTC).date()
    if not ratings:
        return
    signed = cleaned(st.text_input("Signed by", max_chars=MOST_NAME, key=SIGNED, width=220))
    own = list(ratings.values())
    st.download_button(
        f"Save {counted(len(own), 'ratings')}",
        partial(to_file, own, signed, known.data_version, today),
        f"own-ratings_{today.isoformat()}.json",
        "application/json",
        key="save-ratings",
        on_click="ignore",
        icon=":material/download:",
    )
    st.button("Remove all", key="remove-ratings", on_click=ratings.clear)


def _taken(opened: Opened, known: Known) -> list[str]:
    """Put the ratings of a file beside the reader's own; what was done, in sentences."""
    if opened.text is None:
        return [TOO_LARGE]
    try:
        loaded = from_file(opened.text, known)
    except RefusedError as error:
        return [str(error)]
    ratings, sentence = joined(_ratings(), loaded)
    st.session_state[RATINGS] = ratings
    if loaded.ratings and loaded.rated_by:
        st.session_state[SIGNED] = st.session_state.get(SIGNED) or loaded.rated_by
        sentence = f"{sentence.removesuffix('.')}, signed by {loaded.rated_by}."
    return [sentence, *loaded.differs]


def _so_far(known: Known) -> None:
    """The ratings as a table, and how to cite them; nothing for none."""
    ratings = _ratings()
    rows = []
    in_order = [(name, period) for name in known.criteria for period in known.periods]
    own = [ratings[cell] for cell in in_order if cell in ratings]
    for rating in own:
        rows.append(
            {
                "Criterion": known.criteria[rating.criterion],
                "Period": rating.period,
                "Your rating": known.grades[rating.grade],
                "Your confidence": known.confidences.get(rating.confidence, ""),
                "Note": rating.note,
            }
        )
    if not rows:
        return
    table(pd.DataFrame(rows), "Your own ratings by criterion and period, no part of the data")
    st.caption("To cite them")
    signed = cleaned(st.session_state.get(SIGNED, ""))
    today = datetime.now(UTC).date()
    st.code(cited(own, signed, known, today), language=None, wrap_lines=True)

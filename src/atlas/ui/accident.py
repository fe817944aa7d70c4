"""What a reader sees when the program itself fails."""

import logging

import streamlit as st

log = logging.getLogger(__name__)


def accident(error: Exception) -> bool:
    """The whole of a failure in the server's log, one sentence for the reader.

    True: no more is shown.
    """
    log.error("A page failed", exc_info=error)
    st.error(
        "This page could not be shown: the program failed, and its log on the server says where. "
        "Going back one step, or opening the page without filters, may help; please report the "
        "address of this page.",
        title="Something went wrong",
        icon=":material/error:",
    )
    return True

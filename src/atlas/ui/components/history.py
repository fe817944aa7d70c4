"""Make Back undo a filter: Streamlit replaces the address when a bound widget changes; a reader expects a step to go back to."""

import streamlit as st

HTML = """
<span hidden></span>
"""
# Only a change that the reader made becomes a step: what is tidied up while a page loads must not trap them on their way back.
JS = """
export default function () {
  if (window.atlasHistory) return;
  window.atlasHistory = true;
  const ordered = (search) => { const settings = new URLSearchParams(search); settings.sort(); return settings.toString(); };
  const replace = history.replaceState.bind(history);
  history.replaceState = (state, title, address) => {
    const to = new URL(address ?? location.href, location.href);
    const changed = to.pathname === location.pathname && ordered(to.search) !== ordered(location.search);
    if (changed && navigator.userActivation?.isActive) history.pushState(state, title, address);
    else replace(state, title, address);
  };
}
"""

_steps = st.components.v2.component("atlas_history", html=HTML, js=JS)


def keep_steps() -> None:
    """Draw it once on every page."""
    _steps(key="history")

"""“Copy link”: the address of this view with every value written out."""

from urllib.parse import urlencode

import streamlit as st

from atlas.dataset.filters import Query

HTML = """
<button type="button">Copy link</button>
<span role="status" aria-live="polite"></span>
<input readonly hidden aria-label="Link to this view">
"""
CSS = """
button {
  font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem; min-height: 2.5rem;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
input { font: inherit; width: 100%; margin-top: 0.25rem; box-sizing: border-box; }
"""
JS = """
export default function ({ data, parentElement }) {
  const [button, status, field] = ["button", "span", "input"].map((name) => parentElement.querySelector(name));
  status.textContent = "";
  field.hidden = true;
  button.onclick = async () => {
    const link = `${location.origin}${location.pathname}?${data.query}`;
    field.value = link;
    try {
      await navigator.clipboard.writeText(link);
      status.textContent = "Copied";
    } catch {
      field.hidden = false;
      field.select();
      status.textContent = "Copy it from here:";
    }
  };
}
"""

_button = st.components.v2.component("atlas_copy_link", html=HTML, css=CSS, js=JS)


def copy_link(query: Query) -> None:
    """A button that copies the page's address with `query`; where the browser forbids it, the link stands there to copy."""
    _button(key="copy-link", data={"query": urlencode(query)})

"""PNG and SVG, made in the reader's browser: the figure is fetched and Plotly loaded at the first click, not before."""

import streamlit as st

from atlas import assets

HTML = """
<div class="row">
  <button type="button" data-format="png">PNG</button>
  <button type="button" data-format="svg">SVG</button>
  <span role="status" aria-live="polite"></span>
</div>
"""
CSS = """
.row { display: flex; gap: 0.5rem; align-items: center; }
button {
  font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem; min-height: 2.5rem;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
span:empty { display: none; }
"""
JS = """
function load(address) {
  if (!window.atlasPlotly) {
    window.atlasPlotly = new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(window.Plotly);
      script.onerror = () => { window.atlasPlotly = null; failed(new Error("Plotly could not be loaded")); };
      document.head.append(script);
    });
  }
  return window.atlasPlotly;
}
export default function ({ data, parentElement }) {
  const status = parentElement.querySelector("span");
  for (const button of parentElement.querySelectorAll("button")) {
    const format = button.dataset.format;
    button.title = `Download as ${format.toUpperCase()}: ${data.stem}.${format}`;
    button.onclick = async () => {
      status.textContent = "…";
      try {
        const [plotly, answer] = await Promise.all([load(data.plotly), fetch(data.figure)]);
        if (!answer.ok) throw new Error((await answer.json()).detail);
        const { data: traces, layout } = await answer.json();
        await plotly.downloadImage({ data: traces, layout },
          { format, width: layout.width, height: layout.height, scale: format === "png" ? 2 : 1, filename: data.stem });
        status.textContent = "";
      } catch (error) {
        status.textContent = `No image: ${error.message}`;
      }
    };
  }
}
"""

_buttons = st.components.v2.component("atlas_image_buttons", html=HTML, css=CSS, js=JS)


def image_buttons(figure_url: str, stem: str, *, key: str) -> None:
    """Two buttons that save the figure at `figure_url` (an address of our own server) as `stem`.png at twice its size and `stem`.svg."""
    _buttons(key=key, data={"figure": figure_url, "stem": stem, "plotly": assets.url(assets.PLOTLY)}, width="content")

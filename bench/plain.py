"""A plain Streamlit page that our pages are measured beside: two filters and one chart.

Equal to our page of exercises are the chart (the timeline as our code makes it: its traces, marks,
hovers, layout and height, drawn without Streamlit's theme) and two of the filters (a slider of the
same years, pills of the same domains). Nothing is filtered or counted: the drawing of each step
lies ready in the file, and other years draw the whole data. So a step costs what Streamlit, Plotly
and the browser take for it.

`streamlit run plain.py -- FIGURES`, where FIGURES is the file that `steps.py` writes.
"""

import json
import sys
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st


@st.cache_resource
def figures(path: str) -> tuple[dict[str, go.Figure], dict[str, Any]]:
    """The figures of the file by years, unchecked as ours are, and what the filters offer."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    drawings = {
        years: go.Figure(figure, _validate=False) for years, figure in content["figures"].items()
    }
    return drawings, content["filters"]


drawings, offered = figures(sys.argv[1])
st.title("Exercises")
low, high = offered["span"]
first, last = st.slider("Years", low, high, offered["years"])
domains = st.pills("Domains", offered["domains"], selection_mode="multi")
chart = drawings.get(f"{first}-{last}", drawings["whole"])
# Without a difference Streamlit would send nothing, and the browser draw nothing.
chart.layout.meta = [first, last, *domains]
st.plotly_chart(chart, theme=None)

"""A plain Streamlit page that our pages are measured beside: two filters and one chart.

Equal to our page of exercises are the chart (the timeline of all data as our code makes it: its
traces, marks, hovers, layout and height, drawn without Streamlit's theme) and two of the filters
(a slider of the same years, pills of the same domains). Nothing is read, filtered or counted: a
step costs what Streamlit, Plotly and the browser take for it, and always draws the whole data.

`streamlit run plain.py -- FIGURE`, where FIGURE is the file that `steps.py` writes.
"""

import json
import sys
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st


@st.cache_resource
def figure(path: str) -> tuple[go.Figure, dict[str, Any]]:
    """The figure of the file, unchecked as ours are, and what the filters offer."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    return go.Figure(content["figure"], _validate=False), content["filters"]


chart, offered = figure(sys.argv[1])
st.title("Exercises")
low, high = offered["span"]
years = st.slider("Years", low, high, offered["years"])
domains = st.pills("Domains", offered["domains"], selection_mode="multi")
# Without a difference Streamlit would send nothing, and the browser draw nothing.
chart.layout.meta = [*years, *domains]
st.plotly_chart(chart, theme=None)

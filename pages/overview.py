"""Overview: what is known, three answers, questions, the articles, what is not covered."""

import streamlit as st

from atlas.ui import blocks, front

st.title("China–Russia military cooperation")
front.known()
front.answers()
front.ask()
front.articles()
front.gaps()
blocks.coverage(blocks.ALL_TABLES)
blocks.link()

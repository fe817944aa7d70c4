"""Arms transfers: who supplies whom, joint programmes, and the same in time."""

import streamlit as st

from atlas.ui import blocks

st.title("Arms transfers")
st.write(
    "Who supplied what to whom, and when. What is projected, ended, cancelled or denied is told "
    "apart from what was carried out."
)
blocks.coverage(["transfers"])
drawn = blocks.one_of("who", "Who to whom")
blocks.joint_programmes(drawn)
blocks.link(drawn, blocks.one_of("when", "In time"))

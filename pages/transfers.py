"""Arms transfers: who supplies whom, joint programmes, and the same in time."""

import streamlit as st

from atlas.ui import blocks

st.title("Arms transfers")
st.write(
    "Suppliers stand on the left, recipients on the right or, in the matrix, on top; a country may stand on both sides. What is projected, "
    "ended, cancelled or denied is told apart. One unit at a time: records, pieces, dollars and TIV are never added to each other."
)
blocks.coverage(["transfers"])
drawn = blocks.one_of("who", "Who to whom")
blocks.joint_programmes(drawn)
blocks.link(drawn, blocks.one_of("when", "In time"))

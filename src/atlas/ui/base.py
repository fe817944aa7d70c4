"""What stands before the addresses of our own pages and routes."""

import streamlit as st

from atlas.settings import below


def base() -> str:
    """`/atlas` where the server stands below a prefix (`server.baseUrlPath`), else nothing."""
    return below(str(st.get_option("server.baseUrlPath") or ""))

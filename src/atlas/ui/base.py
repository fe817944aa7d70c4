"""What the settings of Streamlit say: what stands before our addresses, what signs cookies."""

import os

import streamlit as st

from atlas.settings import below


def base() -> str:
    """`/atlas` where the server stands below a prefix (`server.baseUrlPath`), else nothing."""
    return below(str(st.get_option("server.baseUrlPath") or ""))


def base_to_come() -> str:
    """The same before the server is started, whose command reads the variables for Streamlit."""
    return below(os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "")) or base()


def cookie_secret() -> str:
    """With what this server signs cookies: one made at each start, unless it is set."""
    return str(st.get_option("server.cookieSecret"))

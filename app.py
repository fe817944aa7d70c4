"""The dashboard: `streamlit run app.py`."""

import streamlit as st

from atlas.paths import PACKAGE_FOLDER
from atlas.ui.accident import accident
from atlas.ui.sign_in import door_keeper
from atlas.web.start import lifespan, middleware, routes

prefix = st.get_option("server.baseUrlPath")
address = st.get_option("server.address") or ""
app = st.App(
    PACKAGE_FOLDER / "ui" / "dashboard.py",
    lifespan=lifespan,
    routes=routes(prefix),
    middleware=middleware(prefix, address, door_keeper()),
    on_script_error=accident,
)

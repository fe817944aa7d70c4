"""The dashboard: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware

from atlas.paths import PACKAGE_FOLDER
from atlas.ui.accident import accident
from atlas.web.frontend import Frontend
from atlas.web.start import lifespan, routes

app = st.App(
    PACKAGE_FOLDER / "ui" / "dashboard.py",
    lifespan=lifespan,
    routes=routes(),
    middleware=[Middleware(Frontend), Middleware(CompressMiddleware)],
    on_script_error=accident,
)

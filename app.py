"""The dashboard: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware

from atlas.paths import ROOT
from atlas.ui.accident import accident
from atlas.web.frontend import Frontend
from atlas.web.start import lifespan, routes

script = ROOT / "src" / "atlas" / "ui" / "dashboard.py"

app = st.App(
    script,
    lifespan=lifespan,
    routes=routes(),
    middleware=[Middleware(Frontend), Middleware(CompressMiddleware)],
    on_script_error=accident,
)

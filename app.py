"""The dashboard: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware

from atlas.api import routes
from atlas.paths import ROOT
from atlas.ui.problems import accident

app = st.App(ROOT / "src" / "atlas" / "ui" / "dashboard.py", routes=routes(), middleware=[Middleware(CompressMiddleware)], on_script_error=accident)

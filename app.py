"""The dashboard: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware

from atlas.paths import ROOT
from atlas.start import lifespan, routes
from atlas.ui.accident import accident
from atlas.ui.preload import Preload

script = ROOT / "src" / "atlas" / "ui" / "dashboard.py"
middleware = [Middleware(CompressMiddleware), Middleware(Preload)]
app = st.App(script, lifespan=lifespan, routes=routes(), middleware=middleware, on_script_error=accident)

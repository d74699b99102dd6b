"""A page with nothing but the stage; what it shows is in the address."""

import sys
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.browser.stage_case import traced
from ui.stage import fits, stage
from ui.words import choose_language

st.set_page_config(layout="wide")
choose_language()
asked = st.query_params.to_dict()
# Another case without another page load.
asked |= dict(parse_qsl(st.text_input("Case")))
if asked.get("control"):
    strides = [1, 2, 3, 4]
    asked["stride"] = str(st.segmented_control("Stride", strides, default=2, required=True))
view = {name: True for name in ("symbols", "mistake", "present") if asked.get(name)}
view |= {name: asked[name] for name in ("order", "matrix") if name in asked}
result = traced(asked)
if not fits(result):
    st.write("Too large")
    st.stop()
pin = stage(result, key="stage", pin=asked.get("pin"), view=view)
if pin:
    st.query_params["pin"] = pin
elif "pin" in st.query_params:
    del st.query_params["pin"]

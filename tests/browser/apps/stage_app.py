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
view = {name: asked[name] for name in ("order", "matrix", "form") if name in asked}
view |= {name: True for name in ("present",) if asked.get(name)}
view |= {"flip": False} if asked.get("flip") == "0" else {}
view |= {"step": int(asked["step"])} if "step" in asked else {}
if asked.get("wide"):  # the lab's box at 1440 × 900: what stands above and beside it
    st.html(
        "<style>header{display:none}.stMainBlockContainer{padding:16px 20px 0 290px}"
        "[data-testid=stVerticalBlock]{gap:8px}</style>"
    )
result = traced(asked, st.session_state.get("typed"))
if not fits(result):
    st.write("Too large")
    st.stop()
state = stage(
    result,
    key="stage",
    pin=asked.get("pin"),
    view=view,
    editable=bool(asked.get("editable")),
)
told = {name: str(value) for name, value in sorted(state.view.items())}
st.html(f"<p class='told'>{told}</p>")
if state.edit is not None:
    st.session_state["typed"] = (state.edit.pane, state.edit.values)
    st.rerun()
if state.pin:
    st.query_params["pin"] = state.pin
elif "pin" in st.query_params:
    del st.query_params["pin"]

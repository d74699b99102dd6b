"""A page with nothing but pictures; which ones is in the address."""

import sys
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.browser.pictures_case import panes
from ui.picture_panes import draw_pictures, payload
from ui.words import choose_language

st.set_page_config(layout="wide")
choose_language()
asked = st.query_params.to_dict()
# Another case without another page load.
asked |= dict(parse_qsl(st.text_input("Case")))
detail = int(asked["detail"]) if "detail" in asked else None
opened = draw_pictures(payload(panes(asked), detail=detail, lab=True), key="pictures")
if opened:
    st.write(f"opened {opened.pane} {opened.row} {opened.column}")

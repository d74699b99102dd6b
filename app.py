"""The door: language, page frame and navigation over the pages; nothing else."""

import streamlit as st

from ui.frame import end_page, navigation

st.set_page_config(page_title="Upsampling Lab", page_icon="assets/icon.svg", layout="wide")
navigation().run()
end_page()

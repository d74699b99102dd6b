"""A choice of stride and one line of text."""

import streamlit as st

st.set_page_config(layout="wide")
stride = st.segmented_control("Stride", [1, 2, 3, 4], default=2, required=True)
st.write(f"stride {stride}")

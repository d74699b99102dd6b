"""A choice of stride, one line of text, and the stage, in the app's own kind of server."""

import sys
from pathlib import Path

import numpy as np
import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from ui.stage import stage
from upsample_core import method, trace

st.set_page_config(layout="wide")
stride = st.segmented_control("Stride", [1, 2, 3, 4], default=2, required=True)
st.write(f"stride {stride}")
image = np.arange(16.0).reshape(4, 4) % 7
stage(trace(method("transposed_convolution", (4, 4), stride=stride), image), key="stage")

"""The door: the server's, and that of every visitor.

Streamlit imports this file before it listens, for the server that is named here, and then runs it
for each visitor, and after each change. A host that knows nothing of such servers only runs it.
"""

import streamlit as st
from starlette.middleware import Middleware

from ui.component import Parts
from ui.compressed import Compressed
from ui.frame import end_page, navigation
from ui.public import Public
from ui.turns import turn
from ui.uploads import Uploads
from ui.warm_up import warmed_up

if __name__ == "__main__":
    st.set_page_config(page_title="Upsampling Lab", page_icon="assets/icon.svg", layout="wide")
    with turn():
        navigation().run()
        end_page()
else:
    answering = [Middleware(Public), Middleware(Compressed), Middleware(Parts), Middleware(Uploads)]
    app = st.App(__file__, lifespan=warmed_up, middleware=answering)

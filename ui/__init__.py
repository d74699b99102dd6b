"""All that knows Streamlit or Plotly.

Plotly and the libraries that it reads data with look up, in `sys.modules`, whether a value could
be one of pandas' or Pillow's, and then use what they find there: half a module, if just then the
thread of another visitor is importing it. The core is whole first as well: a thread that asks for
one of its rooms waits for the core, which may be waiting for that room in another thread. Nothing
of `ui` can be had before those are whole.
"""

import contextlib
import importlib
import os

# NumPy reads it when it is imported. Of many people each has a thread already: those that a product
# of matrices would start only hold memory and wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

for _name in ("numpy", "pandas", "PIL.Image", "pyarrow", "upsample_core"):
    with contextlib.suppress(ImportError):
        importlib.import_module(_name)

"""All that knows Streamlit or Plotly.

Plotly and the libraries that it reads data with look up, in `sys.modules`, whether a value could
be one of pandas' or Pillow's, and then use what they find there: half a module, if just then the
thread of another visitor is importing it. Nothing of `ui` can be had before those are whole.
"""

import contextlib
import importlib

for _name in ("numpy", "pandas", "PIL.Image", "pyarrow"):
    with contextlib.suppress(ImportError):
        importlib.import_module(_name)

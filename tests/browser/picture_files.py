"""Pictures that a person uploads."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image


def picture_bytes(format_, size=(40, 30), mode="RGB"):
    """Return what a file of a picture holds."""
    pixels = np.random.default_rng(0).integers(0, 255, (*size[::-1], 3), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(pixels).convert(mode).save(file, format_)
    return file.getvalue()


def upload(page, name, data):
    """Choose a file in the one field for files."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )

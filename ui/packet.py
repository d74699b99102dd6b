"""What is sent to a component that draws pictures: a header and numbers, in one piece.

`assets/pictures/payload.js` reads it: the length of the header, the header in JSON, the planes of
all arrays, deflated.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Any


def packet(header: Mapping[str, Any], planes: Iterable[bytes]) -> bytes:
    """Return a header and the planes of its arrays, in their order."""
    spelled = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    # Differences of neighbours have few repetitions worth a search: the quickest level will do.
    deflate = zlib.compressobj(1, strategy=zlib.Z_FILTERED)
    parts = [deflate.compress(each) for each in planes]
    return b"".join((struct.pack("<I", len(spelled)), spelled, *parts, deflate.flush()))

"""The state emblem above documents of the regulation. It is not shipped: its drawing belongs to the state.

The operator puts `lambang.png` or `lambang.jpg` into the data directory; without one a frame stands in its
place.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings

from kasuari.documents.engine import Image

NAMES = ("lambang.png", "lambang.jpg")
MOST_BYTES = 200_000
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

logger = logging.getLogger(__name__)


def emblem() -> Image | None:
    """The picture that the operator put there. What is no picture, or too large, is left out and logged: a
    signature never fails for want of an ornament."""
    folder = Path(settings.KASUARI.data_dir)
    for name in NAMES:
        try:
            content = (folder / name).read_bytes()
        except OSError:
            continue
        if len(content) <= MOST_BYTES and content.startswith(_BEGINNINGS):
            return Image(content)
        logger.warning("%s is no PNG or JPEG of at most %d bytes and is left out", name, MOST_BYTES)
    return None

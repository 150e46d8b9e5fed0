"""The file of a deck as bytes that are the same for the same slides: one moment for all parts, no chance, no clock."""

import io
import re
from datetime import date

from pptx.presentation import Presentation

from cci_data.exports.dated_package import dated_package

# Charts carry a workbook each, in which XlsxWriter writes when it was made.
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def packed(deck: Presentation, made_on: date) -> bytes:
    """Return a deck as the bytes of a PPTX file, all of whose parts are of the start of a day."""
    file = io.BytesIO()
    deck.save(file)
    return _dated(file.getvalue(), made_on)


def _dated(archive: bytes, made_on: date) -> bytes:
    moment = f"{made_on.isoformat()}T00:00:00Z".encode()

    def part(name: str, content: bytes) -> bytes:
        if name.endswith(".xlsx"):
            return _dated(content, made_on)
        return MOMENT.sub(moment, content) if name == "docProps/core.xml" else content

    return dated_package(archive, made_on, part)

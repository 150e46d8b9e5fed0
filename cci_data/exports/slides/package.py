"""The file of a deck as bytes that are the same for the same slides: one moment for all parts, no chance, no clock."""

import io
import re
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.presentation import Presentation

# Charts carry a workbook each, in which XlsxWriter writes when it was made.
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
EARLIEST = 1980


def packed(deck: Presentation, made_on: date) -> bytes:
    """Return a deck as the bytes of a PPTX file, all of whose parts are of the start of a day."""
    file = io.BytesIO()
    deck.save(file)
    return _dated(file.getvalue(), made_on)


def _dated(archive: bytes, made_on: date) -> bytes:
    file, moment = io.BytesIO(), f"{made_on.isoformat()}T00:00:00Z".encode()
    with ZipFile(io.BytesIO(archive)) as found, ZipFile(file, "w", ZIP_DEFLATED) as written:
        for name in found.namelist():
            content = found.read(name)
            if name.endswith(".xlsx"):
                content = _dated(content, made_on)
            elif name == "docProps/core.xml":
                content = MOMENT.sub(moment, content)
            part = ZipInfo(name, (max(made_on.year, EARLIEST), made_on.month, made_on.day, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            written.writestr(part, content)
    return file.getvalue()

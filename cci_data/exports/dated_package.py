"""An office file whose parts all say one day, so that the same content is the same bytes: no chance, no clock."""

import io
from collections.abc import Callable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# An archive knows no earlier year.
EARLIEST = 1980


def dated_package(package: bytes, day: date, part: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """Return a file of zipped parts (DOCX, PPTX, XLSX) with each part stamped with the start of a day.

    part: returns what stands in the place of a part, of its name and content; None for the parts as they are.
    """
    file, stamp = io.BytesIO(), (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    with ZipFile(io.BytesIO(package)) as found, ZipFile(file, "w", ZIP_DEFLATED) as written:
        for name in found.namelist():
            content = found.read(name)
            info = ZipInfo(name, stamp)
            info.compress_type = ZIP_DEFLATED
            written.writestr(info, part(name, content) if part else content)
    return file.getvalue()

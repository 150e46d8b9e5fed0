"""A painted sheet as a PNG, SVG or PDF file, the same bytes for the same sheet, nothing fetched by whoever opens it."""

import io
import re
from collections.abc import Callable
from html import escape
from threading import Lock

import matplotlib

from cci_data.exports.pictures.caption import KINDS, PictureProblem, Shape
from cci_data.exports.pictures.sheet import POINTS_PER_INCH, Sheet
from cci_data.language import one_line
from cci_data.theme import Palette

# Letters of an SVG are outlines: whoever opens the file may not have the typeface, and words of another width would
# lie on one another. What they say stands in <title> and <desc>. PDF carries the typeface, so its text stays text.
SETTINGS = {
    "svg.fonttype": "path",
    "svg.hashsalt": "cci",
    "pdf.fonttype": 42,
    "text.hinting": "none",
    "hatch.linewidth": 3,
    "path.simplify": False,
}
UNDATED = {
    "png": {"Software": None},
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
}
SVG_HEAD = re.compile(r"\A.*?<svg [^>]*>\s*", re.DOTALL)
# matplotlib's settings belong to the whole process, so one picture is drawn after the other.
_drawing = Lock()


def rendered(
    paint: Callable[[Sheet], None], shape: Shape, kind: str, palette: Palette, *, title: str, description: str
) -> bytes:
    """Return the file of a sheet that `paint` fills; title and description are written into it for screen readers.

    kind: one of KINDS. Raises PictureProblem for any other, and what `paint` raises.
    """
    if kind not in KINDS:
        raise PictureProblem(f"A picture can be {', '.join(KINDS)}, not {one_line(str(kind))}.")
    title, description = one_line(title), one_line(description)
    file = io.BytesIO()
    with _drawing, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        sheet = Sheet(shape, palette)
        paint(sheet)
        sheet.figure.savefig(
            file, format=kind, dpi=POINTS_PER_INCH, metadata=UNDATED[kind] | _told(kind, title, description)
        )
    return _named(file.getvalue(), shape, title, description) if kind == "svg" else file.getvalue()


def _told(kind: str, title: str, description: str) -> dict[str, str]:
    if kind == "svg":
        return {}
    words = {"Title": title, ("Subject" if kind == "pdf" else "Description"): description}
    return {key: text for key, text in words.items() if text}


def _named(svg: bytes, shape: Shape, title: str, description: str) -> bytes:
    # matplotlib's own head names a document type at another address, and can hold no description.
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{shape.width}" height="{shape.height}" viewBox="0 0 {shape.width} {shape.height}" role="img">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
    )
    return SVG_HEAD.sub(lambda _: head, svg.decode(), count=1).encode()

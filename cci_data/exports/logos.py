"""The logos of a funder, as sheets and slides can hold them: each kind of file as a drawing or as points."""

import struct
from pathlib import Path

import typst

from cci_data.exports.page import ExportProblem
from cci_data.funding import PNG, Logo

SVG = "image/svg+xml"
# What a drawing is turned into has so many points to an inch of a logo that is so high.
POINTS_TO_AN_INCH, HEIGHT = 300, "60pt"
SHEET = (
    "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    f'#image(bytes(sys.inputs.svg), format: "svg", height: {HEIGHT})'
)
UNFIT = "A logo of the funder cannot be drawn. Give [funding] another SVG or PNG file in the settings file, or none."


def drawing_of(logo: Logo) -> str:
    """Return a logo as SVG: its own, or one around its points."""
    if logo.media_type == SVG:
        return logo.content.decode("utf-8", errors="replace")
    width, height = struct.unpack_from(">II", logo.content, len(PNG) + 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{logo.data_uri}"/></svg>'
    )


def points_of(logo: Logo) -> bytes:
    """Return a logo as PNG: its own, or its drawing in points; raises ExportProblem where it is no drawing."""
    if logo.media_type != SVG:
        return logo.content
    try:
        # The folder is the only one from which a drawing may take pictures; without it, it is where the server stands.
        compiler = typst.Compiler(SHEET.encode(), Path(__file__).parent, sys_inputs={"svg": drawing_of(logo)})
        return compiler.compile(format="png", ppi=POINTS_TO_AN_INCH)
    except typst.TypstError as error:
        raise ExportProblem([UNFIT]) from error

"""A chart or a map as a picture that stands alone, and nothing but the drawing for who has the words already."""

import plotly.graph_objects as go
import pydeck as pdk

from cci_data.exports.pictures import frame
from cci_data.exports.pictures.caption import Caption, Shape
from cci_data.exports.pictures.charts import paint_chart
from cci_data.exports.pictures.files import rendered
from cci_data.exports.pictures.maps import paint_map
from cci_data.exports.pictures.sheet import Sheet
from cci_data.theme import Palette

WIDE_FROM = 1.4


def picture(
    drawing: go.Figure | pdk.Deck,
    caption: Caption,
    *,
    shape: Shape,
    kind: str,
    palette: Palette,
    lands: bytes = b"",
) -> bytes:
    """Return the file of a chart or map, with what `caption` says baked in; the same bytes for the same input.

    shape: WIDE, SQUARE or another; kind: png, svg or pdf; palette: the one that the drawing was made with; lands: the
    GeoJSON that stands at the address in a map's layer, which is not fetched.
    Raises PictureProblem for what it cannot draw, in a sentence; it leaves nothing out unsaid.
    """

    def paint(sheet: Sheet) -> None:
        if isinstance(drawing, go.Figure):
            paint_chart(sheet, drawing, frame.around(sheet, caption))
            return
        # The region is nearly square, so on a wide picture the words stand beside it.
        is_beside = caption.title and shape.width > WIDE_FROM * shape.height
        box = frame.beside(sheet, caption) if is_beside else frame.around(sheet, caption, is_full=True)
        paint_map(sheet, drawing, box, lands)

    return rendered(paint, shape, kind, palette, title=caption.title, description=caption.described)

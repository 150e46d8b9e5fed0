"""Charts, maps and cards as picture files.

The libraries that draw take time to load, so they are loaded by whoever asks for the first picture.
"""

from collections.abc import Sequence

from cci_data import basemap
from cci_data.cards.card import Card
from cci_data.cards.post import alt_text
from cci_data.charts.chart import Chart
from cci_data.exports.pictures.caption import Caption, Shape
from cci_data.figures.canvas import canvas
from cci_data.theme import Palette

EMPTY_PIXELS = 400


def chart_caption(chart: Chart, *, filters: Sequence[str] = (), link: str = "") -> Caption:
    """Return what stands around a chart or map that stands alone: the finding, what is drawn of whom, and the source.

    filters: in words, such as `Country: Latvia`; link: where the chart lives.
    """
    about = f"{' · '.join((chart.title, *filters))}."
    return Caption(
        title=chart.summary.removesuffix("."),
        subtitle=f"{about} {chart.legend if chart.drawing else chart.nothing}".strip(),
        source=f"{chart.source}. {chart.note}" if chart.note else chart.source,
        as_of=chart.as_of or "",
        link=link,
    )


def chart_picture(
    chart: Chart, *, shape: Shape, kind: str, palette: Palette, filters: Sequence[str] = (), link: str = ""
) -> bytes:
    """Return the file of a chart or map with its caption; where there is nothing to draw, it says so.

    kind: png, svg or pdf; palette: the one that the chart was made with. Raises PictureProblem.
    """
    from cci_data.exports.pictures.picture import picture

    drawing = chart.drawing or canvas(palette, height=EMPTY_PIXELS)
    caption = chart_caption(chart, filters=filters, link=link)
    return picture(drawing, caption, shape=shape, kind=kind, palette=palette, lands=basemap.shapes())


def card_picture(card: Card, *, shape: Shape, kind: str, palette: Palette, link: str = "") -> bytes:
    """Return the file of a card; kind: png, svg or pdf; palette: the one it was made with. Raises PictureProblem."""
    from cci_data.exports.pictures import cards

    caption = Caption(source=card.source, as_of=card.as_of or "", link=link, alt=alt_text(card))
    drawn = cards.CardPicture(card.kicker, card.heading, card.subheading, card.rows, caption)
    return cards.card_picture(drawn, shape=shape, kind=kind, palette=palette, place=card.place, lands=basemap.shapes())

"""What stands around a drawing: title and subtitle above, source, date and link below, or all of it beside a map."""

from cci_data.exports.pictures.caption import Caption
from cci_data.exports.pictures.letters import ABOVE, LINE, Line, balanced, fitted, width
from cci_data.exports.pictures.sheet import Box, Sheet
from cci_data.language import one_line

# In heights of the smallest letters.
TITLE, TITLE_BESIDE, SUBTITLE = 2.0, 2.2, 1.25
BESIDE = 0.33
BETWEEN = "  ·  "
MOST_SOURCE_LINES = 4


def edge(sheet: Sheet) -> float:
    """Return how far words stay away from the edges of the sheet."""
    return min(sheet.shape.width, sheet.shape.height) * 0.052 if sheet.shape.height > 400 else sheet.shape.text / 2


def around(sheet: Sheet, caption: Caption, *, is_full: bool = False) -> Box:
    """Write the caption above and below, and return the box between for the drawing.

    is_full: the box reaches to the left and right edges of the sheet, and to the upper and lower one without a caption.
    """
    gap = edge(sheet)
    box = sheet.box.but(left=gap, top=gap * 0.9, right=sheet.box.right - gap, bottom=sheet.box.bottom - gap * 0.7)
    top = headed(sheet, box, caption.title, caption.subtitle, most_lines=3)
    bottom = footed(sheet, box, caption)
    inner = box.but(top=top + gap * 0.45, bottom=bottom) if top > box.top else box.but(bottom=bottom)
    if not is_full:
        return inner
    return sheet.box.but(
        top=inner.top if top > box.top else 0, bottom=bottom if bottom < box.bottom else sheet.box.bottom
    )


def beside(sheet: Sheet, caption: Caption) -> Box:
    """Write the caption at the left, and return the box at its right, which reaches to the sheet's edges."""
    gap = edge(sheet)
    split = sheet.shape.width * BESIDE
    column = Box(gap, gap * 0.9, split - gap * 0.7, sheet.box.bottom - gap * 0.7)
    headed(sheet, column, caption.title, caption.subtitle, most_lines=8, size=TITLE_BESIDE)
    footed(sheet, column, caption)
    return sheet.box.but(left=split)


def headed(sheet: Sheet, box: Box, title: str, subtitle: str, *, most_lines: int, size: float = TITLE) -> float:
    """Write title and subtitle at the top of `box`, and return where they end.

    size: of the title, in heights of the smallest letters.
    """
    text, colours, y = sheet.shape.text, sheet.palette, box.top
    if title:
        lines, letters = fitted(title, text * size, box.width, most_lines=most_lines, is_bold=True)
        lines = balanced(lines, letters, box.width, is_bold=True)
        y = sheet.block((box.left, y), lines, letters, colours.text, is_bold=True) + text * 0.35
    if subtitle:
        lines, letters = fitted(subtitle, text * SUBTITLE, box.width, most_lines=most_lines, smallest=0.8)
        y = sheet.block((box.left, y), lines, letters, colours.muted)
    return y


def footed(sheet: Sheet, box: Box, caption: Caption, *, size: float = 1) -> float:
    """Write source, date and link at the bottom of `box`, under a thin line, and return where the room above ends.

    size: of the letters, in heights of the smallest ones of the picture.
    """
    text, colours = sheet.shape.text * size, sheet.palette
    rows = _footer(caption, text, box.width)
    if not rows:
        return box.bottom
    top = box.bottom - LINE * text * len(rows)
    for number, row in enumerate(rows):
        x, base = box.left, top + (number * LINE + ABOVE) * text
        for place, (words, is_link) in enumerate(row):
            if place:
                sheet.words((x, base), BETWEEN, text, colours.muted)
                x += width(BETWEEN, text)
            sheet.words((x, base), words, text, colours.primary if is_link else colours.muted)
            x += width(words, text)
    rule = top - text * 0.55
    sheet.line([(box.left, rule), (box.right, rule)], colours.line, max(text / 12, 0.5))
    return rule - text * 0.6


def _footer(caption: Caption, text: float, room: float) -> list[Line]:
    """Return the lines of source, date and link, each a list of words and whether they are the link."""
    rows: list[Line] = []
    for words, is_link in ((caption.sourced, False), (caption.dated, False), (one_line(caption.link), True)):
        beside = BETWEEN.join([*(part for part, _ in rows[-1]), words]) if rows and words else ""
        if beside and width(beside, text) <= room:
            rows[-1].append((words, is_link))
        else:
            rows += [
                [(line, is_link)] for line in fitted(words, text, room, most_lines=MOST_SOURCE_LINES, smallest=1)[0]
            ]
    return rows

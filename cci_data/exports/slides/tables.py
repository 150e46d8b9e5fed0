"""Lists as native tables, complete: what does not fit on one slide goes on on the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Pt

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.measure import line_count, width
from cci_data.exports.slides.page import Ground, Page, nothing, portions
from cci_data.exports.slides.theme import LINE, MUTED, PRIMARY, TEXT
from cci_data.exports.slides.words import LINE as LINE_HEIGHT
from cci_data.exports.slides.words import SMALLEST, Paragraph, clean, describe, fitted, paint, write
from cci_data.scenes.scene import Entries, Entry

MOST_ENTRIES = 12
SIZES = (22, 20, 18, 16, 14)
# What goes on on further slides is written smaller than what stands alone, so that there are few of them.
SIZE_OF_MANY = 16
HEAD, HEAD_SIZE = 32, 16
# Between the columns, and above and below the words of a row.
GAP, PADDING = 18, 4
MOST_LABEL, MOST_DETAIL = 0.28, 0.3
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
MARK = "(illustrative)"


@dataclass(frozen=True)
class Row:
    """An entry as it is written: its words by column, the main one in the middle."""

    label: str
    text: str
    detail: str


@dataclass(frozen=True)
class Columns:
    """How large the letters of a table are, and how wide its columns, 0 for one that is not needed."""

    size: float
    label: float
    text: float
    detail: float

    @property
    def small(self) -> float:
        """The size of what stands beside the main column."""
        return max(self.size - 2, SMALLEST)

    def height(self, row: Row) -> float:
        """Return how high a row is."""
        lines = [line_count(row.text, self.size, self.text - GAP) * self.size]
        if self.label:
            lines.append(line_count(row.label, self.small, self.label - GAP, True) * self.small)
        if self.detail:
            lines.append(line_count(row.detail, self.small, self.detail - GAP) * self.small)
        return max(lines) * LINE_HEIGHT + 2 * PADDING


def row_of(entry: Entry) -> Row:
    """Return an entry as it is written, with the mark of an illustrative one."""
    text = f"{clean(entry.text)} {MARK}" if entry.is_illustrative else clean(entry.text)
    return Row(clean(entry.label), text, clean(entry.detail))


def entry_pages(block: Entries, ground: Ground) -> list[Page]:
    """Return the pages of a list: as few as may be, at most MOST_ENTRIES on each."""
    if not block.entries:
        return [nothing(block.nothing or f"{block.heading}: none on record.", ground)]
    rows = [row_of(entry) for entry in block.entries]
    columns, room = _columns_for(rows, ground.box), ground.box.height - HEAD
    rows = [row if columns.height(row) <= room else _shortened(row, columns, room) for row in rows]
    heights = [columns.height(row) for row in rows]
    parts = portions(heights, room, MOST_ENTRIES)
    return [
        Page(
            partial(
                _draw,
                rows=rows[part],
                heights=heights[part],
                columns=columns,
                head=_head(block, part, len(parts)),
                box=ground.box,
            ),
            _said(block.entries[part], rows[part]),
        )
        for part in parts
    ]


def _head(block: Entries, part: slice, pages: int) -> str:
    if pages == 1:
        return block.heading
    numbers = f"{part.start + 1}–{part.stop}" if part.stop - part.start > 1 else str(part.stop)
    return f"{block.heading}: {numbers} of {len(block.entries)}"


def _said(entries: Sequence[Entry], rows: Sequence[Row]) -> str:
    """Return in full what the slide has no room for, and which entries are only illustrations."""
    said = [
        " · ".join(filter(None, (entry.label, entry.text, entry.detail)))
        for entry, row in zip(entries, rows, strict=True)
        if row != row_of(entry)
    ]
    said += [f"{clean(entry.text)} {MARK}: an example, not a record." for entry in entries if entry.is_illustrative]
    return "\n".join(said)


def columns_of(rows: Sequence[Row], size: float, room: float) -> Columns:
    """Return the columns of a table in letters of a size: what stands beside takes no more than its words need."""
    small = max(size - 2, SMALLEST)
    label = _needed([row.label for row in rows], small, MOST_LABEL * room, True)
    detail = _needed([row.detail for row in rows], small, MOST_DETAIL * room, False)
    return Columns(size, label, room - label - detail, detail)


def _needed(words: Sequence[str], size: float, most: float, is_bold: bool) -> float:
    longest = max(words, key=len)
    if len(longest) > most:
        return most
    needed = max(width(word, size, is_bold) for word in words)
    return min(needed + GAP + 2, most) if needed else 0


def _columns_for(rows: Sequence[Row], box: Box) -> Columns:
    """Return the columns in the largest letters with which all rows fit on one slide; in SIZE_OF_MANY if none do."""
    room = box.height - HEAD
    if len(rows) <= MOST_ENTRIES:
        for size in SIZES:
            columns = columns_of(rows, size, box.width)
            if sum(map(columns.height, rows)) <= room:
                return columns
    columns = columns_of(rows, SIZE_OF_MANY, box.width)
    if max(map(columns.height, rows)) <= room:
        return columns
    return columns_of(rows, SMALLEST, box.width)


def _shortened(row: Row, columns: Columns, room: float) -> Row:
    high = room - 2 * PADDING
    cut = partial(fitted, height=high)

    def short(text: str, wide: float, size: float, is_bold: bool = False) -> str:
        return cut(text, wide - GAP, largest=size, smallest=size, is_bold=is_bold).text if wide else text

    return Row(
        short(row.label, columns.label, columns.small, True),
        short(row.text, columns.text, columns.size),
        short(row.detail, columns.detail, columns.small),
    )


def _draw(slide: Slide, rows: Sequence[Row], heights: Sequence[float], columns: Columns, head: str, box: Box) -> None:
    widths = [wide for wide in (columns.label, columns.text, columns.detail) if wide]
    table = add_table(slide, box, widths, [HEAD, *heights], head, f"Table with {len(rows)} rows. {head}.")
    first = table.cell(0, 0)
    if len(widths) > 1:
        first.merge(table.cell(0, len(widths) - 1))
    title = fitted(head, box.width - GAP, HEAD - 2 * PADDING, HEAD_SIZE, is_bold=True)
    fill(first, Paragraph(title.text, title.size, PRIMARY, is_bold=True))
    for number, row in enumerate(rows, 1):
        words = [
            (columns.label, Paragraph(row.label, columns.small, PRIMARY, is_bold=True)),
            (columns.text, Paragraph(row.text, columns.size, TEXT)),
            (columns.detail, Paragraph(row.detail, columns.small, MUTED)),
        ]
        for column, paragraph in enumerate(paragraph for wide, paragraph in words if wide):
            fill(table.cell(number, column), paragraph)
    for cell in table.iter_cells():
        underline(cell)


def add_table(
    slide: Slide, box: Box, widths: Sequence[float], heights: Sequence[float], name: str, words: str
) -> Table:
    """Add an empty table without a ground of its own; words: what it shows, for who does not see it."""
    place = (Pt(box.left), Pt(box.top), Pt(sum(widths)), Pt(sum(heights)))
    frame = slide.shapes.add_table(len(heights), len(widths), *place)
    describe(frame, name, words)
    table = frame.table
    frame._element.xpath(".//a:tableStyleId")[0].text = PLAIN_STYLE
    table.horz_banding = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
    for row, high in zip(table.rows, heights, strict=True):
        row.height = Pt(high)
    return table


def fill(cell: _Cell, paragraph: Paragraph, *, padding: float = PADDING, gap: float = GAP, align=None, anchor=None):
    """Write a paragraph into a cell, padding above and below, a gap at its right."""
    cell.margin_left, cell.margin_right = 0, Pt(gap)
    cell.margin_top = cell.margin_bottom = Pt(padding)
    if anchor is not None:
        cell.vertical_anchor = anchor
    write(cell.text_frame, [paragraph], align)


def underline(cell: _Cell, colour: str = LINE, weight: float = 0.75, side: str = "lnB") -> None:
    """Draw a thin line below a cell (lnB) or at its right (lnR), and no ground."""
    properties = cell._tc.get_or_add_tcPr()
    paint(cell.fill, "")
    for old in properties.xpath(f"./a:{side}"):
        properties.remove(old)
    ink = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    properties.insert(0, parse_xml(f'<a:{side} {nsdecls("a")} w="{round(weight * 12700)}">{ink}</a:{side}>'))

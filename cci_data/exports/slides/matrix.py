"""A matrix as a native table: a number or a sign in each cell, and a ground by its state."""

from functools import partial

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide

from cci_data.exports.pictures.sheet import Box
from cci_data.exports.slides.measure import width
from cci_data.exports.slides.page import Ground, Page, nothing
from cci_data.exports.slides.tables import add_table, fill, underline
from cci_data.exports.slides.theme import BACKGROUND, LINE, MUTED, PRIMARY, STEP, SURFACE, TEXT
from cci_data.exports.slides.words import SMALLEST, Paragraph, add_words, clean, fitted, paint
from cci_data.scenes.scene import Cell, Matrix

MOST_ROWS, MOST_COLUMNS = 15, 12
HIGHEST_ROW, PADDING = 30, 0.5
NAMES, MOST_COLUMN = 0.4, 80
NOTHING = "There is nothing to lay out by sector and country."
# The state of a cell → its ground and its letters; `apart` stands without a ground.
STATES = {
    "several": (PRIMARY, BACKGROUND),
    "one": (STEP, TEXT),
    "none": (SURFACE, MUTED),
    "unstated": (LINE, TEXT),
}


def matrix_pages(block: Matrix, ground: Ground) -> list[Page]:
    """Return the pages of a matrix: all of it on one where it fits, else by rows, then by columns."""
    if not block.rows or not block.columns:
        return [nothing(block.legend or NOTHING, ground)]
    return [
        Page(partial(_draw, block=_part(block, rows, columns), ground=ground), _said(block, columns))
        for columns in _slices(len(block.columns), MOST_COLUMNS)
        for rows in _slices(len(block.rows), MOST_ROWS)
    ]


def _slices(number: int, most: int) -> list[slice]:
    pages = -(-number // most)
    size = -(-number // pages)
    return [slice(first, min(first + size, number)) for first in range(0, number, size)]


def _part(block: Matrix, rows: slice, columns: slice) -> Matrix:
    cells = tuple(row[columns] for row in block.cells[rows])
    return Matrix(block.rows[rows], block.columns[columns], block.column_names[columns], cells, block.legend)


def _said(block: Matrix, columns: slice) -> str:
    pairs = zip(block.columns[columns], block.column_names[columns], strict=True)
    return f"{block.legend} Columns: {', '.join(f'{code} {name}' for code, name in pairs)}."


def _draw(slide: Slide, block: Matrix, ground: Ground) -> None:
    names = " ".join(f"{code} {name}," for code, name in zip(block.columns, block.column_names, strict=True))
    foot = fitted(f"{clean(block.legend)}  {names.rstrip(',')}", ground.box.width, 2.4 * SMALLEST, SMALLEST)
    box = ground.box.but(bottom=ground.box.bottom - 42)
    add_words(slide, ground.box.but(top=box.bottom + 4), [Paragraph(foot.text, foot.size, MUTED)], name="Signs")
    high = min(box.height / (len(block.rows) + 1), HIGHEST_ROW)
    first = min(max(width(clean(row), SMALLEST) for row in block.rows) + 14, NAMES * box.width)
    wide = min((box.width - first) / len(block.columns), MOST_COLUMN)
    words = f"Table with {len(block.rows)} rows and {len(block.columns)} columns. {block.legend}"
    sizes = ([first, *[wide] * len(block.columns)], [high] * (len(block.rows) + 1))
    table = add_table(slide, box, *sizes, "Matrix", words)
    table.first_col = True
    write_cell = partial(_write, high=high)
    write_cell(table.cell(0, 0), " ", Box(0, 0, first, high), MUTED)
    for column, code in enumerate(block.columns, 1):
        write_cell(table.cell(0, column), code, Box(0, 0, wide, high), PRIMARY, is_bold=True, align=PP_ALIGN.CENTER)
    for number, (row, cells) in enumerate(zip(block.rows, block.cells, strict=True), 1):
        write_cell(table.cell(number, 0), row, Box(0, 0, first - 10, high), TEXT)
        for column, cell in enumerate(cells, 1):
            _write_state(table.cell(number, column), cell, Box(0, 0, wide, high))


def _write(cell, text: str, room: Box, colour: str, *, high: float, is_bold: bool = False, align=None) -> None:
    said = fitted(text, room.width - 2, 1.2 * SMALLEST, SMALLEST, is_bold=is_bold)
    paragraph = Paragraph(said.text, said.size, colour, is_bold)
    fill(cell, paragraph, padding=min(PADDING, high / 20), gap=0, align=align, anchor=MSO_ANCHOR.MIDDLE)
    underline(cell)


def _write_state(cell, found: Cell, room: Box) -> None:
    ground, letters = STATES.get(found.state, ("", TEXT))
    is_bold = found.state in ("several", "one")
    _write(cell, found.text, room, letters, high=room.height, is_bold=is_bold, align=PP_ALIGN.CENTER)
    if ground:
        for side in ("lnB", "lnR"):
            underline(cell, BACKGROUND, 1.5, side=side)
        paint(cell.fill, ground)

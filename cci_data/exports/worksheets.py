"""How the sheets of a workbook look: headings with notes, lists to choose from, rows, and the sheet that explains."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cci_data.exports.page import CLOCK, DAY, NUMBER, TEXT, WHOLE, Column, Page, Value, Words, is_run, written
from cci_data.language import moment
from cci_data.progress import Tell
from cci_data.theme import LIGHT

READ_ME, LISTS = "Read me", "Lists"
AUTHOR = "Contact Desk"
SPARE_ROWS, MOST_ROWS = 2000, 1_048_576
ROWS_BETWEEN_NEWS = 500
# Spreadsheets count days from 1900 and take that year for a leap year.
FIRST_DAY = date(1900, 3, 1)
CLOCK_WITH_SECONDS = "hh:mm:ss"
# How OOXML writes a character by its number: a text that looks like it would be read as that character.
CHARACTER_BY_NUMBER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST_PROMPT, LONGEST_PROMPT_TITLE = 255, 32
NOTE_WIDTH, NOTE_LINE, LETTERS_IN_NOTE = 300, 20, 40
# A column is as wide as so many digits, which are a little wider than most letters.
LINE_HEIGHT, HIGHEST_ROW, LETTERS_BY_WIDTH = 15, 409, 1.1
HEADING_HEIGHT, READ_ME_WIDTHS = 30, (26, 100)


def _colour(of_the_theme: str) -> str:
    return of_the_theme.removeprefix("#").upper()


def _font(size: int = 11, **options: Any) -> Font:
    return Font(name="Calibri", size=size, **options)


WRAPPED = Alignment(vertical="top", wrap_text=True)
ALIGNMENTS = {
    TEXT: WRAPPED,
    **dict.fromkeys((DAY, CLOCK, CLOCK_WITH_SECONDS), Alignment(vertical="top", horizontal="left")),
    **dict.fromkeys((WHOLE, NUMBER), Alignment(vertical="top", horizontal="right", indent=1)),
}
HEADING = {
    "font": _font(bold=True, color=_colour(LIGHT.background)),
    "fill": PatternFill("solid", fgColor=_colour(LIGHT.primary)),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
TITLE = {"font": _font(18, bold=True, color=_colour(LIGHT.primary))}
CHAPTER = {"font": _font(13, bold=True, color=_colour(LIGHT.primary))}
WORD = {"font": _font(bold=True), "alignment": Alignment(vertical="top")}
MUTED = {"font": _font(color=_colour(LIGHT.muted))}
ROW = {"font": _font(), "alignment": WRAPPED}
EXAMPLE_ROW = {
    "font": _font(italic=True, color=_colour(LIGHT.muted)),
    "fill": PatternFill("solid", fgColor=_colour(LIGHT.surface)),
}


class Pen:
    """Writes the cells of one sheet: one cell of each look, used again and again, since openpyxl stores it at once."""

    def __init__(self, sheet: Any) -> None:
        """Write on `sheet`."""
        self._sheet = sheet
        self._cells: dict[tuple, Cell] = {}

    def cell(self, value: Value, number_format: str = TEXT, is_example: bool = False) -> Cell | None:
        """Return a cell that holds `value`, good until the next is asked for; None for None but in an example."""
        value = written(value)
        if isinstance(value, date) and value < FIRST_DAY:
            value = value.isoformat()
        if value is None:
            return self._blank(TEXT, is_example) if is_example else None
        if isinstance(value, str):
            return self._text(value, is_example)
        cell = self._blank(_format(value, number_format), is_example)
        if isinstance(value, float):
            # openpyxl writes 16 digits, which are not enough for every number.
            cell.value, cell.data_type = repr(value), "n"
        else:
            cell.value = value
        return cell

    def _text(self, text: str, is_example: bool) -> Cell:
        cell = self._blank(TEXT, is_example, is_run(text))
        fill_in(cell, text)
        return cell

    def _blank(self, number_format: str, is_example: bool, is_quoted: bool = False) -> Cell:
        look = (number_format, is_example, is_quoted)
        if look not in self._cells:
            cell = self._cells[look] = styled(WriteOnlyCell(self._sheet), EXAMPLE_ROW if is_example else ROW)
            cell.number_format = number_format
            cell.alignment = ALIGNMENTS[number_format]
            cell.quotePrefix = is_quoted
        self._cells[look].value = None
        return self._cells[look]


def _format(value: Value, of_the_column: str) -> str:
    if isinstance(value, date):
        return DAY
    if isinstance(value, time):
        return CLOCK_WITH_SECONDS if value.second or value.microsecond else CLOCK
    return NUMBER if of_the_column == TEXT else of_the_column


def as_ooxml(text: str) -> str:
    """Return a text as a workbook keeps it."""
    return CHARACTER_BY_NUMBER.sub("_x005F_", text)


def fill_in(cell: Cell, text: str) -> None:
    """Write a text into a cell: neither a formula nor an error, whatever it looks like."""
    cell.value = as_ooxml(text)
    cell.data_type = "s"


def styled(cell: Any, look: Mapping[str, Any]) -> Any:
    """Return a cell with the parts of `look` (font, fill …) set."""
    for part, value in look.items():
        setattr(cell, part, value)
    return cell


def _cell_of_text(sheet: Any, text: str, look: Mapping[str, Any]) -> Cell:
    cell = styled(WriteOnlyCell(sheet), look)
    fill_in(cell, text)
    cell.quotePrefix = is_run(text)
    return cell


def write_page(book: Workbook, page: Page, ranges: Mapping[tuple[str, ...], str], tell: Tell) -> None:
    """Add a page to a workbook.

    ranges: the choices of each column that has some → where on the sheet Lists they stand; tell: is told how many of
    the rows are written.
    """
    sheet = book.create_sheet(page.title)
    rows = page.all_rows
    end = f"{get_column_letter(len(page.columns))}{1 + len(rows)}"
    widths = [column.width for column in page.columns]
    _lay_out(sheet, widths, LIGHT.primary)
    sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_options.gridLines = "B2", f"A1:{end}", True
    for letter, column in _lettered(page.columns):
        sheet.column_dimensions[letter].number_format = column.number_format
        sheet.column_dimensions[letter].alignment = ALIGNMENTS[column.number_format]
        if validation := _validation(column, ranges):
            validation.add(f"{letter}2:{letter}{min(1 + len(rows) + SPARE_ROWS, MOST_ROWS)}")
            sheet.data_validations.append(validation)
    sheet.append([_heading(sheet, column) for column in page.columns])
    pen, formats = Pen(sheet), [column.number_format for column in page.columns]
    for number, row in enumerate(rows):
        is_example = number < len(page.examples)
        _fit_height(sheet, number + 2, row, widths)
        sheet.append(pen.cell(*cell, is_example) for cell in zip(row, formats, strict=True))
        if number % ROWS_BETWEEN_NEWS == 0:
            tell(f"writing {page.title}", number, len(rows))


def _lay_out(sheet: Any, widths: Sequence[float], tab_colour: str) -> None:
    sheet.sheet_properties.tabColor = _colour(tab_colour)
    sheet.row_dimensions[1].height = HEADING_HEIGHT
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    # On paper as wide as a page and as long as it needs; A3, since there are many columns.
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    footer = sheet.HeaderFooter.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"


def _fit_height(sheet: Any, number: int, row: Sequence[Value], widths: Sequence[float]) -> None:
    """Give a row the height that its texts need: Excel fits rows when they are opened, LibreOffice does not."""
    texts = ((value, width) for value, width in zip(row, widths, strict=False) if isinstance(value, str))
    lines = max((_line_count(text, width) for text, width in texts), default=1)
    sheet.row_dimensions.pop(number - 1, None)
    if lines > 1:
        # Not a RowDimension, which would say that a person chose the height: no program would fit it ever again.
        sheet.row_dimensions[number] = {"ht": str(min(lines * LINE_HEIGHT, HIGHEST_ROW))}


def _line_count(text: str, width: float) -> int:
    letters = int(width * LETTERS_BY_WIDTH)
    if len(text) <= letters and "\n" not in text:
        return 1
    return sum(max(1, len(textwrap.wrap(line, letters))) for line in text.split("\n"))


def _lettered(columns: Sequence[Column]) -> Iterator[tuple[str, Column]]:
    return ((get_column_letter(number), column) for number, column in enumerate(columns, start=1))


def _heading(sheet: Any, column: Column) -> Cell:
    cell = _cell_of_text(sheet, column.title, HEADING)
    lines = 1 + sum(1 + len(line) // LETTERS_IN_NOTE for line in column.note.splitlines())
    cell.comment = Comment(column.note, AUTHOR, height=NOTE_LINE * lines, width=NOTE_WIDTH)
    return cell


def _validation(column: Column, ranges: Mapping[tuple[str, ...], str]) -> DataValidation | None:
    """Return what a spreadsheet offers in a column: a list to choose from, or a reminder of how several are written."""
    if not column.choices and not column.is_list:
        return None
    validation = DataValidation(allow_blank=True)
    if column.choices:
        validation.type, validation.formula1 = "list", ranges[column.choices]
    if column.is_list:
        validation.showInputMessage, validation.showErrorMessage = True, False
        validation.promptTitle = column.title[:LONGEST_PROMPT_TITLE]
        first = "Choose one, or write several" if column.choices else "Write one or several,"
        validation.prompt = f"{first} set apart by ; \n{column.note}"[:LONGEST_PROMPT]
    else:
        validation.showErrorMessage, validation.errorStyle = True, "stop"
        validation.errorTitle = "Not on the list"
        validation.error = f"{column.title}: choose one of the list. The sheet {LISTS} shows all of them."
    return validation


def ranges_of(lists: Sequence[Words]) -> dict[tuple[str, ...], str]:
    """Return where on the sheet Lists each beginning of each list stands, as a spreadsheet writes it."""
    ranges: dict[tuple[str, ...], str] = {}
    for number, (_, words) in enumerate(_list_columns(lists), start=1):
        letter = get_column_letter(number)
        for end in range(1, len(words) + 1):
            ranges.setdefault(words[:end], f"{LISTS}!${letter}$2:${letter}${end + 1}")
    return ranges


def _list_columns(lists: Sequence[Words]) -> list[tuple[str, tuple[str, ...]]]:
    return [column for each in lists for column in ((each.title, each.words), ("", each.meanings)) if column[1]]


def write_lists(book: Workbook, lists: Sequence[Words]) -> None:
    """Add the sheet Lists."""
    sheet = book.create_sheet(LISTS)
    columns = _list_columns(lists)
    _lay_out(sheet, [max(map(len, (title, *words))) + 4 for title, words in columns], LIGHT.compare)
    sheet.freeze_panes = "A2"
    sheet.append([_cell_of_text(sheet, title, HEADING) for title, _ in columns])
    for number in range(max(len(words) for _, words in columns)):
        line = [words[number] if number < len(words) else None for _, words in columns]
        sheet.append([None if word is None else _cell_of_text(sheet, word, ROW) for word in line])


def write_read_me(book: Workbook, title: str, made_at: datetime, about: Sequence[tuple[str, str]]) -> None:
    """Add the sheet Read me: a title, the moment, and pairs of a word and its explanation, or a heading and ""."""
    sheet = book.create_sheet(READ_ME)
    _lay_out(sheet, READ_ME_WIDTHS, LIGHT.accent)
    sheet.sheet_view.showGridLines = False
    lines = [[(title, TITLE)], [(f"Written by the dashboard on {moment(made_at)}.", MUTED)]]
    for word, explanation in about:
        lines += [[(word, WORD), (explanation, ROW)]] if explanation else [[], [(word, CHAPTER)]]
    for number, line in enumerate(lines, start=1):
        _fit_height(sheet, number, ["", *(text for text, _ in line[1:])], READ_ME_WIDTHS)
        sheet.append([_cell_of_text(sheet, text, look) for text, look in line])

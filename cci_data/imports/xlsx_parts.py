"""The parts of a workbook, each looked through before anybody takes it in.

A workbook is a ZIP archive of XML. Its size says nothing about what it becomes in memory: parts can lie about their
size, entities can multiply, a row can go on for ever. So every part passes once, in small pieces, through expat, which
keeps nothing; on the way it is noted what openpyxl does not tell: merged cells, formulas without a result, errors.
"""

import io
import zipfile
from collections.abc import Callable
from copy import copy
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from cci_data.imports.grid_cells import MOST_CELLS, Findings, cell_name
from cci_data.imports.rows import ImportProblem

# What a letter takes in memory can be four times what it takes in the file.
LARGEST_PART = 80_000_000
LARGEST_TOTAL = 200_000_000
MOST_PARTS = 10_000
DIRECTORY_MARK = b"PK\x01\x02"
IS_ENCRYPTED = 0x1
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

PIECE = 1 << 16
# Expat begins anew with a tag that is not complete, and names are kept for good: neither may grow with the file.
LONGEST_TAG = 1 << 18
MOST_NAMES = 10_000
# Between two rows or two shared strings, which is what openpyxl holds at once.
MOST_ELEMENTS = 200_000
LAST_ROW = 1_048_576
# More would keep openpyxl busy for a minute without giving a single value.
MOST_BLANK_CELLS = 5_000_000
# In bytes between two tags. A cell holds 32,767 letters; pieces are read as a whole.
LONGEST_TEXT = 2_000_000

STRICT = "http://purl.oclc.org/ooxml/"


class Survey:
    """What is in a part of a workbook, seen as a worksheet: all counts are 0 in a part that is none.

    last_row, last_column: as far as there are values, from 1; deepest, widest: the first cell in each; cells: how
    many hold a value; unsolved: the names of cells with a formula without a result; errors: names and what the cells
    show; merged: ranges as first column, first row, last column, last row.
    """

    def __init__(self) -> None:
        """Begin at the start of a part."""
        self.last_row = self.last_column = self.cells = 0
        self.deepest = self.widest = ""
        self.unsolved, self.errors = Findings(), Findings()
        self.merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = self._elements = self._blank = self._strings = self._at = 0
        self._kind, self._formula, self._text = "n", False, None
        self._names: dict[str, str] = {}
        self._steps: dict[str, Callable[[dict[str, str]], None]] = {
            f"{SHEET_MAIN_NS} {tag}": step
            for tag, step in {
                **{"row": self._row_begins, "c": self._cell_begins, "f": self._formula_begins},
                **{"v": self._value_begins, "is": self._value_begins, "si": self._string_begins},
                "mergeCell": self._merge_begins,
            }.items()
        }
        self._parser = expat.ParserCreate(namespace_separator=" ", intern=self._names)
        self._parser.StartElementHandler = self._element_begins
        self._parser.StartDoctypeDeclHandler = self._refuse_entities

    def look_through(self, part: IO[bytes], size: int) -> None:
        """Read a part of `size` bytes; raises ValueError or expat.ExpatError where no spreadsheet writes such a one."""
        fed = 0
        while piece := part.read(PIECE):
            fed += len(piece)
            if fed > size:
                raise ValueError("the part is larger than it says")
            self._parser.Parse(piece)
            if fed - self._at > LONGEST_TEXT:
                raise ValueError("a cell holds more text than a spreadsheet lets it")
            if fed - self._parser.CurrentByteIndex > LONGEST_TAG or len(self._names) > MOST_NAMES:
                raise ValueError("the part holds a tag that never ends, or ever new ones")
        self._parser.Parse(b"", True)
        self._cell_ends()

    def _refuse_entities(self, *_: Any) -> None:
        raise ValueError("the part declares a document type")

    def _element_begins(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._at = self._parser.CurrentByteIndex
        if self._elements > MOST_ELEMENTS:
            raise ValueError("the part does not come in rows")
        if name.startswith(STRICT):
            raise StrictWorkbook
        step = self._steps.get(name)
        if step is not None:
            step(attributes)

    def _row_begins(self, attributes: dict[str, str]) -> None:
        self._cell_ends()
        number = int(float(attributes.get("r", self._row + 1)))
        if not self._row < number <= LAST_ROW:
            raise ValueError("the rows are not in order")
        self._row, self._column, self._elements = number, 0, 0

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        if self._formula:
            self._cell_ends()
        name = attributes.get("r")
        self._column = column_index_from_string(name.rstrip("0123456789")) if name else self._column + 1
        self._kind = attributes.get("t", "n")
        self._blank += 1

    def _formula_begins(self, _: dict[str, str]) -> None:
        self._formula = True

    def _value_begins(self, _: dict[str, str]) -> None:
        self._count_cell()
        if self._kind == "str":
            # A formula whose result is a text has one even where that text is blank.
            self._formula = False
        elif self._formula or self._kind == "e":
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
            self._parser.EndElementHandler = self._value_ends

    def _count_cell(self) -> None:
        self.cells += 1
        if self._row != self.last_row:
            self.last_row, self.deepest = self._row, cell_name(self._row, self._column - 1)
        if self._column > self.last_column:
            self.last_column, self.widest = self._column, cell_name(self._row, self._column - 1)
        if self._blank - self.cells > MOST_BLANK_CELLS:
            raise ValueError("the sheet is all format and no content")

    def _value_ends(self, _: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        text, self._text = "".join(self._text).strip(), None
        if self._kind == "e":
            self.errors.add((cell_name(self._row, self._column - 1), text))
        if text:
            self._formula = False

    def _cell_ends(self) -> None:
        if self._formula:
            self.unsolved.add(cell_name(self._row, self._column - 1))
            self._formula = False

    def _string_begins(self, _: dict[str, str]) -> None:
        self._strings, self._elements = self._strings + 1, 0
        if self._strings > MOST_CELLS:
            raise ValueError("there are more texts than cells can be")

    def _merge_begins(self, attributes: dict[str, str]) -> None:
        merged = range_boundaries(attributes["ref"])
        if None in merged:
            raise ValueError("a merged range has no corners")
        self.merged.append(merged)


class StrictWorkbook(Exception):
    """The workbook is written in the strict dialect of Office, which openpyxl reads as if nothing was in it."""


class Parts(zipfile.ZipFile):
    """The archive of a workbook that hands out no part before it was looked through."""

    def __init__(self, file: str, content: bytes) -> None:
        """Open the archive in `content`; raises ImportProblem, zipfile.BadZipFile and what else `zipfile` raises."""
        if content.count(DIRECTORY_MARK) > MOST_PARTS:
            raise ImportProblem([f"{file}: the workbook has more than {MOST_PARTS} parts; save it again as .xlsx"])
        super().__init__(io.BytesIO(content))
        self._surveys: dict[str, Survey] = {}
        members = self.infolist()
        if any(member.flag_bits & IS_ENCRYPTED for member in members):
            raise ImportProblem([f"{file}: the file is protected by a password; save it as .xlsx without one"])
        if any(member.compress_type not in PACKINGS for member in members):
            raise zipfile.BadZipFile("a part is packed as no spreadsheet does")
        sizes = [member.file_size for member in members]
        if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_TOTAL:
            raise ImportProblem(
                [
                    f"{file}: the workbook unpacks to {sum(sizes) // 1_000_000} MB, which is more than is read "
                    f"({LARGEST_PART // 1_000_000} MB for a sheet); copy the cells alone into a new workbook"
                ]
            )

    def open(self, name: str | zipfile.ZipInfo, *arguments: Any, **options: Any) -> IO[bytes]:
        """Open a part that has been looked through; raises as `survey`."""
        self.survey(name)
        return super().open(name, *arguments, **options)

    def survey(self, name: str | zipfile.ZipInfo) -> Survey:
        """Look through a part, at the first call; raises KeyError where there is none, and as `look_through`."""
        member = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if member.filename not in self._surveys:
            # `zipfile` stops at the size that the directory states; without it a part shows how large it really is.
            whole = copy(member)
            whole.file_size = LARGEST_PART + 1
            survey = Survey()
            with super().open(whole) as part:
                survey.look_through(part, member.file_size)
            self._surveys[member.filename] = survey
        return self._surveys[member.filename]

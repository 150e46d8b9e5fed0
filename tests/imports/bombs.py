"""Files made to break whoever reads them: small on the disk, endless in memory or in time."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from tests.imports.workbooks import (
    MAIN,
    SHEET,
    STRINGS,
    TYPES,
    packed,
    parts_of,
    sheet_xml,
    types_with_strings,
    workbook,
)

MEGABYTE = 1_000_000
BOOK, STYLES, RELATIONS = "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
# Just under what a part, and what a file as a whole, may hold.
PART, FILE = 79_000_000, 49_000_000
ELEMENTS = 199_000
PIECE = 1_000_000


def archive_of(parts: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """Return an archive of parts, each whole or in pieces."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            with archive.open(name, "w") as part:
                for piece in [content] if isinstance(content, bytes) else content:
                    part.write(piece)
    return written.getvalue()


def with_part(name: str, before: str, repeated: str, after: str, size: int = PART) -> bytes:
    """Return a workbook one part of which repeats something until it has `size` bytes."""
    count = (size - len(before) - len(after)) // len(repeated.encode())
    at_once = max(1, min(count, PIECE // len(repeated)))
    pieces = [before.encode(), *[repeated.encode() * at_once] * (count // at_once), after.encode()]
    strings = {TYPES: types_with_strings().encode(), STRINGS: f'<sst xmlns="{MAIN}"/>'.encode()}
    return archive_of(parts_of(workbook()) | strings | {name: pieces})


ROWS = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
HEADS = '<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>Country</t></is></c></row>'
HEAD = "Name;Country\r\n"
OF_BOOK = f'<workbook xmlns="{MAIN}">'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLE = f'<styleSheet xmlns="{MAIN}">', "</styleSheet>"


def honest() -> bytes:
    """Return a workbook whose worksheet has 200 MB, and says so."""
    return with_part(SHEET, ROWS[0], "<row/>" + " " * 994, ROWS[1], 200 * MEGABYTE)


def lying() -> bytes:
    """Return a workbook whose worksheet has 200 MB, and says that it has a thousand bytes."""
    content = bytearray(honest())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        large = archive.getinfo(SHEET)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark)
        while at >= 0:
            size = content[at + offset : at + offset + 4]
            if size == large.file_size.to_bytes(4, "little"):
                content[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
            at = content.find(mark, at + 4)
    return bytes(content)


def entities() -> bytes:
    """Return a workbook whose worksheet is ten letters that stand for a thousand million."""
    names = "abcdefghij"
    declared = "".join(f'<!ENTITY {one} "{10 * f"&{other};"}">' for other, one in zip(names, names[1:], strict=False))
    start = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{declared}]>'
    return packed(parts_of(workbook()) | {SHEET: start + sheet_xml(f"<row>{_cell('&j;')}</row>")})


def text_of(line: str, head: str, size: int = FILE) -> bytes:
    """Return a CSV file that repeats a line until it has `size` bytes."""
    return head.encode() + line.encode() * ((size - len(head)) // len(line.encode()))


def cube_of(repeated: str, first: str, last: str, size: int = FILE) -> bytes:
    """Return a JSON-stat data set whose values repeat something until the file has `size` bytes."""
    categories = '{"category": {"index": ["x"]}}'
    dimensions = f'"id": ["geo", "time"], "size": [1, 1], "dimension": {{"geo": {categories}, "time": {categories}}}'
    head = f'{{"version": "2.0", "class": "dataset", {dimensions}, "value": {first}'
    return head.encode() + repeated.encode() * (size // len(repeated.encode())) + f"{last}}}".encode()


def _sheet(rows: str, size: int = PART, before: str = "", after: str = "") -> bytes:
    """Return a workbook whose worksheet repeats rows until it has `size` bytes."""
    return with_part(SHEET, ROWS[0] + before, rows, after + ROWS[1], size)


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


SHEETS = {
    "200 MB": honest,
    "200 MB that lie": lying,
    "entities": entities,
    "blank rows": lambda: _sheet("<row/>"),
    "blank cells": lambda: _sheet(f"<row>{'<c/>' * 500}</row>"),
    "numbers": lambda: _sheet("<row><c><v>1</v></c></row>", before=HEADS),
    "as many numbers as are read": lambda: _sheet(f"<row>{'<c><v>1.5</v></c>' * 7}</row>", 26_000_000, before=HEADS),
    "long texts": lambda: _sheet(f"<row>{_cell('ž' * 30_000)}</row>", before=HEADS),
    "one text": lambda: _sheet("ž", before='<row><c t="inlineStr"><is><t>🎷', after="</t></is></c></row>"),
    "merged ranges": lambda: _sheet(
        '<mergeCell ref="A1:B99999"/>', before=f"{HEADS}</sheetData><mergeCells>", after="</mergeCells><sheetData>"
    ),
    "nested": lambda: _sheet("<row><c>"),
    "comment": lambda: _sheet("x", before="<!--", after="-->"),
}
PARTS = {
    "shared texts": (STRINGS, f'<sst xmlns="{MAIN}">', "<si><t>x</t></si>", "</sst>", PART),
    "one shared text": (STRINGS, f'<sst xmlns="{MAIN}"><si><t>🎷', "ž", "</t></si></sst>", PART),
    "a shared text in pieces": (STRINGS, f'<sst xmlns="{MAIN}"><si>', "<r><t>x</t></r>", "</si></sst>", ELEMENTS * 7),
    "formats": (STYLES, f"{STYLE[0]}<cellXfs>", '<xf numFmtId="14"/>', f"</cellXfs>{STYLE[1]}", ELEMENTS * 18),
    "fonts": (STYLES, f"{STYLE[0]}<fonts>", '<font><sz val="1"/></font>', f"</fonts>{STYLE[1]}", ELEMENTS * 12),
    "sheets": (BOOK, f"{OF_BOOK}<sheets>", '<sheet name="a" sheetId="1"/>', "</sheets></workbook>", ELEMENTS * 28),
    "names": (
        *(BOOK, f"{OF_BOOK}<sheets/><definedNames>", '<definedName name="a">A1</definedName>'),
        *("</definedNames></workbook>", ELEMENTS * 37),
    ),
    "relations": (
        *(RELATIONS, f'<Relationships xmlns="{PACKAGE}/relationships">', '<Relationship Id="a" Type="b" Target="c"/>'),
        *("</Relationships>", ELEMENTS * 42),
    ),
    "types": (
        *(TYPES, f'<Types xmlns="{PACKAGE}/content-types">', '<Override PartName="/a" ContentType="b"/>'),
        *("</Types>", ELEMENTS * 41),
    ),
}
TEXTS = {
    "cells": ("a;b\r\n", HEAD),
    "blank lines": ("\r\n", HEAD),
    "a wide line": ("ab;", ""),
    "a line": ("ž", ""),
    "quotation marks": ('"";""\r\n', HEAD),
    "a quotation": ("ž\r\n", f'{HEAD}"'),
    "control characters": ("\x01;b\r\n", HEAD),
}
CUBES = {
    "a list of values": ("1,", "[", "1]"),
    "values by place": ('"0":1,', "{", '"0":1}'),
    "nested lists": ("[", "", "1"),
    "a long number": ("9", "[", "]"),
    "a long word": ("ž", '["', '"]'),
}
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{what: ("network.xlsx", make) for what, make in SHEETS.items()},
    **{what: ("network.xlsx", partial(with_part, *how)) for what, how in PARTS.items()},
    **{f"text: {what}": ("partners.csv", partial(text_of, *how)) for what, how in TEXTS.items()},
    **{f"statistics: {what}": ("cult_emp_sex.json", partial(cube_of, *how)) for what, how in CUBES.items()},
}

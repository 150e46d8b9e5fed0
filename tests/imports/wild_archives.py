"""Archives that went wild: workbooks whose bytes, parts or XML were changed by something that knows no spreadsheet."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from tests.imports.wild_values import Files
from tests.imports.workbooks import MAIN, TYPES, packed

Parts = Mapping[str, bytes]
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MACROS = "http://schemas.microsoft.com/office/excel/2006/main"
BOOK, BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LINK, LINK_RELATIONS = "http://evil.example/book.xlsx", "xl/externalLinks/_rels/externalLink1.xml.rels"
NAMES = ["network.xlsx", "network.xlsx", "network.xlsm", "network.csv", "network.json", "network.tsv", "NETWORK.XLSX"]

# What an attribute or a text of a part may be instead; in the order of nothing in particular.
WORDS = [
    *("", "0", "-1", "1", "99999999", "1e400", "nan", "A1", "A0", "XFE1", "ZZZZ9", "A1048577", "A1:A1048576", "1:1"),
    *("s", "str", "inlineStr", "b", "e", "d", "n", "x", "true", "rId1", "rId999", "../../etc/passwd", "/etc/passwd"),
    *("xl/workbook.xml", "worksheets/sheet1.xml", "worksheet", "chartsheet", "&#0;", "&#x1F3B7;", "&nothing;", "<a/>"),
    *("&lt;", "x" * 5000, "\u202e", "visible", "hidden", "http://evil.example/", "none", "6", "14", "46", "1904"),
]
ATTRIBUTE, TEXT, TAG = re.compile(rb'="[^"]*"'), re.compile(rb">[^<>]+<"), re.compile(rb"<[^<>]*>")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {name} "{10 * f"&{of};"}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def parts_in(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by their name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@st.composite
def wild_bytes(draw: Callable, content: bytes) -> Files:
    """Cut a workbook off, flip some of its bytes, put bytes before, between or behind."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        # The ends of an archive, where its directory is, count as much as all the rest.
        at = min(
            len(changed), draw(st.one_of(st.integers(0, len(content)), st.integers(len(content) - 900, len(content))))
        )
        how = draw(st.sampled_from(["cut", "flip", "flip", "insert", "remove", "zero", "behind"]))
        if how == "cut":
            del changed[at:]
        elif how == "flip":
            changed[at : at + 1] = bytes(byte ^ (1 << draw(st.integers(0, 7))) for byte in changed[at : at + 1])
        elif how == "remove":
            del changed[at : at + draw(st.integers(1, 200))]
        elif how == "zero":
            changed[at : at + 8] = bytes(8)
        else:
            changed[at if how == "insert" else len(changed) :] = draw(st.binary(max_size=40))
    return Files({draw(st.sampled_from(NAMES)): bytes(changed)})


@st.composite
def wild_xml(draw: Callable, parts: Parts) -> Files:
    """Change attributes, texts and tags of some parts, flip their bytes, or cut them off, and pack them rightly."""
    changed = dict(parts)
    for _ in range(draw(st.integers(1, 4))):
        sheets = [name for name in parts if "/sheet" in name]
        name = draw(st.one_of(st.sampled_from(sorted(parts)), st.sampled_from([*sheets, BOOK, "xl/styles.xml"])))
        changed[name] = draw(_wild_part(changed[name]))
    return Files({"network.xlsx": packed(changed)})


@st.composite
def _wild_part(draw: Callable, content: bytes) -> bytes:
    how = draw(st.sampled_from(["attribute", "attribute", "text", "tag", "twice", "flip", "cut", "entity", "outside"]))
    if how in ("entity", "outside"):
        return _with_entity(content, *((ENTITIES, "&i;") if how == "entity" else (OUTSIDE, "&i;")))
    if how in ("flip", "cut") or not content:
        at = draw(st.integers(0, len(content)))
        return content[:at] + (draw(st.binary(max_size=3)) + content[at + 1 :] if how == "flip" else b"")
    pattern = {"attribute": ATTRIBUTE, "text": TEXT}.get(how, TAG)
    found = list(pattern.finditer(content))
    if not found:
        return content
    match = found[draw(st.integers(0, len(found) - 1))]
    word = draw(st.sampled_from(WORDS)).encode()
    new = {"attribute": b'="' + word + b'"', "text": b">" + word + b"<", "tag": b"", "twice": match[0] * 2}[how]
    return content[: match.start()] + new + content[match.end() :]


def _with_entity(content: bytes, declaration: str, reference: str) -> bytes:
    """Declare a document type, and name an entity of it in the first text that there is."""
    body = re.sub(rb"^<\?xml[^>]*\?>", b"", content)
    return declaration.encode() + TEXT.sub(f">{reference}<".encode(), body, count=1)


@st.composite
def wild_parts(draw: Callable, parts: Parts) -> Files:
    """Take parts out, swap or add them, give them wrong types, and pack them as no spreadsheet does."""
    changed = dict(parts)
    for _ in range(draw(st.integers(1, 3))):
        one, other = draw(st.sampled_from(sorted(changed))), draw(st.sampled_from(sorted(changed)))
        how = draw(st.sampled_from(["drop", "swap", "empty", "rename", "types", "add"]))
        if how == "drop" and len(changed) > 1:
            del changed[one]
        elif how == "swap":
            changed[one], changed[other] = changed[other], changed[one]
        elif how == "empty":
            changed[one] = b""
        elif how == "rename":
            name = draw(
                st.sampled_from([one.upper(), f"/{one}", f"../{one}", one.replace("/", "\\"), "ž.xml", "x" * 300])
            )
            changed[name] = changed.pop(one)
        elif how == "types" and TYPES in changed:
            changed[TYPES] = ATTRIBUTE.sub(b'="application/xml"', changed[TYPES], count=draw(st.integers(1, 9)))
        elif how == "add":
            changed |= draw(st.sampled_from(EXTRAS))(changed)
    return Files({draw(st.sampled_from(NAMES[:3])): draw(_packed_oddly(changed))})


def with_macros(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a workbook with macros: its project, and a sheet of the old sort of macros."""
    macro = f'<xm:macrosheet xmlns:xm="{MACROS}" xmlns="{MAIN}"><sheetData/></xm:macrosheet>'
    return {
        **{
            "xl/vbaProject.bin": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000),
            "xl/macrosheets/sheet1.xml": macro.encode(),
        },
        BOOK_RELATIONS: _with_relation(parts, "rIdM", "xlMacrosheet", "macrosheets/sheet1.xml"),
        BOOK: parts.get(BOOK, b"").replace(
            b"</sheets>", f'<sheet name="Macro" sheetId="99" r:id="rIdM" xmlns:r="{RELATIONS}"/></sheets>'.encode()
        ),
    }


def with_links(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a workbook that refers to another one on the web."""
    link = f'<externalLink xmlns="{MAIN}"><externalBook r:id="rId1" xmlns:r="{RELATIONS}"/></externalLink>'
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" Target="{LINK}" TargetMode="External"/>'
    reference = f'<externalReferences><externalReference r:id="rIdX" xmlns:r="{RELATIONS}"/></externalReferences>'
    return {
        "xl/externalLinks/externalLink1.xml": link.encode(),
        LINK_RELATIONS: f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'.encode(),
        BOOK_RELATIONS: _with_relation(parts, "rIdX", "externalLink", "externalLinks/externalLink1.xml"),
        BOOK: parts.get(BOOK, b"").replace(b"</sheets>", b"</sheets>" + reference.encode()),
    }


def _with_relation(parts: Parts, name: str, kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    return parts.get(BOOK_RELATIONS, b"").replace(b"</Relationships>", relation.encode())


def _with_itself(parts: Parts) -> dict[str, bytes]:
    return {"xl/media/again.zip": packed(parts), "docProps/custom.xml": b"<a" * 100}


EXTRAS = [with_macros, with_links, _with_itself]


@st.composite
def _packed_oddly(draw: Callable, parts: Parts) -> bytes:
    how = draw(
        st.sampled_from(["well", "well", "stored", "bzip2", "twice", "comment", "prefix", "size", "checksum", "flag"])
    )
    packing = {"stored": zipfile.ZIP_STORED, "bzip2": zipfile.ZIP_BZIP2}.get(how, zipfile.ZIP_DEFLATED)
    written = io.BytesIO(b"MZ" * 50 if how == "prefix" else b"")
    with zipfile.ZipFile(written, "a", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if how == "comment":
            archive.comment = b"PK\x05\x06" * 20
    content = bytearray(written.getvalue())
    at = content.find(b"PK\x01\x02")
    if how in ("size", "checksum") and at >= 0:
        offset = at + (24 if how == "size" else 16)
        content[offset : offset + 4] = struct.pack("<I", draw(st.sampled_from([0, 1, 2**31, 2**32 - 1])))
    elif how == "flag" and at >= 0:
        content[at + 8] |= draw(st.sampled_from([1, 8, 32, 64]))
    return bytes(content) * (2 if how == "twice" else 1)

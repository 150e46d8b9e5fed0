"""A handout, read again: its words, its tags, its letters, and a table that goes on for many pages."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from cci_data import basemap
from cci_data.exports.handout.handout import breaking, panel_in_words, public, web_in_words
from cci_data.exports.handout.parts import Beside, Facts, NewPage, Places, Section, Table, Words
from cci_data.exports.page import ExportProblem
from cci_data.funding import Funding, Logo
from cci_data.privacy import LEFT_OUT
from cci_data.scenes.scene import (
    Bubble,
    Cell,
    Entries,
    Entry,
    Figure,
    Figures,
    Line,
    Lines,
    Link,
    Matrix,
    Name,
    Node,
    Panels,
    Web,
)
from cci_data.settings import DATA
from tests.exports.handout.conftest import printed, words_of
from tests.exports.test_logos import DRAWING, png

LATVIA = Bubble("Rīga", "LV", 56.95, 24.1, (11,))
NODES = (Node("LV", "Latvia", 57, 25, 3), Node("EE", "Estonia", 59, 26, 2))
STROKES = (((2019, 2.0), (2020, 3.0)), ((2022, 4.0),))
LINES = Lines("Employment", "%", 1, "4.0, 2022", False, (Line("Latvia", "country", STROKES),))
EVERY_BODY = (
    Section("Map", Places((LATVIA,), "LV", (Name("Latvia", 57, 25),), "A map with Rīga.", 200.0)),
    Section("Facts", Facts((("Type", "NGO"), ("Place", "Łódź")))),
    Section("Words", Words("A paragraph."), lead="It finds something.", note="Read it so."),
    Section("Table", Table(("One", "Two"), (("a", "b"),), (1, 2))),
    Section("Empty table", Table(("One", "Two"), (), (1, 2), "Nobody is there.")),
    Section("List", Entries("List", (Entry("An entry", "Label", "Detail", True),)), columns=2),
    Section("Empty list", Entries("List", (), "Nothing is on record.")),
    Section("Numbers", Figures((Figure("152", "partners", "each once"),))),
    Section("Matrix", Matrix(("Music",), ("LV",), ("Latvia",), ((Cell("3", "several"),),), "– none known")),
    Section("Charts", Panels((LINES,), "Latvia in front"), columns=4),
    Section("Web", Web(NODES, (Link("LV", "EE", 2),), "A line joins two countries")),
)


def test_every_part_is_printed_and_can_be_searched(read):
    words = words_of(read(*EVERY_BODY[:6], NewPage(), Beside(EVERY_BODY[6:8], EVERY_BODY[8:9], 0.4), *EVERY_BODY[9:]))
    said = [each.heading for each in EVERY_BODY]
    said += [
        "Rīga",
        "Łódź",
        "A paragraph.",
        "It finds something.",
        "Read it so.",
        "One",
        "Nobody is there.",
        "illustrative",
    ]
    said += ["An entry", "Label", "Detail", "Nothing is on record.", "152", "each once", "LV Latvia", "– none known"]
    said += ["Employment", "4.0, 2022", "Latvia in front", "EE", "Source: a test."]
    assert [each for each in said if each not in words] == []


def test_it_is_tagged_has_a_title_and_a_language(read):
    found = read(*EVERY_BODY, title="Lettland", language="de")
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "de" and root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert found.metadata.title == "Lettland, A kicker" and found.metadata.author
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    roles, alts = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/Figure"} <= set(roles)
    assert roles.count("/Figure") == len(alts) == 3
    assert any("A map with Rīga." in alt for alt in alts) and any("4.0, 2022" in alt for alt in alts)


def tags(node) -> tuple[list[str], list[str]]:
    """Return the roles of all tags, and what is said of pictures."""
    node = node.get_object()
    if isinstance(node, list):
        children, roles, alts = node, [], []
    elif isinstance(node, dict):
        children = node.get("/K", [])
        roles = [node["/S"]] if "/S" in node else []
        alts = [node["/Alt"]] if "/Alt" in node else []
        children = children.get_object() if hasattr(children, "get_object") else children
        children = children if isinstance(children, list) else [children]
    else:
        return [], []
    for child in children:
        if hasattr(child, "get_object"):
            below = tags(child)
            roles, alts = roles + below[0], alts + below[1]
    return roles, alts


def test_only_the_shipped_typeface_is_there_and_it_is_embedded(read):
    found = read(*EVERY_BODY)
    fonts = {}
    for page in found.pages:
        collect_fonts(page["/Resources"], fonts)
    assert fonts and {re.sub(r"^/?[A-Z]{6}\+", "", name) for name in fonts} <= {
        "SourceSans3-Regular-Identity-H",
        "SourceSans3-Semibold-Identity-H",
        "SourceSans3-Regular",
        "SourceSans3-Semibold",
    }
    assert all(fonts.values())


def collect_fonts(resources, fonts: dict[str, bool]) -> None:
    resources = resources.get_object()
    for font in (resources["/Font"].get_object() if "/Font" in resources else {}).values():
        font = font.get_object()
        whole = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(whole["/FontDescriptor"].get_object())
        fonts[str(font["/BaseFont"])] = bool(files)
    for thing in (resources["/XObject"].get_object() if "/XObject" in resources else {}).values():
        if "/Resources" in thing.get_object():
            collect_fonts(thing.get_object()["/Resources"], fonts)


def test_charts_and_maps_are_vectors(read):
    found = read(*EVERY_BODY)
    assert not any(page.images for page in found.pages)


LETTERS = "Žemaitija Þingvellir Łódź Ñ Å Ø „so“ “so” – … € 1\u202f000"


def test_every_letter_of_the_data_is_printed(read):
    texts = [path.read_text(encoding="utf-8") for path in DATA.rglob("*.csv") if "local" not in path.parts]
    letters = sorted({letter for text in texts for letter in text if letter.isprintable() and not letter.isspace()})
    assert len(letters) > 100
    words = words_of(read(Section("Letters", Words(" ".join(letters))), Section("Words", Words(LETTERS))))
    assert [letter for letter in letters if letter not in words] == []
    assert all(word in words for word in LETTERS.split(" ")[:-1])


def test_a_table_of_2000_rows_prints_2000_rows_under_repeated_heads(read):
    rows = tuple((f"Partner {number:04}.", "Rīga", "Business support organisation") for number in range(2000))
    found = read(Section("Partners", Table(("Name", "Seat", "Sort"), rows, (2, 1, 2), is_small=True)))
    pages = [" ".join(page.extract_text().split()) for page in found.pages]
    assert re.findall(r"Partner \d{4}\.", " ".join(pages)) == [row[0] for row in rows]
    assert len(pages) > 20
    assert [number for number, page in enumerate(pages) if page.count("Name Seat Sort") != 1] == []


def test_no_row_is_torn_between_two_pages(read):
    rows = tuple((f"First{number}. " + "words " * (number % 40 + 1) + f"last{number}.", "b") for number in range(120))
    found = read(Section("Partners", Table(("Name", "Seat"), rows, (1, 1))))
    pages = [" ".join(page.extract_text().split()) for page in found.pages]
    places = [[number for number, page in enumerate(pages) if word in page] for word in ("First0.", "last0.")]
    assert len(pages) > 5 and places[0] == places[1]
    for number in range(120):
        (first,) = (at for at, page in enumerate(pages) if f"First{number}." in page)
        assert f"last{number}." in pages[first]


def test_a_row_longer_than_a_page_goes_on_and_loses_nothing(read):
    long = " ".join(f"word{number}." for number in range(3000))
    words = words_of(read(Section("Partners", Table(("Name", "Seat"), ((long, "b"), ("next", "c")), (1, 1)))))
    assert re.findall(r"word\d+\.", words) == long.split()


def test_the_name_of_a_group_is_said_again_where_its_rows_go_on(read):
    rows = tuple((f"Partner {number:04}.", "Rīga") for number in range(600))
    table = Table(("Name", "Seat"), rows, (1, 1), is_small=True, groups=(("Latvia (10)", 10), ("Norway (590)", 590)))
    found = read(Section("Partners", table, columns=2))
    pages = [" ".join(page.extract_text().split()) for page in found.pages]
    assert re.findall(r"Partner \d{4}\.", " ".join(pages)) == [row[0] for row in rows]
    assert len(pages) > 2 and pages[0].count("Latvia (10)") == 1
    # Once at its beginning, and in each column after that; the last page may have one column.
    assert [page.count("Norway (590)") for page in pages[:-1]] == [2] * (len(pages) - 1)
    assert all(page.count("Name Seat") == 2 for page in pages[:-1])


@pytest.mark.parametrize(("number", "most", "length"), [(20, 1, 1), (52, 1, 1), (52, 0, 2), (400, 1, 8)])
def test_what_has_to_fit_is_set_smaller_and_what_cannot_fit_goes_on(read, number: int, most: int, length: int):
    rows = tuple((f"Row {each}.",) for each in range(number))
    found = read(Section("Rows", Table(("Row",), rows, (1,))), most_pages=most)
    assert len(found.pages) == length
    assert len(re.findall(r"Row \d+\.", words_of(found))) == number


def test_filters_dates_and_the_number_of_the_page_stand_on_every_page(read):
    rows = tuple((f"{number}",) for number in range(200))
    said = {"filters": ("Country: Latvia", "Sector: Music"), "as_of": date(2026, 11, 20), "state": "The meeting"}
    found = read(Section("Rows", Table(("Row",), rows, (1,))), address="https://network.example", **said)
    assert len(found.pages) > 2
    for number, page in enumerate(found.pages, start=1):
        words = " ".join(page.extract_text().split())
        assert "Country: Latvia · Sector: Music" in words
        assert "Data as of 20 November 2026 · as frozen: The meeting · made on 23 November 2026" in words
        assert f"{number} of {len(found.pages)}" in words and "https://network.example" in words


def test_who_pays_stands_at_the_end_with_all_logos_read_aloud(read):
    logos = (Logo(png(30, 20), "image/png"), Logo(DRAWING, "image/svg+xml"), Logo(png(2000, 50), "image/png"))
    found = read(*EVERY_BODY, NewPage(), EVERY_BODY[2], funding=Funding("Creative Europe", "Paid by all of us.", logos))
    last = " ".join(found.pages[-1].extract_text().split())
    assert "Paid by all of us." in last and "Paid by" not in found.pages[0].extract_text()
    assert sorted((each.image.width, each.image.height) for each in found.pages[-1].images) == [(30, 20), (2000, 50)]
    _, alts = tags(found.trailer["/Root"]["/StructTreeRoot"])
    assert alts.count("Logo: Creative Europe") == 3
    alone = read(EVERY_BODY[2], funding=Funding("", "Paid by all of us."))
    assert "Paid by all of us." in words_of(alone) and not alone.pages[0].images


def test_a_logo_that_is_no_drawing_is_a_sentence(read):
    with pytest.raises(ExportProblem, match="A logo of the funder cannot be drawn"):
        read(EVERY_BODY[2], funding=Funding("", "Paid.", (Logo(b"<svg", "image/svg+xml"),)))


def test_the_same_input_gives_the_same_bytes_and_the_day_alone_changes_them():
    assert printed(*EVERY_BODY) == printed(*EVERY_BODY)
    assert printed(*EVERY_BODY) != printed(*EVERY_BODY, made_on=date(2026, 11, 24))


def test_no_email_address_leaves_in_a_handout(read):
    name = "somebody" + "@" + "example.org"
    parts = (
        Section("A", Table(("One",), ((f"Ask {name}",),), (1,))),
        Section(f"B {name}", Entries("List", (Entry(name, name, name),))),
        Section("C", Places((LATVIA,), "LV", (Name(name, 57, 25),), f"Of {name}.", 200.0)),
    )
    content = printed(*parts, title=f"Title {name}", source=name)
    words = words_of(PdfReader(io.BytesIO(content)))
    assert name not in words and LEFT_OUT in words
    assert b"somebody" not in content


@pytest.mark.parametrize(
    "words", ['#panic("no")', "$x^2$ *bold* _it_ @ref <label>", "// gone", "\\ \" ' `raw`", "https://a.example/b"]
)
def test_words_are_printed_as_they_are_and_never_taken_for_commands(read, words: str):
    found = words_of(read(Section(words, Facts((("Label", words),))), title=words))
    assert found.count(" ".join(words.split())) >= 3


def test_a_long_word_breaks_and_short_ones_stay():
    assert breaking("short words stay") == "short words stay"
    assert len(breaking("x" * 100).split("\u200b")) == 3 and breaking("x" * 100).replace("\u200b", "") == "x" * 100
    assert public({"a": ["\x00"], "svg": "x" * 100, "n": float("nan")}) == {
        "a": ["\ufffd"],
        "svg": "x" * 100,
        "n": None,
    }


def test_what_drawings_show_is_said_in_words():
    assert panel_in_words(LINES) == "Employment, in %, over the years, in 1 lines; the latest value is 4.0, 2022."
    assert web_in_words(EVERY_BODY[-1].body) == "A line joins two countries. LV and EE: 2"
    assert basemap.shapes()

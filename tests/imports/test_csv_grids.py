import codecs
import csv
import io
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.imports import csv_grids
from cci_data.imports.csv_grids import read_csv
from cci_data.imports.public_record import FOLDER
from cci_data.imports.rows import ImportProblem
from cci_data.settings import DATA
from cci_data.vocabulary import NETWORK_COUNTRIES

HEADER = ["name", "city", "note"]
LETTERS = "abc ;,\t\"'\n=-1äéóõüš"  # in every encoding below
ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with a mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16 of Excel": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16 the other way": (codecs.BOM_UTF16_BE, "utf-16-be"),
}
NAMES = {
    "cp1252": [
        "Malmö stad;Region Skåne",
        "Københavns Kommune;Århus",
        "Müller & Söhne – „Büro“;Greifswald, Straße",
        "Listaháskóli Íslands;Reykjavík",
        "Jyväskylän yliopisto;Seinäjoki",
        "Café € – “quoted”;Hamburg",
        "Tromsø;Bodø",
        "Háskólinn á Akureyri;Seyðisfjörður",
        "Þjóðleikhúsið;Reykjavík",
    ],
    "cp1250": [
        "Łódź Design;Łódź",
        "Gdańsk;Poznań",
        "Zamek Książąt Pomorskich;Szczecin",
        "Stowarzyszenie Twórców;Kraków, Świętokrzyskie, Lübeck",
    ],
    "cp1257": [
        "Rīgas dome;Rīga",
        "Latvijas Radošo savienību padome;Cēsis",
        "Šiaulių kultūros centras;Šiauliai",
        "Klaipėdos apskrities biblioteka;Klaipėda, Malmö, Ålesund",
        "Šokolaadi tehas;Jõhvi",
        "Lietuvių rašytojų sąjunga;Panevėžys, Tauragė",
        "Lietuvos žaidimų kūrėjų asociacija;Vilnius",
        "Kūrybinių ir kultūrinių industrijų asociacija;Kaunas",
        "Žemaičių muziejus;Telšiai",
    ],
}


def rows_of(content: bytes | str):
    return read_csv("partners.csv", content.encode() if isinstance(content, str) else content)[0]


def problems_of(content: bytes | str) -> tuple[str, ...]:
    with pytest.raises(ImportProblem) as caught:
        rows_of(content)
    return caught.value.problems


@given(
    st.lists(st.lists(st.text(LETTERS, max_size=8), min_size=3, max_size=3), max_size=6),
    st.sampled_from(sorted(ENCODINGS)),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_csv_writes_comes_back(cells, encoding, delimiter, quoting, line_end, says_it):
    written = io.StringIO(newline="")
    written.write(f"sep={delimiter}{line_end}" if says_it else "")
    csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator=line_end).writerows([HEADER, *cells])
    mark, codec = ENCODINGS[encoding]
    expected = []
    for number, row in enumerate([HEADER, *cells], start=1):
        stripped = [text.strip() or None for text in row]
        while stripped and stripped[-1] is None:
            stripped.pop()
        if stripped:
            expected.append((number, tuple(stripped)))
    assert rows_of(mark + written.getvalue().encode(codec)) == tuple(expected)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_rows_or_a_sentence(content):
    try:
        rows = rows_of(content)
    except ImportProblem as problem:
        assert all(sentence.startswith("partners.csv") for sentence in problem.problems)
    else:
        assert rows and all(cells and cells[-1] for _, cells in rows)


@pytest.mark.parametrize(("page", "names"), [(page, name) for page, names in NAMES.items() for name in names])
def test_the_code_page_is_told_by_the_letters_of_the_region(page, names):
    rows, notes = read_csv("partners.csv", f"name;city\r\n{names}\r\n".encode(page))
    assert rows[1] == (2, tuple(names.split(";")))
    assert notes == (
        f"partners.csv was read as {page.replace('cp', 'Windows-')} text; check the accents, or save it as CSV UTF-8.",
    )


@pytest.mark.parametrize(
    ("page", "countries"), [("cp1250", "PL"), ("cp1257", "LT LV EE"), ("cp1252", "SE DK DE FI NO")]
)
def test_the_places_of_a_country_come_back_from_its_code_page(page, countries):
    text = (FOLDER / "places.csv").read_text(encoding="utf-8")
    header, *records = csv.reader(io.StringIO(text))
    of_country = [row for row in records if row[header.index("country_code")] in countries.split()]
    written = io.StringIO()
    csv.writer(written).writerows([header, *of_country])
    rows, notes = read_csv("partners.csv", written.getvalue().encode(page))
    city = header.index("city")
    assert [cells[city] for _, cells in rows[1:]] == [row[city] for row in of_country]
    assert f"Windows-{page[2:]} text" in notes[0]


def test_short_lists_of_the_places_of_any_country_come_back():
    """Of lists of one to fifty names drawn by lot, 98 in 100 are read letter by letter."""
    draw, wrong, names = Random(7), [], {}
    for row in csv.DictReader(io.StringIO((DATA / "gazetteer" / "places.csv").read_text(encoding="utf-8"))):
        names.setdefault(row["country_code"], []).append(row["name"])
    pages = {"PL": "cp1250"} | dict.fromkeys(["LT", "LV", "EE"], "cp1257")
    asked = [(code, number) for code in NETWORK_COUNTRIES for number in (1, 3, 10, 50) for _ in range(10)]
    for code, number in asked:
        page, accented = pages.get(code, "cp1252"), [name for name in names[code] if not name.isascii()]
        chosen = draw.sample(accented, 1) + draw.sample(names[code], number - 1)
        text = "name;city\r\n" + "".join(f"Partner {each};{name}\r\n" for each, name in enumerate(chosen))
        read = [cells[1] for _, cells in rows_of(text.encode(page, "ignore"))[1:]]
        wrong += [] if read == [name.encode(page, "ignore").decode(page) for name in chosen] else [(code, chosen)]
    assert len(wrong) <= len(asked) / 50, wrong


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_needs_no_note(encoding):
    assert read_csv("a.csv", "name,city\nŁódź,Rīga\n".encode(encoding)) == (
        ((1, ("name", "city")), (2, ("Łódź", "Rīga"))),
        (),
    )


def test_utf_16_is_noted():
    assert read_csv("a.txt", "name\tcity\r\nŁódź\tRīga\r\n".encode("utf-16")) == (
        ((1, ("name", "city")), (2, ("Łódź", "Rīga"))),
        ("a.txt was read as UTF-16 text.",),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"name\0city\n",
        "name,city\n".encode("utf-16-le"),
        b"\xff\xfenames",
        b"\xff\xfe\x00\xd8\n\x00",
        b"\x81\x8d\x90\x9d\x98\x83",
        b"\x89PNG\r\n\x1a\n\0\0\0",
    ],
)
def test_bytes_that_are_no_text_are_a_sentence(content):
    assert problems_of(content) == ("partners.csv: the file holds bytes that are no text; save it as CSV UTF-8",)


def test_a_character_that_is_no_text_is_named_by_its_cell():
    assert problems_of("name,city\nRīga,R\x07ga\n\x1b,b\n") == (
        "partners.csv!B2 holds a character that is no text (U+0007); delete it",
        "partners.csv!A3 holds a character that is no text (U+001B); delete it",
    )


def test_a_null_character_in_utf_16_is_named_by_its_cell():
    (problem,) = problems_of("name,city\na,\0\n".encode("utf-16"))
    assert problem == "partners.csv!B2 holds a character that is no text (U+0000); delete it"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("name;lat;lon\nA;56,9;24,1\n", ("A", "56,9", "24,1")),
        ("name;sectors, services;city\nA;film, music;B\nC;x;y\n", ("A", "film, music", "B")),
        ("name, legal;city\nA, B and C;Riga\n", ("A, B and C", "Riga")),
        ('"name; legal",city\nA;B;C,Riga\n', ("A;B;C", "Riga")),
        ("name\tcity\nA, B; C\tRiga\n", ("A, B; C", "Riga")),
        ("name\nA; B\n", ("A; B",)),
        ("sep=|\nname|city\nA|B\n", ("A", "B")),
        ('"sep=;"\nname;a,b\nA;B\n', ("A", "B")),
        ("SEP=,\nname;city,b\nA;B,C\n", ("A;B", "C")),
        ('name, city\nA, "B, C"\n', ("A", "B, C")),
    ],
)
def test_the_delimiter_is_the_one_that_fits_header_and_rows(text, cells):
    assert rows_of(text)[1][1] == cells


def test_rows_are_counted_by_records():
    text = 'name,note\nA,"first\nsecond\r\nthird"\n\n , \nB,"say ""yes"""\n'
    assert rows_of(text) == (
        (1, ("name", "note")),
        (2, ("A", "first\nsecond\r\nthird")),
        (5, ("B", 'say "yes"')),
    )


def test_rows_may_end_in_carriage_returns_alone():
    assert rows_of("name,city\rA,B\r") == ((1, ("name", "city")), (2, ("A", "B")))


def test_cells_stay_text_and_are_only_stripped():
    assert rows_of("a,b,c,d\n 007 ,'=1+1, ,2019.0\n")[1] == (2, ("007", "'=1+1", None, "2019.0"))


@pytest.mark.parametrize("text", ["\n\n", " , ,\n", "sep=;\n", "\ufeff", '""'])
def test_a_file_of_blank_rows_is_a_sentence(text):
    assert problems_of(text) == ("partners.csv: the file is empty; its first row names the columns",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a,b\n1,2\n3,"open\n5,6\n', "partners.csv, row 3: the quotation marks do not pair: one is not closed, or"),
        ('a;b\n"x"y;2\n', "partners.csv, row 2: the quotation marks do not pair: one is not closed, or"),
        ('"a\n', "partners.csv, row 1: the quotation marks do not pair"),
        (
            'a,b\n1,"' + "x\n" * 70_000,
            "partners.csv, row 2: a cell has more than 131\u202f072 characters; a quotation mark may not be closed",
        ),
        (
            "a,b\n1,2\n" + "x," * 1_000_001,
            "partners.csv, row 3: the row is longer than 2\u202f000\u202f000 characters; a quotation mark may not be",
        ),
        ("a" + ",a" * 500, "partners.csv, row 1: the header has more than 500 cells"),
        ("sep=x\naxb\n", "partners.csv: cells set apart by 'x' cannot be read; save it with semicolons"),
        ("a,b\n" + "1,2\n" * 200_000, "partners.csv: more than 200\u202f000 rows; split the file"),
    ],
)
def test_what_does_not_fit_is_a_sentence_with_its_row(text, sentence):
    (problem,) = problems_of(text)
    assert problem.startswith(sentence)


def test_every_row_that_is_wider_than_the_header_is_told():
    assert problems_of("a,b\n1,2,3\n\n1,2,,\n1,2,3,4\n") == (
        "partners.csv, row 2: 3 cells where the header has 2; put text that holds the delimiter in quotation marks",
        "partners.csv, row 5: 4 cells where the header has 2; put text that holds the delimiter in quotation marks",
    )


def test_more_problems_than_anybody_reads_are_counted():
    problems = problems_of("a,b\n" + "1,2,3\n" * 100)
    assert len(problems) == 21
    assert problems[-1] == "partners.csv: 80 more cells or rows like these"


def test_too_many_cells_are_a_sentence(monkeypatch):
    monkeypatch.setattr(csv_grids, "MOST_CELLS", 6)
    (problem,) = problems_of("a,b\n1,2\n,4\n5,\n")
    assert problem.startswith("partners.csv: more than ")
    assert len(rows_of("a,b\n1,2\n,4\n")) == 3

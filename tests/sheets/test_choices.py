import pytest
from pydantic import BaseModel, ValidationError

from cci_data.sheets.cells import Unfit
from cci_data.sheets.choices import (
    AREA,
    COUNTRY,
    KIND_OF_EVENT,
    ORIGIN,
    ROLE,
    TYPE,
    Choice,
    Countries,
    Sectors,
    SectorsOrAll,
    Services,
    Texts,
    chosen,
    joined,
    pieces,
)
from tests.queries import record

WORDS = {
    "sectors": {row["sector_id"]: row["label"] for row in record.lines("sectors")},
    "services": {row["service_id"]: row["label"] for row in record.lines("services")},
}
COLOURS = Choice("a colour", {"navy": "Deep sea", "amber": "Amber"}, {"navy": ("Tiefsee",)})


class Lists(BaseModel):
    texts: Texts = None
    countries: Countries = None
    sectors: Sectors = None
    sectors_or_all: SectorsOrAll = None
    services: Services = None


def read(name: str, value: object) -> list[str]:
    return getattr(Lists.model_validate({name: value}, context=WORDS), name)


def unfit(read_one, *arguments: object) -> Unfit:
    with pytest.raises((Unfit, ValidationError)) as caught:
        read_one(*arguments)
    error = caught.value
    return error if isinstance(error, Unfit) else error.errors()[0]["ctx"]["error"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        *(("LV", "LV"), ("lv", "LV"), ("Latvia", "LV"), ("LATVIA", "LV"), ("Latvija", "LV"), ("Sverige", "SE")),
        *(("Ísland", "IS"), ("Island", "IS"), ("Deutschland", "DE"), ("Suomi", "FI"), ("Eesti", "EE"), ("Noreg", "NO")),
        *(("Polska", "PL"), ("Lietuva", "LT"), ("Danmark", "DK")),
    ],
)
def test_a_country_by_its_code_or_a_name(words: str, code: str):
    assert COUNTRY(words) == code


@pytest.mark.parametrize(
    ("words", "near"),
    [
        *(("Lativa", "LV, Latvia"), ("Polnad", "PL, Poland"), ("Sweeden", "SE, Sweden"), ("Germny", "DE, Germany")),
        *(("Russia", ""), ("LX", ""), ("Baltics", ""), ("?", "")),
    ],
)
def test_a_country_that_is_none_has_the_nearest(words: str, near: str):
    found = unfit(COUNTRY, words)
    assert (found.says, found.expected, found.near) == (words, "a country", near)


def test_an_area_is_a_country_or_the_union():
    assert AREA("EU27_2020") == AREA("European Union") == "EU27_2020" and AREA("Latvija") == "LV"
    assert unfit(AREA, "EU27").expected == "a country or EU27_2020"


def test_a_choice_is_read_by_each_of_its_names():
    assert COLOURS("Deep Sea") == COLOURS("NAVY") == COLOURS("tiefsee") == "navy"
    assert unfit(COLOURS, "Ambre").near == "Amber"
    assert chosen("a colour", {"a": "b", "b": "c"}, "b", {}) == "b"


def test_a_choice_is_shown_in_words_or_by_its_code():
    assert (COLOURS.shown("navy"), COUNTRY.shown("LV"), COLOURS.shown("gone")) == ("Deep sea", "LV", "gone")
    assert COLOURS.listed == ["Deep sea", "Amber"] and COUNTRY.listed[0] == "DK"
    for choice in (COUNTRY, AREA, TYPE, KIND_OF_EVENT, ROLE, ORIGIN):
        assert [choice(word) for word in choice.listed] == list(choice.options)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("a; b;c", ["a", "b", "c"]),
        ("a\nb\n", ["a", "b"]),
        ("a; a ;A", ["a", "A"]),
        ("; a;;", ["a"]),
        ("a, b", ["a, b"]),
        ('"a; b"; c', ["a; b", "c"]),
        ('"a\nb";c', ["a\nb", "c"]),
        ('"Latvijas Radio" SIA; LTV', ['"Latvijas Radio" SIA', "LTV"]),
        ('VŠĮ "Kultūra"; b', ['VŠĮ "Kultūra"', "b"]),
        ('"not closed; b', ['"not closed', "b"]),
        (2027, ["2027"]),
    ],
)
def test_a_cell_is_taken_apart(cell: object, parts: list[str]):
    assert pieces(cell) == parts
    assert pieces(joined(parts)) == parts


@pytest.mark.parametrize("cell", [";", " ; ;", "\n", '""'])
def test_a_list_of_nothing_is_neither_blank_nor_emptied(cell: str):
    assert unfit(pieces, cell).expected == "at least one item, or - for none,"
    assert unfit(read, "texts", cell).says == cell


def test_a_list_of_choices_is_set_apart_by_semicolons_or_commas():
    assert read("countries", "LV; Eesti\nlt") == ["LV", "EE", "LT"]
    assert read("countries", "LV, Eesti,LV") == ["LV", "EE"]
    assert unfit(read, "countries", "LV, Ruritania").says == "Ruritania"
    assert unfit(read, "countries", ",").says == ","


def test_sectors_are_named_by_id_or_label():
    heritage = WORDS["sectors"]["heritage"]
    assert "," in heritage
    assert read("sectors", f"music; {heritage}; Games and Interactive Media") == ["music", "heritage", "games_software"]
    assert read("sectors", heritage) == ["heritage"]
    assert read("sectors", "music, design, Music") == ["music", "design"]
    assert unfit(read, "sectors", "Musik").near == "Music"
    assert unfit(read, "sectors", "Funding").expected == "a sector"


def test_only_some_records_serve_all_sectors():
    assert read("sectors_or_all", "cross-sectoral") == read("sectors_or_all", "Cross-Sectoral") == ["cross-sectoral"]
    assert read("sectors_or_all", "Music; cross-sectoral") == ["music", "cross-sectoral"]
    assert unfit(read, "sectors", "cross-sectoral").expected == "a sector"


def test_services_are_an_axis_of_their_own():
    assert read("services", "Export promotion; networking") == ["export_promotion", "networking"]
    assert unfit(read, "services", "music").expected == "a service"
    assert unfit(read, "services", "Fundin").near == "Funding"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.filters import EVERYBODY, FIELDS, LONGEST_TEXT, MOST_OPTIONS, PARAMETERS, PartnerFilter, cut, read

ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)


def test_an_address_without_filters_is_about_everybody():
    assert read({"page": "2", "text": " ", "country": " , "}) == EVERYBODY
    assert EVERYBODY.parameters() == {}
    assert list(EVERYBODY.parts()) == []


def test_options_are_read_as_they_are_kept():
    asked = {"country": "LV, LT,LV,", "sector": "music,design", "type": "interest-group", "text": "  Media   Evo "}
    found = read(asked | {"sectors": "all", "located": "yes"})
    assert found == PartnerFilter(
        country=("LV", "LT"),
        sector=("music", "design"),
        sectors="all",
        type=("interest-group",),
        located=("yes",),
        text="Media Evo",
    )
    assert found.parameters() == {
        "country": "LV,LT",
        "sector": "music,design",
        "sectors": "all",
        "type": "interest-group",
        "located": "yes",
        "text": "Media Evo",
    }


@given(
    st.builds(
        PartnerFilter,
        **{
            name: st.lists(ids, unique=True, max_size=MOST_OPTIONS if field.is_many else 1).map(tuple)
            for name, field in FIELDS.items()
            if name != "country"
        },
        country=st.lists(st.sampled_from(["LV", "SE", "XX"]), unique=True).map(tuple),
        text=ids,
    )
)
def test_what_is_written_into_an_address_is_read_from_it(chosen: PartnerFilter):
    assert read(chosen.parameters()) == chosen
    assert cut(chosen.parameters()) == []
    assert set(chosen.parameters()) <= set(PARAMETERS)


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=200)))
def test_any_address_is_read(asked: dict[str, str]):
    found = read(asked)
    assert len(found.text) <= LONGEST_TEXT
    assert read(found.parameters()).parameters() == found.parameters()


def test_each_part_can_be_taken_away():
    chosen = read({"country": "LV,LT", "text": "hub"})
    assert list(chosen.parts()) == [("country", "LV"), ("country", "LT"), ("text", "hub")]
    assert chosen.without("country", "LV") == read({"country": "LT", "text": "hub"})
    assert chosen.without("text", "hub") == read({"country": "LV,LT"})
    assert chosen.with_options("country", ["SE", "SE"]) == read({"country": "SE", "text": "hub"})


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"text": "x" * 51}, "The text has 51 characters; the first 50 are used."),
        ({"project": "a,b"}, "Project has 2 options; the first is used."),
        ({"sector": ",".join(map(str, range(16)))}, "Sector has 16 options; the first 15 are used."),
        ({"sectors": "both"}, "What the sectors have to fit is “any” or “all”; any of them is used."),
    ],
)
def test_what_is_cut_is_said(asked, sentence):
    assert cut(asked) == [sentence]


def test_all_of_one_sector_is_that_sector():
    assert read({"sector": "music", "sectors": "all"}).parameters() == {"sector": "music"}


def test_a_text_without_a_letter_asks_for_nothing_and_says_so():
    assert read({"text": "\u0301", "sectors": "all"}) == EVERYBODY
    assert cut({"text": "\u0301"}) == ["The text has no letter or digit to look for; it is left out."]

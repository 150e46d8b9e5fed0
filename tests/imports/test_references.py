import pytest

from cci_data.imports.references import Names, plain
from cci_data.sheets.cells import Unfit

PAIRS = [
    *(
        ("Latvijas Kultūras akadēmija", "latvian-academy"),
        ("LKA", "latvian-academy"),
        ("latvian-academy", "latvian-academy"),
    ),
    *(
        ("Zinoo", "zinoo"),
        ("zinoo", "zinoo"),
        ("Zinoo", "zinoo-2"),
        ("zinoo-2", "zinoo-2"),
        ("old-academy", "latvian-academy"),
    ),
]


@pytest.fixture
def partners() -> Names:
    return Names("partner", PAIRS)


def unfit(names: Names, words: str) -> Unfit:
    with pytest.raises(Unfit) as caught:
        names.meant(words)
    return caught.value


@pytest.mark.parametrize(
    "words",
    ["latvian-academy", "Latvijas Kultūras akadēmija", " latvijas  KULTŪRAS akadēmija", "lka", "Old-Academy"],
)
def test_one_is_meant_by_id_name_acronym_or_former_id(partners: Names, words: str):
    assert partners.meant(words) == "latvian-academy"


def test_accents_and_typos_are_asked_about_not_guessed(partners: Names):
    assert unfit(partners, "Latvijas Kulturas akademija").sentence("Places!A2") == (
        "Places!A2 says 'Latvijas Kulturas akademija'; the name or id of a partner is expected; "
        "did you mean Latvijas Kultūras akadēmija, latvian-academy?"
    )
    assert unfit(partners, "latvian-academi").near == "latvian-academy"
    assert unfit(partners, "Somebody else").near == ""


def test_of_several_with_one_name_the_id_is_asked_for(partners: Names):
    assert unfit(partners, "ZINOO").expected == "the id of one partner (they are called so: zinoo and zinoo-2)"
    # An id is an id, even where others are called like it.
    assert partners.meant("zinoo") == "zinoo" and partners.meant("zinoo-2") == "zinoo-2"


def test_many_with_one_name_are_not_all_listed():
    names = Names("project", [("Urb", f"urb-{number}") for number in range(9)])
    assert unfit(names, "urb").expected.endswith("(they are called so: urb-0, urb-1, urb-2, urb-3, urb-4 and 4 more)")


def test_names_can_be_learned(partners: Names):
    partners.add("Hub «Ogre»", "ogre")
    assert partners.found("hub «ogre»") == {"ogre"} and partners.found("nobody") == set()
    assert unfit(partners, "Hub «Ogra»").near == "Hub «Ogre», ogre"
    partners.add("LKA", "ogre")
    assert partners.found("lka") == {"ogre", "latvian-academy"}


def test_nobody_is_near_where_nobody_is_known():
    assert unfit(Names("project", []), "X").sentence("A1") == "A1 says 'X'; the name or id of a project is expected"


def test_case_and_blanks_set_nobody_apart_but_accents_do():
    assert plain("  Łódź\n HUB ") == "łódź hub" != plain("Lodz hub")

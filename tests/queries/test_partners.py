import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from cci_data.filters import WITHOUT_PLACE
from cci_data.models import FormerPartner, PartnerName, PartnerSector
from cci_data.queries.partners import (
    arrow_listing,
    current_id,
    listing,
    partner,
    partner_places,
    partners,
    places,
    ready,
    unplaced_count,
)
from cci_data.queries.roster import fitting, leaves
from cci_data.reader import Reader
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.queries import record
from tests.queries.build import ILLUSTRATION, a_partner, a_place, add, fits

SECTORS = [row["sector_id"] for row in record.lines("sectors")]
TYPES = sorted({row["organisation_type"] for row in record.lines("partners")})
TEXTS = ["media", "LODZ", "Łódź", "göteborg", "goteborg", "malmo", "museum o", "reykjavík", "city of", "no such name"]


def test_each_partner_of_the_record_is_there_once_with_what_the_files_say(session):
    found = partners(session).set_index("partner_id")
    assert sorted(found.index) == sorted(row["partner_id"] for row in record.lines("partners"))
    assert len(found) == 152
    names, cities, sectors = (
        record.each("partner_names", "partner_id", "name"),
        record.each("places", "partner_id", "city"),
        record.each("partner_sectors", "partner_id", "sector_id"),
    )
    for row in record.lines("partners"):
        stored = found.loc[row["partner_id"]]
        assert (stored["name"], stored["country_code"], stored["country"]) == (
            *(row["name"], row["country_code"]),
            NETWORK_COUNTRIES[row["country_code"]],
        )
        assert stored["is_cross_sectoral"] == (row["is_cross_sectoral"] == "true")
        assert sorted(stored["other_names"]) == sorted(names[row["partner_id"]])
        assert sorted(stored["cities"]) == sorted(cities[row["partner_id"]])
        assert list(stored["sector_ids"]) == [key for key in SECTORS if key in sectors[row["partner_id"]]]


def test_names_stand_in_an_order_that_a_person_expects(session):
    names = [record.plain(name) for name in partners(session)["name"]]
    assert names == sorted(names)


def test_the_points_are_those_of_the_files(session):
    expected = record.points(record.partner_ids())
    found = places(session)
    assert {(row.latitude, row.longitude): set(row.partner_ids) for row in found.itertuples()} == expected
    assert [row.partner_count for row in found.itertuples()] == [len(row.partner_ids) for row in found.itertuples()]
    assert found["place_id"].is_unique
    assert (len(found), len(set().union(*found["partner_ids"]))) == (62, 142)
    named = {(row["city"], row["country_code"]) for row in record.lines("places")}
    assert {(row.city, row.country_code) for row in found.itertuples()} <= named
    whole = partners(session).set_index("partner_id")["name"]
    assert all(list(row.partner_names) == [whole[key] for key in row.partner_ids] for row in found.itertuples())


filters = st.fixed_dictionaries(
    {
        "country": st.sampled_from(["", "", *NETWORK_COUNTRIES, "XX"]),
        "sector": st.sampled_from(["", "", *SECTORS, "cross-sectoral", "not-stated", "no-such-sector"]),
        "organisation_type": st.sampled_from(["", "", "", *TYPES]),
        "text": st.sampled_from(["", "", "", *TEXTS]),
    }
)


@pytest.mark.slow
def test_list_map_and_count_agree_under_all_filters(sqlite_world_url):
    engine = create_engine(sqlite_world_url)
    named = ["place_id", "city", "country", "latitude", "longitude"]
    with Session(engine) as session:
        everywhere = {tuple(row) for row in places(session)[named].to_numpy()}

        @settings(max_examples=50, deadline=None)
        @given(chosen=filters)
        def check(chosen):
            found, points = partners(session, chosen=fits(**chosen)), places(session, chosen=fits(**chosen))
            assert set(found["partner_id"]) == record.partner_ids(**chosen)
            located = {key for ids in points["partner_ids"] for key in ids}
            without = set(found.loc[found["cities"].map(len) == 0, "partner_id"])
            assert not located & without
            assert len(found) == len(located) + len(without)
            at = {(row.latitude, row.longitude): set(row.partner_ids) for row in points.itertuples()}
            assert at == record.points(record.partner_ids(**chosen))
            assert {tuple(row) for row in points[named].to_numpy()} <= everywhere

        check()
    engine.dispose()


@pytest.mark.parametrize("country", ["", "LV", "XX"])
@pytest.mark.parametrize("also", [{}, {"within": WITHOUT_PLACE}, {"place_id": "riga-lv"}])
def test_what_a_browser_gets_are_the_rows_of_the_list(session, country, also):
    asked = {"chosen": fits(country=country)} | also
    rows = [tuple(row.values()) for row in arrow_listing(session, **asked).to_pylist()]
    assert rows == list(listing(session, **asked).itertuples(index=False, name=None))
    assert arrow_listing(session, **asked).column_names == ["Partner", "Place", "Country"]
    assert bool(rows) == (country != "XX")


@pytest.mark.parametrize("chosen", [fits(), fits(country="LV"), fits(text="no such name")])
def test_whoever_has_no_city_has_no_place(session, chosen):
    assert unplaced_count(session, chosen=chosen) == sum(
        not cities for cities in partners(session, chosen=chosen)["cities"]
    )


def test_with_two_places_a_partner_counts_once_and_stands_at_both(session):
    before = len(partners(session))
    add(session, a_partner("two", country_code="SE"), a_place("two", "Visby", 57.64, 18.3))
    add(session, a_place("two", "Umeå", 63.83, 20.26))
    assert len(partners(session)) == before + 1
    where = [row.city for row in places(session).itertuples() if "two" in row.partner_ids]
    assert where == ["Umeå", "Visby"]
    assert partner(session, partner_id="two")["cities"].tolist() == [("Umeå", "Visby")]
    assert partner_places(session, partner_id="two")["country"].tolist() == ["Sweden", "Sweden"]
    assert partners(session, chosen=fits(text="umea"))["partner_id"].tolist() == ["two"]


def test_one_point_by_two_names_holds_a_partner_once(session):
    add(session, a_partner("twice", country_code="SE"), a_place("twice", "Östby", 60.5, 15.5))
    add(session, a_place("twice", "Alby", 60.5, 15.5), a_partner("other"), a_place("other", "Östby", 60.5, 15.5))
    here = places(session)
    here = here[here["latitude"] == 60.5]
    assert here[["place_id", "city", "partner_count", "partner_ids"]].to_numpy().tolist() == [
        ["alby-se", "Alby", 2, ("other", "twice")]
    ]
    alone = places(session, chosen=fits(text="other"))
    assert alone["place_id"].tolist() == ["alby-se"]


def test_without_place_or_country_a_partner_is_in_the_list_but_not_on_the_map(session):
    add(session, a_partner("nowhere"))
    found = partners(session, chosen=fits(text="nowhere"))
    assert found[["country_code", "country", "cities", "sectors"]].to_numpy().tolist() == [[None, None, (), ()]]
    assert not len(places(session, chosen=fits(text="nowhere")))
    assert "nowhere" not in set(partners(session, chosen=fits(country="SE"))["partner_id"])


def test_a_place_without_country_has_a_point_of_its_own(session):
    add(session, a_partner("stray"), a_place("stray", "Somewhere", 56.0, 19.0, None))
    found = places(session, chosen=fits(text="stray"))
    assert found[["place_id", "country_code", "country"]].to_numpy().tolist() == [["somewhere-xx", None, None]]


def test_two_partners_of_one_name_stay_two(session):
    add(session, a_partner("b", name="Same Hub"), a_partner("a", name="Same Hub"))
    assert partners(session, chosen=fits(text="same hub"))["partner_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize("text", ["lodz", "ŁÓDŹ", " łódź  HUB", "hub lodz", "goteborg", "GÖTEBORG", "creative göte"])
def test_a_partner_is_found_under_each_of_its_names(session, text):
    add(session, a_partner("many", name="Creative House"), PartnerName(partner_id="many", name="Łódź Hub"))
    add(session, PartnerName(partner_id="many", name="Göteborg Office"))
    assert "many" in set(partners(session, chosen=fits(text=text))["partner_id"])
    assert "many" not in set(partners(session, chosen=fits(text=f"{text} elsewhere"))["partner_id"])


def test_cross_sectoral_is_neither_every_sector_nor_unknown(session):
    add(session, a_partner("all", is_cross_sectoral=True), a_partner("both", is_cross_sectoral=True))
    add(session, PartnerSector(partner_id="both", sector_id="music"), a_partner("unknown"))
    cross, unstated, music = (
        set(partners(session, chosen=fits(sector=sector))["partner_id"])
        for sector in ("cross-sectoral", "not-stated", "music")
    )
    assert {"all", "both"} <= cross
    assert not {"all", "both"} & (unstated | music)
    assert "unknown" in unstated - cross - music


def test_two_cities_of_one_name_keep_their_addresses_whoever_is_asked_for(session):
    add(session, a_partner("far north"), a_place("far north", "Ås", 63.0, 14.0), a_partner("far south"))
    add(session, a_place("far south", "Ås", 57.0, 13.0))
    both = {row.partner_ids: row.place_id for row in places(session).itertuples() if row.city == "Ås"}
    assert both == {("far south",): "as-se-57.0-13.0", ("far north",): "as-se-63.0-14.0"}
    assert places(session, chosen=fits(text="far north"))["place_id"].tolist() == [both["far north",]]


@pytest.mark.parametrize("city", ["@@=alert(1)", "<b>Ås</b>", "a/b?c=d&e", "  ", "Рига"])
def test_the_address_of_a_place_is_letters_digits_and_hyphens(session, city):
    add(session, a_partner("odd"), a_place("odd", city, 63.0, 14.0))
    (address,) = places(session, chosen=fits(text="odd"))["place_id"]
    assert address.replace("-", "").isalnum()
    assert address.endswith("se")


def test_an_illustrative_partner_has_a_card_but_is_in_no_list(session):
    add(session, a_partner("invented", origin=ILLUSTRATION), a_place("invented", "Malmö", 55.6059, 13.0007))
    assert partner(session, partner_id="invented")["origin"].tolist() == [ILLUSTRATION]
    assert "invented" not in set(partners(session)["partner_id"])
    assert all("invented" not in ids for ids in places(session)["partner_ids"])
    assert not len(partner(session, partner_id="no such partner"))


def test_what_another_has_not_committed_is_not_counted(world_url):
    engine = create_engine(world_url)
    with Session(engine) as writing:
        add(writing, a_partner("draft"))
        with Session(engine) as reading:
            before = len(partners(reading))
        writing.commit()
    with Session(engine) as reading:
        assert len(partners(reading)) == before + 1
    engine.dispose()


def there(session, code: str) -> list[str]:
    return partners(session, chosen=fits(country=code))["partner_id"].tolist()


def test_with_places_in_two_countries_a_partner_is_found_in_each_and_counted_once(session):
    before, of = (
        len(partners(session)),
        {code: len(partners(session, chosen=fits(country=code))) for code in NETWORK_COUNTRIES},
    )
    add(session, a_partner("both", country_code="SE"), a_place("both", "Malmö", 55.6059, 13.0007))
    add(session, a_place("both", "Gdańsk", 54.3521, 18.6464, "PL"), a_place("both", "Gdynia", 54.5189, 18.5319, "PL"))
    assert len(partners(session)) == before + 1
    assert partner(session, partner_id="both")["country_codes"].tolist() == [("SE", "PL")]
    found = {
        code: partners(session, chosen=fits(country=code))["partner_id"].tolist().count("both")
        for code in NETWORK_COUNTRIES
    }
    assert found == dict.fromkeys(NETWORK_COUNTRIES, 0) | {"SE": 1, "PL": 1}
    assert {code: len(there(session, code)) - found[code] for code in found} == of


@pytest.mark.parametrize("country", ["SE", "PL"])
def test_whoever_is_found_in_one_country_stands_on_the_map_at_all_its_places(session, country):
    add(session, a_partner("both", country_code="SE"), a_place("both", "Malmö", 55.6059, 13.0007))
    add(session, a_place("both", "Gdańsk", 54.3521, 18.6464, "PL"))
    where = [
        row.city for row in places(session, chosen=fits(country=country)).itertuples() if "both" in row.partner_ids
    ]
    assert where == ["Gdańsk", "Malmö"]


def test_without_a_country_of_its_own_a_partner_is_found_in_that_of_its_place(session):
    add(session, a_partner("guest"), a_place("guest", "Visby", 57.64, 18.3))
    found = partners(session, chosen=fits(country="SE", text="guest"))
    assert found[["country", "country_codes"]].to_numpy().tolist() == [[None, ("SE",)]]
    assert places(session, chosen=fits(country="SE", text="guest"))["city"].tolist() == ["Visby"]


def test_what_a_page_asks_about_a_filter_is_asked_in_one_session(sqlite_world_url):
    reader, chosen = Reader(sqlite_world_url), fits(country="LV")
    assert reader.fetch(ready, chosen=chosen) == len(reader.fetch(partners, chosen=chosen))
    asked = []
    event.listen(reader._engine, "begin", asked.append)
    found = [reader.fetch(query, chosen=chosen) for query in (leaves, places, listing, fitting)]
    assert len(found[2]) == found[3].sum() and asked == []
    reader._engine.dispose()


def test_an_id_is_found_in_any_case_and_as_it_is_first(session):
    add(
        session,
        a_partner("HUB"),
        a_partner("hub"),
        FormerPartner(former_id="Was", partner_id="hub"),
    )
    asked = ["hub", "HUB", "Hub", "was", "WAS", "Media-Evolution", "Nobody", "x" * 10_000]
    found = ["hub", "HUB", "hub", "hub", "hub", "media-evolution", "Nobody", "x" * 10_000]
    assert [current_id(session, partner_id=key) for key in asked] == found

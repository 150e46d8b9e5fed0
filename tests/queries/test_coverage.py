import pandas as pd
import pytest
from sqlalchemy import delete, select

from cci_data.models import Partner, PartnerSector, PartnerService
from cci_data.queries import coverage as queries
from cci_data.queries.partners import partners
from cci_data.vocabulary import APART, COVERAGE_STATES, NETWORK_COUNTRIES
from tests.queries import record
from tests.queries.build import a_partner, a_place, add, fits

SECTORS = {row["sector_id"]: row["label"] for row in record.lines("sectors")}


def raw_count(country: str, sector: str) -> int:
    return len(record.partner_ids(country=country, sector=sector))


def states(session) -> dict[tuple[str, str], str]:
    return {(row.sector_id, row.country_code): row.state for row in queries.coverage(session).itertuples()}


def test_each_cell_of_the_matrix_is_that_of_the_files(session):
    found = queries.coverage(session)
    assert len(found) == 13 * 10
    assert list(dict.fromkeys(found["sector_id"])) == list(SECTORS)
    assert list(dict.fromkeys(found["country"])) == sorted(NETWORK_COUNTRIES.values())
    for row in found.itertuples():
        number = raw_count(row.country_code, row.sector_id)
        is_speaking = any(raw_count(row.country_code, sector) for sector in SECTORS)
        state = "several" if number > 1 else "one" if number else "none" if is_speaking else "unstated"
        assert (row.partner_count, row.state) == (number, state), row
        assert (row.sector, row.country) == (SECTORS[row.sector_id], NETWORK_COUNTRIES[row.country_code])


def test_a_cell_passes_through_all_four_states(session):
    ours = select(Partner.partner_id).where(Partner.country_code == "IS")
    session.execute(delete(PartnerSector).where(PartnerSector.partner_id.in_(ours)))
    before = states(session)
    assert {state for (_, code), state in before.items() if code == "IS"} == {"unstated"}
    add(session, a_partner("dance-house", country_code="IS"))
    add(session, PartnerSector(partner_id="dance-house", sector_id="music"))
    found = states(session)
    assert (found["music", "IS"], found["design", "IS"]) == ("one", "none")
    add(session, a_partner("song-house", country_code="IS"))
    add(session, PartnerSector(partner_id="song-house", sector_id="music"))
    assert states(session)["music", "IS"] == "several"
    assert set(before.values()) == set(COVERAGE_STATES)


def test_a_cross_sectoral_partner_fills_no_cell_even_if_it_names_a_sector(session):
    before = queries.coverage(session), queries.sectors(session), queries.apart(session)
    add(session, a_partner("both", country_code="IS", is_cross_sectoral=True))
    add(session, PartnerSector(partner_id="both", sector_id="music"))
    assert queries.coverage(session).equals(before[0])
    assert queries.sectors(session).equals(before[1])
    rows = queries.apart(session)
    is_ours = (rows["sector_id"] == "cross-sectoral") & (rows["country_code"] == "IS")
    assert (rows["partner_count"] - before[2]["partner_count"]).tolist() == is_ours.astype(int).tolist()


def test_what_stands_apart_is_that_of_the_files(session):
    found = queries.apart(session)
    assert len(found) == 2 * 10
    for row in found.itertuples():
        assert row.partner_count == raw_count(row.country_code, row.sector_id)
    assert found.groupby("sector_id")["partner_count"].sum().to_dict() == {"cross-sectoral": 59, "not-stated": 59}


def test_a_cell_counts_the_partners_that_it_opens(session):
    cells = [*queries.coverage(session).itertuples(), *queries.apart(session).itertuples()]
    listed = partners(session)
    for row in cells[:: len(cells) // 30]:
        assert len(partners(session, chosen=fits(sector=row.sector_id, country=row.country_code))) == row.partner_count
    in_sectors = {key for row in cells[:130] for key in record.partner_ids(row.country_code, row.sector_id)}
    assert len(in_sectors) + sum(row.partner_count for row in cells[130:]) == len(listed)


def test_sectors_countries_and_services_count_as_the_files_do(session):
    found = queries.sectors(session).set_index("sector_id")["partner_count"].to_dict()
    assert found == {key: raw_count("", key) for key in SECTORS}
    counted = queries.countries(session).set_index("country_code")["partner_count"].to_dict()
    assert counted == {code: raw_count(code, "") for code in NETWORK_COUNTRIES}
    assert sum(counted.values()) == len(record.lines("partners"))
    assert queries.services(session)["service_id"].tolist() == [row["service_id"] for row in record.lines("services")]
    assert not queries.services(session)["partner_count"].any()


def test_a_service_counts_who_offers_it(session):
    for key in ("media-evolution", "alte-mu"):
        add(session, PartnerService(partner_id=key, service_id="funding"))
    assert queries.services(session).set_index("service_id")["partner_count"]["funding"] == 2


def test_organisation_types_are_those_of_the_files_the_common_ones_first(session):
    found = queries.organisation_types(session)
    assert not found.duplicated(["organisation_type", "country_code"]).any()
    for row in found.itertuples():
        who = record.partner_ids(country=row.country_code, organisation_type=row.organisation_type)
        assert row.partner_count == len(who)
    assert found["partner_count"].sum() == len(record.lines("partners"))
    totals = found.groupby("organisation_type", sort=False)["partner_count"].sum().tolist()
    assert totals == sorted(totals, reverse=True)


def test_a_partner_without_type_or_country_is_under_no_other(session):
    before = queries.organisation_types(session)["partner_count"].sum()
    add(session, a_partner("untyped", country_code="IS"), a_partner("homeless", organisation_type="NGO"))
    found = queries.organisation_types(session)
    untyped = found[(found["organisation_type"] == "Type not stated") & (found["country_code"] == "IS")]
    assert untyped["partner_count"].tolist() == [1]
    assert found["partner_count"].sum() == before + 1


def test_what_stands_out_is_uncovered_or_hangs_on_one(session):
    numbers = {label: raw_count("", key) for key, label in SECTORS.items()}
    found = queries.standout(session)
    assert set(found.uncovered) == {label for label, number in numbers.items() if number == 0}
    assert set(found.single) == {label for label, number in numbers.items() if number == 1}
    assert found.uncovered or found.single
    for key in SECTORS:
        for partner in ("first", "second"):
            add(session, a_partner(f"{partner}-{key}", country_code="IS"))
            add(session, PartnerSector(partner_id=f"{partner}-{key}", sector_id=key))
    assert queries.standout(session) == queries.Standout((), (), has_sectors=True)


def test_the_bars_are_the_sectors_and_two_rows_apart(session):
    found = queries.sector_counts(session)
    assert found["sector_id"].tolist() == [*SECTORS, "cross-sectoral", "not-stated"]
    assert found["partner_count"].tolist() == [raw_count("", key) for key in found["sector_id"]]


@pytest.mark.parametrize("code", ["DE", "IS", "SE"])
def test_the_table_reads_as_the_matrix_looks(session, code):
    found = queries.coverage_table(session)
    assert found["Sector"].tolist() == [*SECTORS.values(), *APART.values()]
    assert list(found) == ["Sector", *sorted(NETWORK_COUNTRIES.values())]
    cells = found.set_index("Sector")[NETWORK_COUNTRIES[code]]
    state = states(session)
    for key, label in SECTORS.items():
        number = raw_count(code, key)
        assert cells[label] == (str(number) if number else COVERAGE_STATES[state[key, code]])
    for key, label in APART.items():
        assert cells[label] == str(raw_count(code, key))


def in_two_countries(session, **values) -> None:
    """Add a partner of Sweden with places in Poland."""
    add(session, a_partner("both", country_code="SE", **values), a_place("both", "Malmö", 55.6059, 13.0007))
    add(session, a_place("both", "Gdańsk", 54.3521, 18.6464, "PL"), a_place("both", "Gdynia", 54.5189, 18.5319, "PL"))


def added(before: pd.DataFrame, after: pd.DataFrame, *keys: str) -> dict[tuple, int]:
    """Return where the numbers have grown, and by how much."""
    grown = after.set_index(list(keys))["partner_count"].sub(
        before.set_index(list(keys))["partner_count"], fill_value=0
    )
    return {key: int(number) for key, number in grown.items() if number}


def test_a_partner_in_two_countries_is_in_a_cell_of_each_and_counts_once_in_totals(session):
    before = {query: query(session) for query in (queries.coverage, queries.countries, queries.sectors)}
    in_two_countries(session)
    add(session, PartnerSector(partner_id="both", sector_id="music"))
    of_cells = added(before[queries.coverage], queries.coverage(session), "sector_id", "country_code")
    assert of_cells == {("music", "PL"): 1, ("music", "SE"): 1}
    assert added(before[queries.countries], queries.countries(session), "country_code") == {"PL": 1, "SE": 1}
    assert added(before[queries.sectors], queries.sectors(session), "sector_id") == {"music": 1}
    for code in ("PL", "SE"):
        cell = queries.coverage(session).set_index(["sector_id", "country_code"]).loc[("music", code)]
        assert cell["partner_count"] == len(partners(session, chosen=fits(sector="music", country=code)))


def test_a_cross_sectoral_partner_in_two_countries_stands_apart_in_each(session):
    before, bars = queries.apart(session), queries.sector_counts(session)
    types = queries.organisation_types(session)
    in_two_countries(session, is_cross_sectoral=True, organisation_type="Guild")
    grown = added(before, queries.apart(session), "sector_id", "country_code")
    assert grown == {("cross-sectoral", "PL"): 1, ("cross-sectoral", "SE"): 1}
    assert added(bars, queries.sector_counts(session), "sector_id") == {"cross-sectoral": 1}
    of_types = added(types, queries.organisation_types(session), "organisation_type", "country_code")
    assert of_types == {("Guild", "PL"): 1, ("Guild", "SE"): 1}


def test_a_country_speaks_through_a_partner_that_has_a_place_there(session):
    session.execute(delete(PartnerSector))
    in_two_countries(session)
    add(session, PartnerSector(partner_id="both", sector_id="music"))
    found = states(session)
    assert {code for (_, code), state in found.items() if state != "unstated"} == {"PL", "SE"}
    assert (found["music", "PL"], found["design", "PL"]) == ("one", "none")


def test_a_filter_leaves_the_rows_and_columns_that_it_asks_for_and_those_with_somebody_in_them(session):
    add(session, a_partner("both", country_code="LV"), a_place("both", "Malmö", 55.6, 13.0), of_sector("both", "music"))
    add(session, of_sector("both", "film_video"))
    found = queries.coverage(session, chosen=fits(country="LV", sector="music,books"))
    assert list(dict.fromkeys(found["country_code"])) == ["LV", "SE"]
    assert set(found["sector_id"]) == {"film_video", "music", "books"}
    beside = queries.apart(session, chosen=fits(country="LV", sector="music,books"))
    assert set(beside["country_code"]) == {"LV", "SE"} and beside["partner_count"].sum() == 0
    assert list(queries.sectors(session, chosen=fits(sector="books"))["sector_id"]) == ["books"]


def test_nobody_in_a_sector_that_is_asked_for_is_not_nobody_who_spoke(session):
    whole = queries.coverage(session).set_index(["sector_id", "country_code"])["state"]
    filtered = queries.coverage(session, chosen=fits(sector="books")).set_index(["sector_id", "country_code"])["state"]
    assert filtered.to_dict() == whole.loc[["books"]].to_dict()
    assert set(filtered) == {"none"}


def test_the_halves_of_a_filter_are_told_each_once(session):
    add(session, a_partner("nowhere"), a_partner("both", country_code="LV"), of_sector("both", "music"))
    add(session, of_sector("both", "film_video"))
    found = queries.split(session, chosen=fits(status="desk"))
    assert found == queries.Split(named=1, cross_sectoral=0, not_stated=1, without_country=1)
    assert found.total == 2
    assert queries.split(session).total == len(partners(session))


def of_sector(partner_id: str, sector_id: str) -> PartnerSector:
    return PartnerSector(partner_id=partner_id, sector_id=sector_id)

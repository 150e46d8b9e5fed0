import pytest

from cci_data.imports.headings import find_heads
from cci_data.sheets.partners import PARTNERS, PLACES
from tests.imports.grids_by_hand import sheet_of, written_row


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("Organisation", "Land", "Homepage", "Branches"), ("name", "country_code", "website", "sector_ids")),
        (("Organization", "Country code", "Web site", "Sector"), ("name", "country_code", "website", "sector_ids")),
        (("Partner", "Acronym", "Slug", "Duplicate of"), ("name", "other_names", "partner_id", "same_as")),
    ],
)
def test_a_list_of_organisations_is_understood_as_it_is_kept_elsewhere(headings: tuple, fields: tuple):
    heads, problems, notes = find_heads(sheet_of("Organisations", headings), PARTNERS)
    assert (tuple(heads.columns), problems, notes) == (fields, [], [])


def test_an_answer_about_duplicates_is_no_property_of_a_partner():
    row = written_row(PARTNERS, name="Hub", same_as="none", organisation_type="ngo")
    assert row.get("same_as") == "none" and "same_as" not in PARTNERS.model.__table__.columns
    assert row.get("organisation_type") == "NGO"


def test_a_partner_is_known_by_name_and_country_and_a_place_by_partner_and_city():
    assert (PARTNERS.identity, PARTNERS.key, PARTNERS.words) == (("name", "country_code"), ("partner_id",), ("name",))
    assert (PLACES.identity, PLACES.key, PLACES.partners) == ((), ("partner_id", "city"), ("partner_id",))


def test_lists_of_a_partner_are_rows_of_their_tables():
    row = written_row(PARTNERS, name="Hub", other_names="H; HUB", sector_ids="cross-sectoral", service_ids="Funding")
    assert (row.get("other_names"), row.get("sector_ids"), row.get("service_ids")) == (
        ["H", "HUB"],
        ["cross-sectoral"],
        ["funding"],
    )
    kept = {name: many.model.__tablename__ for name, many in PARTNERS.many.items()}
    assert kept == {"other_names": "partner_name", "sector_ids": "partner_sector", "service_ids": "partner_service"}

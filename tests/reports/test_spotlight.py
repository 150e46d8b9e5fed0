"""The handout of a country, printed and read again by another library: two pages, tagged, with a title."""

import io

import pytest
from pypdf import PdfReader

from cci_data.exports.handout.parts import Beside, Places, Section, Table
from cci_data.filters import PartnerFilter
from cci_data.queries.partners import partners, places
from cci_data.reports.registry import report
from cci_data.reports.spotlight import sectors_in_short, spotlight_handout
from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.reports.conftest import order


def bodies(found) -> list:
    both = [
        each for part in found.parts for each in ((*part.left, *part.right) if isinstance(part, Beside) else (part,))
    ]
    return [each.body for each in both if isinstance(each, Section)]


@pytest.mark.parametrize("code", ["LV", "IS", "DE"])
def test_table_and_map_have_the_partners_of_the_country(reader, code: str):
    found = bodies(spotlight_handout(reader.fetch, order("spotlight", "pdf", country=code)))
    there = reader.fetch(partners, chosen=PartnerFilter(country=(code,)))
    (table,) = (each for each in found if isinstance(each, Table))
    assert [row[0] for row in table.rows] == list(there["name"])
    assert [row[3] for row in table.rows] == [sectors_in_short(row) for row in there.itertuples()]
    (drawn,) = (each for each in found if isinstance(each, Places))
    at = reader.fetch(places, chosen=PartnerFilter(country=(code,)))
    assert sorted(bubble.city for bubble in drawn.bubbles) == sorted(at["city"])
    assert drawn.country == code and all(city in drawn.alt for city in at.loc[at["country_code"] == code, "city"])


@pytest.mark.parametrize("code", ["LV", "IS"])
def test_the_file_is_tagged_and_has_the_country_as_its_title(reader, code: str):
    pdf = PdfReader(io.BytesIO(report(reader.fetch, order("spotlight", "pdf", country=code))))
    assert len(pdf.pages) == 2 and pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value
    assert pdf.metadata.title == f"{NETWORK_COUNTRIES[code]}, Country in the spotlight"

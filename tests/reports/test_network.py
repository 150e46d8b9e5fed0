"""The network's handout, printed and read again by another library: the tables have every row, the maps all places."""

import io

import pytest
from pypdf import PdfReader

from cci_data.exports.handout.parts import Beside, NewPage, Section
from cci_data.filters import read
from cci_data.queries.cooperation import projects_of
from cci_data.queries.partners import partners, places
from cci_data.reports.network import LONG_LIST, network_handout
from cci_data.reports.registry import report
from tests.reports.conftest import lacking, order


def flat(parts) -> dict[str, Section]:
    both = [each for part in parts for each in ((*part.left, *part.right) if isinstance(part, Beside) else (part,))]
    return {each.heading: each for each in both if isinstance(each, Section)}


@pytest.mark.parametrize("asked", [{}, {"country": "LV"}, {"sector": "music"}])
def test_map_projects_and_list_are_of_those_who_fit(reader, asked: dict[str, str]):
    chosen, found = read(asked), flat(network_handout(reader.fetch, order("network", "pdf", **asked)).parts)
    there = reader.fetch(places, chosen=chosen)
    assert sorted(each.city for each in found["Where we are"].body.bubbles) == sorted(there["city"])
    assert len(found["Projects"].body.rows) == len(reader.fetch(projects_of, chosen=chosen)["project_id"].unique())
    assert len(found["All partners"].body.rows) == len(reader.fetch(partners, chosen=chosen))


def test_a_short_list_goes_on_where_the_fourth_page_ends(reader):
    whole, short = (
        network_handout(reader.fetch, order("network", "pdf", **asked)) for asked in ({}, {"country": "IS"})
    )
    assert sum(isinstance(part, NewPage) for part in whole.parts) == 4
    assert sum(isinstance(part, NewPage) for part in short.parts) == 3
    assert 0 < len(flat(short.parts)["All partners"].body.rows) < LONG_LIST
    assert len(PdfReader(io.BytesIO(report(reader.fetch, order("network", "pdf", country="IS")))).pages) == 4


def test_of_each_partner_its_place_type_and_sectors_stand_in_the_list(reader):
    rows = dict(flat(network_handout(reader.fetch, order("network", "pdf")).parts)["All partners"].body.rows)
    for row in reader.fetch(partners).itertuples():
        known = [*row.cities, *([row.organisation_type] if row.organisation_type else []), *row.sectors]
        assert lacking(known, rows[row.name]) == [], row.name
        assert "not stated" not in rows[row.name]

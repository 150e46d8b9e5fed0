"""A partner's profile, printed and read again by another library: all that is known, on one page, whatever that is."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from cci_data.exports.handout.parts import Beside, Facts, Places, Section, Words
from cci_data.models import Statement
from cci_data.queries.network import project_network
from cci_data.queries.partners import partners
from cci_data.reports.partner import NO_PLACE, partner_handout
from cci_data.reports.registry import report
from tests.charts.conftest import answers, fetch
from tests.reports.conftest import lacking, order, page_count, words_of

__all__ = ["answers", "fetch"]


def section(found, heading: str) -> Section:
    both = [
        each for part in found.parts for each in ((*part.left, *part.right) if isinstance(part, Beside) else (part,))
    ]
    return next(each for each in both if each.heading == heading)


def test_its_place_is_marked_among_the_others_of_its_country(reader):
    places = section(partner_handout(reader.fetch, order("partner", "pdf", id="media-evolution")), "Where it is").body
    assert isinstance(places, Places) and places.chosen == ("Malmö",) and places.country == "SE"
    assert [each.counts for each in places.bubbles if each.city == "Malmö"] == [(1,)]
    assert "Malmö is marked" in places.alt


def test_whoever_has_no_place_is_told_so(reader):
    found = reader.fetch(partners)
    key = next(row.partner_id for row in found.itertuples() if not row.cities)
    made = partner_handout(reader.fetch, order("partner", "pdf", id=key))
    assert section(made, "Where it is").body == Words(NO_PLACE)
    facts = section(made, "What is known").body
    assert isinstance(facts, Facts) and "not known" in dict(facts.rows)["Place"]


def test_the_one_with_most_to_tell_stays_on_one_page_and_loses_nothing(session, fetch):
    network = fetch(project_network)
    longest = max(fetch(partners)["partner_id"], key=lambda key: len(network.direct_partners(key)))
    for number in range(9):
        said = f"Need {number:02}. We look for a partner who lends us a stage, an audience and two days in the summer."
        stated = {
            "kind": "need",
            "partner_id": longest,
            "country_code": "DK",
            "text": said,
            "stated_on": date(2026, 1, 1),
        }
        session.add(Statement(statement_id=f"need-{number}", origin="published", source="a form", **stated))
    session.flush()
    content = report(fetch, order("partner", "pdf", id=longest))
    assert page_count(content) == 1
    needs = [f"Need {number:02}." for number in range(9)]
    assert lacking([*needs, *network.direct_partners(longest)["name"]], words_of(content)) == []


@pytest.mark.parametrize("key", ["media-evolution", "alte-mu"])
def test_the_file_has_the_partner_as_its_title_and_on_its_page(reader, key: str):
    content = report(reader.fetch, order("partner", "pdf", id=key))
    pdf, name = PdfReader(io.BytesIO(content)), reader.fetch(partners).set_index("partner_id").loc[key, "name"]
    assert pdf.metadata.title == f"{name}, Partner" and pdf.trailer["/Root"]["/Lang"] == "en"
    assert f"Partner: {name}" in words_of(content)

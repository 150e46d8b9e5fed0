import re

import pytest

from cci_data.charts.bars import sector_bars, service_bars
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.models import PartnerService
from cci_data.queries.coverage import services
from cci_data.queries.partners import partners
from cci_data.theme import LIGHT

FILTERS = [EVERYBODY, PartnerFilter(country=("LV", "SE")), PartnerFilter(sector=("music", "design"))]


def drawn(chart) -> list[tuple[str, int]]:
    (bars,) = chart.drawing.data
    return list(zip(bars.y, bars.x, strict=True))


def tabled(chart) -> list[tuple[str, int]]:
    return [tuple(row) for row in chart.table.itertuples(index=False)]


@pytest.mark.parametrize("chosen", FILTERS)
def test_the_table_has_each_bar_and_each_bar_counts_who_names_it(fetch, chosen):
    chart, who = sector_bars(fetch, LIGHT, chosen=chosen), fetch(partners, chosen=chosen)
    assert drawn(chart) == tabled(chart) and list(chart.table) == ["Sector", "Partners"]
    for label, number in drawn(chart):
        if label == "Cross-sectoral":
            fitting = [row for row in who.itertuples() if row.is_cross_sectoral]
        elif label == "Sector not stated":
            fitting = [row for row in who.itertuples() if not row.is_cross_sectoral and not row.sectors]
        else:
            fitting = [row for row in who.itertuples() if not row.is_cross_sectoral and label in row.sectors]
        assert number == len(fitting), label
    assert chart.choice == chosen.parameters()


@pytest.mark.parametrize("chosen", FILTERS)
def test_the_summary_names_the_sector_that_most_name(fetch, chosen):
    chart = sector_bars(fetch, LIGHT, chosen=chosen)
    numbers = dict(tabled(chart)[:-2])
    largest = max(numbers.values())
    assert int(re.search(r"\((\d+)", chart.summary)[1]) == largest
    assert any(chart.summary.startswith(label) for label, number in numbers.items() if number == largest)


def test_where_nobody_fits_it_invites(fetch, fetch_nothing):
    for ask, chosen in ((fetch, PartnerFilter(text="no such name")), (fetch_nothing, EVERYBODY)):
        chart = sector_bars(ask, LIGHT, chosen=chosen)
        assert chart.drawing is None and chart.nothing
        assert chart.summary == "No partner on record names a sector."


def test_without_a_stated_service_it_invites_with_their_names(fetch, fetch_nothing):
    chart = service_bars(fetch, LIGHT)
    assert chart.drawing is None
    assert all(label.lower() in chart.nothing for label in fetch(services)["label"])
    assert service_bars(fetch_nothing, LIGHT).nothing.endswith("offer.")


def test_services_are_counted_once_somebody_states_one(fetch, session):
    first, second = fetch(partners)["partner_id"][:2]
    service_id = fetch(services)["service_id"][0]
    for partner_id in (first, second):
        session.add(PartnerService(partner_id=partner_id, service_id=service_id))
    session.flush()
    chart = service_bars(fetch, LIGHT)
    assert chart.summary == f"1 service of {len(chart.table)} is offered by at least one partner."
    assert drawn(chart) == tabled(chart) and drawn(chart)[0][1] == 2

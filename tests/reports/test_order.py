"""Orders: what is asked by name, of whom it is, and what tells one from another."""

import pickle
from dataclasses import replace
from datetime import date

from cci_data.filters import EVERYBODY
from cci_data.reports.order import Made, Order
from tests.conftest import TODAY
from tests.reports.conftest import ADDRESS, order


def test_what_is_asked_is_there_by_name_and_as_a_filter():
    found = order("network", "pdf", country="LV,EE", sector="music")
    assert found.parameters == {"country": "LV,EE", "sector": "music"}
    assert (found.chosen.country, found.chosen.sector) == (("LV", "EE"), ("music",))
    assert order("network", "pdf").chosen == EVERYBODY


def test_the_scenes_of_it_are_made_with_its_day_address_and_state_to_compare_with():
    choice = order("agenda", "pptx", since="autumn").choice(chosen=EVERYBODY, spotlight="LV")
    assert (choice.today, choice.address, choice.since, choice.spotlight) == (TODAY, ADDRESS, "autumn", "LV")
    of_impact = {"period": "2024", "impact_programme": "Interreg", "figure": "rco87"}
    choice = order("agenda", "pptx", **of_impact).choice(chosen=EVERYBODY)
    assert (choice.period, choice.programme, choice.figure) == ("2024", "Interreg", "rco87")


def test_equal_orders_are_one_and_all_that_decides_the_bytes_sets_them_apart():
    one = order("network", "pdf", country="LV")
    others = {
        *(replace(one, kind="agenda"), replace(one, form="pptx"), replace(one, asked=(("country", "EE"),))),
        *(replace(one, today=date(2027, 1, 1)), replace(one, made_on=date(2027, 1, 1)), replace(one, address="")),
        *(replace(one, as_of="autumn"), replace(one, state="Autumn")),
    }
    assert hash(one) == hash(order("network", "pdf", country="LV")) and one not in others and len(others) == 8


def test_an_order_and_its_answer_reach_another_process_as_they_were():
    for sent in (order("network", "pdf", country="LV"), Made(b"%PDF", "", 0.5, 120.0)):
        assert pickle.loads(pickle.dumps(sent)) == sent
    assert isinstance(pickle.loads(pickle.dumps(order("network", "pdf"))), Order)

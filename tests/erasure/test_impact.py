"""A partner is erased on request from the ledger, from solutions and from what is told of them."""

from cci_data.erasure.erase import erase
from cci_data.impact.measuring import measure
from cci_data.imports.illustration import clear_illustration
from cci_data.models import Continuation, SolutionPartner, Step, StepPartner, Uptake
from cci_data.queries.soundness import soundness
from tests.conftest import TODAY
from tests.impact.scene import a_solution, a_step, an_uptake, partners, went_on
from tests.import_steps import LATER
from tests.imports.grids_by_hand import items, rows_of
from tests.queries.build import a_partner, add

NAME = "Kvarnby Hub"
WHO = "kvarnby-hub"


def tell(session) -> None:
    """A chain in which the partner took part, with its name in texts, in an id and as an adopter."""
    clear_illustration(session)
    add(session, *partners(), a_partner(WHO, name=NAME, country_code="SE"))
    add(session, *a_step("kvarnby-hub-met-riga", "contact", "2024-01", WHO, "riga", title=f"{NAME} met Riga"))
    led = {"follows_id": "kvarnby-hub-met-riga", "proof": f"Letter of {NAME}"}
    add(session, *a_step("applied", "application", "2024-02", WHO, "riga", "malmo", **led))
    add(session, *a_solution("tool", "solution", "2023-02", WHO, "riga", "malmo", title=f"Tool of {NAME}"))
    add(session, an_uptake("u", "tool", "2023-09", adopter=NAME), went_on(WHO, "2024-01"))


def test_texts_and_adopters_are_without_it_and_the_chain_still_hangs_together(session):
    tell(session)
    erase(session, WHO, LATER)
    session.expire_all()
    (led,) = rows_of(session, Step, step_id="applied")
    (first,) = rows_of(session, Step, step_id=led["follows_id"])
    assert (first["step_id"], first["title"]) == ("erased-met-riga", "[erased] met Riga")
    assert led["proof"] == "Letter of [erased]"
    assert items(session, StepPartner, "partner_id", step_id="erased-met-riga") == ["riga"]
    assert items(session, SolutionPartner, "partner_id", solution_id="tool") == ["malmo", "riga"]
    assert [row["adopter"] for row in rows_of(session, Uptake)] == ["[erased]"]
    assert rows_of(session, Continuation) == []
    assert "step" not in set(soundness(session)["table"])


def test_figures_are_those_of_the_others(session):
    tell(session)
    assert measure(session, indicator="introductions", period="all", today=TODAY).value == 1
    erase(session, WHO, LATER)
    session.expire_all()
    found = {
        key: measure(session, indicator=key, period="all", today=TODAY).value
        for key in ("introductions", "applications", "consortia", "rco116", "rcr104")
    }
    assert found == {"introductions": 0, "applications": 1, "consortia": 1, "rco116": 1, "rcr104": 1}

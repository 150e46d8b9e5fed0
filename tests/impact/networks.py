"""Networks as Hypothesis draws them: rows of every table that figures of impact are counted from."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from cci_data import models
from cci_data.models import Base
from cci_data.vocabulary import CAUSES, EVENT_KINDS, STEP_KINDS

COUNTRIES = ("LV", "SE", "DE")
PROGRAMMES = (None, "Programme A", "Programme B")
DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
ORIGINS = st.sampled_from(["desk", "desk", "published", "illustrative"])
CURRENCIES = {"EUR": None, "SEK": 11.5, "DKK": 7.46}


@st.composite
def partial_dates(draw) -> str:
    """A date that is known to the year, the month or the day."""
    return draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10, 10]))]


MAYBE = st.one_of(st.none(), partial_dates())


def sourced(draw) -> dict[str, Any]:
    return {"origin": draw(ORIGINS), "source": "a test"}


def some(draw, items: list, most: int = 3) -> list:
    return draw(st.lists(st.sampled_from(items), max_size=most, unique=True)) if items else []


def one(draw, items: list) -> Any:
    return draw(st.sampled_from([None, *items]))


@st.composite
def networks(draw) -> dict[type[Base], list[dict]]:
    """Draw rows: model → rows, each of a table of its own; what refers to something refers to what is there."""
    rows: dict[type[Base], list[dict]] = {model: [] for model in ORDER}
    for part in (_partners, _projects, _events, _ledger, _solutions, _rest):
        part(draw, rows)
    return rows


def _ids(name: str, draw, most: int) -> list[str]:
    return [f"{name}-{number}" for number in range(draw(st.integers(0, most)))]


def _of(rows: dict, model: type[Base], column: str) -> list[str]:
    return [row[column] for row in rows[model]]


def _partners(draw, rows: dict) -> None:
    for key in _ids("partner", draw, 5):
        rows[models.Partner].append(
            {"partner_id": key, "name": key, "country_code": one(draw, COUNTRIES)}
            | {"is_cross_sectoral": draw(st.booleans()), "confirmed_on": draw(st.one_of(st.none(), DAYS))}
            | sourced(draw)
        )
        rows[models.PartnerSector] += [
            {"partner_id": key, "sector_id": word} for word in some(draw, ["music", "design"])
        ]
        place = {"partner_id": key, "city": "Elsewhere", "latitude": 60.0, "longitude": 20.0}
        rows[models.Place] += [place | {"country_code": code} for code in some(draw, list(COUNTRIES), 1)]


def _projects(draw, rows: dict) -> None:
    for key in _ids("project", draw, 4):
        starts, ends = draw(MAYBE), draw(MAYBE)
        rows[models.Project].append(
            {"project_id": key, "title": key, "starts": starts, "ends": ends, "programme": one(draw, PROGRAMMES)}
            | {"total_budget_eur": draw(st.one_of(st.none(), st.integers(0, 10**7)))}
            | {"is_cross_sectoral": False}
            | sourced(draw)
        )
        part = {"project_id": key, "role": "partner", "source": "a test"}
        who = some(draw, _of(rows, models.Partner, "partner_id"), 4)
        rows[models.Participation] += [part | {"partner_id": each} for each in who]


def _events(draw, rows: dict) -> None:
    for key in _ids("event", draw, 4):
        rows[models.Event].append(
            {"event_id": key, "title": key, "kind": draw(st.sampled_from(list(EVENT_KINDS)))}
            | {"starts_on": draw(DAYS), "is_online": False}
            | sourced(draw)
        )
        for model in (models.EventHost, models.EventAttendance):
            who = some(draw, _of(rows, models.Partner, "partner_id"))
            rows[model] += [{"event_id": key, "partner_id": each} for each in who]
        belongs = some(draw, _of(rows, models.Project, "project_id"), 2)
        rows[models.EventProject] += [{"event_id": key, "project_id": each} for each in belongs]
        rows[models.EventParticipation] += [
            {"event_id": key, "country_code": code, "participation_count": draw(st.integers(0, 40))}
            for code in some(draw, list(COUNTRIES), 2)
        ]


def _ledger(draw, rows: dict) -> None:
    for key in _ids("step", draw, 6):
        kind = draw(st.sampled_from(list(STEP_KINDS)))
        currency = draw(st.sampled_from(list(CURRENCIES)))
        amount = draw(st.one_of(st.none(), st.floats(0, 10**6).map(lambda value: round(value, 2))))
        rows[models.Step].append(
            {"step_id": key, "title": key, "kind": kind, "happened_on": draw(partial_dates())}
            | {"cause": draw(st.sampled_from(list(CAUSES))), "follows_id": one(draw, _of(rows, models.Step, "step_id"))}
            | {"project_id": one(draw, _of(rows, models.Project, "project_id")), "programme": one(draw, PROGRAMMES)}
            | {"outcome": draw(st.sampled_from(["funded", "funded", "rejected"])) if kind == "decision" else None}
            | {"amount": amount, "currency": currency, "eur_rate": CURRENCIES[currency], "rate_on": date(2024, 5, 2)}
            | sourced(draw)
        )
        who = some(draw, _of(rows, models.Partner, "partner_id"))
        rows[models.StepPartner] += [{"step_id": key, "partner_id": each} for each in who]


def _solutions(draw, rows: dict) -> None:
    for key in _ids("solution", draw, 5):
        kind, project = st.sampled_from(["strategy", "pilot", "solution"]), _of(rows, models.Project, "project_id")
        rows[models.Solution].append(
            {"solution_id": key, "title": key, "kind": draw(kind), "project_id": one(draw, project)}
            | {"finished_on": draw(MAYBE), "proof": "a test"}
            | sourced(draw)
        )
        who = some(draw, _of(rows, models.Partner, "partner_id"))
        rows[models.SolutionPartner] += [{"solution_id": key, "partner_id": each} for each in who]
        for number in range(draw(st.integers(0, 2))):
            uptake = {"uptake_id": f"{key}-{number}", "solution_id": key, "adopter": "A city", "proof": "a test"}
            rows[models.Uptake].append(uptake | {"taken_up_on": draw(partial_dates())} | sourced(draw))


def _rest(draw, rows: dict) -> None:
    for part in rows[models.Participation]:
        if draw(st.booleans()):
            key = {
                "continuation_id": f"{part['project_id']}-{part['partner_id']}",
                "continued_on": draw(partial_dates()),
            }
            joined = {name: part[name] for name in ("project_id", "partner_id")}
            rows[models.Continuation].append(key | joined | {"proof": "a test"} | sourced(draw))
    for key in _ids("value", draw, 2):
        indicator = draw(st.sampled_from(["rco118", "psr1-bsr"]))
        rows[models.ImpactValue].append(
            {"impact_value_id": key, "impact_indicator_id": indicator, "counted_on": draw(partial_dates())}
            | {"value": draw(st.integers(0, 30)), "programme": one(draw, PROGRAMMES), "proof": "a test"}
            | sourced(draw)
        )
    for key in _ids("practice", draw, 2):
        rows[models.GoodPractice].append(
            {"good_practice_id": key, "title": key, "starts": draw(MAYBE), "format": "x", "summary": "x"}
            | {"is_cross_sectoral": False, "country_code": one(draw, COUNTRIES)}
            | sourced(draw)
        )
    for first in draw(st.lists(DAYS, max_size=2, unique=True)):
        turn = {"country_code": "LV", "starts_on": first, "ends_on": first}
        rows[models.Spotlight].append(turn | sourced(draw))


ORDER = (
    *(models.Partner, models.PartnerSector, models.Place, models.Project, models.Participation, models.Event),
    *(models.EventHost, models.EventAttendance, models.EventProject, models.EventParticipation, models.Step),
    *(models.StepPartner, models.Solution, models.SolutionPartner, models.Uptake, models.Continuation),
    *(models.ImpactValue, models.GoodPractice, models.Spotlight),
)


def fill(session: Session, network: dict[type[Base], list[dict]]) -> None:
    """Store what was drawn."""
    for model in ORDER:
        if network[model]:
            session.execute(insert(model), network[model])

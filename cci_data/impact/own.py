"""The network's own counts. Each rule takes the records and a period, and returns what it counted."""

from collections.abc import Iterable, Iterator

import pandas as pd

from cci_data.impact.counting import (
    JOINT,
    Counted,
    countries_in,
    held,
    in_period,
    of_event,
    of_partner,
    of_project,
    of_step,
    once_each,
    told,
)
from cci_data.impact.facts import facts
from cci_data.impact.period import Period, twelve_months_until
from cci_data.impact.records import Records
from cci_data.partial_dates import last_day
from cci_data.vocabulary import EURO, NETWORK_COUNTRIES

SEVERAL = 2
HAPPENED = "happened"


def active_partners(records: Records, period: Period) -> Counted:
    """Count partners with a running project, an event hosted or attended, or a step in the ledger, each once."""
    who = {row.partner_id: row for row in records.every_partner}
    found: dict[bool, list[dict]] = {True: [], False: []}
    for key, is_sure, on, programmes in _activities(records, period):
        found[is_sure].append(of_partner(who[key], on, programmes=programmes))
    return once_each(found[True], found[False])


Activity = tuple[str, bool, str | None, tuple[str, ...]]


def _activities(records: Records, period: Period) -> Iterator[Activity]:
    """Go through who was active: partner, whether in the period for certain, when, in which programmes."""
    for row in records.every_project:
        is_sure = period.overlaps(row.starts, row.ends)
        if is_sure or period.may_overlap(row.starts, row.ends):
            yield from ((key, is_sure, row.starts, (row.programme,)) for key in row.partner_ids)
    for row in held(records):
        yield from _dated(records, period, records.there(row), of_event(records, row))
    for row in records.every_step:
        yield from _dated(records, period, records.step_partners.get(row.step_id, ()), of_step(records, row))


def _dated(records: Records, period: Period, who: Iterable[str], there: dict) -> Iterator[Activity]:
    is_sure = period.holds(there["on"])
    if is_sure or period.may_hold(there["on"]):
        yield from ((key, is_sure, there["on"], there["programmes"]) for key in who if key in records.homes)


def countries_reached(records: Records, period: Period) -> Counted:
    """Count the countries of the active partners, each once."""
    active = active_partners(records, period)
    return once_each(_countries(active.rows), _countries(active.unsure))


def _countries(active: pd.DataFrame) -> list[dict]:
    return [
        {
            "key": code,
            "title": NETWORK_COUNTRIES.get(code, code),
            "on": row.on,
            "country_codes": (code,),
            "programmes": row.programmes,
            "proof": "the activities of its partners",
            "source": row.source,
            "origin": row.origin,
            "page": f"/map?country={code}",
        }
        for row in active.itertuples()
        for code in row.country_codes
    ]


def sectors_with_two(records: Records, period: Period) -> Counted:
    """Count sectors that at least two partners name, as they stand today; cross-sectoral partners are added to none."""
    named: dict[str, list] = {}
    for row in records.every_partner:
        if not row.is_cross_sectoral:
            for sector_id, label in zip(row.sector_ids, row.sectors, strict=True):
                named.setdefault(sector_id, []).append((label, row))
    found = [
        {
            "key": sector_id,
            "title": f"{rows[0][0]} ({len(rows)} partners)",
            "country_codes": tuple(sorted({row.country_code for _, row in rows if row.country_code})),
            "sector_ids": (sector_id,),
            "proof": "the partners' own descriptions",
            "source": "the partners' own descriptions",
            "origin": rows[0][1].origin,
            "page": f"/sectors?sector={sector_id}",
        }
        for sector_id, rows in named.items()
        if len(rows) >= SEVERAL
    ]
    return Counted(facts(found), facts(()))


def projects(records: Records, period: Period) -> Counted:
    """Count projects that began in the period, each once."""
    return in_period(period, (of_project(records, row) for row in records.every_project))


def project_budgets(records: Records, period: Period) -> Counted:
    """Add up the published budgets of the projects that began in the period, each project once."""
    found = records.projects[records.projects["total_budget_eur"].notna()]
    rows = (of_project(records, row, number=int(row.total_budget_eur)) for row in found.itertuples())
    return in_period(period, rows)


def events(records: Records, period: Period) -> Counted:
    """Count events, deadlines aside."""
    return in_period(period, (of_event(records, row) for row in held(records)))


def joint_events(records: Records, period: Period) -> Counted:
    """Count events in which at least two countries take part."""
    return in_period(
        period, (of_event(records, row) for row in held(records) if len(countries_in(records, row)) >= JOINT)
    )


def participations(records: Records, period: Period) -> Counted:
    """Add up recorded participations in events, each time."""
    return in_period(period, (row for row in _with_participations(records) if row["number"]))


def _with_participations(records: Records) -> Iterator[dict]:
    for row in held(records):
        counted = records.participations.get(row.event_id, {})
        yield of_event(records, row, number=sum(counted.values()))


def study_visits(records: Records, period: Period) -> Counted:
    """Count study visits."""
    return in_period(period, (of_event(records, row) for row in held(records) if row.kind == "study_visit"))


def introductions(records: Records, period: Period) -> Counted:
    """Count contacts that the network caused or helped, between two or more partners."""
    found = of_network(steps(records, "contact"))
    return in_period(period, (row for row in found if len(records.step_partners.get(row["key"], ())) >= SEVERAL))


def of_network(told: Iterable[dict]) -> Iterator[dict]:
    """Leave steps out that merely happened among partners: the network takes no credit for them."""
    return (row for row in told if row["cause"] != HAPPENED)


def steps(records: Records, kind: str) -> Iterator[dict]:
    """Return the steps of a kind, whoever caused them, as `impact.facts` has them."""
    found = records.steps[records.steps["kind"] == kind]
    return (of_step(records, row) for row in found.itertuples())


def applications(records: Records, period: Period) -> Counted:
    """Count applications in the ledger that the network caused or helped, each once."""
    return in_period(period, of_network(steps(records, "application")))


def consortia(records: Records, period: Period) -> Counted:
    """Count groups of partners of at least two countries that applied, each group once: at its first application.

    It belongs to the programme of that application. Applications that merely happened among partners make none.
    """
    found: dict[tuple[str, ...], list[dict]] = {}
    for row in of_network(steps(records, "application")):
        if len(row["country_codes"]) >= JOINT:
            found.setdefault(records.step_partners[row["key"]], []).append(row)
    return in_period(period, (min(rows, key=_first) for rows in found.values()))


def _first(step: dict) -> tuple:
    return last_day(step["on"]), step["on"], step["key"]


def applications_funded(records: Records, period: Period) -> Counted:
    """Count applications that a decision granted money to, each once, on the day of the first.

    The network must have caused or helped the decision.
    """
    return in_period(period, of_network(grants(records)))


def eur_raised(records: Records, period: Period) -> Counted:
    """Add up what decisions granted that the network caused or helped, each once, in euro at the stated rate."""
    return in_period(period, of_network(granted_sums(records)))


def granted_sums(records: Records) -> Iterator[dict]:
    """Return the decisions of `grants` whose sum is on record, with it in euro."""
    sums = {row.step_id: in_euro(row) for row in records.every_step}
    granted = (row | {"number": sums[row["key"]]} for row in grants(records))
    return (row for row in granted if row["number"] is not None)


def grants(records: Records) -> list[dict]:
    """Return the decisions that granted money, whoever caused them; of several on one application the first alone."""
    found = records.steps[records.steps["outcome"] == "funded"].itertuples()
    rows = [(of_step(records, row), row.follows_id or row.step_id) for row in found]
    rows.sort(key=lambda pair: (last_day(pair[0]["on"]), pair[0]["key"]))
    first: dict[str, dict] = {}
    for row, application in rows:
        first.setdefault(application, row)
    return list(first.values())


def in_euro(row) -> float | None:
    """Return the amount of a step in euro, rounded to the cent; None where it has none."""
    if row.amount is None:
        return None
    return round(row.amount if row.currency == EURO else row.amount / row.eur_rate, 2)


def good_practices(records: Records, period: Period) -> Counted:
    """Count good practices that began in the period, each once."""
    found = (
        {
            "key": row.good_practice_id,
            "title": row.title,
            "on": row.starts,
            "country_codes": (row.country_code,),
            "sector_ids": records.practice_sectors.get(row.good_practice_id, ()),
            **told(row),
            "page": "/numbers?of=good-practices",
        }
        for row in records.good_practices.itertuples()
    )
    return in_period(period, found)


def spotlights(records: Records, period: Period) -> Counted:
    """Count the turns in the spotlight that the Desk set."""
    found = (
        {
            "key": f"{turn.country_code}-{turn.starts_on.isoformat()}",
            "title": turn.country,
            "on": turn.starts_on.isoformat(),
            "country_codes": (turn.country_code,),
            **told(turn),
            "proof": "the spotlight page",
            "page": f"/spotlight?country={turn.country_code}",
        }
        for turn in records.turns
    )
    return in_period(period, found)


def profiles_confirmed(records: Records, period: Period) -> Counted:
    """Count partners that confirmed their profile in the twelve months before the end of the period."""
    first, last = twelve_months_until(period.last)
    found = records.partners[records.partners["confirmed_on"].notna()]
    rows = (
        of_partner(row, row.confirmed_on.isoformat()) for row in found.itertuples() if first <= row.confirmed_on <= last
    )
    return Counted(facts(rows), facts(()))

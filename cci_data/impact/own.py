"""The network's own counts. Each rule takes the records and a period, and returns what it counted."""

from collections.abc import Iterable, Iterator

from cci_data.impact.counting import (
    JOINT,
    Counted,
    countries_in,
    first_of_each,
    in_period,
    of_event,
    of_partner,
    of_project,
    of_step,
)
from cci_data.impact.facts import facts
from cci_data.impact.period import Period, twelve_months_until
from cci_data.impact.records import Records
from cci_data.public_data import public_source
from cci_data.vocabulary import EURO, NETWORK_COUNTRIES

NO_EVENT = {"call_deadline"}
SEVERAL = 2


def active_partners(records: Records, period: Period) -> Counted:
    """Count partners with a running project, an event hosted or attended, or a step in the ledger, each once."""
    who = {row.partner_id: row for row in records.partners.itertuples()}
    found = [
        of_partner(who[key], on, programmes=programmes)
        for key, on, programmes in _activities(records, period)
        if key in who
    ]
    return Counted(facts(first_of_each(found)), facts(()))


def _activities(records: Records, period: Period) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for row in records.projects.itertuples():
        if period.overlaps(row.starts, row.ends):
            yield from ((key, row.starts, (row.programme,)) for key in row.partner_ids)
    for row in _held(records):
        if period.holds(row.starts_on):
            there = of_event(records, row)
            for key in dict.fromkeys((*row.host_ids, *records.attendees.get(row.event_id, ()))):
                yield key, there["on"], there["programmes"]
    for row in records.steps.itertuples():
        if period.holds(row.happened_on):
            for key in records.step_partners.get(row.step_id, ()):
                yield key, row.happened_on, of_step(records, row)["programmes"]


def _held(records: Records) -> Iterable:
    return (row for row in records.events.itertuples() if row.kind not in NO_EVENT)


def countries_reached(records: Records, period: Period) -> Counted:
    """Count the countries of the active partners, each once."""
    active = active_partners(records, period).rows
    found = [
        {
            "key": code,
            "title": NETWORK_COUNTRIES.get(code, code),
            "on": row.on,
            "country_codes": (code,),
            "programmes": row.programmes,
            "proof": "the activities of its partners",
            "source": row.source,
            "origin": row.origin,
            "page": f"/partners?country={code}",
        }
        for row in active.itertuples()
        for code in row.country_codes
    ]
    return Counted(facts(first_of_each(found)), facts(()))


def sectors_with_two(records: Records, period: Period) -> Counted:
    """Count sectors that at least two partners name, as they stand today; cross-sectoral partners are added to none."""
    named: dict[str, list] = {}
    for row in records.partners.itertuples():
        if not row.is_cross_sectoral:
            for sector_id, label in zip(row.sector_ids, row.sectors, strict=True):
                named.setdefault(sector_id, []).append((label, row))
    found = [
        {
            "key": sector_id,
            "title": rows[0][0],
            "country_codes": tuple(sorted({row.country_code for _, row in rows if row.country_code})),
            "sector_ids": (sector_id,),
            "proof": f"{len(rows)} partners name it",
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
    return in_period(period, (of_project(records, row) for row in records.projects.itertuples() if row.starts))


def project_budgets(records: Records, period: Period) -> Counted:
    """Add up the published budgets of the projects that began in the period, each project once."""
    found = records.projects[records.projects["total_budget_eur"].notna()]
    rows = (of_project(records, row, number=int(row.total_budget_eur)) for row in found.itertuples() if row.starts)
    return in_period(period, rows)


def events(records: Records, period: Period) -> Counted:
    """Count events, deadlines aside."""
    return in_period(period, (of_event(records, row) for row in _held(records)))


def joint_events(records: Records, period: Period) -> Counted:
    """Count events in which at least two countries take part."""
    return in_period(
        period, (of_event(records, row) for row in _held(records) if len(countries_in(records, row)) >= JOINT)
    )


def participations(records: Records, period: Period) -> Counted:
    """Add up recorded participations in events, each time."""
    return in_period(period, (row for row in _with_participations(records) if row["number"]))


def _with_participations(records: Records) -> Iterator[dict]:
    for row in _held(records):
        counted = records.participations.get(row.event_id, {})
        yield of_event(records, row, number=sum(counted.values()))


def study_visits(records: Records, period: Period) -> Counted:
    """Count study visits."""
    return in_period(period, (of_event(records, row) for row in _held(records) if row.kind == "study_visit"))


def introductions(records: Records, period: Period) -> Counted:
    """Count contacts in the ledger."""
    return in_period(period, _steps(records, "contact"))


def _steps(records: Records, kind: str) -> Iterator[dict]:
    found = records.steps[records.steps["kind"] == kind]
    return (of_step(records, row) for row in found.itertuples())


def applications(records: Records, period: Period) -> Counted:
    """Count applications in the ledger, each once."""
    return in_period(period, _steps(records, "application"))


def consortia(records: Records, period: Period) -> Counted:
    """Count applications by partners of at least two countries."""
    return in_period(period, (row for row in _steps(records, "application") if len(row["country_codes"]) >= JOINT))


def applications_funded(records: Records, period: Period) -> Counted:
    """Count decisions that granted money, each once."""
    return in_period(period, _grants(records))


def eur_raised(records: Records, period: Period) -> Counted:
    """Add up what decisions granted, each decision once, in euro at the stated rate."""
    return in_period(period, (row for row in _grants(records, is_sum=True) if row["number"] is not None))


def _grants(records: Records, *, is_sum: bool = False) -> Iterator[dict]:
    found = records.steps[records.steps["outcome"] == "funded"]
    for row in found.itertuples():
        yield of_step(records, row, **({"number": in_euro(row)} if is_sum else {}))


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
            "proof": public_source(row.origin, row.source),
            "source": public_source(row.origin, row.source),
            "origin": row.origin,
            "page": "/numbers?of=good-practices",
        }
        for row in records.good_practices.itertuples()
        if row.starts
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
            "proof": "the spotlight page",
            "source": public_source(turn.origin, turn.source),
            "origin": turn.origin,
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

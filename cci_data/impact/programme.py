"""The Interreg indicators. Each rule takes the records and a period, and returns what it counted.

The counting rules are those of `data/public_record/impact_indicators.csv`; which of them were read in a programme's own
text, and which are from memory, stands there.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cci_data.impact.counting import (
    JOINT,
    Counted,
    countries_in,
    first_of_each,
    held,
    in_period,
    of_event,
    of_partner,
    once_each,
    told,
)
from cci_data.impact.period import Period
from cci_data.impact.records import Records
from cci_data.partial_dates import first_day, last_day
from cci_data.public_data import public_source

PUBLIC_KINDS = {"conference", "workshop", "festival", "competition", "study_visit", "network_meeting", "other"}


def rco81(records: Records, period: Period) -> Counted:
    """Add up participations in events of at least two countries; those after their project was over are RCR85."""
    return in_period(period, _joint_participations(records, is_after=False))


def _joint_participations(records: Records, *, is_after: bool) -> Iterator[dict]:
    over = {row.project_id: row.ends for row in records.every_project}
    for row in held(records):
        number = sum(records.participations.get(row.event_id, {}).values())
        projects = records.event_projects.get(row.event_id, ())
        after = bool(projects) and all(over.get(key) and last_day(over[key]) < row.starts_on for key in projects)
        if number and len(countries_in(records, row)) >= JOINT and after is is_after:
            yield of_event(records, row, number=number)


def rco83(records: Records, period: Period) -> Counted:
    """Count finished joint strategies, on the day on which their project was over."""
    return in_period(period, _strategies(records))


def _strategies(records: Records) -> Iterator[dict]:
    for row, project in _developed(records, "strategy"):
        if project.ends:
            yield of_solution(records, row, project, on=later(row.finished_on, project.ends))


def rco84(records: Records, period: Period) -> Counted:
    """Count joint pilot actions that were finished by the end of their project."""
    found = (
        of_solution(records, row, project, is_sure=last_day(row.finished_on) <= last_day(project.ends))
        for row, project in _developed(records, "pilot")
        if project.ends and first_day(row.finished_on) <= last_day(project.ends)
    )
    return in_period(period, found)


def rco87(records: Records, period: Period) -> Counted:
    """Count the partners of projects of at least two countries that ran in the period, each once."""
    joint = [row for row in records.every_project if len(records.home(row.partner_ids)) >= JOINT]
    ran = [row for row in joint if period.overlaps(row.starts, row.ends)]
    may_have_run = [row for row in joint if period.may_overlap(row.starts, row.ends)]
    return once_each(_partners_of(records, ran), _partners_of(records, may_have_run))


def _partners_of(records: Records, projects: list) -> Iterator[dict]:
    who = {row.partner_id: row for row in records.every_partner}
    for row in projects:
        proof = public_source(row.origin, row.source)
        for key in row.partner_ids:
            yield of_partner(who[key], row.starts, programmes=(row.programme,), proof=proof)


def rco115(records: Records, period: Period) -> Counted:
    """Count public events whose hosts come from at least two countries."""
    found = (row for row in records.every_event if row.kind in PUBLIC_KINDS)
    return in_period(period, (of_event(records, row) for row in found if len(records.home(row.host_ids)) >= JOINT))


def rco116(records: Records, period: Period) -> Counted:
    """Count finished joint solutions."""
    return in_period(period, (of_solution(records, *both) for both in _developed(records, "solution")))


def rcr79(records: Records, period: Period) -> Counted:
    """Count strategies of RCO83 that somebody took up, each once: never before they count there.

    So over all years they are never more; in one period they may be, of strategies that counted in an earlier one.
    """
    counted = {row["key"]: row for row in _strategies(records)}
    finished = dict(zip(records.solutions["solution_id"], records.solutions["finished_on"], strict=True))
    found = (
        counted[row.solution_id] | {"on": later(row.taken_up_on, counted[row.solution_id]["on"]), "proof": row.proof}
        for row in records.uptakes.itertuples()
        if row.solution_id in counted
        # Of a solution that is finished later nothing could be taken up.
        and last_day(row.taken_up_on) >= first_day(finished[row.solution_id])
    )
    return in_period(period, first_of_each(found))


def rcr84(records: Records, period: Period) -> Counted:
    """Count partners of joint projects that went on cooperating after it was over, each once in the period."""
    who = {row.partner_id: row for row in records.every_partner}
    projects = {row.project_id: row for row in records.every_project}
    candidates = [
        of_partner(
            who[row.partner_id],
            row.continued_on,
            programmes=(projects[row.project_id].programme,),
            proof=row.proof,
            is_sure=first_day(row.continued_on) > last_day(projects[row.project_id].ends),
        )
        for row in records.continuations.itertuples()
        if row.partner_id in who and _may_have_gone_on(records, row, projects.get(row.project_id))
    ]
    held = [row for row in candidates if period.holds(row["on"])]
    certain, rest = ([row for row in held if row["is_sure"] is is_sure] for is_sure in (True, False))
    return once_each(certain, [*rest, *(row for row in candidates if period.may_hold(row["on"]))])


def _may_have_gone_on(records: Records, row: Any, project: Any) -> bool:
    """Tell whether a partner of a joint project went on after it was over, for certain or as far as dates say."""
    if project is None or row.partner_id not in project.partner_ids or len(records.home(project.partner_ids)) < JOINT:
        return False
    return bool(project.ends) and last_day(row.continued_on) > first_day(project.ends)


def rcr85(records: Records, period: Period) -> Counted:
    """Add up participations in joint events of projects that were over by then."""
    return in_period(period, _joint_participations(records, is_after=True))


def rcr104(records: Records, period: Period) -> Counted:
    """Count joint solutions taken up while their project ran or within a year after it was over, each once."""
    developed = {row.solution_id: (row, project) for row, project in _developed(records, "solution")}
    found = []
    for row in records.uptakes.itertuples():
        solution, project = developed.get(row.solution_id, (None, None))
        if solution is None or not project.ends or last_day(row.taken_up_on) < first_day(solution.finished_on):
            continue
        if first_day(row.taken_up_on) <= _a_year_after(last_day(project.ends)):
            # A project that ended in `2024` may have ended in January.
            is_sure = last_day(row.taken_up_on) <= _a_year_after(first_day(project.ends))
            more = {"on": row.taken_up_on, "proof": row.proof, "is_sure": is_sure}
            found.append(of_solution(records, solution, project, **more))
    return in_period(period, first_of_each(found))


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


def _developed(records: Records, kind: str) -> Iterator[tuple[Any, Any]]:
    """Return finished solutions of a kind that partners of at least two countries developed, with their projects."""
    projects = {row.project_id: row for row in records.every_project}
    for row in records.solutions[records.solutions["kind"] == kind].itertuples():
        countries = records.home(records.developers.get(row.solution_id, ()))
        if row.finished_on and row.project_id in projects and len(countries) >= JOINT:
            yield row, projects[row.project_id]


def of_solution(records: Records, row: Any, project: Any, **more: Any) -> dict:
    """Return what facts say of a solution."""
    return {
        "key": row.solution_id,
        "title": row.title,
        "on": row.finished_on,
        "country_codes": records.home(records.developers.get(row.solution_id, ())),
        "programmes": (project.programme,),
        **told(row),
        "proof": row.proof,
    } | more


def later(one: str, other: str) -> str:
    """Return the later of two partial dates: the one that may last longer."""
    return max(one, other, key=last_day)

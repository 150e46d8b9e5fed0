"""How everything is counted: what lies in the period, what may, and when several countries act together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from cci_data.impact.facts import facts, total
from cci_data.impact.period import Period
from cci_data.impact.records import Records
from cci_data.partial_dates import last_day
from cci_data.public_data import public_source

JOINT = 2
NO_EVENT = {"call_deadline"}
EVENT_PAGE, PROJECT_PAGE = "/events", "/numbers?of=projects"


@dataclass(frozen=True)
class Counted:
    """What a rule counted.

    rows: what counts, as `impact.facts` has it; unsure: what would, were its date known closely enough.
    """

    rows: pd.DataFrame
    unsure: pd.DataFrame

    @property
    def value(self) -> float:
        """The figure."""
        return total(self.rows)

    def of(self, programme: str) -> "Counted":
        """Return the same for one programme alone; of all where none is named."""
        if not programme:
            return self
        return Counted(
            *(found[_belongs(found, programme)].reset_index(drop=True) for found in (self.rows, self.unsure))
        )


def _belongs(found: pd.DataFrame, programme: str) -> pd.Series:
    return found["programmes"].map(lambda names: programme in names).astype(bool)


def in_period(period: Period, candidates: Iterable[dict]) -> Counted:
    """Return what counts of candidates, each a row of facts; with `is_sure` False it may count, but not for certain."""
    certain, unsure = [], []
    for row in candidates:
        if period.holds(row["on"]):
            (certain if row.get("is_sure", True) else unsure).append(row)
        elif period.may_hold(row["on"]):
            unsure.append(row)
    return Counted(facts(certain), facts(unsure))


def once_each(certain: Iterable[dict], unsure: Iterable[dict]) -> Counted:
    """Return what counts where one thing may come several times: once, and as unsure only where nothing is certain."""
    counted = first_of_each(certain)
    there = {row["key"] for row in counted}
    return Counted(facts(counted), facts(first_of_each(row for row in unsure if row["key"] not in there)))


def first_of_each(candidates: Iterable[dict]) -> list[dict]:
    """Return each thing once, at the date by which it had come about for certain first.

    Countries, sectors and programmes are those of all its rows together.
    """
    found: dict[str, dict] = {}
    for row in sorted(candidates, key=_by_certainty):
        first = found.setdefault(row["key"], dict(row))
        for name in ("country_codes", "sector_ids", "programmes"):
            first[name] = (*(first.get(name) or ()), *(row.get(name) or ()))
    return list(found.values())


def _by_certainty(row: dict) -> tuple:
    on = row["on"]
    return not row.get("is_sure", True), last_day(on) if on else date.max, on or ""


def held(records: Records) -> Iterator[Any]:
    """Go through what takes place: events without deadlines of calls."""
    return (row for row in records.every_event if row.kind not in NO_EVENT)


def countries_in(records: Records, event: Any) -> tuple[str, ...]:
    """Return the countries that take part in an event: of its hosts, its guests, and its recorded participations."""
    counted = records.participations.get(event.event_id, {})
    return tuple(sorted({*records.home(records.there(event)), *(code for code, number in counted.items() if number)}))


def told(row: Any) -> dict:
    """Return what facts say of whence a record is: its source, which is its proof where it names no other."""
    source = public_source(row.origin, row.source)
    return {"proof": source, "source": source, "origin": row.origin}


def of_partner(row: Any, on: str | None = None, **more: Any) -> dict:
    """Return what facts say of a partner."""
    return {
        "key": row.partner_id,
        "title": row.name,
        "on": on,
        "country_codes": (row.country_code,),
        "sector_ids": row.sector_ids,
        **told(row),
        "page": f"/partner?id={row.partner_id}",
    } | more


def of_project(records: Records, row: Any, **more: Any) -> dict:
    """Return what facts say of a project."""
    return {
        "key": row.project_id,
        "title": row.title,
        "on": row.starts,
        "country_codes": records.home(row.partner_ids),
        "programmes": (row.programme,),
        **told(row),
        "page": PROJECT_PAGE,
    } | more


def of_event(records: Records, row: Any, **more: Any) -> dict:
    """Return what facts say of an event."""
    belongs = records.event_projects.get(row.event_id, ())
    return {
        "key": row.event_id,
        "title": row.title,
        "on": row.starts_on.isoformat(),
        "country_codes": countries_in(records, row),
        "sector_ids": row.sector_ids,
        "programmes": records.programmes_of(belongs),
        **told(row),
        **({"proof": row.link} if row.link else {}),
        "page": EVENT_PAGE,
    } | more


def of_step(records: Records, row: Any, **more: Any) -> dict:
    """Return what facts say of a step in the ledger."""
    return {
        "key": row.step_id,
        "title": row.title,
        "on": row.happened_on,
        "country_codes": records.home(records.step_partners.get(row.step_id, ())),
        # A project says itself whose it is; a step that names another programme does not make it one of two.
        "programmes": records.programmes_of((row.project_id,)) or (row.programme,),
        "cause": row.cause,
        **told(row),
        "proof": row.proof,
    } | more

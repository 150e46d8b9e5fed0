"""The rows of all tables as an oracle reads them: slow and obvious, without the package's own functions."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from cci_data.models import Base

Rows = list[dict]


def span(text: object) -> tuple[date, date]:
    """Return the first and last day that a partial date can mean."""
    parts = [int(part) for part in str(text).split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(*parts, 1), date(*parts, monthrange(*parts)[1])
    return date(*parts), date(*parts)


class World:
    """The rows of all tables, of which what is illustrative is left out, and a span of days."""

    def __init__(self, session, first: date, last: date) -> None:
        self.tables: dict[str, Rows] = {
            name: [dict(row) for row in session.execute(select(table)).mappings()]
            for name, table in Base.metadata.tables.items()
        }
        for name, rows in self.tables.items():
            self.tables[name] = [row for row in rows if row.get("origin") != "illustrative"]
        self.first, self.last = first, last
        self.partners = {row["partner_id"]: row for row in self.tables["partner"]}
        self.projects = {row["project_id"]: row for row in self.tables["project"]}
        self.events = [row for row in self.tables["event"] if row["kind"] != "call_deadline"]

    def inside(self, when: object) -> bool:
        if not when:
            return False
        earliest, latest = span(when)
        return self.first <= earliest and latest <= self.last

    def ran(self, project: dict) -> bool:
        if not project["starts"]:
            return False
        days, ends = span(project["starts"]), span(project["ends"] or project["starts"])
        if ends[1] < days[0] or self.first > self.last:
            return False
        # It began on no later day than it can have ended on, and ended on none before it can have begun.
        return min(days[1], ends[1]) <= self.last and max(days[0], ends[0]) >= self.first

    def who(self, table: str, column: str, key: str) -> set[str]:
        found = {row["partner_id"] for row in self.tables[table] if row[column] == key}
        return {one for one in found if one in self.partners}

    def countries(self, partner_ids: set[str]) -> set[str]:
        return {self.partners[key]["country_code"] for key in partner_ids} - {None}

    def programme(self, project_id: str | None) -> set[str]:
        project = self.projects.get(project_id)
        return {project["programme"]} - {None} if project else set()

    def projects_of(self, event: dict) -> list[str]:
        rows = [row for row in self.tables["event_project"] if row["event_id"] == event["event_id"]]
        return [row["project_id"] for row in rows if row["project_id"] in self.projects]

    def of_event(self, event: dict) -> set[str]:
        return set().union(*(self.programme(key) for key in self.projects_of(event)))

    def of_step(self, step: dict) -> set[str]:
        return self.programme(step["project_id"]) or {step["programme"]} - {None}

    def counted(self, event: dict) -> int:
        rows = self.tables["event_participation"]
        return sum(row["participation_count"] for row in rows if row["event_id"] == event["event_id"])

    def there(self, event: dict) -> set[str]:
        key = event["event_id"]
        return self.who("event_host", "event_id", key) | self.who("event_attendance", "event_id", key)

    def is_joint(self, event: dict) -> bool:
        rows = [row for row in self.tables["event_participation"] if row["event_id"] == event["event_id"]]
        codes = {row["country_code"] for row in rows if row["participation_count"] > 0}
        return len(codes | self.countries(self.there(event))) >= 2

    def is_after(self, event: dict) -> bool:
        keys = self.projects_of(event)
        ends = [self.projects[key]["ends"] for key in keys]
        return bool(keys) and all(end and span(end)[1] < event["starts_on"] for end in ends)

    def joint(self, project_id: str) -> bool:
        return len(self.countries(self.who("participation", "project_id", project_id))) >= 2

    def developed(self, kind: str) -> Iterator[tuple[dict, dict]]:
        for row in self.tables["solution"]:
            partners = self.who("solution_partner", "solution_id", row["solution_id"])
            joint = len(self.countries(partners)) >= 2
            if row["kind"] == kind and row["finished_on"] and row["project_id"] in self.projects and joint:
                yield row, self.projects[row["project_id"]]

    def uptakes(self, solution: dict) -> Rows:
        rows = [row for row in self.tables["uptake"] if row["solution_id"] == solution["solution_id"]]
        return [row for row in rows if span(row["taken_up_on"])[1] >= span(solution["finished_on"])[0]]

    def steps(self, kind: str) -> Rows:
        return [row for row in self.tables["step"] if row["kind"] == kind]

"""Every figure of impact a second time: slow and obvious, over the rows of the tables, without the package."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date

from tests.impact.world import Rows, World, span

# What counts: its key, what it adds, and the programmes that it belongs to.
Thing = tuple[str, float, set[str]]

# What the network takes credit for.
OURS = {"caused", "helped"}


def events_where(fits: Callable[[World, dict], bool]) -> Callable[[World], Iterator[Thing]]:
    def count(world: World) -> Iterator[Thing]:
        for event in world.events:
            if world.inside(event["starts_on"]) and fits(world, event):
                yield event["event_id"], 1, world.of_event(event)

    return count


def participations_where(fits: Callable[[World, dict], bool]) -> Callable[[World], Iterator[Thing]]:
    def count(world: World) -> Iterator[Thing]:
        for event in world.events:
            if world.inside(event["starts_on"]) and fits(world, event):
                yield event["event_id"], world.counted(event), world.of_event(event)

    return count


def is_public_and_joint_by_hosts(world: World, event: dict) -> bool:
    hosts = world.countries(world.who("event_host", "event_id", event["event_id"]))
    return event["kind"] not in {"project_meeting", "capital_of_culture", "call_deadline"} and len(hosts) >= 2


def later(one: str, other: str) -> str:
    return other if span(other)[1] > span(one)[1] else one


def rco83_at(solution: dict, project: dict) -> str | None:
    return later(solution["finished_on"], project["ends"]) if project["ends"] else None


def rco83(world: World) -> Iterator[Thing]:
    for row, project in world.developed("strategy"):
        if world.inside(rco83_at(row, project)):
            yield row["solution_id"], 1, world.programme(row["project_id"])


def rco84(world: World) -> Iterator[Thing]:
    for row, project in world.developed("pilot"):
        in_time = project["ends"] and span(row["finished_on"])[1] <= span(project["ends"])[1]
        if in_time and world.inside(row["finished_on"]):
            yield row["solution_id"], 1, world.programme(row["project_id"])


def rco116(world: World) -> Iterator[Thing]:
    for row, _ in world.developed("solution"):
        if world.inside(row["finished_on"]):
            yield row["solution_id"], 1, world.programme(row["project_id"])


def rcr79(world: World) -> Iterator[Thing]:
    for row, project in world.developed("strategy"):
        if project["ends"] and world.uptakes(row):
            dates = [later(uptake["taken_up_on"], rco83_at(row, project)) for uptake in world.uptakes(row)]
            if world.inside(min(dates, key=lambda text: (span(text)[1], text))):
                yield row["solution_id"], 1, world.programme(row["project_id"])


def a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def rcr104(world: World) -> Iterator[Thing]:
    for row, project in world.developed("solution"):
        limit = a_year_later(span(project["ends"])[0]) if project["ends"] else date.min
        dates = [uptake["taken_up_on"] for uptake in world.uptakes(row) if span(uptake["taken_up_on"])[1] <= limit]
        if dates and world.inside(min(dates, key=lambda text: (span(text)[1], text))):
            yield row["solution_id"], 1, world.programme(row["project_id"])


def rcr84(world: World) -> Iterator[Thing]:
    for row in world.tables["continuation"]:
        project = world.projects.get(row["project_id"])
        if project is None or not project["ends"] or not world.joint(row["project_id"]):
            continue
        took_part = row["partner_id"] in world.who("participation", "project_id", row["project_id"])
        after = span(row["continued_on"])[0] > span(project["ends"])[1]
        if took_part and after and world.inside(row["continued_on"]):
            yield row["partner_id"], 1, world.programme(row["project_id"])


def partners_of_running(world: World, is_joint: bool) -> Iterator[Thing]:
    for key, project in world.projects.items():
        if world.ran(project) and (world.joint(key) or not is_joint):
            for partner_id in world.who("participation", "project_id", key):
                yield partner_id, 1, world.programme(key)


def active_partners(world: World) -> Iterator[Thing]:
    yield from partners_of_running(world, is_joint=False)
    for event in world.events:
        if world.inside(event["starts_on"]):
            yield from ((key, 1, world.of_event(event)) for key in world.there(event))
    for step in world.tables["step"]:
        if world.inside(step["happened_on"]):
            partners = world.who("step_partner", "step_id", step["step_id"])
            yield from ((key, 1, world.of_step(step)) for key in partners)


def countries_reached(world: World) -> Iterator[Thing]:
    for key, _, programmes in active_partners(world):
        if world.partners[key]["country_code"]:
            yield world.partners[key]["country_code"], 1, programmes


def sectors_with_two(world: World) -> Iterator[Thing]:
    named: dict[str, int] = {}
    for row in world.tables["partner_sector"]:
        partner = world.partners.get(row["partner_id"])
        if partner and not partner["is_cross_sectoral"]:
            named[row["sector_id"]] = named.get(row["sector_id"], 0) + 1
    yield from ((key, 1, set()) for key, number in named.items() if number >= 2)


def projects_begun(world: World) -> Iterator[Thing]:
    for key, project in world.projects.items():
        if world.inside(project["starts"]):
            yield key, 1, world.programme(key)


def budgets(world: World) -> Iterator[Thing]:
    for key, _, programmes in projects_begun(world):
        yield key, world.projects[key]["total_budget_eur"] or 0, programmes


def introductions(world: World) -> Iterator[Thing]:
    for step in world.steps("contact"):
        several = len(world.who("step_partner", "step_id", step["step_id"])) >= 2
        if several and step["cause"] in OURS and world.inside(step["happened_on"]):
            yield step["step_id"], 1, world.of_step(step)


def applications(world: World) -> Iterator[Thing]:
    for step in world.steps("application"):
        if step["cause"] in OURS and world.inside(step["happened_on"]):
            yield step["step_id"], 1, world.of_step(step)


def consortia(world: World) -> Iterator[Thing]:
    applied = [step for step in world.steps("application") if step["cause"] in OURS]
    applied.sort(key=lambda row: (span(row["happened_on"])[1], row["happened_on"], row["step_id"]))
    seen: list[set[str]] = []
    for step in applied:
        group = world.who("step_partner", "step_id", step["step_id"])
        if group in seen or len(world.countries(group)) < 2:
            continue
        seen.append(group)
        if world.inside(step["happened_on"]):
            yield step["step_id"], 1, world.of_step(step)


def first_grants(world: World) -> Rows:
    granted = sorted(world.steps("decision"), key=lambda row: (span(row["happened_on"])[1], row["step_id"]))
    seen, found = set(), []
    for step in granted:
        application = step["follows_id"] or step["step_id"]
        if step["outcome"] == "funded" and application not in seen:
            seen.add(application)
            found.append(step)
    return [step for step in found if step["cause"] in OURS and world.inside(step["happened_on"])]


def applications_funded(world: World) -> Iterator[Thing]:
    yield from ((step["step_id"], 1, world.of_step(step)) for step in first_grants(world))


def eur_raised(world: World) -> Iterator[Thing]:
    for step in first_grants(world):
        if step["amount"] is not None:
            rate = 1 if step["currency"] == "EUR" else step["eur_rate"]
            yield step["step_id"], round(step["amount"] / rate, 2), world.of_step(step)


def good_practices(world: World) -> Iterator[Thing]:
    for row in world.tables["good_practice"]:
        if world.inside(row["starts"]):
            yield row["good_practice_id"], 1, set()


def spotlights(world: World) -> Iterator[Thing]:
    for row in world.tables["spotlight"]:
        if world.inside(row["starts_on"]):
            yield str(row["spotlight_id"]), 1, set()


def profiles_confirmed(world: World) -> Iterator[Thing]:
    before = a_year_earlier(world.last)
    for key, partner in world.partners.items():
        if partner["confirmed_on"] and before < partner["confirmed_on"] <= world.last:
            yield key, 1, set()


def a_year_earlier(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


def typed(indicator: str) -> Callable[[World], Iterator[Thing]]:
    def count(world: World) -> Iterator[Thing]:
        for row in world.tables["impact_value"]:
            if row["impact_indicator_id"] == indicator and world.inside(row["counted_on"]):
                yield row["impact_value_id"], row["value"], {row["programme"]} - {None}

    return count


ORACLES: dict[str, Callable[[World], Iterator[Thing]]] = {
    "rco81": participations_where(lambda world, event: world.is_joint(event) and not world.is_after(event)),
    "rco83": rco83,
    "rco84": rco84,
    "rco87": lambda world: partners_of_running(world, is_joint=True),
    "rco115": events_where(is_public_and_joint_by_hosts),
    "rco116": rco116,
    "rco118": typed("rco118"),
    "rcr79": rcr79,
    "rcr84": rcr84,
    "rcr85": participations_where(lambda world, event: world.is_joint(event) and world.is_after(event)),
    "rcr104": rcr104,
    "psr1-bsr": typed("psr1-bsr"),
    "active-partners": active_partners,
    "countries-reached": countries_reached,
    "sectors-with-two": sectors_with_two,
    "projects": projects_begun,
    "project-budgets": budgets,
    "events": events_where(lambda world, event: True),
    "joint-events": events_where(lambda world, event: world.is_joint(event)),
    "participations": participations_where(lambda world, event: True),
    "study-visits": events_where(lambda world, event: event["kind"] == "study_visit"),
    "introductions": introductions,
    "consortia": consortia,
    "applications": applications,
    "applications-funded": applications_funded,
    "eur-raised": eur_raised,
    "good-practices": good_practices,
    "spotlights": spotlights,
    "profiles-confirmed": profiles_confirmed,
}


def figure(world: World, indicator: str, programme: str = "") -> float:
    """Return what an indicator comes to: each key once."""
    found = {key: number for key, number, names in ORACLES[indicator](world) if not programme or programme in names}
    return round(sum(found.values()), 2)

"""What is new since the last meeting, or another moment that was frozen."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.frozen.content import FrozenProblem
from cci_data.frozen.readers import Frozen, one_before
from cci_data.language import day, days, listed, span
from cci_data.scenes.scene import Block, Choice, Entries, Entry, Figure, Figures, Scene
from cci_data.since import HOW, KEYS, Since
from cci_data.since import since as compare

# kind → one, several, as a figure and a sentence have them.
WORDS = {
    "partners": ("new partner", "new partners"),
    "countries": ("new country", "new countries"),
    "sectors": ("newly covered sector", "newly covered sectors"),
    "projects": ("new project", "new projects"),
    "events": ("event announced", "events announced"),
    "held": ("event held", "events held"),
    "late": ("earlier event put on record", "earlier events put on record"),
}


def since(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of what is new, of the whole network; without a frozen state it says how there will be one.

    A frozen state that cannot be read is said, too: the other scenes do not hang on it.
    """
    then = one_before(choice.present or fetch, choice.since, choice.moment, today=choice.today)
    headline, blocks = _compared(fetch, choice, then)
    return Scene(
        name="since",
        kicker=f"What is new since {then.name}" if then else "What is new",
        headline=headline,
        blocks=blocks,
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=f"Compared with the records of {day(then.day)}, of the whole network." if then else "",
    )


def _compared(fetch: Fetch, choice: Choice, then: Frozen | None) -> tuple[str, tuple[Block, ...]]:
    if then is None:
        return "No moment is kept yet to compare with", (Entries("What is new", (), HOW),)
    try:
        found = compare(then.fetch, fetch, days=(then.day, choice.today))
    except FrozenProblem as problem:
        return f"{then.name} cannot be read", (Entries("What is new", (), str(problem)),)
    return _finding(found, then), (_figures(found), _entries(found))


def _finding(found: Since, then: Frozen) -> str:
    return found.in_words(WORDS) or f"Nothing is new since {day(then.day)}"


def _figures(found: Since) -> Figures:
    return Figures(tuple(Figure(str(found.counts[kind]), WORDS[kind][found.counts[kind] != 1]) for kind in KEYS))


def _entries(found: Since) -> Entries:
    rows = [Entry(row.name, "Partner", _places(row)) for row in found.partners.itertuples()]
    rows += [Entry(name, "Country, new") for name in found.countries["name"]]
    rows += [Entry(label, "Sector, newly covered") for label in found.sectors["label"]]
    for row in found.projects.itertuples():
        rows.append(Entry(row.title, f"Project, {span(row.starts, row.ends)}", row.programme or ""))
    of_events = {"Event held": found.held, "Event announced": found.events, "Earlier event, put on record": found.late}
    for kind, events in of_events.items():
        rows += [Entry(row.title, f"{kind}, {days(row.starts_on, row.ends_on)}") for row in events.itertuples()]
    return Entries("New on record", tuple(rows), "Tell the Contact Desk whom or what you miss.")


def _places(row) -> str:
    return ", ".join(filter(None, (listed(row.cities), row.country))) or "place not known"

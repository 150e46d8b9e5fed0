"""What is new since the last meeting, or another moment that was frozen."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.frozen.readers import Frozen, one_before
from cci_data.language import count, day, days, listed, span
from cci_data.scenes.scene import Choice, Entries, Entry, Figure, Figures, Scene
from cci_data.since import KEYS, Since
from cci_data.since import since as compare

# kind → one, several, as a figure and a sentence have them.
WORDS = {
    "partners": ("new partner", "new partners"),
    "countries": ("new country", "new countries"),
    "sectors": ("newly covered sector", "newly covered sectors"),
    "projects": ("new project", "new projects"),
    "events": ("event announced", "events announced"),
}
HOW = 'The Contact Desk keeps a moment with: python -m cci_data freeze "Network meeting January 2027"'


def since(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of what is new, of the whole network; without a frozen state it says how there will be one.

    Raises DatabaseProblem where the frozen state cannot be read.
    """
    then = one_before(fetch, choice.since)
    if then is None:
        headline, blocks = "No moment is kept yet to compare with", (Entries("What is new", (), HOW),)
    else:
        found = compare(then.fetch, fetch, days=(then.day, choice.today))
        headline, blocks = _finding(found, then), (_figures(found), _entries(found))
    return Scene(
        name="since",
        kicker=f"What is new since {then.name}" if then else "What is new",
        headline=headline,
        blocks=blocks,
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=f"Compared with the records of {day(then.day)}, of the whole network." if then else "",
    )


def _finding(found: Since, then: Frozen) -> str:
    parts = [count(number, *WORDS[kind]) for kind, number in found.counts.items() if number]
    parts += [count(len(found.held), "event held", "events held")] if len(found.held) else []
    return listed(parts) if parts else f"Nothing is new since {day(then.day)}"


def _figures(found: Since) -> Figures:
    return Figures(tuple(Figure(str(found.counts[kind]), WORDS[kind][found.counts[kind] != 1]) for kind in KEYS))


def _entries(found: Since) -> Entries:
    rows = [Entry(row.name, "Partner", _places(row)) for row in found.partners.itertuples()]
    for row in found.projects.itertuples():
        rows.append(Entry(row.title, f"Project, {span(row.starts, row.ends)}", row.programme or ""))
    for kind, events in (("Event held", found.held), ("Event announced", found.events)):
        rows += [Entry(row.title, f"{kind}, {days(row.starts_on, row.ends_on)}") for row in events.itertuples()]
    return Entries("New on record", tuple(rows), "Tell the Contact Desk whom or what you miss.")


def _places(row) -> str:
    return ", ".join(filter(None, (listed(row.cities), row.country))) or "place not known"

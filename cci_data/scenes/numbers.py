"""The network in figures: the headline numbers, as every page has them."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.filters import EVERYBODY
from cci_data.queries.changes import scope
from cci_data.queries.numbers import NUMBERS, count
from cci_data.scenes.scene import Choice, Figure, Figures, Scene

SHOWN = ("partners", "countries", "sectors", "projects", "good-practices")
WHOLE = "These are numbers of the whole network, whatever the other scenes are filtered by."


def numbers(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the headline numbers, of the whole network."""
    figures = tuple(
        Figure(str(fetch(count, number=name)), NUMBERS[name].label, NUMBERS[name].counts, name) for name in SHOWN
    )
    found = fetch(scope)
    years = f", projects from {found.first_year} to {found.last_year}" if found.first_year else ""
    return Scene(
        name="numbers",
        kicker="The network in figures",
        headline=f"{figures[0].value} partners on record in {figures[1].value} countries{years}",
        blocks=(Figures(figures),),
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=WHOLE if choice.chosen != EVERYBODY else "",
    )

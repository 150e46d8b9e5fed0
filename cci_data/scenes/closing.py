"""The closing scene: where the audience finds all of this."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.scenes.scene import Choice, Code, Scene

WORDS = "The dashboard: the map, the sectors, the spotlight, and your own organisation"


def closing(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene with the address of the dashboard, to be read off the screen by telephone."""
    return Scene(
        name="closing",
        kicker="Where you find this",
        headline="Find your organisation, and tell the Contact Desk what is missing",
        blocks=(Code(choice.address, WORDS),),
        source=origins(fetch),
        as_of=collected_on(fetch),
    )

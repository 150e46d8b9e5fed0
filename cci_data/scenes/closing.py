"""The closing scene: where the audience finds all of this."""

from urllib.parse import urlsplit

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.scenes.scene import Choice, Code, Scene

WORDS = "The dashboard: the map, the sectors, the spotlight, and your own organisation"
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
CAVEAT = "This code leads to this computer only, until CCI_PUBLIC_URL names the address for all."


def closing(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene with the address of the dashboard, to be read off the screen by telephone."""
    return Scene(
        name="closing",
        kicker="Where you find this",
        headline="Find your organisation, and tell the Contact Desk what is missing",
        blocks=(Code(choice.address, WORDS, CAVEAT if is_here_only(choice.address) else ""),),
        source=origins(fetch),
        as_of=collected_on(fetch),
    )


def is_here_only(address: str) -> bool:
    """Tell whether an address is this computer's alone, so that no other can open it."""
    try:
        return urlsplit(address).hostname in THIS_COMPUTER
    except ValueError:
        return False

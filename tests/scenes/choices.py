"""What presenters choose in tests."""

from datetime import date

from cci_data.filters import PartnerFilter
from cci_data.scenes.scene import Choice, Entries, Scene
from tests.conftest import TODAY

ADDRESS = "https://cci.example"


def a_choice(spotlight: str = "", today: date = TODAY, since: str = "", **chosen) -> Choice:
    return Choice(today, PartnerFilter(**chosen), spotlight, ADDRESS, since)


def entries(scene: Scene, number: int = 0) -> Entries:
    """Return one of the lists of a scene."""
    return [block for block in scene.blocks if isinstance(block, Entries)][number]

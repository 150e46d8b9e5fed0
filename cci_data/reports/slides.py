"""Decks of slides: the scenes of the country in the spotlight, of the network, and of any agenda."""

from dataclasses import dataclass, replace

from cci_data import basemap
from cci_data.charts.chart import Fetch
from cci_data.exports.page import ExportProblem
from cci_data.filters import EVERYBODY
from cci_data.funding import current_funding
from cci_data.queries.roster import in_words, roster
from cci_data.reports.order import Order
from cci_data.scenes import agenda
from cci_data.scenes.scene import Scene
from cci_data.scenes.spotlight import country_of
from cci_data.theme import LIGHT
from cci_data.vocabulary import NETWORK_COUNTRIES

NETWORK = "CCI network, Baltic Sea Region"
NO_LOGO = (
    "The funder's logo cannot be put on slides. Give [funding] another PNG file in the settings file, or leave it out."
)
OF_THE_SPOTLIGHT = ("spotlight-status", "spotlight-figures", "spotlight-partners", "closing")
OF_THE_NETWORK = ("where", "who", "together", "next", "numbers", "closing")


@dataclass(frozen=True)
class Deck:
    """What stands on slides: the scenes, the title of all, and the filters in words."""

    scenes: tuple[Scene, ...]
    title: str
    filters: tuple[str, ...] = ()


def spotlight_scenes(fetch: Fetch, order: Order) -> Deck:
    """Return the deck of a country: the one that is asked for, else the one whose turn it is."""
    choice = order.choice(chosen=EVERYBODY, spotlight=order.parameters.get("country", ""))
    scenes = tuple(agenda.SCENES[name].make(fetch, choice) for name in OF_THE_SPOTLIGHT)
    return Deck(scenes, f"In the spotlight: {NETWORK_COUNTRIES[country_of(fetch, choice)]}")


def network_scenes(fetch: Fetch, order: Order) -> Deck:
    """Return the deck of the network, or of those of its partners that fit the filter."""
    choice = order.choice(chosen=order.chosen)
    scenes = tuple(agenda.SCENES[name].make(fetch, choice) for name in OF_THE_NETWORK)
    return Deck(scenes, NETWORK, in_words(fetch(roster), order.chosen))


def agenda_scenes(fetch: Fetch, order: Order) -> Deck:
    """Return the deck of an agenda: its scenes in its order."""
    asked = agenda.on_record(fetch, agenda.read(order.parameters), order.parameters, today=order.today)
    if order.as_of:
        # A frozen state knows of no others, so nothing could be said of what was new then.
        asked = replace(asked, scenes=tuple(name for name in asked.scenes if name != agenda.NEWS) or agenda.DEFAULT)
    choice = order.choice(chosen=asked.chosen, spotlight=asked.spotlight)
    return Deck(agenda.make(fetch, asked, choice), asked.title or NETWORK, in_words(fetch(roster), asked.chosen))


def drawn(deck: Deck, order: Order) -> bytes:
    """Return the file of a deck; its first slide says the filters, the frozen state and the day.

    Raises ExportProblem where the funder's logo cannot be put there.
    """
    # Whoever wants a handout need not load what makes slides.
    from cci_data.exports.slides.deck import slides

    who = current_funding(order.made_on)
    of_what = (*deck.filters, *((f"as frozen: {order.state}",) if order.state else ()))
    # Whoever copies one slide out of the deck takes along of whom and of when it is.
    scenes = tuple(replace(scene, source=" · ".join((scene.source, *of_what))) for scene in deck.scenes)
    try:
        return slides(
            scenes,
            title=deck.title,
            subtitle=" · ".join(of_what),
            made_on=order.made_on,
            funding=who,
            lands=basemap.shapes(),
            palette=LIGHT,
        )
    except OSError as error:
        if not (who and who.logos):
            raise
        raise ExportProblem([NO_LOGO]) from error

"""Decks of slides: the scenes of the country in the spotlight, of the network, and of any agenda."""

from dataclasses import dataclass

from cci_data import basemap
from cci_data.api.offers import in_words
from cci_data.charts.chart import Fetch
from cci_data.filters import EVERYBODY
from cci_data.funding import current_funding
from cci_data.queries.roster import roster
from cci_data.reports.order import Order
from cci_data.scenes import agenda
from cci_data.scenes.scene import Scene
from cci_data.scenes.spotlight import country_of
from cci_data.theme import LIGHT
from cci_data.vocabulary import NETWORK_COUNTRIES

PNG = "image/png"
NETWORK = "CCI network, Baltic Sea Region"
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
    asked = agenda.read(order.parameters)
    choice = order.choice(chosen=asked.chosen, spotlight=asked.spotlight)
    return Deck(agenda.make(fetch, asked, choice), NETWORK, in_words(fetch(roster), asked.chosen))


def drawn(deck: Deck, order: Order) -> bytes:
    """Return the file of a deck; its first slide says the filters, the frozen state and the day."""
    # Whoever wants a handout need not load what makes slides.
    from cci_data.exports.slides.deck import slides
    from cci_data.exports.slides.ends import Funding

    who = current_funding(order.made_on)
    logo = next((each.content for each in who.logos if each.media_type == PNG), b"") if who else b""
    state = (f"as frozen: {order.state}",) if order.state else ()
    return slides(
        deck.scenes,
        title=deck.title,
        subtitle=" · ".join((*deck.filters, *state)),
        made_on=order.made_on,
        funding=Funding(who.statement, logo, who.programme) if who else None,
        lands=basemap.shapes(),
        palette=LIGHT,
    )

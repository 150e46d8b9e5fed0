"""What picture an address asks for: its parameters read, checked, and turned into what draws it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from cci_data.api.links import address
from cci_data.api.offers import in_words, read_filter
from cci_data.api.parameters import Parameter, canonical, partner_parameters, read_parameters
from cci_data.api.problems import Problem, quoted
from cci_data.cards.registry import CARDS
from cci_data.charts.chart import Chart, Fetch
from cci_data.charts.registry import CHARTS, Choice, chart_of
from cci_data.exports.pictures.caption import SHAPES
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import slug
from cci_data.pictures import card_picture, chart_picture
from cci_data.queries.partners import current_id
from cci_data.queries.roster import roster
from cci_data.theme import Palette, palette

LONGEST_ID = 80
THEME = Parameter("theme", "colours", {"light": "light", "dark": "dark"})
CHART_SHAPE = Parameter("shape", "shape of the picture", {"wide": "16:9, as without it", "square": "square"})
CARD_SHAPE = Parameter("shape", "shape of the card", {"share": "1200 × 630, as without it", "square": "square"})


@dataclass(frozen=True)
class Order:
    """A picture that is asked for: what tells it from others, the name of its file without the end, what draws it."""

    key: Hashable
    file: str
    draw: Callable[[], bytes]


def order_chart(fetch: Fetch, today: object, base: str, name: str, kind: str, query: QueryParams) -> Order:
    """Return the order of a chart or map; name: a key of CHARTS; kind: of the file; base: the dashboard's address.

    Raises Problem where a parameter does not fit.
    """
    entry, who = CHARTS[name], fetch(roster)
    own = tuple(_own(fetch, each, choice) for each, choice in entry.choices.items())
    filters = partner_parameters(who) if entry.is_filtered else ()
    asked = read_parameters(query, (*filters, *own, CHART_SHAPE, THEME))
    for each, choice in entry.choices.items():
        if choice.is_required and each not in asked:
            raise _missing(each, choice.meaning)
    if "id" in entry.choices:
        asked["id"] = _present(fetch, "partner", asked["id"])
    chosen = read_filter(who, asked) if entry.is_filtered else EVERYBODY
    choice, look = canonical(asked, own), canonical(asked, (CHART_SHAPE, THEME))
    shape, theme = look.get("shape", "wide"), look.get("theme", "light")

    def draw() -> bytes:
        chart = _chart(name, fetch, palette(theme), choice, chosen)
        link = address(base, entry.page, chart.choice)
        made = {"shape": SHAPES[shape], "kind": kind, "palette": palette(theme)}
        return chart_picture(chart, filters=in_words(who, chosen), link=link, **made)

    return Order((today, base, name, kind, shape, theme, chosen, tuple(choice.items())), f"cci-{name}", draw)


def order_card(fetch: Fetch, today: object, base: str, name: str, kind: str, query: QueryParams) -> Order:
    """Return the order of a card; name: a key of CARDS; the rest as for `order_chart`."""
    entry = CARDS[name]
    asked = read_parameters(query, (Parameter(entry.parameter, entry.meaning, longest=LONGEST_ID), CARD_SHAPE, THEME))
    look = canonical(asked, (CARD_SHAPE, THEME))
    if entry.is_required and entry.parameter not in asked:
        raise _missing(entry.parameter, entry.meaning)
    key = _present(fetch, name, asked[entry.parameter]) if entry.parameter in asked else ""
    shape, theme = look.get("shape", "share"), look.get("theme", "light")

    def draw() -> bytes:
        card = entry.make(fetch, palette(theme), today, key)
        if card is None:
            raise _none_such(name, key)
        made = {"shape": SHAPES[shape], "kind": kind, "palette": palette(theme)}
        return card_picture(card, link=address(base, card.page, card.choice), **made)

    file = "-".join(text for text in ("cci", name, slug(key)) if text)
    return Order((today, base, name, kind, shape, theme, key), file, draw)


def _missing(name: str, meaning: str) -> Problem:
    return Problem("unfit-value", f"{name} is missing.", f"Give it: {meaning}.")


def _none_such(name: str, key: str) -> Problem:
    detail = f"There is no {name} {quoted(key)}."
    return Problem("no-such-record", detail, "Take the address from the page of the record.")


def _own(fetch: Fetch, name: str, choice: Choice) -> Parameter:
    return Parameter(name, choice.meaning, choice.options(fetch), longest=LONGEST_ID if name == "id" else 0)


def _chart(name: str, fetch: Fetch, colours: Palette, choice: Mapping[str, str], chosen: PartnerFilter) -> Chart:
    """Return what `chart_of` does; raise Problem where its record went after it was asked for."""
    try:
        return chart_of(name, fetch, colours, choice, chosen)
    except KeyError as error:
        if choice.get("id") not in error.args:
            raise
        raise _none_such("partner", choice["id"]) from error


def _present(fetch: Fetch, name: str, key: str) -> str:
    """Return the key of a record, of a partner that was merged the present one; raise Problem where there is none."""
    if name == "partner":
        key = fetch(current_id, partner_id=key)
    if key not in CARDS[name].records(fetch):
        raise _none_such(name, key)
    return key

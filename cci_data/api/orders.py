"""What picture an address asks for: its parameters read, checked, and turned into what draws it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from starlette.datastructures import QueryParams

from cci_data.api.links import address
from cci_data.api.moments import Moment
from cci_data.api.offers import in_words, read_filter
from cci_data.api.parameters import Parameter, canonical, partner_parameters, read_parameters
from cci_data.api.periods import begun_period
from cci_data.api.problems import Problem, quoted
from cci_data.cards.registry import CARDS
from cci_data.charts.chart import Chart, Fetch
from cci_data.charts.registry import CHARTS, chart_of
from cci_data.exports.pictures.caption import SHAPES
from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import slug
from cci_data.pictures import card_picture, chart_picture
from cci_data.queries.partners import current_id
from cci_data.queries.roster import roster
from cci_data.theme import Palette, palette

LONGEST_ID = 80
# What has no options on record, and how long it may be.
LONGEST = {"id": LONGEST_ID, "period": 9}
THEME = Parameter("theme", "colours", {"light": "light", "dark": "dark"})
CHART_SHAPE = Parameter("shape", "shape of the picture", {"wide": "16:9, as without it", "square": "square"})
CARD_SHAPE = Parameter("shape", "shape of the card", {"share": "1200 × 630, as without it", "square": "square"})


@dataclass(frozen=True)
class Order:
    """A picture that is asked for: what tells it from others, the name of its file without the end, what draws it."""

    key: Hashable
    file: str
    draw: Callable[[], bytes]


def order_chart(moment: Moment, today: date, base: str, name: str, kind: str, query: QueryParams) -> Order:
    """Return the order of a chart or map as of a moment.

    today: the day of it; name: a key of CHARTS; kind: of the file; base: the dashboard's address; query: the rest of
    what is asked.
    Raises Problem where a parameter does not fit.
    """
    entry, fetch = CHARTS[name], moment.fetch
    choice, chosen, look = read_chart(fetch, name, query, today, (CHART_SHAPE, THEME))
    shape, theme = look.get("shape", "wide"), look.get("theme", "light")

    def draw() -> bytes:
        chart = make_chart(name, fetch, palette(theme), choice, today, chosen)
        link = address(base, entry.page, {**chart.choice, **moment.parameters})
        filters = (*in_words(fetch(roster), chosen), *moment.words)
        made = {"shape": SHAPES[shape], "kind": kind, "palette": palette(theme)}
        return chart_picture(chart, filters=filters, link=link, **made)

    file = f"cci-{name}{moment.suffix}"
    return Order((today, base, name, kind, shape, theme, chosen, tuple(choice.items())), file, draw)


def read_chart(
    fetch: Fetch, name: str, query: QueryParams, today: date, more: Sequence[Parameter] = ()
) -> tuple[dict[str, str], PartnerFilter, dict[str, str]]:
    """Return what an address asks of a chart: its own choices, the filter, and what it says of the parameters `more`.

    name: a key of CHARTS; today: the day that decides which periods have begun. Raises Problem where a parameter does
    not fit.
    """
    entry, who = CHARTS[name], fetch(roster)
    own, filters = _own(fetch, name), partner_parameters(who) if entry.is_filtered else ()
    asked = _read(query, (*filters, *own, *more))
    if "id" in entry.choices:
        asked["id"] = _present(fetch, "partner", asked["id"])
    if "period" in asked:
        asked["period"] = begun_period(asked["period"], today)
    chosen = read_filter(who, asked) if entry.is_filtered else EVERYBODY
    return canonical(asked, own), chosen, canonical(asked, more)


def order_card(moment: Moment, today: date, base: str, name: str, kind: str, query: QueryParams) -> Order:
    """Return the order of a card; name: a key of CARDS; the rest as for `order_chart`."""
    entry, fetch = CARDS[name], moment.fetch
    known = picture_parameters(fetch, name)
    asked = _read(query, known)
    look = canonical(asked, (CARD_SHAPE, THEME))
    written = asked.get(entry.parameter, "")
    key = _present(fetch, name, known[0].find(written) or written) if written else ""
    shape, theme = look.get("shape", "share"), look.get("theme", "light")

    def draw() -> bytes:
        card = entry.make(fetch, palette(theme), today, key)
        if card is None:
            raise _none_such(name, key)
        made = {"shape": SHAPES[shape], "kind": kind, "palette": palette(theme)}
        link = address(base, card.page, {**card.choice, **moment.parameters})
        said = replace(card, source=". ".join((card.source, *moment.words)))
        return card_picture(said, link=link, **made)

    file = "-".join(text for text in ("cci", name, slug(key)) if text) + moment.suffix
    return Order((today, base, name, kind, shape, theme, key), file, draw)


def picture_parameters(fetch: Fetch, name: str) -> tuple[Parameter, ...]:
    """Return what the address of a picture may say; name: a key of CHARTS or of CARDS."""
    if name in CHARTS:
        filters = partner_parameters(fetch(roster)) if CHARTS[name].is_filtered else ()
        return (*_own(fetch, name), *filters, CHART_SHAPE, THEME)
    card = CARDS[name]
    record = {"options": card.records(fetch), "longest": LONGEST_ID, "is_required": card.is_required}
    return Parameter(card.parameter, card.meaning, **record), CARD_SHAPE, THEME


def _own(fetch: Fetch, name: str) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            each,
            choice.meaning,
            choice.options(fetch),
            longest=LONGEST.get(each, 0),
            is_required=choice.is_required,
        )
        for each, choice in CHARTS[name].choices.items()
    )


def _read(query: QueryParams, known: Sequence[Parameter]) -> dict[str, str]:
    """Return what an address asks for, as `read_parameters` does; raise Problem where what it has to say is missing."""
    asked = read_parameters(query, known)
    for each in known:
        if each.is_required and each.name not in asked:
            raise Problem("unfit-value", f"{each.name} is missing.", f"Give it: {each.meaning}.")
    return asked


def _none_such(name: str, key: str) -> Problem:
    detail = f"There is no {name} {quoted(key)}."
    return Problem("no-such-record", detail, "Take the address from the page of the record.")


def make_chart(
    name: str, fetch: Fetch, colours: Palette, choice: Mapping[str, str], today: date, chosen: PartnerFilter
) -> Chart:
    """Return what `chart_of` does; raise Problem where its record went after it was asked for."""
    try:
        return chart_of(name, fetch, colours, choice, today, chosen)
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

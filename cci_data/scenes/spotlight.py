"""The country in the spotlight, in three scenes: its status, its figures, its partners and what they need."""

from datetime import date

import pandas as pd

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.charts.series import LOGARITHMIC
from cci_data.figures.series import is_share, strokes
from cci_data.filters import PartnerFilter
from cci_data.language import count, day, days, listed, short, shortened
from cci_data.public_data import public_source
from cci_data.queries.changes import scope
from cci_data.queries.coverage import coverage
from cci_data.queries.indicators import indicators, series
from cci_data.queries.partners import partners
from cci_data.queries.spotlights import Turn, spotlight_on, strip
from cci_data.queries.statements import statements
from cci_data.scenes.scene import Choice, Entries, Entry, Line, Lines, Panels, Scene
from cci_data.vocabulary import (
    AREAS,
    COUNTRY_FACT_KINDS,
    EUROPEAN_UNION,
    ILLUSTRATIVE,
    NETWORK_COUNTRIES,
    PARTNER_STATEMENT_KINDS,
)

TURNS_LOOKED_AT = 20
NAMED = 3
LONGEST_SOURCE = 60
NATIONAL = "Facts follow national definitions and are not compared with another country's."


def country_of(fetch: Fetch, choice: Choice) -> str:
    """Return the code of the country in the spotlight: the chosen one, else the one whose turn it is."""
    return choice.spotlight or fetch(spotlight_on, day=choice.today).country_code


def turn_of(fetch: Fetch, code: str, today: date) -> Turn | None:
    """Return the turn that a country has, or has next."""
    rota = fetch(strip, today=today, before=0, after=TURNS_LOOKED_AT)
    return next((turn for turn in rota if turn.country_code == code), None)


def status(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of what is known about the country, each fact with its year and source."""
    code = country_of(fetch, choice)
    turn = turn_of(fetch, code, choice.today)
    facts = tuple(
        Entry(
            text=row.text,
            label=f"{row.kind_label}, {row.year}" if row.year else row.kind_label,
            detail=shortened(public_source(row.origin, row.source), LONGEST_SOURCE),
            is_illustrative=row.origin == ILLUSTRATIVE,
        )
        for row in fetch(statements, kinds=COUNTRY_FACT_KINDS, country=code).itertuples()
    )
    return Scene(
        name="spotlight-status",
        kicker=_kicker(code),
        headline=_turn_in_words(code, turn, choice.today),
        blocks=(
            Entries("Status and strategy", facts, "No facts are on record. Send the Desk a sentence and its source."),
        ),
        source="the pages named with each fact",
        as_of=collected_on(fetch),
        note=NATIONAL,
    )


def figures(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the country's indicators over time, against the other nine and the European Union."""
    code = country_of(fetch, choice)
    name, found = NETWORK_COUNTRIES[code], fetch(indicators)
    panels = tuple(_panel(fetch(series, indicator_id=row.indicator_id), row, code) for row in found.itertuples())
    publishers = listed(dict.fromkeys(found["publisher"]))
    return Scene(
        name="spotlight-figures",
        kicker=_kicker(code),
        headline=f"{name} in figures" if panels else "No statistics are on record yet",
        blocks=(Panels(panels, f"{name} in front, the other nine countries thin, the European Union dashed"),),
        source=publishers or "none",
        as_of=fetch(scope).collected_on,
        note=f"A gap in a line is a missing year or a break in the series. {LOGARITHMIC}",
    )


def _panel(values: pd.DataFrame, found, code: str) -> Lines:
    own = values[values["area_code"] == code]
    latest = ""
    if len(own):
        last = own.iloc[-1]
        latest = f"{short(last['value'], found.decimals)}, {last['year']}"
    order = [area for area in AREAS if area not in (code, EUROPEAN_UNION)] + [EUROPEAN_UNION, code]
    roles = {code: "country", EUROPEAN_UNION: "union"}
    lines = tuple(
        Line(AREAS[area], roles.get(area, "other"), _strokes(values[values["area_code"] == area]))
        for area in order
        if (values["area_code"] == area).any()
    )
    is_logarithmic = not is_share(found.unit) and values["value"].min() > 0
    return Lines(found.label, found.unit, found.decimals, latest, is_logarithmic, lines)


def _strokes(values: pd.DataFrame) -> tuple[tuple[tuple[int, float], ...], ...]:
    found: list[list[tuple[int, float]]] = [[]]
    for year, value in zip(*strokes(values), strict=True):
        if year is None:
            found.append([])
        else:
            found[-1].append((year, value))
    return tuple(map(tuple, found))


def people(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the country's partners, and of what they need and offer."""
    code = country_of(fetch, choice)
    name, found = NETWORK_COUNTRIES[code], fetch(partners, chosen=PartnerFilter(country=(code,)))
    said = fetch(statements, kinds=PARTNER_STATEMENT_KINDS, country=code)
    listing = tuple(
        Entry(text=row.name, detail=listed(row.cities) or "place not known", label=row.organisation_type or "")
        for row in found.itertuples()
    )
    nobody = f"No partner has stated a need in {name} yet. Tell the Contact Desk in a sentence what you look for."
    return Scene(
        name="spotlight-partners",
        kicker=_kicker(code),
        headline=_people_in_words(fetch, code, len(found)),
        blocks=(
            Entries(f"Partners in {name}", listing, "No partner is on record. Tell the Contact Desk whom you miss."),
            Entries("Needs and offers", tuple(map(_said, said.itertuples())), nobody),
        ),
        source=origins(fetch),
        as_of=collected_on(fetch),
    )


def _said(row) -> Entry:
    when = day(row.stated_on) if pd.notna(row.stated_on) else ""
    return Entry(
        text=row.text,
        label=row.kind_label,
        detail=", ".join(filter(None, (row.partner, when))),
        is_illustrative=row.origin == ILLUSTRATIVE,
    )


def _kicker(code: str) -> str:
    return f"Spotlight: {NETWORK_COUNTRIES[code]}"


def _turn_in_words(code: str, turn: Turn | None, today: date) -> str:
    name = NETWORK_COUNTRIES[code]
    if turn is None:
        return name
    tense = "is" if turn.starts_on <= today else "will be"
    steward = f", looked after by {turn.steward}" if turn.steward else ""
    return f"{name} {tense} in the spotlight, {days(turn.starts_on, turn.ends_on)}{steward}"


def _people_in_words(fetch: Fetch, code: str, number: int) -> str:
    if not number:
        return f"No partner in {NETWORK_COUNTRIES[code]} is on record yet"
    cells = fetch(coverage)
    here = cells[(cells["country_code"] == code) & (cells["partner_count"] > 0)]
    verb = "names" if number == 1 else "name"
    named = f"{verb} {len(here)} of {cells['sector_id'].nunique()} sectors" if len(here) else f"{verb} no sector"
    return f"{count(number, 'partner')} in {NETWORK_COUNTRIES[code]} {named}"

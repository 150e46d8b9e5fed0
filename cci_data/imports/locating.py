"""A city in a cell → coordinates from the gazetteer, or a question; given coordinates must lie in their country."""

from typing import Any

from cci_data.gazetteer import Site, look_up, told_apart
from cci_data.history import Key
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow
from cci_data.land import country_at, lies_in
from cci_data.language import fold
from cci_data.models import Partner, Place
from cci_data.sheets.cells import shown
from cci_data.vocabulary import NETWORK_COUNTRIES

BASIS = "point of the city in the gazetteer (GeoNames)"
MOST_TO_CHOOSE_FROM = 8


def locate(work: Work, row: WrittenRow, key: Key, is_new: bool) -> dict[str, Any]:
    """Return what follows from the place that a row names, by column: its country, point and basis, or its city.

    Only a place that is new, or an event whose city changes, is looked up: a point that is stored stays. What cannot
    be told is noted as a problem.
    """
    is_place = row.sheet.model is Place
    there = work.draft.rows(row.sheet.model.__table__).get(key, {})
    found: dict[str, Any] = {}
    country = row.get("country_code") or there.get("country_code")
    if is_place and country is None:
        country = found["country_code"] = work.draft.rows(Partner.__table__)[(key[0],)]["country_code"]
    if row.get("latitude") is not None or row.get("longitude") is not None:
        _check_point(work, row, there, country)
        return found
    city = row.get("city")
    if city and (is_new or (not is_place and there["city"] != plain_city(city, country))):
        found |= _looked_up(work, row, city, country)
    if city and not is_place:
        found["city"] = plain_city(city, country)
    return found


def plain_city(city: str, country: str | None) -> str:
    """Return a city without what told it apart (`Nykvarn, near Södertälje` → `Nykvarn`), and with its accents."""
    sites = look_up(city, country).sites if country else ()
    if len(sites) != 1:
        return city
    name = sites[0].name
    has_hint = fold(city).startswith(fold(name)) and any(mark in city[len(name) :] for mark in ",(")
    return name if has_hint or fold(city) == fold(name) else city


def _check_point(work: Work, row: WrittenRow, there: dict[str, Any], country: str | None) -> None:
    names = ("latitude", "longitude")
    latitude, longitude = (there.get(name) if row.get(name) is None else row.get(name) for name in names)
    if latitude is None or longitude is None:
        blank = "latitude" if latitude is None else "longitude"
        work.problem(row, blank, "is blank; latitude and longitude are expected together, or neither")
    elif not lies_in(latitude, longitude, country):
        here = country_at(latitude, longitude)
        lies = f"in {_named(here)}" if here else "outside the region or in the sea"
        expected = f"in {_named(country)}" if country else "on land in the region"
        swapped = "; they seem to be swapped" if lies_in(longitude, latitude, country) else ""
        sentence = f"says {latitude}, {longitude}, which lies {lies}; a point {expected} is expected{swapped}"
        work.problem(row, "latitude", sentence)


def _named(country: str) -> str:
    return NETWORK_COUNTRIES.get(country, country)


def _looked_up(work: Work, row: WrittenRow, city: str, country: str | None) -> dict[str, Any]:
    is_place = row.sheet.model is Place
    if country is None:
        if is_place:
            work.problem(row, "country_code", f"is blank; to look {shown(city)} up, its country is expected")
        return {}
    lookup = look_up(city, country)
    if len(lookup.sites) == 1:
        point = {"latitude": lookup.sites[0].latitude, "longitude": lookup.sites[0].longitude}
        return point | ({"basis": row.get("basis") or BASIS} if is_place else {})
    if lookup.sites:
        work.problem(row, "city", _several(city, country, lookup.sites))
        return {}
    unknown = f"says {shown(city)}, which the gazetteer does not know in {_named(country)}"
    if is_place:
        near = f"; did you mean {' or '.join(lookup.near)}?" if lookup.near else ""
        work.problem(row, "city", f"{unknown}; a city there is expected, or coordinates{near}")
    else:
        work.plan.notes.append(f"{row.where('city')} {unknown}; the event is stored without a point.")
    return {}


def _several(city: str, country: str, sites: tuple[Site, ...]) -> str:
    phrases = told_apart(sites[:MOST_TO_CHOOSE_FROM])
    rest = f"; and {len(sites) - len(phrases)} more" if len(sites) > len(phrases) else ""
    places = f"{len(sites)} places in {_named(country)} are called so"
    return f"says {shown(city)}, and {places}: {'; '.join(phrases)}{rest}; one of these, or coordinates, is expected"

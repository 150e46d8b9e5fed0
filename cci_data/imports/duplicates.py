"""Who may be there already: a partner of the same site, or of the same name but for accents, legal form or a typo."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA

from cci_data.language import fold

SHORTEST_WITH_A_TYPO = 5
# Folded and without punctuation, so that e.V. is `e v` and A/S is `a s`.
LEGAL_FORMS = (
    *("e v", "ev", "ggmbh", "gmbh", "mbh", "ag", "ug", "kg", "gbr", "eg", "gmbh co kg", "stiftung"),
    *("a s", "as", "aps", "ivs", "smba", "fmba", "s i", "fonden"),
    *("ou", "mtu", "sihtasutus", "sa"),
    *("oy", "oyj", "ry", "r y", "rf", "r f", "osk", "saatio"),
    *("ehf", "hf", "ses", "ohf"),
    *("sia", "biedriba", "nodibinajums", "vsia"),
    *("uab", "vsi", "mb", "ab", "viesoji istaiga", "asociacija"),
    *("da", "ba", "sf", "stiftelsen", "stiftelse", "forening", "foreningen"),
    *("sp z o o", "z o o", "s a", "fundacja", "stowarzyszenie", "spolka z o o"),
    *("aktiebolag", "hb", "ek for", "ideell forening", "ltd", "limited", "inc"),
)
_FORMS = "|".join(sorted(map(re.escape, LEGAL_FORMS), key=len, reverse=True))
AT_THE_START, AT_THE_END = re.compile(rf"^(?:{_FORMS}) (?=.)"), re.compile(rf"(?<=.) (?:{_FORMS})$")
LANGUAGE_PATH = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A partner as duplicates are looked for: id, all its names, country and site."""

    key: str
    names: tuple[str, ...]
    country_code: str | None
    website: str | None


@dataclass(frozen=True)
class Likeness:
    """That a new partner may be one that is there: their ids, and why, as `has the same site`."""

    newcomer: str
    other: str
    reason: str


def bare(name: str) -> str:
    """Return a name without accents, case, punctuation and legal form."""
    words = " ".join(re.findall(r"\w+", fold(name)))
    stripped = AT_THE_END.sub("", AT_THE_START.sub("", words))
    return stripped or words


def site(website: str | None) -> str | None:
    """Return the address of a site by which two are compared: without scheme, www, language and closing slash."""
    if not website:
        return None
    try:
        parts = urlsplit(website)
    except ValueError:
        # Another program may have stored what is no address.
        return website.casefold()
    host = (parts.hostname or "").removeprefix("www.")
    path = "" if LANGUAGE_PATH.fullmatch(parts.path or "/") else parts.path.rstrip("/")
    return f"{host}{path}{'?' + parts.query if parts.query else ''}".casefold() or None


def likenesses(newcomers: Sequence[Known], everyone: Iterable[Known]) -> list[Likeness]:
    """Return whom each newcomer may be, within one country: at most one likeness for each pair, the strongest reason.

    A partner whose country is not known may be in any. newcomers are among `everyone`; of two newcomers that are
    alike, the later is said to be like the earlier.
    """
    order = {known.key: number for number, known in enumerate(newcomers)}
    by_country: dict[str | None, list[Known]] = defaultdict(list)
    for known in everyone:
        by_country[known.country_code].append(known)
    anywhere = by_country[None]
    found: dict[tuple[str, str], Likeness] = {}
    countries = sorted({known.country_code or "" for known in newcomers})
    if "" in countries:
        countries = sorted({"", *filter(None, by_country)})
    for country in countries:
        there = [*by_country[country], *anywhere] if country else anywhere
        for one, other, reason in _alike(there, order):
            later, earlier = sorted((one, other), key=lambda key: order.get(key, -1), reverse=True)
            found.setdefault((later, earlier), Likeness(later, earlier, reason))
    return sorted(found.values(), key=lambda likeness: (order[likeness.newcomer], likeness.other))


def _alike(there: list[Known], newcomers: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    sites = [(site(known.website), known.key) for known in there]
    names = [(bare(name), known.key) for known in there for name in known.names]
    for group in _groups((address, key) for address, key in sites if address):
        yield from _pairs(group, newcomers, "has the same site")
    for group in _groups(names):
        yield from _pairs(group, newcomers, "has the same name but for accents, capitals or legal form")
    for one, other in _one_typo_apart(names):
        if one != other and (one in newcomers or other in newcomers):
            yield one, other, "has the same name but for a typo"


def _groups(pairs: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for value, key in pairs:
        if key not in groups[value]:
            groups[value].append(key)
    return (group for group in groups.values() if len(group) > 1)


def _pairs(group: list[str], newcomers: dict[str, int], reason: str) -> Iterator[tuple[str, str, str]]:
    """Pair each newcomer with the first of the group: a hundred that are alike are not five thousand pairs."""
    first = min(group, key=lambda key: newcomers.get(key, -1))
    for key in group:
        if key != first and key in newcomers:
            yield key, first, reason


def _one_typo_apart(names: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Find names that one wrong, missing, extra or swapped letter sets apart; two that differ in a digit are two.

    Names so near share what is left of them when a letter is taken out, so each is compared only with those.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for name, key in names:
        if len(name) >= SHORTEST_WITH_A_TYPO:
            keys[name].add(key)
    left: dict[str, list[str]] = defaultdict(list)
    for name in keys:
        for rest in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
            left[rest].append(name)
    near = {(one, other) for group in left.values() for one in group for other in group if one < other}
    for one, other in near:
        if _digits(one) == _digits(other) and OSA.distance(one, other, score_cutoff=1) == 1:
            yield from ((first, second) for first in keys[one] for second in keys[other])


def _digits(name: str) -> str:
    return "".join(re.findall(r"\d", name))

"""Which record somebody means who says its key, its name, or the beginning of a name that no other has."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from cci_data.api.problems import Problem, quoted
from cci_data.charts.chart import Fetch
from cci_data.language import fold, listed
from cci_data.queries.partners import current_id, partner, partners
from cci_data.vocabulary import NETWORK_COUNTRIES

MOST_NAMED = 4
# How much alike two names have to be, of 1 for the same.
ALIKE = 0.5


def country_named(asked: str) -> str:
    """Return the code of a country of the network, by its code or name; raises Problem where it is none."""
    names = {fold(code): code for code in NETWORK_COUNTRIES}
    names |= {fold(name): code for code, name in NETWORK_COUNTRIES.items()}
    known = {key: {code} for key, code in names.items()}
    found = _found(asked, known)
    if len(found) == 1:
        return found.pop()
    near = _nearest(asked, known, NETWORK_COUNTRIES)
    detail = f"There is no country {quoted(asked)} in the network."
    raise Problem("no-such-record", detail, near or f"Use one of {listed(NETWORK_COUNTRIES)}.")


def partner_named(fetch: Fetch, asked: str) -> str:
    """Return the ID of a partner, by an ID that it has or had, one of its names, or a beginning that no other has.

    Raises Problem where there is none, with the nearest, or several, with their IDs.
    """
    key = fetch(current_id, partner_id=asked)
    if len(fetch(partner, partner_id=key)):
        return key
    known: dict[str, set[str]] = {}
    titles = {}
    for row in fetch(partners).itertuples():
        titles[row.partner_id] = row.name
        for name in (row.partner_id, row.name, *row.other_names):
            known.setdefault(fold(name), set()).add(row.partner_id)
    found = _found(asked, known)
    if len(found) == 1:
        return found.pop()
    detail = f"There is no partner {quoted(asked)}."
    if found:
        several = [f"{titles[each]} ({each})" for each in sorted(found, key=titles.get)]
        raise Problem("no-such-record", detail, f"Several begin so: {listed(several, MOST_NAMED)}.")
    near = _nearest(asked, known, titles)
    raise Problem("no-such-record", detail, near or "Take the address from the page of the partner.")


def _found(asked: str, known: Mapping[str, set[str]]) -> set[str]:
    """Return the keys of what is so named, or where nothing is, of all whose names begin so. known: name → keys."""
    words = fold(asked)
    if words in known:
        return set(known[words])
    return {key for name, keys in known.items() if words and name.startswith(words) for key in keys}


def _nearest(asked: str, known: Mapping[str, Iterable[str]], titles: Mapping[str, str]) -> str:
    """Return a sentence with the name that is most like what is asked for, "" where none is."""
    near = get_close_matches(fold(asked), known, n=1, cutoff=ALIKE)
    return "".join(f"The nearest is {titles[key]} ({key})." for key in sorted(known[near[0]])[:1]) if near else ""

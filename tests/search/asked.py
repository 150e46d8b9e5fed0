"""Questions with known answers, made from names by rules, without the code that finds them.

Where a rule makes the same question of several records, because they share a name, another name or their initials, none
of them is more right than the others: each is a right answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from tests.queries.record import plain

Key = tuple[str, str]
SHORTEST_WITH_SLIP = 5


class Named(NamedTuple):
    """A record: (kind, id), its name, and its other names."""

    key: Key
    name: str
    others: tuple[str, ...] = ()


class Question(NamedTuple):
    """What is asked, by which rule it was made, and which records are a right answer."""

    text: str
    rule: str
    right: frozenset[Key]


def without_accents(named: Named) -> Iterator[str]:
    """Rīga → Riga; only names that have accents."""
    for name in (named.name, *named.others):
        if name.isascii():
            continue
        yield plain(name)


def swapped(named: Named) -> Iterator[str]:
    """Media Evolution → Media Evoluiton: two neighbours of one word of five letters or more, the same each time."""
    random = Random(named.name)
    places = [
        match.start() + at
        for match in re.finditer(r"[^\W\d_]{5,}", named.name)
        for at in range(len(match[0]) - 1)
        if match[0][at].lower() != match[0][at + 1].lower()
    ]
    if places:
        at = random.choice(places)
        yield named.name[:at] + named.name[at + 1] + named.name[at] + named.name[at + 2 :]


def acronyms(named: Named) -> Iterator[str]:
    """Other names that are one short word (CBSS, Xamk), and the capitals of names of three such words or more."""
    yield from (name for name in named.others if re.fullmatch(r"\w{2,7}", name) and sum(map(str.isupper, name)))
    if re.fullmatch(r"([A-ZÄÖÅØŠŽŁ][a-zäöåøšžąėīūł]+|of|the|for|and|in| )+", named.name):
        capitals = re.sub("[^A-ZÄÖÅØŠŽŁ]", "", named.name)
        if len(capitals) >= 3:
            yield capitals


def translated(named: Named) -> Iterator[str]:
    """Other names of two words or more, or of one long word: Loov Eesti, Telliskivi Loomelinnak, Deutschland."""
    yield from (name for name in named.others if re.search(r"\w{4,}", name) and not name.isupper())


RULES = {"accents dropped": without_accents, "swapped": swapped, "acronym": acronyms, "translated": translated}


def questions(records: Iterable[Named], count: int) -> list[Question]:
    """Return `count` different questions, of each rule a fair share or all that it makes; the same each time."""
    records = list(records)
    by_rule: dict[str, dict[str, set[Key]]] = {rule: defaultdict(set) for rule in RULES}
    for rule, make in RULES.items():
        for named in records:
            for text in make(named):
                by_rule[rule][text].add(named.key)
    chosen: list[Question] = []
    for done, (rule, found) in enumerate(sorted(by_rule.items(), key=lambda item: len(item[1]))):
        share = (count - len(chosen)) // (len(by_rule) - done)
        fresh = sorted(found.keys() - {question.text for question in chosen})
        texts = Random(rule).sample(fresh, min(share, len(fresh)))
        chosen += [Question(text, rule, frozenset(found[text] | namesakes(text, records))) for text in texts]
    return chosen


def namesakes(text: str, records: Iterable[Named]) -> set[Key]:
    """Return the records that are called just `text`, accents and case aside."""
    return {named.key for named in records if plain(text) in map(plain, (named.name, *named.others))}

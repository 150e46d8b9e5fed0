"""All partners on record, laid out so that any filter is answered at once: who fits, and how many each option leaves.

Each option of each field is a row of ones and zeros, one for each partner. A filter is then a few comparisons of whole
rows, and what all options of a field would leave is one multiplication.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd
from sqlalchemy import select, union
from sqlalchemy.orm import Session

from cci_data.filters import EVERY, FIELDS, FIXED, NO, YES, PartnerFilter
from cci_data.language import fold, slug
from cci_data.models import (
    Country,
    Event,
    EventAttendance,
    EventHost,
    Participation,
    PartnerService,
    Project,
    Sector,
    Service,
)
from cci_data.privacy import public_text
from cci_data.queries.everyone import counts_under, everyone
from cci_data.queries.frames import rows, shared, tuples_by_key
from cci_data.vocabulary import APART, ILLUSTRATIVE


@dataclass(frozen=True)
class Options:
    """What can be chosen of one field: labels (option → words, in their order), and who fits each.

    fits: one row for each option, one column for each partner, 1 or 0.
    """

    labels: Mapping[str, str]
    fits: np.ndarray

    def row(self, option: str) -> np.ndarray:
        """Return which partners fit an option; nobody fits one that is not there."""
        place = self.places.get(option)
        return np.zeros(self.fits.shape[1], dtype=bool) if place is None else self.fits[place] > 0

    def find(self, asked: str) -> str | None:
        """Return the option that an address means: `lv` is LV, `Interest group` is interest-group; None for none."""
        return asked if asked in self.places else self.by_slug.get(slug(asked))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The row of each option."""
        return {option: place for place, option in enumerate(self.labels)}

    @cached_property
    def by_slug(self) -> Mapping[str, str]:
        """The options as `slug` has them; whoever has no letters is not among them."""
        return {slug(option): option for option in self.labels if slug(option)}


@dataclass(frozen=True)
class Roster:
    """The partners on record, by name, and what each field says of them; to be read only.

    everyone: the frame of `queries.partners.partners`; searched: the folded names and cities of each; options:
    by field of `filters.FIELDS`.
    """

    everyone: pd.DataFrame
    searched: Sequence[str]
    options: Mapping[str, Options]

    def fitting(self, chosen: PartnerFilter) -> np.ndarray:
        """Return which partners fit a filter, True or False for each."""
        return self._all_of(self._by_field(chosen).values())

    def _all_of(self, masks: Iterable[np.ndarray]) -> np.ndarray:
        """Return who fits every one of some masks; everybody where there is none."""
        return np.logical_and.reduce([np.ones(len(self.everyone), dtype=bool), *masks])

    def _by_field(self, chosen: PartnerFilter) -> dict[str, np.ndarray]:
        """Return for each field that asks for something, and for the text, which partners fit it."""
        found = {}
        for field in FIELDS:
            if chosen.chosen(field):
                rows = [self.options[field].row(option) for option in chosen.chosen(field)]
                is_every = field == "sector" and chosen.sectors == EVERY
                found[field] = np.logical_and.reduce(rows) if is_every else np.logical_or.reduce(rows)
        for number, word in enumerate(fold(chosen.text).split()):
            found[f"word {number}"] = np.array([word in text for text in self.searched], dtype=bool)
        return found

    def count(self, chosen: PartnerFilter) -> int:
        """Return how many partners fit a filter."""
        return int(self.fitting(chosen).sum())

    def leaves(self, chosen: PartnerFilter) -> dict[str, dict[str, int]]:
        """Return for each field and option how many partners it would leave, beside what the other fields ask.

        Of a field in which one of several options is enough, that is the number who fit the option alone; where every
        chosen sector has to fit, the number who fit the option and the sectors that are chosen already.
        """
        fits, found = self._by_field(chosen), {}
        for field, options in self.options.items():
            is_every = field == "sector" and chosen.sectors == EVERY
            others = [mask for other, mask in fits.items() if other != field or is_every]
            left = self._all_of(others).astype(np.float32)
            found[field] = dict(zip(options.labels, (options.fits @ left).astype(int).tolist(), strict=True))
        return found

    def known(self, chosen: PartnerFilter) -> PartnerFilter:
        """Return the filter with its options as they are kept, without those that there are not, as of an old link."""
        for field in FIELDS:
            found = map(self.options[field].find, chosen.chosen(field))
            chosen = chosen.with_options(field, (option for option in found if option is not None))
        return chosen

    def unknown(self, chosen: PartnerFilter) -> list[tuple[str, str]]:
        """Return the options that there are not: (field, option)."""
        return [part for part in chosen.parts() if part[0] != "text" and self.options[part[0]].find(part[1]) is None]

    def label(self, field: str, option: str) -> str:
        """Return the words for a part of a filter, of a text the text itself."""
        return option if field == "text" else self.options[field].labels.get(option, option)

    def emptied_by(self, chosen: PartnerFilter) -> tuple[str, ...]:
        """Return the one field, or two, that empty a filter: without them, somebody is left; () where somebody fits.

        Among several, those without which most are left; where more than two have to go, all of them.
        """
        if self.fitting(chosen).any():
            return ()
        fields = list(dict.fromkeys(field for field, _ in chosen.parts()))
        for size in (1, 2):
            left = {some: self.count(chosen.without_fields(some)) for some in combinations(fields, size)}
            best = max(left, key=left.__getitem__, default=())
            if best and left[best]:
                return best
        return tuple(fields)


def roster(session: Session) -> Roster:
    """Return all partners on record with what they can be filtered by; illustrative ones never.

    It hangs on no filter: whoever has a reader asks for it through `frames.shared`, which keeps it.
    """
    found = shared(session, everyone)
    found = found[found["origin"] != ILLUSTRATIVE].reset_index(drop=True)
    labels, sets = _labels(session, found), _sets(session, found)
    return Roster(
        everyone=found,
        searched=[fold(" ".join(words)) for words in _words(found)],
        options={field: _options(labels[field], sets[field]) for field in FIELDS},
    )


def _words(found: pd.DataFrame) -> Iterable[tuple[str, ...]]:
    columns = (found["name"], found["other_names"], found["cities"])
    return ((name, *others, *cities) for name, others, cities in zip(*columns, strict=True))


def _options(labels: Mapping[str, str], sets: Iterable[Iterable[str]]) -> Options:
    places = {option: place for place, option in enumerate(labels)}
    sets = list(sets)
    fits = np.zeros((len(labels), len(sets)), dtype=np.float32)
    for column, options in enumerate(sets):
        for option in options:
            if option in places:
                fits[places[option], column] = 1
    return Options(labels, fits)


def _labels(session: Session, found: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the options of each field that somebody could choose, in the order in which they stand."""
    countries = select(Country.country_code, Country.name).order_by(Country.name)
    sectors = select(Sector.sector_id, Sector.label).order_by(Sector.position)
    services = select(Service.service_id, Service.label).order_by(Service.position)
    projects = select(Project.project_id, Project.title).where(Project.origin != ILLUSTRATIVE)
    programmes = select(Project.programme).where(Project.origin != ILLUSTRATIVE, Project.programme.is_not(None))
    events = select(Event.event_id, Event.title, Event.starts_on).where(Event.origin != ILLUSTRATIVE)
    return FIXED | {
        "country": dict(rows(session, countries)),
        "sector": dict(rows(session, sectors)) | APART,
        "service": dict(rows(session, services)),
        "type": _by_slug(found["organisation_type"].dropna()),
        "programme": _by_slug(name for (name,) in rows(session, programmes)),
        "project": dict(sorted(rows(session, projects), key=lambda row: (fold(row[1]), row[0]))),
        "event": {
            key: f"{title}, {starts_on.year}"
            for key, title, starts_on in sorted(rows(session, events), key=lambda row: (row[2], row[0]), reverse=True)
        },
    }


def _by_slug(texts: Iterable[str]) -> dict[str, str]:
    return {slug(text) or text: text for text in sorted(set(texts), key=lambda text: (fold(text), text))}


def _sets(session: Session, found: pd.DataFrame) -> dict[str, list[tuple[str, ...]]]:
    """Return for each field the options that each partner fits."""
    keys = found["partner_id"].tolist()
    took_part = select(Participation.partner_id, Project.project_id).join(Project).where(Project.origin != ILLUSTRATIVE)
    funded = took_part.with_only_columns(Participation.partner_id, Project.programme).where(
        Project.programme.is_not(None)
    )
    attended = union(
        select(EventHost.partner_id, EventHost.event_id), select(EventAttendance.partner_id, EventAttendance.event_id)
    )
    many = {
        "service": select(PartnerService.partner_id, PartnerService.service_id),
        "project": took_part,
        "programme": funded,
        "event": attended,
    }
    found_by = {field: tuples_by_key(session, statement) for field, statement in many.items()}
    sets = {field: [by_key.get(key, ()) for key in keys] for field, by_key in found_by.items()}
    sets["programme"] = [tuple(slug(name) or name for name in names) for names in sets["programme"]]
    return sets | {
        "country": found["country_codes"].tolist(),
        "type": [(slug(kind) or kind,) if kind else () for kind in found["organisation_type"]],
        "located": [(YES,) if cities else (NO,) for cities in found["cities"]],
        "status": [(origin,) for origin in found["origin"]],
        **_of_sectors(found),
    }


def _of_sectors(found: pd.DataFrame) -> dict[str, list[tuple[str, ...]]]:
    sectors, across = [], []
    for is_all, ids in zip(found["is_cross_sectoral"], found["sector_ids"], strict=True):
        sectors.append(counts_under(is_all, ids))
        across.append((YES,) if is_all or len(ids) > 1 else (NO,) if ids else ())
    return {"sector": sectors, "across": across}


def fitting(session: Session, *, chosen: PartnerFilter) -> np.ndarray:
    """Return which partners of the roster fit a filter, True or False for each."""
    return shared(session, roster).fitting(chosen)


def leaves(session: Session, *, chosen: PartnerFilter) -> dict[str, dict[str, int]]:
    """Return for each field and option how many partners it would leave: `Roster.leaves`."""
    return shared(session, roster).leaves(chosen)


def in_words(who: Roster, chosen: PartnerFilter) -> tuple[str, ...]:
    """Return a filter in words, a sentence part for each field: `Country: Denmark or Sweden`."""
    found = []
    for name, field in FIELDS.items():
        labels = [who.label(name, option) for option in chosen.chosen(name)]
        between = " and " if name == "sector" and chosen.sectors == EVERY else " or "
        found += [f"{field.label}: {between.join(labels)}"] if labels else []
    return (*found, *([f"Text: “{public_text(chosen.text)}”"] if chosen.text else []))

"""What is on, and what was: the one source of the event list, its filters and the calendar files."""

from datetime import date

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cci_data.models import Country, Event, EventCountry, EventHost, EventSector, Partner, Sector
from cci_data.queries.frames import column_of, frame, tuples_by_key
from cci_data.vocabulary import EVENT_KINDS

COLUMNS = [
    *("event_id", "title", "kind", "kind_label", "starts_on", "starts_time", "ends_on", "ends_time", "time_zone"),
    *("city", "country_code", "country", "latitude", "longitude", "is_online", "link", "note"),
    *("host_ids", "hosts", "sector_ids", "sectors", "countries", "origin", "source", "recorded_at"),
]


def _many() -> dict[str, Select]:
    hosts = (EventHost.event_id, Partner.name, EventHost.partner_id)
    sectors = (EventSector.event_id, Sector.position)
    return {
        "host_ids": select(EventHost.event_id, EventHost.partner_id).join(Partner).order_by(*hosts),
        "hosts": select(EventHost.event_id, Partner.name).join(Partner).order_by(*hosts),
        "sector_ids": select(EventSector.event_id, EventSector.sector_id).join(Sector).order_by(*sectors),
        "sectors": select(EventSector.event_id, Sector.label).join(Sector).order_by(*sectors),
        "also": select(EventCountry.event_id, EventCountry.country_code).order_by(*EventCountry.__table__.columns),
    }


def _place_first(place: str | None, also: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in (place, *also) if code))


def _everything(session: Session) -> pd.DataFrame:
    found = frame(
        session,
        select(*Event.__table__.columns, Country.name.label("country"))
        .outerjoin(Country, Country.country_code == Event.country_code)
        .order_by(Event.starts_on, Event.starts_time.nulls_first(), Event.title, Event.event_id),
    )
    keys = found["event_id"].tolist()
    columns = {name: column_of(keys, tuples_by_key(session, statement)) for name, statement in _many().items()}
    columns["countries"] = [
        _place_first(place, also) for place, also in zip(found["country_code"], columns.pop("also"), strict=True)
    ]
    columns["kind_label"] = [EVENT_KINDS[kind] for kind in found["kind"]]
    columns["ends_on"] = [
        ends_on or starts_on for starts_on, ends_on in zip(found["starts_on"], found["ends_on"], strict=True)
    ]
    for name, values in columns.items():
        found[name] = pd.Series(values, index=found.index, dtype=object)
    return found[COLUMNS]


def events(session: Session, *, country: str = "", kind: str = "", sector: str = "") -> pd.DataFrame:
    """Return one row for each event that fits all filters, the earliest first; illustrative ones too.

    country: a country code, fits where the event takes place there or concerns it; kind: a key of EVENT_KINDS;
    sector: a sector's id. An empty filter lets every event pass, an unknown value none.

    Columns, all of dtype object, None where unknown:

    - event_id, title, kind, kind_label (the words on screen);
    - starts_on, ends_on: the first and last day (`date`), ends_on included and never empty;
    - starts_time, ends_time: wall clock (`time`) in `time_zone` (IANA name); without starts_time: whole days;
    - city, country_code, country (name), latitude, longitude (degrees, WGS 84), is_online;
    - link (as stored: not yet checked to be a web address), note;
    - host_ids, hosts (names): tuples in the same order; sector_ids, sectors (labels): likewise;
    - countries: tuple of codes, where it takes place first, then those that it concerns;
    - origin (`illustrative` needs its badge), source, recorded_at (`datetime`, UTC).
    """
    found = _everything(session)
    keep = pd.Series(True, index=found.index, dtype=bool)
    if country:
        keep &= found["countries"].map(lambda codes: country in codes).astype(bool)
    if kind:
        keep &= found["kind"] == kind
    if sector:
        keep &= found["sector_ids"].map(lambda ids: sector in ids).astype(bool)
    return found[keep].reset_index(drop=True)


def _is_past(found: pd.DataFrame, today: date) -> pd.Series:
    last_days = found[["starts_on", "ends_on"]].apply(max, axis=1) if len(found) else found["starts_on"]
    return last_days.map(lambda day: day < today).astype(bool)


def upcoming(found: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Return the events of `found` that lie ahead of `today` or are under way, the earliest first."""
    return found[~_is_past(found, today)].reset_index(drop=True)


def past(found: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Return the events of `found` whose last day was before `today`, the latest first."""
    return found[_is_past(found, today)].iloc[::-1].reset_index(drop=True)

"""Who has hosted network meetings, how often and last when, and which countries have not."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.queries.events import events
from cci_data.queries.everyone import everyone
from cci_data.queries.frames import shared
from cci_data.vocabulary import ILLUSTRATIVE, NETWORK_COUNTRIES

HOSTS = ["partner_id", "name", "country", "meeting_count", "last_on"]
COUNTRIES = ["country_code", "country", "meeting_count", "last_on"]


@dataclass(frozen=True, eq=False)
class HostRecord:
    """Who has hosted network meetings.

    hosts: a row for each host, who hosted most first, then by name. Columns: partner_id, name, country (None where not
    stated), meeting_count, last_on (first day of the latest).
    countries: a row for each country of the network whose hosts have had a meeting, ordered likewise. Columns:
    country_code, country, meeting_count, last_on. A meeting counts once for each country of its hosts.
    not_yet: the names of the countries of the network that are not there.
    meeting_count: meetings that have begun; without_host_count: of these, those whose hosts are not on record;
    illustrative_count: invented meetings, which are counted nowhere else.
    """

    hosts: pd.DataFrame
    countries: pd.DataFrame
    not_yet: tuple[str, ...]
    meeting_count: int
    without_host_count: int
    illustrative_count: int


def host_record(session: Session, *, today: date) -> HostRecord:
    """Return who has hosted network meetings that have begun by `today`; no illustrative meeting or host counts."""
    found = shared(session, events, kind="network_meeting")
    invented = found["origin"] == ILLUSTRATIVE
    meetings = found[~invented & (found["starts_on"] <= today)]
    who = shared(session, everyone)
    real = who[who["origin"] != ILLUSTRATIVE].set_index("partner_id")
    hosted = meetings[["event_id", "starts_on", "host_ids"]].explode("host_ids")
    hosted = hosted[hosted["host_ids"].isin(real.index)].join(real[["name", "country_code", "country"]], on="host_ids")
    in_network = hosted[hosted["country_code"].isin(list(NETWORK_COUNTRIES))]
    countries = _counted(in_network, ["country_code"])
    countries["country"] = countries["country_code"].map(NETWORK_COUNTRIES)
    hosts = _counted(hosted.rename(columns={"host_ids": "partner_id"}), ["partner_id"])
    for column in ("name", "country"):
        hosts[column] = hosts["partner_id"].map(real[column]).astype(object).where(lambda value: value.notna(), None)
    return HostRecord(
        hosts=_ordered(hosts, "name")[HOSTS],
        countries=_ordered(countries, "country")[COUNTRIES],
        not_yet=tuple(name for code, name in NETWORK_COUNTRIES.items() if code not in set(countries["country_code"])),
        meeting_count=len(meetings),
        without_host_count=len(meetings) - hosted["event_id"].nunique(),
        illustrative_count=int(invented.sum()),
    )


def _counted(hosted: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return for each key how many meetings there are and the first day of the latest: meeting_count, last_on."""
    groups = hosted.groupby(keys, sort=True)
    counted = groups.agg(meeting_count=("event_id", "nunique"), last_on=("starts_on", "max"))
    return counted.reset_index()


def _ordered(counted: pd.DataFrame, name: str) -> pd.DataFrame:
    return counted.sort_values(["meeting_count", name], ascending=[False, True], ignore_index=True)

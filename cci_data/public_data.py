"""What is public of each body of data: its columns, what they mean, and what is left out and why.

The one definition that every file, address and description reads: heads of CSV, the second sheet of a workbook, JSON,
the schemas of the API and the catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pandas as pd

from cci_data.links import is_web_link
from cci_data.privacy import public_frame
from cci_data.vocabulary import BASES, ILLUSTRATIVE, ORIGINS

# Of a record that is not published, the source may be a person.
SOURCES = {"desk": ORIGINS["desk"], ILLUSTRATIVE: "made up to show how it will look"}
# How a value is known, in words that are ours; any other text is somebody's own, and may name a person.
PUBLIC_BASES = BASES | {
    words: words
    for words in ("classified from the source", "general knowledge, not in the source", "read in the source")
}


class Kind(Enum):
    """What a column holds. PARTIAL_DAY: `2019`, `2019-01` or `2019-01-15`; TEXTS: any number of texts."""

    TEXT = "text"
    TEXTS = "texts"
    LINK = "link"
    DAY = "day"
    PARTIAL_DAY = "partial day"
    CLOCK = "clock"
    MOMENT = "moment"
    YES_NO = "yes or no"
    WHOLE = "whole number"
    NUMBER = "number"


@dataclass(frozen=True)
class PublicColumn:
    """A column: name for machines, heading for people, what it means; is_always: never blank."""

    name: str
    heading: str
    meaning: str
    kind: Kind = Kind.TEXT
    is_always: bool = False


@dataclass(frozen=True, eq=False)
class PublicData:
    """A body of data that may be taken away.

    name: as addresses have it; title; row: what a row is; columns; left_out: column → why it is not public; keywords.
    """

    name: str
    title: str
    row: str
    columns: tuple[PublicColumn, ...]
    left_out: Mapping[str, str]
    keywords: tuple[str, ...]

    def rows(self, found: pd.DataFrame) -> list[tuple[Any, ...]]:
        """Return the rows of a frame as they may leave (`as_public`), a value for each column; None where unknown.

        found: as the query of this body of data gives it. What is no address on the web is no link.
        """
        public = as_public(found)
        return [*zip(*(_values(public[column.name], column.kind) for column in self.columns), strict=True)]


def as_public(found: pd.DataFrame) -> pd.DataFrame:
    """Return records as they may leave, with the same columns; `found` stays as it is.

    Texts hold no e-mail address (see `privacy`); a record of the Desk has the Desk as its source, not whoever told it.
    """
    public = public_frame(found)
    if "origin" in public:
        told = map(public_source, public["origin"], public["source"])
        public["source"] = pd.Series([*told], public.index, dtype=object)
    return public


def public_source(origin: str, source: str) -> str:
    """Return where a record comes from, as it may be told: of one that is published, its source."""
    return SOURCES.get(origin, source)


def public_basis(basis: str | None) -> str | None:
    """Return how a value is known, in words for reading; None where that is not told, or is free text."""
    return PUBLIC_BASES.get(basis) if basis else None


def _values(values: pd.Series, kind: Kind) -> list[Any]:
    if kind is Kind.LINK:
        return [value if value and is_web_link(value) else None for value in values]
    if kind is Kind.YES_NO:
        return [None if value is None else bool(value) for value in values]
    return values.tolist()


ORIGIN = PublicColumn("origin", "Record status", "where the record comes from: published, desk", is_always=True)
SOURCE = PublicColumn("source", "Source", "page or publication that the record rests on, or the Contact Desk")
_RECORDED = PublicColumn("recorded_at", "Recorded", "when the record came into the database (UTC)", Kind.MOMENT)
_CHANGED = PublicColumn("changed_at", "Changed", "when it was changed last (UTC); blank: as it came", Kind.MOMENT)
_PEOPLE = "free text on how a value is known, in which somebody may be named"
NEVER = {
    "e-mail addresses": "public only with a dated consent; where a text holds one, it is taken out of the text",
    "names of persons": "public only with a dated consent; the records are of organisations",
    "imported_by": "who brought a record in is a person, and never public",
}

PARTNERS = PublicData(
    name="partners",
    title="Partners",
    row="an organisation of the cultural and creative industries on record; illustrative ones are not among them",
    columns=(
        PublicColumn("partner_id", "ID", "stable name, used in links", is_always=True),
        PublicColumn("name", "Name", "name of the organisation", is_always=True),
        PublicColumn("other_names", "Other names", "former or translated names and acronyms", Kind.TEXTS),
        PublicColumn("country_code", "Country code", "its own country, ISO 3166-1 alpha-2; blank: not stated"),
        PublicColumn("country", "Country", "the same in English"),
        PublicColumn("country_codes", "Country codes", "its own country, then those of its places", Kind.TEXTS),
        PublicColumn("cities", "Cities", "cities of its places; blank: no known place", Kind.TEXTS),
        PublicColumn("organisation_type", "Type", "type of organisation in the terms of Interreg; blank: not stated"),
        PublicColumn("is_cross_sectoral", "Cross-sectoral", "serves all sectors, unlike unknown", Kind.YES_NO),
        PublicColumn("sector_ids", "Sector IDs", "sectors it works in, as IDs; blank: see cross-sectoral", Kind.TEXTS),
        PublicColumn("sectors", "Sectors", "the same in words", Kind.TEXTS),
        PublicColumn("services", "Services", "what it does for others; blank: not stated", Kind.TEXTS),
        PublicColumn("website", "Website", "address of its own site", Kind.LINK),
        PublicColumn("ror_id", "ROR", "identifier in the Research Organization Registry", Kind.LINK),
        PublicColumn(
            "confirmed_on", "Confirmed", "when the partner last confirmed its profile; blank: never", Kind.DAY
        ),
        *(ORIGIN, SOURCE, _RECORDED, _CHANGED),
    ),
    left_out={"country_basis": _PEOPLE, "type_basis": _PEOPLE, "sector_basis": _PEOPLE} | NEVER,
    keywords=("cultural and creative industries", "organisations", "Baltic Sea Region"),
)

EVENTS = PublicData(
    name="events",
    title="Events",
    row="something with a date: a meeting, a study visit, a deadline; wall-clock times in the zone of the event",
    columns=(
        PublicColumn("event_id", "ID", "stable name, used in links", is_always=True),
        PublicColumn("title", "Title", "title as published", is_always=True),
        PublicColumn("kind", "Kind", "what sort of event, as a key", is_always=True),
        PublicColumn("kind_label", "Kind in words", "the same in words", is_always=True),
        PublicColumn("starts_on", "First day", "first day", Kind.DAY, is_always=True),
        PublicColumn("starts_time", "Starts", "start; blank: whole days", Kind.CLOCK),
        PublicColumn("ends_on", "Last day", "last day, included", Kind.DAY, is_always=True),
        PublicColumn("ends_time", "Ends", "end", Kind.CLOCK),
        PublicColumn("time_zone", "Time zone", "zone of both times, by its IANA name"),
        PublicColumn("city", "City", "where it takes place; blank: not stated"),
        PublicColumn("country_code", "Country code", "country where it takes place, ISO 3166-1 alpha-2"),
        PublicColumn("country", "Country", "the same in English"),
        PublicColumn("countries", "Countries", "where it takes place, then the countries it concerns", Kind.TEXTS),
        PublicColumn("latitude", "Latitude", "degrees north, WGS 84", Kind.NUMBER),
        PublicColumn("longitude", "Longitude", "degrees east, WGS 84", Kind.NUMBER),
        PublicColumn("is_online", "Online", "can be joined from anywhere", Kind.YES_NO),
        PublicColumn("host_ids", "Host IDs", "partners that host it, as IDs", Kind.TEXTS),
        PublicColumn("hosts", "Hosts", "the same by name", Kind.TEXTS),
        PublicColumn("sector_ids", "Sector IDs", "sectors it is about, as IDs", Kind.TEXTS),
        PublicColumn("sectors", "Sectors", "the same in words", Kind.TEXTS),
        PublicColumn("link", "Link", "page of the event", Kind.LINK),
        PublicColumn("note", "Note", "what else to know"),
        PublicColumn("origin", "Record status", "published, desk, or illustrative: made up to show", is_always=True),
        *(SOURCE, _RECORDED),
    ),
    left_out={"attendance": "no column here: partners are filtered by event, and hosts count as attending"} | NEVER,
    keywords=("events", "calendar", "cultural and creative industries", "Baltic Sea Region"),
)

PROJECTS = PublicData(
    name="projects",
    title="Projects",
    row="a cooperation project; its budget is that of the whole project, never to be summed over partners",
    columns=(
        PublicColumn("project_id", "ID", "stable name, used in links", is_always=True),
        PublicColumn("title", "Title", "title as published", is_always=True),
        PublicColumn("programme", "Programme", "funding programme and period; blank: not stated"),
        PublicColumn("starts", "Start", "as precisely as known: 2019, 2019-01 or 2019-01-15", Kind.PARTIAL_DAY),
        PublicColumn("ends", "End", "likewise", Kind.PARTIAL_DAY),
        PublicColumn("total_budget_eur", "Budget in EUR", "published total; blank: not stated", Kind.WHOLE),
        PublicColumn("partners_published_count", "Partners published", "number of partners as published", Kind.WHOLE),
        PublicColumn("is_cross_sectoral", "Cross-sectoral", "concerns all sectors", Kind.YES_NO),
        PublicColumn("sectors", "Sectors", "sectors it concerns", Kind.TEXTS),
        PublicColumn("lead_id", "Lead ID", "the lead partner, as an ID; blank: not known"),
        PublicColumn("lead", "Lead", "the same by name"),
        PublicColumn("partner_ids", "Partner IDs", "partners on record that take part, the lead first", Kind.TEXTS),
        PublicColumn("partner_names", "Partners", "the same by name", Kind.TEXTS),
        PublicColumn("country_codes", "Countries", "countries of these partners", Kind.TEXTS),
        PublicColumn("note", "Note", "what the sources say differently"),
        *(ORIGIN, SOURCE, _RECORDED, _CHANGED),
    ),
    left_out=NEVER,
    keywords=("cooperation projects", "Interreg", "cultural and creative industries", "Baltic Sea Region"),
)

INDICATORS = PublicData(
    name="indicators",
    title="Indicator values",
    row="the value of a statistical series in an area and a year; a year without a row is unknown, not zero",
    columns=(
        PublicColumn("indicator_id", "Indicator ID", "short name of the series", is_always=True),
        PublicColumn("indicator", "Indicator", "name of the series", is_always=True),
        PublicColumn("unit", "Unit", "unit of the value", is_always=True),
        PublicColumn("area_code", "Area code", "country, ISO 3166-1 alpha-2, or EU27_2020", is_always=True),
        PublicColumn("area", "Area", "the same in English", is_always=True),
        PublicColumn("year", "Year", "calendar year", Kind.WHOLE, is_always=True),
        PublicColumn("value", "Value", "in the unit of the series", Kind.NUMBER, is_always=True),
        PublicColumn("flag", "Flag", "the publisher's; b: the series breaks before this year"),
        PublicColumn("is_context", "Context", "for scale only, not about culture", Kind.YES_NO),
        PublicColumn("caveat", "Caveat", "what to know before comparing"),
        PublicColumn("publisher", "Publisher", "who publishes the series"),
        PublicColumn("licence", "Licence", "terms of reuse"),
        PublicColumn("source", "Source", "table or page that gives the value"),
    ),
    left_out={"extracted_on": "known of few values; the data set says when it was brought in"} | NEVER,
    keywords=("cultural statistics", "employment", "government expenditure", "Baltic Sea Region"),
)

_COUNTED = "partners on record that fit the filter; one with several counts in each"

COUNTRIES = PublicData(
    name="countries",
    title="Countries",
    row="a country of the network, with how many partners are on record there",
    columns=(
        PublicColumn("country_code", "Country code", "ISO 3166-1 alpha-2", is_always=True),
        PublicColumn("name", "Country", "English short name", is_always=True),
        PublicColumn("partner_count", "Partners", _COUNTED, Kind.WHOLE, is_always=True),
        PublicColumn("is_eu_member", "EU member", "member of the European Union", Kind.YES_NO, is_always=True),
        PublicColumn("is_nordic", "Nordic", "Nordic in the rules of Nordic funds", Kind.YES_NO, is_always=True),
        PublicColumn("is_interreg_bsr", "Interreg", "in Interreg Baltic Sea Region", Kind.YES_NO, is_always=True),
        PublicColumn("note", "Note", "what to know before reading its figures"),
    ),
    left_out=NEVER,
    keywords=("countries", "cultural and creative industries", "Baltic Sea Region"),
)

SECTORS = PublicData(
    name="sectors",
    title="Sectors",
    row="a sector, with how many partners name it as their own; whoever is cross-sectoral is added to none",
    columns=(
        PublicColumn("sector_id", "ID", "stable name, used in links", is_always=True),
        PublicColumn("label", "Sector", "name on screen", is_always=True),
        PublicColumn("position", "Position", "order in lists, from 1", Kind.WHOLE, is_always=True),
        PublicColumn("partner_count", "Partners", _COUNTED, Kind.WHOLE, is_always=True),
        PublicColumn("definition", "Definition", "what belongs to the sector", is_always=True),
        PublicColumn("nace_exclusive", "NACE", "NACE Rev. 2 classes of this sector alone, by ;", is_always=True),
        PublicColumn("nace_shared", "NACE, shared", "NACE Rev. 2 classes shared with others, by ;"),
        PublicColumn("creative_europe", "Creative Europe", "in the words of Creative Europe", is_always=True),
        PublicColumn("essnet_domain", "ESSnet-Culture", "domain in the ESSnet-Culture framework", is_always=True),
        PublicColumn("german_submarket", "Teilmarkt", "in the German monitoring report", is_always=True),
    ),
    left_out=NEVER,
    keywords=("sectors", "classification", "cultural and creative industries", "Baltic Sea Region"),
)

GOOD_PRACTICES = PublicData(
    name="good-practices",
    title="Good practices",
    row="something that worked, described so that others can use it",
    columns=(
        PublicColumn("good_practice_id", "ID", "stable name", is_always=True),
        PublicColumn("title", "Title", "title as published", is_always=True),
        PublicColumn("format", "Format", "what sort of activity", is_always=True),
        PublicColumn("summary", "Summary", "what was done", is_always=True),
        PublicColumn("in_figures", "In figures", "its own figures, label: value, by ;"),
        PublicColumn("starts", "Start", "as precisely as known: 2019, 2019-01 or 2019-01-15", Kind.PARTIAL_DAY),
        PublicColumn("ends", "End", "likewise", Kind.PARTIAL_DAY),
        PublicColumn("country_code", "Country code", "country of the lead partner, ISO 3166-1 alpha-2"),
        PublicColumn("country", "Country", "the same in English"),
        PublicColumn("is_cross_sectoral", "Cross-sectoral", "serves all sectors", Kind.YES_NO),
        PublicColumn("sectors", "Sectors", "sectors it serves", Kind.TEXTS),
        PublicColumn("partner_ids", "Partner IDs", "partners on record behind it, the lead first", Kind.TEXTS),
        PublicColumn("partner_names", "Partners", "the same by name", Kind.TEXTS),
        *(ORIGIN, SOURCE, _RECORDED, _CHANGED),
    ),
    left_out=NEVER,
    keywords=("good practices", "internationalisation", "cultural and creative industries", "Baltic Sea Region"),
)

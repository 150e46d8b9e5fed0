"""The sheets Events, Spotlights and Statements."""

from cci_data.models import (
    Event,
    EventAttendance,
    EventCountry,
    EventHost,
    EventProject,
    EventSector,
    Spotlight,
    Statement,
)
from cci_data.sheets.cells import Day, Id, Latitude, Longitude, Text, TimeOfDay, TimeZone, WebAddress, Whole, YesOrNo
from cci_data.sheets.choices import Countries, Country, EventKind, Origin, Sectors, StatementKind, Texts
from cci_data.sheets.partners import LIST, ORIGIN_NOTE, PARTNER_NOTE, SOURCE_NOTE
from cci_data.sheets.sheet import Many, Row, Sheet, column


class EventRow(Row):
    """An event."""

    title: Text = column(
        "Title", "Title as published.", "Event", "Name", example=("Example of a study visit", "Example of a deadline")
    )
    kind: EventKind = column(
        "Kind", "What sort of event.", "Type", "Event type", example=("Study visit", "Call deadline")
    )
    starts_on: Day = column(
        "First day",
        "2027-01-31 or 31.1.2027.",
        "Starts",
        "Start",
        "Start date",
        "Date",
        "From",
        "Starts on",
        example=("2027-03-04", "2027-04-30"),
    )
    ends_on: Day = column(
        "Last day",
        "Included; leave blank for one day.",
        "Ends",
        "End",
        "End date",
        "To",
        "Until",
        "Ends on",
        example=("2027-03-05", ""),
    )
    starts_time: TimeOfDay = column(
        "Start time",
        "Such as 09:30, on the clocks there; leave blank for whole days.",
        "Time",
        "Starts at",
        example=("", "23:59"),
    )
    ends_time: TimeOfDay = column("End time", "Such as 17:00.", "Ends at")
    time_zone: TimeZone = column(
        "Time zone", "Such as Europe/Riga; needed with a time.", "Timezone", "Zone", example=("", "Europe/Brussels")
    )
    city: Text = column("City", "Where it takes place.", "Place", "Town", "Location", example=("Tartu", ""))
    country_code: Country = column("Country", "Country where it takes place.", "Country code", example=("EE", ""))
    is_online: YesOrNo = column(
        "Online", "yes where it can be joined from anywhere.", "Is online", example=("no", "yes")
    )
    link: WebAddress = column(
        "Link", "Page of the event, with https://.", "URL", "Website", "Web", example=("https://event.example", "")
    )
    hosts: Texts = column(
        "Hosts",
        f"{PARTNER_NOTE}; {LIST}.",
        "Host",
        "Organiser",
        "Organizer",
        "Organisers",
        example=("Example Hub Liepāja", ""),
    )
    attendees: Texts = column(
        "Attended by", f"{PARTNER_NOTE}, not persons; {LIST}.", "Attendees", "Attended", "Took part", example=("", "")
    )
    sector_ids: Sectors = column("Sectors", f"What it is about; {LIST}.", "Sector", example=("Design; Crafts", ""))
    country_codes: Countries = column(
        "Other countries", f"Countries that it concerns besides its own; {LIST}.", "Countries", example=("LV; LT", "")
    )
    project_ids: Texts = column(
        "Projects", f"The ids of the projects to which it belongs; {LIST}.", "Project", "Project id", example=("", "")
    )
    note: Text = column("Note", "What else to know.", "Notes", "Remark", "Comment", "Description")
    latitude: Latitude = column("Latitude", "Degrees north. Leave both blank: the gazetteer knows the city.", "Lat")
    longitude: Longitude = column("Longitude", "Degrees east.", "Lon", "Lng", "Long")
    event_id: Id = column("Event id", "Leave blank for a new event. Never changes: calendars use it.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class SpotlightRow(Row):
    """A country's turn in the spotlight."""

    country_code: Country = column("Country", "Whose turn.", "Country code", example=("LV", "DE"))
    starts_on: Day = column(
        "First day",
        "2027-01-31 or 31.1.2027.",
        "Starts",
        "Start",
        "From",
        "Starts on",
        example=("2027-01-01", "2027-03-01"),
    )
    ends_on: Day = column(
        "Last day", "Included.", "Ends", "End", "To", "Until", "Ends on", example=("2027-02-28", "2027-04-30")
    )
    steward_partner_id: Text = column(
        "Steward",
        f"{PARTNER_NOTE}; it looks after the turn.",
        "Partner",
        "Looked after by",
        example=("Example Hub Liepāja", ""),
    )
    note: Text = column("Note", "What the turn is about.", "Notes", "Theme")
    spotlight_id: Whole = column("Turn", "Leave blank for a new turn.", "Spotlight id", "Id", "Number")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class StatementRow(Row):
    """A sentence about a country: a fact, or a need or offer that a partner states."""

    country_code: Country = column("Country", "The country that it is about.", "Country code", example=("LV", "DE"))
    kind: StatementKind = column("Kind", "Status, need, offer …", "Type", example=("Need", "Status"))
    text: Text = column(
        "Text",
        "The statement, in a sentence.",
        "Statement",
        "Need",
        "Status",
        example=("A festival to share touring artists with.", "What is new."),
    )
    partner_id: Text = column(
        "Partner",
        f"{PARTNER_NOTE}; it states the need or offer.",
        "Partner id",
        "Stated by",
        example=("Example Hub Liepāja", ""),
    )
    stated_on: Day = column("Stated on", "Day of the statement.", "Date", example=("2027-01-15", ""))
    year: Whole = column("Year", "Year that a fact refers to.", example=("", "2026"))
    statement_id: Id = column("Statement id", "Leave blank for a new one.", "Id")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


EVENTS = Sheet(
    title="Events",
    names=("Event", "Calendar"),
    row=EventRow,
    model=Event,
    identity=("title", "starts_on"),
    words=("title", "starts_on"),
    many={
        "hosts": Many(EventHost, "partner_id", is_partner=True),
        "attendees": Many(EventAttendance, "partner_id", is_partner=True),
        "sector_ids": Many(EventSector, "sector_id"),
        "project_ids": Many(EventProject, "project_id"),
        "country_codes": Many(EventCountry, "country_code"),
    },
)
SPOTLIGHTS = Sheet(
    title="Spotlights",
    names=("Spotlight", "Turns"),
    row=SpotlightRow,
    model=Spotlight,
    identity=("country_code", "starts_on"),
    partners=("steward_partner_id",),
)
STATEMENTS = Sheet(
    title="Statements",
    names=("Statement", "Needs", "Needs and status"),
    row=StatementRow,
    model=Statement,
    identity=("country_code", "kind", "text"),
    words=("country_code", "kind", "text"),
    partners=("partner_id",),
)

"""The sheets Partners and Places."""

from cci_data.models import Partner, PartnerName, PartnerSector, PartnerService, Place
from cci_data.sheets.cells import Day, Id, Latitude, Longitude, Text, WebAddress
from cci_data.sheets.choices import Country, OrganisationType, Origin, SectorsOrAll, Services, Texts
from cci_data.sheets.sheet import Many, Row, Sheet, column

LIST = "several are set apart by semicolons"
ORIGIN_NOTE = "Leave blank: the Desk. Otherwise public record or illustrative."
SOURCE_NOTE = "Page or document that says so; leave blank for this workbook."
PARTNER_NOTE = "A partner, by name or id"


class PartnerRow(Row):
    """A partner."""

    name: Text = column(
        "Name",
        "The name on screen.",
        "Partner",
        "Organisation",
        "Organization",
        "Title",
        example=("Example Hub Liepāja", "Example Agency Rostock"),
    )
    country_code: Country = column(
        "Country", "DK EE FI DE IS LV LT NO PL SE, or the country's name.", "Land", "Country code", example=("LV", "DE")
    )
    sector_ids: SectorsOrAll = column(
        "Sectors",
        f"The sheet Lists names them; {LIST}; cross-sectoral for a partner that serves all. Blank means not stated.",
        "Sector",
        "Branches",
        example=("cross-sectoral", "Music; Performing arts and festivals"),
    )
    service_ids: Services = column(
        "Services", f"The sheet Lists names them; {LIST}.", "Service", example=("Incubation; Networking", "Funding")
    )
    organisation_type: OrganisationType = column(
        "Organisation type",
        "Type in the terms of Interreg.",
        "Type",
        example=("Business support organisation", "Sectoral agency"),
    )
    website: WebAddress = column(
        "Website",
        "Address of the partner's own site, with https://.",
        "Site",
        "URL",
        "Web",
        "Homepage",
        "Web site",
        example=("https://hub.example", "https://agency.example"),
    )
    other_names: Texts = column(
        "Other names", f"Former or translated names, acronyms; {LIST}.", "Acronym", "Also known as", example=("EHL", "")
    )
    same_as: Text = column(
        "Same as",
        "Only to answer a question about duplicates: the partner that this row is the same as, by id or name; or none, "
        "where it is another one. The two become one; both names and links live on.",
        "Duplicate of",
    )
    ror_id: WebAddress = column("ROR id", "Address in the Research Organization Registry.", "ROR")
    country_basis: Text = column("Country known from", "How the country is known.", "Country basis")
    type_basis: Text = column("Type known from", "How the type is known.", "Type basis")
    sector_basis: Text = column("Sectors known from", "How the sectors are known.", "Sector basis")
    confirmed_on: Day = column(
        "Confirmed on", "Day on which the partner last confirmed its profile.", "Profile confirmed", "Confirmed"
    )
    partner_id: Id = column("Partner id", "Leave blank for a new partner. Never changes: links use it.", "Id", "Slug")
    origin: Origin = column("Origin", ORIGIN_NOTE)
    source: Text = column("Source", SOURCE_NOTE, "Sources")


class PlaceRow(Row):
    """A place of a partner."""

    partner_id: Text = column(
        "Partner",
        f"{PARTNER_NOTE}.",
        "Partner id",
        "Name",
        "Organisation",
        example=("Example Hub Liepāja", "Example Agency Rostock"),
    )
    city: Text = column(
        "City", "City or municipality.", "Place", "Town", "Municipality", example=("Liepāja", "Rostock")
    )
    country_code: Country = column(
        "Country", "Country of the place; leave blank for the partner's own.", "Country code", example=("LV", "DE")
    )
    latitude: Latitude = column("Latitude", "Degrees north. Leave both blank: the gazetteer knows the city.", "Lat")
    longitude: Longitude = column("Longitude", "Degrees east.", "Lon", "Lng", "Long")
    basis: Text = column("Known from", "How the place is known.", "Basis", "Place basis")


PARTNERS = Sheet(
    title="Partners",
    names=("Partner", "Organisations", "Organizations"),
    row=PartnerRow,
    model=Partner,
    identity=("name", "country_code"),
    words=("name",),
    many={
        "other_names": Many(PartnerName, "name"),
        "sector_ids": Many(PartnerSector, "sector_id"),
        "service_ids": Many(PartnerService, "service_id"),
    },
)
PLACES = Sheet(title="Places", names=("Place", "Locations"), row=PlaceRow, model=Place, partners=("partner_id",))

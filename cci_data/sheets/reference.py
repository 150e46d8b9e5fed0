"""The sheets that the Desk seldom fills in: what the records refer to, and the statistics. They are in every export."""

from cci_data import models
from cci_data.sheets.cells import Day, Id, Number, Text, Whole, YesOrNo
from cci_data.sheets.choices import Area, Country, Origin
from cci_data.sheets.sheet import Row, Sheet, column


class CountryRow(Row):
    """A country of the network."""

    country_code: Country = column("Country", "ISO 3166-1 alpha-2.", "Country code")
    name: Text = column("Name", "English short name.")
    is_eu_member: YesOrNo = column("EU member", "yes or no.")
    is_nordic: YesOrNo = column("Nordic", "yes or no.")
    is_interreg_bsr: YesOrNo = column("Interreg Baltic Sea Region", "yes or no.")
    note: Text = column("Note", "What to know before reading its figures.")


class SectorRow(Row):
    """A sector of the cultural and creative industries."""

    sector_id: Id = column("Sector id", "Short stable name.")
    label: Text = column("Label", "Name on screen.")
    position: Whole = column("Position", "Order in lists, from 1.")
    definition: Text = column("Definition", "What belongs to the sector.")
    nace_exclusive: Text = column("NACE of its own", "NACE Rev. 2 classes of this sector alone, by ;")
    nace_shared: Text = column("NACE shared", "NACE Rev. 2 classes shared with others, by ;")
    creative_europe: Text = column("Creative Europe", "The same in the words of Creative Europe.")
    essnet_domain: Text = column("ESSnet domain", "Domain in the ESSnet-Culture framework.")
    german_submarket: Text = column("German submarket", "Teilmarkt of the German monitoring report.")


class ServiceRow(Row):
    """A service."""

    service_id: Id = column("Service id", "Short stable name.")
    label: Text = column("Label", "Name on screen.")
    position: Whole = column("Position", "Order in lists, from 1.")


class DataSetRow(Row):
    """A body of data that was brought in as a whole."""

    data_set_id: Id = column("Data set id", "Short stable name.")
    title: Text = column("Title", "Name on screen.")
    publisher: Text = column("Publisher", "Who publishes it.")
    licence: Text = column("Licence", "Terms of reuse.")
    covers: Text = column("Covers", "What it covers and what not.")
    collected_on: Day = column("Collected on", "Day on which it was brought in.")
    origin: Origin = column("Origin", "Public record, Contact Desk or illustrative.")


class IndicatorRow(Row):
    """A statistical series."""

    indicator_id: Id = column("Indicator id", "Short stable name.")
    label: Text = column("Label", "Name on screen.")
    position: Whole = column("Position", "Order on the page, from 1.")
    unit: Text = column("Unit", "Unit of the values.")
    decimals: Whole = column("Decimals", "Digits after the point.")
    publisher: Text = column("Publisher", "Who publishes the series.")
    dataset_code: Text = column("Dataset", "The publisher's name of the data set.")
    dataset_filter: Text = column("Dataset filter", "What is chosen from the data set.")
    is_context: YesOrNo = column("For scale only", "yes or no.")
    caveat: Text = column("Caveat", "What to know before comparing.")
    licence: Text = column("Licence", "Terms of reuse.")


class IndicatorValueRow(Row):
    """A value of an indicator."""

    indicator_id: Text = column("Indicator", "Its id.", "Indicator id")
    area_code: Area = column("Area", "Country code, or EU27_2020.")
    year: Whole = column("Year", "Calendar year.")
    value: Number = column("Value", "In the indicator's unit.")
    flag: Text = column("Flag", "The publisher's; b: break in the series.")
    source: Text = column("Source", "Table or page that gives the value.")
    extracted_on: Day = column("Extracted on", "Day of the publisher's extraction.")


class FormerPartnerRow(Row):
    """The id of a partner that was merged into another."""

    former_id: Id = column("Former id", "The id that was.")
    partner_id: Text = column("Partner", "The partner that it leads to, by id.", "Partner id")


COUNTRIES = Sheet(title="Countries", row=CountryRow, model=models.Country, is_in_template=False)
SECTORS = Sheet(title="Sectors", row=SectorRow, model=models.Sector, is_in_template=False)
SERVICES = Sheet(title="Services", row=ServiceRow, model=models.Service, is_in_template=False)
DATA_SETS = Sheet(title="Data sets", row=DataSetRow, model=models.DataSet, is_in_template=False)
INDICATORS = Sheet(title="Indicators", row=IndicatorRow, model=models.Indicator, is_in_template=False)
FORMER_PARTNERS = Sheet(
    title="Former partners",
    row=FormerPartnerRow,
    model=models.FormerPartner,
    partners=("partner_id",),
    is_in_template=False,
)
INDICATOR_VALUES = Sheet(
    title="Indicator values", row=IndicatorValueRow, model=models.IndicatorValue, is_in_template=False
)

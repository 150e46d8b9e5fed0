"""All sheets of the workbook, in the order in which a person leafs through them."""

from cci_data.sheets.events import EVENTS, SPOTLIGHTS, STATEMENTS
from cci_data.sheets.impact import (
    CONTINUATIONS,
    EVENT_PARTICIPATIONS,
    IMPACT_INDICATORS,
    IMPACT_VALUES,
    LEDGER,
    SOLUTIONS,
    UPTAKE,
)
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import GOOD_PRACTICES, PARTICIPANTS, PROJECTS
from cci_data.sheets.reference import (
    COUNTRIES,
    DATA_SETS,
    FORMER_PARTNERS,
    INDICATOR_VALUES,
    INDICATORS,
    SECTORS,
    SERVICES,
)
from cci_data.sheets.sheet import Sheet

SHEETS: tuple[Sheet, ...] = (
    PARTNERS,
    PLACES,
    EVENTS,
    SPOTLIGHTS,
    STATEMENTS,
    PROJECTS,
    PARTICIPANTS,
    GOOD_PRACTICES,
    LEDGER,
    EVENT_PARTICIPATIONS,
    SOLUTIONS,
    UPTAKE,
    CONTINUATIONS,
    IMPACT_INDICATORS,
    IMPACT_VALUES,
    FORMER_PARTNERS,
    COUNTRIES,
    SECTORS,
    SERVICES,
    DATA_SETS,
    INDICATORS,
    INDICATOR_VALUES,
)
TEMPLATE = tuple(sheet for sheet in SHEETS if sheet.is_in_template)
# How a blank cell and an emptied one are told apart, and which rows are only there to show how it is done.
EMPTIED = "-"
EXAMPLE = "Example:"

"""The figures of impact that come first, wherever impact is shown in short: on the page and on a scene."""

from datetime import date

from cci_data.charts.chart import Fetch
from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.period import Period, year, years
from cci_data.impact.wording import changes

HEADLINES = ("active-partners", "countries-reached", "projects", "project-budgets", "events", "good-practices")
# First and last year of the programme periods of the European Union, the latest first.
PROGRAMME_PERIODS = ((2021, 2027), (2014, 2020), (2007, 2013))


def what_changed(
    fetch: Fetch, *, period: str, today: date, programme: str = "", indicators: tuple[str, ...] = HEADLINES
) -> str:
    """Return the sentence that says what of the headline figures, or of others, changed from the period before.

    period: a key of `impact.period`; indicators: ids; one that is not on record is left out. Raises DatabaseProblem
    where the data cannot be read.
    """
    found = fetch(impact_indicators).set_index("impact_indicator_id")
    asked = {"period": period, "today": today, "programme": programme}
    measures = {key: fetch(measure, indicator=key, **asked) for key in indicators if key in found.index}
    return changes(measures, dict(found["label"]), dict(found["unit"]), period_of(period, today))


def present_period(day: date) -> Period:
    """Return the programme period in which a day lies; where none is known, its year."""
    return next((years(*both) for both in PROGRAMME_PERIODS if both[0] <= day.year <= both[1]), year(day.year))

"""The figures of impact that come first, wherever impact is shown in short: on the page and on a scene."""

from dataclasses import dataclass
from datetime import date

from cci_data.charts.chart import Fetch
from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.period import Period, year, years
from cci_data.impact.wording import changes, compared, in_unit, progress_in_words, titled

HEADLINES = ("active-partners", "countries-reached", "projects", "project-budgets", "events", "good-practices")
# First and last year of the programme periods of the European Union, the latest first.
PROGRAMME_PERIODS = ((2021, 2027), (2014, 2020), (2007, 2013))


@dataclass(frozen=True)
class Headline:
    """A figure that comes first, in words.

    key: of the indicator; label: with its code where it has one; value: `42`; before: what it was in the period before;
    progress: how far the target is reached; part: the same as a number, None without a target; is_recorded: whether
    anything of the sort ever was.
    """

    key: str
    label: str
    value: str
    before: str
    progress: str
    part: float | None
    is_recorded: bool


def headlines(fetch: Fetch, *, period: str, today: date, programme: str = "", chosen: str = "") -> tuple[Headline, ...]:
    """Return the headline figures on record, in their order; what the page and the scene say of a period.

    period: a key of `impact.period`; chosen: the id of an indicator that stands among them, "" for none more. Raises
    DatabaseProblem where the data cannot be read.
    """
    found, when = fetch(impact_indicators), period_of(period, today)
    asked = {"period": period, "today": today, "programme": programme}
    return tuple(
        Headline(
            key=row.impact_indicator_id,
            label=titled(row.code, row.label),
            value=in_unit(measured.value, row.unit),
            before=compared(measured, row.unit, when),
            progress=progress_in_words(measured, row.unit, row.target, row.target_year),
            part=measured.progress,
            is_recorded=measured.value is not None,
        )
        for row in found[found["impact_indicator_id"].isin((*HEADLINES, chosen))].itertuples()
        for measured in (fetch(measure, indicator=row.impact_indicator_id, **asked),)
    )


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

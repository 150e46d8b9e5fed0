"""Impact: what the network counts, and what changed in the present programme period."""

from datetime import date
from typing import Any

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.filters import EVERYBODY
from cci_data.impact.headlines import HEADLINES, present_period, what_changed
from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.period import ALL
from cci_data.impact.wording import DAYS_ARE, compared, in_unit, progress_in_words
from cci_data.scenes.numbers import WHOLE
from cci_data.scenes.scene import Choice, Entries, Figure, Figures, Scene

# What the headline names: more would not be read from the back row.
NAMED = ("active-partners", "countries-reached", "projects", "events")
NOTHING = "The Desk loads the indicators of impact: python -m cci_data load."


def impact(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the headline figures of impact in all years, of the whole network."""
    found = fetch(impact_indicators)
    shown = found[found["impact_indicator_id"].isin(HEADLINES)]
    figures = tuple(_figure(fetch, row, choice.today) for row in shown.itertuples())
    period = present_period(choice.today).key
    changed = what_changed(fetch, period=period, today=choice.today, indicators=NAMED)
    sentence = changed.removesuffix(".").replace(". Fewer", "; fewer")
    return Scene(
        name="impact",
        kicker="Impact: what we count",
        headline=sentence if figures else "No indicator of impact is on record yet",
        blocks=(Figures(figures) if figures else Entries("Figures", (), NOTHING),),
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=f"{DAYS_ARE} {WHOLE}" if choice.chosen != EVERYBODY else DAYS_ARE,
    )


def _figure(fetch: Fetch, row: Any, today: date) -> Figure:
    period = present_period(today)
    whole, lately = (
        fetch(measure, indicator=row.impact_indicator_id, period=key, today=today) for key in (ALL, period.key)
    )
    now = f"{in_unit(lately.value, row.unit)} in {period.label}" if lately.value is not None else ""
    before = compared(lately, row.unit, period_of(period.key, today))
    progress = progress_in_words(whole, row.unit, row.target, row.target_year)
    return Figure(in_unit(whole.value, row.unit), row.label, ", ".join(filter(None, (now, before, progress))))

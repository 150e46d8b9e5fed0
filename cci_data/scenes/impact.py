"""Impact: what the network counts, in a period and of a programme, and what changed from the period before."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.filters import EVERYBODY
from cci_data.impact.headlines import Headline, headlines, present_period, what_changed
from cci_data.impact.measuring import period_of
from cci_data.impact.period import ALL
from cci_data.impact.wording import DAYS_ARE, of_what
from cci_data.scenes.numbers import WHOLE
from cci_data.scenes.scene import Choice, Entries, Figure, Figures, Scene

# What the headline names: more would not be read from the back row.
NAMED = ("active-partners", "countries-reached", "projects", "events")
NOTHING = "The Desk loads the indicators of impact: python -m cci_data load."


def impact(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the headline figures of impact, of the whole network, in the strings of their page.

    Of all years it says what came about in the present programme period too.
    """
    figures = _figures(fetch, choice)
    compared = choice.period or present_period(choice.today).key
    asked = {"period": compared, "today": choice.today, "programme": choice.programme}
    changed = what_changed(fetch, **asked, indicators=tuple(dict.fromkeys((choice.figure, *NAMED))))
    sentence = changed.removesuffix(".").replace(". Fewer", "; fewer")
    return Scene(
        name="impact",
        kicker=f"Impact in {of_what(period_of(choice.period or ALL, choice.today), choice.programme)}",
        headline=sentence if figures else "No indicator of impact is on record yet",
        blocks=(Figures(figures) if figures else Entries("Figures", (), NOTHING),),
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=f"{DAYS_ARE} {WHOLE}" if choice.chosen != EVERYBODY else DAYS_ARE,
    )


def _figures(fetch: Fetch, choice: Choice) -> tuple[Figure, ...]:
    asked = {"today": choice.today, "programme": choice.programme, "chosen": choice.figure}
    shown = headlines(fetch, period=choice.period or ALL, **asked)
    if choice.period:
        return tuple(_figure(line, line.before) for line in shown)
    present = present_period(choice.today)
    lately = headlines(fetch, period=present.key, **asked)
    return tuple(
        _figure(line, f"{now.value} in {present.label}" if now.is_recorded else "", now.before)
        for line, now in zip(shown, lately, strict=True)
    )


def _figure(line: Headline, *more: str) -> Figure:
    return Figure(line.value, line.label, ", ".join(filter(None, (*more, line.progress))))

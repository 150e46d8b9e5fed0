"""What is next: the events that lie ahead."""

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.language import count, days, listed, place
from cci_data.queries.events import events, upcoming
from cci_data.scenes.scene import Choice, Entries, Entry, Scene
from cci_data.vocabulary import ILLUSTRATIVE

NOTHING = "Nothing lies ahead on record. Send the Contact Desk what you plan."


def ahead(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the events from today on, the next one first; of the chosen countries and sectors, if any."""
    found = upcoming(fetch(events), today=choice.today)
    if choice.chosen.country:
        found = found[[bool(set(codes) & set(choice.chosen.country)) for codes in found["countries"]]]
    if choice.chosen.sector:
        found = found[[bool(set(ids) & set(choice.chosen.sector)) for ids in found["sector_ids"]]]
    real = found[found["origin"] != ILLUSTRATIVE]
    first = next(real.itertuples(), None)
    headline = "Nothing lies ahead on record yet"
    if first is not None:
        headline = (
            f"{count(len(real), 'event')} ahead; the next one: {first.title}, {days(first.starts_on, first.ends_on)}"
        )
    return Scene(
        name="next",
        kicker="What is next",
        headline=headline,
        blocks=(Entries("Events ahead", tuple(map(_entry, found.itertuples())), NOTHING),),
        source=origins(fetch),
        as_of=collected_on(fetch),
    )


def _entry(row) -> Entry:
    where = place(row.city, row.country, row.is_online)
    return Entry(
        text=row.title,
        label=days(row.starts_on, row.ends_on),
        detail=", ".join(filter(None, (row.kind_label, where, listed(row.hosts)))),
        is_illustrative=row.origin == ILLUSTRATIVE,
    )

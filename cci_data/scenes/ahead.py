"""What is next: the events that lie ahead, and the one that a meeting is told of."""

import pandas as pd

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.language import count, dated_title, days, listed, place, quoted
from cci_data.queries.events import events, past, upcoming
from cci_data.scenes.scene import Choice, Entries, Entry, Scene
from cci_data.vocabulary import EVENT_KINDS, ILLUSTRATIVE, NETWORK_COUNTRIES

NOTHING = "Nothing lies ahead on record. Send the Contact Desk what you plan."
NOTHING_FITS = "Nothing that fits lies ahead on record. Send the Contact Desk what you plan."


def ahead(fetch: Fetch, choice: Choice) -> Scene:
    """Return the scene of the events from today on, the next one first; of the chosen countries, sectors and kind.

    What was is listed too where nothing that fits lies ahead; an event that was chosen by itself stands first.
    """
    found = _chosen(fetch, choice)
    coming = upcoming(found, today=choice.today)
    nothing = NOTHING_FITS if _is_narrowed(choice) else NOTHING
    blocks = [Entries("Events ahead", tuple(map(_entry, coming.itertuples())), nothing)]
    if not len(coming) and _is_narrowed(choice) and len(found):
        blocks.append(Entries("What was", tuple(map(_entry, past(found, today=choice.today).itertuples()))))
    headline = _finding(coming, _is_narrowed(choice))
    told = fetch(events)
    for row in told[told["event_id"] == choice.event].itertuples():
        headline = dated_title(row.title, row.starts_on, row.ends_on)
        blocks = [Entries("About this event", _facts(row)), blocks[0]]
    return Scene(
        name="next",
        kicker="What is next",
        headline=headline,
        blocks=tuple(blocks),
        source=origins(fetch),
        as_of=collected_on(fetch),
        note=f"Of events, only those of the kind {quoted(EVENT_KINDS[choice.kind])}." if choice.kind else "",
    )


def _chosen(fetch: Fetch, choice: Choice) -> pd.DataFrame:
    found = fetch(events)
    if choice.kind:
        found = found[found["kind"] == choice.kind]
    for column, options in (("countries", choice.chosen.country), ("sector_ids", choice.chosen.sector)):
        if options:
            found = found[found[column].map(lambda values, some=options: not set(values).isdisjoint(some)).astype(bool)]
    return found


def _is_narrowed(choice: Choice) -> bool:
    return bool(choice.kind or choice.chosen.country or choice.chosen.sector)


def _finding(coming: pd.DataFrame, is_narrowed: bool) -> str:
    real = coming[coming["origin"] != ILLUSTRATIVE]
    first = next(real.itertuples(), None)
    if first is None:
        return "Nothing of this choice lies ahead on record yet" if is_narrowed else "Nothing lies ahead on record yet"
    said = dated_title(first.title, first.starts_on, first.ends_on)
    return f"{count(len(real), 'event')} ahead; the next one: {said}"


def _facts(row) -> tuple[Entry, ...]:
    also = [NETWORK_COUNTRIES.get(code, code) for code in row.countries if code != row.country_code]
    known = {
        "When": days(row.starts_on, row.ends_on),
        "Where": place(row.city, row.country, row.is_online),
        "Kind": row.kind_label,
        "Hosted by": listed(row.hosts),
        "Sectors": listed(row.sectors),
        "Also concerns": listed(also),
        "Note": row.note,
    }
    is_illustrative = row.origin == ILLUSTRATIVE
    return tuple(Entry(text, label, is_illustrative=is_illustrative) for label, text in known.items() if text)


def _entry(row) -> Entry:
    where = place(row.city, row.country, row.is_online)
    return Entry(
        text=row.title,
        label=days(row.starts_on, row.ends_on),
        detail=", ".join(filter(None, (row.kind_label, where, listed(row.hosts)))),
        is_illustrative=row.origin == ILLUSTRATIVE,
    )

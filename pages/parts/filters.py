"""The rows of filters that pages share."""

import streamlit as st

from cci_data.filters import EVERY, EVERYBODY, FIELDS, FIXED, PartnerFilter, cut, read
from cci_data.language import count, dated_title, grouped, listed, quoted, shortened
from cci_data.queries.coverage import countries, sectors
from cci_data.queries.events import events, past, upcoming
from cci_data.queries.partners import ready
from cci_data.queries.roster import Roster, fitting, leaves, roster
from cci_data.vocabulary import EVENT_KINDS
from pages.parts import choose, show
from pages.parts.fetch import fetch, is_phone, kept, today

IN_THE_ROW = ("country", "sector", "type")
# Of a longer one, a list shows no end, and so not how many partners it would leave.
LONGEST_LABEL = 38
SECTOR_WORDS = {"": "One of the sectors is enough", EVERY: "All of the sectors together"}


@kept
def country_options() -> dict[str, str]:
    """Return the countries of the network by name: code → name."""
    found = fetch(countries)
    return dict(zip(found["country_code"], found["name"], strict=True))


@kept
def sector_options() -> dict[str, str]:
    """Return the sectors in their order: id → label."""
    found = fetch(sectors)
    return dict(zip(found["sector_id"], found["label"], strict=True))


@kept
def event_options() -> dict[str, str]:
    """Return the events that lie ahead, then those that were: id → title and days."""
    found = fetch(events)
    ordered = [*upcoming(found, today=today()).itertuples(), *past(found, today=today()).itertuples()]
    return {row.event_id: dated_title(row.title, row.starts_on, row.ends_on) for row in ordered}


def partner_filters() -> PartnerFilter:
    """Show the filters of partners in a row, and below it what is chosen; return the filter that the address asks for.

    Options that there are not, such as those of an old link, are told and left out. Where nobody fits, it is said which
    filter empties the result, with the offer to drop that one.
    """
    everybody = fetch(roster)
    # All in one block: what follows would otherwise be another element, and a map forget where it was looked at.
    with st.container(key="filters"):
        chosen = _asked(everybody)
        fetch(ready, chosen=chosen)
        if is_phone():
            _text(chosen)
            _behind_a_button("Filters", chosen, tuple(FIELDS))
        else:
            _row(chosen)
        _chips(everybody, chosen)
        if not fetch(fitting, chosen=chosen).any():
            _say_who_is_guilty(everybody, chosen)
    return chosen


def _row(chosen: PartnerFilter) -> None:
    # One block rather than one for each column: each has its price in every run.
    with st.container(horizontal=True, vertical_alignment="bottom", key="filter-row"):
        for field in IN_THE_ROW:
            _field(chosen, field)
        _text(chosen)
        _behind_a_button("More filters", chosen, tuple(field for field in FIELDS if field not in IN_THE_ROW))


def _text(chosen: PartnerFilter) -> None:
    choose.words("Name or city", chosen.text, key="text", placeholder="for example Media Evolution")


def _asked(everybody: Roster) -> PartnerFilter:
    asked = st.query_params.to_dict()
    chosen, sentences = read(asked), cut(asked)
    for field, option in everybody.unknown(chosen):
        sentences.append(choose.not_here(f"the {FIELDS[field].label.lower()}", option, "It is left out."))
    chosen = everybody.known(chosen)
    if sentences:
        show.notice(" ".join(sentences))
        _write(chosen)
    return chosen


def _write(chosen: PartnerFilter) -> None:
    parameters = chosen.parameters()
    for name in (*FIELDS, "sectors", "text"):
        choose.write(name, parameters.get(name, ""))


def _words(field: str, chosen: PartnerFilter) -> dict[str, str]:
    """Return the options of a field with how many partners each would leave; of long lists those that fit somebody."""
    left, ever = fetch(leaves, chosen=chosen)[field], fetch(leaves, chosen=EVERYBODY)[field]
    is_long = field in ("project", "programme", "event", "type")
    return {
        option: f"{shortened(label, LONGEST_LABEL)} · {grouped(left.get(option, 0))}"
        for option, label in fetch(roster).options[field].labels.items()
        if not is_long or ever.get(option) or option in chosen.chosen(field)
    }


def _field(chosen: PartnerFilter, field: str) -> None:
    of, words = FIELDS[field], _words(field, chosen)
    if of.is_many:
        choose.options(of.label, words, chosen.chosen(field), key=field, everything=of.everything)
    else:
        choose.option(of.label, {"": of.everything, **words}, next(iter(chosen.chosen(field)), ""), key=field)


def _behind_a_button(label: str, chosen: PartnerFilter, names: tuple[str, ...]) -> None:
    """Show fields once somebody asks for them: most visits do without, and each costs time."""
    number = sum(len(chosen.chosen(field)) for field in names)
    with st.popover(
        f"{label} ({number})" if number else label, key="more-filters", on_change="rerun", width="stretch"
    ) as more:
        if not more.open:
            return
        if len(chosen.sector) > 1:
            choose.option("Of several sectors", SECTOR_WORDS, chosen.sectors, key="sectors")
        for field in names:
            _field(chosen, field)


def _chips(everybody: Roster, chosen: PartnerFilter) -> None:
    """Show what is chosen, each part to be taken back by itself, and all at once."""
    parts = list(chosen.parts())
    if not parts:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for field, option in parts:
            words = show.letters(_part(everybody, field, option))
            st.button(
                f"✕ {words}",
                key=f"chip-{field}-{option}",
                help=f"Take “{words}” back",
                on_click=_write,
                args=(chosen.without(field, option),),
            )
        if len(parts) > 1:
            st.button("Clear all", key="chip-all", type="tertiary", on_click=_write, args=(EVERYBODY,))


def _part(everybody: Roster, field: str, option: str) -> str:
    words = everybody.label(field, option)
    if field in FIXED:
        return words
    return f"Name or city: {words}" if field == "text" else f"{FIELDS[field].label}: {words}"


def _say_who_is_guilty(everybody: Roster, chosen: PartnerFilter) -> None:
    if chosen == EVERYBODY:
        show.invitation("No partner is on record yet.", "Load the public record: python -m cci_data load")
        return
    guilty = everybody.emptied_by(chosen)
    parts = [part for part in chosen.parts() if part[0] in guilty]
    named = listed(quoted(_part(everybody, *part)) for part in parts)
    rest = everybody.count(without := chosen.without_fields(guilty))
    verb = "empties" if len(parts) == 1 else "together empty"
    show.invitation(
        f"Nobody on record fits these filters: {named} {verb} the list.",
        f"Without {'it' if len(parts) == 1 else 'them'} there {'is' if rest == 1 else 'are'} {count(rest, 'partner')}. "
        "Or tell the Contact Desk whom you miss.",
    )
    st.button(
        "Drop this filter" if len(parts) == 1 else "Drop these filters", key="drop", on_click=_write, args=(without,)
    )


def event_filters() -> dict[str, str]:
    """Show the filters of events in a row; return the arguments for the query of events."""
    first, second, third = st.columns(3)
    with first:
        kind = choose.one("Kind", EVENT_KINDS, key="kind", everything="All kinds of event")
    with second:
        country = choose.one("Country", country_options(), key="country", everything="All countries")
    with third:
        sector = choose.one("Sector", sector_options(), key="sector", everything="All sectors")
    return {"kind": kind, "country": country, "sector": sector}

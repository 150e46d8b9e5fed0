"""A presentation as it is prepared: the order of its scenes, its filters and settings, and the link that starts it."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from cci_data.scenes import agenda
from cci_data.scenes.agenda import SCENES, Agenda
from cci_data.scenes.closing import is_here_only
from cci_data.settings import read_settings
from cci_data.vocabulary import EVENT_KINDS
from pages.parts import choose, show
from pages.parts.address import this_page
from pages.parts.fetch import AS_OF, as_of, fetch, kept, present, today
from pages.parts.filters import country_options, event_options, sector_options
from pages.parts.impact import choose_period, choose_programme
from pages.parts.new import choose_state, state_options

PAGE = "/present"
IMPACT = "impact"
DEFAULT_THEME = "light"
SECONDS = (10, 20, 30, 60)
WRITTEN = (
    *("scenes", "country", "sector", "spotlight", "every", "theme", "since", "kind", "shown_event"),
    *("period", "impact_programme", "figure"),
)


def asked() -> Agenda:
    """Return the agenda that the address asks for; what there is not is told, and taken out of the address."""
    parameters = st.query_params.to_dict()
    plan = agenda.on_record(fetch, agenda.read(parameters, PAGE), parameters, state_options()[0], today=today())
    if plan.problems:
        show.notice(" ".join(plan.problems))
        known = plan.parameters()
        for name in WRITTEN:
            choose.write(name, known.get(name, ""))
    return plan


def start(plan: Agenda) -> None:
    """Offer the presentation: a button that starts it, and its whole address to copy."""
    state = {AS_OF: choose.asked(AS_OF)} if choose.asked(AS_OF) else {}
    query = urlencode({"present": "1", **plan.parameters(), **state}, safe=",")
    show.html('<p><a class="start" href="?{query}" target="_self">Start</a></p>', query=query)
    if is_here_only(st.context.url or "") and not read_settings().public_url:
        show.notice("The code of the last scene leads to this computer only. CCI_PUBLIC_URL names the address for all.")
    show.source("The link to this presentation, to copy. A screen that turns by itself needs nobody at its keys.")
    st.code(f"{this_page()}?{query}", language=None, wrap_lines=True)


def scenes(plan: Agenda) -> None:
    """Show the scenes in their order with what each will say, to be moved, left out and taken up again."""
    for place, (name, headline) in enumerate(zip(plan.scenes, _headlines(plan), strict=True)):
        with st.container(key=f"scene-{name}"):
            said, moved = st.columns([3, 2], vertical_alignment="center")
        with said:
            show.html(
                "<p><strong>{number}. {title}</strong><br>{headline}</p>",
                number=place + 1,
                title=SCENES[name].title,
                headline=headline,
            )
        with moved, st.container(horizontal=True, gap="small"):
            _move(plan, place, -1, "Up")
            _move(plan, place, 1, "Down")
            rest = tuple(other for other in plan.scenes if other != name)
            _button("Leave out", name, _written(plan, rest or plan.scenes), is_off=not rest)
    left_out = [name for name in SCENES if name not in plan.scenes]
    if left_out:
        show.heading("Left out")
    for name in left_out:
        _button(f"Add “{SCENES[name].title}”", name, _written(plan, (*plan.scenes, name)))


def _move(plan: Agenda, place: int, by: int, words: str) -> None:
    order, other = list(plan.scenes), place + by
    is_end = not 0 <= other < len(order)
    if not is_end:
        order[place], order[other] = order[other], order[place]
    _button(words, plan.scenes[place], _written(plan, tuple(order)), is_off=is_end)


def _written(plan: Agenda, order: tuple[str, ...]) -> str:
    return replace(plan, scenes=order).parameters().get("scenes", "")


def _button(words: str, name: str, order: str, *, is_off: bool = False) -> None:
    st.button(
        show.letters(words),
        key=f"{words}-{name}",
        help=show.letters(f"{words}: {SCENES[name].title}"),
        disabled=is_off,
        on_click=choose.write,
        args=("scenes", order),
    )


@kept
def _headlines(plan: Agenda) -> tuple[str, ...]:
    state = as_of()
    choice = replace(plan.choice(today()), present=present().fetch, moment=state.frozen_at if state else None)
    return tuple(scene.headline for scene in agenda.make(fetch, plan, choice))


def of_whom(plan: Agenda) -> None:
    """Show the filters of the scenes, which country is in the spotlight, and of when the figures of impact are."""
    choose.options("Country", country_options(), plan.chosen.country, key="country", everything="All countries")
    choose.options("Sector", sector_options(), plan.chosen.sector, key="sector", everything="All sectors")
    choose.one("Country in the spotlight", country_options(), key="spotlight", everything="Whose turn it is")
    choose.one("Kind of the events ahead", EVENT_KINDS, key="kind", everything="All kinds of event")
    choose.one("An event to tell of", event_options(), key="shown_event", everything="None by itself")
    if IMPACT in plan.scenes:
        choose_period("Period of impact", plan.period)
        choose_programme("Programme of impact", key="impact_programme")
    choose_state("What is new since", *state_options())


def how(plan: Agenda) -> None:
    """Show what the meeting is called, the colours, and what turns the scenes."""
    choose.words("Title of the meeting", plan.title, key="title", placeholder="for example Network meeting")
    themes = {name: words for name, words in agenda.THEMES.items() if name != DEFAULT_THEME}
    default = agenda.THEMES[DEFAULT_THEME]
    choose.one("Colours", themes, key="theme", everything=default, default=DEFAULT_THEME)
    turns = {str(seconds): f"By itself, every {seconds} seconds" for seconds in sorted({*SECONDS, plan.every} - {0})}
    choose.one("Next scene", turns, key="every", everything="By key, finger or button")

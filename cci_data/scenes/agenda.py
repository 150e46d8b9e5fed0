"""The agenda of a presentation: which scenes in which order, and how they are shown; all of it is in the address."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cci_data.charts.chart import Fetch
from cci_data.filters import FIELDS, LONGEST_TEXT, SEPARATOR, PartnerFilter, cut
from cci_data.filters import read as read_filter
from cci_data.frozen.readers import states_by_slug
from cci_data.impact.measuring import impact_indicators, programmes
from cci_data.impact.period import ALL
from cci_data.impact.period import read as read_period
from cci_data.language import one_line
from cci_data.queries.events import events
from cci_data.queries.roster import roster
from cci_data.scenes import spotlight
from cci_data.scenes.ahead import ahead
from cci_data.scenes.closing import closing
from cci_data.scenes.impact import impact
from cci_data.scenes.numbers import numbers
from cci_data.scenes.scene import Choice, Scene
from cci_data.scenes.since import since
from cci_data.scenes.together import together
from cci_data.scenes.where import where
from cci_data.scenes.who import who
from cci_data.vocabulary import EVENT_KINDS, NETWORK_COUNTRIES


@dataclass(frozen=True)
class Item:
    """A scene on offer. title: on the list of scenes; make: `make(fetch, choice)`; page: the path of its page."""

    title: str
    make: Callable[[Fetch, Choice], Scene]
    page: str


# In the order of a meeting's agenda; the first scene of a page is where its presentation begins.
SCENES = {
    "where": Item("Where we are: the map", where, "/map"),
    "who": Item("Who covers what: sectors and countries", who, "/sectors"),
    "spotlight-status": Item("Spotlight: status and strategy", spotlight.status, "/spotlight"),
    "spotlight-figures": Item("Spotlight: figures", spotlight.figures, "/spotlight"),
    "spotlight-partners": Item("Spotlight: partners and needs", spotlight.people, "/spotlight"),
    "together": Item("What we did together: projects", together, "/partner"),
    "impact": Item("Impact: what we count", impact, "/impact"),
    "since": Item("What is new since the last meeting", since, "/new"),
    "next": Item("What is next: events", ahead, "/events"),
    "numbers": Item("The network in figures", numbers, "/numbers"),
    "closing": Item("Where you find this: link and code", closing, "/about"),
}
# What is new can be said only where there is a frozen state to compare with.
NEWS = "since"
DEFAULT = tuple(name for name in SCENES if name != NEWS)
THEMES = {
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast, light",
    "contrast-dark": "High contrast, dark",
}
LEAST_SECONDS, MOST_SECONDS = 5, 600
LONGEST_QUOTE = 40
# What a parameter of a page means where it is of no filter of partners: path → (its name there, its name here).
OF_PAGES = {
    "/spotlight": ("country", "spotlight"),
    "/events": ("event", "shown_event"),
    "/impact": ("programme", "impact_programme"),
}


@dataclass(frozen=True)
class Agenda:
    """What is presented, and how.

    scenes: keys of SCENES in their order, each once; first: the one that it begins with; chosen: of whom; spotlight:
    the code of the country, "" for whose turn it is; every: seconds after which the next scene comes by itself, 0 for
    never; theme: a key of THEMES; since: the slug of the frozen state that is compared with, "" for the usual one;
    kind: of events, a key of EVENT_KINDS; event: the id of the one that is told of; title: of the meeting; the three ""
    for none; of impact, period: a key of `impact.period`, "" for all years; programme: its name, "" for all; figure:
    the id of an indicator beside the headlines, "" for none; problems: a sentence for each part of the address that
    cannot be used; default: the scenes of whoever has chosen none, which an address need not name.
    """

    scenes: tuple[str, ...] = DEFAULT
    first: str = "where"
    chosen: PartnerFilter = PartnerFilter()
    spotlight: str = ""
    every: int = 0
    theme: str = "light"
    since: str = ""
    kind: str = ""
    event: str = ""
    title: str = ""
    period: str = ""
    programme: str = ""
    figure: str = ""
    problems: tuple[str, ...] = ()
    default: tuple[str, ...] = field(default=DEFAULT, compare=False)

    def choice(self, today: date, address: str = "") -> Choice:
        """Return what its scenes are made with; address: where the audience finds the dashboard."""
        return Choice(
            today=today,
            chosen=self.chosen,
            spotlight=self.spotlight,
            address=address,
            since=self.since,
            kind=self.kind,
            event=self.event,
            title=self.title,
            period=self.period,
            programme=self.programme,
            figure=self.figure,
        )

    def parameters(self) -> dict[str, str]:
        """Return the agenda as parameters of an address, without those that say nothing; `read` reads them."""
        found = self.chosen.parameters() | {
            "scenes": "" if self.scenes == self.default else SEPARATOR.join(self.scenes),
            "scene": "" if self.first == self.scenes[0] else self.first,
            "spotlight": self.spotlight,
            "every": str(self.every) if self.every else "",
            "theme": "" if self.theme == "light" else self.theme,
            "since": self.since,
            "kind": self.kind,
            "shown_event": self.event,
            "title": self.title,
            "period": self.period,
            "impact_programme": self.programme,
            "figure": self.figure,
        }
        return {name: value for name, value in found.items() if value}


def read(parameters: Mapping[str, str], page: str = "/") -> Agenda:
    """Return the agenda that an address asks for; what it cannot mean falls back, and `problems` says so.

    page: the path of the page on which somebody began to present: its own scene comes first, the country of the
    spotlight's page is the one in the spotlight rather than a filter, the event of the calendar's page the one that is
    told of, and the programme of the impact page the one that is counted.
    """
    problems: list[str] = []
    asked = dict(parameters)
    name, meant = OF_PAGES.get(page, ("", ""))
    if name in asked:
        asked.setdefault(meant, asked.pop(name))
    is_of_news = page == SCENES[NEWS].page or asked.get("scene", "").strip() == NEWS
    everything = tuple(SCENES) if is_of_news else DEFAULT
    scenes = _scenes(asked.get("scenes", ""), everything, problems)
    opening = next((name for name in scenes if SCENES[name].page == page), scenes[0])
    return Agenda(
        scenes=scenes,
        first=_one("scene", asked, scenes, opening, problems),
        chosen=read_filter(asked),
        spotlight=_one("spotlight", asked, NETWORK_COUNTRIES, "", problems),
        every=_seconds(asked.get("every", ""), problems),
        theme=_one("theme", asked, THEMES, "light", problems),
        since=asked.get("since", "").strip(),
        kind=_one("kind", asked, EVENT_KINDS, "", problems),
        event=asked.get("shown_event", "").strip(),
        title=one_line(asked.get("title", "")).strip()[:LONGEST_TEXT],
        period=_period(asked.get("period", "").strip(), problems),
        programme=asked.get("impact_programme", "").strip(),
        figure=asked.get("figure", "").strip(),
        problems=tuple(problems),
    )


def on_record(
    fetch: Fetch, plan: Agenda, asked: Mapping[str, str], frozen: Collection[str] | None = None, *, today: date
) -> Agenda:
    """Return an agenda without what it asks for and there is not; `problems` says so, and what is too much.

    Where there is a frozen state, what is new since then is among the scenes, unless others were chosen.
    asked: the parameters that it was read from; frozen: the slugs of the frozen states to compare with, None for all
    that `fetch` knows; today: the day, since a period that lies ahead has no figures. Raises DatabaseProblem where the
    data cannot be read.
    """
    known = fetch(roster)
    frozen = fetch(states_by_slug) if frozen is None else frozen
    plan = _with_records(fetch, replace(plan, default=tuple(SCENES) if frozen else DEFAULT), frozen, today)
    if not asked.get("scenes"):
        plan = replace(plan, scenes=plan.default, first=plan.first if plan.first in plan.default else plan.default[0])
    unknown = (
        f"There is no {FIELDS[field].label.lower()} “{option[:LONGEST_QUOTE]}” on record; it is left out."
        for field, option in known.unknown(plan.chosen)
    )
    return replace(plan, chosen=known.known(plan.chosen), problems=(*plan.problems, *cut(asked), *unknown))


def _with_records(fetch: Fetch, plan: Agenda, frozen: Collection[str], today: date) -> Agenda:
    """Return an agenda without the period that lies ahead, and without what it asks for that is not on record."""
    problems = []
    if plan.period and read_period(plan.period).first > today:
        problems.append(f"The period {read_period(plan.period).label} has not begun; impact is of all years.")
        plan = replace(plan, period="")
    on_record = (
        ("programme", lambda: fetch(programmes), "There is no programme “{}” on record; impact is of all."),
        (
            "figure",
            lambda: set(fetch(impact_indicators)["impact_indicator_id"]),
            "There is no indicator “{}” on record; it is left out.",
        ),
        ("since", lambda: frozen, "There is no frozen state “{}” to compare with."),
        ("event", lambda: set(fetch(events)["event_id"]), "There is no event “{}” on record; it is left out."),
    )
    for name, known, words in on_record:
        asked = getattr(plan, name)
        if asked and asked not in known():
            problems.append(words.format(asked[:LONGEST_QUOTE]))
            plan = replace(plan, **{name: ""})
    return replace(plan, problems=(*plan.problems, *problems))


def _scenes(asked: str, default: tuple[str, ...], problems: list[str]) -> tuple[str, ...]:
    names = [name.strip() for name in asked.split(SEPARATOR) if name.strip()]
    if unknown := [name for name in names if name not in SCENES]:
        problems.append(f"There is no scene “{unknown[0][:LONGEST_QUOTE]}”; it is left out.")
    return tuple(dict.fromkeys(name for name in names if name in SCENES)) or default


def _one(key: str, asked: Mapping[str, str], known, default: str, problems: list[str]) -> str:
    value = asked.get(key, "").strip()
    if not value or value in known:
        return value or default
    problems.append(f"The address asks for the {key} “{value[:LONGEST_QUOTE]}”, which there is not; it is left out.")
    return default


def _period(asked: str, problems: list[str]) -> str:
    found = read_period(asked)
    if asked and asked.lower() != ALL and found is None:
        problems.append(f"There is no period “{asked[:LONGEST_QUOTE]}”; impact is of all years.")
    return found.key if found else ""


def _seconds(asked: str, problems: list[str]) -> int:
    if not asked.strip():
        return 0
    if asked.strip().isascii() and asked.strip().isdecimal() and LEAST_SECONDS <= int(asked) <= MOST_SECONDS:
        return int(asked)
    problems.append(f"Scenes change every {LEAST_SECONDS} to {MOST_SECONDS} seconds; they wait for a key instead.")
    return 0


def make(fetch: Fetch, agenda: Agenda, choice: Choice) -> tuple[Scene, ...]:
    """Return the scenes of an agenda in their order; raises DatabaseProblem where the data cannot be read."""
    return tuple(SCENES[name].make(fetch, choice) for name in agenda.scenes)

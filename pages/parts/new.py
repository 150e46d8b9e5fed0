"""The parts of the page on what is new since a frozen state."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from cci_data.database import DatabaseProblem
from cci_data.frozen.readers import Frozen, before, states, usual
from cci_data.language import count, day
from cci_data.queries.frozen import erased_since
from cci_data.since import HOW, Since, since
from pages.parts import choose, show
from pages.parts.events import event_list
from pages.parts.fetch import as_of, fetch, find_frozen, kept, present, today
from pages.parts.files import files

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "Nothing is new since then."
# kind → one, several, as a sentence counts them.
WORDS = {
    "partners": ("new partner", "new partners"),
    "countries": ("country reached for the first time", "countries reached for the first time"),
    "sectors": ("sector covered for the first time", "sectors covered for the first time"),
    "projects": ("new project", "new projects"),
    "events": ("event announced", "events announced"),
    "held": ("event held", "events held"),
    "late": ("earlier event put on record", "earlier events put on record"),
}
GONE = {"partners": "name", "countries": "name", "sectors": "label", "projects": "title", "events": "title"}


def has_states() -> bool:
    """Tell whether there is a frozen state to compare with; where the data cannot be read there is none."""
    try:
        return bool(states(present()))
    except DatabaseProblem:
        return False


def state_options() -> tuple[dict[str, str], str]:
    """Return the frozen states to compare what is shown with, slug → words, and the slug of the usual one."""
    shown = as_of()
    known = before(states(present()), shown.frozen_at if shown else None)
    return {slug: f"{name}, {day(at.date())}" for slug, name, at, _ in known.values()}, usual(known, today())


def chosen_state() -> Frozen | None:
    """Let a person choose a frozen state by the address, the usual one at first; None where there is none."""
    options, first = state_options()
    if not options:
        return None
    slug = choose.known("since", "the frozen state", options, f"Showing what is new since {options[first]}") or first
    choose_state("Since", options, first)
    return find_frozen(slug)


def choose_state(label: str, options: dict[str, str], first: str) -> None:
    """Let a person choose one of the states of `state_options`, where there are several."""
    if len(options) > 1:
        others = {key: words for key, words in options.items() if key != first}
        choose.one(label, others, key="since", everything=options[first], default=first)


@kept
def _compared(then: Frozen) -> Since:
    return since(then.fetch, fetch, days=(then.day, today()))


def sentence(then: Frozen) -> str:
    """Return in a sentence how much is new."""
    words = _compared(then).in_words(WORDS)
    return f"{words}." if words else NOTHING


def words(then: Frozen) -> str:
    """Return since when, in words."""
    return f"Since {then.name} ({day(then.day)})"


def nothing_frozen() -> None:
    """Say that there is nothing to compare with, and how to change that."""
    show.title("What is new", "What came to the records since a moment that was kept.")
    show.invitation("No moment is kept yet to compare with.", HOW)


def lists(then: Frozen) -> None:
    """Show what is new, a section for each kind that has something."""
    found = _compared(then)
    for kind, draw in DRAWN.items():
        if len(rows := getattr(found, kind)):
            show.heading(count(len(rows), *WORDS[kind]))
            draw(rows)
    if found.is_nothing:
        show.invitation(NOTHING, "Tell the Contact Desk whom or what you miss.")


@kept
def gone(then: Frozen) -> None:
    """Show what is no longer on record, or lost its last partner; nothing where that is nothing."""
    found = _compared(then).gone
    items = [
        show.fill("<li>{kind}: {names}</li>", kind=kind.capitalize(), names=", ".join(found[kind][column]))
        for kind, column in GONE.items()
        if len(found[kind])
    ]
    if items:
        show.heading("No longer on record")
        show.html("<ul>{items}</ul>", items=show.joined(items))


def erased(then: Frozen) -> None:
    """Say how many partners were erased since, who are in neither list: nothing is left of them anywhere."""
    if number := present().fetch(erased_since, moment=then.frozen_at):
        words = f"{count(number, 'partner')} erased on request since then: counted neither then nor now."
        show.html('<p class="small">{words}</p>', words=words)


def whole_files() -> None:
    """Offer all that is on record as files; each row says when it came."""
    files("All partners as a file", "partners", {})
    files("All projects as a file", "projects", {})


def _partners(found: "pd.DataFrame") -> None:
    names = (", ".join((*row.cities, *((row.country,) if row.country else ()))) for row in found.itertuples())
    items = zip(found["partner_id"], found["name"], names, strict=True)
    show.records(show.partner_line(*item) for item in items)


def _linked(page: str, parameter: str, key: str, label: str, found: "pd.DataFrame") -> None:
    show.html(
        "<p>{links}</p>",
        links=show.joined(
            (
                show.fill(
                    '<a href="{page}?{query}" target="_self">{label}</a>',
                    page=page,
                    query=urlencode({parameter: value}),
                    label=words,
                )
                for value, words in zip(found[key], found[label], strict=True)
            ),
            Markup(" · "),
        ),
    )


DRAWN = {
    "partners": _partners,
    "countries": lambda found: _linked("spotlight", "country", "country_code", "name", found),
    "sectors": lambda found: _linked("map", "sector", "sector_id", "label", found),
    "projects": lambda found: _linked("map", "project", "project_id", "title", found),
    "events": event_list,
    "held": event_list,
    "late": event_list,
}

"""A partner's card: who it is, what it does, with whom, and where each fact comes from."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from cci_data.language import UNKNOWN, count, days, listed, place, sectors_in_words, span
from cci_data.public_data import public_basis, public_source
from cci_data.queries.events import events
from cci_data.queries.good_practices import good_practices
from cci_data.queries.network import project_network
from cci_data.queries.partners import partner, partner_places
from cci_data.queries.projects import projects
from cci_data.queries.statements import statements
from cci_data.vocabulary import ORIGINS, PARTNER_STATEMENT_KINDS
from pages.parts import show
from pages.parts.fetch import fetch, kept

if TYPE_CHECKING:
    import pandas as pd

PARTNERS_NAMED = 12


@kept
def card(partner_id: str) -> None:
    """Show the card of a partner, with all that is known of it."""
    row = row_of(partner_id)
    if row is None:
        show.invitation("This partner is no longer on record.", "Choose another one.")
        return
    show.html(
        '<div class="card"><h2>{name} {badge}</h2>{others}<dl class="facts">{facts}</dl><p>{link}</p></div>',
        name=row.name,
        badge=show.badge(row.origin),
        others=also(row),
        facts=terms(known(row) | _records(row) | origin(row)),
        link=show.card_link(row.partner_id, "Open the whole page"),
    )


def row_of(partner_id: str):
    """Return the row of a partner as `queries.partners.partner` has it, None where there is no such partner."""
    return next(fetch(partner, partner_id=partner_id).itertuples(), None)


def also(row) -> Markup:
    """Return the line with a partner's other names, nothing where it has none."""
    return (
        show.fill('<p class="small">also {names}</p>', names=listed(row.other_names)) if row.other_names else Markup()
    )


def terms(facts: dict[str, object]) -> Markup:
    """Return terms with what is said about them, to stand in a list of facts."""
    return show.joined(
        show.fill("<dt>{term}</dt><dd>{fact}</dd>", term=term, fact=fact) for term, fact in facts.items()
    )


def known(row) -> dict[str, Markup]:
    """Return what is known of a partner itself, and how each of it is known."""
    return {
        "Place": _places(row),
        "Country": _with_basis(row.country or UNKNOWN, row.country_basis),
        "Type": _with_basis(row.organisation_type or UNKNOWN, row.type_basis),
        "Sectors": _with_basis(sectors_in_words(row.sectors, row.is_cross_sectoral), row.sector_basis),
        "Services": _with_basis(listed(row.services) or UNKNOWN, None),
        "Website": show.link(row.website) or Markup(UNKNOWN),
    }


def origin(row) -> dict[str, Markup]:
    """Return where a partner comes from, as it may be told."""
    told = dict.fromkeys((ORIGINS[row.origin], public_source(row.origin, row.source)))
    source = show.joined(map(show.link, told), ": ")
    return ({"Identifier": show.link(row.ror_id)} if row.ror_id else {}) | {"Source": source}


def _records(row) -> dict[str, Markup]:
    return {
        "Projects": _projects(fetch(projects, partner_id=row.partner_id), row.partner_id),
        "Good practices": _titles(fetch(good_practices, partner_id=row.partner_id)),
        "Events hosted": _hosted(row.partner_id),
        "Needs and offers": _stated(row.partner_id),
    }


def _with_basis(words: str, basis: str | None) -> Markup:
    told = public_basis(basis)
    known = show.fill('<span class="basis">{basis}</span>', basis=told) if told else Markup("")
    return show.fill("{words}{known}", words=words, known=known)


def projects_in_words(partner_id: str) -> str:
    """Return how many projects a partner has, and with how many others on record."""
    found = fetch(projects, partner_id=partner_id)
    if not len(found):
        return "none on record"
    others = fetch(project_network).direct_partners(partner_id)
    return f"{count(len(found), 'project')} with {count(len(others), 'other partner')} on record"


def _places(row) -> Markup:
    found = fetch(partner_places, partner_id=row.partner_id)
    if not len(found):
        return Markup("no place known, so not on the map")
    return show.joined(_with_basis(place(each.city, each.country), each.basis) for each in found.itertuples())


def _projects(found: "pd.DataFrame", partner_id: str) -> Markup:
    if not len(found):
        return Markup("none on record")
    items = [
        show.fill(
            '<li><span class="what">{title}</span><span class="where">{when}; {role}{others}</span></li>',
            title=row.title,
            when=span(row.starts, row.ends),
            role="lead partner" if row.lead_id == partner_id else "partner",
            others=_others(
                [pair for pair in zip(row.partner_ids, row.partner_names, strict=True) if pair[0] != partner_id]
            ),
        )
        for row in found.itertuples()
    ]
    return show.fill('<ul class="records">{items}</ul>', items=show.joined(items))


def _others(pairs: list[tuple[str, str]]) -> Markup:
    if not pairs:
        return Markup("; other partners not on record")
    named = show.joined((show.card_link(*pair) for pair in pairs[:PARTNERS_NAMED]), ", ")
    more = f" and {len(pairs) - PARTNERS_NAMED} more" if len(pairs) > PARTNERS_NAMED else ""
    return show.fill("; with {named}{more}", named=named, more=more)


def _titles(found: "pd.DataFrame") -> Markup:
    return show.joined((show.fill("{title}", title=title) for title in found["title"]), "<br>") or Markup(
        "none on record"
    )


def hosted(partner_id: str) -> "pd.DataFrame":
    """Return the events that a partner hosts, the earliest first, with the columns of `queries.events.events`."""
    found = fetch(events)
    return found[found["host_ids"].map(lambda hosts: partner_id in hosts).astype(bool)]


def stated(partner_id: str) -> "pd.DataFrame":
    """Return what a partner needs and offers, with the columns of `queries.statements.statements`."""
    found = fetch(statements, kinds=PARTNER_STATEMENT_KINDS)
    return found[found["partner_id"] == partner_id]


def _hosted(partner_id: str) -> Markup:
    items = [
        show.fill(
            "{title}, {when} {badge}",
            title=show.event_link(row.event_id, row.title),
            when=days(row.starts_on, row.ends_on),
            badge=show.badge(row.origin),
        )
        for row in hosted(partner_id).itertuples()
    ]
    return show.joined(items, "<br>") or Markup("none on record")


def _stated(partner_id: str) -> Markup:
    items = [
        show.fill("{kind}: {text} {badge}", kind=row.kind_label, text=row.text, badge=show.badge(row.origin))
        for row in stated(partner_id).itertuples()
    ]
    return show.joined(items, "<br>") or Markup("none on record")

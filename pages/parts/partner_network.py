"""What a partner shares with others: sectors, projects, and the network that the projects make."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from cci_data.language import count, listed, span
from cci_data.public_data import public_source
from cci_data.queries.network import Step, project_network
from cci_data.queries.projects import projects as projects_on_record
from cci_data.queries.standing import standing
from cci_data.vocabulary import CROSS_SECTORAL, NOT_STATED
from pages.parts import choose, show
from pages.parts.fetch import fetch, kept
from pages.parts.partner import follow_former, is_illustrative, name_of, names
from pages.parts.partner_card import projects_in_words, row_of

if TYPE_CHECKING:
    import pandas as pd

MOST_UNFOLDED = 6


def folded(summary: str, items: list[Markup]) -> Markup:
    """Return a whole list, folded below `summary` where it is long."""
    whole = show.fill('<ul class="records side">{items}</ul>', items=show.joined(items))
    if len(items) <= MOST_UNFOLDED:
        return show.fill("<h3>{summary}</h3>{whole}", summary=summary, whole=whole)
    return show.fill("<details><summary>{summary}</summary>{whole}</details>", summary=summary, whole=whole)


@kept
def sectors(partner_id: str) -> None:
    """Show the partner's sectors, and how many share each in its countries and in the region."""
    found = fetch(standing, partner_id=partner_id)
    if found["sector_id"].iat[0] == NOT_STATED:
        show.heading("Sectors")
        show.invitation(
            "No sector is stated, so nobody finds this partner by one.",
            "Tell the Contact Desk the sectors, or that you serve all of them.",
        )
        return
    is_invented = is_illustrative(partner_id)
    show.heading("Sectors", "It is illustrative, and counts in no number." if is_invented else _sectors_in_words(found))
    items = [
        show.fill(
            '<li><span class="what">{sector}</span><span class="where">{numbers}</span></li>',
            sector=label,
            numbers=show.joined((_number(cell) for cell in cells.itertuples()), Markup("<br>")),
        )
        for label, cells in found.groupby("sector", sort=False)
    ]
    show.records(items)


def _sectors_in_words(found: "pd.DataFrame") -> str:
    alone = found[found["is_only_one"].astype(bool)]
    in_region = list(alone.loc[alone["country_code"].isna(), "sector"])
    in_country = list(dict.fromkeys(alone.loc[~alone["sector"].isin(in_region), "sector"]))
    alone_in = [f"in the region in {listed(in_region)}"] * bool(in_region)
    alone_in += [f"in its country in {listed(in_country)}"] * bool(in_country)
    if alone_in:
        return f"The only partner on record {listed(alone_in)}."
    if found["sector_id"].iat[0] == CROSS_SECTORAL:
        return "It serves all sectors; so many partners do, this one counted too."
    return "So many partners share them, this one counted too."


def _number(cell) -> Markup:
    where = cell.country or "the region"
    if cell.is_only_one:
        return show.fill('<strong class="only">the only one in {where}</strong>', where=where)
    parameters = {"sector": cell.sector_id} | ({"country": cell.country_code} if cell.country_code else {})
    return show.fill(
        '<a href="map?{address}" target="_self">{number}</a> in {where}',
        address=urlencode(parameters),
        number=count(cell.partner_count, "partner"),
        where=where,
    )


@kept
def never_worked_with(partner_id: str) -> None:
    """List who shares a sector with the partner and no project."""
    found = fetch(project_network).never_worked_with(partner_id)
    if not len(found):
        return
    items = [show.partner_line(row.partner_id, row.name, " · ".join(_never(row))) for row in found.itertuples()]
    same = "other cross-sectoral partner" if row_of(partner_id).is_cross_sectoral else "other partner of its sectors"
    number = count(len(found), same, same.replace("partner", "partners"))
    show.html("{list}", list=folded(f"Never worked with: {number}", items))


def _never(row) -> list[str]:
    steps = [f"{row.step_count} steps away"] if row.step_count else []
    return [_country(row), listed(row.sectors), *steps]


def _country(row) -> str:
    return row.country or "country not stated"


@kept
def projects(partner_id: str) -> None:
    """Show the partner's projects, and with whom it has carried them out."""
    found = fetch(projects_on_record, partner_id=partner_id)
    if not len(found):
        show.heading("Projects")
        show.invitation("No project of this partner is on record.", "Tell the Contact Desk of one, with its web page.")
        return
    show.heading("Projects", f"{projects_in_words(partner_id)}.")
    items = [_project(row, partner_id) for row in found.itertuples()]
    show.records(items)


def _project(row, partner_id: str) -> Markup:
    others = [pair for pair in zip(row.partner_ids, row.partner_names, strict=True) if pair[0] != partner_id]
    return show.fill(
        '<li><span class="what">{title}</span><span class="where">{when} · {programme} · {role}</span>{others}'
        '<span class="basis">Source: {source}</span></li>',
        title=row.title,
        when=span(row.starts, row.ends),
        programme=row.programme or "programme not stated",
        role="lead partner" if row.lead_id == partner_id else "partner",
        others=_with(others),
        source=show.link(public_source(row.origin, row.source)),
    )


def _with(others: list[tuple[str, str]]) -> Markup:
    if not others:
        return Markup('<span class="where">with partners that are not on record</span>')
    named = show.joined((show.card_link(*pair) for pair in others), ", ")
    if len(others) <= MOST_UNFOLDED:
        return show.fill('<span class="where">with {named}</span>', named=named)
    words = f"with {count(len(others), 'partner')}"
    return show.fill("<details><summary>{words}</summary><p>{named}</p></details>", words=words, named=named)


@kept
def network(partner_id: str) -> None:
    """Show the partner's place in the network of shared projects: who is one step away, and who two."""
    found = fetch(project_network)
    near, far = found.direct_partners(partner_id), found.partners_of_partners(partner_id)
    if not len(near):
        show.heading("In the network of shared projects")
        show.invitation(
            "No project with another partner is on record, so no way leads from here to others.",
            "Tell the Contact Desk with whom you have worked.",
        )
        return
    reached = found.component_size(partner_id) - 1
    show.heading(
        "In the network of shared projects",
        f"{count(len(near), 'direct partner')} and {count(len(far), 'partner')} of partners; over any number of steps, "
        f"{reached} of the {len(found.graph) - 1} others can be reached.",
    )
    show.html(
        "{near}{far}",
        near=folded(f"{count(len(near), 'direct partner')}", [_near(row) for row in near.itertuples()]),
        far=folded(f"{count(len(far), 'partner')} of partners", [_far(row) for row in far.itertuples()])
        if len(far)
        else "",
    )


def _near(row) -> Markup:
    return show.partner_line(row.partner_id, row.name, f"{_country(row)} · {listed(row.titles)}")


def _far(row) -> Markup:
    return show.partner_line(row.partner_id, row.name, f"{_country(row)} · over {listed(row.via)}")


def way(partner_id: str) -> None:
    """Let a person choose another partner, and show the shortest way there, step by step."""
    if is_illustrative(partner_id):
        return
    follow_former("to")
    if choose.asked("to") == partner_id:
        choose.write("to", "")
    others = {key: words for key, words in names().items() if key != partner_id}
    other_id = choose.known("to", "the way to", others, "None is shown")
    choose.option("The way to …", {"": "Choose a partner"} | others, other_id, key="to")
    if other_id:
        _way(partner_id, other_id)


@kept
def _way(partner_id: str, other_id: str) -> None:
    name, other = name_of(partner_id), name_of(other_id)
    steps = fetch(project_network).way(partner_id, other_id)
    if steps is None:
        show.notice(f"No way over shared projects leads from {name} to {other}.")
        return
    show.html(
        '<p aria-live="polite">{steps} from {name} to {other}:</p><ol class="way"><li>{name}</li>{items}</ol>',
        steps=count(len(steps), "step"),
        name=name,
        other=other,
        items=show.joined(map(_step, steps)),
    )


def _step(step: Step) -> Markup:
    return show.fill(
        '<li><span class="over">– {title} →</span> {name}</li>',
        title=step.title,
        name=show.card_link(step.partner_id, step.name),
    )

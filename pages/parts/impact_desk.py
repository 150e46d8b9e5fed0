"""What the network would lose without its Desk, as far as it is public: activity, hosts, and needs that were met."""

from cci_data.impact.upkeep import MET, activity_by_country, events_per_host, needs
from cci_data.language import count
from pages.parts import show
from pages.parts.fetch import fetch, kept, today

HOSTS_SHOWN = 10
MONTHS = 12
TITLE = "What the network would lose without its Desk"
ACTIVE = "A partner is active by a running or ended project, an event, a step in the ledger or a profile it confirmed."
NO_HOST = "The Desk writes them into its workbook, sheet Events, column Hosts."
NO_NEED = "The Desk writes them into its workbook, sheet Statements."


@kept
def upkeep() -> None:
    """Show who is active in each country, who hosts, and how many needs were answered."""
    active = fetch(activity_by_country, today=today(), months=MONTHS)
    lately, known = int(active["active_count"].sum()), int(active["partner_count"].sum())
    with show.together():
        show.heading(TITLE, f"{lately} of {count(known, 'partner')} were active in the last twelve months.")
        with show.together("halves"):
            with show.together():
                rows = ((row.country, row.partner_count, row.active_count) for row in active.itertuples())
                show.table(("Country", "Partners", "Active in the last twelve months"), rows)
                show.source(ACTIVE)
            with show.together():
                _hosts()
                _needs()


def _hosts() -> None:
    found = fetch(events_per_host, today=today())
    if not len(found):
        show.invitation("No host of an event is recorded yet.", NO_HOST)
        return
    first = found.head(HOSTS_SHOWN)
    show.table(
        ("Host", "Events"), ((show.card_link(row.partner_id, row.name), row.event_count) for row in first.itertuples())
    )
    more = len(found) - len(first)
    rest = f" {count(more, 'further host')} not shown." if more else ""
    show.source(f"An event counts for each of its hosts, once it has begun.{rest}")


def _needs() -> None:
    found = fetch(needs, today=today())
    if not len(found):
        show.invitation("No partner has stated a need yet.", NO_NEED)
        return
    answered = int(found["answered_on"].notna().sum())
    show.html("<p><strong>{answered} of {all}</strong> answered.</p>", answered=answered, all=count(len(found), "need"))
    show.source(MET)

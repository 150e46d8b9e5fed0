"""Who has hosted network meetings, on the page of events."""

from cci_data.language import count, day, listed
from cci_data.queries.hosts import HostRecord, host_record
from cci_data.vocabulary import NETWORK_COUNTRIES
from pages.parts import show
from pages.parts.fetch import fetch, kept, today

HEADING = "Who has hosted network meetings"
HOW = (
    "The Contact Desk adds them in its workbook: sheet Events, kind “Network meeting”, and the partners that host in "
    "column Hosts."
)


@kept
def hosts() -> None:
    """Show who has hosted network meetings, how often and last when, and which countries have not yet."""
    found = fetch(host_record, today=today())
    show.heading(HEADING, _finding(found))
    if found.hosts.empty:
        words = "No network meeting is on record yet." if not found.meeting_count else "No host is on record."
        show.invitation(words, HOW)
    else:
        rows = [
            (
                show.card_link(row.partner_id, row.name),
                row.country or "not stated",
                count(row.meeting_count, "meeting"),
                day(row.last_on),
            )
            for row in found.hosts.itertuples()
        ]
        show.table(("Host", "Country", "Hosted", "Last on"), rows)
    show.source(_basis(found))


def _finding(found: HostRecord) -> str:
    if found.hosts.empty:
        return ""
    if not found.not_yet:
        return "Every country of the network has hosted a meeting."
    so_far = f"{count(len(found.countries), 'country', 'countries')} of {len(NETWORK_COUNTRIES)} so far."
    return f"{so_far} Not yet: {listed(found.not_yet)}."


def _basis(found: HostRecord) -> str:
    """Return what is counted and what not."""
    sentences = [
        f"{count(found.meeting_count, 'network meeting')} on record until today. A meeting counts for each of its "
        "hosts, and once for each of their countries."
    ]
    if found.without_host_count:
        sentences.append(f"The hosts of {found.without_host_count} are not on record.")
    if found.illustrative_count:
        verb = "is" if found.illustrative_count == 1 else "are"
        sentences.append(f"{count(found.illustrative_count, 'illustrative meeting')} {verb} not counted.")
    return " ".join(sentences)

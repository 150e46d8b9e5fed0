"""Where the network comes from: what is said where nobody pays for its work at present, or nobody is named."""

from cci_data.charts.chart import Fetch
from cci_data.language import span
from cci_data.queries.projects import projects

# The project on whose pages the Contact Desk's network meetings are reported.
ORIGIN = "creative-ports"


def network_origin(fetch: Fetch) -> str:
    """Return where the network comes from, a sentence; "" where its first project is not on record.

    Source: the public record of projects. Raises DatabaseProblem where the data cannot be read.
    """
    known = fetch(projects)
    row = next(known[known["project_id"] == ORIGIN].itertuples(), None)
    if row is None:
        return ""
    paid = f"{row.programme}, {span(row.starts, row.ends)}" if row.programme else span(row.starts, row.ends)
    return f"On public record, the Contact Desk's network meetings are told of by the project “{row.title}” ({paid})."

"""The command that makes a report: slides, a handout, a document or a workbook, as the pages give them."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from cci_data.cli.application import app, problems_as_sentences
from cci_data.cli.progress import working
from cci_data.exports.page import ExportProblem
from cci_data.funding import read_funding
from cci_data.language import grouped, listed
from cci_data.reader import Reader
from cci_data.reports.files import form_of, require_room, write_whole
from cci_data.settings import PUBLIC_URL, read_settings

# The kinds of reports, each with the parameter that says what it is about; what makes them takes time to load.
SUBJECTS = {"spotlight": "country", "network": "", "partner": "id", "agenda": "scenes", "impact": "period"}
# Of what a report is can be said of these kinds alone.
FILTERED = {"country": ("network", "agenda"), "sector": ("network", "agenda")}
FILTERED |= {"programme": (*FILTERED["country"], "impact")}
NO_ADDRESS = "It leads nowhere: give --address, or set CCI_PUBLIC_URL, for links and the code to scan."


Words = Annotated[
    list[str],
    typer.Argument(help="What it is about (LV, Latvia, a partner's name or id, scenes, 2024), and the file: out.pdf."),
]
On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it is of. Default: today (UTC).")
]


@app.command("report")
def make_report(
    kind: Annotated[str, typer.Argument(help=f"One of {listed(SUBJECTS)}.")],
    words: Words,
    on: On = None,
    country: Annotated[str, typer.Option(help="Only partners of these countries, such as LV,EE.")] = "",
    sector: Annotated[str, typer.Option(help="Only partners of these sectors, by id.")] = "",
    programme: Annotated[str, typer.Option(help="Only what belongs to this funding programme.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="The frozen state to show; `frozen list` has them.")] = "",
    address: Annotated[str, typer.Option(help="Where the dashboard is. Default: CCI_PUBLIC_URL.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Make a report: the spotlight, the network, a partner's profile, the scenes of a presentation, or the impact."""
    today = on.date() if on else datetime.now(UTC).date()
    with problems_as_sentences():
        _require_address(address)
        subject, file = _subject_and_file(kind, words)
        require_room(file, is_forced=force)
        asked = {"as_of": as_of, **_filters(kind, country=country, sector=sector, programme=programme)}
        asked |= {SUBJECTS.get(kind, ""): subject} if subject else {}
        with working("making the report"):
            content = _made(kind, form_of(file), asked, today, address)
        write_whole(file, content)
        typer.echo(f"{file}: {grouped(len(content))} bytes.")
        if not (address or read_settings().public_url):
            typer.echo(NO_ADDRESS)
        for sentence in (*read_settings().problems, *read_funding()[1]):
            typer.echo(sentence, err=True)


def _require_address(address: str) -> None:
    """Raise ExportProblem where links and the code to scan cannot rest on an address; "" is none."""
    if address and not PUBLIC_URL.fullmatch(address):
        raise ExportProblem(
            [f"--address {address} is no address: write one such as https://dashboard.network.example."]
        )


def _subject_and_file(kind: str, words: list[str]) -> tuple[str, Path]:
    """Return what a report is about, "" where nothing is said, and its file; raises ExportProblem."""
    has_subject = SUBJECTS.get(kind, "unknown") != ""
    if len(words) > 1 + has_subject:
        about = "what it is about, and the file" if has_subject else "the file alone"
        raise ExportProblem([f"After {kind}, say {about}; {' '.join(words)} is more than that."])
    return ("" if len(words) == 1 else words[0]), Path(words[-1])


def _filters(kind: str, **options: str) -> dict[str, str]:
    """Return the filters that are given; raises ExportProblem where a report takes none of that name."""
    given = {name: value for name, value in options.items() if value}
    for name in given:
        if kind in SUBJECTS and kind not in FILTERED[name]:
            others = listed(FILTERED[name])
            raise ExportProblem([f"The report {kind} takes no --{name}: leave it out. That filter is for {others}."])
    return given


def _made(kind: str, form: str, asked: Mapping[str, str], today: date, address: str) -> bytes:
    """Return the report; raises ExportProblem with the sentences by which an address would be refused."""
    from starlette.datastructures import QueryParams

    from cci_data.api.problems import Problem
    from cci_data.api.report_orders import read_order
    from cci_data.reports.moment import reading
    from cci_data.reports.registry import report

    settings = read_settings()
    query = QueryParams({name: value for name, value in asked.items() if value})
    try:
        with closing(Reader(settings.database_url)) as reader:
            order = read_order(reader, kind, form, query, today, address.rstrip("/") or settings.public_url)
            return report(reading(reader, order.as_of), order)
    except Problem as problem:
        raise ExportProblem([f"{problem.detail} {problem.remedy}"]) from problem

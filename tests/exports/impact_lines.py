"""A report on impact as the exporters are handed it, made by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd

from cci_data.impact.report import METHOD, ImpactReport, ReportLine

HEADS = ("What", "Date", "Counts", "Countries", "Programme", "The network's part", "Proof", "Record status")
STATEMENT = "Paid for by the example programme."
LINE = ReportLine(
    key="projects",
    code="",
    label="Projects begun",
    family="own",
    value="2",
    before="1 in 2022",
    progress="50% of target 4 by 2027",
    unit="project",
    counts="Projects that began.",
    counts_not="Those still planned.",
    proof="The page of the project.",
    counted_by="this dashboard",
    rule="confirmed: by the network",
    how="The Desk writes them down.",
    is_recorded=True,
    rows=pd.DataFrame(
        [
            (
                "Žāļu ceļš",
                "2023-02",
                1,
                "Latvia and Sweden",
                "Programme A",
                "",
                "https://a.example/žāļu",
                "public record",
            ),
            ("Second", "2023", 1, "Latvia", "", "caused", "letter of 3 May 2023", "Desk"),
        ],
        columns=HEADS,
        dtype=object,
    ),
    unsure_count=0,
)
OF_THE_PROGRAMME = replace(
    LINE,
    key="rco81",
    code="RCO81",
    label="Participations",
    family="programme",
    value="1 240",
    before="",
    progress="",
    counts="Participations, each time.",
    counts_not="",
    rows=pd.DataFrame([("A fair", "2023-05-01", 1240, "Latvia", "", "", "list", "Desk")], columns=HEADS, dtype=object),
    unsure_count=3,
)
MISSING = replace(
    LINE,
    key="rcr79",
    code="RCR79",
    label="Strategies taken up",
    family="programme",
    value="not recorded yet",
    before="",
    progress="",
    how="Sheet Uptake.",
    is_recorded=False,
    rows=LINE.rows.head(0),
)


def a_report(*lines: ReportLine, **values: object) -> ImpactReport:
    told = {
        "title": "Impact of the network",
        "subtitle": "2023, all programmes",
        "finding": "Against 2022: more: projects begun (1 → 2).",
        "lines": lines or (OF_THE_PROGRAMME, MISSING, LINE),
        "method": METHOD,
        "source": "public record and the Desk",
        "as_of": date(2026, 11, 23),
        "made_on": date(2026, 11, 26),
        "period": "2023",
        "programme": "",
    }
    return ImpactReport(**told | values)


def proved_by(*proofs: str) -> ReportLine:
    """Return a line with a row for each proof."""
    rows = [(f"Row {number}", "2023", 1, "", "", "", proof, "Desk") for number, proof in enumerate(proofs)]
    return replace(LINE, rows=pd.DataFrame(rows, columns=HEADS, dtype=object))

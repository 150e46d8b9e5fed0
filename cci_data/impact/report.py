"""What a funder takes away: every figure of a period with its rule, its rows and its proof; the same as on the page."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cci_data.charts.chart import Fetch, collected_on, origins
from cci_data.data_age import DataAge, dated
from cci_data.impact.headlines import what_changed
from cci_data.impact.measuring import impact_indicators, measure, period_of
from cci_data.impact.wording import (
    DAYS_ARE,
    compared,
    counted_by,
    in_unit,
    of_what,
    progress_in_words,
    rule_in_words,
    titled,
)
from cci_data.language import listed
from cci_data.origin import network_origin
from cci_data.vocabulary import CAUSES, NETWORK_COUNTRIES, ORIGINS

METHOD = (
    DAYS_ARE,
    "Organisations count once, participations each time they are recorded.",
    "Joint means that organisations of at least two countries take part; a partner brings its own country alone.",
    "RCR79 counts strategies that also count under RCO83 by then, so over all years it is never more. RCR104 counts "
    "solutions, not who took them up, and only until one year after the project.",
    "The published budget of a project counts once, whoever takes part. Sums in other currencies are turned into euro "
    "at the rate and day that stand with them.",
    "Own counts are the network's and stand apart from the indicators of programmes.",
    "Illustrative records count in nothing. What was never recorded is not 0: it is said to be not recorded yet.",
)


@dataclass(frozen=True, eq=False)
class ReportLine:
    """A figure of the report, in the words of the page.

    key, code, label: of the indicator; family: whose; value, before, progress: in words; unit, counts, counts_not,
    proof, counted_by, rule: as its definition says; how: how it gets recorded; rows: those that were counted, under
    headings for reading; unsure_count: those of which the date does not say enough.
    """

    key: str
    code: str
    label: str
    family: str
    value: str
    before: str
    progress: str
    unit: str
    counts: str
    counts_not: str
    proof: str
    counted_by: str
    rule: str
    how: str
    is_recorded: bool
    rows: pd.DataFrame
    unsure_count: int

    @property
    def title(self) -> str:
        """Its code and label."""
        return titled(self.code, self.label)

    @property
    def proofs(self) -> tuple[str, ...]:
        """What proves its rows, each once."""
        return tuple(dict.fromkeys(proof for proof in self.rows["Proof"] if proof))


@dataclass(frozen=True, eq=False)
class ImpactReport:
    """A report on impact.

    title, subtitle: what and of when; finding: what changed; lines: the figures in their order; method: how was
    counted, in sentences; source: where the records come from; as_of: the day of the data; made_on: the day of the
    report; period, programme: as they were asked for, `all` and "" for everything; origin: where the network comes
    from, a sentence, "" where not on record.
    """

    title: str
    subtitle: str
    finding: str
    lines: tuple[ReportLine, ...]
    method: tuple[str, ...]
    source: str
    as_of: DataAge | date | None
    made_on: date
    period: str
    programme: str
    origin: str = ""

    def of(self, family: str) -> tuple[ReportLine, ...]:
        """Return the figures of a family: `programme` or `own`."""
        return tuple(line for line in self.lines if line.family == family)

    @property
    def basis(self) -> str:
        """Where the records come from, and of which day they are."""
        how_old = f" {dated(self.as_of)}." if self.as_of else ""
        return f"Source: {self.source}.{how_old}"


def impact_report(fetch: Fetch, *, period: str, today: date, programme: str = "") -> ImpactReport:
    """Return the report on a period.

    period: a key of `impact.period`; today: the day of the report; programme: one alone, "" for all.
    Raises DatabaseProblem where the data cannot be read.
    """
    found, when = fetch(impact_indicators), period_of(period, today)
    asked = {"period": period, "today": today, "programme": programme}
    measures = {key: fetch(measure, indicator=key, **asked) for key in found["impact_indicator_id"]}
    return ImpactReport(
        title="Impact of the network",
        subtitle=of_what(when, programme),
        finding=what_changed(fetch, **asked),
        lines=tuple(_line(row, measures[row.impact_indicator_id], when) for row in found.itertuples()),
        method=METHOD,
        source=origins(fetch),
        as_of=collected_on(fetch),
        made_on=today,
        period=period,
        programme=programme,
        origin=network_origin(fetch),
    )


def _line(row, measured, when) -> ReportLine:
    return ReportLine(
        key=row.impact_indicator_id,
        code=row.code or "",
        label=row.label,
        family=row.family,
        value=in_unit(measured.value, row.unit),
        before=compared(measured, row.unit, when),
        progress=progress_in_words(measured, row.unit, row.target, row.target_year),
        unit=row.unit,
        counts=row.counts,
        counts_not=row.counts_not or "",
        proof=row.proof,
        counted_by=counted_by(row, measured),
        rule=rule_in_words(row),
        how=measured.how,
        is_recorded=measured.value is not None,
        rows=readable(measured.rows),
        unsure_count=len(measured.unsure),
    )


def readable(found: pd.DataFrame) -> pd.DataFrame:
    """Return facts under headings for reading: What, Date, Counts, Countries, Programme, The network's part, Proof,
    Record status.
    """
    return pd.DataFrame(
        {
            "What": found["title"],
            "Date": found["on"],
            "Counts": found["number"],
            "Countries": [
                listed(NETWORK_COUNTRIES.get(code, code) for code in codes) for codes in found["country_codes"]
            ],
            "Programme": found["programmes"].map(listed),
            "The network's part": [CAUSES.get(cause, "") for cause in found["cause"]],
            "Proof": found["proof"],
            "Record status": found["origin"].map(ORIGINS),
        },
        dtype=object,
    )


def as_shown(found: pd.DataFrame) -> pd.DataFrame:
    """Return facts as `readable` does, without the network's part where no row says it: it belongs to the ledger."""
    rows = readable(found)
    return rows if found["cause"].notna().any() else rows.drop(columns="The network's part")

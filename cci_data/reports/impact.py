"""The report for a funder: the figures of a period, each with its rule and its proof, as the page has them."""

from dataclasses import replace

from cci_data.charts.chart import Fetch
from cci_data.exports import impact_parts as said
from cci_data.exports.handout.parts import Handout, NewPage, Section, Table
from cci_data.funding import Funding
from cci_data.impact.headlines import HEADLINES
from cci_data.impact.period import ALL
from cci_data.impact.report import ImpactReport, impact_report
from cci_data.reports.order import Order
from cci_data.scenes.scene import Entries, Entry, Figure, Figures
from cci_data.theme import LIGHT

FIGURES_BESIDE = 3
# Of the figures, by how many columns they have.
FIGURE_WIDTHS = {4: (6.0, 2.6, 3.0, 3.8), 3: (7.8, 3.2, 4.4)}
MEANING_HEADS = ("Figure", "What counts", "What does not", "Proof", "Rule")
MEANING_WIDTHS = (2.6, 3.6, 3.4, 2.2, 3.4)
MISSING_WIDTHS = (6.4, 6.6)
PROOF_HEADS, PROOF_WIDTHS = ("Proof", "Of"), (8.5, 4.5)
NO_INDICATOR = "No indicator is on record. The Desk loads them: python -m cci_data load"
NO_FIGURE = "No figure is recorded yet."


def ordered_report(fetch: Fetch, order: Order) -> ImpactReport:
    """Return the report that an order asks for; that of a frozen state says its name, and the day on which it is made.

    Raises DatabaseProblem where the data cannot be read.
    """
    asked = order.parameters
    period, programme = asked.get("period", ALL), asked.get("programme", "")
    found = impact_report(fetch, period=period, today=order.today, programme=programme)
    state = f", as frozen: {order.state}" if order.state else ""
    return replace(found, made_on=order.made_on, subtitle=f"{found.subtitle}{state}")


def impact_handout(fetch: Fetch, order: Order) -> Handout:
    """Return the report to be printed; the period and the programme stand on every page."""
    found = ordered_report(fetch, order)
    return Handout(
        kicker="Impact",
        title=found.title,
        lead=found.finding,
        parts=(
            *_headlines(found),
            *(_figures(found, family) for family in said.TITLES),
            NewPage(),
            Section(said.HOW, _method(found)),
            Section(said.MEANINGS, _meanings(found)),
            *_missing(found),
            _proofs(found),
        ),
        made_on=found.made_on,
        filters=(found.subtitle,),
        as_of=found.as_of,
        source=found.source,
        origin=found.origin,
        address=f"{order.address}/impact" if order.address else "",
    )


def impact_document(found: ImpactReport, who: Funding | None) -> bytes:
    """Return the report as a text document (DOCX). who: pays, with its logos; None for nobody."""
    # It takes time to load, and the other reports do without.
    from cci_data.exports.impact_document import render_impact_document
    from cci_data.exports.logos import points_of

    return render_impact_document(
        found,
        accent=LIGHT.primary,
        line=LIGHT.line,
        headlines=HEADLINES,
        statement=who.statement if who else found.origin,
        logos=tuple(map(points_of, who.logos)) if who else (),
        payer=who.programme if who else "",
    )


def impact_workbook(found: ImpactReport, who: Funding | None) -> bytes:
    """Return the report as a workbook (XLSX) with all rows behind the figures.

    who: pays, None for nobody. Raises ExportProblem where a cell cannot be written.
    """
    from cci_data.exports.impact_workbook import render_impact_workbook

    return render_impact_workbook(found, statement=who.statement if who else "")


def _headlines(found: ImpactReport) -> tuple[Section, ...]:
    """Return the first figures large, some beside each other; none where nothing of the sort is on record."""
    known = [
        Figure(line.value, line.label, " · ".join(filter(None, (line.before, line.progress))))
        for line in found.lines
        if line.key in HEADLINES and line.is_recorded
    ]
    # Those of the last row stand below the others.
    known += [Figure("", "")] * (-len(known) % FIGURES_BESIDE)
    starts = range(0, len(known), FIGURES_BESIDE)
    return tuple(Section("", Figures(tuple(known[start : start + FIGURES_BESIDE]))) for start in starts)


def _figures(found: ImpactReport, family: str) -> Section:
    heads, rows = said.heads(found), tuple(said.figures(found, family))
    table = Table(heads, rows, FIGURE_WIDTHS[len(heads)], NO_INDICATOR, is_small=True)
    return Section(said.TITLES[family][0], table, lead=said.lead(found, family))


def _method(found: ImpactReport) -> Entries:
    return Entries(said.HOW, tuple(Entry(sentence) for sentence in found.method))


def _meanings(found: ImpactReport) -> Table:
    rows = tuple(
        (line.title, line.counts, said.left_out(line), line.proof, line.rule)
        for line in found.lines
        if line.is_recorded
    )
    return Table(MEANING_HEADS, rows, MEANING_WIDTHS, NO_FIGURE, is_small=True)


def _missing(found: ImpactReport) -> tuple[Section, ...]:
    rows = tuple(said.missing(found))
    table = Table(said.MISSING_HEADS, rows, MISSING_WIDTHS, is_small=True)
    return (Section(said.MISSING, table, lead=said.NOT_ZERO),) if rows else ()


def _proofs(found: ImpactReport) -> Section:
    rows, rest = said.shown_proofs(found)
    table = Table(PROOF_HEADS, tuple(rows), PROOF_WIDTHS, said.NO_PROOF, is_small=True)
    return Section(said.PROOFS, table, lead=said.PROOFS_ARE, note=rest)

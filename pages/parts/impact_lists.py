"""The lists of the impact page: what worked beside a figure, all indicators by family, and the steps of the ledger."""

from urllib.parse import urlencode

from cci_data.exports import impact_parts as said
from cci_data.impact.measuring import impact_indicators, period_of
from cci_data.impact.wording import NOT_RECORDED, compared, in_unit, progress_in_words, titled
from cci_data.language import count
from pages.parts import show
from pages.parts.fetch import fetch, kept, today
from pages.parts.files import files
from pages.parts.impact import of, state_of, time_of
from pages.parts.impact_figure import practices
from pages.parts.impact_network import ledger

TITLES = {family: title for family, (title, _) in said.TITLES.items()}
COUNTED = {
    "own": "Counted by the network's own rules.",
    "programme": "As the records here show them; not an audit.",
}


@kept
def lists(indicator: str, period: str, programme: str, *, is_short: bool) -> None:
    """Show all that is text, one below the other: what worked, the indicators, their files, the ledger.

    is_short: whether what is not recorded yet is folded away, as a phone's screen needs it.
    """
    with show.together():
        practices(indicator, period, programme)
        with show.together("indicators"):
            for family in ("programme", "own"):
                all_indicators(family, period, programme, is_short=is_short)
        figures_as_files(period, programme)
        ledger(period, programme)


def all_indicators(family: str, period: str, programme: str, *, is_short: bool) -> None:
    """Show all indicators of a family, first those with a figure, then those not recorded yet and how they get there.

    The network's own counts never stand among those of programmes.
    """
    found = fetch(impact_indicators)
    mine = [
        (row, of(row.impact_indicator_id, period, programme)) for row in found[found["family"] == family].itertuples()
    ]
    counted = [(row, measured) for row, measured in mine if measured.value is not None]
    show.heading(TITLES[family], COUNTED[family])
    if counted:
        _counted(counted, period, programme)
    missing = [
        (_opening(row, period, programme), show.fill('<span class="nowrap">{it}</span>', it=NOT_RECORDED), measured.how)
        for row, measured in mine
        if measured.value is None
    ]
    if missing:
        _missing(missing, is_short=is_short)


def _missing(rows: list, *, is_short: bool) -> None:
    show.html(
        "<details{state}><summary>{number} not recorded yet, and how each gets recorded</summary>{table}</details>",
        state="" if is_short else show.fill(" open"),
        number=count(len(rows), "indicator"),
        table=show.plain_table(("Indicator", "Figure", "How it gets recorded"), rows),
    )


def _counted(found: list, period: str, programme: str) -> None:
    """Show indicators with a figure; a column that would say nothing in any row is left out."""
    has_before = any(measured.before is not None for _, measured in found)
    heads = ("Indicator", "Figure", "Before" if has_before else "Note", "Target", "Rule")
    rows = [
        (
            _opening(row, period, programme),
            in_unit(measured.value, row.unit),
            compared(measured, row.unit, period_of(period, today())),
            progress_in_words(measured, row.unit, row.target, row.target_year),
            _certainty(row),
        )
        for row, measured in found
    ]
    told = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    show.table([heads[place] for place in told], [[row[place] for place in told] for row in rows])


def _certainty(row: object) -> str:
    """Return how sure a rule is; that the network made its own goes without saying."""
    if not row.is_confirmed:
        return "from memory, unconfirmed"
    return "confirmed" if row.family == "programme" else ""


def _opening(row: object, period: str, programme: str) -> object:
    """Return the link that opens the figure of an indicator."""
    return show.fill(
        '<a href="{address}" target="_self">{label}</a>',
        address=f"impact?{urlencode(state_of(row.impact_indicator_id, period, programme))}",
        label=titled(row.code, row.label),
    )


def figures_as_files(period: str, programme: str) -> None:
    """Offer all figures with their rules as files, and all rows behind them."""
    files("All figures as a file", "impact", time_of(period, programme))
    files("All rows behind them as a file", "impact-rows", time_of(period, programme))

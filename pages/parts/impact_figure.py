"""One figure of the impact page, opened: its rule, the years, the rows behind it, the proof, and the files."""

import streamlit as st

from cci_data.charts.impact import WAYS, impact_by, impact_over_years
from cci_data.impact.headlines import HEADLINES
from cci_data.impact.measuring import impact_indicators, period_of
from cci_data.impact.practices import BEHIND, practices_behind
from cci_data.impact.report import as_shown
from cci_data.impact.wording import counted_by, in_unit, rule_in_words, titled
from cci_data.language import count, listed
from cci_data.vocabulary import EURO, IMPACT_KINDS
from pages.parts import choose, show
from pages.parts.fetch import colours, fetch, kept, today
from pages.parts.impact import family_of, of, rows_as_files

LIST_HEIGHT = 420
NAME_WIDTH = 280


def choice() -> str:
    """Let a person choose which figure is opened; return its id."""
    default = HEADLINES[0]
    options = {**_options()}
    words = options.pop(default, default)
    return choose.one("Figure", options, key="figure", everything=words, default=default) or default


@kept
def _options() -> dict[str, str]:
    """Return the code and the name of each figure by its id."""
    rows = fetch(impact_indicators).itertuples()
    return {row.impact_indicator_id: titled(row.code, row.label) for row in rows}


@kept
def opened(indicator: str, period: str, programme: str) -> None:
    """Show all of a figure: its rule beside the years, the rows that it counts, and what it is made of."""
    left, right = st.columns([2, 3], gap="large")
    with left, show.together():
        definition(indicator, period, programme)
    with right:
        over_the_years(indicator, programme)
    rows(indicator, period, programme)
    broken_down(indicator, period, programme)


def definition(indicator: str, period: str, programme: str) -> None:
    """Show the figure with its definition: what counts, what does not, the proof, who counts, how sure the rule is."""
    row = next(r for r in fetch(impact_indicators).itertuples() if r.impact_indicator_id == indicator)
    measured = of(indicator, period, programme)
    show.heading(titled(row.code, row.label))
    show.html(
        '<p class="count"><strong class="figure">{value}</strong> {unit} in {period}</p>',
        value=in_unit(measured.value, row.unit),
        # Units are named in the plural; of a single one the heading says what it is.
        unit=row.unit if measured.value not in (None, 1) and row.unit != EURO else "",
        period=period_of(period, today()).label,
    )
    if measured.value is None:
        show.invitation("Nothing of this sort is recorded here: not recorded is not 0.", measured.how)
    baseline = f"{in_unit(row.baseline, row.unit)} in {row.baseline_year}" if row.baseline is not None else "not set"
    target = f"{in_unit(row.target, row.unit)} by {row.target_year}" if row.target is not None else "not set"
    show.facts(
        {
            "What counts": row.counts,
            "What does not": row.counts_not or "nothing else to say",
            "Whose": family_of(indicator) + ("" if row.kind == "own" else f", {IMPACT_KINDS[row.kind].lower()}"),
            "Proof": row.proof,
            "Counted by": counted_by(row, measured),
            "The rule": rule_in_words(row),
            "Baseline": baseline,
            "Target": target,
        }
    )


def over_the_years(indicator: str, programme: str) -> None:
    """Show the figure year by year."""
    chart = impact_over_years(fetch, colours(), indicator=indicator, today=today(), programme=programme)
    show.heading("Over the years")
    show.figure(chart)


def rows(indicator: str, period: str, programme: str) -> None:
    """Show the rows that the figure counts, with the proof of each, and those of which the date does not say enough."""
    measured = of(indicator, period, programme)
    asked = {"figure": indicator, "period": period, "programme": programme}
    show.heading("What was counted", f"{count(len(measured.rows), 'row')}; together they are the figure.")
    if len(measured.rows):
        found = as_shown(measured.rows)
        height = min(LIST_HEIGHT, 36 * (len(found) + 1) + 3)
        columns = {
            "Counts": st.column_config.NumberColumn(format="localized"),
            "What": st.column_config.TextColumn(width=NAME_WIDTH),
            "Proof": st.column_config.TextColumn(width=NAME_WIDTH),
        }
        st.dataframe(found, hide_index=True, height=height, column_config=columns, alt="The rows that were counted.")
    with show.together():
        if len(measured.rows):
            paper = show.on_paper("impact-rows", {key: value for key, value in asked.items() if value})
            show.html("{paper}", paper=paper)
        if len(measured.unsure):
            show.source(
                f"{count(len(measured.unsure), 'more row')} may belong to the period, but the date is not known "
                f"closely enough to say: {listed(measured.unsure['title'], 5)}."
            )
        rows_as_files(indicator, period, programme)


def broken_down(indicator: str, period: str, programme: str) -> None:
    """Show the figure by country, by sector and by programme, where it has any."""
    counted = of(indicator, period, programme).rows
    ways = [way for way in WAYS if counted[way].map(len).any()]
    if not ways:
        return
    for column, way in zip(st.columns(len(ways), gap="large"), ways, strict=True):
        with column:
            asked = {"indicator": indicator, "period": period, "today": today(), "programme": programme}
            chart = impact_by(fetch, colours(), way=way, **asked)
            show.html("<h3>{label}</h3>", label=chart.title)
            show.figure(chart, key=f"impact-{way}")


def practices(indicator: str, period: str, programme: str) -> None:
    """Show beside the figure the good practices that belong to it, with their own figures."""
    found = fetch(practices_behind, indicator=indicator, period=period, today=today(), programme=programme)
    told = found[found["in_figures"].notna()]
    if not len(told):
        return
    show.heading("What worked", BEHIND)
    items = [
        show.fill(
            '<li><span class="what">{title}</span><span class="where">{figures}</span></li>',
            title=row.title,
            figures=row.in_figures,
        )
        for row in told.itertuples()
    ]
    show.html('<ul class="records beside">{items}</ul>', items=show.joined(items))

"""The network behind the figures: the ledger, who works with whom across borders, how dense that is, what worked."""

import streamlit as st

from cci_data.charts.cooperation import cooperation_map, cooperation_square
from cci_data.impact.ledger import by_cause, chains
from cci_data.impact.registry import WORKBOOK
from cci_data.impact.shape import DENSITY, DEPENDENCE, NEWCOMERS, dependence, growth, newcomers
from cci_data.impact.wording import in_unit, sum_in_words
from cci_data.language import count, listed
from cci_data.partial_dates import said
from cci_data.vocabulary import EURO
from pages.parts import show
from pages.parts.fetch import colours, fetch, kept, today
from pages.parts.maps import compact

CHAINS_SHOWN = 12
HOW = WORKBOOK.format("Ledger")


@kept
def network() -> None:
    """Show what lies behind the figures: cooperation across borders, and the shape of the network."""
    geography()
    shape()


def ledger(period: str, programme: str) -> None:
    """Show what the network caused, helped, and what merely happened, and the chains from meeting to money."""
    show.heading("From meeting to money", "Each step is dated and linked to the one before; no step counts twice.")
    found = fetch(chains)
    if not len(found):
        show.invitation("No step is recorded yet: not recorded is not 0.", HOW)
        return
    counted = fetch(by_cause, period=period, today=today(), programme=programme)
    heads = ("", "Steps", "Applications", "Funded", "Money granted")
    rows = (
        (
            *(row.cause_label, row.step_count),
            *(in_unit(number, "") for number in (row.application_count, row.funded_count)),
            in_unit(row.eur, EURO),
        )
        for row in counted.itertuples()
    )
    show.table(heads, rows)
    show.source(
        "The steps of the period; the figures take what was caused and helped. "
        f"Below, the latest {CHAINS_SHOWN} chains of all years."
    )
    some = list(dict.fromkeys(found["chain_id"]))[:CHAINS_SHOWN]
    items = [
        show.fill('<li><ol class="way">{steps}</ol></li>', steps=show.joined(map(_step, steps.itertuples())))
        for key in some
        for steps in (found[found["chain_id"] == key],)
    ]
    show.records(items)


def _step(row) -> object:
    facts = (
        said(row.on),
        row.cause_label,
        row.outcome_label,
        sum_in_words(row.eur, row.amount, row.currency, row.eur_rate, row.rate_on),
        listed(row.partners, 4),
    )
    return show.fill(
        '<li>{kind}: {title}<span class="over">{facts}</span><span class="over">{proof}</span></li>',
        kind=row.kind_label,
        title=row.title,
        facts=" · ".join(filter(None, facts)),
        proof=show.link(row.proof) if row.proof else "",
    )


def geography() -> None:
    """Show which countries work together, as a square and on the map."""
    square = cooperation_square(fetch, colours(), today=today())
    show.heading("Cooperation across borders", square.summary)
    left, right = st.columns(2, gap="large")
    with left:
        show.figure(square)
    with right:
        chart = cooperation_map(fetch, colours(), today=today())
        if chart.drawing is not None:
            st.pydeck_chart(compact(chart.drawing), height=460, key="cooperation-map", alt=chart.summary)
            show.below(chart, chart.legend, has_twin=False)


def shape() -> None:
    """Show how dense the network is and became, who is new, and how much hangs on few; each in a plain sentence."""
    grown, came, few = (fetch(growth, today=today()), fetch(newcomers, today=today()), fetch(dependence))
    with show.together():
        show.heading("The network of shared projects")
        if not grown["partner_count"].any():
            show.invitation("No dated project is on record.", WORKBOOK.format("Projects"))
            return
        _shape_in_words(grown, came, few)
    both = grown.merge(came, on="year").assign(density=grown["density"].map(_share))
    heads = ["Year", "Partners with a project", "Links", "Density", "Newcomers", "Returning"]
    show.twin(both.set_axis(heads, axis="columns"), "Year by year")


def _shape_in_words(grown, came, few) -> None:
    show.facts(
        {
            "Density": _density(grown),
            "New and returning": _newcomers(came),
            "Resting on few": show.fill(
                '{share} of all links touch the five partners with the most: {names}.<span class="basis">{why}</span>',
                share=_share(few.share),
                names=listed(few.partners["name"]),
                why=DEPENDENCE,
            ),
        }
    )


def _density(grown) -> object:
    now = grown.iloc[-1]
    known = grown[grown["density"].notna()]
    first = known.iloc[0] if len(known) else now
    return show.fill(
        '{now}, from {then} in {year}; {partners} joined by {links}.<span class="basis">{why}</span>',
        now=_share(now["density"]),
        then=_share(first["density"]),
        year=int(first["year"]),
        partners=count(int(now["partner_count"]), "partner"),
        links=count(int(now["link_count"]), "link"),
        why=DENSITY,
    )


def _newcomers(came) -> object:
    last = came[(came["newcomer_count"] + came["returning_count"]) > 0].iloc[-1]
    return show.fill(
        '{new} and {old} in {year}, the last year in which projects began.<span class="basis">{why}</span>',
        new=count(int(last["newcomer_count"]), "newcomer"),
        old=count(int(last["returning_count"]), "returning partner"),
        year=int(last["year"]),
        why=NEWCOMERS,
    )


def _share(value: float | None) -> str:
    return f"{100 * value:.1f} %" if value is not None and value == value else "not known"

"""The ledger from meeting to money: its steps as chains, and what the network caused, helped, or merely saw happen."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.impact import own
from cci_data.impact.counting import in_period, of_step
from cci_data.impact.measuring import period_of
from cci_data.impact.records import Records, records
from cci_data.partial_dates import last_day
from cci_data.public_data import public_source
from cci_data.queries.frames import shared
from cci_data.vocabulary import CAUSES, OUTCOMES, STEP_KINDS

COLUMNS = (
    *("chain_id", "place", "step_id", "follows_id", "kind", "kind_label", "on", "cause", "cause_label", "title"),
    *("partners", "country_codes", "programme", "project", "eur", "amount", "currency", "eur_rate", "rate_on"),
    *("outcome", "outcome_label", "proof", "source", "origin"),
)
NEEDED = {"application_count": "application", "funded_count": "decision", "eur": "decision"}
ORDER = {kind: place for place, kind in enumerate(STEP_KINDS)}


def chains(session: Session) -> pd.DataFrame:
    """Return the steps of the ledger, chain by chain, the latest chain first; illustrative ones never.

    A chain is all that followed from one first step; each step is in one chain, once. Columns:

    - chain_id: the id of its first step; place: 1, 2 … in the chain, by date; step_id; follows_id (None for the first);
    - kind, kind_label; on (partial date); cause, cause_label; title; outcome, outcome_label (of a decision, else None);
    - partners (names, a tuple); country_codes (their own, a tuple); programme; project (title, None where none came);
    - eur: the sum asked for or granted, in euro at the stated rate; amount, currency, eur_rate, rate_on as recorded;
    - proof; source; origin.
    """
    known = shared(session, records)
    first = _first_steps(dict(zip(known.steps["step_id"], known.steps["follows_id"], strict=True)))
    names = dict(zip(known.partners["partner_id"], known.partners["name"], strict=True))
    titles = dict(zip(known.projects["project_id"], known.projects["title"], strict=True))
    rows = [_row(known, row, first, names, titles) for row in known.every_step]
    by_chain: dict[str, list[dict]] = {}
    for row in sorted(rows, key=lambda row: (last_day(row["on"]), ORDER[row["kind"]], row["step_id"])):
        by_chain.setdefault(row["chain_id"], []).append(row)
    latest = sorted(by_chain.values(), key=lambda some: (last_day(some[0]["on"]), some[0]["chain_id"]), reverse=True)
    placed = [row | {"place": place} for some in latest for place, row in enumerate(some, start=1)]
    return pd.DataFrame(placed, columns=list(COLUMNS), dtype=object)


def _first_steps(follows: dict[str, str | None]) -> dict[str, str]:
    """Return for each step the first one of its chain; of steps that go round, the one whose id comes first."""
    found = {}
    for key in follows:
        way, here = [key], follows[key]
        while here in follows and here not in way:
            way.append(here)
            here = follows[here]
        found[key] = min(way[way.index(here) :]) if here in way else way[-1]
    return found


def _row(known: Records, row: Any, first: dict[str, str], names: dict[str, str], titles: dict[str, str]) -> dict:
    told = of_step(known, row)
    who = known.step_partners.get(row.step_id, ())
    return {
        "chain_id": first[row.step_id],
        "step_id": row.step_id,
        # What follows an illustrative step follows nothing that counts.
        "follows_id": row.follows_id if row.follows_id in first else None,
        "kind": row.kind,
        "kind_label": STEP_KINDS[row.kind],
        "on": row.happened_on,
        "cause": row.cause,
        "cause_label": CAUSES[row.cause],
        "title": row.title,
        "partners": tuple(sorted(names[key] for key in who)),
        "country_codes": told["country_codes"],
        "programme": next(iter(told["programmes"]), None),
        "project": titles.get(row.project_id),
        "eur": own.in_euro(row),
        **{name: getattr(row, name) for name in ("amount", "currency", "eur_rate", "rate_on")},
        "outcome": row.outcome,
        "outcome_label": OUTCOMES.get(row.outcome),
        "proof": row.proof,
        "source": public_source(row.origin, row.source),
        "origin": row.origin,
    }


def by_cause(session: Session, *, period: str, today: date, programme: str = "") -> pd.DataFrame:
    """Return what the steps of a period come to for each cause, in the order of CAUSES; no step counts twice.

    period: a key of `impact.period`. Columns: cause, cause_label, step_count, application_count, funded_count
    (applications that were granted money), eur (granted, in euro at the stated rates). The rules are those of the
    network's own counts, which take what was caused and what was helped together. Without an application or a
    decision on record, what is counted of them is None.
    """
    known, when = shared(session, records), period_of(period, today)
    steps = in_period(when, (of_step(known, row) for row in known.every_step))
    counted = {
        "step_count": steps,
        "application_count": in_period(when, own.steps(known, "application")),
        "funded_count": in_period(when, own.grants(known)),
        "eur": in_period(when, own.granted_sums(known)),
    }
    sums = {name: found.of(programme).rows.groupby("cause")["number"].sum() for name, found in counted.items()}
    kinds = set(known.steps["kind"])
    is_recorded = {name: name not in NEEDED or NEEDED[name] in kinds for name in counted}
    rows = [
        (key, label, *(sums[name].get(key, 0) if is_recorded[name] else None for name in counted))
        for key, label in CAUSES.items()
    ]
    return pd.DataFrame(rows, columns=["cause", "cause_label", *counted], dtype=object)

"""Who works together across borders, and since when: the projects that join countries, and each partner's first one."""

from collections import defaultdict
from itertools import combinations

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.queries.frames import shared
from cci_data.queries.ground import ground
from cci_data.queries.partners import partners
from cci_data.queries.projects import projects
from cci_data.queries.roster import fitting, roster


def projects_of(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the projects in which at least one partner that fits a filter takes part, the latest first.

    Columns: project_id, title, programme, starts, ends, partner_ids (those that fit, a tuple), country_codes (the own
    countries of those that fit, a tuple by code; a partner in several countries brings its own alone).
    """
    home = shared(session, partners, chosen=chosen).set_index("partner_id")["country_code"]
    rows = []
    for row in shared(session, projects).itertuples():
        ids = tuple(key for key in row.partner_ids if key in home.index)
        if ids:
            codes = tuple(sorted({home[key] for key in ids if isinstance(home[key], str)}))
            rows.append((row.project_id, row.title, row.programme, row.starts, row.ends, ids, codes))
    columns = ["project_id", "title", "programme", "starts", "ends", "partner_ids", "country_codes"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def country_pairs(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the pairs of countries whose partners share projects, most projects first, then by code.

    Columns: one, other (country codes, in the order of the alphabet), project_count (each project once), titles.
    """
    titles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in shared(session, projects_of, chosen=chosen).itertuples():
        for pair in combinations(row.country_codes, 2):
            titles[pair].append(row.title)
    rows = [(*pair, len(names), tuple(sorted(names))) for pair, names in titles.items()]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(rows, columns=["one", "other", "project_count", "titles"])


def first_years(session: Session) -> dict[str, int]:
    """Return the year in which the first project of each partner began: partner_id → year.

    Partners without a project, and those whose projects all began on an unknown date, are not among them.
    """
    found: dict[str, int] = {}
    for row in shared(session, projects).itertuples():
        if row.starts:
            for key in row.partner_ids:
                found[key] = min(int(row.starts[:4]), found.get(key, 9999))
    return found


def growth(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return how many partners that fit a filter had their first project by each year, at each point on the map.

    Columns: those of `queries.partners.places` that name a point, and `counts`: for each year from the first to the
    last in which anybody began, how many had begun by its end; a tuple of (year, number). Everybody at the point,
    with a project or without, is in `partner_count`.
    """
    since, fits = shared(session, first_years), shared(session, fitting, chosen=chosen)
    everyone = shared(session, roster).everyone["partner_id"]
    began = np.array([since.get(key, np.inf) for key in everyone])
    standing = shared(session, ground)
    found = standing.standing(fits).drop(columns=["partner_ids", "partner_names"])
    chosen_years = began[fits & np.isfinite(began)]
    years = range(int(chosen_years.min()), int(chosen_years.max()) + 1) if len(chosen_years) else range(0)
    by_year = {year: standing.standing(fits & (began <= year)).set_index("place_id")["partner_count"] for year in years}
    found["counts"] = pd.Series(
        [tuple((year, int(by_year[year].get(key, 0))) for year in years) for key in found["place_id"]],
        index=found.index,
        dtype=object,
    )
    return found

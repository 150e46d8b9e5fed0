"""Cooperation projects, who took part in them, and who has worked with whom."""

from itertools import combinations

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from cci_data.filters import EVERYBODY, PartnerFilter
from cci_data.language import fold
from cci_data.models import Participation, Partner, Place, Project, ProjectSector, Sector
from cci_data.queries.everyone import countries_of_partners
from cci_data.queries.frames import column_of, frame, rows, shared, tuples_by_key
from cci_data.queries.partners import places
from cci_data.vocabulary import ILLUSTRATIVE


def _of_real_partners(statement):
    return statement.join(Partner, Partner.partner_id == Participation.partner_id).where(Partner.origin != ILLUSTRATIVE)


def projects(session: Session, *, country: str = "", partner_id: str = "") -> pd.DataFrame:
    """Return projects, the latest first; illustrative ones never.

    country: only those with a partner that is found there (see `partners`); partner_id: only those of that partner.

    Columns: every column of the table `project`, and as tuples `partner_ids`, `partner_names` (the lead first),
    `country_codes` and `sectors` (labels); `lead` and `lead_id` are the lead partner's, None where not known.
    """
    found = frame(
        session,
        select(Project.__table__)
        .where(Project.origin != ILLUSTRATIVE)
        .order_by(Project.starts.desc().nulls_last(), Project.title, Project.project_id),
    )
    keys = found["project_id"].tolist()
    by_role = (Participation.role, Partner.name, Partner.partner_id)
    there = countries_of_partners()
    many = {
        "partner_ids": _of_real_partners(select(Participation.project_id, Partner.partner_id)).order_by(*by_role),
        "partner_names": _of_real_partners(select(Participation.project_id, Partner.name)).order_by(*by_role),
        "country_codes": _of_real_partners(select(Participation.project_id, there.c.country_code).distinct())
        .join(there, there.c.partner_id == Partner.partner_id)
        .order_by(there.c.country_code),
        "sectors": select(ProjectSector.project_id, Sector.label).join(Sector).order_by(Sector.position),
    }
    for column, statement in many.items():
        found[column] = pd.Series(column_of(keys, tuples_by_key(session, statement)), index=found.index, dtype=object)
    lead = _of_real_partners(select(Participation.project_id, Partner.name, Partner.partner_id))
    in_turn = lead.where(Participation.role == "lead").order_by(Partner.name.desc(), Partner.partner_id.desc())
    leads = {project_id: who for project_id, *who in rows(session, in_turn)}
    for place, column in enumerate(("lead", "lead_id")):
        found[column] = pd.Series([leads.get(key, (None, None))[place] for key in keys], found.index, dtype=object)
    if country:
        found = found[found["country_codes"].map(lambda codes: country in codes).astype(bool)]
    if partner_id:
        found = found[found["partner_ids"].map(lambda ids: partner_id in ids).astype(bool)]
    return found.reset_index(drop=True)


def shared_projects(session: Session) -> pd.DataFrame:
    """Return each pair of partners that share a project, once.

    Columns: partner_id, other_id (partner_id < other_id), project_count, titles (tuple). Illustrative records never.
    """
    titles: dict[tuple[str, str], list[str]] = {}
    for row in projects(session).itertuples():
        for pair in combinations(sorted(row.partner_ids), 2):
            titles.setdefault(pair, []).append(row.title)
    rows = [(*pair, len(shared), tuple(sorted(shared))) for pair, shared in sorted(titles.items())]
    return pd.DataFrame(rows, columns=["partner_id", "other_id", "project_count", "titles"])


def place_links(session: Session, *, chosen: PartnerFilter = EVERYBODY) -> pd.DataFrame:
    """Return the lines of the map: pairs of points whose partners share projects, for partners that fit a filter.

    Columns: place_id, other_place_id, city, other_city, latitude, longitude, other_latitude, other_longitude,
    project_count (different projects), titles (tuple). A partner with several places is linked from the first by
    name, so that no project draws twice; partners at one point need no line.
    """
    points = places(session, chosen=chosen)
    standing = session.execute(select(Place.partner_id, Place.city, Place.latitude, Place.longitude)).all()
    by_city = sorted(standing, key=lambda row: (fold(row.city), row.city), reverse=True)
    main_point = {row.partner_id: (row.latitude, row.longitude) for row in by_city}
    at = {
        partner_id: point.place_id
        for point in points.itertuples()
        for partner_id in point.partner_ids
        if main_point[partner_id] == (point.latitude, point.longitude)
    }
    titles: dict[tuple[str, str], list[str]] = {}
    for row in shared(session, projects).itertuples():
        here = sorted({at[partner_id] for partner_id in row.partner_ids if partner_id in at})
        for pair in combinations(here, 2):
            titles.setdefault(pair, []).append(row.title)
    lines = pd.DataFrame(
        [(*pair, len(shared), tuple(sorted(shared))) for pair, shared in sorted(titles.items())],
        columns=["place_id", "other_place_id", "project_count", "titles"],
    )
    ends = points[["place_id", "city", "latitude", "longitude"]]
    return lines.merge(ends, on="place_id").merge(ends.add_prefix("other_"), on="other_place_id")

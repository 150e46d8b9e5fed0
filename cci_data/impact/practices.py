"""Good practices beside the figures that they belong to: those that a figure counts, or whose partners it counts."""

from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.impact.counting import EVENT_PAGE, PROJECT_PAGE
from cci_data.impact.measuring import measure
from cci_data.impact.records import Records, records
from cci_data.queries.frames import shared
from cci_data.queries.good_practices import good_practices

BEHIND = (
    "Good practices that this figure counts, or of partners that it counts, alone or in their projects and events. "
    "Their own figures are told, and added to none."
)
PARTNER_PAGE = "/partner?"


def practices_behind(
    session: Session, *, indicator: str, period: str, today: date, programme: str = ""
) -> pd.DataFrame:
    """Return the good practices that belong to a figure, by title, with the columns of `queries.good_practices`.

    indicator, period, programme: as for `impact.measuring.measure`. Raises KeyError for an indicator that is not on
    record.
    """
    asked = {"indicator": indicator, "period": period, "today": today, "programme": programme}
    counted = shared(session, measure, **asked).rows
    who = _partners(shared(session, records), counted)
    found = shared(session, good_practices)
    practices = set(counted["key"]) if indicator == "good-practices" else set()
    belongs = [
        key in practices or not who.isdisjoint(ids)
        for key, ids in zip(found["good_practice_id"], found["partner_ids"], strict=True)
    ]
    return found[belongs].reset_index(drop=True)


def _partners(known: Records, counted: pd.DataFrame) -> set[str]:
    """Return the partners that counted rows are, that took part in counted projects, or hosted or attended events."""
    keys = {
        page: set(counted.loc[[each.startswith(page) for each in counted["page"]], "key"])
        for page in (PARTNER_PAGE, PROJECT_PAGE, EVENT_PAGE)
    }
    projects = (row.partner_ids for row in known.every_project if row.project_id in keys[PROJECT_PAGE])
    events = (known.there(row) for row in known.every_event if row.event_id in keys[EVENT_PAGE])
    return keys[PARTNER_PAGE] | {key for ids in (*projects, *events) for key in ids}

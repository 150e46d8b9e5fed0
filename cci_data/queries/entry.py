"""What is missing or old in a partner's entry: for its own eyes and the Desk's, and counted in no figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cci_data.language import day
from cci_data.links import is_web_link
from cci_data.models import Change, DataSet, Import, Partner, PartnerName, PartnerSector, PartnerService, Place
from cci_data.queries.frames import shared
from cci_data.queries.partners import current_id, partner
from cci_data.queries.statements import statements
from cci_data.sheets.events import STATEMENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.sheet import Sheet
from cci_data.vocabulary import ILLUSTRATIVE, PARTNER_STATEMENT_KINDS, PUBLISHED

# What nobody has recorded, changed or read anew for longer asks to be confirmed.
OLD_AFTER = timedelta(days=365)
PUBLIC_RECORD = "public-record"
OF_AN_ENTRY = (Partner, PartnerName, PartnerSector, PartnerService, Place)
COLUMNS = ["field", "finding", "since", "why", "send", "sheet", "heading"]


@dataclass(frozen=True)
class Question:
    """What is asked where a field is empty: the sheet and column of the workbook, why it helps, and what to send.

    field: what a person calls it, where that is not the heading of the column.
    """

    sheet: Sheet
    column: str
    why: str
    send: str
    field: str = ""
    finding: str = "not stated"

    def item(self, finding: str = "", since: date | None = None) -> tuple:
        """Return the row of the list; what is not given is as in the question."""
        heading = self.sheet.fields[self.column].title
        asked = (self.field or heading, finding or self.finding, since, self.why, self.send)
        return *asked, self.sheet.title, heading


NAME = Question(
    PARTNERS,
    "name",
    "Others rely on an entry that somebody has looked at within a year.",
    "That everything is still right, or what has changed.",
    field="The whole entry",
)
COUNTRY = Question(
    PARTNERS,
    "country_code",
    "Without it you are in no country's list and in no country's turn in the spotlight.",
    "The country in which you are at home.",
)
CITY = Question(
    PLACES,
    "city",
    "Without a place you are not on the map, and near nobody.",
    "The city in which you are, or each of them. No street is needed.",
    field="Place",
    finding="not known",
)
TYPE = Question(
    PARTNERS,
    "organisation_type",
    "Who plans a project looks for partners of different types.",
    "The type in the terms of Interreg; the workbook has the list.",
)
SECTORS = Question(
    PARTNERS,
    "sector_ids",
    "Others look for partners by sector, and find you under none.",
    "Your sectors, or cross-sectoral where you serve all of them.",
)
SERVICES = Question(
    PARTNERS,
    "service_ids",
    "Others look for partners by what they do for others.",
    "What you do for others, such as incubation, networking or funding.",
)
WEBSITE = Question(
    PARTNERS,
    "website",
    "It leads those who found you here on to you.",
    "The address of your own site, with https://.",
)
OFFER = Question(
    STATEMENTS,
    "text",
    "Needs and offers are how partners find one another.",
    "What you look for or offer, in a sentence.",
    field="Needs and offers",
    finding="none on record",
)
STATEMENT = Question(
    STATEMENTS,
    "text",
    "Others answer what is still needed or offered today.",
    "Whether it still holds, or what holds today.",
    field="Needs and offers",
)


def entry_items(session: Session, *, partner_id: str, today: date) -> pd.DataFrame:
    """Return what is missing or old in the entry of a partner: what is missing first, what is old last.

    partner_id: also one that was merged. Old is what was recorded, changed or read from its source more than
    `OLD_AFTER` before `today`. An illustrative partner has nothing to send: no row, as where it is unknown; and an
    illustrative need or offer is none.

    Columns: field, finding (what is missing or old), since (the day on which it was confirmed last; None where it is
    missing), why (why it helps) and send (what to send), both in a sentence, sheet and heading (where it stands in the
    workbook).
    """
    key = current_id(session, partner_id=partner_id)
    row = next(shared(session, partner, partner_id=key).itertuples(), None)
    if row is None or row.origin == ILLUSTRATIVE:
        return pd.DataFrame(columns=COLUMNS)
    stated = shared(session, statements, kinds=PARTNER_STATEMENT_KINDS)
    own = list(stated[(stated["partner_id"] == key) & (stated["origin"] != ILLUSTRATIVE)].itertuples())
    items = [*_missing(row), *([] if own else [OFFER.item()]), *_old(session, row, own, today)]
    return pd.DataFrame(items, columns=COLUMNS, dtype=object)


def _missing(row: Any) -> Iterator[tuple]:
    given = [
        (COUNTRY, row.country_code),
        (CITY, row.cities),
        (TYPE, row.organisation_type),
        (SECTORS, row.is_cross_sectoral or row.sector_ids),
        (SERVICES, row.services),
        (WEBSITE, row.website),
    ]
    yield from (question.item() for question, value in given if not value)
    if row.website and not is_web_link(row.website):
        yield WEBSITE.item("not a whole web address, so no page offers it as a link")


def _old(session: Session, row: Any, own: list[Any], today: date) -> Iterator[tuple]:
    confirmed = confirmed_on(session, row)
    if today - confirmed > OLD_AFTER:
        yield NAME.item(f"last confirmed on {day(confirmed)}", confirmed)
    for statement in own:
        stated = statement.stated_on or (statement.changed_at or statement.recorded_at).date()
        if today - stated > OLD_AFTER:
            finding = f"{statement.kind_label} of {day(stated)}: {statement.text}"
            yield STATEMENT.item(finding, stated)


def confirmed_on(session: Session, row: Any) -> date:
    """Return the day (UTC) on which an entry was confirmed last, as far as the database tells.

    row: of `queries.partners.partner`. That is the latest change of the partner, its names, sectors, services or
    places; of one that is as it came, the day on which it was recorded, or, of the public record, on which its page was
    read, which may be earlier.
    """
    recorded = row.recorded_at.date()
    tables = [model.__tablename__ for model in OF_AN_ENTRY]
    imported_at = session.scalar(
        select(func.max(Import.imported_at))
        .join(Change, Change.import_id == Import.import_id)
        .where(Change.partner_id == row.partner_id, Change.table_name.in_(tables))
    )
    changed = [moment.date() for moment in (row.changed_at, imported_at) if moment]
    # The import with which a partner came has changed nothing.
    if row.changed_at or max(changed, default=recorded) > recorded:
        return max(changed)
    if row.origin != PUBLISHED:
        return recorded
    read_on = session.scalar(select(DataSet.collected_on).where(DataSet.data_set_id == PUBLIC_RECORD))
    return min(recorded, read_on or recorded)

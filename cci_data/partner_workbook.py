"""The workbook of one partner: what is stored of it, ready to be corrected and sent to the Desk."""

from datetime import datetime

import pandas as pd
from sqlalchemy.orm import Session

from cci_data.exports.page import ExportProblem
from cci_data.exports.workbook import render_workbook
from cci_data.imports.words import words_of
from cci_data.links import is_web_link
from cci_data.public_data import PUBLIC_BASES
from cci_data.queries.partners import current_id
from cci_data.queries.sheets import sheet_rows
from cci_data.sheets.events import STATEMENTS
from cci_data.sheets.pages import choice_lists, read_me, record_page
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.projects import PARTICIPANTS
from cci_data.vocabulary import PUBLISHED

OF_A_PARTNER = (PARTNERS, PLACES, STATEMENTS, PARTICIPANTS)
FIRST_OF_ALL = (
    ("Your entry", ""),
    ("What to do", "Correct what is wrong, fill in what is missing, save, and send the file to the Contact Desk."),
    ("What not", "Leave the ids as they are, and name no person and no e-mail address: what you send is public."),
    ("What is not here", "Who told the Desk, and other words on how a thing is known: those cells are blank."),
)


def partner_workbook(session: Session, *, partner_id: str, made_at: datetime) -> bytes:
    """Return a workbook (XLSX) with the rows of one partner: itself, its places, statements and parts in projects.

    partner_id: also one that was merged; made_at: the moment (aware), with which the workbook is dated. What may name a
    person is left blank, and a blank keeps what is stored: importing it as it is changes nothing. Raises ExportProblem
    where there is no such partner, and with all cells that a workbook cannot hold or that an import would read
    otherwise.
    """
    key = current_id(session, partner_id=partner_id)
    words, pages, problems = words_of(session), [], []
    for sheet in OF_A_PARTNER:
        rows = sheet_rows(session, sheet)
        own = _without_people(rows[rows["partner_id"] == key].reset_index(drop=True))
        if sheet is PARTNERS and own.empty:
            raise ExportProblem([f"No partner on record has the id {partner_id}."])
        try:
            pages.append(record_page(sheet, own, words))
        except ExportProblem as problem:
            problems += problem.problems
    if problems:
        raise ExportProblem(problems)
    title = f"CCI network: {pages[0].rows[0][0]}"
    return render_workbook(pages, choice_lists(words), title, made_at, (*FIRST_OF_ALL, *read_me(pages)))


def _without_people(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows without sources and bases in which somebody may be named."""
    own = {
        name: pd.Series([value if value in PUBLIC_BASES else None for value in rows[name]], rows.index, dtype=object)
        for name in rows
        if name.endswith("basis")
    }
    if "source" in rows:
        # A part in a project does not say whose record it is; a page is no person.
        origins = rows["origin"] if "origin" in rows else [None] * len(rows)
        told = zip(origins, rows["source"], strict=True)
        kept = [
            source if origin == PUBLISHED or origin is None and is_web_link(source) else None for origin, source in told
        ]
        own["source"] = pd.Series(kept, rows.index, dtype=object)
    return rows.assign(**own)

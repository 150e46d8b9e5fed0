"""A Desk with a small network: some rows of every sheet, brought in by the real import, and the files to go on with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from cci_data.database import migrate, writing_engine
from cci_data.history import wait_for_other_writers
from cci_data.imports.desk import judge, read_files, store_plan
from cci_data.imports.plan import Plan
from cci_data.imports.public_record import load_public_record
from cci_data.imports.words import words_of
from cci_data.workbooks import write_export, write_template

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
REFERENCE = ("Countries", "Sectors", "Services")

NETWORK: dict[str, list[dict[str, Any]]] = {
    "Partners": [
        {"Name": "Łódzkie Centrum Wydarzeń", "Country": "PL", "Sectors": "Music; Games and interactive media"},
        {"Name": "Kultūras akadēmija", "Country": "Latvia", "Sectors": "cross-sectoral", "Other names": "LKA; LAC"},
        {"Name": "Malmö stad", "Country": "SE", "Website": "https://malmo.example", "Services": "Funding"},
        {"Name": "Šiaulių inkubatorius", "Country": "LT", "Organisation type": "NGO", "Services": "Incubation"},
        {"Name": "Listaháskóli Íslands", "Country": "IS", "Sectors": "Music"},
    ],
    "Places": [
        {"Partner": "Łódzkie Centrum Wydarzeń", "City": "Łódź"},
        {"Partner": "Kultūras akadēmija", "City": "Rīga", "Latitude": 56.946, "Longitude": 24.106},
        {"Partner": "Malmö stad", "City": "Malmö"},
        {"Partner": "Šiaulių inkubatorius", "City": "Šiauliai"},
    ],
    "Events": [
        {
            **{"Title": "Study visit to Rīga", "Kind": "Study visit", "First day": date(2027, 3, 4), "City": "Rīga"},
            **{"Last day": date(2027, 3, 5), "Country": "LV", "Hosts": "LKA; Malmö stad", "Sectors": "Music"},
            **{"Start time": "09:30", "Time zone": "Europe/Riga", "Other countries": "LT; EE"},
        },
        {"Title": "Call for games", "Kind": "Call deadline", "First day": date(2027, 4, 30), "Online": "yes"},
    ],
    "Spotlights": [
        {
            "Country": "LT",
            "First day": date(2027, 1, 1),
            "Last day": date(2027, 2, 28),
            "Steward": "Šiaulių inkubatorius",
        },
        {"Country": "NO", "First day": date(2027, 3, 1), "Last day": date(2027, 4, 30)},
    ],
    "Statements": [
        {"Country": "LV", "Kind": "Need", "Text": "Touring artists, =1+1 of them.", "Partner": "LKA"},
        {"Country": "PL", "Kind": "Status", "Text": "Łódź is a City of Film.", "Year": 2026},
    ],
    "Projects": [
        {"Title": "Baltic Beats", "Starts": "2026-01", "Ends": "2028", "Total budget (EUR)": 1200000},
        {"Title": "Games Coast", "Starts": "2025", "Sectors": "Games and interactive media"},
    ],
    "Participants": [
        {"Project": "Baltic Beats", "Partner": "LKA", "Role": "Lead partner"},
        {"Project": "Baltic Beats", "Partner": "Malmö stad"},
    ],
    "Good practices": [
        {
            **{"Title": "Mentors on call", "Country": "LV", "Lead partners": "LKA", "Partners": "Malmö stad"},
            **{"Starts": 2025, "Format": "mentoring", "Summary": "Experienced people answer the telephone."},
        }
    ],
    "Data sets": [
        {
            **{"Data set id": "desk", "Title": "The Desk's list", "Publisher": "Contact Desk", "Licence": "CC0"},
            **{"Covers": "All partners.", "Collected on": date(2026, 11, 1), "Origin": "Contact Desk"},
        }
    ],
    "Indicators": [
        {
            **{"Indicator id": "jobs", "Label": "Persons in cultural employment", "Position": 1, "Unit": "thousand"},
            **{"Decimals": 1, "Publisher": "Eurostat", "Dataset": "cult_emp_sex", "Dataset filter": "sex=T"},
            **{"For scale only": "no", "Caveat": "Main job only.", "Licence": "reuse with acknowledgement"},
        }
    ],
    "Indicator values": [
        {"Indicator": "jobs", "Area": "LV", "Year": 2024, "Value": 40.5, "Source": "Eurostat", "Flag": "b"},
        {"Indicator": "jobs", "Area": "LT", "Year": 2024, "Value": 51.9, "Source": "Eurostat"},
    ],
}
NEWS: dict[str, list[dict[str, Any]]] = {
    "Partners": [
        {
            "Name": "Tartu Loomemajanduskeskus",
            "Country": "EE",
            "Sectors": "Design (incl. fashion)",
            "Other names": "TLK",
        },
        {"Name": "Kreative MV", "Country": "Deutschland", "Website": "https://kreative-mv.example"},
        {"Name": "Malmö stad", "Country": "SE", "Website": "-", "Services": "Funding; Workspace"},
    ],
    "Places": [{"Partner": "TLK", "City": "Tartu"}, {"Partner": "Kreative MV", "City": "Rostock"}],
    "Events": [
        {
            **{"Title": "Open studios", "Kind": "Festival", "First day": "5.6.2027", "City": "Tartu", "Country": "EE"},
            **{"Hosts": "TLK", "Start time": "10:00", "End time": "18:00", "Time zone": "Europe/Tallinn"},
        }
    ],
    "Spotlights": [{"Country": "PL", "First day": "2027-05-01", "Last day": "2027-06-30", "Steward": "TLK"}],
    "Statements": [{"Country": "EE", "Kind": "Offer", "Text": "Mentors for design studios.", "Partner": "TLK"}],
    "Projects": [{"Title": "Studios North", "Starts": "2027-01-15", "Sectors": "cross-sectoral"}],
    "Participants": [{"Project": "Studios North", "Partner": "TLK", "Role": "Lead partner"}],
    "Good practices": [
        {
            "Title": "Open doors",
            "Country": "DE",
            "Lead partners": "Kreative MV",
            "Format": "festival",
            "Summary": "Doors.",
        }
    ],
}


@dataclass(frozen=True)
class SmallDesk:
    """The small network as a database, and the files of the Desk about it.

    database: an SQLite file; files: an export as .xlsx, a template with new rows, and the export as CSV files.
    """

    database: Path
    export: Path
    news: Path
    texts: tuple[Path, ...]


def fill(path: Path, records: dict[str, list[dict[str, Any]]]) -> None:
    """Write records under the headings of a workbook that is there."""
    book = load_workbook(path)
    for title, rows in records.items():
        heads = [cell.value for cell in book[title][1]]
        for row in rows:
            assert row.keys() <= set(heads), title
            book[title].append([row.get(head) for head in heads])
    book.save(path)


@contextmanager
def opened_to_write(database: Path) -> Iterator[Engine]:
    """Open an engine on an SQLite file, and close it."""
    engine = writing_engine(f"sqlite:///{database}")
    yield engine
    engine.dispose()


def bring_in(engine: Engine, paths: Sequence[Path], *, is_dry_run: bool = False) -> Plan:
    """Do what the command `import` does, without its output; raises ImportProblem."""
    bundle = read_files(paths)
    with Session(engine) as session, session.begin():
        wait_for_other_writers(session)
        plan = judge(session, bundle, today=TODAY)
        if plan.is_storable and not is_dry_run:
            store_plan(session, plan, bundle.kind, bundle.files, NOW, "the Desk")
        else:
            session.rollback()
    return plan


def _write_network(folder: Path) -> Path:
    """Write the workbook of the small network: the reference sheets of the public record, and NETWORK."""
    whole, small = folder / "whole.sqlite", folder / "network.xlsx"
    with opened_to_write(whole) as engine:
        migrate(engine)
        with Session(engine) as session, session.begin():
            load_public_record(session)
        with Session(engine) as session:
            write_export(session, small, NOW)
    book = load_workbook(small)
    for sheet in book:
        if sheet.title not in REFERENCE:
            sheet.delete_rows(2, sheet.max_row)
    book.save(small)
    fill(small, NETWORK)
    return small


def make_small_desk(folder: Path) -> SmallDesk:
    """Make the small network in an empty folder."""
    database, export, news = folder / "desk.sqlite", folder / "export.xlsx", folder / "news.xlsx"
    network = _write_network(folder)
    with opened_to_write(database) as engine:
        migrate(engine)
        plan = bring_in(engine, [network])
        assert plan.is_storable, plan.problems + plan.questions
        with Session(engine) as session:
            write_export(session, export, NOW)
            texts = write_export(session, folder / "export.csv", NOW)
            words = words_of(session)
    write_template(news, words["sectors"], words["services"], NOW)
    fill(news, NEWS)
    return SmallDesk(database, export, news, tuple(texts))


def bytes_of(database: Path) -> bytes:
    """Return what an SQLite database is on the disk, with the journal that a broken transaction would leave."""
    beside = sorted(path for path in database.parent.glob(f"{database.name}-*"))
    return b"".join(path.read_bytes() for path in (database, *beside))

from cci_data.imports.headings import plain
from cci_data.models import Base, DataVersion, Erasure, FrozenState
from cci_data.sheets.book import SHEETS, TEMPLATE

# What was brought in when, and what the database keeps for itself.
WITHOUT_SHEET = {
    "import",
    "import_file",
    "change",
    *(model.__tablename__ for model in (DataVersion, Erasure, FrozenState)),
}


def test_every_table_is_on_a_sheet():
    kept = {sheet.model.__tablename__ for sheet in SHEETS}
    kept |= {many.model.__tablename__ for sheet in SHEETS for many in sheet.many.values()}
    assert set(Base.metadata.tables) - kept == WITHOUT_SHEET


def test_the_desk_fills_in_what_it_keeps():
    assert [sheet.title for sheet in TEMPLATE] == [
        *("Partners", "Places", "Events", "Spotlights", "Statements", "Projects", "Participants", "Good practices"),
        *("Ledger", "Event participations", "Solutions", "Uptake", "Continued cooperation"),
        *("Impact indicators", "Impact values"),
    ]
    assert SHEETS[: len(TEMPLATE)] == TEMPLATE


def test_each_sheet_is_known_by_names_of_its_own():
    names = [plain(name) for sheet in SHEETS for name in (sheet.title, *sheet.names)]
    assert len(names) == len(set(names))

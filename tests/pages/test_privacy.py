"""No page shows an e-mail address, whatever text of the database another program wrote it into."""

from collections.abc import Iterator

from sqlalchemy import update

from cci_data.erasure.redaction import treatment
from cci_data.models import Base, Change, Import, ImportFile
from cci_data.privacy import LEFT_OUT, holds_email
from tests.pages.screen import PAGES

SOMEBODY = "jane.doe@mail.example"
NOT_PUBLIC = {table.__tablename__ for table in (Change, Import, ImportFile)}


def texts() -> Iterator[tuple]:
    """Give each column that holds a text of which no other row hangs, with its table."""
    for table in Base.metadata.sorted_tables:
        if table.name not in NOT_PUBLIC:
            yield from ((table, column) for column in table.columns if treatment(column) in ("text", "name", "link"))


def everything(screen) -> str:
    """Return all that the browser is sent: words, drawings, tables, options."""
    found = []
    for element in screen.app.main:
        found += [str(node.proto) for node in walk(element)]
    found += [table.value.to_csv() for table in screen.app.dataframe]
    return "\n".join(found)


def walk(node) -> Iterator:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from walk(child)


def test_no_page_shows_an_address_that_stands_in_the_database(open_page, write):
    columns = list(texts())
    with write() as session:
        for table, column in columns:
            longest = getattr(column.type, "length", None) or 200
            if longest > 2 * len(SOMEBODY):
                session.execute(update(table).values({column.name: f"{column.name} by {SOMEBODY}"}))
    assert len(columns) > 40
    told = ""
    for page, address in [*((page, {}) for page in PAGES), *OPENED]:
        shown = everything(open_page(page, **address))
        assert not holds_email(shown), (page, address)
        told += shown
    assert told.count(LEFT_OUT) > 50


OPENED = [
    ("map", {"partner": "media-evolution"}),
    ("map", {"lines": "yes", "project": "creative-ports"}),
    ("partner", {"id": "media-evolution"}),
    ("spotlight", {"country": "LV"}),
    ("numbers", {"of": "projects"}),
    ("numbers", {"of": "good-practices"}),
]

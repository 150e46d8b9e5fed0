import pytest
from pydantic import ValidationError

from cci_data.models import Event, Place
from cci_data.sheets.cells import Text, Whole
from cci_data.sheets.choices import COUNTRY, Country
from cci_data.sheets.events import EVENTS
from cci_data.sheets.partners import PARTNERS, PLACES
from cci_data.sheets.sheet import Row, Sheet, column


class MeetingRow(Row):
    """A meeting."""

    title: Text = column("Title", "As announced.", "Name", "What", example=("First", "Second"))
    country_code: Country = column("Country", "Where.")
    year: Whole = column("Year", "When.")


MEETINGS = Sheet(title="Meetings", row=MeetingRow, model=Event)


def test_a_column_keeps_what_a_person_reads_over_it():
    info = MEETINGS.fields["title"]
    assert (info.title, info.description, info.examples) == ("Title", "As announced.", ["First", "Second"])
    assert MEETINGS.fields["year"].examples == ["", ""]
    assert list(MEETINGS.fields) == ["title", "country_code", "year"]


def test_all_headings_mean_a_field_its_own_first():
    assert MEETINGS.headings("title") == ("Title", "title", "Name", "What")
    assert MEETINGS.headings("country_code") == ("Country", "country_code")


def test_a_field_has_a_closed_vocabulary_or_none():
    assert MEETINGS.choice("country_code") is COUNTRY and MEETINGS.choice("title") is None


def test_the_key_is_that_of_the_table():
    assert MEETINGS.key == ("event_id",) and PLACES.key == ("partner_id", "city")
    assert PLACES.model is Place


def test_some_records_can_serve_all_sectors():
    assert PARTNERS.is_cross_sectoral and not EVENTS.is_cross_sectoral


def test_a_row_knows_what_was_given_and_takes_nothing_else():
    row = MeetingRow.model_validate({"title": "A", "year": "2.027"})
    assert row.model_fields_set == {"title", "year"} and (row.year, row.country_code) == (2027, None)
    with pytest.raises(ValidationError, match="Extra inputs"):
        MeetingRow.model_validate({"titel": "A"})

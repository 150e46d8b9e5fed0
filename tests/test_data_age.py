"""How old the data are, in words."""

from datetime import date

from cci_data.data_age import DataAge, dated

PUBLIC, TOLD = date(2026, 11, 23), date(2027, 1, 26)


def test_the_public_record_and_the_desk_s_records_each_have_their_day():
    assert dated(DataAge(PUBLIC, TOLD)) == (
        "Public record as of 23 November 2026, Contact Desk's records up to 26 January 2027"
    )
    assert dated(DataAge(None, TOLD)) == "Contact Desk's records up to 26 January 2027"


def test_without_a_record_of_the_desk_there_is_one_day():
    assert dated(DataAge(PUBLIC)) == dated(PUBLIC) == "Data as of 23 November 2026"
    assert dated(DataAge(None)) == dated(None) == "" and not DataAge(None)

import pytest

from cci_data.impact.facts import COLUMNS, by, facts, total

ROWS = [
    {"key": "b", "title": "B", "on": "2024", "number": 3, "country_codes": ("LV", None, "SE", "LV")},
    {"key": "a", "title": "A", "on": None},
    {"key": "c", "title": "C", "on": "2023", "country_codes": ("LV",), "programmes": (None,)},
]


def test_rows_come_by_date_with_every_column_and_count_one_each_unless_they_say():
    found = facts(ROWS)
    assert list(found.columns) == list(COLUMNS)
    assert list(found["key"]) == ["a", "c", "b"] and list(found["number"]) == [1, 1, 3]
    assert found["country_codes"].tolist() == [(), ("LV",), ("LV", "SE")]
    assert found["programmes"].tolist() == [(), (), ()] and set(found["page"]) == {""}
    assert total(found) == 5 and total(facts(())) == 0


def test_nothing_counts_twice():
    with pytest.raises(ValueError, match="'a' counts twice"):
        facts([ROWS[1], ROWS[1]])


def test_what_has_several_counts_in_each_and_what_has_none_under_nothing():
    assert by(facts(ROWS), "country_codes").to_dict() == {"LV": 4, "SE": 3, "": 1}

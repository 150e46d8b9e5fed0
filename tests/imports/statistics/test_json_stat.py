import json
from datetime import date

import pytest

from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics import json_stat
from tests.imports.statistics import files

NAME = "cult.json"


def problems(text: str) -> list[str]:
    with pytest.raises(ImportProblem) as raised:
        json_stat.read(text, NAME)
    return list(raised.value.problems)


def changed(**changes: object) -> str:
    return files.json_stat_text(files.EMPLOYMENT, **changes)


def dense(key: str) -> list:
    entries = files.json_stat(files.EMPLOYMENT)[key]
    return [entries.get(str(number)) for number in range(60)]


def test_reads_what_the_api_says():
    dataset = json_stat.read(changed(), NAME)
    assert (dataset.publisher, dataset.code) == ("Eurostat", "cult_emp_sex")
    assert dataset.extracted_on == date(2025, 10, 8)
    assert dataset.dimensions == ["freq", "unit", "sex"]
    assert files.found(dataset) == files.expected(files.EMPLOYMENT)
    assert dataset.areas_left_out == 2


def test_value_and_status_may_be_lists():
    dataset = json_stat.read(changed(value=dense("value"), status=dense("status")), NAME)
    assert files.found(dataset) == files.expected(files.EMPLOYMENT)


def test_one_status_may_stand_for_all_values():
    flags = set(json_stat.read(changed(status="p"), NAME).table["flag"])
    assert flags == {"p"}


def test_no_status_is_no_flag():
    document = files.json_stat(files.EMPLOYMENT)
    del document["status"]
    assert set(json_stat.read(json.dumps(document), NAME).table["flag"]) == {None}


def test_the_index_of_a_dimension_may_be_a_list_or_left_out_for_one_code():
    dimension = files.json_stat(files.EMPLOYMENT)["dimension"]
    dimension["geo"]["category"]["index"] = files.EMPLOYMENT.dimensions["geo"]
    del dimension["freq"]["category"]["index"]
    assert files.found(json_stat.read(changed(dimension=dimension), NAME)) == files.expected(files.EMPLOYMENT)


def test_the_order_of_the_index_is_its_numbers_not_its_keys():
    dimension = files.json_stat(files.EMPLOYMENT)["dimension"]
    index = dimension["geo"]["category"]["index"]
    dimension["geo"]["category"]["index"] = dict(reversed(index.items()))
    assert files.found(json_stat.read(changed(dimension=dimension), NAME)) == files.expected(files.EMPLOYMENT)


def test_zero_is_a_value_and_an_absent_key_is_none():
    table = json_stat.read(changed(value={"0": 0}), NAME).table
    assert table[["area_code", "year", "value"]].values.tolist() == [["EU27_2020", 2019, 0.0]]


def test_an_answer_without_values_has_no_rows():
    table = json_stat.read(changed(value={}, status={}), NAME).table
    assert (len(table), str(table["year"].dtype), str(table["value"].dtype)) == (0, "int64", "float64")


def test_the_code_of_a_choice_is_that_of_its_data_set():
    extension = {"id": "CULT_EMP_SEX$DV_1234", "agencyId": "ESTAT"}
    assert json_stat.read(changed(extension=extension), NAME).code == "cult_emp_sex"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"version": "1.3"}, "cult.json: version is '1.3'; JSON-stat is expected, with version 2.0"),
        ({"class": "collection"}, "cult.json: class is 'collection'; JSON-stat is expected"),
        ({"source": "OECD", "extension": {"id": "X"}}, "cult.json: source is 'OECD'; of JSON-stat, Eurostat's"),
        ({"extension": {"agencyId": "ESTAT"}}, "cult.json, extension.id: '' names no data set"),
        ({"updated": "yesterday"}, "cult.json, updated: 'yesterday' is not a moment such as"),
        ({"size": [1, 2, 2, 5, 4]}, "cult.json, dimension 'time': 3 codes in order where size says 4"),
        ({"size": [1, 2, 2, 5]}, "cult.json: id has 5 dimensions, size has 4; they do not match"),
        ({"value": [1, 2, 3]}, "cult.json, value: 3 entries where the sizes make 60; it is not whole"),
        ({"value": {"60": 1}}, "cult.json, value: there is no position '60' in a cube of 60"),
        ({"value": {"-1": 1}}, "cult.json, value: there is no position '-1' in a cube of 60"),
        ({"value": {"00": 1}}, "cult.json, value: there is no position '00' in a cube of 60"),
        ({"status": {"60": "b"}}, "cult.json, status: there is no position '60' in a cube of 60"),
        ({"value": {"0": "3.7"}}, "cult.json, value 0: '3.7' is text where a number belongs"),
        ({"value": {"0": True}}, "cult.json, value 0 (A, THS_PER, T, EU27_2020, 2019): True is not a number"),
        ({"value": {"0": [1]}}, "cult.json, value 0 (A, THS_PER, T, EU27_2020, 2019): [1] is not a number"),
        ({"value": {"0": 1}, "status": {"0": "broken"}}, "2019): 'broken' is not a flag of at most 4 letters"),
        ({"value": "4.9"}, "cult.json, value.list[any]: Input should be a valid list, as JSON-stat 2.0 has it"),
        ({"dimension": {}}, "cult.json, dimension 'freq': 0 codes in order where size says 1"),
        ({"id": ["freq", "unit", "sex", "geo", "geo"]}, "they do not match"),
    ],
)
def test_says_where_and_why_a_document_does_not_fit(changes, sentence):
    assert sentence in problems(changed(**changes))[0]


def test_area_and_time_are_needed():
    cube = files.Cube("x", {"region": ["DK"], "time": ["2019"]}, {("DK", "2019"): (1.0, None)})
    assert problems(files.json_stat_text(cube)) == [
        "cult.json: the dimensions geo and time are expected, but id has region, time"
    ]


def test_quarters_are_no_years():
    cube = files.Cube("x", {"geo": ["DK"], "time": ["2019-Q1"]}, {("DK", "2019-Q1"): (1.0, None)})
    assert problems(files.json_stat_text(cube)) == [
        "cult.json: '2019-Q1' is no year; only annual series are taken, so choose freq=A"
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "cult.json, line 1, character 1: the JSON is not whole (Expecting value); download the file again"),
        (changed()[:500], "cult.json, line 1, character "),
        ("[]", "cult.json: there is no class; JSON-stat is expected"),
        ("[" * 100_000, "cult.json: the JSON is nested too deeply to be statistics"),
        ("<!DOCTYPE html><title>Sign in</title>", "cult.json is a web page (HTML or XML) and not data"),
        ('{"value": {"1": 4.9, "1": 5}}', "cult.json: the JSON is not sound ('1' is there twice)"),
        ('{"version": NaN}', "cult.json: the JSON is not sound (NaN is not a number)"),
        ('{"value": ' + "9" * 5000 + "}", "cult.json: the JSON is not sound (Exceeds the limit"),
    ],
)
def test_says_what_is_wrong_with_a_text(text, sentence):
    assert problems(text)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            {"error": [{"status": 400, "id": 150, "label": "Invalid <b>dimension</b> &amp; more"}]},
            "Invalid dimension & more",
        ),
        ({"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}, "ASYNCHRONOUS_RESPONSE"),
        ({"error": "gone"}, "gone"),
    ],
)
def test_a_message_in_the_place_of_data_is_passed_on(document, message):
    assert problems(json.dumps(document)) == [f"cult.json holds a message in the place of data: {message}"]


def test_a_message_is_short_and_without_markup():
    page = "<html><head><script>if (a < b) {}</script><title>Down</title></head><body>" + "word " * 200
    assert json_stat.message_in(page).startswith("Down word word")
    assert len(json_stat.message_in(page)) <= json_stat.LONGEST_MESSAGE + 1


def test_many_findings_are_counted():
    found = problems(changed(value={str(number): True for number in range(50)}))
    assert len(found) == 21
    assert found[-1] == "… and 12 more findings like these"

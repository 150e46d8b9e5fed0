"""Which rows are offered: those of the files of the public record, chosen the slow way."""

import csv
from random import Random

import pytest

from cci_data.api.offers import OFFERS, in_words
from cci_data.filters import FIELDS, PartnerFilter, read
from cci_data.public_data import INDICATORS
from cci_data.queries import numbers
from cci_data.queries.indicators import series
from cci_data.queries.partners import partners
from cci_data.queries.roster import roster
from cci_data.settings import DATA
from tests.api.answering import KEYS, keys_of, rows_of
from tests.conftest import change


def record(table: str) -> list[dict[str, str]]:
    with (DATA / "public_record" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filters(client, most: int) -> list[dict[str, str]]:
    """Draw filter states from the options that there are, always the same."""
    draw, who = Random(4), client.reader.fetch(roster)
    found = []
    for _ in range(most):
        names = draw.sample(list(FIELDS), draw.randint(1, 3))
        options = {name: draw.choice(list(who.options[name].labels) or [""]) for name in names}
        if "sector" in options:
            options |= {"sector": "design,music", "sectors": draw.choice(["any", "all"])}
        found.append({name: option for name, option in options.items() if option})
    return [*found, {"text": "Łódź"}, {"text": "culture", "country": "DE,PL"}]


def test_all_rows_of_the_record_are_there(client):
    assert set(keys_of(client, "/api/partners.json")) == {row["partner_id"] for row in record("partners")}
    assert set(keys_of(client, "/api/projects.json")) == {row["project_id"] for row in record("projects")}
    assert set(keys_of(client, "/api/events.json")) == {row["event_id"] for row in record("events")}
    values = {(row["indicator_id"], row["area_code"], int(row["year"])) for row in record("indicator_values")}
    rows = rows_of(client, "indicators")
    assert {(row["indicator_id"], row["area_code"], row["year"]) for row in rows} == values
    assert len(rows) == len(values)


def test_partners_are_those_that_the_pages_show_in_each_file(quick):
    shown_any = 0
    for asked in filters(quick, 40):
        shown = quick.reader.fetch(partners, chosen=read(asked))["partner_id"].tolist()
        shown_any += bool(shown)
        for form in ("json", "csv", "geojson"):
            assert keys_of(quick, f"/api/partners.{form}", **asked) == shown, asked
    assert shown_any > 10


def test_the_workbook_holds_them_too(quick):
    for asked in filters(quick, 4):
        assert keys_of(quick, "/api/partners.xlsx", **asked) == keys_of(quick, "/api/partners.json", **asked)


def test_the_parameters_are_those_of_the_pages(quick):
    chosen = PartnerFilter(country=("DK", "SE"), sector=("design", "music"), sectors="all", text="culture")
    answer = quick.get("/api/partners.json", params=chosen.parameters())
    assert answer.status_code == 200
    assert answer.json()["meta"]["filters"] == [
        "Country: Denmark or Sweden",
        "Sector: Design (incl. fashion) and Music",
        "Text: “culture”",
    ]


def test_a_filter_in_words_names_each_field(quick):
    who = quick.reader.fetch(roster)
    every = {name: next(iter(who.options[name].labels)) for name in FIELDS if name != "service"}
    assert len(in_words(who, read(every))) == len(every)


@pytest.mark.parametrize("asked", [{"country": "LV"}, {"country": "LV", "type": "ngo"}, {"text": "riga"}])
def test_projects_are_those_in_which_a_partner_that_fits_takes_part(client, asked: dict[str, str]):
    fitting = set(keys_of(client, "/api/partners.json", **asked))
    took_part = {row["project_id"] for row in record("participations") if row["partner_id"] in fitting}
    assert set(keys_of(client, "/api/projects.json", **asked)) == took_part


def test_a_project_and_a_programme_choose_among_projects(client):
    assert keys_of(client, "/api/projects.json", project="creative-ports") == ["creative-ports"]
    name = "Interreg Baltic Sea Region 2014-2020"
    of_programme = {row["project_id"] for row in record("projects") if row["programme"] == name}
    found = keys_of(client, "/api/projects.json", programme="interreg-baltic-sea-region-2014-2020")
    assert of_programme and set(found) == of_programme
    both = keys_of(client, "/api/projects.json", programme="interreg-baltic-sea-region-2014-2020", country="LV")
    assert set(both) == of_programme & set(keys_of(client, "/api/projects.json", country="LV"))


def test_nobody_that_fits_means_no_project(quick):
    assert (
        keys_of(quick, "/api/projects.json", country="IS", text="nobody is called this", project="creative-ports") == []
    )


@pytest.mark.parametrize(("name", "column"), [("country", "country_code"), ("kind", "kind")])
def test_events_are_chosen_as_in_the_record(client, name: str, column: str):
    for value in {row[column] for row in record("events")} - {""}:
        expected = {row["event_id"] for row in record("events") if row[column] == value}
        assert set(keys_of(client, "/api/events.json", **{name: value})) == expected
        assert set(keys_of(client, "/api/events.ics", **{name: value})) == expected


@pytest.mark.parametrize(
    ("name", "written", "kept"),
    [
        ("partners", {"sector": "Music", "country": "lv, LV"}, {"country": "LV", "sector": "music"}),
        ("partners", {"type": "Interest group", "text": " a  b "}, {"type": "interest-group", "text": "a b"}),
        ("projects", {"limit": "03", "country": "ee"}, {"country": "EE", "limit": "3"}),
        ("events", {"sector": "Music", "kind": "Study visit"}, {"kind": "study_visit", "sector": "music"}),
        ("events", {"country": "lv", "illustrative": "Yes"}, {"country": "LV", "illustrative": "yes"}),
        ("good-practices", {"country": "se"}, {"country": "SE"}),
        ("countries", {"covered": "Yes", "country": "lv"}, {"country": "LV", "covered": "yes"}),
        ("indicators", {"country": "eu27-2020,de", "from": "2015"}, {"country": "EU27_2020,DE", "from": "2015"}),
    ],
)
def test_an_option_is_found_by_its_words_everywhere_and_said_as_it_is_kept(client, name: str, written, kept):
    answer, same = (client.get(f"/api/{name}.json", params=asked) for asked in (written, kept))
    assert (answer.status_code, answer.headers["etag"]) == (200, same.headers["etag"])
    query = "&".join(f"{key}={value.replace(' ', '+')}" for key, value in kept.items())
    assert answer.json()["meta"]["link"] == f"http://testserver/api/{name}.json?{query}"
    assert answer.json()["meta"]["filters"] == same.json()["meta"]["filters"]


def test_one_event_alone(quick):
    key = record("events")[0]["event_id"]
    assert keys_of(quick, "/api/events.ics", event=key) == keys_of(quick, "/api/events.csv", event=key) == [key]


def test_illustrative_events_are_there_on_request_and_marked(client):
    with_them = rows_of(client, "events", illustrative="yes")
    made_up = {row["event_id"] for row in with_them if row["origin"] == "illustrative"}
    assert len(made_up) == 10
    assert set(keys_of(client, "/api/events.json")) == {row["event_id"] for row in with_them} - made_up
    assert keys_of(client, "/api/events.json", illustrative="no") == keys_of(client, "/api/events.json")
    calendar = client.get("/api/events.ics?illustrative=yes").text
    assert calendar.count("SUMMARY:[illustrative]") == 10
    assert "illustrative]" not in client.get("/api/events.ics").text


@pytest.mark.parametrize("name", ["partner", "project", "good_practice"])
def test_illustrative_records_never_leave(door, world_url: str, name: str):
    key = {"partner": "ars-baltica", "project": "creative-ports", "good_practice": "baltic-home"}[name]
    address = f"/api/{name.replace('_', '-')}s"
    assert key in keys_of(door(world_url), f"{address}.json")
    change(world_url, f"UPDATE {name} SET origin = 'illustrative' WHERE {name}_id = '{key}'")
    client = door(world_url)
    for form in ("json", "csv", "xlsx"):
        assert key not in keys_of(client, f"{address}.{form}")


def test_good_practices_are_those_of_a_country_or_with_a_partner_from_there(client):
    assert set(keys_of(client, "/api/good-practices.json")) == {
        row["good_practice_id"] for row in record("good_practices")
    }
    behind = {(row["good_practice_id"], row["partner_id"]) for row in record("good_practice_partners")}
    for code in ("SE", "PL", "IS"):
        there = set(keys_of(client, "/api/partners.json", country=code))
        expected = {row["good_practice_id"] for row in record("good_practices") if row["country_code"] == code}
        expected |= {practice for practice, partner in behind if partner in there}
        for form in ("json", "csv", "xlsx"):
            assert set(keys_of(client, f"/api/good-practices.{form}", country=code.lower())) == expected
    for partner in sorted({partner for _, partner in behind})[:4]:
        expected = {practice for practice, each in behind if each == partner}
        assert set(keys_of(client, "/api/good-practices.json", partner=partner)) == expected


@pytest.mark.parametrize(("name", "key"), [("countries", "country_codes"), ("sectors", "sector_ids")])
@pytest.mark.parametrize("asked", [{}, {"type": "ngo"}, {"country": "LV,EE"}, {"sector": "music"}])
def test_countries_and_sectors_count_the_partners_that_fit(client, name: str, key: str, asked: dict[str, str]):
    fitting = rows_of(client, "partners", **asked)
    rows = rows_of(client, name, **asked)
    for row in rows:
        there = [one for one in fitting if row[KEYS[name]] in one[key] and not (name == "sectors" and _is_apart(one))]
        assert row["partner_count"] == len(there)
    with_any = [row[KEYS[name]] for row in rows if row["partner_count"]]
    assert with_any and keys_of(client, f"/api/{name}.csv", covered="yes", **asked) == with_any
    without = [row[KEYS[name]] for row in rows if not row["partner_count"]]
    assert keys_of(client, f"/api/{name}.csv", covered="no", **asked) == without
    if not asked:
        assert {row[KEYS[name]] for row in rows} == {row[KEYS[name]] for row in record(name)}


def _is_apart(partner: dict) -> bool:
    return partner["is_cross_sectoral"]


@pytest.mark.parametrize("number", ["countries", "sectors", "good-practices", "projects", "partners"])
def test_the_files_behind_a_number_hold_the_rows_that_it_counts(client, number: str):
    asked = {"covered": "yes"} if number in ("countries", "sectors") else {}
    assert len(keys_of(client, f"/api/{number}.csv", **asked)) == client.reader.fetch(numbers.count, number=number)


def test_values_are_those_of_the_record_with_gaps_and_breaks(client):
    expected = [
        (row["area_code"], int(row["year"]), float(row["value"]), row["flag"] or None)
        for row in record("indicator_values")
        if row["indicator_id"] == "cult_emp_share" and row["area_code"] in ("DE", "EU27_2020")
        if 2015 <= int(row["year"]) <= 2021
    ]
    asked = {"indicator": "cult_emp_share", "country": "EU27_2020,DE", "from": "2015", "to": "2021"}
    rows = rows_of(client, "indicators", **asked)
    assert [(row["area_code"], row["year"], row["value"], row["flag"]) for row in rows] == sorted(expected)
    assert "b" in {row["flag"] for row in rows}


def test_years_the_wrong_way_round_are_no_rows(quick):
    assert rows_of(quick, "indicators", **{"from": "2020", "to": "2010"}) == []


def test_what_values_and_series_both_say_is_said_of_the_series(quick):
    """Whoever gives the values another column takes no row away."""

    def fetch(query, **arguments):
        found = quick.reader.fetch(query, **arguments)
        return found.assign(licence="another") if query is series else found

    (offer,) = (each for each in OFFERS if each.data is INDICATORS)
    found, usual = (offer.choose(each, {}).found for each in (fetch, quick.reader.fetch))
    assert len(found) == len(usual) > 0
    assert found["licence"].tolist() == usual["licence"].tolist()


def test_what_is_no_number_has_no_row(door, sqlite_world_url: str):
    whole = len(rows_of(door(sqlite_world_url), "indicators"))
    change(sqlite_world_url, "UPDATE indicator_value SET value = 9e999 WHERE area_code = 'DE' AND year = 2019")
    rows = rows_of(door(sqlite_world_url), "indicators")
    assert 0 < len(rows) < whole
    assert [row for row in rows if (row["area_code"], row["year"]) == ("DE", 2019)] == []


def test_an_empty_database_offers_empty_files(door, migrated_url: str):
    client = door(migrated_url)
    for offer in OFFERS:
        for form in offer.forms:
            assert keys_of(client, f"/api/{offer.data.name}.{form}") == []
    assert client.get("/catalog.jsonld").status_code == client.get("/api/openapi.json").status_code == 200

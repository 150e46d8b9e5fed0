"""The way from a SELECT to a frame, and what every query promises: its columns, also where there is nothing."""

import importlib
import inspect
import re

import pandas as pd
import pytest
from sqlalchemy import literal, null, select, union_all

from cci_data.models import Base
from cci_data.queries import frames, numbers
from cci_data.queries.changes import Scope, scope
from cci_data.queries.coverage import Split, Standout, split, standout
from tests.queries.build import fits

PARTNER = "country country_codes other_names cities sector_ids sectors services"
PLACE = "place_id city country_code country latitude longitude partner_count partner_ids partner_names"
LINK = "place_id other_place_id city other_city latitude longitude other_latitude other_longitude project_count titles"

# Query → the table all of whose columns it has, the columns besides, and arguments that find something in the world.
CONTRACT = {
    "partners.partners": ("partner", PARTNER, {}),
    "partners.partner": ("partner", PARTNER, {"partner_id": "media-evolution"}),
    "partners.partner_places": (
        None,
        "city country_code country latitude longitude basis",
        {"partner_id": "media-evolution"},
    ),
    "partners.places": (None, PLACE, {}),
    "partners.listing": (None, "Partner Place Country", {}),
    "ground.points": (None, "place_id partner_id city country_code country latitude longitude", {}),
    "projects.projects": ("project", "partner_ids partner_names country_codes sectors lead", {}),
    "projects.shared_projects": (None, "partner_id other_id project_count titles", {}),
    "projects.place_links": (None, LINK, {}),
    "coverage.sectors": ("sector", "partner_count", {}),
    "coverage.countries": ("country", "partner_count", {}),
    "coverage.coverage": (None, "sector_id sector country_code country partner_count state", {}),
    "coverage.apart": (None, "sector_id sector country_code country partner_count", {}),
    "coverage.organisation_types": (None, "organisation_type country_code country partner_count", {}),
    "coverage.services": (None, "service_id label partner_count", {}),
    "coverage.sector_counts": (None, "sector_id sector partner_count", {}),
    "coverage.coverage_table": (None, "Sector", {}),
    "indicators.indicators": ("indicator", "", {}),
    "indicators.published_by": ("indicator", "", {"publisher": "Eurostat"}),
    "indicators.series": (None, "area_code area year value flag source", {"indicator_id": "cult_emp_share"}),
    "statements.statements": ("statement", "country kind_label partner", {"kinds": ("status", "need")}),
    "good_practices.good_practices": ("good_practice", "country partner_ids partner_names sectors", {}),
    "changes.data_sets": ("data_set", "", {}),
    "changes.latest": (None, "done_on deed kind record_count title record_id", {}),
    **{f"numbers.rows {number}": (None, "", {"number": number}) for number in numbers.NUMBERS},
}
FILTERS = {
    "partners.partners": [{"chosen": fits(country="SE", sector="music", type="NGO", text="no such name")}],
    "partners.places": [{"chosen": fits(text="no such name")}],
    "projects.place_links": [{"chosen": fits(text="no such name")}, {"chosen": fits(country="XX")}],
    "projects.projects": [{"country": "XX"}, {"partner_id": "nobody"}],
    "good_practices.good_practices": [{"country": "XX"}, {"partner_id": "nobody"}],
    "statements.statements": [{"kinds": (), "country": "SE"}],
    "indicators.series": [{"indicator_id": "nothing"}],
    "partners.partner": [{"partner_id": "nobody"}],
    "partners.partner_places": [{"partner_id": "nobody"}],
}
MODULES = sorted({name.split(".")[0] for name in CONTRACT})


def query_of(name: str):
    module, function = name.split()[0].split(".")
    return getattr(importlib.import_module(f"cci_data.queries.{module}"), function)


def promised(name: str) -> set[str]:
    table, besides, arguments = CONTRACT[name]
    columns = {column.name for column in Base.metadata.tables[table].columns} if table else set()
    read = numbers.NUMBERS[arguments["number"]].columns.values() if "number" in arguments else ()
    return columns | set(besides.split()) | set(read)


def test_every_query_that_gives_a_frame_is_held_to_its_contract():
    for module in MODULES:
        loaded = importlib.import_module(f"cci_data.queries.{module}")
        public = {
            f"{module}.{name}"
            for name, query in inspect.getmembers(loaded, inspect.isfunction)
            if query.__module__ == loaded.__name__ and not name.startswith("_")
            if inspect.signature(query).return_annotation is pd.DataFrame
        }
        assert public == {name.split()[0] for name in CONTRACT if name.startswith(f"{module}.")}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_query_has_the_columns_that_it_promises(session, name):
    table, besides, arguments = CONTRACT[name]
    found = query_of(name)(session, **arguments)
    assert len(found)
    assert promised(name) <= set(found)
    told = inspect.getdoc(query_of(name))
    if name.split(".")[1] not in {"partner", "apart", "coverage_table"}:  # these describe them in other words
        assert [word for word in [table, *besides.split()] if word and not re.search(rf"\b{word}\b", told)] == []


def test_a_database_without_rows_gives_empty_answers_with_the_same_columns(empty_session):
    for name, (_, _, arguments) in CONTRACT.items():
        found = query_of(name)(empty_session, **arguments)
        assert promised(name) <= set(found), name
        if name == "coverage.sector_counts":
            assert found["partner_count"].tolist() == [0, 0]
        else:
            assert not len(found), name


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_that_nothing_fits_gives_an_empty_answer_with_the_same_columns(session, name):
    for arguments in FILTERS[name]:
        found = query_of(name)(session, **arguments)
        assert not len(found)
        assert promised(name) <= set(found)


def test_numbers_and_scope_of_a_database_without_rows_are_zero_or_unknown(empty_session):
    assert {numbers.count(empty_session, number=number) for number in numbers.NUMBERS} == {0}
    assert scope(empty_session) == Scope(None, None, None, 0, 0, 0, None, None, 0, 0)
    assert standout(empty_session) == Standout((), (), has_sectors=False)
    assert split(empty_session) == Split(0, 0, 0, 0)


def test_a_frame_keeps_whole_numbers_and_the_unknown_as_they_are(session):
    rows = union_all(select(literal(1).label("number"), literal("a").label("text")), select(null(), null()))
    found = frames.frame(session, select(rows.subquery()))
    assert sorted(map(repr, found.to_numpy().ravel())) == ["'a'", "1", "None", "None"]
    assert list(frames.frame(session, select(literal(1).label("only")).where(literal(1) == 2))) == ["only"]


def test_tuples_keep_the_order_of_their_rows(session):
    pairs = [("b", 2), ("a", 1), ("b", 1)]
    assert frames.tuples(pairs) == {"b": (2, 1), "a": (1,)}
    rows = union_all(*(select(literal(key).label("key"), literal(value).label("value")) for key, value in pairs))
    ordered = select(rows.subquery()).order_by("key", "value")
    assert frames.tuples_by_key(session, ordered) == {"a": (1,), "b": (1, 2)}
    assert frames.column_of(["a", "c"], {"a": (1,)}) == [(1,), ()]

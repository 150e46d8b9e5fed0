"""Where the network comes from, in a sentence of the public record."""

from sqlalchemy import text

from cci_data.origin import network_origin


def fetch_from(session):
    return lambda query, **arguments: query(session, **arguments)


def test_it_names_the_project_its_programme_and_its_years(session):
    session.execute(text("UPDATE project SET starts = '2019-01', ends = '2021-12' WHERE project_id = 'creative-ports'"))
    words = network_origin(fetch_from(session))
    assert "“Creative Ports" in words and "(Interreg Baltic Sea Region 2014-2020, " in words
    assert "2019" in words and "2021" in words


def test_without_a_programme_it_names_the_years_and_without_the_project_nothing(session):
    session.execute(text("UPDATE project SET programme = NULL WHERE project_id = 'creative-ports'"))
    assert "Interreg" not in network_origin(fetch_from(session))
    session.execute(text("DELETE FROM project WHERE project_id = 'creative-ports'"))
    assert network_origin(fetch_from(session)) == ""

import numpy as np

from cci_data.queries.ground import ground, points
from cci_data.queries.partners import partners, places
from cci_data.queries.roster import roster
from tests.queries.build import a_partner, a_place, add


def test_each_point_has_the_lines_of_those_who_stand_there(session):
    add(session, a_partner("two", country_code="SE"), a_place("two", "Visby", 57.64, 18.3))
    add(session, a_place("two", "Umeå", 63.83, 20.26))
    found, everyone = ground(session), roster(session).everyone
    lines = {
        (found.points.loc[at, "place_id"], everyone.loc[row, "partner_id"])
        for at, row in zip(found.at, found.partners, strict=True)
    }
    assert lines == set(points(session)[["place_id", "partner_id"]].itertuples(index=False, name=None))
    assert len(found.at) == len(lines) and {("visby-se", "two"), ("umea-se", "two")} <= lines
    assert found.ids.tolist() == everyone["partner_id"].iloc[found.partners].tolist()
    assert found.names.tolist() == everyone["name"].iloc[found.partners].tolist()


def test_where_some_stand_is_where_the_map_shows_them(session):
    found, everyone = ground(session), partners(session)
    assert found.standing(np.ones(len(everyone), dtype=bool)).equals(places(session))
    only = (everyone["partner_id"] == "media-evolution").to_numpy()
    assert found.standing(only)[["place_id", "partner_ids", "partner_count"]].to_numpy().tolist() == [
        ["malmo-se", ("media-evolution",), 1]
    ]
    nowhere = found.standing(np.zeros(len(everyone), dtype=bool))
    assert not len(nowhere) and list(nowhere) == list(places(session))

"""The commands `spotlight set` and `spotlight list`, as the Desk types them."""

import pytest

from cci_data.vocabulary import NETWORK_COUNTRIES
from tests.cli.conftest import one

TURN = ("spotlight", "set", "LT", "--from", "2027-01-01", "--to", "2027-02-28")
TURNS = "SELECT count(*) FROM spotlight"


def test_a_turn_that_is_set_is_listed_with_its_steward(run, world_url: str):
    code, said, _ = run(world_url, *TURN, "--steward", "Media Evolution")
    assert (code, said) == (0, "LT has the spotlight on 1 January – 28 February 2027.\n")
    code, said, _ = run(world_url, "spotlight", "list")
    assert code == 0
    (line,) = [line for line in said.splitlines() if line.startswith("2027-01-01 – 2027-02-28")]
    assert line.endswith("Lithuania, set by Contact Desk, looked after by Media Evolution")
    assert said.count("(now)") == 1
    assert all(name in said for name in NETWORK_COUNTRIES.values())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"LT": "LV"}, "--anyway"),
        ({"LT": "XX"}, "not the code of a country"),
        ({"2027-02-28": "2026-02-28"}, "before it starts"),
        ({"2027-02-28": "28.02.2027"}, "28.02.2027"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_stores_nothing(
    run, sqlite_world_url: str, change: dict[str, str], words: str
):
    code, _, complaint = run(sqlite_world_url, *(change.get(word, word) for word in TURN))
    assert code == 2 and words in complaint
    assert one(sqlite_world_url, TURNS) == 0


def test_anyway_is_anyway(run, sqlite_world_url: str):
    assert run(sqlite_world_url, *TURN)[0] == 0
    assert run(sqlite_world_url, *TURN)[0] == 2
    assert run(sqlite_world_url, *TURN, "--anyway")[0] == 0
    assert one(sqlite_world_url, TURNS) == 2

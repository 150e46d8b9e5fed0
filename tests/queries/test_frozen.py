from datetime import UTC, datetime

from cci_data.frozen.states import freeze
from cci_data.queries.frozen import frozen_content, frozen_states
from tests.queries.build import a_partner, add

EARLY, LATE = datetime(2027, 1, 27, 9, tzinfo=UTC), datetime(2027, 6, 2, 9, tzinfo=UTC)


def test_nothing_is_frozen_at_first(session):
    assert frozen_states(session).empty
    assert frozen_content(session, slug="network-meeting") is None


def test_states_come_the_latest_first_with_their_sizes(session):
    late = freeze(session, "Summer", LATE)
    add(session, a_partner("a-new-one"))
    early = freeze(session, "Winter", EARLY)
    found = frozen_states(session)
    assert found[["slug", "name", "frozen_at"]].values.tolist() == [
        ["summer", "Summer", LATE],
        ["winter", "Winter", EARLY],
    ]
    assert found["byte_count"].tolist() == [len(late.content), len(early.content)]
    assert found["partner_count"].tolist() == [152, 153]
    assert found["sha256"].tolist() == [late.sha256, early.sha256]
    assert frozen_content(session, slug="winter") == early.content

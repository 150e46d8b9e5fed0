"""A partner that rows of the tests are the same as, or not."""

import pytest

from tests.imports.grids_by_hand import HUB
from tests.queries.build import a_partner, a_place, add


@pytest.fixture
def hub(session) -> None:
    add(session, a_partner("centrs", **HUB), a_place("centrs", "Cēsis", 57.3, 25.3, "LV"))

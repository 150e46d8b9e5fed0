import pytest

from cci_data.time_zones import time_zone


@pytest.mark.parametrize("name", ["Europe/Riga", "Atlantic/Reykjavik", "UTC"])
def test_a_zone_is_found_by_its_name(name):
    assert time_zone(name).key == name


@pytest.mark.parametrize(
    "name", ["", ".", "Europe", "Europe/Atlantis", "../../etc/passwd", "/etc/passwd", "\0", "é" * 300]
)
def test_what_is_no_zone_is_none(name):
    assert time_zone(name) is None

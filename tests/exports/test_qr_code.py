"""The code of an address: one that telephones read, none where it is too long."""

import pytest

from cci_data.exports.qr_code import code_of


@pytest.mark.parametrize("address", ["a", "https://cci.example", "https://cci.example/?country=LV&x=Łódź", "x" * 2000])
def test_a_code_is_never_a_small_one_and_bears_some_dirt(address: str):
    found = code_of(address)
    assert not found.is_micro and found.error in ("M", "Q", "H")
    assert len(found.matrix) == found.symbol_size(border=0)[0] >= 21


@pytest.mark.parametrize("address", ["", "x" * 2400])
def test_without_an_address_or_for_one_that_is_too_long_there_is_none(address: str):
    assert code_of(address) is None

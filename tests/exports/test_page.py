import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.exports.page import Column, Page, protected, unprotected

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", "''", " ", "\u3000", ""]


@given(st.builds("".join, st.tuples(st.lists(st.sampled_from(STARTS), max_size=4).map("".join), st.text())))
def test_a_text_comes_back_as_it_was_and_never_begins_a_formula(text: str):
    assert unprotected(protected(text)) == text
    assert not protected(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not protected(text).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        (" =1+1", "' =1+1"),
        ("\tx", "'\tx"),
        ("-", "'-"),
        ("'=1", "''=1"),
        ("'t Hart", "'t Hart"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_only_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str, safe: str):
    assert protected(text) == safe
    assert unprotected(safe) == text


def test_a_cell_is_called_as_a_spreadsheet_shows_it():
    page = Page("Partners", (Column("Name", ""), Column("Website", "")), rows=[("a", "b")], examples=[("c", "d")])
    assert page.where(1, 1) == "Partners!B3 (Website)"

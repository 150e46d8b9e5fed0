import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.exports.stage.letters import fill, joined
from tests.exports.stage.reading import parsed

# What XML can hold at all.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(WORDS, WORDS)
def test_any_text_stands_there_letter_by_letter_and_opens_no_tag(words, other):
    root = parsed(fill('<p title="{other}">{words}</p>', words=words, other=other))
    (paragraph,) = root
    assert (paragraph.text or "") == words and paragraph.get("title") == other and len(paragraph) == 0


@pytest.mark.parametrize("pieces", [[], ["<b>"], ["a", fill("<i>{x}</i>", x="&")]])
def test_pieces_are_escaped_unless_they_are_ours(pieces):
    assert "<b>" not in joined(pieces) and joined(pieces, "|").count("|") == max(len(pieces) - 1, 0)

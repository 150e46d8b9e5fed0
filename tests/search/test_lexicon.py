from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cci_data.search.lexicon import Lexicon

WORDS = ("design", "designs", "riga", "rigas", "media", "medium", "mesh", "design")
letters = st.text(alphabet="abcd", min_size=1, max_size=8)


def is_one_slip_away(one: str, other: str) -> bool:
    """Tell slowly whether one letter of `one` that is wrong, missing, too many or swapped makes it `other`."""
    alphabet = sorted(set(other))
    made = {one}
    for at in range(len(one) + 1):
        before, after = one[:at], one[at:]
        made.add(before + after[1:])
        made |= {before + letter + after for letter in alphabet}
        made |= {before + letter + after[1:] for letter in alphabet}
        made.add(before + after[1:2] + after[:1] + after[2:])
    return other in made


def test_words_are_known_once_in_their_order():
    lexicon = Lexicon(WORDS)
    assert lexicon.words == tuple(sorted(set(WORDS)))
    assert [lexicon.number(word) for word in lexicon.words] == list(range(len(lexicon.words)))
    assert lexicon.number("rig") is lexicon.number("zz") is lexicon.number("") is None


@given(st.lists(letters, max_size=12), letters)
def test_the_words_that_begin_alike_stand_in_a_row(words: list[str], start: str):
    lexicon = Lexicon(words)
    assert [lexicon.words[number] for number in lexicon.beginning(start)] == sorted(
        {word for word in words if word.startswith(start)}
    )


@given(st.lists(letters, max_size=30), letters)
def test_the_words_one_slip_away_are_found_and_no_others(words: list[str], asked: str):
    lexicon = Lexicon(words)
    expected = sorted({word for word in words if len(word) >= 5 and is_one_slip_away(asked, word)})
    assert [lexicon.words[number] for number in lexicon.near(asked)] == expected


def test_each_slip_of_a_word_leads_back_to_it():
    lexicon = Lexicon(["valonia", "other"])
    slips = {"valonia"[:at] + "valonia"[at + 1 :] for at in range(7)}
    slips |= {"valonia"[:at] + "x" + "valonia"[at + more :] for at, more in product(range(7), (0, 1))}
    slips |= {"valonia"[:at] + "valonia"[at + 1] + "valonia"[at] + "valonia"[at + 2 :] for at in range(6)}
    assert all(lexicon.near(slip) == [lexicon.number("valonia")] for slip in slips)
    assert lexicon.near("vlaoniaa") == lexicon.near("valo") == []


def test_a_word_of_four_letters_has_no_slips():
    assert Lexicon(["lund", "minc"]).near("lnud") == []


def test_a_word_without_end_costs_nothing():
    endless = "a" * 1_000_000
    lexicon = Lexicon([endless])
    assert lexicon.near(endless[1:]) == lexicon.near(endless) == []
    assert lexicon.number(endless) == 0

from cci_data.cards.card import named, sourced, stated


def test_what_is_illustrative_is_marked():
    assert named("A", "illustrative") == "A (illustrative)"
    assert named("A", "published") == named("A", None) == "A"


def test_the_source_says_whose_record_it_is():
    assert sourced("published", "https://a.example") == "public record, https://a.example"
    assert sourced("illustrative", "made up by Jane") == "illustrative, made up to show how it will look"


def test_who_told_the_desk_is_on_no_card():
    assert sourced("desk", "told by Jane") == "Contact Desk"


def test_labels_without_a_value_are_left_out():
    assert stated({"a": "1", "b": "", "c": "3"}) == (("a", "1"), ("c", "3"))

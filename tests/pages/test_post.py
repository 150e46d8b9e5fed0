"""A record offers its card as a post: the pictures, the words for who cannot see them, and two texts to copy."""

import pytest

from cci_data.cards.post import LONGEST_LONG, LONGEST_SHORT, TAGS

VIEWS = [
    ("partner", {"id": "media-evolution"}, "post-partner", "Media Evolution"),
    ("spotlight", {"country": "LV"}, "post-spotlight", "Latvia"),
    ("events", {"event": "mesh-festival-2020"}, "post-event", "MESH Festival"),
]


@pytest.mark.parametrize(("page", "address", "key", "name"), VIEWS)
def test_the_texts_are_there_when_they_are_opened(
    open_page, monkeypatch, page: str, address: dict, key: str, name: str
):
    monkeypatch.setenv("CCI_PUBLIC_URL", "https://cci.example")
    screen = open_page(page, **address)
    assert screen.errors == [] and not [each for each in screen.app.code if TAGS in each.value]
    screen.app.session_state[key] = True
    screen.run()
    alt, short, long = [each.value for each in screen.app.code][-3:]
    assert screen.errors == []
    assert alt.startswith("Card of a") and name in alt
    (field, value) = next(iter(address.items()))
    link = f"https://cci.example/{page}?{field}={value}"
    assert name in short and link in short and len(short) <= LONGEST_SHORT
    assert name in long and link in long and len(long) <= LONGEST_LONG
    kind = key.removeprefix("post-")
    assert all(f"pictures/{kind}.png?{field}={value}&amp;shape={shape}" in screen.html for shape in ("share", "square"))

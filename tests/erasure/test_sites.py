"""Whose an address is: by its host, or its path where many share the host."""

import pytest

from cci_data.erasure.sites import Site, site, slug


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.Example.org/en/", Site("example.org")),
        ("http://user@example.org:8080?x", Site("example.org")),
        ("example.org#a", Site("example.org")),
        ("https://www.facebook.com/Creative.Estonia/?locale=et", Site("facebook.com", "/creative.estonia")),
        ("https://en.wikipedia.org/wiki/X", Site("en.wikipedia.org", "/wiki/x")),
        ("localhost", None),
        ("", None),
    ],
)
def test_the_site_of_an_address(link, expected):
    assert site(link) == expected


@pytest.mark.parametrize(
    ("mine", "link", "expected"),
    [
        (Site("example.org"), "https://blog.example.org/a", True),
        (Site("example.org"), "https://xexample.org", False),
        (Site("x.com", "/who"), "https://x.com/who/status", True),
        (Site("x.com", "/who"), "https://x.com/whoever", False),
    ],
)
def test_a_site_holds_its_parts(mine, link, expected):
    assert mine.holds(site(link)) is expected


def test_words_of_an_address():
    assert slug("Łódź „Hub” 2/3") == "-lodz-hub-2-3-"

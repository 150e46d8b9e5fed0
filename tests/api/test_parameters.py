"""What an address may be asked for."""

import pytest
from starlette.datastructures import QueryParams

from cci_data.api.parameters import PAGING, Parameter, canonical, read_parameters
from cci_data.api.problems import Problem
from cci_data.filters import MOST_OPTIONS

SIZES = Parameter("size", "sizes, any of", {"s": "small", "l": "large"}, is_many=True)
KNOWN = (SIZES, Parameter("text", "words", longest=3), *PAGING)


def read(query: str) -> dict[str, str]:
    return read_parameters(QueryParams(query), KNOWN)


def test_what_is_asked_is_read():
    assert read("") == {}
    assert read("size=s, l&limit=20&text=Łó ") == {"size": "s,l", "limit": "20", "text": "Łó "}


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=01x", "offset=-1", "limit=1e3", "limit=%D9%A1", "text=abcd", "text=+", "size=", "size=s,,l"],
)
def test_what_does_not_fit_is_told(query: str):
    with pytest.raises(Problem) as caught:
        read(query)
    assert caught.value.kind == "unfit-value" and query.split("=")[0] in caught.value.detail


def test_as_many_options_as_a_page_takes_and_no_more():
    assert read("size=" + ",".join("s" * MOST_OPTIONS))
    with pytest.raises(Problem):
        read("size=" + ",".join("s" * (MOST_OPTIONS + 1)))


def test_what_means_the_same_is_kept_in_one_way():
    for query in ("size=s,l&text=a+b&limit=20", "limit=020&text=+a++b&size=S,+l,s"):
        known = (*KNOWN[:1], Parameter("text", "words", longest=9), *PAGING)
        asked = canonical(read_parameters(QueryParams(query), known), known)
        assert list(asked.items()) == [("size", "s,l"), ("text", "a b"), ("limit", "20")]


def test_an_option_that_is_not_there_is_told_with_those_that_are():
    assert canonical({"size": "s,l"}, KNOWN) == {"size": "s,l"}
    with pytest.raises(Problem) as caught:
        canonical({"size": "s,m"}, KNOWN)
    assert "“m”" in caught.value.detail and "one of s and l" in caught.value.remedy

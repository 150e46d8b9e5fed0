import pytest

from cci_data.settings import EUROSTAT, read_settings


def test_without_variables_everything_is_as_shipped():
    found = read_settings({})
    assert (found.is_default_database, found.eurostat_url, found.desk_email, found.problems) == (True, EUROSTAT, "", ())
    assert found.embedders == ("*",)
    blank = {"CCI_DATABASE_URL": " ", "CCI_EUROSTAT_URL": "", "CCI_DESK_EMAIL": "  ", "CCI_EMBEDDERS": " "}
    assert read_settings(blank) == found


def test_variables_are_read_without_the_blanks_around_them():
    found = read_settings(
        {
            "CCI_DATABASE_URL": " sqlite:///a ",
            "CCI_EUROSTAT_URL": " http://m ",
            "CCI_DESK_EMAIL": " the.desk+cci@a-b.example\n",
        }
    )
    assert (found.database_url, found.is_default_database) == ("sqlite:///a", False)
    assert (found.eurostat_url, found.desk_email, found.problems) == ("http://m", "the.desk+cci@a-b.example", ())


@pytest.mark.parametrize(
    "value",
    [
        *(
            "desk",
            "desk@",
            "@a.example",
            "desk@localhost",
            "desk@a..example",
            "desk @a.example",
            "desk@a.example,b@a.example",
        ),
        *(
            "The Desk <desk@a.example>",
            "mailto:desk@a.example",
            "desk@a.example?bcc=b@a.example",
            "desk@a.example\nBcc: b",
        ),
    ],
)
def test_what_is_not_one_address_is_left_out_with_a_sentence(value):
    found = read_settings({"CCI_DESK_EMAIL": value})
    assert found.desk_email == ""
    (sentence,) = found.problems
    assert sentence.startswith("CCI_DESK_EMAIL is not an e-mail address") and sentence.endswith(".")
    assert value not in sentence


@pytest.mark.parametrize(
    ("value", "embedders"),
    [
        ("*", ("*",)),
        ("none", ()),
        (
            " https://partner.example/  http://localhost:8080\nhttps://*.network.example ",
            ("https://partner.example", "http://localhost:8080", "https://*.network.example"),
        ),
    ],
)
def test_who_may_embed_is_a_list_of_origins(value: str, embedders: tuple[str, ...]):
    found = read_settings({"CCI_EMBEDDERS": value})
    assert (found.embedders, found.problems) == (embedders, ())


@pytest.mark.parametrize(
    "value", ["www.a.example", "https://a.example/page", "https://a.example;script-src", "'unsafe-inline'", "none *;"]
)
def test_what_is_no_origin_opens_nothing_and_is_said(value: str):
    found = read_settings({"CCI_EMBEDDERS": value})
    assert found.embedders == ()
    (sentence,) = found.problems
    assert sentence.startswith("CCI_EMBEDDERS") and value not in sentence
    assert read_settings({"CCI_EMBEDDERS": f"{value} https://b.example"}).embedders == ("https://b.example",)


@pytest.mark.parametrize(
    ("value", "public_url"),
    [
        ("", ""),
        (" https://dashboard.network.example ", "https://dashboard.network.example"),
        ("http://localhost:8501/", "http://localhost:8501"),
        ("HTTPS://network.example/cci/da-ta_1.0/%C3%A5/", "HTTPS://network.example/cci/da-ta_1.0/%C3%A5"),
    ],
)
def test_the_public_address_has_no_slash_at_its_end(value: str, public_url: str):
    found = read_settings({"CCI_PUBLIC_URL": value})
    assert (found.public_url, found.problems) == (public_url, ())


@pytest.mark.parametrize(
    "value",
    [
        *("network.example", "/cci", "//network.example", "ftp://network.example", "https://", "https:///cci"),
        *("https://a.example?x=1", "https://a.example/#x", "https://desk:word@a.example", "https://a.example//cci"),
        *('https://a.example/">', "https://a.example/a b", "https://a.example\nx: y", "https://a.example:port"),
    ],
)
def test_what_is_no_public_address_is_left_out_with_a_sentence(value: str):
    found = read_settings({"CCI_PUBLIC_URL": value})
    assert found.public_url == ""
    (sentence,) = found.problems
    assert sentence.startswith("CCI_PUBLIC_URL is not an address") and sentence.endswith(".")
    assert "a.example" not in sentence

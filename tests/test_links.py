import pytest

from cci_data.links import is_web_link


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org",
        "http://example.org/a?b=c&d=%20#e",
        "https://example.org:8443/",
        "HTTPS://EXAMPLE.ORG/",
        "https://xn--liepja-9ob.example/",
        "https://liepāja.example/mūzika",
        "https://[2001:db8::1]/",
        "https://example.org/~someone/@page",
    ],
)
def test_a_web_address_is_a_link(text):
    assert is_web_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org",
        "https://",
        "https:///path",
        "https://?query",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://example.org:port/",
        "https://example.org/ a",
        "https://exam\tple.org",
        "https://example.org\\@other.example",
        "https://example.org@other.example/",
        "https://[not-an-address/",
        'https://"onmouseover=alert(1)/',
        "https://exam\u202eple.org/",
    ],
)
def test_anything_else_is_not(text):
    assert not is_web_link(text)

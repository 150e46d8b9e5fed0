"""What of a text may leave: no e-mail address, however it is written, and nothing taken for one that is none."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cci_data.privacy import LEFT_OUT, holds_email, public_frame, public_text, public_value
from cci_data.settings import DATA

LOCAL = st.text("abcdefghijklmnopqrstuvwxyzÅåøł0123456789.+-_'", min_size=1, max_size=30)
LABELS = st.lists(st.text("abcdefgz0123456789ø-", min_size=1, max_size=12), min_size=1, max_size=3)
AROUND = st.text("abc łø (),;:\n<>", max_size=20)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ask jane.doe@example.org, please", f"ask {LEFT_OUT}, please"),
        ("<jane@example.org>", f"<{LEFT_OUT}>"),
        ("mailto:jane@example.org?subject=x", f"mailto:{LEFT_OUT}?subject=x"),
        ("https://x.org/?to=jane%40example.org&b=1", f"https://x.org/?to={LEFT_OUT}&b=1"),
        ("jane＠example.org", LEFT_OUT),
        ("jane (at) example.org; joe[at]example.org", f"{LEFT_OUT}; {LEFT_OUT}"),
        ("Jane.O'Neill+cci@mail.example.co.uk.", f"{LEFT_OUT}."),
        ("åsa@bücher.example", LEFT_OUT),
        ("a@b.org,c@d.org", f"{LEFT_OUT},{LEFT_OUT}"),
    ],
)
def test_an_address_is_taken_out_and_the_rest_stays(text: str, left: str):
    assert holds_email(text) and public_text(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "https://www.youtube.com/@baltic.sea",
        "https://x.org/a?b=1&c=%20",
        "at 10 (at the latest) in Riga",
        "25 @ 3 EUR",
        "@cci",
        "Lifestyle & Design Cluster",
        "a@b",
    ],
)
def test_what_is_no_address_stays(text: str):
    assert not holds_email(text) and public_text(text) == text


@given(LOCAL, LABELS, AROUND, AROUND)
def test_no_address_survives_whatever_stands_around_it(local: str, labels: list[str], before: str, after: str):
    address = f"{local}@{'.'.join(labels)}.org"
    assert address not in public_text(f"{before} {address} {after}")
    assert not holds_email(public_text(f"{before}{address}{after}"))


def test_the_public_record_stays_as_it_is():
    files = sorted((DATA / "public_record").glob("*.csv"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert files and [public_text(text) for text in texts] == texts


def test_what_no_file_holds_is_shown_as_such():
    assert public_text("a\x00b\ud800c\r\nd\re") == "a\ufffdb\ufffdc\nd\ne"
    assert public_text("tab\tand\nline \u202f stay") == "tab\tand\nline \u202f stay"


def test_values_of_each_kind():
    assert public_value(("a@b.org", "c")) == (LEFT_OUT, "c")
    assert [public_value(value) for value in (1.5, float("nan"), float("-inf"), None, True, 7)] == [
        *(1.5, None, None, None, True, 7)
    ]


def test_a_frame_stays_as_it_is_and_its_copy_may_leave():
    found = pd.DataFrame({"text": ["a@b.org", None], "number": [1.0, float("nan")]}, index=[5, 3])
    public = public_frame(found)
    assert found["text"].tolist()[0] == "a@b.org" and list(public.index) == [5, 3]
    assert public.to_dict("list") == {"text": [LEFT_OUT, None], "number": [1.0, None]}
    assert public_frame(found.iloc[:0]).columns.tolist() == ["text", "number"]


def test_before_the_sign_no_more_is_looked_at_than_an_address_may_have():
    # Without that end, a long text would take the square of its length.
    assert public_text("x" * 1000 + "@a.org") == "x" * 936 + LEFT_OUT

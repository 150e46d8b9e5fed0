from dataclasses import replace

import pytest

from cci_data.scenes.closing import CAVEAT, closing
from cci_data.scenes.scene import Code
from tests.scenes.choices import ADDRESS, a_choice


def test_it_leads_to_the_dashboard(fetch):
    (code,) = closing(fetch, a_choice()).blocks
    assert isinstance(code, Code) and code.address == ADDRESS and code.words


@pytest.mark.parametrize(
    ("address", "is_here_only"),
    [
        ("http://localhost:8501/", True),
        ("http://127.0.0.1:8501", True),
        ("http://[::1]:8501/?x=1", True),
        ("https://localhost.example", False),
        ("http://[broken", False),
        (ADDRESS, False),
        ("", False),
    ],
)
def test_a_code_that_nobody_else_can_open_says_so(fetch, address: str, is_here_only: bool):
    (code,) = closing(fetch, replace(a_choice(), address=address)).blocks
    assert (code.address, code.caveat) == (address, CAVEAT if is_here_only else "")

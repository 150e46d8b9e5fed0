from cci_data.scenes.closing import closing
from cci_data.scenes.scene import Code
from tests.scenes.choices import ADDRESS, a_choice


def test_it_leads_to_the_dashboard(fetch):
    (code,) = closing(fetch, a_choice()).blocks
    assert isinstance(code, Code) and code.address == ADDRESS and code.words

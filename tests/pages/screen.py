"""What a person reads on a page that AppTest has run, and what its drawings are made of."""

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from cci_data.language import NARROW_SPACE
from tests.server import ROOT

FRAME = ROOT / "pages" / "frame.py"
PAGES = sorted(path.stem for path in FRAME.parent.glob("*.py") if path != FRAME)
QUOTE = re.compile("“(.*?)”", re.DOTALL)
SECONDS_TO_RUN = 60


class Screen:
    """One visit of a page: `app` is the AppTest behind it."""

    def __init__(self, page: str, address: dict[str, str | list[str]]) -> None:
        """Open `page` with the query parameters in `address`, as a link or a reload does."""
        self.app = AppTest.from_file(FRAME, default_timeout=SECONDS_TO_RUN)
        self.app.query_params.update(address)
        self.app.switch_page(f"{page}.py")
        self.run()

    def run(self) -> "Screen":
        """Run the page again, as any click does."""
        self.app.run()
        return self

    @property
    def errors(self) -> list[str]:
        """The messages of exceptions and of Streamlit's own error boxes."""
        return [each.value for each in (*self.app.exception, *self.app.error)]

    @property
    def html(self) -> str:
        """All HTML on the page."""
        return "\n".join(element.proto.body for element in self.app.get("html"))

    @property
    def text(self) -> str:
        """What the HTML on the page says, without its tags, blanks collapsed."""
        return plain(self.html)

    def marked(self, pattern: str) -> list[str]:
        """Return what stands in each element whose opening tag matches `pattern`, without tags."""
        found = re.finditer(rf"<(\w+)\b(?=[^>]*{pattern})[^>]*>(.*?)</\1>", self.html, re.DOTALL)
        return [plain(match[2]) for match in found]

    @property
    def titles(self) -> list[str]:
        """The page's headings of the first level."""
        return re.findall(r"<h1\b[^>]*>(.*?)</h1>", self.html, re.DOTALL)

    @property
    def notices(self) -> list[str]:
        """What the page says about the address that it was asked for."""
        return self.marked('role="status"')

    @property
    def alerts(self) -> list[str]:
        """What the page says where it cannot be shown."""
        return self.marked('role="alert"')

    @property
    def invitations(self) -> list[str]:
        """What the page says is missing."""
        return self.marked("invitation")

    @property
    def decks(self) -> list[dict[str, Any]]:
        """The maps on the page, as deck.gl gets them."""
        return [json.loads(element.proto.json) for element in self.app.get("deck_gl_json_chart")]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The charts on the page, as plotly gets them."""
        return [json.loads(element.proto.spec) for element in self.app.get("plotly_chart")]

    def layer(self, name: str) -> Any:
        """Return the data of a layer of the page's only map, None where it has no such layer."""
        (deck,) = self.decks
        return next((layer["data"] for layer in deck["layers"] if layer["id"] == name), None)

    def choice(self, name: str) -> Any:
        """Return what the field for the query parameter `name` shows as chosen, several as the address has them."""
        value = self.app.session_state[f"choose-{name}"]
        return ",".join(value) if isinstance(value, list) else value

    def options(self, name: str) -> list[str]:
        """Return the words among which the field for `name` lets a person choose."""
        of = self.app.multiselect if name in ("country", "sector", "type") else self.app.selectbox
        return list(of(key=f"choose-{name}").options)

    @property
    def list_of_partners(self) -> list[str]:
        """The names in the list beside the map."""
        return self.app.dataframe[0].value["Partner"].tolist() if self.app.dataframe else []


def plain(html: str) -> str:
    """Return the text of `html`: tags gone, entities read, all blanks one."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)).split())


def first_number(text: str) -> int:
    """Return the first number in `text`, thousands set apart or not."""
    return int(re.sub(r"\D", "", re.search(rf"\d[\d{NARROW_SPACE}]*", text)[0]))

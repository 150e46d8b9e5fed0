"""An order of a report, all that decides its bytes beside the data; and what is answered to it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cci_data.filters import PartnerFilter, read
from cci_data.scenes.scene import Choice


@dataclass(frozen=True)
class Order:
    """What somebody wants to take away.

    kind: a key of `registry.REPORTS`; form: one of its forms, such as `pdf`; asked: the parameters of its address in
    their canonical form, as `api.report_orders.read_order` reads them; today: the day that decides whose turn it is and
    what lies ahead; made_on: the day that is written on it; address: where the audience finds the dashboard, "" where
    not known; as_of, state: the slug and the name of the frozen state that is shown, "" for the present.
    """

    kind: str
    form: str
    asked: tuple[tuple[str, str], ...]
    today: date
    made_on: date
    address: str = ""
    as_of: str = ""
    state: str = ""

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What is asked, by name."""
        return dict(self.asked)

    @property
    def chosen(self) -> PartnerFilter:
        """Of whom it is."""
        return read(self.parameters)

    def choice(self, *, chosen: PartnerFilter, spotlight: str = "") -> Choice:
        """Return what the scenes of it are made with."""
        return Choice(
            today=self.today,
            chosen=chosen,
            spotlight=spotlight,
            address=self.address,
            since=self.parameters.get("since", ""),
            kind=self.parameters.get("kind", ""),
            event=self.parameters.get("shown_event", ""),
            title=self.parameters.get("title", ""),
            period=self.parameters.get("period", ""),
            programme=self.parameters.get("impact_programme", ""),
            figure=self.parameters.get("figure", ""),
        )


@dataclass(frozen=True)
class Step:
    """How far the order is that is being made: what is done now, and which part of the whole is done."""

    words: str
    share: float


@dataclass(frozen=True)
class Made:
    """The answer to an order: the file, or a sentence that says why there is none; seconds: of processor time;
    megabytes: the most memory that the process has had."""

    content: bytes = b""
    problem: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0

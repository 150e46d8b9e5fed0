"""What a picture says beside its drawing, which shapes it comes in, and what may be wrong with what it is to show."""

from dataclasses import dataclass
from datetime import date

from cci_data.data_age import DataAge, dated
from cci_data.language import one_line


class PictureProblem(Exception):
    """A picture cannot be drawn; the message says in a sentence why, and what helps."""


@dataclass(frozen=True)
class Shape:
    """The size of a picture.

    width, height: in pixels, in SVG and PDF in points; text: the height of its smallest letters, in the same unit.
    """

    width: int
    height: int
    text: float


WIDE, SQUARE, SHARE = Shape(1920, 1080, 24), Shape(1080, 1080, 24), Shape(1200, 630, 22)
SHAPES = {"wide": WIDE, "square": SQUARE, "share": SHARE}
KINDS = ("png", "svg", "pdf")


@dataclass(frozen=True)
class Caption:
    """What is baked into a picture around its drawing; what is empty takes no room.

    title: the finding; subtitle: what is counted; source: in words, without "Source:"; as_of: the day of the data, or
    words for it; link: the address where the drawing lives; alt: a sentence for who does not see it.
    """

    title: str = ""
    subtitle: str = ""
    source: str = ""
    as_of: DataAge | date | str = ""
    link: str = ""
    alt: str = ""

    @property
    def dated(self) -> str:
        """How old the data are: `Data as of 23 November 2026`."""
        if not isinstance(self.as_of, str):
            return dated(self.as_of)
        return f"Data as of {one_line(self.as_of)}" if self.as_of.strip() else ""

    @property
    def sourced(self) -> str:
        """Where the data come from: `Source: Eurostat`."""
        return f"Source: {one_line(self.source)}" if self.source else ""

    @property
    def described(self) -> str:
        """The whole in one line, as screen readers say it."""
        sentences = [text if text[-1] in ".!?" else f"{text}." for text in self._sentences() if text]
        return " ".join([*sentences, one_line(self.link)]).strip()

    def _sentences(self) -> tuple[str, ...]:
        return one_line(self.alt or self.subtitle).strip(), self.sourced, self.dated

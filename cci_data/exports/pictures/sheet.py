"""The sheet that pictures are painted on: shapes and words by pixels, from the top left corner, later ones on top."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from cci_data.exports.pictures.caption import Shape
from cci_data.exports.pictures.letters import ABOVE, LINE, Line, face, line_width, width
from cci_data.language import one_line
from cci_data.theme import Palette

POINTS_PER_INCH = 72
DASHES = {"solid": "-", "dash": (0, (5, 3)), "dot": (0, (1.2, 2.2))}
# A colour: #rrggbb, or red, green, blue and opacity from 0 to 1.
Colour = str | tuple[float, float, float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle of the sheet, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From edge to edge."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: "Box") -> bool:
        """Tell whether both have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether `other` lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def but(self, **edges: float) -> "Box":
        """Return the same with other edges."""
        return replace(self, **edges)


class Sheet:
    """A sheet in the colours of a palette. All sizes are in pixels; y grows downwards."""

    def __init__(self, shape: Shape, palette: Palette) -> None:
        """Cut a sheet of this shape and paint it in the background's colour."""
        self.shape, self.palette = shape, palette
        self.box = Box(0, 0, shape.width, shape.height)
        size = shape.width / POINTS_PER_INCH, shape.height / POINTS_PER_INCH
        self.figure = Figure(figsize=size, dpi=POINTS_PER_INCH, facecolor=palette.background, edgecolor="none")
        downwards = Affine2D().scale(1 / POINTS_PER_INCH, -1 / POINTS_PER_INCH).translate(0, size[1])
        self._pixels = downwards + self.figure.dpi_scale_trans
        self._painted = 0
        self._clip: Rectangle | None = None

    @contextmanager
    def within(self, box: Box) -> Iterator[None]:
        """Paint only what lies in `box`, for as long as the context is open."""
        corner = (box.left, box.top)
        self._clip = Rectangle(corner, box.width, box.height, transform=self._pixels)
        try:
            yield
        finally:
            self._clip = None

    def _paint(self, artist: Artist) -> None:
        self._painted += 1
        artist.set_zorder(self._painted)
        artist.set_transform(self._pixels)
        self.figure.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_path(self._clip)

    def rectangle(
        self, box: Box, fill: Colour | None, *, edge: Colour = "none", stroke: float = 0, hatched: bool = False
    ) -> None:
        """Paint a rectangle; hatched: with slanted lines in the background's colour."""
        look = {"facecolor": fill or "none", "edgecolor": edge, "linewidth": stroke}
        if hatched:
            look |= {"hatch": "/", "hatchcolor": self.palette.background}
        self._paint(Rectangle((box.left, box.top), box.width, box.height, **look))

    def area(self, path: Path, fill: Colour, *, edge: Colour, stroke: float) -> None:
        """Paint an area whose outline, islands and holes are the parts of `path`, in pixels."""
        self._paint(PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=stroke, joinstyle="round"))

    def line(self, points: Sequence[tuple[float, float]], colour: Colour, stroke: float, dash: str = "solid") -> None:
        """Paint a line through `points`; dash: solid, dash or dot."""
        xs, ys = zip(*points, strict=True)
        # With dashes, round ends would close the gaps.
        cap = "round" if dash == "solid" else "butt"
        look = {"color": colour, "linewidth": stroke, "linestyle": DASHES[dash]}
        ends = {"solid_capstyle": cap, "dash_capstyle": cap, "solid_joinstyle": "round"}
        self._paint(Line2D(xs, ys, **look, **ends))

    def spot(
        self,
        at: tuple[float, float],
        radius: float,
        fill: Colour,
        *,
        edge: Colour = "none",
        stroke: float = 0,
        symbol: str = "circle",
    ) -> None:
        """Paint a mark around a point; symbol: circle, square or diamond."""
        look = {"facecolor": fill, "edgecolor": edge, "linewidth": stroke}
        x, y = at
        if symbol == "circle":
            self._paint(Circle(at, radius, **look))
        elif symbol == "square":
            self.rectangle(Box(x - radius, y - radius, x + radius, y + radius), fill, edge=edge, stroke=stroke)
        else:
            reach = radius * 1.3
            self._paint(Polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], **look))

    def words(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        colour: Colour,
        *,
        is_bold: bool = False,
        angle: float = 0,
        halo: Colour | None = None,
    ) -> None:
        """Write one line, letter by letter; it begins at `at`, on the base line.

        angle: in degrees, anticlockwise, around the beginning; halo: the colour of a rim that sets the letters off.
        """
        if not text.strip():
            return
        look = {"fontproperties": face(is_bold), "fontsize": size, "color": colour, "parse_math": False}
        turn = {"rotation": angle, "rotation_mode": "anchor", "ha": "left", "va": "baseline"}
        if halo is not None:
            rim = Text(*at, one_line(text), **look, **turn)
            rim.set_path_effects([Stroke(linewidth=size / 5, foreground=halo)])
            self._paint(rim)
        self._paint(Text(*at, one_line(text), **look, **turn))

    def block(
        self, corner: tuple[float, float], lines: Sequence[str], size: float, colour: Colour, *, is_bold: bool = False
    ) -> float:
        """Write lines below one another, from the top left `corner`; return where the next would begin."""
        x, y = corner
        for line in lines:
            self.words((x, y + ABOVE * size), line, size, colour, is_bold=is_bold)
            y += LINE * size
        return y

    def pieced(
        self,
        at: tuple[float, float],
        lines: Sequence[Line],
        size: float,
        colour: Colour,
        *,
        across: float = 0,
        down: float = 0,
        halo: Colour | None = None,
    ) -> None:
        """Write lines of pieces around a point.

        across: where the point is in the lines, 0 at their left, 1 at their right end; down: 0 at the top, 1 below.
        """
        x, y = at
        top = y - down * LINE * size * len(lines)
        for number, line in enumerate(lines):
            left, base = x - across * line_width(line, size), top + (number * LINE + ABOVE) * size
            for text, is_bold in line:
                self.words((left, base), text, size, colour, is_bold=is_bold, halo=halo)
                left += width(text, size, is_bold)

"""The axes of a chart: where a value lies between both ends, and which marks are worth printing."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from cci_data.exports.pictures.caption import PictureProblem
from cci_data.exports.pictures.chart_items import at, values_of
from cci_data.language import grouped, short

ROOM = 0.05
USUAL_TICKS = 6
MOST_TICKS = 200
STEPS = (1, 2, 5, 10)
# Texts that plotly takes for dates or numbers.
READ_AS_ELSE = re.compile(r"\s*[-+]?\d+(\.\d*)?\s*$|\d{4}-\d\d")


@dataclass(frozen=True)
class Axis:
    """An axis of a chart.

    first, last: what lies at the left or lower and at the right or upper end; on a logarithmic axis, powers of ten;
    categories: the names in their order on an axis of names, which lie at 0, 1, 2 …; item: as plotly describes it.
    """

    first: float
    last: float
    categories: tuple[str, ...]
    is_log: bool
    item: Mapping

    def part(self, value: float | str) -> float:
        """Return where a value lies, from 0 at the first end to 1 at the last."""
        place = self.categories.index(value) if isinstance(value, str) else value
        if self.is_log:
            if place <= 0:
                raise PictureProblem(f"The value {value} has no place on a logarithmic scale.")
            place = math.log10(place)
        return (place - self.first) / (self.last - self.first)

    def ticks(self) -> list[tuple[float | str, str]]:
        """Return the values that are marked, with their labels."""
        if self.categories:
            return [(name, name) for name in self.categories]
        if self.is_log:
            low, high = sorted((self.first, self.last))
            return [(10.0**power, short(10.0**power)) for power in range(math.ceil(low), math.floor(high) + 1)]
        values = self._whole_steps()
        if self.item.get("tickformat") == "d":
            return [(value, str(round(value))) for value in values]
        decimals = _decimals(values)
        return [(value, grouped(value, decimals)) for value in values]

    def _whole_steps(self) -> list[float]:
        low, high = sorted((self.first, self.last))
        step = self.item.get("dtick")
        if step is None:
            steps = MaxNLocator(self.item.get("nticks", USUAL_TICKS), steps=STEPS).tick_values(low, high)
            return [float(value) for value in steps if low <= value <= high]
        if (high - low) / step > MOST_TICKS:
            raise PictureProblem(f"An axis from {low:g} to {high:g} has no room for a mark every {step:g}.")
        return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def axis_of(traces: Sequence[Mapping], layout: Mapping, letter: str) -> Axis:
    """Return the axis `letter` (x or y) of a figure with these traces.

    It ends where plotly lets it end: at the range if one is given, else a little beyond the values.
    """
    item = layout.get(f"{letter}axis", {})
    values = [value for trace in traces for value in values_of(trace, letter) if value is not None]
    _check_values(values, letter)
    categories: tuple[str, ...] = ()
    if any(isinstance(value, str) for value in values):
        known = list(at(item, "categoryarray", ()))
        # Names that no value has are left out as plotly does, but for blank ones: those are rows left free on purpose.
        kept = [name for name in known if name in set(values) or not name.strip()]
        categories = tuple(dict.fromkeys([*kept, *values]))
    is_log = item.get("type") == "log"
    is_bar = any(trace["type"] == "bar" and _length(trace) == letter for trace in traces)
    first, last = item.get("range") or _ends(values, categories, item, is_log=is_log, is_bar=is_bar)
    if item.get("autorange") == "reversed":
        first, last = last, first
    return Axis(float(first), float(last), categories, is_log, item)


def _check_values(values: Iterable, letter: str) -> None:
    for value in values:
        if isinstance(value, str) and READ_AS_ELSE.match(value):
            raise PictureProblem(
                f"A picture draws {letter} as names or numbers; plotly would not read {value!r} as a name."
            )
        if not isinstance(value, str | int | float):
            raise PictureProblem(f"A picture draws {letter} as names or numbers, not as {type(value).__name__}.")
    if len({isinstance(value, str) for value in values}) > 1:
        raise PictureProblem(f"A picture cannot draw names and numbers on the same {letter} axis.")


def _length(bar: Mapping) -> str:
    return "x" if bar.get("orientation") == "h" else "y"


def _ends(
    values: Iterable, categories: tuple[str, ...], item: Mapping, *, is_log: bool, is_bar: bool
) -> tuple[float, float]:
    if categories:
        return -0.5, len(categories) - 0.5
    numbers = [float(value) for value in values if not isinstance(value, str) and math.isfinite(value)]
    if is_log:
        numbers = [math.log10(value) for value in numbers if value > 0]
    low, high = min(numbers, default=0), max(numbers, default=1)
    from_zero = not is_log and (is_bar or item.get("rangemode") == "tozero")
    if from_zero:
        low, high = min(low, 0), max(high, 0)
    room = (high - low) * ROOM or 0.5
    return (low if from_zero and low == 0 else low - room), high if from_zero and high == 0 < -low else high + room


def _decimals(values: Sequence[float]) -> int:
    return next(
        (
            places
            for places in range(4)
            if all(math.isclose(value, round(value, places), abs_tol=1e-9) for value in values)
        ),
        4,
    )

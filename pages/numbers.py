"""Behind the numbers: for each headline number what it counts, and the rows that it counts."""

from cci_data.queries.numbers import NUMBERS
from pages.parts import choose, show
from pages.parts.numbers import behind

DEFAULT = "partners"

show.title("Behind the numbers", "Each number on these pages is the length of a list. Here are the lists.")
options = {key: number.label.capitalize() for key, number in NUMBERS.items() if key != DEFAULT}
behind(choose.one("Number", options, key="of", everything="Partners", what="the number", default=DEFAULT) or DEFAULT)

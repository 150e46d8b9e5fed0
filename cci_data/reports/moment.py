"""Of which moment a report is: of now, or of a frozen state."""

from cci_data.charts.chart import Fetch
from cci_data.exports.page import ExportProblem
from cci_data.frozen.readers import frozen_state
from cci_data.language import one_line
from cci_data.privacy import public_text
from cci_data.reader import Reader


def reading(present: Reader, as_of: str) -> Fetch:
    """Return what fetches from a frozen state, for "" from the present.

    as_of: the slug of the state. Raises ExportProblem where there is none such, and DatabaseProblem.
    """
    if not as_of:
        return present.fetch
    state = frozen_state(present, as_of)
    if state is None:
        raise ExportProblem([f"There is no frozen state “{one_line(public_text(as_of))}”."])
    return state.fetch

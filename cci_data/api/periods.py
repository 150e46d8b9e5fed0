"""Which period an address asks for: the one rule of files, pictures, tables and reports."""

from datetime import date

from cci_data.api.problems import Problem, quoted
from cci_data.impact.period import ALL, Period, read

PERIODS_ARE = "Use a year, a half-year or several years that have begun, such as 2024, 2024-H1 or 2021-2027."


def read_period(asked: str) -> Period | None:
    """Return the period that is asked for, None for all years; raises Problem where there is none such."""
    if asked.strip().lower() == ALL:
        return None
    found = read(asked)
    if found is None:
        raise Problem("no-such-period", f"There is no period {quoted(asked)}.", PERIODS_ARE)
    return found


def begun_period(asked: str, today: date) -> str:
    """Return the key of a period, `all` for all years; raises Problem where there is none such, or it lies ahead."""
    found = read_period(asked)
    if found is None:
        return ALL
    if found.first > today:
        raise Problem("no-such-period", f"The period {found.label} has not begun.", PERIODS_ARE)
    return found.key

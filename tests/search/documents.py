"""Documents for the index, made by hand."""

import pandas as pd

COLUMNS = ["kind", "record_id", "name", "other_names", "codes", "further", "country_code", "is_illustrative"]


def a_document(name: str, record_id: str = "", **values: object) -> dict[str, object]:
    blank = {"kind": "partner", "other_names": (), "codes": (), "further": (), "country_code": None}
    return {**blank, "record_id": record_id or name, "name": name, "is_illustrative": False, **values}


def documents(*rows: str | dict[str, object]) -> pd.DataFrame:
    """Return a row for each document, of a name alone where that is all that is given."""
    made = [a_document(row) if isinstance(row, str) else row for row in rows]
    return pd.DataFrame(made, columns=COLUMNS, dtype=object)

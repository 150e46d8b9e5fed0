"""What a figure counts: one row for each thing that counts, with all by which figures are broken down.

The columns of a frame of facts:

- key: the id of what counts, each once in a frame; title: its name; on: its date (partial), or None for what stands as
  it is today; number: what it adds, 1 or a sum;
- country_codes, sector_ids, programmes: tuples by which it is broken down; it counts in each of them;
- cause: a key of CAUSES, None outside the ledger; proof: link or name of a document; source: where the record comes
  from; origin: `published` or `desk`; page: the path of the dashboard's page that shows it, "" where there is none.
"""

from collections.abc import Iterable

import pandas as pd

COLUMNS = (
    *("key", "title", "on", "number", "country_codes", "sector_ids", "programmes"),
    *("cause", "proof", "source", "origin", "page"),
)


def facts(rows: Iterable[dict]) -> pd.DataFrame:
    """Return rows as a frame of facts, by date and title; what a row does not say is None, its number 1.

    Raises ValueError where a key comes twice: nothing counts twice.
    """
    filled = [{name: row.get(name) for name in COLUMNS} | {"number": row.get("number", 1)} for row in rows]
    for row in filled:
        for name in ("country_codes", "sector_ids", "programmes"):
            row[name] = tuple(dict.fromkeys(value for value in row[name] or () if value))
        row["page"] = row["page"] or ""
    filled.sort(key=lambda row: (row["on"] or "", row["title"], row["key"]))
    found = pd.DataFrame(filled, columns=list(COLUMNS), dtype=object)
    if found["key"].duplicated().any():
        raise ValueError(f"{found.loc[found['key'].duplicated(), 'key'].iloc[0]!r} counts twice")
    return found


def total(found: pd.DataFrame) -> float:
    """Return the figure: the sum of what each row adds."""
    return float(found["number"].sum())


def by(found: pd.DataFrame, column: str) -> pd.Series:
    """Return the figure for each value of `country_codes`, `sector_ids` or `programmes`, the largest first.

    What has several counts in each of them, so the sum may be more than the figure; what has none is under "".
    """
    each = found[[column, "number"]].copy()
    each[column] = [values or ("",) for values in each[column]]
    return each.explode(column).groupby(column)["number"].sum().sort_values(ascending=False, kind="stable")

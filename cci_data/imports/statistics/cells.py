"""What stands in a cell of a statistics file: a number, a year, a flag, a code; ValueError says what else it is."""

import math
import re
from typing import Any

MISSING = {"", ":"}
YEARS = range(1900, 2101)
LARGEST_NUMBER = 1e18
LONGEST_CODE = 100
LONGEST_FLAG = 4

NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", re.ASCII)
YEAR = re.compile(r"(\d{4})(-?A1?)?", re.ASCII)
FLAG = re.compile(rf"[A-Za-z]{{1,{LONGEST_FLAG}}}", re.ASCII)
DATASET_CODE = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)
# What Eurostat's pages append to the name of a download, or of a choice from a data set.
APPENDED = ("$", "__", "_filtered", "_tabular", "_linear", "_page", " ", ".")


def shown(text: Any) -> str:
    """Return what a cell says, quoted, in one line and not too long for a sentence."""
    quoted = repr(text)
    return quoted if len(quoted) <= 60 else f"{quoted[:58]}…{quoted[0]}"


def printable(text: str, most: int = LONGEST_CODE) -> str:
    """Return text for a sentence, not quoted: in one line, without what cannot be printed, at most `most` long."""
    cut = text if len(text) <= most else f"{text[:most]}…"
    return "".join(letter if letter.isprintable() else "�" for letter in cut)


def read_number(cell: Any) -> float | None:
    """Return the number in a cell, None where it is missing (empty, `:` or null)."""
    if cell is None or (isinstance(cell, str) and cell.strip() in MISSING):
        return None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if not is_number and not (isinstance(cell, str) and NUMBER.fullmatch(cell.strip())):
        raise ValueError(f"{shown(cell)} is not a number such as 4.9; a missing one is empty or ':'")
    try:
        number = float(cell)
    except OverflowError:
        number = math.inf
    if not abs(number) <= LARGEST_NUMBER:
        raise ValueError(f"{shown(cell)} is too large; nothing that is counted here comes near {LARGEST_NUMBER:.0e}")
    return number


def read_year(cell: str) -> int | None:
    """Return the year of an annual period (`2019`, `2019-A`, `2019-A1`), None where it is a month, a quarter …"""
    found = YEAR.fullmatch(cell.strip())
    return int(found[1]) if found and int(found[1]) in YEARS else None


def read_flag(cell: Any) -> str | None:
    """Return the publisher's flag, None where there is none."""
    if cell is None or (isinstance(cell, str) and cell.strip() in MISSING):
        return None
    if not isinstance(cell, str) or not FLAG.fullmatch(cell.strip()):
        raise ValueError(f"{shown(cell)} is not a flag of at most {LONGEST_FLAG} letters, such as b")
    return cell.strip()


def check_code(cell: str) -> str:
    """Return a code of a dimension as it is."""
    if not cell or len(cell) > LONGEST_CODE or not cell.isprintable():
        raise ValueError(f"{shown(cell)} is not a code such as PC_EMP")
    return cell


def read_dataset_code(text: str) -> str:
    """Return Eurostat's name of a data set (`cult_emp_sex`) from `CULT_EMP_SEX$DV_1`, `estat_cult_emp_sex.tsv` …"""
    code = text.strip().lower().removeprefix("estat_")
    for part in APPENDED:
        code = code.partition(part)[0]
    if not DATASET_CODE.fullmatch(code):
        raise ValueError(f"{shown(text)} names no data set such as cult_emp_sex")
    return code

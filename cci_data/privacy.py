"""What of a text may leave the house: no e-mail address, and no character that files cannot hold.

The importer refuses both. Other programs write to the database too, so whatever leaves is looked at once more.
"""

import math
import re
from typing import Any

import pandas as pd

LEFT_OUT = "[e-mail address left out]"
UNREADABLE = "\ufffd"
# Also as links write it (%40), as East Asian keyboards do, and as those who hide it from machines: name (at) place.
AT = r"(?:@|＠|%40|\s?[\[({]\s?at\s?[\])}]\s?)"
# Most texts hold none of these, and are done with.
SIGN = re.compile(AT, re.IGNORECASE)
# Within 64 characters, as the standard has it: without an end, a long text would take the square of its length.
EMAIL = re.compile(
    rf"[^\s@＠<>()\[\]{{}},;:/=?&|]{{1,64}}{AT}[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}",  # noqa: RUF001
    re.IGNORECASE,
)
# What neither XML nor a spreadsheet holds.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def holds_email(text: str) -> bool:
    """Tell whether a text holds an e-mail address."""
    return SIGN.search(text) is not None and EMAIL.search(text) is not None


def public_text(text: str) -> str:
    """Return a text as it may leave: LEFT_OUT in the place of each e-mail address, � in that of what no file holds."""
    if not text.isprintable():
        text = UNFIT.sub(UNREADABLE, text.replace("\r\n", "\n").replace("\r", "\n"))
    return EMAIL.sub(LEFT_OUT, text) if SIGN.search(text) else text


def public_value(value: Any) -> Any:
    """Return a value as it may leave: texts, and those in a tuple, by `public_text`; no number for what is none."""
    if isinstance(value, str):
        return public_text(value)
    if isinstance(value, tuple):
        return tuple(public_value(part) for part in value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def public_frame(found: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose values may leave, all of dtype object; `found` stays as it is."""
    columns = {name: pd.Series([*map(public_value, found[name])], found.index, dtype=object) for name in found}
    return pd.DataFrame(columns, index=found.index)

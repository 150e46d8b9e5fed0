"""Who pays for the network's work, as the funder wants it said: read from the settings file, shown on its days only.

The settings file is TOML; its table `[funding]` has `statement` (the sentence that the funder asks for), and may have
`programme` (its name), `logos` (PNG or SVG files, relative to the settings file), `from` and `until` (days, included).
"""

import os
import struct
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from cci_data.language import listed
from cci_data.settings import DATA

VARIABLE = "CCI_SETTINGS_FILE"
DEFAULT_FILE = DATA / "local" / "settings.toml"
TEXTS, LOGOS, DAYS = ("programme", "statement"), "logos", ("from", "until")
MEDIA_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}
PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES, MOST_PIXELS = 500_000, 16_000_000


@dataclass(frozen=True)
class Logo:
    """A picture of the funder: the content of its file, and the type of it (image/png or image/svg+xml)."""

    content: bytes
    media_type: str

    @property
    def kind(self) -> str:
        """The format in short: `png` or `svg`."""
        return "svg" if self.media_type == MEDIA_TYPES[".svg"] else "png"

    @property
    def data_uri(self) -> str:
        """The picture as an address that fetches nothing."""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True)
class Funding:
    """Who pays: the name of the programme, "" where none is set, the sentence that it asks for, and its logos."""

    programme: str
    statement: str
    logos: tuple[Logo, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None

    def is_on(self, day: date) -> bool:
        """Tell whether it is to be shown on a day."""
        return (self.starts_on or day) <= day <= (self.ends_on or day)


def settings_file(environment: Mapping[str, str] | None = None) -> Path:
    """Return where the settings file is, or would be: as CCI_SETTINGS_FILE says, else data/local/settings.toml."""
    named = (os.environ if environment is None else environment).get(VARIABLE, "").strip()
    return Path(named) if named else DEFAULT_FILE


def current_funding(day: date, environment: Mapping[str, str] | None = None) -> Funding | None:
    """Return the funding to be shown on a day, without what cannot be used; None for none, which is the default."""
    found, _ = read_funding(environment)
    return found if found and found.is_on(day) else None


def read_funding(environment: Mapping[str, str] | None = None) -> tuple[Funding | None, tuple[str, ...]]:
    """Return the funding that the settings file names, and a sentence for each value that cannot be used.

    A logo that cannot be used is left out. Where the statement or a day cannot be used, there is no funding: what a
    funder asks for is shown as it asks, or not at all. No file, or none of that name by default: no funding, no
    sentence.
    """
    file = settings_file(environment)
    if file == DEFAULT_FILE and not file.exists():
        return None, ()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None, (f"{VARIABLE}: {file.name} cannot be read. Name a text file (UTF-8) that the server may read.",)
    except tomllib.TOMLDecodeError as error:
        return None, (f"{VARIABLE}: {file.name} is not TOML ({error}). Mend it, or take the file away.",)
    table = content.get("funding")
    if table is None:
        return None, ()
    if not isinstance(table, dict):
        return None, (f"{file.name}: funding is no table. Begin it with a line [funding].",)
    return _read_table(table, file)


def _read_table(table: Mapping[str, object], file: Path) -> tuple[Funding | None, tuple[str, ...]]:
    fatal = [*_unfit_texts(table), *_unfit_days(table)]
    known = (*TEXTS, LOGOS, *DAYS)
    unknown = [f"{key} is not known; there are {listed(known)}." for key in table if key not in known]
    if fatal:
        return None, tuple(f"{file.name}, [funding]: {each} No funding is shown." for each in (*fatal, *unknown))
    programme, statement = (" ".join(str(table.get(name, "")).split()) for name in TEXTS)
    funding = Funding(programme, statement, (), *(table.get(name) for name in DAYS))
    logos, problems = _read_logos(table.get(LOGOS, []), file.parent)
    sentences = tuple(f"{file.name}, [funding]: {each}" for each in (*problems, *unknown))
    return replace(funding, logos=logos), sentences


def _unfit_texts(table: Mapping[str, object]) -> list[str]:
    unfit = [f"{name} is no text." for name in TEXTS if not isinstance(table.get(name, ""), str)]
    if not unfit and not str(table.get("statement", "")).strip():
        unfit = ["statement is missing: write the sentence that the funder asks for."]
    return unfit


def _unfit_days(table: Mapping[str, object]) -> list[str]:
    days = {name: table[name] for name in DAYS if name in table}
    unfit = [
        f"{name} is no day: write it without quotation marks, such as 2026-01-31."
        for name, day in days.items()
        if not isinstance(day, date) or isinstance(day, datetime)
    ]
    if not unfit and len(days) == len(DAYS) and days["from"] > days["until"]:
        unfit = ["until is before from."]
    return unfit


def _read_logos(names: object, folder: Path) -> tuple[tuple[Logo, ...], list[str]]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return (), ['logos is no list of files, such as ["funder.png"]; no logo is shown.']
    logos, problems = [], []
    for name in names:
        try:
            logos.append(_read_logo(folder / name))
        except (OSError, ValueError):
            problems.append(
                f"the logo {name} is left out. It has to be a whole PNG or SVG file of {MOST_BYTES // 1000} kB at "
                "most, with its path relative to the settings file."
            )
    return tuple(logos), problems


def _read_logo(file: Path) -> Logo:
    """Return a logo; raises OSError, and ValueError for what is no such picture."""
    content = file.read_bytes()
    kind = MEDIA_TYPES.get(file.suffix.lower())
    is_picture = content.startswith(PNG) if kind == "image/png" else b"<svg" in content[:2000]
    if kind is None or not is_picture or len(content) > MOST_BYTES:
        raise ValueError(file.name)
    if kind == "image/png":
        _require_whole(content)
    return Logo(content, kind)


# Asked again for each report; what is taken apart here can be some ten megabytes.
@lru_cache(maxsize=16)
def _require_whole(content: bytes) -> None:
    """Raise OSError or ValueError where a PNG breaks off, is broken or too large: no slide could hold it."""
    try:
        width, height = struct.unpack_from(">II", content, len(PNG) + 8)
        if width * height > MOST_PIXELS:
            raise ValueError(f"more than {MOST_PIXELS} pixels")
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            picture.load()
    except (SyntaxError, EOFError, struct.error) as error:
        raise ValueError("a broken PNG") from error

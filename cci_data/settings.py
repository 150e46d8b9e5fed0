"""What an installation may set: read from the environment, never at import."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cci_data.addresses import sqlite_url

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
DEFAULT_DATABASE = DATA / "local" / "dashboard.sqlite"
EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[\w-]+(?:\.[\w-]+)+")
NO_EMAIL = (
    "CCI_DESK_EMAIL is not an e-mail address, so letters to the Desk are prepared without one. Write one address, "
    "with nothing beside it."
)
ORIGIN = re.compile(r"https?://(\*\.)?[a-z\d-]+(\.[a-z\d-]+)*(:\d{1,5})?", re.IGNORECASE)
ANYBODY, NOBODY = "*", "none"
NO_EMBEDDER = (
    "CCI_EMBEDDERS has a word that is no origin, and it is left out. Write origins such as https://partner.example, "
    "set apart by blanks, * for every site, or none."
)
PUBLIC_URL = re.compile(
    r"https?://[a-z\d-]+(\.[a-z\d-]+)*(:\d{1,5})?(/([\w.~-]|%[\da-f]{2})+)*/?", re.ASCII | re.IGNORECASE
)
NO_PUBLIC_URL = (
    "CCI_PUBLIC_URL is not an address that links can rest on, and it is left out. Write one such as "
    "https://dashboard.network.example or https://network.example/cci, without a question mark."
)


@dataclass(frozen=True)
class Settings:
    """The settings of one installation.

    database_url: an SQLAlchemy URL.
    is_default_database: whether it is the embedded file that the dashboard makes and fills itself.
    eurostat_url: where Eurostat's statistics API, or a mirror of it, answers.
    desk_email: the address of the Contact Desk, "" where none is set.
    embedders: the origins of the sites that may show a view in a frame, `*` for every site, () for none but our own.
    public_url: the address under which the public has the dashboard, without a slash at the end, "" where none is set.
    problems: a sentence for each value that cannot be used, and is left out.
    """

    database_url: str
    is_default_database: bool
    eurostat_url: str = EUROSTAT
    desk_email: str = ""
    embedders: tuple[str, ...] = (ANYBODY,)
    public_url: str = ""
    problems: tuple[str, ...] = ()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environment` (default: the process's own).

    `CCI_DATABASE_URL` names the database; blank or absent means the embedded SQLite file. `CCI_EUROSTAT_URL` names a
    mirror of Eurostat's statistics API; blank or absent means Eurostat itself. `CCI_DESK_EMAIL` is the address to which
    partners write; blank or absent means that none is shown. `CCI_EMBEDDERS` names the sites that may embed views;
    blank or absent means every site, `none` means none. `CCI_PUBLIC_URL` is the address on which links in files and
    pictures rest; blank or absent means the one under which each was asked for.
    """
    variables = os.environ if environment is None else environment
    url = variables.get("CCI_DATABASE_URL", "").strip()
    eurostat = variables.get("CCI_EUROSTAT_URL", "").strip() or EUROSTAT
    email = variables.get("CCI_DESK_EMAIL", "").strip()
    is_email = EMAIL.fullmatch(email) is not None
    named = [word.rstrip("/") for word in variables.get("CCI_EMBEDDERS", "").split()] or [ANYBODY]
    embedders = () if named == [NOBODY] else tuple(filter(_is_embedder, named))
    public_url = variables.get("CCI_PUBLIC_URL", "").strip()
    is_public_url = PUBLIC_URL.fullmatch(public_url) is not None
    problems = {
        NO_EMAIL: email and not is_email,
        NO_EMBEDDER: len(embedders) < len(named) and named != [NOBODY],
        NO_PUBLIC_URL: public_url and not is_public_url,
    }
    return Settings(
        database_url=url or sqlite_url(DEFAULT_DATABASE),
        is_default_database=not url,
        eurostat_url=eurostat,
        desk_email=email if is_email else "",
        embedders=embedders,
        public_url=public_url.rstrip("/") if is_public_url else "",
        problems=tuple(sentence for sentence, is_so in problems.items() if is_so),
    )


def _is_embedder(word: str) -> bool:
    return word == ANYBODY or ORIGIN.fullmatch(word) is not None

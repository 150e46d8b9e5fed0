"""The address of a database: what it names, and how to say it."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError


class DatabaseProblem(Exception):
    """The database cannot be used; the message is a sentence that says why and what to do."""


def parse(url: str) -> URL:
    """Return the parts of an address; raises DatabaseProblem where it is none of SQLite or PostgreSQL."""
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseProblem(
            "CCI_DATABASE_URL is not a database address that can be read. It looks like "
            "sqlite:////folder/file.sqlite or postgresql://user:password@host/name."
        ) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DatabaseProblem(
            f"CCI_DATABASE_URL names a {parsed.get_backend_name()} database; SQLite and PostgreSQL are supported."
        )
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise DatabaseProblem("CCI_DATABASE_URL names no file. It looks like sqlite:////folder/file.sqlite.")
    return parsed


def sqlite_url(file: Path) -> str:
    """Return the address of an SQLite file, whatever characters its path has."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite database, None for PostgreSQL; raises DatabaseProblem."""
    parsed = parse(url)
    return Path(parsed.database or "").absolute() if parsed.get_backend_name() == "sqlite" else None


def make_folder(url: str) -> None:
    """Make the folder of the SQLite database at `url`; raises DatabaseProblem where that cannot be."""
    file = sqlite_file(url)
    try:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseProblem(f"The folder {file.parent} cannot be made: {error.strerror}.") from error


def describe(url: str) -> str:
    """Return the address without its password and options, for messages."""
    file = sqlite_file(url)
    return f"sqlite:///{file}" if file else parse(url).set(query={}).render_as_string(hide_password=True)


def require_file(url: str) -> None:
    """Raise DatabaseProblem where the SQLite database at `url` is not there; PostgreSQL tells when it is opened."""
    file = sqlite_file(url)
    try:
        if file:
            file.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DatabaseProblem(
            f"There is no database at {file} yet. Point CCI_DATABASE_URL to the one you mean, or make this one: "
            "python -m cci_data migrate && python -m cci_data load"
        ) from error
    except OSError as error:
        raise DatabaseProblem(f"The database {file} cannot be used ({error.strerror}).") from error

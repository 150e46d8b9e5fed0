"""The shelf of sources finds its siblings by itself: which of them reads a file, and what it reads."""

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from cci_data.imports import statistics
from cci_data.imports.rows import ImportProblem
from cci_data.imports.statistics.dataset import Dataset, refuse_markup

HEAD_BYTES = 8192
# An answer for eleven areas has some hundred kilobytes; reading one of this size takes half a gigabyte of memory.
MOST_BYTES = 24 * 2**20
ENDINGS = {".json", ".tsv", ".csv"}


def sources() -> list[ModuleType]:
    """Return the modules on this shelf that read a source: those with `recognises` and `read`."""
    names = sorted(module.name for module in pkgutil.iter_modules(statistics.__path__))
    modules = [importlib.import_module(f"{statistics.__name__}.{name}") for name in names]
    return [module for module in modules if hasattr(module, "recognises") and hasattr(module, "read")]


def find_source(head: str, name: str) -> ModuleType | None:
    """Return the source that recognises a file by its beginning and its name, None where none does."""
    return next((source for source in sources() if source.recognises(head, name)), None)


def read_statistics(path: Path) -> Dataset | None:
    """Read the file at `path` with the source that recognises it; None where it is no file of statistics.

    Raises ImportProblem where the file cannot be read, is a web page, is too large, or does not fit its source.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(HEAD_BYTES)
            head = beginning.decode("utf-8-sig", errors="replace")
            if path.suffix.lower() in ENDINGS:
                refuse_markup(head, path.name)
            source = find_source(head, path.name)
            content = beginning + file.read(MOST_BYTES + 1 - len(beginning)) if source else b""
    except OSError as error:
        raise ImportProblem([f"{path.name}: the file cannot be read ({error.strerror})"]) from error
    if source is None:
        return None
    if len(content) > MOST_BYTES:
        sentence = f"{path.name}: the file is larger than {MOST_BYTES // 2**20} MB; choose countries and codes"
        raise ImportProblem([f"{sentence} on the publisher's page before you download"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"{path.name}: byte {error.start + 1} is not UTF-8 text; take the file as it was downloaded"
        raise ImportProblem([sentence]) from error
    return source.read(text, path.name)

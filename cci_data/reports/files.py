"""A report as a file of its own, written whole or not at all."""

from pathlib import Path

from cci_data.exports.page import ExportProblem


def form_of(path: Path) -> str:
    """Return the form that the end of a file's name asks for: `pdf`, `xlsx`, or whatever else stands there."""
    return path.suffix.lower().removeprefix(".")


def require_room(path: Path, *, is_forced: bool) -> None:
    """Raise ExportProblem where the file is there already and may not be replaced, or its folder is not there."""
    if path.is_dir() or (path.exists() and not is_forced):
        raise ExportProblem([f"{path} exists already: choose another name, move it away first, or say --force."])
    if not path.parent.is_dir():
        raise ExportProblem([f"{path} cannot be written: there is no folder {path.parent}."])


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in the place of one that is there; raises ExportProblem where it cannot be written."""
    beside = path.with_name(f"{path.name}.unfinished")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise ExportProblem([f"{path} cannot be written: {error.strerror}."]) from error
    finally:
        beside.unlink(missing_ok=True)

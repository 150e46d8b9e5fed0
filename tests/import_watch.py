"""Import every module of a package, and print what its own code did meanwhile; importing should do nothing.

python tests/import_watch.py PACKAGE      (a process of its own: what Python has imported before would go unseen)
What a library does while it is being imported is its own matter: the innermost frame that belongs either to the import
system or to the package decides whose doing something was.
"""

import gc
import importlib
import os
import sys
from pathlib import Path
from types import FrameType

DEEDS = ("open", "sqlite3.", "socket.", "subprocess.", "os.mkdir", "os.listdir", "os.scandir", "os.environ")
# Each model class of pydantic looks for plug-ins of pydantic as it is made.
LIBRARY_AT_WORK = str(Path("pydantic", "plugin"))
MADE_TO_RUN = {"migrations", "__main__"}


class WatchedEnvironment(type(os.environ)):
    """The environment, which tells when it is read."""

    def __getitem__(self, key: str) -> str:
        sys.audit("os.environ", key)
        return super().__getitem__(key)


def own_line(frame: FrameType | None, folder: str) -> str | None:
    """Return the package's line behind `frame`, or None where an import stands in between or nothing of it is."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib") or LIBRARY_AT_WORK in file:
            return None
        if file.startswith(folder):
            return f"{file.removeprefix(folder)}:{frame.f_lineno}"
        frame = frame.f_back
    return None


def module_names(package: Path) -> list[str]:
    """Return the dotted names of all modules of `package`, but for those that are run, not imported."""
    paths = (path.relative_to(package.parent).with_suffix("") for path in sorted(package.rglob("*.py")))
    return [".".join(path.parts).removesuffix(".__init__") for path in paths if not MADE_TO_RUN & {*path.parts}]


def living_engines() -> list[object]:
    """Return SQLAlchemy's engines in memory: making one opens nothing yet, so no deed tells of it."""
    sqlalchemy = sys.modules.get("sqlalchemy")
    return [thing for thing in gc.get_objects() if sqlalchemy and type(thing) is sqlalchemy.Engine]


def watch(package: Path) -> list[str]:
    """Import all of `package` and return what was done, a line each."""
    done: list[str] = []
    folder = f"{package}{os.sep}"

    def note(event: str, arguments: tuple) -> None:
        if event.startswith(DEEDS) and (line := own_line(sys._getframe(1), folder)):
            done.append(f"{line} {event} {arguments[0] if arguments else ''}".rstrip())

    sys.addaudithook(note)
    os.environ.__class__ = WatchedEnvironment
    for name in module_names(package):
        importlib.import_module(name)
    os.environ.__class__ = WatchedEnvironment.__base__
    return done + [f"an engine was made: {engine!r}" for engine in living_engines()]


if __name__ == "__main__":
    target = Path(sys.argv[1]).resolve()
    sys.path.insert(0, str(target.parent))
    print("\n".join(watch(target)))

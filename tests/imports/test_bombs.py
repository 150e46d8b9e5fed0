"""Files made to break whoever reads them: a verdict or sentences, in less than 500 MB, and a no changes nothing."""

import io
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tests.imports.bombs import BOMBS
from tests.imports.small_desk import bytes_of, make_small_desk
from tests.measured import cost_of

MOST_MB = 500
# So that a bomb that goes off takes nobody else along.
MOST_ADDRESSES_MB = 4000


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_desk(tmp_path_factory.mktemp("desk")).database


@pytest.mark.slow
@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_does_not_go_off(original: Path, tmp_path: Path, what: str):
    name, make = BOMBS[what]
    file, database = tmp_path / name, Path(shutil.copyfile(original, tmp_path / "desk.sqlite"))
    file.write_bytes(make())
    command = [sys.executable, "-m", "cci_data", "import", str(file)]
    cost = cost_of(command, {"CCI_DATABASE_URL": f"sqlite:///{database}"}, MOST_ADDRESSES_MB)
    file.unlink()
    assert cost.code in (0, 2), cost.output[-2000:]
    assert "Traceback" not in cost.output
    assert cost.output.strip()
    assert cost.memory < MOST_MB
    if cost.code == 2:
        assert bytes_of(database) == original.read_bytes()


@pytest.mark.slow
def test_bombs_are_as_large_as_they_say():
    files = {what: make() for what, (_, make) in BOMBS.items() if what.startswith("200 MB")}
    assert all(len(content) < 1_000_000 for content in files.values())
    assert sizes(files["200 MB"]) > 199_000_000 > 100_000 > sizes(files["200 MB that lie"])


def sizes(content: bytes) -> int:
    """Return how large an archive says that its parts are together."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())

"""The dashboard as a process of its own: started in an empty folder, stopped with all that it started."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 120


@dataclass(frozen=True)
class Server:
    """A running server: `address` without a closing slash, its folder, its process and the file that it logs to."""

    address: str
    folder: Path
    process_id: int
    log: Path


def repository_files() -> list[Path]:
    """Return every file that git keeps or would keep, relative to the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted({Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()})


def copy_repository(folder: Path) -> Path:
    """Copy the repository as a fresh clone would have it into `folder`, and return `folder`."""
    for path in repository_files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, target)
    return folder


def readme_command() -> list[str]:
    """Return what README.md tells to run after `streamlit`: `run dashboard.py` and its options."""
    found = re.search(r"\bstreamlit (run [^`\n]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    if found is None:
        raise LookupError("README.md has no line with `streamlit run …`.")
    return shlex.split(found[1])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            # Streamlit answers an unknown path with its own page, so only the body tells.
            return answer.read(100).strip() == b"ok"
    except OSError:
        return False


def _wait_until_healthy(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if _is_healthy(url):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{url} did not become healthy. The log:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def serve(folder: Path, command: list[str], health: str = "/health") -> Iterator[Server]:
    """Run `streamlit COMMAND` in `folder` on a free port, as on a fresh machine; RuntimeError where it does not start.

    The process gets an empty home and the default database, and is ended with its children at the end.
    """
    port = _free_port()
    home, log = folder.with_name(f"{folder.name}-home"), folder.with_name(f"{folder.name}.log")
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "CCI_DATABASE_URL"}
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", *command, "--server.port", str(port)],
            cwd=folder,
            env=environment | {"HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://localhost:{port}"
        _wait_until_healthy(address + health, process, log)
        yield Server(address, folder, process.pid, log)
    finally:
        _end(process)


@contextmanager
def serve_by_readme(folder: Path) -> Iterator[Server]:
    """Run the dashboard by the command of README.md in `folder`, as a fresh clone would; the first start fills it."""
    with serve(copy_repository(folder), readme_command()) as running:
        yield running


def _end(process: subprocess.Popen) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, how)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue

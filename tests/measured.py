"""What a process costs: run by a small one between, so that the memory of the caller is not counted as its own.

Linux counts for a new process what its parent held when it was started. Run as a script: PIPE LIMIT COMMAND…
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

KILOBYTE, MEGABYTE = 1024, 1_000_000


class Cost(NamedTuple):
    """What a process cost: seconds by the clock and of the processor, the most memory that it held, and how it ended.

    memory: in MB, resident; code: its exit code; output: what it wrote on either output.
    """

    seconds: float
    cpu: float
    memory: float
    code: int
    output: str


def cost_of(command: Sequence[str], environment: dict[str, str] | None = None, most_mb: int = 0) -> Cost:
    """Run a command to its end, in the folder of the repository.

    environment: variables besides our own; most_mb: how much address space it gets, all of it where 0.
    """
    reading, writing = os.pipe()
    launcher = [sys.executable, __file__, str(writing), str(most_mb), *command]
    process = subprocess.Popen(
        launcher,
        cwd=Path(__file__).parent.parent,
        env=os.environ | (environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=[writing],
        text=True,
        errors="backslashreplace",
    )
    os.close(writing)
    output, _ = process.communicate()
    with os.fdopen(reading) as told:
        return Cost(*json.load(told), output)


def _run(pipe: str, most_mb: str, *command: str) -> None:
    """Run a command and write to the pipe what it cost."""
    if int(most_mb):
        resource.setrlimit(resource.RLIMIT_AS, (int(most_mb) * MEGABYTE,) * 2)
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    cost = [
        time.perf_counter() - began,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * KILOBYTE / MEGABYTE,
        os.waitstatus_to_exitcode(status),
    ]
    os.write(int(pipe), json.dumps(cost).encode())


if __name__ == "__main__":
    _run(*sys.argv[1:])

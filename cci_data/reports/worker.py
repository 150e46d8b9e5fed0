"""The process that makes reports, one after the other, beside the server: `python -m cci_data.reports.worker`.

It gets orders on its input and answers on its output, pickled: nobody else writes to either. It opens the database
read-only, gives way to the server, and ends when its input does, which is when the server ends, however that comes.
"""

import os
import pickle
import queue
import re
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from cci_data.addresses import DatabaseProblem
from cci_data.exports.page import ExportProblem
from cci_data.reader import Reader
from cci_data.reports.order import Made, Order, Step

NICENESS = 10
STATUS = Path("/proc/self/status")
LOST = "The report could not be made; the log of the server says why."
UNREADABLE = "The data cannot be read at the moment. Try again in a minute; the log of the server says why."


def main() -> None:
    """Take orders until there are none."""
    os.nice(NICENESS)
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    orders: queue.SimpleQueue[tuple[str, Order]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    work = _Work(answers)
    while True:
        work.make(*orders.get())


def _listen(source: BinaryIO, orders: queue.SimpleQueue) -> None:
    """Pass orders on; at the end of the input the process ends, also in the middle of one."""
    with suppress(EOFError):
        while True:
            orders.put(pickle.load(source))
    os._exit(0)


class _Work:
    """Makes orders for one database at a time."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers, self._url, self._reader = answers, "", None

    def make(self, url: str, order: Order) -> None:
        """Answer an order with what it comes to, whatever happens."""
        before = time.process_time()
        try:
            answer = Made(self._content(url, order))
        except ExportProblem as problem:
            answer = Made(problem=str(problem))
        except DatabaseProblem as problem:
            print(problem, file=sys.stderr)
            answer = Made(problem=UNREADABLE)
        except Exception:
            traceback.print_exc()
            answer = Made(problem=LOST)
        self._say(replace(answer, seconds=time.process_time() - before, megabytes=_most_megabytes()))

    def _content(self, url: str, order: Order) -> bytes:
        from cci_data.reports.moment import reading
        from cci_data.reports.registry import report

        if self._reader is None or self._url != url:
            self._url, self._reader = url, Reader(url)
        # What was ordered is kept under the version that the server knew; it may not be made of an older one.
        self._reader.look_again()
        fetch = reading(self._reader, order.as_of)
        return report(fetch, order, lambda words, done, total: self._say(Step(words, done / total)))

    def _say(self, message: Step | Made) -> None:
        pickle.dump(message, self._answers)
        self._answers.flush()


def _most_megabytes() -> float:
    """Return the most memory that this process has had; 0.0 where the system does not tell.

    What `resource` tells begins with the memory of the server that started it.
    """
    with suppress(OSError):
        found = re.search(r"^VmHWM:\s+(\d+) kB", STATUS.read_text(encoding="ascii"), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


if __name__ == "__main__":
    main()

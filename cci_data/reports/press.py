"""Where reports wait to be made: one after the other in a process of its own, each once, the latest ones kept."""

import logging
import os
import pickle
import subprocess
import sys
import threading
from collections import OrderedDict, deque
from collections.abc import Hashable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field

from cci_data.reports.order import Made, Order, Step
from cci_data.settings import ROOT

log = logging.getLogger("cci_dashboard")

MOST_WAITING = 24
BYTES_KEPT = 24_000_000
MOST_MEGABYTES = 400
SECONDS_FOR_ONE = 60.0
SECONDS_IDLE = 300.0
WAITING = "waiting"
CRASHED = "The report broke off while it was made. Order it again; if that happens twice, tell the Contact Desk."
TOO_LONG = "The report took too long and was stopped. Order it again with fewer partners, or tell the Contact Desk."
CLOSED = "The dashboard is being stopped. Order the report again in a minute."
UNSTARTED = "The reports cannot be started at the moment. Try again in a minute; the log of the server says why."


class PressProblem(Exception):
    """A report could not be made; the message is a sentence that says what to do."""


class TooManyOrders(PressProblem):
    """So many orders wait that no more are taken."""


@dataclass(eq=False)
class Ticket:
    """An order that waits, is being made, or is made: `future` has the file, or raises PressProblem.

    step: what is done now, and which part of the whole is done; made: what it took.
    """

    key: Hashable
    order: Order
    url: str
    future: "Future[bytes]" = field(default_factory=Future)
    step: Step = Step(WAITING, 0.0)
    made: Made = Made()


class Press:
    """Makes reports. The process that does begins with the first order, and ends when nobody orders for a while.

    What breaks one report, a crash or a time limit, is a sentence for whoever ordered it; the next one gets a new
    process. All methods may be called from any thread.
    """

    def __init__(self, *, seconds_for_one: float = SECONDS_FOR_ONE, seconds_idle: float = SECONDS_IDLE) -> None:
        """Begin with nothing ordered; a report may take `seconds_for_one`, the process waits `seconds_idle`."""
        self._limit, self._patience = seconds_for_one, seconds_idle
        self._waiting: deque[Ticket] = deque()
        self._tickets: OrderedDict[Hashable, Ticket] = OrderedDict()
        self._now: Ticket | None = None
        self._process: subprocess.Popen | None = None
        self._thread: threading.Thread | None = None
        self._news = threading.Condition()
        self._is_closed = False

    def order(self, key: Hashable, order: Order, url: str) -> Ticket:
        """Return the ticket of an order; of an equal one that waits or is kept, the same ticket.

        key: tells it from every other, data and all; url: of the database. Raises TooManyOrders, and PressProblem once
        the press is closed.
        """
        with self._news:
            if self._is_closed:
                raise PressProblem(CLOSED)
            known = self._tickets.get(key)
            if known is not None and not (known.future.done() and known.future.exception()):
                self._tickets.move_to_end(key)
                return known
            if len(self._waiting) >= MOST_WAITING:
                raise TooManyOrders(f"{MOST_WAITING} reports are waiting already. Order yours in a minute.")
            ticket = self._tickets[key] = Ticket(key, order, url)
            self._tickets.move_to_end(key)
            self._waiting.append(ticket)
            if self._thread is None:
                self._begin(ticket)
            self._news.notify_all()
            return ticket

    def known(self, key: Hashable) -> Ticket | None:
        """Return the ticket of an order that waits or is kept, None where there is none."""
        with self._news:
            return self._tickets.get(key)

    def before(self, ticket: Ticket) -> int:
        """Return how many reports are made before this one, the present one among them; 0 once it is its turn."""
        with self._news:
            if ticket not in self._waiting:
                return 0
            return self._waiting.index(ticket) + (self._now is not None)

    @property
    def process_id(self) -> int | None:
        """The process that makes reports, None while there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def close(self) -> None:
        """Stop, with what is being made and what waits; returns when the process is gone."""
        with self._news:
            self._is_closed = True
            waiting, self._now = list(self._waiting), None
            self._waiting.clear()
            self._news.notify_all()
        for ticket in waiting:
            ticket.future.set_exception(PressProblem(CLOSED))
        self._stop()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _begin(self, ticket: Ticket) -> None:
        """Start the thread, with its first ticket; the lock is held. Raises PressProblem where there can be none."""
        thread = threading.Thread(target=self._run, name="reports", daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            self._waiting.remove(ticket)
            del self._tickets[ticket.key]
            raise PressProblem(UNSTARTED) from error
        self._thread = thread

    def _run(self) -> None:
        """Make what waits, until nobody orders for a while; the next order begins anew."""
        try:
            while ticket := self._next():
                self._answer(ticket)
        finally:
            with self._news:
                # By now, an order may have begun another one.
                if self._thread is threading.current_thread():
                    self._thread = self._now = None

    def _answer(self, ticket: Ticket) -> None:
        """Answer a ticket; whatever goes wrong, those who wait for others get theirs."""
        try:
            answer: bytes | PressProblem = self._made(ticket)
        except PressProblem as problem:
            answer = problem
        except Exception:
            log.exception("A report was not made")
            answer = PressProblem(CRASHED)
        try:
            with self._news:
                self._now = None
                if isinstance(answer, bytes):
                    ticket.future.set_result(answer)
                else:
                    ticket.future.set_exception(answer)
                self._settle(ticket)
        except Exception:
            log.exception("Old reports were not let go")

    def _next(self) -> Ticket | None:
        """Return the next order, None where none comes for a while; the thread is then given up."""
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._is_closed, self._patience)
            if not self._waiting:
                self._stop()
                self._thread = None
                return None
            self._now = self._waiting.popleft()
            return self._now

    def _settle(self, ticket: Ticket) -> None:
        """Let go of what was asked for longest ago, as far as there is too much; the lock is held."""
        sizes = {key: len(each.future.result()) for key, each in self._tickets.items() if _is_made(each)}
        for key in list(sizes):
            if sum(sizes.values()) <= BYTES_KEPT:
                break
            del self._tickets[key], sizes[key]
        for key in [key for key, each in self._tickets.items() if each.future.done() and each.future.exception()]:
            if key != ticket.key:
                del self._tickets[key]

    def _made(self, ticket: Ticket) -> bytes:
        process = self._started()
        is_late = threading.Event()
        timer = threading.Timer(self._limit, _stop_late, (process, is_late))
        timer.daemon = True
        try:
            timer.start()
            pickle.dump((ticket.url, ticket.order), process.stdin)
            process.stdin.flush()
            while isinstance(answer := pickle.load(process.stdout), Step):
                ticket.step = answer
            ticket.made = answer
        except Exception as error:
            # Whatever came of its process, those who wait for other reports get theirs.
            self._stop()
            words = CLOSED if self._is_closed else TOO_LONG if is_late.is_set() else CRASHED
            log.warning("A report was not made: %s (%r)", words, error)
            raise PressProblem(words) from error
        finally:
            timer.cancel()
        if answer.megabytes > MOST_MEGABYTES:
            # What the libraries keep grows with each report; a new process begins small.
            self._stop()
        return _content(answer)

    def _started(self) -> subprocess.Popen:
        with self._news:
            if self._is_closed:
                raise PressProblem(CLOSED)
            if self._process is not None and self._process.poll() is None:
                return self._process
            # In the server's own folder, against which its settings are; modules come from ours, whatever is in that.
            command = [sys.executable, "-P", "-m", "cci_data.reports.worker"]
            paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            try:
                # A group of its own: whoever stops the server by the keyboard stops it through its input.
                variables = {**os.environ, "PYTHONPATH": paths}
                self._process = subprocess.Popen(command, env=variables, start_new_session=True, **pipes)
            except OSError as error:
                raise PressProblem(UNSTARTED) from error
            return self._process

    def _stop(self) -> None:
        with self._news:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()


def _is_made(ticket: Ticket) -> bool:
    return ticket.future.done() and not ticket.future.exception()


def _stop_late(process: subprocess.Popen, is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _content(answer: Made) -> bytes:
    if answer.problem:
        raise PressProblem(answer.problem)
    return answer.content

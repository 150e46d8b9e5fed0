"""The database as the pages read it: what many ask is asked once, and kept until the data changes."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session, sessionmaker

from cci_data.addresses import DatabaseProblem, describe
from cci_data.database import reading_engine, require_current, unreachable_is_a_problem
from cci_data.models import DataVersion
from cci_data.queries.frames import SHARED

T = TypeVar("T")

SECONDS_BETWEEN_VERSION_CHECKS = 1.0
# While one thread asks, the others go on with the version they know: less than the ten seconds in which a change shows.
SECONDS_A_VERSION_SERVES = 8.0
SECONDS_TO_WAIT_FOR_THE_VERSION = 5.0
RESULTS_KEPT = 512
# Where a session says of which version of the data it is, and whether it went on from what was kept of that one.
VERSION, RECALLED = "version", "recalled"
VERSION_ASKED = select(func.sum(DataVersion.version))


def _keep(promise: Future[T], make: Callable[[], T]) -> None:
    """Make what was promised; all who wait for it get the same result, or the same error."""
    try:
        promise.set_result(make())
    except BaseException as error:
        promise.set_exception(error)


class Reader:
    """Reads a database through queries, and keeps each result until the data changes.

    A result is shared between all who ask: treat it as read-only. Whatever many viewers ask at once, the version of the
    data or a query, is asked once for all of them; the version at most once a second.
    """

    def __init__(self, url: str) -> None:
        """Open `url` read-only; raises DatabaseProblem where it does not fit the code."""
        require_current(url)
        self._url = url
        self._engine = reading_engine(url)
        self._sessions = sessionmaker(self._engine)
        event.listen(self._sessions, "after_begin", self._begin)
        self._results: OrderedDict[_Key, Future[_Made]] = OrderedDict()
        self._lock = Lock()
        self._version = 0
        self._asked_at = float("-inf")
        self._asking: Future[int] | None = None

    def close(self) -> None:
        """Let go of the database; whoever asks afterwards opens it anew."""
        self._engine.dispose()

    def look_again(self) -> None:
        """Let the version be asked with the next query, however lately that was done."""
        with self._lock:
            self._asked_at = float("-inf")

    def version(self) -> int:
        """Return the version of the data, at most a second old; raises DatabaseProblem.

        Who asks while another thread does gets the last known version at once, unless it is too old to go on with.
        """
        with self._lock:
            known_for = time.monotonic() - self._asked_at
            is_asked = self._asking is not None
            if known_for < (SECONDS_A_VERSION_SERVES if is_asked else SECONDS_BETWEEN_VERSION_CHECKS):
                return self._version
            promise = self._asking = self._asking or Future()
        if not is_asked:
            _keep(promise, self._ask_version)
        try:
            return promise.result(SECONDS_TO_WAIT_FOR_THE_VERSION)
        except TimeoutError as error:
            raise DatabaseProblem(
                f"The database {describe(self._url)} does not answer. Try again in a minute."
            ) from error

    def _ask_version(self) -> int:
        try:
            with unreachable_is_a_problem(self._url), self._engine.connect() as connection:
                version = _version_of(connection)
            with self._lock:
                self._move_to(version)
                self._asked_at = time.monotonic()
            return version
        finally:
            with self._lock:
                self._asking = None

    def _move_to(self, version: int) -> None:
        """Forget what is of another version; the lock is held."""
        if version != self._version:
            self._results.clear()
            self._version = version

    def fetch(self, query: Callable[..., T], **arguments: Hashable) -> T:
        """Return `query(session, **arguments)`, asked again only when the data has changed; raises DatabaseProblem."""
        self.version()
        key = _key(query, arguments)
        with self._lock:
            is_first = key not in self._results
            promise = self._results.setdefault(key, Future())
            self._results.move_to_end(key)
        if is_first:
            _keep(promise, lambda: self._ask(query, arguments))
            self._settle(key, promise)
        return promise.result().value

    def _ask(self, query: Callable[..., T], arguments: dict[str, Hashable]) -> "_Made":
        """Answer a query, and what it asks in its turn (`queries.frames.shared`), in one session.

        So all of it is of one version of the data, and nobody who holds a connection waits for another. What is made
        of kept results alone does not trouble the database.
        """
        try:
            return self._ask_once(query, arguments)
        except _Moved:
            return self._ask_once(query, arguments, is_to_begin=True)

    def _ask_once(
        self, query: Callable[..., T], arguments: dict[str, Hashable], *, is_to_begin: bool = False
    ) -> "_Made":
        """Answer a query, of the version on record or the one that the database turns out to have; raises _Moved."""
        with unreachable_is_a_problem(self._url), self._sessions() as session:
            if is_to_begin:
                session.connection()
            session.info.setdefault(VERSION, self._version)
            session.info[SHARED] = lambda query, /, **arguments: self._recall(session, query, arguments)
            value = query(session, **arguments)
            return _Made(session.info[VERSION], value)

    def _begin(self, session: Session, _transaction: Any, connection: Connection) -> None:
        """Note of which version a session is that begins to read; raises _Moved if it goes on from another one."""
        version = _version_of(connection)
        with self._lock:
            if version > self._version:
                self._move_to(version)
        if session.info.get(RECALLED) and session.info[VERSION] != version:
            raise _Moved
        session.info[VERSION] = version

    def _recall(self, session: Session, query: Callable[..., T], arguments: dict[str, Hashable]) -> T:
        """Return what is kept of the session's version, else ask in the session that is there, and keep it."""
        key = _key(query, arguments)
        with self._lock:
            known = self._results.get(key)
        if known is not None and known.done() and not known.exception():
            made = known.result()
            if made.version == session.info[VERSION]:
                session.info[RECALLED] = True
                return made.value
        value = query(session, **arguments)
        promise: Future[_Made] = Future()
        promise.set_result(_Made(session.info[VERSION], value))
        self._settle(key, promise)
        return value

    def _settle(self, key: "_Key", promise: "Future[_Made]") -> None:
        """Keep a result if it is of the present version, in the place of one that failed or is of another."""
        with self._lock:
            is_present = not promise.exception() and promise.result().version == self._version
            if is_present:
                self._results[key] = promise
                self._results.move_to_end(key)
            elif self._results.get(key) is promise:
                del self._results[key]
            if len(self._results) > RESULTS_KEPT:
                # What hangs on no argument is what all others are made of; whoever asks in vain must not drive it out.
                oldest = next((other for other in self._results if other[1] and self._results[other].done()), None)
                self._results.pop(oldest, None)


class _Moved(Exception):
    """The data changed between what a query was told from memory and what it asked of the database."""


@dataclass(frozen=True)
class _Made:
    """What a query returned, and of which version of the data."""

    version: int
    value: Any


_Key = tuple[Callable[..., Any], tuple[tuple[str, Hashable], ...]]


def _key(query: Callable[..., Any], arguments: Mapping[str, Hashable]) -> _Key:
    return query, tuple(sorted(arguments.items()))


def _version_of(connection: Connection) -> int:
    return int(connection.scalar(VERSION_ASKED) or 0)

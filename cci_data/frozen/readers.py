"""Frozen states as pages and files read them: each through a reader of its own, kept for the next who asks."""

import shutil
import tempfile
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from cci_data.addresses import sqlite_url
from cci_data.frozen.content import FrozenProblem, folder_prefix, sweep, unpack
from cci_data.queries.frozen import frozen_content, frozen_states
from cci_data.reader import Reader

T = TypeVar("T")
READERS_KEPT = 4
# No query takes longer.
SECONDS_IN_USE = 60
_Key = tuple[str, str]
_State = tuple[str, str, datetime, str]
REMOVED = "This frozen state was removed while it was opened. Leave as_of out of the address to see what is on record."


@dataclass(frozen=True)
class Frozen:
    """A frozen state that can be read.

    slug, name, frozen_at: as in the table `frozen_state`; sha256: tells it from another that had its slug before;
    ask: asks a query of the database that keeps it.
    """

    slug: str
    name: str
    frozen_at: datetime
    sha256: str
    ask: Callable[..., Any] = field(compare=False, repr=False)

    @property
    def day(self) -> date:
        """The day of the moment, in UTC: what was ahead then, and what had been."""
        return self.frozen_at.date()

    def reader(self) -> Reader:
        """Return the reader of the state; raises DatabaseProblem where it cannot be read."""
        return _readers().reader(self)

    def fetch(self, query: Callable[..., T], **arguments: Hashable) -> T:
        """Return `query(session, **arguments)` as it would have been then; the result is shared, so read it only."""
        return self.reader().fetch(query, **arguments)


def frozen_state(present: Reader, slug: str) -> Frozen | None:
    """Return the frozen state of that slug in the database of `present`, None where there is none."""
    if not slug:
        return None
    known = states(present)
    return Frozen(*known[slug], present.fetch) if slug in known else None


def one_before(
    fetch: Callable[..., Any], slug: str, moment: datetime | None = None, *, today: date | None = None
) -> Frozen | None:
    """Return the frozen state to compare with: the one of that slug, else the usual one; None where there is none.

    fetch: asks a query of the database that keeps them; moment: only states from before it, None for all; today: as
    `usual` takes it.
    """
    known = before(fetch(states_by_slug), moment)
    found = known.get(slug) or known.get(usual(known, today))
    return Frozen(*found, fetch) if found else None


def usual(known: dict[str, _State], today: date | None) -> str:
    """Return the slug of the state that a comparison begins with: the latest from before today, else the latest.

    Against what was frozen on the day of a meeting itself, that day has nothing new. "" where there is no state.
    """
    return next(
        (slug for slug, state in known.items() if today is None or state[2].date() < today), next(iter(known), "")
    )


def before(known: dict[str, _State], moment: datetime | None) -> dict[str, _State]:
    """Return those of `known` (see `states_by_slug`) that were frozen before a moment, None for all."""
    return {slug: state for slug, state in known.items() if moment is None or state[2] < moment}


def states(present: Reader) -> dict[str, _State]:
    """Return the frozen states in the database of `present`: as `states_by_slug`. Files of others are let go."""
    known = present.fetch(states_by_slug)
    _readers().keep_only({(slug, sha256) for slug, _, _, sha256 in known.values()})
    return known


def states_by_slug(session: Session) -> dict[str, _State]:
    """Return what tells a frozen state, the latest first: slug → slug, name, frozen_at, sha256."""
    found = frozen_states(session)[["slug", "name", "frozen_at", "sha256"]]
    return {row.slug: tuple(row) for row in found.itertuples(index=False)}


@cache
def _readers() -> "Readers":
    return Readers()


class Readers:
    """Keeps the readers of the frozen states that were asked for last; each reads a temporary file.

    The file of one that is no longer kept goes some time later, since somebody may just be asking it, and all go with
    the process.
    """

    def __init__(self, most: int = READERS_KEPT) -> None:
        """Keep `most` readers."""
        self._most = most
        self._kept: OrderedDict[_Key, Future[_Opened]] = OrderedDict()
        self._retired: list[tuple[float, Future[_Opened]]] = []
        self._lock = Lock()

    def reader(self, state: Frozen) -> Reader:
        """Return the reader of a state; who asks while it is being opened waits for that one.

        Raises DatabaseProblem where it cannot be read, and tries anew the next time.
        """
        key = state.slug, state.sha256
        with self._lock:
            is_first = key not in self._kept
            promise = self._kept.setdefault(key, Future())
            self._kept.move_to_end(key)
            for old in list(self._kept)[: -self._most]:
                self._retire(old)
        if is_first:
            self._open(key, state, promise)
        return promise.result().reader

    def keep_only(self, known: Collection[_Key]) -> None:
        """Let go of states that there are no longer, such as those from which somebody was erased."""
        with self._lock:
            for key in [key for key in self._kept if key not in known]:
                self._retire(key)
            long_ago = time.monotonic() - SECONDS_IN_USE
            gone = [promise for since, promise in self._retired if since < long_ago and promise.done()]
            self._retired = [each for each in self._retired if each[1] not in gone]
        for promise in gone:
            if not promise.exception():
                promise.result().close()

    def _retire(self, key: _Key) -> None:
        self._retired.append((time.monotonic(), self._kept.pop(key)))

    def _open(self, key: _Key, state: Frozen, promise: "Future[_Opened]") -> None:
        try:
            promise.set_result(_Opened(state))
        except BaseException as error:
            promise.set_exception(error)
            with self._lock:
                if self._kept.get(key) is promise:
                    del self._kept[key]


class _Opened:
    """A reader with the temporary file that it reads."""

    def __init__(self, state: Frozen) -> None:
        content = state.ask(frozen_content, slug=state.slug)
        if content is None:
            raise FrozenProblem(REMOVED)
        sweep()
        folder = Path(tempfile.mkdtemp(prefix=folder_prefix()))
        # At the latest with the process; of one that was killed, with the next `sweep`.
        self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        unpack(content, folder / "state.sqlite")
        self.reader = Reader(sqlite_url(folder / "state.sqlite"))

    def close(self) -> None:
        self.reader.close()
        self._remove()

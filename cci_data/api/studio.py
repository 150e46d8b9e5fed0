"""Where pictures are drawn: one after the other, each once, and the latest ones are kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from cci_data.api.problems import Problem

PICTURES_KEPT = 48
MOST_WAITING = 12
SECONDS_TO_WAIT = 5


class Studio:
    """Draws pictures in a thread of its own, since the library that draws does one thing at a time.

    Who asks for a picture that is being drawn waits for that one. More than MOST_WAITING different ones at once are
    refused, so that those who came first get theirs in a few seconds, and pages stay quick.
    """

    def __init__(self) -> None:
        """Begin with nothing drawn."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._pictures: OrderedDict[Hashable, Future[bytes]] = OrderedDict()
        self._lock = Lock()

    async def picture(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """Return the picture that is kept under `key`, else what `draw` draws; raises what it raises, and Problem."""
        promise = self._promise(key, draw)
        # Whoever goes away must not take the picture from the others who wait for it.
        return await asyncio.shield(asyncio.wrap_future(promise))

    def _promise(self, key: Hashable, draw: Callable[[], bytes]) -> "Future[bytes]":
        with self._lock:
            known = self._pictures.get(key)
            if known is not None and not (known.done() and known.exception()):
                self._pictures.move_to_end(key)
                return known
            if sum(not promise.done() for promise in self._pictures.values()) >= MOST_WAITING:
                detail = f"{MOST_WAITING} pictures are being drawn already."
                raise Problem("too-many-at-once", detail, "Ask again in a few seconds.", SECONDS_TO_WAIT)
            promise = self._pictures[key] = self._thread.submit(draw)
            self._pictures.move_to_end(key)
            while len(self._pictures) > PICTURES_KEPT:
                self._pictures.popitem(last=False)
            return promise

"""What addresses hold, kept until the data changes, so that what many ask is made once."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from cci_data.api.answers import Content

MOST_KEPT = 256
MOST_BYTES_KEPT = 64 * 2**20


class Memory:
    """Keeps contents until the data changes: the latest asked for, up to MOST_KEPT and MOST_BYTES_KEPT together.

    Who asks for what is being made waits for that.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: OrderedDict[tuple, Content] = OrderedDict()
        self._making: dict[tuple, Future[Content]] = {}
        self._version: int | None = None
        self._bytes_kept = 0
        self._lock = Lock()

    def get(self, version: int, key: tuple, make: Callable[[], Content]) -> Content:
        """Return what is kept of `key` for this version of the data, else what `make` makes; raises what it raises."""
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version, self._bytes_kept = version, 0
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            is_first = (version, key) not in self._making
            promise = self._making.setdefault((version, key), Future())
        if is_first:
            self._make(version, key, make, promise)
        return promise.result()

    def _make(self, version: int, key: tuple, make: Callable[[], Content], promise: "Future[Content]") -> None:
        """Make what was promised; all who wait for it get the same content, or the same error."""
        try:
            promise.set_result(make())
        except BaseException as error:
            promise.set_exception(error)
        with self._lock:
            del self._making[(version, key)]
            if version == self._version and not promise.exception():
                self._keep(key, promise.result())

    def _keep(self, key: tuple, content: Content) -> None:
        if weight(key, content) > MOST_BYTES_KEPT:
            return
        self._kept[key] = content
        self._bytes_kept += weight(key, content)
        while self._bytes_kept > MOST_BYTES_KEPT or len(self._kept) > MOST_KEPT:
            self._bytes_kept -= weight(*self._kept.popitem(last=False))


def weight(key: tuple, content: Content) -> int:
    """Return how many bytes an entry may take: what tells it from others, and its body twice, as it is and packed."""
    return len(repr(key)) + 2 * len(content.body)

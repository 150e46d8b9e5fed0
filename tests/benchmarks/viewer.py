"""A viewer without a browser: speaks Streamlit's protocol over a WebSocket and counts what comes."""

import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

SECONDS_TO_ANSWER = 60


class PageBroke(Exception):
    """The page could not be measured: it was not found or ended in an error."""


def cpu_ms(process_id: int) -> float:
    """Return the processor time that a process and its threads, ended ones too, have used so far."""
    clock = (~process_id << 3) | 2  # what clock_getcpuclockid(3) makes of a process id on Linux
    return time.clock_gettime_ns(clock) / 1e6


@dataclass
class Viewer:
    """One open page; keeps what a browser keeps between two runs."""

    address: str
    page: str
    query: str = ""
    page_hash: str = ""
    held: set[str] = field(default_factory=set)
    menu: list[str] = field(default_factory=list)

    def __enter__(self) -> "Viewer":
        """Connect as a browser does, with compression where the server offers it."""
        url = f"ws{self.address.removeprefix('http')}/_stcore/stream"
        self._socket = connect(url, subprotocols=["streamlit"], origin=self.address, max_size=None)
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave."""
        self._socket.close()

    def run(self) -> int:
        """Run the page, the first time or again, and return the bytes received, uncompressed; raises PageBroke."""
        request = BackMsg()
        state = request.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        state.page_name = "" if self.page_hash else self.page
        state.cached_message_hashes.extend(self.held)
        state.context_info.url = f"{self.address}/{self.page}"
        state.context_info.timezone = "Europe/Riga"
        state.context_info.locale = "en-GB"
        self._socket.send(request.SerializeToString())
        return self._receive()

    def _receive(self) -> int:
        size = 0
        while True:
            data = self._socket.recv(timeout=SECONDS_TO_ANSWER)
            size += len(data)
            message = ForwardMsg.FromString(data)
            self._keep(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return size
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise PageBroke(f"/{self.page} does not compile.")

    def _keep(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self.held.add(message.hash)
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
            self.menu = ["" if page.is_default else page.url_pathname for page in message.navigation.app_pages]
        elif kind == "page_not_found":
            raise PageBroke(f"There is no page /{self.page}.")
        elif kind == "delta" and message.delta.new_element.HasField("exception"):
            raise PageBroke(f"/{self.page} shows an error: {message.delta.new_element.exception.message}")

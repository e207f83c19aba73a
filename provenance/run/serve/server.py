"""The server on loopback: one process that speaks HTTP, and one that answers."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from provenance.base.errors import MachineError
from provenance.base.settings import Settings
from provenance.base.worker import Worker
from provenance.corpus.article import Article
from provenance.report.web.ask_page import ask_page, served_policy
from provenance.run.backends import backend_for
from provenance.run.index.opened import Index
from provenance.run.out import read_tables
from provenance.run.serve.answer_worker import GREETING
from provenance.run.serve.app import application
from provenance.run.serve.guard import RequestLimits

LOOPBACK = "127.0.0.1"
_STARTING = 600.0  # seconds in which a collection must be opened
_LEAVING = 1  # second that open connections have once the server is stopped
_HEAD = 16_384  # bytes of a request's head
_FIELDS = ("outlet", "url", "title", "byline", "language", "encoding")
_DATES = ("published_from", "published_to", "captured_from", "captured_to")


def serve_pages(
    settings: Settings,
    *,
    index: Path | None,
    out: Path | None,
    port: int,
    limits: RequestLimits,
    on_ready: Callable[[str, int], None],
    on_note: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until the process is stopped; `on_ready` gets the address and the number of articles."""
    with _listening(port) as listener, _index_of(settings, index, out, on_note) as (folder, collection):
        arguments = (str(folder), *([] if out is None else [str(out)]))
        greeting = {GREETING: asdict(settings)}
        worker = Worker("provenance.run.serve.answer_worker", limits.seconds, _STARTING, arguments, greeting)
        try:
            opened = worker.start()
            if opened is None:
                raise MachineError("E-SERVE", "the process that answers does not start", path=folder)
            port = listener.getsockname()[1]
            address = f"http://{LOOPBACK}:{port}/"
            form = _form(collection, opened["articles"], address, limits)
            app = application(worker, form, _hosts(port), served_policy(), limits)
            on_ready(address, opened["articles"])
            uvicorn.Server(_configured(app, limits)).run(sockets=[listener])
        finally:
            worker.stop()


def _form(collection: str, size: int, address: str, limits: RequestLimits) -> Callable[[str], str]:
    def form(error: str) -> str:
        taken: dict[str, Any] = {"largest": limits.largest, "seconds": limits.seconds}
        return ask_page(collection, size, address=address, error=error, **taken)

    return form


def _hosts(port: int) -> dict[str, str]:
    """How requests may name the server, each with the origin of its pages."""
    return {f"{name}:{port}": f"http://{name}:{port}" for name in (LOOPBACK, "localhost")}


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """The socket, on loopback alone; MachineError where the port is taken."""
    try:
        listener = socket.create_server((LOOPBACK, port))
    except OSError as error:
        what = f"port {port} cannot be used ({error.strerror})"
        raise MachineError("E-PORT", what, advice="another --port, or --port 0 for any that is free") from None
    with listener:
        yield listener


@contextmanager
def _index_of(
    settings: Settings, index: Path | None, out: Path | None, on_note: Callable[[str], None]
) -> Iterator[tuple[Path, str]]:
    """The folder of the index and what the collection is called; of a trace, an index is made for the time."""
    if index is not None:
        Index(index, settings)  # what cannot be used is said before anything starts
        yield index, index.name
        return
    assert out is not None
    articles, _ = read_tables(out)
    with TemporaryDirectory(prefix="provenance-serve-") as folder:
        rows = articles.articles
        backend = backend_for(int(rows["text"].str.len_bytes().sum()), on_note)
        Index.build(folder, map(_article, rows.iter_rows(named=True)), settings, backend=backend, force=True)
        yield Path(folder), str(out)


def _article(row: dict[str, Any]) -> Article:
    """A row of ARTICLES as it was read, with the dates of its metadata alone."""
    kept = {name: row[name] for name in _FIELDS}
    names = _DATES if row["date_basis"] == "metadata" else _DATES[2:]
    dates = {name: row[name] for name in names}
    return Article(
        row["article"], row["path"] or "", None, None, row["text"], published=row["published_given"], **kept, **dates
    )


class ImpatientProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection whose next request does not begin, or whose head does not arrive, in time."""

    seconds = RequestLimits.head

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401  as uvicorn has it
        """A connection, from which a head is now waited for."""
        super().connection_made(transport)  # type: ignore[no-untyped-call,unused-ignore]
        self._head = self.loop.call_later(self.seconds, transport.abort)
        self._waits = True

    def data_received(self, data: bytes) -> None:
        """Bytes of a head, after which time no longer counts, or of a body."""
        super().data_received(data)
        waits = self.conn.their_state is h11.IDLE and self.conn.our_state is h11.IDLE
        if waits and not self._waits:
            self._head = self.loop.call_later(self.seconds, self.transport.abort)
        elif not waits:
            self._head.cancel()
        self._waits = waits

    def connection_lost(self, exc: Exception | None) -> None:
        """The end."""
        self._head.cancel()
        super().connection_lost(exc)


def _configured(app: Any, limits: RequestLimits) -> uvicorn.Config:  # noqa: ANN401  an application of three arguments
    protocol = type("Protocol", (ImpatientProtocol,), {"seconds": limits.head})
    return uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=_LEAVING,
        h11_max_incomplete_event_size=_HEAD,
    )

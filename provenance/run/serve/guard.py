"""What stands before every request: which names the server has, who may ask, how much, and for how long.

A web page in a reader's browser can send requests to this machine. It must not be able to put work on the server
(cross-site requests), nor to read an answer by a name of its own that leads here (DNS rebinding).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

METHODS = ("GET", "HEAD", "POST")
SAFE = ("GET", "HEAD")


@dataclass(frozen=True)
class RequestLimits:
    """How much the server takes."""

    largest: int = 2_000_000  # bytes of a request's body; the longest of 23,700 articles has 400,000
    seconds: float = 60.0  # for one answer; a text of the largest size takes 20
    transfer: float = 20.0  # seconds in which a body must arrive, and in which a piece of an answer must be taken
    head: float = 10.0  # seconds in which the head of a request must arrive
    waiting: int = 8  # questions that wait while one is answered
    connections: int = 64
    kept: int = 64  # answers that can be read again
    kept_bytes: int = 64_000_000


class Refused(HTTPException):
    """A request that is not served: the status and why. What is left of its body is not read."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why, {"Connection": "close"})


class Guard:
    """An application behind these checks; every response gets the headers that keep other pages out."""

    def __init__(self, app: App, hosts: Mapping[str, str], limits: RequestLimits, policy: str) -> None:
        self.app, self.hosts, self.limits = app, hosts, limits
        self.headers = [(name.encode(), value.encode()) for name, value in _headers(policy).items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        answering = self._answering(send)
        try:
            if scope["type"] != "http":
                raise Refused(400, "Only HTTP is served here.")
            self._check(scope)
            await self.app(scope, _Body(receive, self.limits).receive, answering)
        except Refused as refusal:
            plain = PlainTextResponse(f"{refusal.detail}\n", refusal.status_code, refusal.headers)
            await plain(scope, receive, answering)

    def _check(self, scope: Scope) -> None:
        """Raises Refused where the request is not for this server, comes from another page, or is too large."""
        headers = _single(scope["headers"])
        if headers.get("host", "").lower() not in self.hosts:
            raise Refused(421, f"This server is {' or '.join(self.hosts)}.")
        if scope["method"] not in METHODS:
            raise Refused(405, f"Only {', '.join(METHODS)} are served here.")
        if _is_foreign(scope["method"], headers, set(self.hosts.values())):
            raise Refused(403, "Another page may not ask this server.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self.limits.largest:
            raise Refused(413, f"At most {self.limits.largest:,} bytes are taken.")

    def _answering(self, send: Send) -> Send:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in self.headers}
                headers = [pair for pair in message["headers"] if pair[0].lower() not in names]
                message = {**message, "headers": [*headers, *self.headers]}
            await asyncio.wait_for(send(message), self.limits.transfer)

        return answer


class _Body:
    """A request's body that must be whole in time, and no larger than the limit."""

    def __init__(self, receive: Receive, limits: RequestLimits) -> None:
        self._receive, self._limits = receive, limits
        self._size = 0
        self._whole = False
        self._until = asyncio.get_running_loop().time() + limits.transfer

    async def receive(self) -> Message:
        """The next piece."""
        if self._whole:
            return await self._receive()  # waits for the end of the connection
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise Refused(408, f"The text did not arrive within {self._limits.transfer:g} seconds.") from None
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._limits.largest:
            raise Refused(413, f"At most {self._limits.largest:,} bytes are taken.")
        return message


def _single(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by name; Refused where a name that decides stands twice."""
    decisive = ("host", "origin", "content-length", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest")
    values: dict[str, str] = {}
    for raw, value in headers:
        name = raw.decode("latin-1").lower()
        if name in values and name in decisive:
            raise Refused(400, f"The header {name} stands twice.")
        values[name] = value.decode("latin-1").strip()
    return values


def _is_foreign(method: str, headers: Mapping[str, str], origins: set[str]) -> bool:
    """Whether another page sent the request. Following a link from there to a page of ours is no harm.

    >>> _is_foreign("POST", {"origin": "https://example.org"}, {"http://127.0.0.1:8421"})
    True
    >>> _is_foreign("POST", {"origin": "http://127.0.0.1:8421", "sec-fetch-site": "same-origin"},
    ...             {"http://127.0.0.1:8421"})
    False
    """
    site = headers.get("sec-fetch-site", "none")
    if method not in SAFE:
        return site not in ("same-origin", "none") or headers.get("origin", next(iter(origins))) not in origins
    link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return site not in ("same-origin", "none") and not link


def _headers(policy: str) -> dict[str, str]:
    return {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
    }

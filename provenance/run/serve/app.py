"""The application: a form, answers at addresses of their own, and the same as JSON."""

import asyncio
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from xxhash import xxh3_128_hexdigest

from provenance.base.worker import Worker
from provenance.run.serve.answers import REPORT, Pages
from provenance.run.serve.guard import App, Guard, Refused, RequestLimits

AskPage = Callable[[str], str]  # the form, with an error above it or ""
_PASTED, _PAGE = "text.txt", "page.html"  # names of what is pasted
_MOST_PARTS = 4  # of a form: two are ours
_TYPES = {"text/plain": _PASTED, "text/html": _PAGE}


class Question(NamedTuple):
    """A text that is asked about: as bytes of a file, or the id of an article of the collection."""

    name: str
    data: bytes | None = None

    @property
    def key(self) -> str:
        """The last part of the address of its answer."""
        kind = b"article" if self.data is None else b"text"
        return xxh3_128_hexdigest(b"\0".join((kind, self.name.encode("utf-8", "surrogatepass"), self.data or b"")))

    @property
    def message(self) -> dict[str, Any]:
        """What the worker is asked."""
        if self.data is None:
            return {"article": self.name}
        return {"name": self.name, "data": b64encode(self.data).decode()}


class Unanswered(HTTPException):
    """A question without an answer: the status, why, and the code of the error where it has one."""

    def __init__(self, status: int, why: str, code: str | None = None) -> None:
        super().__init__(status, why)
        self.code = code


class Answers:
    """Asks the worker, one question at a time, and keeps the last answers."""

    def __init__(self, worker: Worker, limits: RequestLimits) -> None:
        self.worker, self.limits = worker, limits
        self.kept: OrderedDict[str, Pages] = OrderedDict()
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def answer(self, question: Question) -> str:
        """The key of the answer, which is kept; Unanswered where there is none."""
        if self._waiting > self.limits.waiting:
            raise Unanswered(503, "Too many texts wait for an answer. Ask again in a minute.")
        self._waiting += 1
        try:
            async with self._turn:
                reply = await asyncio.to_thread(self.worker.ask, question.message)
        finally:
            self._waiting -= 1
        if reply is None:
            why = f"The answer took more than {self.limits.seconds:g} seconds, or more memory than there is."
            raise Unanswered(504, f"{why} Ask about a shorter text.")
        if "error" in reply:
            raise Unanswered(500 if reply["code"] == "E-BUG" else 422, reply["error"], reply["code"])
        self._keep(question.key, Pages(**reply))
        return question.key

    def _keep(self, key: str, pages: Pages) -> None:
        self.kept[key] = pages
        self.kept.move_to_end(key)
        while len(self.kept) > self.limits.kept or self._size() > self.limits.kept_bytes:
            self.kept.popitem(last=False)

    def _size(self) -> int:
        return sum(len(text) for pages in self.kept.values() for text in (pages.data, *pages.pages.values()))


class Site:
    """The routes; `ask_page` gives the form, with an error above it."""

    def __init__(self, answers: Answers, ask_page: AskPage) -> None:
        self.answers, self.ask_page = answers, ask_page

    async def form(self, _: Request) -> Response:
        """The page to paste a text into."""
        return HTMLResponse(self.ask_page(""))

    async def icon(self, _: Request) -> Response:
        """Nothing: browsers ask for a picture unasked, and complain where there is none."""
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def ask(self, request: Request) -> Response:
        """The answer about a text, or where it is."""
        key = await self.answers.answer(await _question(request, self.answers.limits))
        return self._where(request, key)

    async def member(self, request: Request) -> Response:
        """The answer about an article of the collection, or where it is."""
        key = await self.answers.answer(Question(request.query_params.get("id", "")))
        return self._where(request, key)

    def _where(self, request: Request, key: str) -> Response:
        if _wants_json(request):
            return _as_json(self.answers.kept[key], {"Content-Location": f"/answers/{key}.json"})
        return RedirectResponse(f"/answers/{key}/{REPORT}", HTTPStatus.SEE_OTHER)

    async def answer(self, request: Request) -> Response:
        """An answer as JSON, or where its report is."""
        key, _, ending = request.path_params["key"].partition(".")
        pages = self._pages(key)
        if ending == "json" or (not ending and _wants_json(request)):
            return _as_json(pages)
        if ending:
            raise HTTPException(404)
        return RedirectResponse(f"/answers/{key}/{REPORT}", HTTPStatus.SEE_OTHER)

    async def page(self, request: Request) -> Response:
        """A page of an answer; its report as JSON where that is asked for."""
        pages, name = self._pages(request.path_params["key"]), request.path_params["page"]
        if name == REPORT and _wants_json(request):
            return _as_json(pages)
        if name not in pages.pages:
            raise HTTPException(404)
        return HTMLResponse(pages.pages[name])

    def _pages(self, key: str) -> Pages:
        if key not in self.answers.kept:
            raise HTTPException(404)
        self.answers.kept.move_to_end(key)
        return self.answers.kept[key]

    async def error(self, request: Request, error: Exception) -> Response:
        """Why there is no answer: the form again with a sentence above it, or JSON."""
        assert isinstance(error, HTTPException)
        code = error.code if isinstance(error, Unanswered) else None
        why = error.detail if isinstance(error, Unanswered | Refused) else _WHY.get(error.status_code, error.detail)
        if _wants_json(request):
            body = {"error": {"code": code, "message": why}}
            return JSONResponse(body, error.status_code, error.headers)
        return HTMLResponse(self.ask_page(why), error.status_code, error.headers)


def application(
    worker: Worker, ask_page: AskPage, hosts: Mapping[str, str], policy: str, limits: RequestLimits | None = None
) -> App:
    """The application for these hosts (as requests name them -> their origins)."""
    limits = limits or RequestLimits()
    site = Site(Answers(worker, limits), ask_page)
    routes = [
        Route("/", site.form, methods=["GET"]),
        Route("/favicon.ico", site.icon, methods=["GET"]),
        Route("/answers", site.ask, methods=["POST"]),
        Route("/answers/{key}", site.answer, methods=["GET"]),
        Route("/answers/{key}/{page}", site.page, methods=["GET"]),
        Route("/articles", site.member, methods=["GET"]),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={HTTPException: site.error}), hosts, limits, policy)


_WHY = {
    404: "There is no such page. Answers are kept for a while only: ask again.",
    405: "This address takes another kind of request.",
}


def _wants_json(request: Request) -> bool:
    """Whether JSON is asked for: a browser names text/html first."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _as_json(pages: Pages, headers: Mapping[str, str] | None = None) -> Response:
    return Response(pages.data, media_type="application/json", headers=dict(headers or {}))


async def _question(request: Request, limits: RequestLimits) -> Question:
    """The text of a request: a form's field or file, or the body itself."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _TYPES:
        return Question(_TYPES[kind], await request.body())
    if kind == "multipart/form-data":
        text, name, data = await _form(request, limits)
    elif kind == "application/x-www-form-urlencoded":
        text, name, data = _field(await request.body()), "", b""
    else:
        raise Unanswered(415, f"The text comes as {', '.join(_TYPES)}, or as a form.")
    if text.strip():
        return Question(_PAGE if _is_page(text) else _PASTED, text.encode("utf-8", "surrogatepass"))
    if data:
        return Question(name, data)
    raise Unanswered(422, "There is no text. Paste one, or choose a file.")


def _field(body: bytes) -> str:
    """The pasted text of a form without files."""
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_PARTS)
    except ValueError as error:
        raise Unanswered(400, f"The form cannot be read: {error}") from None
    return fields.get("text", [""])[0]


async def _form(request: Request, limits: RequestLimits) -> tuple[str, str, bytes]:
    """The pasted text, the name of the file, and its bytes; nothing is written to the disk."""
    parser = MultiPartParser(
        request.headers,
        request.stream(),
        max_files=1,
        max_fields=_MOST_PARTS,
        max_part_size=limits.largest,
    )
    parser.spool_max_size = limits.largest + 1  # all of it stays in memory
    try:
        form = await parser.parse()
    except (MultiPartException, UnicodeDecodeError, ValueError) as error:
        raise Unanswered(400, f"The form cannot be read: {error}") from None
    try:
        text, file = form.get("text"), form.get("file")
        pasted = text if isinstance(text, str) else ""
        if not isinstance(file, UploadFile):
            return pasted, _PASTED, b""
        name = PurePosixPath((file.filename or "").replace("\\", "/")).name
        return pasted, name or _PASTED, await file.read()
    finally:
        await form.close()


def _is_page(text: str) -> bool:
    """Whether what was pasted is the source of a web page."""
    return text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))

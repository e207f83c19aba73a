"""A client that hands requests to the application without a network, and a worker that answers what a test wants."""

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlencode, urlsplit

from provenance.report.web.ask_page import ask_page, served_policy
from provenance.run.serve.app import application
from provenance.run.serve.guard import RequestLimits

OWN = "http://127.0.0.1:8421"
HOSTS = {"127.0.0.1:8421": OWN, "localhost:8421": "http://localhost:8421"}
TEXT = {"content-type": "text/plain"}
ANSWER = {"pages": {"report.html": "<p>the report", "beside-1.html": "<p>both"}, "data": '{"article": "text.txt"}\n'}
SECONDS = 20  # that no request of a test takes


class Asked:
    """Stands for the worker: what it was asked, and what it answers."""

    def __init__(self, answer=ANSWER, seconds=0.0):
        self.questions, self.result, self.seconds = [], answer, seconds

    def ask(self, question):
        time.sleep(self.seconds)
        self.questions.append(question)
        return self.result


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    def json(self):
        return json.loads(self.text)


class Client:
    """One application, asked one request after another."""

    def __init__(self, app):
        self.app = app

    def get(self, path, headers=(), follow=True):
        reply = self.request("GET", path, headers)
        while follow and reply.status == 303:
            reply = self.request("GET", reply.headers["location"], headers)
        return reply

    def post(self, content, headers, path="/answers"):
        return self.request("POST", path, headers, content)

    def request(self, method, path, headers=(), content=b""):
        """`content` is bytes, or pieces of them that come one after another without their length."""
        pairs = [*(headers.items() if isinstance(headers, dict) else headers)]
        if not any(name == "host" for name, _ in pairs):
            pairs.append(("host", "127.0.0.1:8421"))
        if isinstance(content, bytes) and content and not any(name == "content-length" for name, _ in pairs):
            pairs.append(("content-length", str(len(content))))
        where = urlsplit(path)
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "root_path": "",
            "path": unquote(where.path), "raw_path": where.path.encode(), "query_string": where.query.encode(),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in pairs],
            "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8421),
        }  # fmt: skip
        messages = sent_by(self.app, scope, [content] if isinstance(content, bytes) else list(content))
        told = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        return Reply(messages[0]["status"], told, b"".join(m.get("body", b"") for m in messages[1:]).decode())


def sent_by(app, scope, pieces: Iterable[bytes]):
    """All messages that the application sends in answer to a body in pieces."""
    messages, waiting = [], list(pieces)

    async def receive():
        if not waiting:
            await asyncio.sleep(SECONDS)
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message):
        messages.append(message)

    asyncio.run(asyncio.wait_for(app(scope, receive, send), SECONDS))
    return messages


def form(error):
    return ask_page("old.index", 7, largest=2_000_000, seconds=60, address=f"{OWN}/", error=error)


def client(worker=None, **limits):
    return Client(application(worker or Asked(), form, HOSTS, served_policy(), RequestLimits(**limits)))


def fields(**values):
    """A form as a browser sends it without files."""
    return urlencode(values).encode(), {"content-type": "application/x-www-form-urlencoded"}


def parts(text="", file=None):
    """A form as a browser sends it with a file, which has a name and bytes."""
    name, data = file or ("", b"")
    body = [
        b'--bo\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + text.encode() + b"\r\n",
        f'--bo\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode(),
        b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n--bo--\r\n",
    ]
    return b"".join(body), {"content-type": "multipart/form-data; boundary=bo"}

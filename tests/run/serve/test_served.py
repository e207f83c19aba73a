"""The command as it runs: over real sockets, with the process that answers, and in a real browser."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest
import uvicorn

from provenance.base.settings import Settings
from provenance.base.worker import Worker
from provenance.run.serve.answer_worker import GREETING
from provenance.run.serve.guard import RequestLimits
from provenance.run.serve.server import _configured
from tests.cli.processes import COMMAND
from tests.cli.texts import FERRY, NEAR_FERRY, TURNIPS
from tests.run.serve.asking import TEXT

PAYLOAD = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
JSON = {**TEXT, "Accept": "application/json"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with some articles, an index and a trace of them."""
    folder = tmp_path_factory.mktemp("serve")
    (folder / "in").mkdir()
    (folder / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "in" / "turnips.txt").write_text(f"{TURNIPS}\n{PAYLOAD}", encoding="utf-8")
    for command in (["index", "build", "in", "--index", "old.index"], ["trace", "in", "-o", "out", "-q"]):
        subprocess.run([*COMMAND, *command], cwd=folder, capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module")
def address(folder):
    """The address of a server of the index, which is stopped in the end."""
    with started(folder, "--index", "old.index") as (_, where):
        yield where


class started:  # noqa: N801
    """A server of its own; its process and its address."""

    def __init__(self, folder, *arguments):
        self.folder, self.arguments = folder, arguments

    def __enter__(self):
        command = [*COMMAND, "serve", *self.arguments, "--port", "0", "--json"]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if line == b"}\n":
                break
        assert lines, self.process.stderr.read().decode()
        return self.process, json.loads(b"".join(lines))["address"]

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()
        self.process.stderr.close()


def asked(address, method, path, body=None, headers=None):
    """One request: status, headers, text."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        reply = connection.getresponse()
        return reply.status, dict(reply.getheaders()), reply.read().decode()
    finally:
        connection.close()


def test_a_near_copy_is_known_with_its_passage_its_source_and_its_credit(address):
    status, _, text = asked(address, "POST", "/answers", NEAR_FERRY.encode(), JSON)
    answer = json.loads(text)
    assert (status, [near["article"] for near in answer["near_duplicates"]]) == (200, ["ferry.txt"])
    assert [passage["article"] for passage in answer["passages"]] == ["ferry.txt"]
    assert {credit["agency"] for credit in answer["report"]["credits"]} == {"Reuters"}
    assert answer["report"]["collection"] == 3


def test_the_report_shows_both_texts_side_by_side(address):
    _, headers, _ = asked(address, "POST", "/answers", NEAR_FERRY.encode(), TEXT)
    _, _, report = asked(address, "GET", headers["location"])
    assert "beside-1.html" in report
    _, _, beside = asked(address, "GET", headers["location"].replace("report", "beside-1"))
    assert "Sunday" in beside
    assert "Monday" in beside
    member = re.search(r'href="(/articles\?id=ferry\.txt)"', report)[1]
    status, headers, _ = asked(address, "GET", member)
    assert (status, asked(address, "GET", headers["location"])[0]) == (303, 200)


def test_an_article_of_a_trace_is_shown_as_the_trace_judged_it(folder):
    with started(folder, "--from", "out") as (_, address):
        _, _, text = asked(address, "GET", "/articles?id=turnips.txt", headers=JSON)
        of_trace = subprocess.run(
            [*COMMAND, "report", "turnips.txt", "--from", "out", "--json"], cwd=folder, capture_output=True, check=True
        )
        assert json.loads(text)["report"] == json.loads(of_trace.stdout)
        assert asked(address, "POST", "/answers", NEAR_FERRY.encode(), JSON)[0] == 200
        assert asked(address, "GET", "/articles?id=nothing", headers=JSON)[0] == 422


@pytest.mark.parametrize(
    ("text", "code"), [(b"", "E-QUERY"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "E-BINARY"), (b"\xff\xfe\xff", None)]
)
def test_no_bytes_are_a_bug_of_ours(address, text, code):
    status, _, reply = asked(address, "POST", "/answers", text, JSON)
    assert status in (200, 422)
    assert code is None or status == 422
    assert "E-BUG" not in reply


def test_only_loopback_hears(address):
    """No other address of this machine leads to the server."""
    port = urlsplit(address).port
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: the system names the address it would send from
            outer = probe.getsockname()[0]
        except OSError:
            pytest.skip("this machine has no other address")
    if outer.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        socket.create_connection((outer, port), timeout=2)


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_stops_at_once_with_all_that_belongs_to_it(folder, number, code):
    server = started(folder, "--from", "out")
    process, address = server.__enter__()
    assert asked(address, "GET", "/")[0] == 200
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, check=False).stdout.split()
    process.send_signal(number)
    assert process.wait(20) == code
    assert b"Traceback" not in process.stderr.read()
    deadline = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{int(child)}") for child in children) and time.monotonic() < deadline:  # noqa: PTH110
        time.sleep(0.05)
    assert [child for child in children if os.path.exists(f"/proc/{int(child)}")] == []  # noqa: PTH110
    server.__exit__()


def test_a_port_that_is_taken_is_said(folder, address):
    command = [*COMMAND, "serve", "--index", "old.index", "--port", str(urlsplit(address).port)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (ran.returncode, b"E-PORT" in ran.stderr) == (6, True)


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        ([], 2, b"E-OPTION"),
        (["--index", "old.index", "--from", "out"], 2, b"E-OPTION"),
        (["--index", "nothing"], 5, b"E-NO-INDEX"),
        (["--from", "nothing"], 5, b"E-NO-TRACE"),
    ],
)
def test_what_cannot_be_served_is_said(folder, arguments, code, word):
    ran = subprocess.run([*COMMAND, "serve", *arguments, "--port", "0"], cwd=folder, capture_output=True, check=False)
    assert (ran.returncode, word in ran.stderr) == (code, True), ran.stderr


def test_an_answer_that_takes_too_long_is_stopped_and_the_next_is_answered(folder):
    greeting = {GREETING: asdict(Settings())}
    arguments = (str(folder / "old.index"),)
    worker = Worker("provenance.run.serve.answer_worker", 0.001, 60.0, arguments, greeting)
    message = {"name": "a.txt", "data": "UmFpbi4="}
    try:
        assert worker.ask(message) is None
        assert not worker.running
        worker.seconds = 60.0
        assert "pages" in worker.ask(message)
    finally:
        worker.stop()


def test_an_index_that_grows_is_asked_as_it_is_then(folder, tmp_path):
    shutil.copytree(folder / "old.index", tmp_path / "grown.index")
    with started(tmp_path, "--index", "grown.index") as (_, address):
        assert json.loads(asked(address, "POST", "/answers", b"A new story of eels.", JSON)[2])["near_duplicates"] == []
        (tmp_path / "eels.txt").write_text("A new story of eels.", encoding="utf-8")
        add = [*COMMAND, "index", "add", "eels.txt", "--index", "grown.index"]
        subprocess.run(add, cwd=tmp_path, capture_output=True, check=True)
        near = json.loads(asked(address, "POST", "/answers", b"A new story of eels.", JSON)[2])["near_duplicates"]
        assert [row["article"] for row in near] == ["eels.txt"]


@pytest.fixture
def impatient():
    """A server in this process that waits half a second for a head; its port."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    server = uvicorn.Server(_configured(app, RequestLimits(head=0.5)))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(20)


def closed_after(connection):
    """What comes until the server closes."""
    data = b""
    connection.settimeout(10)
    try:
        while piece := connection.recv(4096):
            data += piece
    except ConnectionResetError:
        pass
    return data


@pytest.mark.parametrize("start", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"], ids=["silent", "half a head"])
def test_a_head_that_does_not_arrive_is_not_waited_for(impatient, start):
    with socket.create_connection(("127.0.0.1", impatient)) as connection:
        connection.sendall(start)
        assert closed_after(connection) == b""


def test_a_head_that_comes_drop_by_drop_is_not_waited_for(impatient):
    with socket.create_connection(("127.0.0.1", impatient)) as connection:
        begun = time.monotonic()
        try:
            while time.monotonic() - begun < 10:
                connection.sendall(b"X")
                time.sleep(0.1)
        except OSError:  # it was closed
            pass
        assert time.monotonic() - begun < 8


def test_a_second_request_on_one_connection_has_its_own_time(impatient):
    with socket.create_connection(("127.0.0.1", impatient)) as connection:
        for _ in range(2):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.settimeout(10)
            data = b""
            while not data.endswith(b"ok"):
                data += connection.recv(4096)
            time.sleep(0.3)
        connection.sendall(b"GET / HT")
        assert closed_after(connection) == b""


def test_a_head_that_is_too_long_is_refused(impatient):
    with socket.create_connection(("127.0.0.1", impatient)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 9_000)
        assert closed_after(connection).startswith(b"HTTP/1.1 400")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Opens an address; gives the document as it stands afterwards, and what the console said."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("Chromium is not here: the page was not tried in a browser")

    def opened(address):
        profile = tmp_path_factory.mktemp("profile")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr"]
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command = [program, *flags, *quiet, f"--user-data-dir={profile}", "--timeout=20000", "--dump-dom", address]
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)
        said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
        return done.stdout.decode("utf-8", "replace"), said

    return opened


def test_no_text_that_is_asked_about_runs_in_a_browser(browser, address):
    _, headers, _ = asked(address, "POST", "/answers", f"{NEAR_FERRY}\n{PAYLOAD}".encode(), TEXT)
    report = headers["location"]
    hostile = f"/articles?id={quote(PAYLOAD)}"
    for path in ("/", report, report.replace("report", "beside-1"), "/articles?id=turnips.txt", hostile):
        document, said = browser(address.rstrip("/") + path)
        assert "owned" not in re.search("<title>(.*?)</title>", document, re.DOTALL)[1]
        assert "<script" not in document
        assert [line for line in said if "422" not in line] == []


def test_a_page_from_elsewhere_cannot_use_a_browser_against_the_server(browser, address, tmp_path):
    """The request itself arrives: a form needs no leave to be sent to another server."""
    attack = tmp_path / "attack.html"
    attack.write_text(
        f"<form method=post action='{address}answers' enctype='text/plain'><input name=text value='Rain fell.'></form>"
        "<script>document.forms[0].submit()</script>",
        encoding="utf-8",
    )
    document, _ = browser(attack.as_uri())
    assert "Another page may not ask this server" in document


def test_the_page_of_another_server_under_a_name_that_leads_here_gets_nothing(address):
    status, _, text = asked(address, "GET", "/", headers={"Host": f"evil.example:{urlsplit(address).port}"})
    assert (status, "textarea" in text) == (421, False)


def test_without_the_extra_the_command_says_what_to_install(tmp_path):
    code = (
        "import sys, importlib.util as u; sys.argv = ['provenance']; real = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'uvicorn' else real(name, *rest)\n"
        "from provenance.cli.main import run\n"
        "sys.exit(run(['serve', '--index', 'x']))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert (ran.returncode, b"article-provenance[serve]" in ran.stderr) == (6, True)

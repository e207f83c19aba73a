"""The server refuses what other pages send, what comes by another name, what is too much and what is too slow."""

import asyncio

import pytest

from provenance.run.serve.guard import Guard, RequestLimits
from tests.run.serve.asking import HOSTS, OWN, TEXT, Asked, client, sent_by


def test_the_form_is_there_and_no_other_page_may_hold_it():
    page = client().get("/")
    assert page.status == 200
    assert "Compared with" not in page.text
    assert "compared with 7 articles" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in page.headers


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8421", "127.0.0.1", "127.0.0.1:80", "localhost:8422",
                                  "127.0.0.1:8421.evil.example", ""])  # fmt: skip
def test_a_name_that_is_not_the_servers_gets_nothing(host):
    """DNS rebinding: the attacker's name leads to 127.0.0.1, and the browser takes both for one site."""
    answer = client().get("/", headers={"host": host})
    assert answer.status == 421
    assert "textarea" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": OWN},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    ],
)
def test_another_page_cannot_put_work_on_the_server(headers):
    worker = Asked()
    answer = client(worker).post(b"Rain fell.", {**TEXT, **headers})
    assert (answer.status, worker.questions) == (403, [])


@pytest.mark.parametrize("mode", [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")])
def test_another_page_can_neither_embed_nor_fetch_what_is_here(mode):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode[0], "sec-fetch-dest": mode[1]}
    assert client().get("/", headers=headers).status == 403


def test_a_link_from_another_page_may_be_followed():
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client().get("/", headers=headers).status == 200


@pytest.mark.parametrize("headers", [{}, {"origin": OWN}, {"origin": OWN, "sec-fetch-site": "same-origin"}])
def test_the_servers_own_page_and_programs_may_ask(headers):
    answer = client().post(b"Rain fell.", {**TEXT, **headers})
    assert answer.status == 303


def test_other_methods_are_refused():
    assert client().request("OPTIONS", "/answers").status == 405
    assert client().request("PUT", "/answers", content=b"x").status == 405
    assert client().get("/answers").status == 405


@pytest.mark.parametrize("how", ["length", "pieces", "lie"])
def test_what_is_too_large_is_refused_before_anything_is_asked(how):
    worker = Asked()
    headers = {**TEXT, "content-length": "-1"} if how == "lie" else TEXT
    content = [b"x" * 600] * 2 if how == "pieces" else b"x" * 1200
    answer = client(worker, largest=1000).post(content, headers)
    assert (answer.status, worker.questions) == (413, [])
    assert answer.headers["connection"] == "close"


def test_a_length_that_is_too_large_is_refused_before_the_body_comes():
    headers = {**TEXT, "content-length": "1001"}
    assert client(largest=1000).request("POST", "/answers", headers, [b"x"]).status == 413


def test_a_header_that_stands_twice_decides_nothing():
    headers = [("host", "127.0.0.1:8421"), ("origin", OWN), ("origin", "https://evil.example"), *TEXT.items()]
    assert client().post(b"Rain.", headers).status == 400


def scope_of(method):
    return {"type": "http", "method": method, "path": "/", "headers": [(b"host", b"127.0.0.1:8421")]}


def test_a_text_that_does_not_arrive_is_not_waited_for():
    async def app(scope, receive, send):
        await receive()

    messages = sent_by(Guard(app, HOSTS, RequestLimits(transfer=0.05), "p"), scope_of("POST"), [])
    assert messages[0]["status"] == 408


def test_pieces_that_come_too_slowly_are_not_waited_for_either():
    """Each piece comes in time, all of them do not."""

    async def slow():
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def app(scope, receive, send):
        for _ in range(50):
            await receive()

    statuses = []

    async def send(message):
        statuses.append(message.get("status"))

    asyncio.run(asyncio.wait_for(Guard(app, HOSTS, RequestLimits(transfer=0.2), "p")(scope_of("POST"), slow, send), 10))
    assert statuses[0] == 408


def test_a_reader_who_takes_nothing_is_left():
    async def stuck(_):
        await asyncio.sleep(30)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    with pytest.raises(TimeoutError):
        asyncio.run(
            asyncio.wait_for(Guard(app, HOSTS, RequestLimits(transfer=0.05), "p")(scope_of("GET"), receive, stuck), 10)
        )


def test_sockets_of_another_kind_are_not_served():
    async def app(scope, receive, send):
        pytest.fail("served")

    assert (
        sent_by(Guard(app, HOSTS, RequestLimits(), "p"), {**scope_of("GET"), "type": "websocket"}, [])[0]["status"]
        == 400
    )

"""Every way to hand a text over leads to one question, and every answer to a page and to JSON at one address."""

import asyncio
from base64 import b64decode

import pytest

from provenance.run.serve.app import Answers, Question, Unanswered
from provenance.run.serve.guard import RequestLimits
from tests.run.serve.asking import ANSWER, TEXT, Asked, client, fields, parts

JSON = {"accept": "application/json"}
BROWSER = {"accept": "text/html,application/xhtml+xml,application/json;q=.9"}


def question(worker):
    [asked] = worker.questions
    return asked["name"], b64decode(asked["data"])


@pytest.mark.parametrize(
    ("request_of", "asked"),
    [
        ((b"Rain fell.", TEXT), ("text.txt", b"Rain fell.")),
        ((b"\xffRain", {"content-type": "text/html; charset=x"}), ("page.html", b"\xffRain")),
        (fields(text="Rain fell. \u00e9"), ("text.txt", "Rain fell. \u00e9".encode())),
        (parts(" <!DOCTYPE html><p>Rain"), ("page.html", b" <!DOCTYPE html><p>Rain")),
        (parts(file=("a/b\\\\rain.md", b"# Rain\x00")), ("rain.md", b"# Rain\x00")),
        (parts("Rain.", ("a.txt", b"Snow.")), ("text.txt", b"Rain.")),
        (parts("\u00e9" * 600_000), ("text.txt", b"\xc3\xa9" * 600_000)),
    ],
    ids=["body", "page", "fields", "pasted page", "file", "both", "large"],
)
def test_a_text_is_asked_about_as_it_was_sent(request_of, asked):
    worker = Asked()
    answer = client(worker).post(*request_of)
    assert (answer.status, question(worker)) == (303, asked)


def test_nothing_that_is_sent_touches_the_disk(monkeypatch):
    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", lambda _: pytest.fail("written to the disk"))
    assert client().post(*parts(file=("a.txt", b"Rain fell. " * 150_000))).status == 303


def test_an_answer_is_a_page_and_json_at_one_address():
    app = client()
    there = app.post(b"Rain.", TEXT).headers["location"]
    assert app.get(there, BROWSER).text == ANSWER["pages"]["report.html"]
    assert app.get(there, JSON).text == ANSWER["data"]
    folder = there.removesuffix("/report.html")
    assert app.get(f"{folder}.json", BROWSER).text == ANSWER["data"]
    assert app.get(folder, BROWSER).text == ANSWER["pages"]["report.html"]
    assert app.get(f"{folder}/beside-1.html").text == ANSWER["pages"]["beside-1.html"]


def test_a_program_gets_its_answer_at_once():
    answer = client().post(b"Rain.", {**TEXT, **JSON})
    assert (answer.status, answer.json()) == (200, {"article": "text.txt"})
    assert answer.headers["content-location"].endswith(".json")


def test_an_article_of_the_collection_is_asked_about_by_its_id():
    worker = Asked()
    assert client(worker).get("/articles?id=a%20b%26c.txt").text == ANSWER["pages"]["report.html"]
    assert worker.questions == [{"article": "a b&c.txt"}]


@pytest.mark.parametrize("path", ["/answers/nothing", "/answers/0/report.html", "/answers/..%2f..%2fetc", "/etc/passwd",
                                  "/answers/0/..%2f..%2freport.html", "/answers/0.exe"])  # fmt: skip
def test_what_is_not_there_is_said_on_the_form_or_in_json(path):
    page = client().get(path, BROWSER)
    assert page.status == 404
    assert "There is no such page" in page.text
    assert "<textarea" in page.text
    assert client().get(path, JSON).json()["error"]["message"].startswith("There is no such page")


@pytest.mark.parametrize(
    ("reply", "status", "words"),
    [
        (None, 504, "took more than 60 seconds"),
        ({"error": "E-BINARY a.txt: this is a picture.", "code": "E-BINARY"}, 422, "this is a picture"),
        ({"error": "E-BUG: KeyError: <b>", "code": "E-BUG"}, 500, "KeyError: &lt;b&gt;"),
    ],
)
def test_a_question_without_an_answer_says_why(reply, status, words):
    page = client(Asked(reply)).post(b"x", {**TEXT, **BROWSER})
    assert (page.status, words in page.text) == (status, True)
    told = client(Asked(reply)).post(b"x", {**TEXT, **JSON}).json()["error"]
    assert told["code"] == (reply or {}).get("code")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "application/x-www-form-urlencoded", 422),
        (b"text=+%0A", "application/x-www-form-urlencoded", 422),
        (b"&".join(b"a=1" for _ in range(99)), "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"x", "", 415),
        (b"no parts", "multipart/form-data; boundary=b", 400),
        (b"x", "multipart/form-data", 400),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b", 400),
    ],
)
def test_what_holds_no_text_is_refused_by_a_status_of_its_own(content, kind, status):
    worker = Asked()
    answer = client(worker).post(content, {"content-type": kind})
    assert (answer.status, worker.questions) == (status, [])


def test_only_the_last_answers_are_kept():
    app = client(kept=2)
    places = [app.post(text.encode(), TEXT).headers["location"] for text in "abc"]
    assert [app.get(place).status for place in places] == [404, 200, 200]


def test_only_so_many_questions_wait():
    async def asked():
        answers = Answers(Asked(seconds=0.2), RequestLimits(waiting=1))
        return await asyncio.gather(*(answers.answer(Question(str(n))) for n in range(4)), return_exceptions=True)

    results = asyncio.run(asked())
    assert [result.status_code for result in results if isinstance(result, Unanswered)] == [503, 503]

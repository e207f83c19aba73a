"""A captured page has its address and the time of its capture; what is no page is said to be what it is."""

import gzip
import json
import resource
import subprocess
import sys
import zlib
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

pytest.importorskip("trafilatura")
pytest.importorskip("lxml_html_clean")

from provenance.base.settings import Settings
from provenance.corpus.articles import articles
from provenance.corpus.formats.warc import WarcRecord
from provenance.corpus.html.captures import capture
from provenance.corpus.read import read, read_bytes
from provenance.run import journey
from provenance.run.pool import text_stages
from provenance.run.trace import trace_inputs
from tests.corpus.html.test_pages import html

PAGE = html(head="<title>Lock shut</title><meta property='article:published_time' content='2031-05-05T08:00:00Z'>")


def record(number: int, block: bytes, kind: str = "response", *, length: int | None = None, more: str = "") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://wick.example/{number}\r\n"
        f"WARC-Date: 2031-05-0{number % 9 + 1}T09:30:00Z\r\nWARC-Record-ID: <urn:uuid:page-{number}>\r\n{more}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answered(body: bytes | str = PAGE, status: str = "200 OK", more: str = "Content-Type: text/html\r\n") -> bytes:
    content = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\n{more}\r\n".encode() + content


def readings(data: bytes, name: str = "crawl.warc", settings: Settings | None = None) -> list[object]:
    return list(read_bytes(name, data, settings or Settings()))


def test_a_page_has_the_address_and_the_time_of_its_capture():
    (entry, article), (_, nothing) = readings(record(4, answered()))
    assert nothing is None
    assert (entry.verdict, article.article, article.record) == ("accepted", "page-4", 1)
    assert (article.url, article.captured, article.title) == (
        "https://wick.example/4",
        "2031-05-05T09:30:00Z",
        "Lock shut",
    )
    assert article.captured_from == article.captured_to  # to the second, as the crawler has it
    assert str(article.published_from)[:10] == "2031-05-05"  # the page's own, never the capture's
    assert ("captured", "2031-05-05T09:30:00Z", "warc") in article.metadata
    assert "divers look at the sill" in article.text


def test_the_time_of_capture_is_no_date_of_publication(tmp_path):
    place = tmp_path / "crawl.warc"
    place.write_bytes(record(4, answered(html())))
    table, _ = articles([place], Settings())
    assert table["published_from"].to_list() == [None]
    assert str(table["captured_from"][0])[:10] == "2031-05-05"


@pytest.mark.parametrize(
    ("kind", "block", "said"),
    [
        ("warcinfo", b"software: x", "a warcinfo, no article"),
        ("request", b"GET / HTTP/1.1\r\n\r\n", "a request, no article"),
        ("revisit", b"", "a revisit, no article"),
        ("metadata", b"x: y", "a metadata, no article"),
        ("response", answered(status="404 Not Found"), "an answer of status 404, no article"),
        ("response", answered(b"\x89PNG", more="Content-Type: image/png\r\n"), "image/png, no article"),
        ("response", b"20310505 dns", "an answer of the type unknown, no article"),
    ],
)
def test_what_is_no_page_is_in_the_ledger_as_what_it_is(kind, block, said):
    (entry, article), (file, _) = readings(record(1, block, kind))
    assert (article, entry.verdict, entry.record, entry.message) == (None, "accepted", 1, said)
    assert (file.verdict, file.code) == ("warned", "W-EMPTY")


def test_texts_of_conversions_and_resources_are_articles():
    plain = "Content-Type: text/plain\r\n"
    page = "Content-Type: text/html\r\n"
    data = record(1, "Rain fell on Łódź all day.".encode(), "conversion", more=plain)
    data += record(2, PAGE.encode(), "resource", more=page)
    texts = [article.text for _, article in readings(data) if article]
    assert texts[0] == "Rain fell on Łódź all day."
    assert "divers look at the sill" in texts[1]


PACKINGS = {
    "gzip": gzip.compress(PAGE.encode()),
    "deflate": zlib.compress(PAGE.encode()),
    "identity": PAGE.encode(),
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("chunked", [False, True])
def test_contents_are_unpacked_as_servers_pack_them(packing, chunked):
    body = PACKINGS[packing]
    more = f"Content-Type: text/html\r\nContent-Encoding: {packing}\r\n"
    if chunked:
        more += "Transfer-Encoding: chunked\r\n"
        body = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in (body[:70], body[70:])) + b"0\r\n\r\n"
    found = capture(WarcRecord(1, {"warc-type": "response"}, answered(body, more=more)), Settings())
    assert "divers look at the sill" in found.text


def test_a_field_that_is_no_longer_true_does_no_harm():
    more = "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    found = capture(WarcRecord(1, {"warc-type": "response"}, answered(more=more)), Settings())
    assert "divers look at the sill" in found.text


def test_the_character_set_of_the_server_counts_where_it_is_true():
    page = html(f"<p>{'Ночью над гаванью шёл дождь, и паромы стояли до утра. ' * 9}</p>")
    more = "Content-Type: text/html; charset={}\r\n"
    for name, said in (("koi8-r", "koi8-r"), ("windows-1251", "utf-8"), ("utf-8", "utf-8")):
        data = answered(page.encode(said if said != "utf-8" else name), more=more.format(name))
        found = capture(WarcRecord(1, {"warc-type": "response"}, data), Settings())
        assert "Ночью над гаванью" in found.text


@pytest.mark.parametrize(
    ("body", "more", "code"),
    [
        (gzip.compress(b"a" * 40_000_000), "Content-Encoding: gzip\r\n", "E-TOO-LARGE"),
        (gzip.compress(PAGE.encode())[:-20], "Content-Encoding: gzip\r\n", "E-TRUNCATED"),
        (gzip.compress(PAGE.encode())[:20] + b"x" * 200, "Content-Encoding: gzip\r\n", "E-COMPRESSED"),
        (b"x" * 200, "Content-Encoding: br\r\n", "E-COMPRESSED"),
        (b"FFFFFFFF\r\nabc", "Transfer-Encoding: chunked\r\n", "E-WARC"),
    ],
)
def test_a_content_that_cannot_be_unpacked_costs_its_record(body, more, code):
    data = record(1, answered(body, more=f"Content-Type: text/html\r\n{more}")) + record(2, answered())
    (first, none), (_, article), (file, _) = readings(data)
    assert (first.verdict, first.code, none) == ("rejected", code, None)
    assert article is not None
    assert file.verdict == "warned"


def test_what_the_crawler_cut_off_is_said():
    entry, article = readings(record(1, answered(), more="WARC-Truncated: length\r\n"))[0]
    assert article is not None
    assert entry.code == "W-WARC-CUT"


HOSTILE = {
    "gzip that breaks off": record(1, answered(gzip.compress(PAGE.encode())[:-30],
                                               more="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")),
    "a length too long": record(2, answered(), length=10**12),
    "a length too short": record(3, answered(), length=200),
    "a huge header": record(4, answered(), more="X-Pad: " + "y" * 300_000 + "\r\n"),
    "nested": record(5, answered(record(6, answered()), more="Content-Type: application/warc\r\n")),
    "null bytes": b"\0" * 4000 + b"\r\n\r\n",
    "no length": record(7, answered()).replace(b"Content-Length", b"Content-Width", 1),
}  # fmt: skip


def crawl(shared: Path, target: Path, records: int) -> int:
    """A WARC of real pages under addresses of their own, among hostile records; the number of pages."""
    pages = pl.read_parquet(shared / "data" / "html_pages.parquet")
    column = next(name for name, kind in pages.schema.items() if kind == pl.Binary)
    bodies = pages[column].to_list()
    hostile = list(HOSTILE.values())
    with target.open("wb") as file:
        for number in range(records):
            file.write(gzip.compress(record(100 + number, answered(bodies[number % len(bodies)])), 1))
            if number % 10 == 0:
                file.write(gzip.compress(hostile[number // 10 % len(hostile)]))
        file.write(gzip.compress(record(99, answered()))[:-40])
    return records


def test_real_pages_among_hostile_records_all_come_out(shared, tmp_path):
    place = tmp_path / "crawl.warc.gz"
    pages = crawl(shared, place, 60)
    known = Counter[str]()
    for entry, article in read([place], Settings()):
        known["records"] += entry.record is not None
        known["pages"] += article is not None and article.url.startswith("https://wick.example/1")
        known["rejected"] += entry.verdict == "rejected"
    assert known["pages"] >= pages - 1  # a page of them holds no article
    assert known["records"] >= pages + 6
    assert known["rejected"] >= 5


@pytest.mark.long
def test_two_thousand_pages_stream_in_500_megabytes(shared, tmp_path):
    place = tmp_path / "crawl.warc.gz"
    crawl(shared, place, 2000)
    out, tables = tmp_path / "clean.jsonl", tmp_path / "tables"
    command = [sys.executable, "-m", "provenance", "dedupe", place, "-o", out, "--tables", tables, "--keep-going"]
    subprocess.run(command, check=True, capture_output=True)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 500_000
    pages = {json.loads(line)["url"] for line in out.read_text(encoding="utf-8").splitlines()}
    assert len(pages) > 150  # each real page once
    assert len((tables / "ledger.jsonl").read_text().splitlines()) > 2200


def test_a_trace_of_a_crawl_that_was_stopped_goes_on_and_ends_the_same(tmp_path, monkeypatch):
    place = tmp_path / "crawl.warc.gz"
    pages = [PAGE.replace("eleven weeks", f"{number} weeks") for number in range(4)]
    records = [record(number, answered(page)) for number, page in enumerate(pages, 20)] + list(HOSTILE.values())
    place.write_bytes(b"".join(gzip.compress(each) for each in records) + gzip.compress(record(9, answered()))[:-40])
    unbroken = trace_inputs([place], tmp_path / "unbroken", Settings())
    with monkeypatch.context() as patch:
        patch.setattr(journey, "passages", lambda *_, **__: pytest.fail("stopped"))
        with pytest.raises(pytest.fail.Exception):
            trace_inputs([place], tmp_path / "stopped", Settings())
    assert not (tmp_path / "stopped" / "run.json").exists()
    with monkeypatch.context() as patch:
        patch.setattr(text_stages, "dated_articles", lambda *_: pytest.fail("made again"))
        resumed = trace_inputs([place], tmp_path / "stopped", Settings())
    assert resumed.tables.derivations.equals(unbroken.tables.derivations)
    ledgers = [(tmp_path / name / "ledger.jsonl").read_text("utf-8") for name in ("stopped", "unbroken")]
    assert ledgers[0] == ledgers[1]
    entries = [json.loads(line) for line in ledgers[0].splitlines()]
    assert [entry["record"] for entry in entries if entry["record"]] == [
        *range(1, len(entries))
    ]  # then the file itself
    assert Counter(bool(entry["article"]) for entry in entries)[True] == len(resumed.tables.articles) >= len(pages)

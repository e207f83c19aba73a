"""`inspect` says of every format how it is read."""
# ruff: noqa: E501  # documents as they are written

import gzip
import json
import zipfile

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.corpus.file_layout import file_layouts
from provenance.report.inspection import inspection
from provenance.run.inspect import inspected

TEXT = "WICK, May 5 (Reuters) - The harbour board voted on Monday to close the lock for eleven weeks while divers look."
FEED = f"<rss><channel><title>Wick Post</title><item><guid>f</guid><description>{TEXT}</description></item></channel></rss>"
WARC = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://wick.example/a\r\nContent-Length: {len(TEXT)}\r\n\r\n"
FILES = {
    "a.txt": (TEXT.encode(), {"format": "txt", "encoding": "utf-8"}),
    "b.md": (f"---\ntitle: Lock\n---\n{TEXT}".encode("utf-16"), {"format": "md", "encoding": "utf-16-le"}),
    "c.csv": (
        f"id;body;x\n1;{TEXT};2\n".encode("cp1252"),
        {"columns": {"text": "body", "article": "id"}, "other_columns": ["x"]},
    ),
    "d.jsonl.gz": (gzip.compress(json.dumps({"id": 2, "text": TEXT}).encode()), {"format": "jsonl", "packing": "gz"}),
    "e.json": (
        json.dumps([{"uri": "a", "versioncreated": "2031-05-05", "body_text": TEXT}]).encode(),
        {"format": "json"},
    ),
    "f.xml": (FEED.encode(), {"format": "xml", "kind": "an RSS feed", "items": 1}),
    "g.warc": (f"{WARC}{TEXT}\r\n\r\n".encode(), {"format": "warc"}),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_has_its_layout_and_its_text(tmp_path, name):
    data, known = FILES[name]
    (tmp_path / name).write_bytes(data)
    found = inspected(tmp_path / name, Settings())
    assert known.items() <= found["files"][0].items()
    [article] = found["articles"]
    assert article["text"] == TEXT
    assert article["credits"][0]["agency"] == "reuters"
    shown = inspection(found)
    assert "read as    " in shown
    assert "begins     WICK, May 5 (Reuters)" in shown
    assert "divers look." in inspection(found, full=True)
    json.dumps(found, default=str)


def test_the_dialect_of_a_csv_file_is_shown(tmp_path):
    (tmp_path / "a.csv").write_text(
        f'made by hand\n\nnr|lead\n1|"{TEXT}"\n2|"Rain fell all day on the pier, she said."\n'
    )
    [layout] = file_layouts(tmp_path / "a.csv", Settings())
    assert layout["dialect"]["delimiter"] == "pipe"
    assert "delimiter pipe" in inspection(inspected(tmp_path / "a.csv", Settings()))


def test_an_archive_shows_its_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for name, (data, _) in FILES.items():
            made.writestr(name, data)
    found = inspected(tmp_path / "a.zip", Settings(), limit=9)
    assert [layout["path"].rpartition("!")[2] for layout in found["files"]] == sorted(FILES)
    assert len(found["articles"]) == len(FILES)
    assert f"{tmp_path}/a.zip!c.csv" in inspection(found, width=400)


def test_what_cannot_be_read_has_no_layout_and_no_error(tmp_path):
    for name, data in (
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("b.parquet", b"PAR1"),
        ("c.xml", b"<a/>"),
        ("d.json", b"{"),
    ):
        (tmp_path / name).write_bytes(data)
    assert [layout["format"] for layout in file_layouts(tmp_path, Settings())] == ["csv", "parquet", "xml", "json"]


PROSE = "".join(f"<p>{TEXT} It is part {number} of the story.</p>" for number in range(4))
PAGE = (
    '<html lang=en><title>Lock shut - Wick Post</title><meta property="article:published_time" '
    f'content="2031-05-05T08:00:00Z"><meta name="author" content="Ida Fenn"><h1>Lock shut</h1><article>{PROSE}</article>'
)
SAVED = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html\n\n{PAGE}\n--B--\n'
NITF = (
    '<nitf><head><docdata><doc-id id-string="tag:7"/><du-key key="lock" version="2"/><date.issue norm="20310505"/>'
    "</docdata></head><body><body.head><hedline><hl1>Lock shut</hl1></hedline><byline>By Ida Fenn</byline></body.head>"
    f"<body.content><p>{TEXT}</p></body.content></body></nitf>"
)
SAYING = {
    "a.html": (PAGE, "html", {("published", "2031-05-05T08:00:00Z", "meta"), ("byline", "Ida Fenn", "meta")}),
    "a.mhtml": (SAVED, "mhtml", {("published", "2031-05-05T08:00:00Z", "meta"), ("language", "en", "visible")}),
    "a.xml": (
        NITF,
        "xml",
        {("version", "2", "nitf"), ("byline", "Ida Fenn", "nitf"), ("published", "20310505", "nitf")},
    ),
}


@pytest.mark.parametrize("name", SAYING)
def test_what_a_page_or_an_item_says_of_itself_is_shown_with_its_basis(tmp_path, name):
    if name != "a.xml":
        pytest.importorskip("trafilatura")
        pytest.importorskip("lxml_html_clean")
    source, form, facts = SAYING[name]
    (tmp_path / name).write_text(source, encoding="utf-8")
    found = inspected(tmp_path / name, Settings())
    [article] = found["articles"]
    assert found["files"][0]["format"] == form
    assert facts <= {(fact["field"], fact["value"], fact["basis"]) for fact in article["metadata"]}
    assert (article["title"], article["published_from"].year) == ("Lock shut", 2031)
    shown = inspection(found, width=200)
    assert all(f"{field} {value} ({basis})" in shown for field, value, basis in facts)
    assert "credits    0-21 reuters, credit, story (dateline)" in shown


def test_columns_of_parquet_are_shown(tmp_path):
    pl.DataFrame({"nr": [1], "body": [TEXT], "mood": ["calm"]}).write_parquet(tmp_path / "a.parquet")
    found = inspected(tmp_path / "a.parquet", Settings())
    assert found["files"][0]["format"] == "parquet"
    assert found["files"][0]["columns"]["text"] == "body"
    assert found["articles"][0]["text"] == TEXT

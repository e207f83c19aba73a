"""The output of other tools is read as its makers mean it: docs/how-to/what-newsrooms-have.md."""

# ruff: noqa: E501  # records as they are written

import json

import pytest

from provenance.base.settings import Settings
from provenance.corpus.read import read_bytes
from provenance.run.dedupe import DedupeOptions, dedupe_inputs
from provenance.run.row_files import RowFiles

TEXT = "The harbour board voted on Monday to close the lock for eleven weeks while divers look at the sill."
URL = "https://wick.example/a"
RECORDS = {
    "fundus": {
        "html": {"requested_url": URL, "crawl_date": "2031-05-06T08:00:00+00:00", "source_info": {"publisher": "The Wick Post"}},
        "title": "Lock shut", "authors": ["Ida Fenn"], "publishing_date": "2031-05-05 08:00:00+01:00", "plaintext": TEXT,
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]}, "topics": ["Lock"], "lang": "en",
    },
    "news-please": {
        "authors": ["Ida Fenn"], "date_download": "2031-05-06 08:00:00", "date_modify": "2031-05-07 08:00:00",
        "date_publish": "2031-05-05 07:00:00", "description": "Divers look at the sill of the lock.", "filename": "a.json",
        "language": "en", "maintext": TEXT, "source_domain": "wick.example", "title": "Lock shut", "title_rss": None, "url": URL,
    },
    "trafilatura": {
        "title": "Lock shut", "author": "Ida Fenn", "hostname": "wick.example", "date": "2031-05-05", "id": None,
        "fingerprint": "abcdef0123456789", "comments": "", "raw_text": TEXT, "text": TEXT, "language": "en",
        "filedate": "2031-05-06", "source": URL, "source-hostname": "The Wick Post", "excerpt": "Divers look.",
    },
    "media-cloud": {
        "id": "a1b2", "indexed_date": "2031-05-06 08:00:00", "language": "en", "media_name": "wick.example",
        "media_url": "wick.example", "publish_date": "2031-05-05", "title": "Lock shut", "url": URL, "text": TEXT,
    },
}  # fmt: skip
CAPTURED = {"fundus", "news-please"}
LEXIS = "1 of 2 DOCUMENTS\n\nThe Wick Post\n\nMay 5, 2031\n\nLock shut\n\nBYLINE: Ida Fenn\n\nLENGTH: 18 words\n\n{0}\n\n\n2 of 2 DOCUMENTS\n\nThe Wick Post\n\nMay 6, 2031\n\nRain\n\nLENGTH: 6 words\n\nRain fell on the north pier all day, said the harbour master.\n"


@pytest.mark.parametrize("tool", RECORDS)
def test_a_record_of_a_tool(tool):
    columns = {"outlet": "html.source_info.publisher"} if tool == "fundus" else None
    read = read_bytes("a.jsonl", json.dumps(RECORDS[tool]).encode(), Settings(), columns=columns)
    (entry, article), _ = read
    assert entry.verdict == "accepted"
    assert (article.text, article.url, article.title, article.language) == (TEXT, URL, "Lock shut", "en")
    assert str(article.published_from)[:10] == "2031-05-05"
    assert article.outlet in ("The Wick Post", "wick.example")
    assert article.byline == (None if tool == "media-cloud" else "Ida Fenn")
    assert (article.captured is not None) == (tool in CAPTURED)


def test_an_export_becomes_json_lines(tmp_path):
    (tmp_path / "export.txt").write_text(LEXIS.format(TEXT))
    dedupe_inputs([tmp_path / "export.txt"], None, Settings(), DedupeOptions(rows=RowFiles(tmp_path / "clean.jsonl")))
    first, second = map(json.loads, (tmp_path / "clean.jsonl").read_text().splitlines())
    assert (first["title"], first["outlet"], first["published"], first["byline"]) == (
        "Lock shut", "The Wick Post", "May 5, 2031", "Ida Fenn"
    )  # fmt: skip
    assert (first["text"], second["title"]) == (TEXT, "Rain")

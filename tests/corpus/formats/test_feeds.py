"""Entries of feeds become articles, with the full text where it is there, else the summary, and that is said."""

# ruff: noqa: E501  # documents as they are written

import json
from io import BytesIO

import pytest

from provenance.base.settings import Settings
from provenance.corpus.formats.xml_documents import xml_document
from provenance.corpus.read import read_bytes
from provenance.run.dedupe import DedupeOptions, dedupe_inputs
from provenance.run.row_files import RowFiles

LONG = "The harbour board voted to close the lock for eleven weeks while divers look at the sill. " * 8
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>The Wick Post</title><link>https://wick.example/</link><language>en-GB</language>
  <item>
    <title>Lock shut &amp; ferries stopped</title><link>https://wick.example/lock</link>
    <guid isPermaLink="false">wick-17</guid><pubDate>Mon, 05 May 2031 08:00:00 +0100</pubDate>
    <dc:creator>Ida Fenn</dc:creator><description>The lock is shut.</description>
    <content:encoded><![CDATA[<p>{LONG}</p><p>R&amp;D said nothing.</p>]]></content:encoded>
  </item>
  <item>
    <title>Rain</title><guid>https://wick.example/rain</guid><description>&lt;p&gt;Rain fell on the pier.&lt;/p&gt;</description>
    <author>ovell@wick.example (Sten Ovell)</author>
  </item>
  <item><title>Only a headline</title><link>https://wick.example/only</link></item>
  <item><description>{LONG}</description></item>
</channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>Nordboten</title><updated>2031-05-06T00:00:00Z</updated>
<entry><id>tag:nord.example,2031:1</id><title type="html">Die &lt;b&gt;Schleuse&lt;/b&gt;</title>
<link rel="self" href="https://nord.example/self"/><link href="https://nord.example/1"/>
<published>2031-05-05T09:00:00+02:00</published><updated>2031-05-06T09:00:00Z</updated>
<author><name>Ida Fenn</name></author><author><name>Sten Ovell</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p><p>Zweiter <b>Ab</b>satz.</p></div></content>
</entry>
<entry><id>tag:nord.example,2031:2</id><title>Regen</title><updated>2031-05-06T09:00:00Z</updated>
<summary>Es regnete am Kai.</summary></entry>
</feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://wick.example/lock</loc><n:news><n:publication><n:name>The Wick Post</n:name><n:language>en</n:language>
</n:publication><n:publication_date>2031-05-05T08:00:00+01:00</n:publication_date><n:title>Lock shut for eleven weeks</n:title>
</n:news></url><url><loc>https://wick.example/about</loc></url></urlset>"""


def readings(data: str | bytes, name: str = "feed.xml"):
    return list(read_bytes(name, data if isinstance(data, bytes) else data.encode(), Settings()))


def test_an_rss_feed():
    *items, (file, _) = readings(RSS)
    (first, lock), (second, rain), (third, only), (fourth, bare) = items
    assert (lock.article, lock.url, lock.title, lock.byline) == (
        "wick-17", "https://wick.example/lock", "Lock shut & ferries stopped", "Ida Fenn"
    )  # fmt: skip
    assert lock.text == f"{LONG.strip()}\n\nR&D said nothing."
    assert (lock.outlet, lock.language, str(lock.published_from)) == (
        "The Wick Post",
        "en-GB",
        "2031-05-05 07:00:00+00:00",
    )
    assert (rain.article, rain.byline, rain.text) == (
        "https://wick.example/rain",
        "Sten Ovell",
        "Rain fell on the pier.",
    )
    assert only.text == "Only a headline"
    assert (bare.article, bare.text) == ("feed.xml#4", LONG.strip())
    assert [entry.notes[0].code if entry.notes else "" for entry in (first, second, third, fourth)] == [
        "", "W-SUMMARY", "W-SUMMARY", "",
    ]  # fmt: skip
    assert [entry.line for entry in (first, second)] == [5, 11]
    assert file.verdict == "warned"


def test_an_atom_feed():
    (_, lock), (rain, second), _ = readings(ATOM)
    assert (lock.article, lock.url, lock.title, lock.byline) == (
        "tag:nord.example,2031:1", "https://nord.example/1", "Die Schleuse", "Ida Fenn, Sten Ovell"
    )  # fmt: skip
    assert lock.text.endswith("\n\nZweiter Absatz.")
    assert (lock.outlet, lock.language) == ("Nordboten", "de")
    assert str(lock.published_from) == "2031-05-05 07:00:00+00:00"
    assert second.published_from is None  # what was updated then may be older
    assert ("modified", "2031-05-06T09:00:00Z", "feed") in second.metadata
    assert rain.code == "W-SUMMARY"


def test_a_news_sitemap():
    (entry, article), (other, nothing), _ = readings(SITEMAP)
    assert (article.article, article.text, article.outlet) == (
        "https://wick.example/lock", "Lock shut for eleven weeks", "The Wick Post"
    )  # fmt: skip
    assert {note.code for note in entry.notes} >= {"W-SUMMARY"}
    assert (nothing, other.verdict, other.message) == (None, "accepted", "an address without news, no article")


def test_a_json_feed():
    items = [
        {"id": "1", "url": "https://wick.example/1", "title": "Lock", "content_html": f"<p>{LONG}</p>",
         "date_published": "2031-05-05T08:00:00Z", "authors": [{"name": "Ida Fenn"}]},
        {"id": "2", "title": "Rain", "summary": "Rain fell on the pier.", "date_published": "2031-05-06"},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Wick Post", "items": items}
    (_, lock), (entry, rain), _ = readings(json.dumps(feed), "feed.json")
    assert (lock.text, lock.byline, lock.article) == (LONG.strip(), "Ida Fenn", "1")
    assert (rain.text, entry.code) == ("Rain fell on the pier.", "W-SUMMARY")


def test_a_feed_that_breaks_off_gives_what_came_before():
    cut = RSS[: RSS.index("<title>Only")]
    *items, (file, _) = readings(cut)
    assert [article.title for _, article in items] == ["Lock shut & ferries stopped", "Rain"]
    assert (file.verdict, file.code) == ("warned", "E-XML")
    assert "line 15" in file.message


def test_lone_ampersands_do_not_break_a_feed_off():
    *items, (file, _) = readings(
        "<rss><channel><item><title>AT&T</title></item><item><title>B &amp; C</title></item></channel></rss>"
    )
    assert [article.title for _, article in items] == ["AT&T", "B & C"]
    assert "W-XML-REPAIRED" in {note.code for note in file.notes}


@pytest.mark.parametrize("data", ["<html><p>Rain</p></html>", "<config a='b'/>", "<rss"])
def test_other_xml_is_refused_by_name_and_passed_over_in_a_folder(data, tmp_path):
    [(entry, _)] = readings(data)
    assert entry.code == ("E-XML" if data == "<rss" else "E-UNSUPPORTED")
    assert entry.verdict == "rejected"


def test_an_empty_feed_is_a_warning():
    [(entry, _)] = readings("<rss><channel><title>Wick</title></channel></rss>")
    assert (entry.verdict, entry.code) == ("warned", "W-EMPTY")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_dedupe_writes_a_feed_of_what_stays_and_one_of_what_goes(tmp_path, encoding):
    twice = RSS.replace(
        "</channel>", f"<item><guid>copy</guid><description>{LONG} R&amp;D said nothing.</description></item></channel>"
    )
    (tmp_path / "feed.xml").write_bytes(twice.replace("UTF-8", encoding).encode(encoding))
    dedupe_inputs([tmp_path / "feed.xml"], tmp_path / "out", Settings())
    kept, removed = (
        xml_document((tmp_path / "out" / side / "feed.xml").read_bytes(), "") for side in ("kept", "removed")
    )
    assert kept.broken is None
    assert removed.broken is None
    names = [item.read.fields.get("article") for item in kept.items + removed.items]
    assert sorted(map(str, names)) == [
        "None",
        "copy",
        "https://wick.example/only",
        "https://wick.example/rain",
        "wick-17",
    ]
    assert kept.items[0].read.fields["outlet"] == "The Wick Post"
    if encoding == "utf-8":
        whole = twice.encode()
        for item in kept.items:
            assert kept.data[item.start : item.end] in whole


def test_dedupe_writes_the_articles_of_feeds_as_json_lines(tmp_path):
    (tmp_path / "feed.xml").write_text(ATOM)
    dedupe_inputs(
        [tmp_path / "feed.xml"],
        None,
        Settings(),
        DedupeOptions(rows=RowFiles(tmp_path / "clean.jsonl"), stdout=BytesIO()),
    )
    rows = [json.loads(line) for line in (tmp_path / "clean.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == ["tag:nord.example,2031:1", "tag:nord.example,2031:2"]
    assert rows[0]["outlet"] == "Nordboten"

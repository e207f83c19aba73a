"""Items of agencies keep their credits, embargoes and versions."""

# ruff: noqa: E501  # documents as they are written

import json

import pytest

from provenance.base.settings import Settings
from provenance.corpus.read import read_bytes

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>Lock-Closure</title><docdata>
<doc-id id-string="nw-17" regsrc="Northwire"/><urgency ed-urg="4"/><date.issue norm="20310505T080000Z"/>
<date.release norm="20310505T100000Z"/><du-key version="2" key="BC-Lock"/><doc.copyright year="2031" holder="Northwire"/>
<ed-msg info="Updates with quote"/></docdata></head>
<body><body.head><hedline><hl1>Lock shut for eleven weeks</hl1></hedline>
<byline>By <person>Ida Fenn</person><byttl>Correspondent</byttl></byline>
<distributor><org>Northwire</org></distributor><dateline><location><city>WICK</city></location>, May 5</dateline></body.head>
<body.content><block><p>The harbour board voted to close the lock.</p><p>Divers look at the sill.</p></block>
<media media-type="image"><media-caption>The lock.</media-caption></media></body.content>
<body.end><tagline>Reporting by Ida Fenn</tagline></body.end></body></nitf>"""
G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
<newsItem guid="urn:newsml:northwire.example:20310505:lock" version="{version}" xml:lang="en">
<rightsInfo><copyrightHolder literal="Northwire Ltd"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="nw"><name>Northwire</name></provider>
<versionCreated>2031-05-05T08:0{version}:00Z</versionCreated><firstCreated>2031-05-05T08:00:00Z</firstCreated>
<embargoed>{embargo}</embargoed><pubStatus qcode="stat:{status}"/><edNote>Adds quote</edNote></itemMeta>
<contentMeta><by>Ida Fenn</by><dateline>WICK, May 5 (Northwire) -</dateline><headline>Lock shut</headline>
<creditline>Northwire</creditline><language tag="en"/><slugline>BC-Lock</slugline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>The harbour board voted to close the lock.</p><p>Divers look at the sill.</p></body></html></inlineXML></contentSet>
</newsItem><packageItem guid="urn:p" version="1"/><newsItem guid="urn:pic" version="1"><itemMeta><itemClass qcode="ninat:picture"/>
</itemMeta></newsItem></itemSet></newsMessage>"""
NEWSML = """<NewsML><NewsEnvelope><DateAndTime>20310505T080000Z</DateAndTime></NewsEnvelope><NewsItem><Identification>
<NewsIdentifier><ProviderId>northwire.example</ProviderId><NewsItemId>lock</NewsItemId><RevisionId PreviousRevision="1">2</RevisionId>
</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20310505T080000Z</FirstCreated>
<ThisRevisionCreated>20310505T090000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Lock shut</HeadLine><ByLine>Ida Fenn</ByLine><DateLine>WICK, May 5</DateLine>
<CreditLine>Northwire</CreditLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="Northwire"/></Provider>
</AdministrativeMetadata><ContentItem><DataContent><p>The harbour board voted to close the lock.</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>"""
NINJS = {
    "uri": "tag:northwire.example,2031:lock", "version": "3", "versioncreated": "2031-05-05T08:00:00Z",
    "embargoed": "2031-05-05T10:00:00Z", "headline": "Lock shut", "byline": "Ida Fenn", "copyrightholder": "Northwire",
    "language": "en", "body_xhtml": "<p>The harbour board voted to close the lock.</p><p>Divers look.</p>",
}  # fmt: skip


def article_of(data: str, name: str = "item.xml"):
    return next(article for _, article in read_bytes(name, data.encode(), Settings()) if article)


def test_a_nitf_story():
    [(entry, article)] = read_bytes("lock.xml", NITF.encode(), Settings())
    assert (entry.verdict, entry.record, article.article) == ("accepted", None, "nw-17:v2")
    assert (article.title, article.byline, article.outlet) == ("Lock shut for eleven weeks", "Ida Fenn", "Northwire")
    assert str(article.published_from) == "2031-05-05 10:00:00+00:00"  # when it was released
    assert article.text == (
        "WICK, May 5 - The harbour board voted to close the lock.\n\nDivers look at the sill.\n\nReporting by Ida Fenn"
    )
    known = {(field, value) for field, value, basis in article.metadata if basis == "nitf"}
    assert {("version", "2"), ("credit", "Northwire"), ("slug", "BC-Lock"), ("note", "Updates with quote")} <= known
    assert ("embargo", "20310505T100000Z") in known


def g2(version: int = 1, embargo: str = "", status: str = "usable") -> str:
    return G2.format(version=version, embargo=embargo, status=status)


def test_a_message_of_newsml_g2():
    (entry, article), (package, _), (picture, _), (file, _) = read_bytes("m.xml", g2(4).encode(), Settings())
    assert (article.article, entry.record) == ("urn:newsml:northwire.example:20310505:lock:v4", 1)
    assert (article.title, article.byline, article.outlet, article.language) == (
        "Lock shut",
        "Ida Fenn",
        "Northwire",
        "en",
    )
    assert str(article.published_from) == "2031-05-05 08:04:00+00:00"
    assert article.text.startswith("WICK, May 5 (Northwire) - The harbour board voted")
    assert ("credit", "Northwire Ltd", "newsml-g2") in article.metadata
    assert ("first-created", "2031-05-05T08:00:00Z", "newsml-g2") in article.metadata
    assert package.message == "a NewsML-G2 package, no article"
    assert picture.message == "an item of the class picture, no article"
    assert file.verdict == "accepted"


def test_an_embargo_moves_publication_and_a_cancelled_item_is_none():
    assert str(article_of(g2(1, "2031-05-06T06:00:00Z")).published_from) == "2031-05-06 06:00:00+00:00"
    entry, article = next(iter(read_bytes("m.xml", g2(1, "", "canceled").encode(), Settings())))
    assert (article, entry.message) == (None, "an item that is canceled, no article")


def test_an_item_of_newsml_1():
    article = article_of(NEWSML)
    assert (article.article, article.title, article.outlet) == ("lock:v2", "Lock shut", "Northwire")
    assert article.text == "WICK, May 5 - The harbour board voted to close the lock."
    assert str(article.published_from) == "2031-05-05 09:00:00+00:00"


@pytest.mark.parametrize("layout", ["one", "list", "lines"])
def test_items_of_ninjs(layout):
    other = {**NINJS, "version": "4", "body_xhtml": "", "description_text": "The lock is shut."}
    gone = {**NINJS, "version": "5", "pubstatus": "canceled"}
    items = [NINJS] if layout == "one" else [NINJS, other, gone]
    data = json.dumps(NINJS) if layout == "one" else json.dumps(items)
    name = "items.json"
    if layout == "lines":
        data, name = "\n".join(map(json.dumps, items)), "items.jsonl"
    found = [article for _, article in read_bytes(name, data.encode(), Settings()) if article]
    assert (found[0].article, found[0].title, found[0].byline) == (f"{NINJS['uri']}:v3", "Lock shut", "Ida Fenn")
    assert found[0].text == "The harbour board voted to close the lock.\n\nDivers look."
    assert str(found[0].published_from) == "2031-05-05 10:00:00+00:00"
    assert found[0].outlet == "Northwire"
    assert [article.text for article in found[1:]] == ([] if layout == "one" else ["The lock is shut."])


def test_ninjs_of_version_3():
    item = {"uri": "tag:x", "versioncreated": "2031-05-05T08:00:00Z", "headlines": [{"value": "Lock shut", "role": "main"}],
            "bodies": [{"value": "<p>Short.</p>"}, {"value": "<p>The board voted to close the lock today.</p>"}],
            "bylines": [{"byline": "Ida Fenn"}], "infosources": [{"name": "Northwire"}]}  # fmt: skip
    article = article_of(json.dumps(item), "i.json")
    assert (article.title, article.byline, article.outlet) == ("Lock shut", "Ida Fenn", "Northwire")
    assert article.text == "The board voted to close the lock today."

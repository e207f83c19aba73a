"""A page becomes its article and what it says of itself; one that hangs costs its time and nothing else."""

import json
import re
import statistics
from collections.abc import Iterator

import polars as pl
import pytest

trafilatura = pytest.importorskip("trafilatura")
pytest.importorskip("lxml_html_clean")

from provenance.base.settings import Settings  # noqa: E402
from provenance.corpus.articles import articles  # noqa: E402
from provenance.corpus.html import pages  # noqa: E402
from provenance.corpus.html.page_elements import page_elements  # noqa: E402
from provenance.corpus.html.page_facts import best_values, page_facts  # noqa: E402
from provenance.corpus.html.pages import page  # noqa: E402
from provenance.corpus.read import read_bytes  # noqa: E402

STORY = "".join(
    f"<p>{sentence} Nobody in Lower Wick could say when the eastern lock would open again.</p>"
    for sentence in (
        "The harbour board voted on Monday to close the lock for eleven weeks while divers look at the sill.",
        "Ferry captains asked for a second hearing, and the clerk promised to put it to a vote in early May.",
        "Fishermen are to tie up at the coal quay until then, which has neither an ice plant nor a crane.",
    )
)
NEWS = {
    "@context": "https://schema.org",
    "@graph": [{
        "@type": "NewsArticle", "headline": "Lock shut", "author": [{"name": "Ida Fenn"}, {"name": "Sten Ovell"}],
        "publisher": {"name": "The Wick Post"}, "datePublished": "2031-05-05T08:00:00+01:00",
        "dateModified": "2031-05-06", "isBasedOn": "https://agency.example/lock", "creditText": "Northwire",
        "inLanguage": "en",
    }],
}  # fmt: skip


def html(body: str = STORY, head: str = "", lang: str = "en") -> str:
    return f"<!doctype html><html lang={lang}><head>{head}</head><body><article>{body}</article></body></html>"


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def said(head: str = "", body: str = STORY) -> dict[str, str]:
    source = html(body, head)
    return best_values(page_facts(page_elements(trafilatura.load_html(source), source)))


@pytest.fixture
def short_time() -> Iterator[None]:
    pages.worker().stop()
    pages.worker().seconds = 0.01
    yield
    pages.worker().seconds = pages.SECONDS
    pages.worker().stop()


def test_the_text_is_the_article_and_no_menu():
    menu = "<nav><a href=/>Home</a><a href=/a>Coast</a></nav>"
    read = page(f"<html><body>{menu}<article>{STORY}</article><footer>Imprint</footer></body></html>".encode())
    assert read.text.startswith("The harbour board voted")
    assert [word for word in ("Coast", "Imprint") if word in read.text] == []
    assert read.notes == ()


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (ld(NEWS), "byline", "Ida Fenn, Sten Ovell"),
        (ld(NEWS), "published", "2031-05-05T08:00:00+01:00"),
        (ld(NEWS), "modified", "2031-05-06"),
        (ld({"@type": "Report", "datePublished": "0001-01-01T00:00:00Z"}), "published", None),
        (ld(NEWS), "outlet", "The Wick Post"),
        (ld(NEWS), "based-on", "https://agency.example/lock"),
        (ld(NEWS), "credit", "Northwire"),
        (ld(NEWS) + '<meta property="og:title" content="Lock shut for weeks">', "title", "Lock shut for weeks"),
        ('<meta property=og:site_name content=Wick><title>Lock - shut | The Wick</title>', "title", "Lock - shut"),
        ('<link rel=canonical href="https://wick.example/lock">', "url", "https://wick.example/lock"),
        ('<link rel=syndication-source href="https://north.example/1">', "syndication-source", "https://north.example/1"),
        ('<meta name=author content="https://wick.example/ida">', "byline", None),
        ('<link rel=canonical href="/lock">', "url", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "title", None),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head: str, field: str, value: str | None):
    assert said(head).get(field) == value


def test_a_day_that_several_times_could_mean_is_none():
    once = "<time datetime=2031-05-05T08:00>Monday</time>"
    assert said(body=once + STORY)["published"] == "2031-05-05T08:00"
    assert "published" not in said(body=once + STORY + "<time datetime=2031-04-01>1 April</time>")


def test_the_table_has_every_value_with_its_basis(tmp_path):
    (tmp_path / "a.html").write_text(html(head=ld(NEWS) + "<title>Lock shut</title>"))
    table, ledger = articles([tmp_path], Settings())
    row = table.row(0, named=True)
    assert (row["title"], row["byline"], row["outlet"]) == ("Lock shut", "Ida Fenn, Sten Ovell", "The Wick Post")
    assert (str(row["published_from"]), row["language"]) == ("2031-05-05 07:00:00+00:00", "en")
    assert {"field": "title", "value": "Lock shut", "basis": "json-ld"} in row["metadata"]
    assert [entry.verdict for entry in ledger] == ["accepted"]


@pytest.mark.parametrize("name", ["windows-1251", "gb2312", "shift_jis"])
def test_a_page_is_read_in_the_encoding_that_it_names_truthfully(name: str):
    letters = {"windows-1251": "Порт закрыт", "gb2312": "港口今天关闭", "shift_jis": "港は今日閉鎖された"}[name]
    source = html(f"<p>{letters}</p>" + STORY, head=f'<meta charset="{name}">')
    assert letters in page(source.encode(name)).text


def test_what_is_hidden_is_left_out_and_what_a_script_will_show_is_not():
    hidden = "<p style='display: none'>Snow fell on Oxmoor and a flock of jackdaws took the signal tower over.</p>"
    assert "jackdaws" not in page(html(STORY + hidden).encode()).text
    assert "harbour board" in page(html(f"<div style='display:none'>{STORY}</div>").encode()).text


def test_a_page_that_takes_too_long_costs_itself_only(short_time):
    slow = page(html(STORY * 2_000).encode())  # takes seconds
    assert [note.code for note in slow.notes] == ["W-TIMEOUT", "W-EXTRACT-FALLBACK"]
    assert "harbour board" in slow.text
    pages.worker().seconds = pages.SECONDS
    assert page(html().encode()).notes == ()


def test_a_page_too_large_to_parse_is_not_handed_over(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(pages.Worker, "ask", lambda _, message: asked.append(message["html"]) or {})
    wild = "<p " + " ".join(f"a{number}=1" for number in range(1_001)) + ">"
    for source in (html(wild + STORY), html(STORY) + " " * pages._LONGEST):
        assert [note.code for note in page(source.encode()).notes] == ["W-EXTRACT-FALLBACK"]


def test_what_a_page_too_large_says_of_itself_is_read():
    source = html(STORY + "<p>Rain.</p>" * 500_000, head="<title>Lock shut</title>" + ld(NEWS))
    read = page(source.encode())
    assert [note.code for note in read.notes] == ["W-EXTRACT-FALLBACK"]
    assert ("byline", "Ida Fenn, Sten Ovell", "json-ld") in read.facts


@pytest.mark.parametrize(("shown", "codes"), [("<div id=app></div>", []), (STORY, ["W-EXTRACT-FALLBACK"])])
def test_the_text_of_a_page_that_a_script_builds_or_a_wall_hides_is_taken_from_its_data(shown: str, codes: list[str]):
    body = " ".join([STORY.replace("<p>", "").replace("</p>", " ")] * 2)
    news = {**NEWS, "@graph": [{**NEWS["@graph"][0], "articleBody": body}]}
    read = page(html(shown, head=ld(news)).encode())
    assert read.text.startswith("The harbour board voted")
    assert read.text.count("Ferry captains") == 2
    assert [note.code for note in read.notes] == codes


def test_an_article_in_several_blocks_is_whole():
    other = STORY.replace("harbour", "river").replace("Ferry", "Tug").replace("Fishermen", "Anglers")
    blocks = "".join(
        f"<div class=article__body>{story}</div><div class=ad>Buy tar</div>" for story in (STORY * 3, other * 3)
    )
    teasers = f"<article class=card><div class=article__body>{STORY.replace('lock', 'crane')}</div></article>"
    source = f"<html><body><main><h1>Lock shut</h1>{blocks}</main><section>{teasers}</section></body></html>"
    text = page(source.encode()).text
    assert [word for word in ("harbour board", "river board", "Anglers") if word not in text] == []
    assert "crane will" not in text
    assert "Buy tar" not in text


@pytest.mark.parametrize(
    ("letters", "declared", "actual"),
    [
        ("항만 위원회는 갑문을 닫기로 결정했다. 여객선은 기다려야 한다.", "", "cp949"),
        ("港の委員会は水門を閉めることを決めた。フェリーは待つ。", "", "cp932"),
        ("Havnestyret vedtok å stenge slusen på Ørnes, og båtene må vente.", "", "cp1252"),
        ("Совет порта решил закрыть шлюз до конца осени.", "", "cp1251"),
        ("Le conseil a décidé de fermer l'écluse, où des plongeurs ont été envoyés.", "iso-8859-1", "utf-8"),
        ("港の委員会は①水門を閉めることを決めた。", "shift_jis", "cp932"),
        ("항만 위원회는 갑문을 닫기로 뷁결정했다.", "euc-kr", "cp949"),
        ("Schleuse geschlossen – „bis auf Weiteres“.", "iso-8859-1", "cp1252"),
    ],
)
def test_a_page_whose_encoding_is_not_as_it_says_or_not_said(letters: str, declared: str, actual: str):
    script = "<script>" + "var a = 1; " * 3_000 + "</script>"
    head = f'<meta charset="{declared}">' if declared else ""
    read = page(html(f"<p>{letters * 3}</p>" * 4 + STORY, head=script + head).encode(actual))
    assert letters in read.text
    assert read.encoding == actual


def test_a_page_of_which_some_bytes_are_damaged_is_still_in_the_encoding_that_it_names():
    data = html(f"<p>{'港の委員会は水門を閉めることを決めた。' * 20}</p>", head='<meta charset="euc-jp">').encode(
        "euc_jp"
    )
    damaged = data.replace(b"</p>", b"\xff</p>", 1)
    assert "水門を閉める" in page(damaged).text


def test_a_page_of_frames_only_has_the_text_that_stands_in_for_them():
    frames = f"<frame src=a.html><frame src=b.html><noframes><body>{STORY}</body></noframes>"
    source = f"<html><frameset cols=20%,80%>{frames}</frameset></html>"
    assert "harbour board" in page(source.encode()).text


def test_without_the_extra_one_line_names_it(monkeypatch):
    monkeypatch.setattr(pages, "find_spec", lambda _: None)
    [(entry, article)] = read_bytes("a.html", html().encode(), Settings())
    assert (article, entry.verdict, entry.code, entry.message) == (None, "rejected", "E-EXTRA", pages.EXTRA)


def test_a_saved_page():
    saved = "\r\n".join((
        "MIME-Version: 1.0", 'Content-Type: multipart/related; boundary="--b"', "", "----b",
        'Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", "",
        html(head="<title>Lock=C3=A9</title>").replace("lang=en", "lang=3Den"),
        "----b", "Content-Type: image/png", "", "x", "----b--",
    ))  # fmt: skip
    [(entry, article)] = read_bytes("a.mhtml", saved.encode(), Settings())
    assert (entry.verdict, article.title) == ("accepted", "Locké")
    assert article.text.startswith("The harbour board")


def test_on_real_pages_no_worse_than_the_extractor_itself(shared):
    read = pl.read_parquet(shared / "data" / "html_pages.parquet").sort("id").gather_every(4)
    measured = [
        (_f1(page(raw).text, gold), _f1(trafilatura.extract(raw) or "", gold))
        for raw, gold in read.select("html", "text").iter_rows()
    ]
    ours, theirs = (statistics.mean(column) for column in zip(*measured, strict=True))
    assert ours >= theirs


def _f1(text: str, gold: str) -> float:
    left, right = _shingles(text), _shingles(gold)
    return 2 * len(left & right) / (len(left) + len(right) or 1)


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[place : place + 4]) for place in range(max(1, len(found) - 3))}

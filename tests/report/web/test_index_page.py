"""The index says first what was found, shows the stories that matter, and says what it leaves out."""

import re
from dataclasses import replace

import pytest

from provenance.base import tables as t
from provenance.report.findings import drawing_on
from provenance.report.lookup import Lookup
from provenance.report.overview import Kin, of_all
from provenance.report.standings import standings
from provenance.report.story import Derivation, Node, Period
from provenance.report.web import index_page
from provenance.report.web.index_page import index
from provenance.report.web.pages import write_report
from tests.report import invented
from tests.report.web.reading import Page

SENTENCE = "The ferry to Osk stopped at the third pier and nobody on the quay could say why it did so on a calm day"
OWN = "In the town hall the clerk counted the chairs again and found that four of them had gone since the spring"


def trace_of(size, *, copies=0, source="unseen"):
    """A story in `size` articles, half of whose text is the agency's; the last `copies` repeat the first one."""
    told = [n if n < size - copies else 0 for n in range(size)]
    texts = {f"a{n:03}": f"{SENTENCE}.\n{OWN} {last}." for n, last in enumerate(told)}
    rows = [
        invented.article(key, text, title=f"Ferry {n}", outlet=f"Paper {n % 7}", **invented.day(2024, 5, 1 + n % 20))
        for n, (key, text) in enumerate(texts.items())
    ]
    first, *others = texts
    shared = [invented.passage(first, other, texts, SENTENCE) for other in others]
    drawn = [invented.drawn(key, "ferry-wire", "common", 0.8, source_kind=source) for key in texts]
    kept = {"cluster": first, "article": first, "kept": True, "reason": "earliest", "similarity": None}
    exact = [{**kept, "article": key, "kept": False, "similarity": 1.0} for key in others[size - 1 - copies :]]
    clusters = [kept, *exact] if copies else []
    made = {name: [] for name in t.SCHEMAS} | {
        "articles": rows,
        "passages": shared,
        "derivations": drawn,
        "clusters": clusters,
        "sources": [dict.fromkeys(t.SOURCES) | {"source": "ferry-wire", "agency": "reuters", "kind": "story"}],
    }
    return t.Tables(**{name: t.table(found, t.SCHEMAS[name]) for name, found in made.items()}).checked()


def said(tables, **more):
    return re.sub(r"\s+", " ", Page(index(tables, invented.RUN, **more)).text())


def test_the_first_screen_says_what_was_found(tables):
    text = said(tables)
    found = text[text.index("What was found") : text.index("A story is what hangs together")]
    for part in (
        "4 of 11 articles are mostly somebody else’s text.",
        "“Fire closes Lorandian grain harbour” (Reuters) is behind 4 articles of 4 outlets.",
        "2 near-duplicates can go.",
        "1 of 11 articles has no source, copy or follower here.",
        "5 sources are not in this collection",
    ):
        assert part in found, found


def test_the_share_of_its_own_is_what_no_source_holds(tables):
    look = Lookup.of(tables)
    view = of_all(look)
    found = standings(look, view, view.articles)
    assert found["fire/wire.txt"].own == 1  # others have it from there
    assert found["fire/cut.txt"].own < 0.05
    assert 0.3 < found["fire/rewrite.txt"].own < 0.7
    assert 0.3 < found["talks/two.txt"].own < 0.8  # a passage that talks/one.txt has from the same unseen item
    assert (found["talks/three.txt"].own, found["talks/three.txt"].best) == (1, None)


def test_a_story_that_a_credit_gives_to_an_agency_whole_is_said_to_be_from_there():
    tables = trace_of(3)
    edges = tables.derivations.with_columns(relation=t.pl.lit("relay"))
    text = said(t.Tables(**{**vars(tables), "derivations": edges, "passages": tables.passages.clear()}))
    assert "All 3 articles are mostly somebody else’s text." in text
    assert "all from Reuters, it says" in text


def test_stories_with_most_of_others_text_come_first(tables):
    headings = [text for level, text in Page(index(tables, invented.RUN)).headings if level == 3]
    assert headings[0] == "Fire closes Lorandian grain harbour"


def test_exact_copies_are_folded_into_what_they_repeat_and_counted():
    page = Page(index(trace_of(9, copies=3), invented.RUN))
    rows = [found for tag, found in page.elements if tag == "tr" and "data-own" in found]
    assert len(rows) == 6
    assert "and 3 exact copies" in page.text()


@pytest.mark.parametrize("size", [3, 6, 7, 40, 155])
def test_every_article_of_a_story_is_named_or_counted(size):
    text = index(trace_of(size), invented.RUN)
    rows = re.findall("<tr[^>]*>", re.search(r'<table class="members">(.*?)</table>', text, re.DOTALL)[1])[1:]
    more = {kind: int(n) for kind, n in re.findall(r'class="small ?(\w*)">… and (\d+) more articles? of this', text)}
    on_phones = [row for row in rows if "wide" not in row]
    assert len(rows) + more.get("wide", more.get("", 0)) == size
    assert len(on_phones) + more.get("narrow", more.get("", 0)) == size


@pytest.mark.parametrize("size", [5, 30, 155])
def test_every_node_of_a_drawing_is_drawn_or_counted(size):
    text = index(trace_of(size), invented.RUN)
    drawn = len(re.findall("<circle", text)) - len(re.findall('class="node fold"', text))
    folded = re.search(r"<strong>([\d,]+) articles that only draw", text)
    assert drawn + (int(folded[1]) if folded else 0) == size + 1  # the unseen source


def test_the_list_goes_on_on_pages_of_its_own_and_says_what_is_in_none(tmp_path, monkeypatch):
    monkeypatch.setattr(index_page, "LISTED", 10)
    monkeypatch.setattr(index_page, "LISTS", 3)
    written = write_report(trace_of(40), invented.RUN, tmp_path)
    lists = [tmp_path / index_page.list_name(n) for n in (1, 2, 3)]
    assert set(lists) <= set(written)
    pages = [Page(path.read_text(encoding="utf-8")) for path in lists]
    assert [sum("data-own" in found for _, found in page.elements) for page in pages] == [10, 10, 10]
    for page in pages:
        assert "10 articles more are in articles.parquet only." in page.text()
        assert sum(found.get("aria-current") == "page" for _, found in page.elements) == 1


def test_without_script_no_dead_control_is_shown_and_with_it_every_line_can_be_filtered(tables):
    page = Page(index(tables, invented.RUN))
    (tools,) = [found for _, found in page.elements if found.get("id") == "tools"]
    assert "hidden" in tools
    rows = [found for tag, found in page.elements if tag == "tr" and "data-own" in found]
    assert len(rows) == 11
    assert {found["data-kind"] for found in rows} == {"others", "own"}
    labels = sum(tag in ("input", "select") for tag, _ in page.elements)
    assert labels == sum(tag == "label" for tag, _ in page.elements)


@pytest.mark.parametrize("size", [5, 300, 3000])
def test_the_index_stays_small(size):
    pages = {f"a{n:03}": f"a-long-name-of-an-article-in-a-trace-{n:04}-0123456789.html" for n in range(size)}
    assert len(index(trace_of(size), invented.RUN, pages=pages).encode()) < 300_000


def test_a_story_counts_only_the_articles_that_draw_on_its_source():
    a, b, c, item = (Node(key, key == "item", key, key.upper(), Period(None, None)) for key in ("a", "b", "c", "item"))
    drawn = [Derivation(derived, source, "relay", "known", 1, 0.9, ()) for derived, source in ((a, item), (b, a))]
    family = Kin((a, b, c, item), tuple(drawn))  # c is there as a near-duplicate only
    assert drawing_on(family, item) == (a, b)
    either = replace(drawn[1], direction="unknown", derived=c)
    assert drawing_on(Kin(family.nodes, (drawn[0], either)), item) == (a, c)

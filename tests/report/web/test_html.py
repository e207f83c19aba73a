"""A page holds the whole text, safely; its marks say where they belong, and nothing in it comes from outside."""

import base64
import hashlib
import random
import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest

from provenance.base.escaping import printable
from provenance.base.tables import SCHEMAS, Tables
from provenance.report.verdict import article_story
from provenance.report.web import pages as pages_module
from provenance.report.web import palette
from provenance.report.web.html import article_page
from provenance.report.web.index_page import index
from provenance.report.web.marked import source_numbers
from provenance.report.web.pages import file_name, pair_name, write_report
from provenance.report.web.stretches import shared_stretches
from tests.report import invented
from tests.report.web.reading import Page

ARTICLES = sorted(invented.TEXTS)
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "a", "nav", "main", "header", "footer", "section", "article",
    "h1", "h2", "h3", "h4", "p", "ul", "li", "div", "span", "mark", "bdi", "small", "b", "code", "dl", "dt", "dd",
    "figure", "figcaption", "blockquote", "details", "summary", "table", "thead", "tbody", "tr", "th", "td",
    "i", "strong", "script", "label", "input", "select", "option",
    "svg", "desc", "g", "rect", "line", "text", "circle", "path",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(written):
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in sorted(written.iterdir())}


def of(pages, article):
    return pages[file_name(article)]


def expected(text):
    """The text as the page shows it: line ends as LF, joiners inside Persian words left, all else as base.escaping."""
    flat = re.sub("\r\n?", "\n", text)
    kept = re.sub("(?<=[آ-ی])\u200c(?=[آ-ی])", "\ue000", flat)
    return "\u200c".join(map(printable, kept.split("\ue000")))


@pytest.mark.parametrize("article", ARTICLES)
def test_the_article_pane_is_the_text_itself(pages, article):
    assert of(pages, article).text("prose", without="number") == expected(invented.TEXTS[article])


def test_payloads_make_no_element_and_no_attribute(pages):
    for name, read in pages.items():
        assert {tag for tag, _ in read.elements} <= ELEMENTS, name
        attributes = {key for _, found in read.elements for key in found}
        assert not {key for key in attributes if key.startswith("on") or key in ("style", "src", "srcset", "action")}
        assert all(re.fullmatch("[a-z]{2,3}", code) for code in read.attribute("lang"))


def test_links_go_to_written_pages_to_places_on_the_page_or_to_plain_addresses(pages):
    for name, read in pages.items():
        ids = read.attribute("id")
        for target in read.attribute("href"):
            if target.startswith("#"):
                assert target[1:] in ids, f"{name}: {target}"
            elif target.startswith("http"):
                assert re.fullmatch(r"https?://[^\s<>\"']+", target)
            else:
                assert target in pages, f"{name}: {target}"
        away = [found for tag, found in read.elements if tag == "a" and found.get("href", "").startswith("http")]
        assert all("noreferrer" in found["rel"] for found in away)


def test_the_record_s_address_is_linked_only_where_it_is_one(pages):
    assert "https://example.org/wire?a=1&b=2" in of(pages, "fire/wire.txt").attribute("href")
    assert not [h for h in of(pages, invented.HOSTILE_ID).attribute("href") if "javascript" in h]


def test_ids_are_unique_and_headings_step_down_by_one(pages):
    for name, read in pages.items():
        assert [i for i, n in Counter(read.attribute("id")).items() if n > 1] == [], name
        levels = [level for level, _ in read.headings]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert all(text.strip() for _, text in read.headings), name


def test_landmarks_skip_link_and_names_are_there(pages):
    for read in pages.values():
        tags = Counter(tag for tag, _ in read.elements)
        assert (tags["main"], tags["nav"], tags["footer"], tags["title"] > 0) == (1, 1, 1, True)
        assert next(found for tag, found in read.elements if tag == "a")["href"] == "#main"
        labelled = {key for value in read.attribute("aria-labelledby") for key in value.split()}
        assert labelled <= set(read.attribute("id"))


@pytest.mark.parametrize("article", ARTICLES)
def test_every_passage_is_marked_and_every_stretch_is_printed_once_with_all_who_have_it(tables, pages, article):
    told, read = article_story(tables, article), of(pages, article)
    ids = set(read.attribute("id"))
    shared = shared_stretches(told)
    for stretch in shared:
        assert {f"here-{stretch.passage.number}", f"there-{stretch.passage.number}"} <= ids
    assert len([i for i in ids if i.startswith("there-")]) == len(shared)
    marked = re.sub(r"\s+", " ", read.text("passage", without="key"))
    for passage in told.passages:
        assert expected(" ".join(passage.text.split()))[:200] in marked
        held = [s for s in shared if s.passage.start <= passage.start and passage.end <= s.passage.end]
        assert any(passage.other.key in {s.passage.other.key, *(o.key for o in s.others)} for s in held)


def test_the_chosen_source_is_number_one_and_its_number_leads_to_its_passage(tables, pages):
    for article, source in (("fire/cut.txt", "fire/wire.txt"), ("fire/rewrite.txt", "fire/wire.txt")):
        told, read = article_story(tables, article), of(pages, article)
        assert source_numbers(told)[source] == 1
        label = "1: its first passage in the text"
        badges = [found["href"] for _, found in read.elements if found.get("aria-label") == label]
        first = next(s.passage for s in shared_stretches(told) if s.passage.other.key == source)
        assert badges[0] == f"#here-{first.number}"


def test_spaces_around_marked_words_are_kept(pages):
    for read in pages.values():
        prose = read.text("prose", without="number")
        for text in ("fought the flames until dawn", "that were to be shipped to three countries this week"):
            assert text.replace(" ", "") not in prose.replace("\n", " ")
    card = re.sub(r"\s+", " ", of(pages, "talks/one.txt").text("card"))
    assert f"turned back from Kesh, {invented.BACKGROUND}, drivers said" in card


def test_each_source_shown_has_a_page_that_shows_both_side_by_side(pages):
    read = of(pages, "fire/cut.txt")
    pairs = {target for target in read.attribute("href") if target.startswith("pair-")}
    assert pairs == {pair_name("fire/cut.txt", f"fire/{other}.txt") for other in ("wire", "relay")}


def test_evidence_is_in_plain_words_and_the_figures_behind_a_disclosure(pages):
    read = of(pages, "fire/cut.txt")
    grounds, figures = read.text("grounds"), read.text("weight")
    assert "The source is dated a day earlier" in grounds
    assert "Against: It names no agency" in re.sub(r"\s+", " ", grounds)
    assert "+2.5" in figures
    assert "+2.5" not in grounds


def test_furniture_credits_quotes_and_date_evidence_are_marked(pages):
    rewrite, wire = of(pages, "fire/rewrite.txt"), of(pages, "fire/wire.txt")
    assert "Share this article · 3 hours ago" in rewrite.text("furniture", without="key")
    prose = [(c, t) for c, t in wire.texts if "prose" in c]
    assert "".join(t for c, t in prose if "credit" in c) == "(Reuters)(Reporting by Tomas Lind; Editing by Mara Quell)"
    assert "".join(t for c, t in prose if "quote" in c).startswith('"We had luck with the wind')
    assert [t for c, t in prose if "date" in c] == ["March 3", "on Sunday"]


def test_marks_are_not_by_colour_alone(pages):
    style = of(pages, "fire/wire.txt").text()
    forms = re.findall(r"\.tone-\d \{[^}]*text-decoration-style: (\w+)", style)
    assert len(forms) == len(palette.TINTS_LIGHT)
    assert len(set(forms)) >= 5


def test_a_right_to_left_article_keeps_its_direction_its_language_and_its_joiners(pages):
    read = of(pages, "fire/persian.txt")
    pane = next(found for tag, found in read.elements if found.get("class") == "prose")
    assert (pane["dir"], pane["lang"]) == ("auto", "fa")
    assert "آتش\u200cسوزی" in read.text("prose")


def test_hidden_characters_are_visible_escapes_everywhere(written):
    for path in written.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not set(text) & set("\x1b\x07\u202e\u202c\u2028\u2029\r\U000e0067"), path.name
    hostile = (written / file_name(invented.HOSTILE_ID)).read_text(encoding="utf-8")
    assert '<span class="hidden">\\u202e</span>' in hostile


def hashed(text):
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(written):
    for path in written.iterdir():
        text = path.read_text(encoding="utf-8")
        (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
        scripts = re.findall("<script>(.*?)</script>", text, re.DOTALL)
        (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        allowed = f"script-src '{hashed(scripts[0])}'; style-src" if scripts else "style-src"
        closed = "base-uri 'none'; form-action 'none'"
        assert policy.replace("&#39;", "'") == f"default-src 'none'; {allowed} '{hashed(style)}'; {closed}"
        assert not re.search(r"url\(|@import|@font-face", style)
        assert len(scripts) == (path.name == "index.html")


def test_the_script_holds_nothing_of_an_article(tables, written):
    text = (written / "index.html").read_text(encoding="utf-8")
    ours = (files("provenance.report") / "templates" / "list.js").read_text(encoding="utf-8")
    assert re.findall("<script>(.*?)</script>", text, re.DOTALL) == [ours.replace("\r\n", "\n").rstrip("\n")]


def test_the_same_tables_give_the_same_bytes_in_any_order(tables, written, tmp_path):
    shuffled = []
    for name in SCHEMAS:
        frame = getattr(tables, name)
        order = list(range(frame.height))
        random.Random(3).shuffle(order)
        shuffled.append(frame[order])
    paths = write_report(Tables(*shuffled), {**invented.RUN, "seconds": {"read": 99.0}}, tmp_path)
    assert {p.name: p.read_bytes() for p in paths} == {p.name: p.read_bytes() for p in written.iterdir()}


def test_a_page_stands_alone_without_a_trace_around_it(tables):
    read = Page(article_page(article_story(tables, "fire/cut.txt")))
    assert [h for h in read.attribute("href") if not h.startswith("#")] == []
    assert "Fire closes Lorandian grain" in read.text("graph")


def test_an_index_without_pages_links_nowhere(tables):
    read = Page(index(tables, invented.RUN))
    assert [h for h in read.attribute("href") if not h.startswith("#")] == []


def test_articles_in_the_lists_of_the_index_are_told_apart_by_their_outlets(tables):
    rows = re.findall(r"<div>(.*?)</div>", index(tables, invented.RUN), re.DOTALL)
    assert any("Forty lorries turn back" in row and "Border Post" in row and "79%" in row for row in rows)


def test_pages_of_an_earlier_trace_are_taken_away_and_nothing_else(tables, tmp_path):
    kept = ["notes.html", "figures.html", "style.css"]
    for name in [file_name("gone.txt"), *kept]:
        (tmp_path / name).write_text("x")
    write_report(tables, invented.RUN, tmp_path)
    assert not (tmp_path / file_name("gone.txt")).exists()
    assert all((tmp_path / name).exists() for name in kept)


def test_in_a_large_corpus_only_articles_with_a_finding_get_a_page(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(pages_module, "ALL", 5)
    names = {path.name for path in write_report(tables, invented.RUN, tmp_path)}
    articles = {name for name in names if not name.startswith("pair-")}
    assert articles == {"index.html", *map(file_name, ARTICLES)} - {file_name("talks/three.txt")}
    read = Page((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert {h for h in read.attribute("href") if not h.startswith("#")} <= names
    assert "1 article has no page here" in read.text()
    monkeypatch.setattr(pages_module, "MOST", 3)
    monkeypatch.setattr(pages_module, "PAIRS", 1)
    assert len(write_report(tables, invented.RUN, tmp_path)) == 5
    assert len(list(tmp_path.iterdir())) == 5


def test_where_not_all_get_a_page_those_of_the_largest_families_do(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(pages_module, "ALL", 5)
    monkeypatch.setattr(pages_module, "MOST", 5)
    names = {path.name for path in write_report(tables, invented.RUN, tmp_path)}
    fire = {file_name(f"fire/{name}.txt") for name in ("cut", "relay", "rewrite", "wire")}
    assert fire <= names
    assert file_name("letters/a.txt") not in names


@pytest.mark.parametrize("article", ["", "a", "../../x", "CON", "a\x00b", "ä" * 5000, "\ud800", "A", "x" * 5000])
def test_file_names_are_safe_and_differ(article):
    assert re.fullmatch(r"([a-z0-9-]{1,40}-)?[0-9a-f]{10}\.html", file_name(article))
    assert file_name(article) != file_name(article + "2")


@pytest.mark.parametrize(
    ("colours", "tints", "lines"),
    [
        (palette.LIGHT, palette.TINTS_LIGHT, palette.LINES_LIGHT),
        (palette.DARK, palette.TINTS_DARK, palette.LINES_DARK),
    ],
    ids=["light", "dark"],
)
def test_every_text_colour_can_be_read_on_what_it_stands_on(colours, tints, lines):
    text = ("ink", "dim", "link", "unseen", "yes", "no", "quote")
    for ground in ("paper", "card", "sunk"):
        assert {name: palette.contrast(colours[name], colours[ground]) >= 4.5 for name in text} == dict.fromkeys(
            text, True
        )
        assert palette.contrast(colours["edge"], colours[ground]) >= 3
    for tint, line in zip(tints, lines, strict=True):
        assert min(palette.contrast(colours[name], tint) for name in ("ink", "quote", "dim", "no")) >= 4.5
        assert palette.contrast(line, colours["paper"]) >= 4.5  # the number on its badge
        assert palette.contrast(line, tint) >= 3  # the line beneath a passage


def test_a_style_of_a_list_does_not_reach_into_drawings(tables):
    page = article_page(article_story(tables, "fire/wire.txt"))
    style, svg = re.search("<style>(.*?)</style>", page, re.DOTALL)[1], re.search("<svg.*?</svg>", page, re.DOTALL)[0]
    drawn = {name for names in re.findall('class="([^"]*)"', svg) for name in names.split()}
    sized = re.findall(r"([^{}]*)\{[^{}]*\b(?:width|height|display|padding)\s*:", style)
    plain = {
        part.strip()[1:] for selectors in sized for part in selectors.split(",") if re.fullmatch(r"\.\w+", part.strip())
    }
    assert not drawn & plain


def test_the_bars_of_a_list_are_as_long_as_their_shares(tables):
    style = re.search("<style>(.*?)</style>", index(tables, invented.RUN), re.DOTALL)[1]
    assert re.findall(r"i\.b(\d+) \{ background-size: (\d+)%", style) == [(str(n), str(5 * n)) for n in range(21)]
    assert style.index("i.bar {") < style.index("i.b0 {")  # of rules as strong as each other the last one holds


def test_no_space_stands_before_a_colon_or_a_full_stop(written):
    for path in sorted(written.glob("*.html")):
        text = re.sub(r"<(?:style|script).*?</(?:style|script)>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"</(?:a|bdi|span)>\s+[:.,]", text)


def test_what_a_small_screen_leaves_out_of_a_list_is_counted_there(pages, written):
    for path in sorted(written.glob("*.html")):
        whole = path.read_text(encoding="utf-8")
        for section in re.findall("<section.*?</section>", whole, re.DOTALL):
            hidden = len(re.findall(r'<(?:tr|li|tbody) class="(?:edge-card )?wide"', section))
            assert not hidden or 'class="small narrow">…' in section, path.name

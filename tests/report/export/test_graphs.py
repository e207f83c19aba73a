"""Graph tools, drawings and spreadsheets read what was meant, whatever stands in a title or an id."""

import csv
import io
import re
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.escaping import printable
from provenance.report.export import dot as dots
from provenance.report.export.claims import Claim, ClaimNode, Claims
from provenance.report.export.dot import dot
from provenance.report.export.edges_csv import COLUMNS, cell, edges_csv
from provenance.report.export.graphml import graphml, xml_text
from provenance.report.export.mermaid import coded, mermaid
from tests.report import invented

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NS = "{http://graphml.graphdrawing.org/xmlns}"
EVIL = [
    '"]; click n1 "javascript:alert(1)"; n2["',
    'x"\n  click n1 href "https://example.org"',
    "`**bold**` <script>alert(1)</script> <br/>",
    '\\"]; node [URL="https://example.org"]; x [label="',
    "a\\",
    "%%{init: {}}%%",
    "#quot;] --> n9 #lt;b#gt; &lt;b&gt; &#60;",
    "end",
    "\\N \\G \\l",
]


def graph(title: str, key: str = "a") -> Claims:
    """An article of that title on an unseen item."""
    article, item = ClaimNode("article", key, title, {"outlet": title}), ClaimNode("unseen", key, title)
    return Claims((article, item), (Claim(article, item, title, "known", 1, 0.5),), {}, {}, {})


def outside(text: str, string: str) -> str:
    """The text with every string literal taken out."""
    return re.sub(string, "S", text)


@pytest.mark.parametrize("title", [*EVIL, invented.HOSTILE])
def test_nothing_breaks_out_of_a_dot_string(title):
    skeleton = outside(dot(graph(title, title)), r'"(?:[^"\\\n]|\\["\\n])*"')
    assert skeleton == outside(dot(graph("t", "k")), r'"(?:[^"\\\n]|\\["\\n])*"')


@pytest.mark.parametrize("title", [*EVIL, invented.HOSTILE])
def test_nothing_breaks_out_of_a_mermaid_label(title):
    skeleton = outside(mermaid(graph(title, title)), r'"[^"\n]*"')
    assert skeleton == 'flowchart LR\n  n1[S]\n  n2([S])\n  n2 -->|S| n1\n'  # fmt: skip


@given(ANY)
def test_a_mermaid_label_holds_letters_figures_and_codes_only(text):
    made = coded(text)
    left = re.sub(r"#[0-9]+;", "", made)
    assert all(c.isalnum() or c in " .,-%" for c in left)
    assert re.sub(r"#([0-9]+);", lambda m: chr(int(m[1])), made) == text


@given(ANY)
def test_a_dot_string_says_what_was_meant(text):
    made = dots.dot_string(text)
    assert not re.search(r'(?<!\\)(?:\\\\)*"', made)
    assert re.sub(r"\\(.)", r"\1", made, flags=re.S).replace("&amp;", "&") == text


@given(ANY)
def test_xml_reads_back_what_xml_can_hold(text):
    read = ElementTree.fromstring(f"<a>{xml_text(text)}</a>").text or ""
    gone = {c for c in text if c not in "\t\n\r" and (ord(c) < 0x20 or c in "\ufffe\uffff")}
    for c in gone:  # what XML cannot hold stands as a visible escape
        text = text.replace(c, printable(c))
    assert read == text


def test_graphml_has_every_article_and_every_claim(found):
    root = ElementTree.fromstring(graphml(found))
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{NS}key")}
    nodes = {
        node.get("id"): {keys[data.get("key")]: data.text for data in node.iter(f"{NS}data")}
        for node in root.iter(f"{NS}node")
    }
    edges = [
        (edge.get("source"), edge.get("target"), *(data.text for data in list(edge)[:4]))
        for edge in root.iter(f"{NS}edge")
    ]
    items = {"irna-fire", "reuters-fire", "reuters-talks", "kna-talks", invented.HOSTILE_ID + "-item"}
    seen = {key.replace("\x1b", r"\x1b") for key in {*invented.TEXTS, *items}}  # XML has no escape character
    assert {node["id"] for node in nodes.values()} == seen
    assert nodes["item:reuters-talks"] == {
        "id": "reuters-talks", "kind": "unseen", "label": "unseen Reuters background passage", "agency": "reuters",
        "item": "background",
    }  # fmt: skip
    assert ("article:fire%2Fwire.txt", "article:fire%2Frelay.txt", "copy", "known", "1", "0.97") in edges
    assert ("article:letters%2Fa.txt", "article:letters%2Fb.txt", "copy", "unknown", "1", "0.64") in edges
    assert {end for edge in edges for end in edge[:2]} <= set(nodes)
    assert len(edges) == len(found.claims) == 11


def test_networkx_reads_the_graphml(found, tmp_path):
    networkx = pytest.importorskip("networkx", reason="pip install networkx: a second reader of GraphML")
    (tmp_path / "a.graphml").write_text(graphml(found), encoding="utf-8")
    read = networkx.read_graphml(tmp_path / "a.graphml")
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(found.nodes), len(found.claims))
    assert read.is_directed()


def test_drawings_leave_out_what_stands_alone(found):
    assert "The price of apples" in graphml(found)
    assert "The price of apples" not in dot(found) + mermaid(found)
    assert 'dir="none"' in dot(found)
    assert "-.-" in mermaid(found)


def test_a_csv_row_says_one_claim(found):
    rows = list(csv.DictReader(io.StringIO(edges_csv(found), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(found.claims)
    assert next(row for row in rows if row["derived"] == "fire/relay.txt") == {
        "derived": "fire/relay.txt", "derived_kind": "article", "derived_label": "Fire closes grain harbour",
        "source": "fire/wire.txt", "source_kind": "article", "source_label": "Fire closes Lorandian grain harbour",
        "relation": "copy", "direction": "known", "rank": "1", "probability": "0.97",
        "reasons": "names Reuters in a closing bracket; nearly every word stands in the source",
    }  # fmt: skip


@given(ANY)
def test_no_csv_cell_begins_a_formula(text):
    made = cell(text)
    first = unicodedata.normalize("NFKC", made.lstrip()[:1])[:1]
    assert made[:1] not in ("\t", "\r", "\n")
    assert not first or first not in "=+-@"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "\u2212", " =", "\ufe62"]
)
def test_a_cell_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(start):
    made = next(
        csv.reader(io.StringIO(edges_csv(graph(start + 'cmd|"/c calc"!A1', start)), newline="").readlines()[1:])
    )
    assert [made[place][0] for place in (0, 2, 3, 5, 6)] == ["'"] * 5


def test_csv_is_quoted_and_ends_its_lines_as_rfc_4180_has_it():
    text = edges_csv(graph('Fire, "out"\nnow'))
    assert text.count("\r\n") == 2
    assert text.count("\n") == 2
    assert '"Fire, ""out""\\nnow"' in text

"""Two articles side by side: every shared stretch is in both, numbered, linked both ways, and can be hidden."""

import re

import pytest

from provenance.base.escaping import printable
from provenance.report.comparison import comparison
from provenance.report.markdown import comparison_markdown
from provenance.report.web.pair_page import meaning, pair_page
from tests.report import invented
from tests.report.web.reading import Page

PAIRS = [
    ("fire/cut.txt", "fire/wire.txt"),
    ("fire/rewrite.txt", "fire/wire.txt"),
    (invented.HOSTILE_ID, "fire/wire.txt"),
]


def read(tables, left, right):
    return Page(pair_page(comparison(tables, left, right)))


@pytest.mark.parametrize("pair", PAIRS, ids=["cut", "rewrite", "hostile"])
def test_both_texts_are_there_whole(tables, pair):
    page = read(tables, *pair)
    panes = re.sub(r"\r\n?", "\n", page.text("text-pane", without="number"))
    assert panes == "".join(printable(re.sub(r"\r\n?", "\n", invented.TEXTS[key])) for key in pair)


@pytest.mark.parametrize("pair", PAIRS, ids=["cut", "rewrite", "hostile"])
def test_each_stretch_has_its_number_in_both_and_each_leads_to_the_other(tables, pair):
    page = read(tables, *pair)
    links = {found["id"]: found["href"] for tag, found in page.elements if tag == "a" and "id" in found}
    count = len(comparison(tables, *pair).passages)
    assert links == {
        f"{here}-{n}": f"#{there}-{n}" for n in range(1, count + 1) for here, there in (("a", "b"), ("b", "a"))
    }
    ribbons = [found for tag, found in page.elements if "ribbon" in found.get("class", "")]
    assert len(ribbons) == count


def test_the_order_is_the_one_given(tables):
    for pair in (PAIRS[0], PAIRS[0][::-1]):
        found = comparison(tables, *pair)
        assert (found.left.key, found.right.key) == pair
        names = [node.name for node in (found.left, found.right)]
        page = Page(pair_page(found))
        places = [page.text("pair-heads").index(name) for name in names]
        assert places == sorted(places)


def test_what_it_means_is_said_of_a_and_b(tables):
    assert meaning(comparison(tables, *PAIRS[0])) == "A very likely (94%) draws on B: nearly all of its text."


def test_changed_words_are_marked_on_both_sides(tables):
    row = invented.passage("fire/cut.txt", "fire/wire.txt", invented.TEXTS, "No one was hurt.")
    wire = invented.TEXTS["fire/wire.txt"]
    start = wire.index("this pier")
    shifted = {**row, "right_start": start, "right_end": start + 9, "words": 4, "matched": 0}
    edited = tables.passages.clear().vstack(invented.t.table([shifted], invented.t.PASSAGES))
    page = read(invented.t.Tables(**{**vars(tables), "passages": edited}), *PAIRS[0])
    changed = "|".join(text for classes, text in page.texts if "changed" in classes and "passage" in classes)
    assert changed == "No one was hurt|this pier"


def test_quotations_and_short_matches_are_hidden_without_a_script_and_the_shares_follow(tables):
    text = pair_page(comparison(tables, *PAIRS[0]))
    page = Page(text)
    assert "<script" not in text
    boxes = [found["id"] for tag, found in page.elements if tag == "input"]
    assert boxes == ["no-quotes", "no-short"]
    assert [found["for"] for tag, found in page.elements if tag == "label"] == boxes
    for box in boxes:
        assert re.search(rf"#{box}:checked ~ \.pair-texts mark", text)
    shares = [t for c, t in page.texts if {"v0", "v1", "v2", "v3"} & set(c)][:4]
    assert shares[0] == shares[2] == "98%"  # no match is short
    assert int(shares[1][:-1]) < 90  # the harbour master's words


def test_a_comparison_as_markdown_has_both_sides_and_no_markup_from_articles(tables):
    text = comparison_markdown(comparison(tables, *PAIRS[2]))
    assert not re.search(r"(?<!\\)[<>`]", re.sub(r"(?m)^ {0,4}>", "", text))
    assert "> A: Firefighters from three districts" in text
    assert "> B: Firefighters from three districts" in text


def test_an_unseen_source_stands_beside_an_article_as_far_as_it_is_known(tables):
    page = read(tables, "talks/one.txt", "reuters-talks")
    assert invented.BACKGROUND in page.text("text-pane")
    assert "nothing of its text is known" in read(tables, "talks/one.txt", "kna-talks").text()

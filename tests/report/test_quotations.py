"""A report says who else has an article's quotations, in what form, and who gave them to another speaker."""

import pytest

from provenance.base.tables import QUOTATIONS, Tables, table
from provenance.report.comparison import comparison
from provenance.report.markdown import markdown
from provenance.report.quotations import LISTED
from provenance.report.terminal import comparison_text, report
from provenance.report.verdict import article_story
from provenance.report.web.html import article_page
from tests.report import invented

WIRE, CUT, RELAY = "fire/wire.txt", "fire/cut.txt", "fire/relay.txt"


@pytest.fixture(scope="module")
def tables():
    return invented.tables()


def test_the_longest_form_is_told_with_all_who_have_it(tables):
    [found] = article_story(tables, WIRE).quotations
    assert (found.form, found.longest.key, found.speaker, found.more) == ("exact", WIRE, "Ilse Varga", 0)
    assert [(v.node.key, v.form, v.speaker, v.kept) for v in found.others] == [
        (CUT, "exact", "Bo Sund", False), (RELAY, "indirect", None, None),
    ]  # fmt: skip
    assert found.others[1].quote == "crews who know every pipe"


def test_an_article_without_common_quotations_has_none(tables):
    assert article_story(tables, "talks/one.txt").quotations == ()
    assert "Quotations" not in report(article_story(tables, "talks/one.txt"))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_format_has_the_section(tables):
    told = article_story(tables, WIRE)
    terminal, marked, html = flat(report(told, width=100)), markdown(told), article_page(told)
    assert "Quotations that others have too" in terminal
    assert "We had luck with the wind" in terminal
    assert "Ilse Varga; no other article has more of it" in terminal
    assert "in “Grain store burns in Port Ardent” (Coast Daily): word for word; given to Bo Sund" in terminal
    assert "in “Fire closes grain harbour” (Lorandian News Agency): without quotation marks" in terminal
    assert "## Quotations that others have too" in marked
    assert "word for word; given to Bo Sund" in marked
    assert '<h2 id="quotations">Quotations that others have too</h2>' in html
    assert "word for word; given to Bo Sund" in html


def test_in_the_other_article_the_speaker_is_seen_from_there(tables):
    [found] = article_story(tables, CUT).quotations
    assert [(v.node.key, v.speaker, v.kept) for v in found.others] == [(WIRE, "Ilse Varga", False), (RELAY, None, None)]
    assert "Bo Sund; no other article has more of it" in flat(report(article_story(tables, CUT), width=120))


def test_a_comparison_has_the_quotations_of_both(tables):
    found = comparison(tables, CUT, WIRE)
    [both] = found.quotations
    assert (both.speaker, [(v.node.key, v.form, v.kept) for v in both.others]) == ("Bo Sund", [(WIRE, "exact", False)])
    assert "Quotations in both" in comparison_text(found)
    assert comparison(tables, "talks/one.txt", "talks/two.txt").quotations == ()


def test_what_half_the_collection_quotes_is_listed_in_part_and_counted():
    rows = [invented.article(f"{n:03}", "“We had luck with the wind and good crews.”") for n in range(60)]
    said = [dict.fromkeys(QUOTATIONS) | {"quotation": "000:0", "article": f"{n:03}", "start": 0, "end": 43,
            "form": "exact", "words": 9, "of": "000"} for n in range(60)]  # fmt: skip
    frames = {name: frame.clear() for name, frame in vars(invented.tables()).items()}
    whole = Tables(**{**frames, "articles": table(rows, invented.t.ARTICLES), "quotations": table(said, QUOTATIONS)})
    [found] = article_story(whole, "050").quotations
    assert (len(found.others), found.more) == (LISTED, 59 - LISTED)


@pytest.mark.parametrize(("named", "other"), [("a", "b"), ("z", "b")])
def test_each_line_compares_with_the_article_of_the_page(named, other):
    texts = {
        named: "“We had luck with the wind and good crews here.”",
        other: "“We had luck with the wind and bad crews here.”",
        "c": "“We had luck with the wind and bad crews here.”",
        "d": "“We had luck with the wind and bad crews.”",
        "e": "“We had luck with the wind and bad crews here now.”",
    }
    rows = [invented.article(name, text) for name, text in texts.items()]
    said = [dict.fromkeys(QUOTATIONS) | {"quotation": f"{other}:0", "article": name, "start": 0, "end": len(text),
            "form": "altered" if name == named else "exact", "words": 9, "of": other}
            for name, text in sorted(texts.items())]  # fmt: skip
    frames = {name: frame.clear() for name, frame in vars(invented.tables()).items()}
    made = Tables(**{**frames, "articles": table(rows, invented.t.ARTICLES), "quotations": table(said, QUOTATIONS)})
    lines = {
        name: {v.node.key: v.form for v in article_story(made, name).quotations[0].others} for name in (named, other)
    }
    assert lines[named] == {other: "altered", "c": "altered", "d": "altered", "e": "altered"}
    assert lines[other] == {named: "altered", "c": "exact", "d": "trimmed", "e": "fuller"}

"""Terminal text fits its width, is safe to print, and shows what the tables hold."""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from provenance.base.tables import ARTICLES, Tables, table
from provenance.report import summary as summaries
from provenance.report.as_json import as_json
from provenance.report.comparison import comparison
from provenance.report.layout import cells
from provenance.report.markdown import markdown
from provenance.report.terminal import comparison_text, report
from provenance.report.verdict import article_story
from provenance.report.web.html import article_page
from tests.report import invented

FROM = datetime(1967, 1, 1, tzinfo=UTC)
WIDTHS = (60, 80, 120)
COLOUR = re.compile("\x1b\\[[0-9;]{0,20}m")


def texts(tables, width, colour=False):
    yield summaries.summary(tables, invented.RUN, codes=invented.CODES, width=width, colour=colour)
    for article in tables.articles["article"]:
        yield report(article_story(tables, article), width=width, colour=colour)
    for left, right in (("fire/cut.txt", "fire/wire.txt"), ("talks/one.txt", "reuters-talks")):
        yield comparison_text(comparison(tables, left, right), width=width, colour=colour)
    yield comparison_text(comparison(tables, invented.HOSTILE_ID, "fire/wire.txt"), width=width, colour=colour)


def dangerous(text):
    return {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"}}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_fits(tables, width):
    for text in texts(tables, width):
        assert max(map(cells, text.splitlines())) <= width


def test_nothing_from_an_article_controls_the_terminal(tables):
    for text in texts(tables, 80):
        assert dangerous(text) == set()
        assert not any(line.startswith("provenance: error") for line in text.splitlines())


def test_colour_adds_colour_and_nothing_else(tables):
    for plain, coloured in zip(texts(tables, 80), texts(tables, 80, colour=True), strict=True):
        assert "\x1b[" in coloured
        bare = COLOUR.sub("", coloured)
        assert dangerous(bare) == set()
        assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_rich_markup_in_a_headline_stays_text(tables):
    assert "[bold red]markup[/]" in COLOUR.sub(
        "", report(article_story(tables, invented.HOSTILE_ID), colour=True, width=120)
    )


def test_the_summary_says_what_was_read_and_where_to_look(tables):
    text = summaries.summary(tables, invented.RUN, codes=invented.CODES, out="out/a b", width=100)
    for part in (
        "11 articles", "1 warned, 2 rejected: E-BINARY 1, E-EMPTY 1; see ledger.jsonl", "1 cluster of 3 near-duplicate",
        "11 derivations, 10 of them likely", "5 sources that the articles draw on", "KNA statement",
        "open 'out/a b'/report/index.html", "provenance compare fire/relay.txt fire/wire.txt --from 'out/a b'",
    ):  # fmt: skip
        assert part in text


def test_long_lists_say_what_they_leave_out(tables):
    assert "… and 3 more" in summaries.summary(tables, invented.RUN)


def test_the_report_shows_sources_evidence_passages_dates_and_limits(tables):
    text = report(article_story(tables, "fire/rewrite.txt"), width=100)
    for part in (
        "Likely (72%) draws on", "+2.4  two passages, 47 words together",
        "−1.5  calls itself the work of its own staff",
        "[2, 3]  “The store held", "characters 312 to 447", "Published: 4 to 9 Mar 2024",
        "a bare weekday lies 0 to 6 days back “on Sunday”", "What would change this", "does not prove",
    ):  # fmt: skip
        assert part in text


def test_a_credit_beside_the_text_is_said_to_stand_there(tables):
    told = article_story(tables, "fire/cut.txt")
    assert "Reuters, relay (passed it on), for the whole story: in its byline" in report(told, width=120)
    assert "relay (passed it on), for the whole story: in its byline" in markdown(told)


def test_a_comparison_weighs_for_and_against(tables):
    text = comparison_text(comparison(tables, "fire/cut.txt", "fire/wire.txt"))
    assert "Similarity 77%; 99% of A stands in B, 78% of B in A." in text
    head, tail = text.split("\nFor\n")[1].split("\nAgainst\n")
    assert "+2.5  the source is dated a day earlier" in head
    assert "−0.7  it names no agency" in tail


def test_a_comparison_turned_round_swaps_its_containments(tables):
    there, back = (
        comparison(tables, *pair) for pair in (("fire/cut.txt", "fire/wire.txt"), ("fire/wire.txt", "fire/cut.txt"))
    )
    assert (there.left_in_right, there.right_in_left) == (back.right_in_left, back.left_in_right) == (0.99, 0.78)
    assert there.meaning == back.meaning
    assert there.evidence_for == back.evidence_for


def test_two_articles_on_one_unseen_item_are_said_to_share_it(tables):
    found = comparison(tables, "talks/one.txt", "talks/two.txt")
    assert found.meaning == "Both likely (79%) draw on an unseen Reuters background passage, not one on the other."
    with pytest.raises(KeyError, match="nobody"):
        comparison(tables, "talks/one.txt", "nobody")


def test_markdown_has_no_markup_from_articles(tables):
    text = markdown(article_story(tables, invented.HOSTILE_ID))
    assert dangerous(text) == set()
    assert not re.search(r"(?<!\\)[<>`]", re.sub(r"(?m)^ {0,4}> ", "", text))
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[1:3] == ["## What it draws on", "## Passages that stand elsewhere too"]


def test_json_is_the_story_and_parses(tables):
    for article in tables.articles["article"]:
        text = as_json(article_story(tables, article))
        assert dangerous(text) == set()
        read = json.loads(text, parse_constant=pytest.fail)
        assert list(read) == sorted(read)
        assert (read["article"], read["text"]) == (article, invented.TEXTS[article])


@pytest.mark.parametrize(
    ("few", "said"), [(5, "5 sources that the articles draw on and that were"), (1, "and that was")]
)
def test_one_source_was_and_several_were_not_among_the_articles(tables, few, said):
    kept = tables.sources["source"].to_list()[:few]
    edges = tables.derivations.filter((pl.col("source_kind") != "unseen") | pl.col("source").is_in(kept))
    fewer = replace(tables, derivations=edges, sources=tables.sources.filter(pl.col("source").is_in(kept)))
    text = summaries.summary(fewer, invented.RUN, codes=invented.CODES, width=120, colour=False)
    assert said in text


@pytest.mark.parametrize("bounds", [{"published_from": FROM}, {"published_to": FROM}])
def test_a_heading_names_no_date_where_one_bound_only_is_known(bounds):
    rows = [invented.article("a", "Rain fell on the long pier.", outlet="Coast Daily", date_basis="text", **bounds)]
    frames = {name: frame.clear() for name, frame in vars(invented.tables()).items()}
    made = article_story(Tables(**{**frames, "articles": table(rows, ARTICLES)}), "a")
    told = report(made).split("Dates")
    assert "Coast Daily · date unknown" in told[0]
    assert "1 Jan 1967 or " in told[1]
    assert "1 Jan 1967" not in article_page(made).split('id="dates"')[0].split('<p class="about">')[1].split("</p>")[0]

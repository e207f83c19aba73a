"""A story says what the evidence says, names what it rests on, and never more."""

import random

import pytest

from provenance.base.tables import SCHEMAS, Tables, table
from provenance.report.gathered import CONTEXT, narrowed
from provenance.report.story import Derivation, Node, Period
from provenance.report.verdict import article_story, story_from, verdict
from tests.report import invented

VERDICTS = [
    ("fire/relay.txt", "Near-duplicate of “Fire closes Lorandian grain harbour” (Reuters), and very likely (97%) "
                       "draws on it."),
    ("fire/rewrite.txt", "Likely (72%) draws on “Fire closes Lorandian grain harbour” (Reuters)."),
    ("fire/wire.txt", "4 other articles likely draw on it. No source found in this collection; that does not prove "
                      "independence."),
    ("fire/persian.txt", "No source of its text found; for its information it names an unseen ایرنا story."),
    ("talks/one.txt", "Likely (88%) draws on an unseen Reuters background passage, named in its own credit. 29% of its "
                      "words also occur in “Forty lorries turn back” (Border Post)."),
    ("talks/two.txt", "Likely (79%) draws on an unseen Reuters background passage, named in another article’s credit. "
                      "48% of its words also occur in “Ministers to meet in mountain hotel” (Kurier 24)."),
    ("talks/three.txt", "No source found in this collection; that does not prove independence."),
    ("letters/a.txt", "Shares text with “Another letter to the editor.”: one of the two "
                      "likely (64%) draws on the other, but which on which is not known."),
]  # fmt: skip


@pytest.mark.parametrize(("article", "expected"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_the_verdict_is_one_honest_sentence(tables, article, expected):
    assert article_story(tables, article).verdict == expected


def test_no_story_accuses(tables):
    for article in tables.articles["article"]:
        told = article_story(tables, article)
        said = " ".join([told.verdict, *told.changes]).lower()
        assert not {"copied", "stole", "stolen", "plagiarised", "original is", "proves"} & set(said.split())


def test_sources_runner_ups_followers_and_what_lies_beyond_are_told_apart(tables):
    cut, persian, wire = (article_story(tables, f"fire/{name}.txt") for name in ("cut", "persian", "wire"))
    assert [(d.source.key, d.rank) for d in cut.sources] == [("fire/wire.txt", 1)]
    assert [(d.source.key, d.rank) for d in cut.runner_ups] == [("fire/relay.txt", 2)]
    assert [(d.derived.key, d.source.name) for d in persian.beyond] == [("irna-fire", "unseen Reuters story")]
    assert [d.derived.key for d in wire.drawn_on_by][:3] == ["fire/relay.txt", "fire/cut.txt", "fire/rewrite.txt"]


def test_an_edge_of_unknown_direction_is_in_both_stories(tables):
    a, b = article_story(tables, "letters/a.txt"), article_story(tables, "letters/b.txt")
    assert a.unclear == b.unclear
    assert a.sources == b.sources == a.drawn_on_by == ()


def test_passages_are_seen_from_their_own_side_with_the_other_text_around(tables):
    told = article_story(tables, "fire/wire.txt")
    assert [p.number for p in told.passages] == [*range(1, len(told.passages) + 1)]
    for passage in told.passages:
        other = invented.TEXTS[passage.other.key]
        assert passage.text == invented.WIRE[passage.start : passage.end]
        assert passage.other_text == other[passage.other_start : passage.other_end]
        before = passage.other_before.lstrip("…")
        assert other[: passage.other_start].endswith(before)
        assert len(before) <= CONTEXT
        assert other[passage.other_end :].startswith(passage.other_after.rstrip("…"))


def test_shares_leave_furniture_out_and_count_overlaps_once(tables):
    shares = article_story(tables, "fire/rewrite.txt").shares
    shared = len((invented.SHARED_FIRE + " " + invented.SHARED_BARLEY).replace("9,000", "9 000").split())
    assert shares.elsewhere == shared
    assert [(node.key, count) for node, count in shares.holders] == [("fire/wire.txt", 55), ("fire/relay.txt", 25)]
    assert shares.words == tables.articles.filter(article="fire/rewrite.txt")["words"].item()


def test_evidence_quotes_the_span_it_rests_on(tables):
    (edge,) = article_story(tables, "fire/relay.txt").sources
    assert [(e.kind, e.weight, e.quote) for e in edge.evidence] == [
        ("credit", 3.5, "(Reuters/LNA)"),
        ("passage", 3.1, ""),
    ]


def test_what_would_change_the_verdict_follows_from_what_is_missing(tables):
    one = article_story(tables, "talks/one.txt").changes
    assert "The year of its own date, which can be 17 Jan of 2001, 2007, 2018, 2024 or 2029." in one
    assert any(line.startswith("The unseen Reuters background passage itself") for line in one)
    assert "Which agency “(Reuters/LNA)” means: LNA-LT or LNA-LU." in article_story(tables, "fire/relay.txt").changes
    assert article_story(tables, "talks/three.txt").changes == (
        "An earlier article with the same text: only 10 other articles could be compared.",
    )


def test_given_names_of_agencies_go_before_the_articles_own_spelling(tables):
    assert "an unseen IRNA story" in article_story(tables, "fire/persian.txt", {"irna": "IRNA"}).verdict


def test_the_order_of_rows_changes_nothing(tables):
    shuffled = []
    for name in SCHEMAS:
        frame = getattr(tables, name)
        order = list(range(frame.height))
        random.Random(7).shuffle(order)
        shuffled.append(frame[order])
    other = Tables(*shuffled)
    for article in tables.articles["article"]:
        assert article_story(other, article) == article_story(tables, article)


def test_an_unknown_article_is_a_key_error(tables):
    with pytest.raises(KeyError, match="nowhere"):
        article_story(tables, "nowhere.txt")


def test_an_empty_trace_has_an_empty_story():
    alone = invented.article("a", "")
    made = {name: invented.t.table([alone] if name == "articles" else [], s) for name, s in SCHEMAS.items()}
    told = article_story(Tables(**made), "a")
    assert (told.verdict, told.shares.words, told.node.name) == (
        "No source found in this collection; that does not prove independence.", 0, "a",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (0.95, "For its information it names an unseen Reuters story. Likely (60%) draws on “wire”."),
        (0.4, "Likely (60%) draws on “wire”."),
    ],
)
def test_what_a_text_names_stands_first_where_that_is_surer_than_its_source(cited, expected):
    none = Period(None, None)
    own, wire = Node("own", False, "own", None, none), Node("wire", False, "wire", None, none)
    item = Node("unseen:reuters:own", True, "unseen Reuters story", None, none)
    sources = [
        Derivation(own, wire, "rewrite", "known", 1, 0.6, ()),
        Derivation(own, item, "citation", "known", 1, cited, ()),
    ]
    parts = {"sources": sources, "cluster": None, "unclear": (), "article": "own", "drawn_on_by": ()}
    assert verdict(parts) == expected


def test_an_exact_copy_is_wholly_in_its_twin_although_pairs_are_measured_once():
    texts = dict.fromkeys("abc", "The ferry to Osk stopped at the third pier on a calm day.")
    rows = [invented.article(key, text, **invented.day(2024, 5, 1)) for key, text in texts.items()]
    kept = {"cluster": "a", "article": "a", "kept": True, "reason": "earliest", "similarity": None}
    members = [kept, *({**kept, "article": key, "kept": False, "similarity": 1.0} for key in "bc")]
    made = {name: [] for name in SCHEMAS} | {"articles": rows, "clusters": members}
    story = article_story(
        Tables(**{name: table(entries, SCHEMAS[name]) for name, entries in made.items()}).checked(), "b"
    )
    assert [(m.node.key, m.similarity, m.in_it, m.of_it) for m in story.cluster.members] == [
        ("a", 1.0, 1.0, 1.0), ("c", 1.0, 1.0, 1.0),
    ]  # fmt: skip


def test_what_would_change_it_counts_all_that_it_was_compared_with(tables):
    look = narrowed(tables, "talks/three.txt", None)
    assert any(
        "only 499 other articles" in line for line in story_from(look, "talks/three.txt", collection=500).changes
    )


def test_a_sentence_that_speaks_against_a_source_is_whole_or_ends_in_an_ellipsis(tables):
    for article in invented.TEXTS:
        for line in article_story(tables, article).changes:
            assert line[-1] in ".…", line
            assert line.count("“") == line.count("”") or line.endswith("…"), line

"""What two articles in different languages share becomes an edge: how likely, which way round, and on what evidence."""

import pytest

from provenance.base.tables import TRANSLATIONS
from provenance.origin.graph.evidence.reasons import reason_weights
from tests.origin.scenes import article, chosen, credit, likelihood, passage, traced

SENTENCE = {"left_start": 0, "left_end": 60, "right_start": 0, "right_end": 60, "gap": 0}


def sentences(left="a", right="b", *, score=0.9, quoted=0.0, count=3):
    chain = [SENTENCE] * count
    return row(left, right, basis="sentences", score=score, quoted=quoted, chain=chain)


def keys(left="a", right="b", *, likeness=0.5, others=0.1):
    return row(left, right, basis="keys", likeness=likeness, others=others, shared=["Tamberg", "312"])


def row(left, right, **columns):
    return {
        **dict.fromkeys(TRANSLATIONS),
        "left": left,
        "right": right,
        "likeness": 0.4,
        "shared": [],
        "chain": [],
        **columns,
    }


def edges(*rows, articles=None, credits=(), **more):
    articles = articles or [article("a"), article("b")]
    return traced(articles, list(credits), translations=list(rows), **more)[1]


def test_a_chain_of_sentences_makes_a_translation_likely():
    [found] = edges(sentences()).to_dicts()
    assert (found["derived"], found["source"], found["relation"], found["direction"]) == (
        "a",
        "b",
        "translation",
        "unknown",
    )
    assert found["probability"] == found["direct"] > 0.85
    assert found["rank"] == 1
    reason = found["evidence"][0]
    assert (reason["kind"], reason["weight"], reason["article"], reason["start"], reason["end"]) == (
        "translation",
        5.0,
        "a",
        0,
        60,
    )


@pytest.mark.parametrize("likeness", [0.2, 0.5, 1.0])
def test_names_and_numbers_alone_never_claim_more_than_a_possibility(likeness):
    wire = article("b", outlet="TASS")
    found = edges(keys(likeness=likeness), articles=[article("a"), wire], credits=[credit("a", "tass", "bracket")])
    [edge] = found.filter(found["relation"] == "translation").to_dicts()
    assert 0.05 <= edge["probability"] <= reason_weights()["translation"]["keys_most"] == 0.2
    assert edge["rank"] == 2


def test_the_note_says_what_is_shared():
    [found] = edges(keys()).to_dicts()
    assert "Tamberg, 312" in found["evidence"][-1]["note"] + found["evidence"][0]["note"]


@pytest.mark.parametrize(
    ("chain", "likely"),
    [
        (sentences(score=0.09), False),  # what two reports have by chance
        (sentences(score=0.3, quoted=0.3), False),  # both heard the speaker
        (sentences(quoted=0.85), True),  # so much of one speech in one order is more than that
        (sentences(quoted=0.5), True),  # and there is more
        (sentences(count=1, score=0.24), False),  # one sentence may be a statement
        (sentences(count=1, score=0.3), True),
    ],
)
def test_a_weak_chain_is_a_possibility(chain, likely):
    assert (likelihood(edges(chain), "a", "b") >= 0.5) is likely
    assert likelihood(edges(chain), "a", "b") >= 0.05


def test_the_later_one_is_the_translation():
    dated = [article("a", day="2024-03-01"), article("b", day="2024-03-03")]
    assert chosen(edges(sentences(), articles=dated)) == [("b", "a", "translation")]
    assert edges(sentences(), articles=dated)["direction"].to_list() == ["known"]


def test_the_one_that_credits_the_other_is_the_translation():
    found = edges(
        sentences(), articles=[article("a", outlet="TASS"), article("b")], credits=[credit("b", "tass", "bracket")]
    )
    [edge] = found.filter(found["relation"] == "translation").to_dicts()
    assert (edge["derived"], edge["source"], edge["direction"]) == ("b", "a", "known")
    assert "credit" in {reason["kind"] for reason in edge["evidence"]}


def test_copies_of_an_original_are_ranked():
    known = [article(name, day="2024-03-01") for name in "bcd"]
    rows = [sentences("a", name, score=score) for name, score in (("b", 0.5), ("c", 0.9), ("d", 0.09))]
    found = edges(*rows, articles=[article("a", day="2024-03-04"), *known])
    assert sorted(found["rank"].to_list()) == [1, 2, 3]
    assert found.sort("rank")["source"].to_list()[2] == "d"


def test_a_likelier_edge_of_other_grounds_stays():
    shared = [passage("a", 0, "b", 0, 250)]
    alone = edges(passages=shared).filter(edges(passages=shared)["source"] == "b")
    both = edges(keys(), passages=shared)
    assert not both.filter(both["relation"] == "translation").height
    assert likelihood(both, "a", "b") == likelihood(alone, "a", "b")


def test_passages_of_the_kind_translation_join_no_families():
    translated = {**passage("a", 0, "b", 0, 250), "kind": "translation"}
    assert edges(passages=[translated]).height == 0

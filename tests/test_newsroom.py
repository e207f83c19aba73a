"""The newsroom that evaluation rests on: repeatable, true to its log, and in two halves that share nothing."""

from dataclasses import replace
from itertools import combinations

from benchmarks.newsroom.banks import BANKS
from benchmarks.newsroom.corpus import articles
from benchmarks.newsroom.further_hands import FURTHER
from benchmarks.newsroom.house import house
from benchmarks.newsroom.newsroom import newsroom
from benchmarks.newsroom.operators import CHANCES
from benchmarks.newsroom.other_hands import OTHER
from benchmarks.newsroom.truth import Truth

FIT, TEST = BANKS["fit"], BANKS["test"]


def test_one_seed_writes_one_corpus():
    one, again = (articles(newsroom(TEST, 4, 3), TEST, 3) for _ in range(2))
    assert one.equals(again)
    assert not one.equals(articles(newsroom(TEST, 4, 5), TEST, 5))


def test_articles_that_have_nothing_to_do_with_each_other_share_no_sentence_but_what_both_heard():
    truth = Truth(newsroom(FIT, 8, 3))
    for one, other in combinations(truth.kept, 2):
        keys = truth.nodes[one].story.keys & truth.nodes[other].story.keys
        if not truth.related(one, other) and not truth.recycled(one, other):
            assert all(".heard" in key for key in keys)


def test_a_source_is_in_the_corpus_older_and_above_what_drew_on_it():
    truth = Truth(newsroom(FIT, 8, 3))
    edges = [(derived, source) for derived, sources in truth.sources.items() for source in sources]
    assert edges
    for derived, source in edges:
        assert truth.nodes[source].kept
        assert source in truth.lineage[derived]
        assert truth.nodes[source].when < truth.nodes[derived].when


def test_the_halves_share_no_topic_synonym_credit_or_furniture():
    assert not {t.name for t in FIT.topics} & {t.name for t in TEST.topics}
    assert not set(FIT.synonyms) & set(TEST.synonyms)
    assert not set(FIT.agencies) & set(TEST.agencies)
    assert not set(FIT.heads + FIT.tails) & set(TEST.heads + TEST.tails)
    assert not {w for p, ws in FIT.credits.items() for w in ws if p not in ("bracket", "chain")} & {
        w for ws in TEST.credits.values() for w in ws
    }


def test_other_hands_share_no_operator_with_those_of_the_fit_and_all_use_theirs():
    usual, further, other = ({label for label, _, _ in hands} for hands in (CHANCES, FURTHER, OTHER))
    assert not (usual | further) & other
    assert not {operator for _, operator, _ in (*CHANCES, *FURTHER)} & {operator for _, operator, _ in OTHER}
    done = {label for node in newsroom(replace(TEST, hands="other"), 12, 3).values() for label in node.story.done}
    assert other <= done
    assert not done & (usual | further | {"house_spelling", "slips"})
    mixed = {label for node in newsroom(replace(FIT, hands="mixed"), 12, 3).values() for label in node.story.done}
    assert further <= mixed | {"numerals", "split"}  # few sentences have a small figure or two clauses
    assert not mixed & other


def test_a_twin_of_a_source_has_all_that_was_taken_from_it_word_for_word():
    truth = Truth(newsroom(FIT, 8, 3))
    pairs = [(key, twin) for key, twins in truth.twins.items() for twin in twins if twin != key[1]]
    assert pairs
    for (name, source), twin in pairs:
        told = [{s.key: s.text for p in truth.nodes[n].story.paragraphs for s in p} for n in (name, source, twin)]
        taken = told[0].keys() & told[1].keys()
        assert taken
        assert all(told[2][key] == told[1][key] for key in taken)
        assert truth.nodes[twin].when < truth.nodes[name].when


def test_a_house_spells_alike_whatever_it_prints_and_houses_differ():
    names = [house(outlet, TEST) for outlet in ("The Vale Courier", "The Vale Courier", "Wick Mail", "Ull Post")]
    assert names[0] == names[1]
    assert len({tuple(sorted(own.spellings)) for own in names}) > 1


def test_with_trees_of_wires_most_copies_are_made_of_the_first_article_and_papers_are_named():
    shares, named = [], []
    for trees in ("chains", "wire"):
        nodes = newsroom(replace(FIT, trees=trees), 20, 3)
        copies = [node for node in nodes.values() if node.parents]
        shares.append(sum(not nodes[node.parents[0]].parents for node in copies) / len(copies))
        told = [node for node in copies if "paper_named" in node.story.done]
        named.append(bool(told))
        for node in told:
            text = " ".join(s.text for paragraph in node.story.paragraphs for s in paragraph)
            assert nodes[node.parents[0]].outlet.removeprefix("The ") in text
    assert shares[0] < 0.5
    assert shares[1] > 0.75
    assert named == [False, True]

"""Which words relatives hold, and what a source lacks."""

import pytest

from provenance.base.tokens import tokens
from provenance.origin.graph.coverage import CoverageGaps, family_coverage
from provenance.origin.graph.evidence.row import evidence_rows
from provenance.origin.graph.evidence.words import features_of_words, second_source
from provenance.origin.graph.families import Family, FamilyPassage

ONE = "the ferry left the quay at dawn with nine goats aboard and a broken lamp"
TWO = "no harbour master was awake so nobody wrote down who had paid for hay"
MORE = (
    "whoever wants oats may knock at the third door behind old Morrow mill before noon while a cat sleeps and its "
    "keeper counts sacks"
)
TEXTS = {"a": f"{ONE} {TWO}", "b": ONE, "c": f"{ONE} {TWO}", "d": TWO, "e": f"{TWO} {MORE}"}


def shared(left: str, right: str, words: str) -> FamilyPassage:
    at, there = TEXTS[left].index(words), TEXTS[right].index(words)
    size = len(words.split())
    return FamilyPassage(left, right, at, at + len(words), there, there + len(words), size, size, 90.0)


def held(*passages: FamilyPassage, earlier=(), credited=()):
    family = Family(tuple(sorted({n for p in passages for n in (p.left, p.right)})), passages)
    return family_coverage(family, {name: i for i, name in enumerate(TEXTS)}, tokens(TEXTS.values()), earlier, credited)


WHOLE = (shared("a", "b", ONE), shared("a", "c", TEXTS["a"]), shared("b", "c", ONE))


def test_words_are_counted_three_in_a_row_where_they_stand_in_the_other():
    found = held(*WHOLE)
    assert (found.words("a", "b"), found.words("b", "a"), found.words("a", "c")) == (13, 13, 27)


def test_what_may_have_gone_on_to_the_others_is_no_evidence_against_a_source():
    assert held(*WHOLE).unexplained("a", "b") == 0  # c may have it all from a
    assert held(*WHOLE, earlier=[("c", "a")]).unexplained("a", "b") == pytest.approx(1 + 0.05 * 14, abs=0.06)
    assert held(*WHOLE, earlier=[("c", "a")]).unexplained("b", "a") == 0


def test_a_second_source_has_what_the_first_lacks():
    assert held(shared("a", "b", ONE), shared("a", "e", TWO)).complement("a", "b") == ("e", 0.0)


def test_what_stands_wholly_in_an_article_is_its_second_source_only_where_it_is_credited():
    passages = (shared("a", "b", ONE), shared("a", "d", TWO))
    assert held(*passages).complement("a", "b") is None  # d may be a piece of a
    assert held(*passages, credited=[("a", "d")]).complement("a", "b") == ("d", 0.0)


def test_a_cut_copy_stands_whole_in_its_source_and_not_the_other_way():
    found = held(*WHOLE)
    assert (found.holds_all("b", "a"), found.holds_all("a", "b")) == (
        True,
        True,
    )  # a close of 14 words may be a credit line
    assert found.gaps("b", "a") == CoverageGaps(0, 0, 0, 0, 0, 0, 0, 0)
    assert held(*WHOLE, earlier=[("c", "a")]).gaps("a", "b").end_witnessed == pytest.approx(1)


LINE = "a quiet {} carried salt beside every wooden bench past an {} bakery until nobody noticed some {} kite"
CHANGED = {
    "copy": LINE.format("wagon", "empty", "yellow"),
    "near": LINE.format("wagon", "empty", "blue"),
    "other": LINE.format("lorry", "empty", "blue"),
}


def changed(*pairs: tuple[str, str], earlier=()):
    passages = [FamilyPassage(a, b, 0, len(CHANGED[a]), 0, len(CHANGED[b]), 17, 15, 99.0) for a, b in pairs]
    numbers = {name: i for i, name in enumerate(CHANGED)}
    return family_coverage(Family(tuple(CHANGED), tuple(passages)), numbers, tokens(CHANGED.values()), earlier)


def test_a_word_that_two_have_and_a_third_has_otherwise_tells_who_is_near():
    found = changed(
        ("copy", "near"), ("copy", "other"), ("near", "other"), earlier=[("near", "copy"), ("other", "copy")]
    )
    assert found.unshared("copy", "other") > 0.9
    assert found.unshared("copy", "near") < 0.1
    assert found.alone("copy", "near") == (0, 0)  # the changed word stands at the very beginning: nothing before it
    assert found.completeness("near", "copy") == pytest.approx((1, 0))  # all that the other shares stands there


def test_of_two_alone_nobody_can_tell_whose_a_text_is():
    pair_only = held(shared("a", "b", ONE))
    assert not pair_only.others("a", "b")
    assert held(*WHOLE).others("a", "b")


def test_who_shares_nothing_with_the_derived_article_does_not_count():
    with_d = held(*WHOLE, shared("a", "d", TWO))  # d has the second half of a, and nothing of b
    assert with_d.completeness("a", "b") == pytest.approx(held(*WHOLE).completeness("a", "b"))
    assert sum(with_d.completeness("a", "b")) == pytest.approx(1)  # c


@pytest.mark.parametrize("credited", [[], [("a", "e")]])
def test_a_second_source_costs_nothing_where_it_is_credited(credited):
    passages = (shared("a", "b", ONE), shared("a", "e", TWO))
    found = held(*passages, earlier=[("e", "a")], credited=credited)
    price = [e.weight for e in evidence_rows(features_of_words("a", "b", found)) if e.kind == "merge"]
    assert (second_source("a", "b", found), price) == (("e", [0.0]) if credited else (None, []))

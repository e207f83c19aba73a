"""Which words relatives hold, and what a source lacks."""

import pytest

from provenance.base.tokens import tokens
from provenance.origin.families import Family, Shared
from provenance.origin.holdings import holdings

ONE = "the ferry left the quay at dawn with nine goats aboard and a broken lamp"
TWO = "no harbour master was awake so nobody wrote down who had paid for hay"
TEXTS = {"a": f"{ONE} {TWO}", "b": ONE, "c": f"{ONE} {TWO}", "d": TWO}


def shared(left: str, right: str, words: str) -> Shared:
    at, there = TEXTS[left].index(words), TEXTS[right].index(words)
    size = len(words.split())
    return Shared(left, right, at, at + len(words), there, there + len(words), size, size, 90.0)


def held(*passages: Shared, earlier=()):
    family = Family(tuple(sorted({n for p in passages for n in (p.left, p.right)})), passages)
    return holdings(family, {name: i for i, name in enumerate(TEXTS)}, tokens(TEXTS.values()), earlier)


WHOLE = (shared("a", "b", ONE), shared("a", "c", TEXTS["a"]), shared("b", "c", ONE))


def test_words_are_counted_where_they_stand_in_the_other():
    found = held(*WHOLE)
    assert (found.words("a", "b"), found.words("b", "a"), found.words("a", "c")) == (15, 15, 29)


def test_a_cut_copy_lacks_what_the_others_share_and_nothing_is_lacking_the_other_way():
    found = held(*WHOLE)
    assert found.lack("b", "a") == 0
    assert found.lack("a", "b") == pytest.approx(1 + 0.05 * 14)


def test_what_may_have_gone_on_to_the_others_is_no_evidence_against_a_source():
    assert held(*WHOLE).unexplained("a", "b") == 0  # c may have it all from a
    assert held(*WHOLE, earlier=[("c", "a")]).unexplained("a", "b") == pytest.approx(1.7)


def test_a_second_source_has_what_the_first_lacks():
    found = held(shared("a", "b", ONE), shared("a", "d", TWO))
    assert found.complement("a", "b") == ("d", 0.0)

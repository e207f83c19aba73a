"""A credit counts for the stretch that the crediting article holds, and for who holds that stretch."""

from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.reach import reached


def shared(left, left_start, right, right_start, length=90):
    return FamilyPassage(left, right, left_start, left_start + length, right_start, right_start + length, 15, 15, 99.0)


def family(*passages):
    names = {name for passage in passages for name in (passage.left, passage.right)}
    return Family(tuple(sorted(names)), tuple(sorted(passages)))


def lengths(articles):
    return dict.fromkeys(articles, 1_000)


def test_the_same_stretch_is_carried_on_from_one_to_the_next():
    chain = family(shared("credited", 0, "middle", 300), shared("last", 50, "middle", 300))
    assert reached(chain, {"credited"}, lengths(chain.articles)) == ["credited", "last", "middle"]


def test_another_stretch_of_one_in_between_carries_nothing_on():
    apart = family(shared("credited", 0, "middle", 300), shared("last", 50, "middle", 700))
    assert reached(apart, {"credited"}, lengths(apart.articles)) == ["credited", "middle"]


def test_half_of_a_stretch_is_enough_and_less_is_not():
    def ends(start):
        return reached(
            family(shared("credited", 0, "middle", 300), shared("last", 50, "middle", start)),
            {"credited"},
            lengths(("credited", "last", "middle")),
        )

    assert "last" in ends(345)
    assert "last" not in ends(347)


def test_a_wider_stretch_found_later_is_carried_on_as_well():
    wide = family(
        shared("credited", 0, "middle", 300, 60),
        shared("middle", 300, "other", 0, 60),
        shared("credited", 60, "other", 60, 60),
        shared("last", 0, "other", 30, 120),
    )
    assert "last" in reached(wide, {"credited"}, lengths(wide.articles))

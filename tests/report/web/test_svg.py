"""A drawing puts time where it belongs, keeps its labels apart and says in words what it shows."""

import re
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from provenance.report.story import Derivation, Node, Period
from provenance.report.web.axis import TICKS, Axis
from provenance.report.web.condensed import MOST, condensed
from provenance.report.web.svg import FIGURE, LEFT, RIGHT, drawing, ordered

START = datetime(2024, 3, 1, tzinfo=UTC)


def node(key, hours=None, *, unseen=False, length=0):
    first = None if hours is None else START + timedelta(hours=hours)
    return Node(key, unseen, f"Article {key}", "Coast Daily", Period(first, first and first + timedelta(hours=length)))


def edge(derived, source, probability=0.8, direction="known"):
    return Derivation(derived, source, "copy", direction, 1, probability, ())


def read(nodes, edges, **more):
    return ElementTree.fromstring(str(drawing(nodes, edges, name="g", **more)))


def texts(root, kind):
    return [e for e in root.iter("text") if kind in e.get("class", "").split()]


def test_later_articles_stand_further_right_and_undated_ones_in_their_own_lane():
    nodes = [node("b", 48), node("a", 0), node("c")]
    root = read(nodes, [edge(nodes[0], nodes[1])])
    places = dict(
        zip([t.text for t in texts(root, "name")], [float(c.get("cx")) for c in root.iter("circle")], strict=True)
    )
    assert places["Article c"] < places["Article a"] < places["Article b"]
    assert next(t.text for t in texts(root, "tick")) == "no date"


def test_sources_stand_above_what_draws_on_them_even_against_their_dates():
    early, late, item = node("early", 0), node("late", 30), node("item", unseen=True)
    assert ordered([early, late, item], [edge(early, late), edge(late, item)]) == [item, late, early]


def test_a_cycle_is_drawn_too():
    a, b = node("a", 0), node("b", 1)
    assert ordered([b, a], [edge(a, b), edge(b, a)]) == [a, b]


def test_an_edge_of_unknown_direction_has_no_head_and_an_unseen_source_is_hollow():
    a, b, item = node("a", 0), node("b", 20), node("item", 5, unseen=True)
    root = read([a, b, item], [edge(b, a, direction="unknown"), edge(b, item)])
    assert sorted(p.get("class") for p in root.iter("path")) == [
        "edge from-unseen", "edge unknown", "head from-unseen",
    ]  # fmt: skip
    assert sorted(c.get("class") for c in root.iter("circle")) == ["node article", "node article", "node unseen"]


def test_broader_lines_are_more_probable():
    a, b, c = node("a", 0), node("b", 20), node("c", 40)
    root = read([a, b, c], [edge(b, a, 0.9), edge(c, a, 0.3)])
    widths = [float(p.get("stroke-width")) for p in root.iter("path") if "edge" in p.get("class")]
    assert widths == [2.6, 1.4]


def test_it_says_in_words_what_it_shows():
    a, b = node("a", 0), node("b", 20)
    root = read([a, b], [edge(b, a, 0.81)])
    assert root.find("desc").text == "“Article b” (Coast Daily) draws on “Article a” (Coast Daily), 81%."
    assert root.get("aria-labelledby").split() == [root.find("title").get("id"), root.find("desc").get("id")]


@pytest.mark.parametrize("shape", ["star", "chain", "same day"])
def test_twenty_nodes_have_labels_that_do_not_overlap(shape):
    nodes = [node(f"n{i:02}", 0 if shape == "same day" else 9 * i) for i in range(20)]
    links = [(i, i - 1) if shape == "chain" else (i, 0) for i in range(1, 20)]
    root = read(nodes, [edge(nodes[i], nodes[j], 0.5 + i / 50) for i, j in links])
    rows = sorted(float(t.get("y")) for t in texts(root, "name"))
    assert min(b - a for a, b in pairwise(rows)) >= 40
    figures = [(float(t.get("x")), float(t.get("y"))) for t in texts(root, "figure")]
    assert len(figures) == 19
    overlaps = [1 for (a, b), (c, d) in combinations(figures, 2) if abs(a - c) < FIGURE[0] and abs(b - d) < FIGURE[1]]
    assert not overlaps


def test_an_unseen_source_counts_all_that_draw_on_it_however_many_are_drawn():
    item = node("item", 0, unseen=True)
    nodes = [item, *(node(f"n{i:03}", i) for i in range(1, 60))]
    part = condensed(nodes, [edge(one, item) for one in nodes[1:]])
    details = [t.text for t in texts(read(part.nodes, part.edges, followers=part.followers), "detail")]
    assert any(detail.endswith("behind 59 here") for detail in details)


def test_a_large_family_is_drawn_around_its_focus_and_says_what_it_leaves_out():
    nodes = [node(f"n{i:03}", i) for i in range(100)]
    part = condensed(nodes, [edge(nodes[i], nodes[i - 1]) for i in range(1, 100)], "n050")
    drawn = [t.text for t in texts(read(part.nodes, part.edges, focus="n050"), "name")]
    assert len(drawn) == MOST
    assert "Article n050" in drawn
    assert part.caption == f"{100 - MOST} more of the family are not drawn."


@pytest.mark.parametrize("size", [13, 40, 155])
def test_what_only_draws_on_one_source_is_folded_into_a_line_that_counts_it(size):
    item = node("item", 0, unseen=True)
    nodes = [item, *(node(f"n{i:03}", i) for i in range(1, size))]
    edges = [edge(one, item) for one in nodes[1:]] + [edge(nodes[2], nodes[1], 0.3)]
    part = condensed(nodes, edges)
    names = [t.text for t in texts(read(part.nodes, part.edges), "name")]
    shown = len(part.nodes) - 1  # without the fold
    assert shown + part.folded + part.left_out == size
    assert part.left_out == 0
    assert f"and {part.folded} more articles" in names
    assert part.caption.startswith(f"{part.folded} articles that only draw on a source")


def test_a_small_family_is_drawn_whole():
    nodes = [node(f"n{i}", i) for i in range(MOST)]
    assert condensed(nodes, [edge(one, nodes[0]) for one in nodes[1:]]).caption == ""


def test_everything_stays_inside_the_frame():
    nodes = [node(f"n{i}", 200 * (i % 3), length=100) for i in range(6)] + [node("late", None)]
    root = read(nodes, [edge(nodes[i], nodes[6 - i]) for i in range(3)])
    _, _, width, height = map(float, root.get("viewBox").split())
    numbers = [
        tuple(map(float, pair)) for p in root.iter("path") for pair in re.findall(r"([\d.]+) ([\d.]+)", p.get("d"))
    ]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in numbers)


@pytest.mark.parametrize("days", [0, 1, 3, 10, 40, 100, 400, 1000, 4000, 40000, 400000])
def test_an_axis_has_few_ticks_in_order_and_inside(days):
    axis = Axis.over([Period(START, START + timedelta(days=days))], 100, 900)
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= TICKS + 1
    assert ticks == sorted(ticks)
    assert all(100 <= x <= 900 for x, _ in ticks)


def test_labels_of_an_axis_have_room_beside_each_other():
    for days in range(1, 900):
        axis = Axis.over([Period(START, START + timedelta(days=days))], LEFT, RIGHT)
        apart = [(after - before, label) for (before, label), (after, _) in pairwise(axis.ticks())]
        assert all(room >= 7 * len(label) for room, label in apart), days  # a letter takes 6 units


def test_a_file_is_called_what_it_is_called_and_an_unseen_source_begins_a_line():
    known = Period(START, START)
    wire, gone = Node("w", False, "wire.txt", None, known), Node("g", True, "unseen Reuters story", None, known)
    drawn = read([wire, gone], [edge(wire, gone)])
    assert [e.text for e in texts(drawn, "name")] == ["Unseen Reuters story", "wire.txt"]


def test_an_axis_stands_the_ends_of_time():
    ends = [Period(datetime.min.replace(tzinfo=UTC), None), Period(None, datetime.max.replace(tzinfo=UTC))]
    axis = Axis.over(ends, 0, 100)
    assert axis.ticks()
    assert Axis.over([Period(None, None)], 0, 100) is None

"""A passage that many articles hold is one stretch: printed once, with all who have it."""

from dataclasses import dataclass

from provenance.report.story import Node, Passage, Story
from provenance.report.web.marked import source_numbers

COVERED = 0.8  # share of a passage that lies in another one: it is shown there
MOST = 40  # stretches that a page shows beside the text; the most surprising


@dataclass(frozen=True)
class SharedStretch:
    """A stretch of the article as its first counterpart has it, and the others that have it too, or parts of it."""

    passage: Passage
    others: tuple[Node, ...]


def shared_stretches(story: Story) -> list[SharedStretch]:
    """The stretches in the order of the text: those of sources first of all, then the longest lead."""
    rank, sources = source_numbers(story), _sources(story)
    leaders: list[Passage] = []
    others: dict[int, dict[str, Node]] = {}

    def order(passage: Passage) -> tuple[int, int, int]:
        return (min(rank[passage.other.key], sources + 1), passage.start - passage.end, passage.number)

    for passage in sorted(story.passages, key=order):
        leader = next((leader_passage for leader_passage in leaders if _covers(leader_passage, passage)), None)
        if leader is None:
            leaders.append(passage)
        elif passage.other.key != leader.other.key:
            others.setdefault(leader.number, {})[passage.other.key] = passage.other
    chosen = [
        SharedStretch(
            leader_passage,
            tuple(sorted(others.get(leader_passage.number, {}).values(), key=lambda node: rank[node.key])),
        )
        for leader_passage in sorted(leaders, key=lambda p: (-p.bits, p.number))[:MOST]
    ]
    return sorted(chosen, key=lambda leader_passage: (leader_passage.passage.start, leader_passage.passage.number))


def _sources(story: Story) -> int:
    """How many of the first numbers are sources'."""
    partners = {passage.other.key for passage in story.passages}
    return len({d.source.key for d in (*story.sources, *story.unclear)} & partners)


def _covers(leader: Passage, passage: Passage) -> bool:
    overlap = min(leader.end, passage.end) - max(leader.start, passage.start)
    return overlap >= COVERED * (passage.end - passage.start)

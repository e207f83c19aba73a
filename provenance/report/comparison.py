"""Two articles, or an article and a source, side by side: what they share, and what speaks for and against."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import fsum
from typing import Any

from provenance.base.settings import Settings
from provenance.base.tables import Tables
from provenance.base.tokens import outside, words
from provenance.report import wording
from provenance.report.gathered import derivations, evidence_of, named_article, node, passages_of
from provenance.report.headlines import quoted_name
from provenance.report.lookup import Lookup, Row, around
from provenance.report.quotations import quotations
from provenance.report.story import Derivation, Node, Passage, Quotation, StoryEvidence
from provenance.report.verdict import INFORMATION, chance, sure

NEAR = Settings().threshold  # similarity from which two articles are near-duplicates
NO_JUDGMENT = "this does not prove independence."


@dataclass(frozen=True)
class Case:
    """What speaks for and against one drawing on the other, and what else would explain what they share."""

    derived: Node
    source: Node
    probability: float
    evidence: tuple[StoryEvidence, ...]  # the weightiest in favour first
    others: tuple[tuple[str, float], ...]  # in words, with their probabilities, the likeliest first

    @property
    def weight(self) -> float:
        """The sum of the evidence, in nats."""
        return fsum(piece.weight for piece in self.evidence)


@dataclass(frozen=True)
class ComparedText:
    """One of the two as it was read, for a page that shows both texts."""

    node: Node
    text: str  # of an unseen item what is known of it
    furniture: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Comparison:
    """What is known about two nodes together."""

    left: Node
    right: Node
    meaning: str  # one honest sentence
    similarity: float | None
    left_in_right: float | None
    right_in_left: float | None
    left_turns: (
        float | None
    )  # share of left's pairs of neighbouring words that stand in right: reports retold share some
    right_turns: float | None
    passages: tuple[Passage, ...]  # significant, seen from left
    phrases: tuple[Passage, ...]  # shared, but no evidence
    derivations: tuple[Derivation, ...]  # between the two, every rank
    common: tuple[tuple[Derivation, Derivation], ...]  # an unseen item that both draw on: left's row, right's row
    cases: tuple[Case, ...] = ()  # left on right, then right on left; none where no edge could be weighed
    quotations: tuple[Quotation, ...] = ()  # left's, each with right's form of it
    instead: tuple[Derivation, ...] = ()  # where neither draws on the other: what they draw on, and the runner-up
    sides: tuple[ComparedText, ...] = field(default=(), repr=False, metadata={"json": False})  # left, right

    def __repr__(self) -> str:
        """The two and what they have to do with each other, not their texts."""
        names = f"left={wording.shortened(self.left.name, 40)!r}, right={wording.shortened(self.right.name, 40)!r}"
        return f"Comparison({names}, passages={len(self.passages)}, meaning={self.meaning!r})"

    @property
    def translated(self) -> bool:
        """Whether what they share is in two languages, all of it."""
        return bool(self.passages) and all(passage.translated for passage in self.passages)

    @property
    def evidence_for(self) -> tuple[StoryEvidence, ...]:
        return tuple(e for d in self.derivations for e in d.evidence if e.weight >= 0)

    @property
    def evidence_against(self) -> tuple[StoryEvidence, ...]:
        return tuple(e for d in self.derivations for e in d.evidence if e.weight < 0)


def comparison(
    tables: Tables,
    left: str,
    right: str,
    agencies: Mapping[str, str] | None = None,
    *,
    weighed: Iterable[Mapping[str, Any]] = (),
) -> Comparison:
    """What two articles share and what it means; either may also be the id of an unseen source.

    `weighed` are the two cases, as rows: derived, source, probability, evidence, others (kind, name, probability).
    Raises KeyError naming the id that neither `articles` nor `sources` holds.
    """
    return compared(Lookup.of(around(tables, left, right), agencies), left, right, weighed=weighed)


def compared(look: Lookup, left: str, right: str, *, weighed: Iterable[Mapping[str, Any]] = ()) -> Comparison:
    """The same from a lookup that serves many comparisons."""
    left_node, right_node = _node(look, left), _node(look, right)
    common_passages = [] if left_node.unseen or right_node.unseen else _shared(look, left_node, right_node)
    pair = look.pair(left, right) or _turned(look.pair(right, left))
    between = _between(look, left, right)
    common = _common(look, left, right)
    passages = tuple(p for p in common_passages if p.significant)
    return Comparison(
        left=left_node,
        right=right_node,
        meaning=_meaning((left_node, right_node), between, common or _siblings(look, left, right), passages, pair),
        similarity=pair["similarity"] if pair else None,
        left_in_right=pair["left_in_right"] if pair else None,
        right_in_left=pair["right_in_left"] if pair else None,
        left_turns=_turns(look, left_node, right_node),
        right_turns=_turns(look, right_node, left_node),
        passages=passages,
        phrases=tuple(p for p in common_passages if not p.significant),
        derivations=between,
        common=common,
        cases=tuple(_case(look, row, {left: "A", right: "B"}) for row in weighed),
        quotations=()
        if left_node.unseen or right_node.unseen
        else quotations(look, left, named_article(look), only=right),
        instead=_instead(look, left, right, between),
        sides=(_side(look, left_node), _side(look, right_node)),
    )


def _side(look: Lookup, node: Node) -> ComparedText:
    if node.unseen:
        return ComparedText(node, look.sources[node.key]["text"] or "", (), ())
    row = look.article(node.key)
    furniture = tuple((span["start"], span["end"]) for span in row["furniture"] or ())
    return ComparedText(
        node, row["text"], furniture, tuple((q["start"], q["end"]) for q in look.quotes.get(node.key, []))
    )


def shared_turns(left: Sequence[str], right: Sequence[str]) -> float:
    """The share of one text's pairs of neighbouring words that are in the other; a pair that occurs twice counts twice.

    >>> shared_turns("the ferry will stop at dawn".split(), "the ferry will leave at dawn".split())
    0.6
    """
    ours, theirs = Counter(pairwise(left)), Counter(pairwise(right))
    return (ours & theirs).total() / max(1, ours.total())


def _turns(look: Lookup, left: Node, right: Node) -> float | None:
    return None if left.unseen or right.unseen else shared_turns(_words(look, left), _words(look, right))


def _words(look: Lookup, article: Node) -> list[str]:
    row = look.article(article.key)
    tokens = words(row["text"])
    stay = outside(tokens.starts, tokens.ends, [(s["start"], s["end"]) for s in row["furniture"] or []])
    return [word for word, kept in zip(tokens.words, stay.tolist(), strict=True) if kept]


def _case(look: Lookup, row: Mapping[str, Any], letters: Mapping[str, str]) -> Case:
    evidence = sorted(
        (evidence_of(look, e, letters) for e in row["evidence"]), key=lambda e: (-e.weight, e.kind, e.note)
    )
    return Case(
        derived=node(look, row["derived"], "article"),
        source=node(look, row["source"], "article"),
        probability=row["probability"],
        evidence=tuple(evidence),
        others=tuple((_explanation(look, o["kind"], o["name"]), o["probability"]) for o in row["others"]),
    )


def _explanation(look: Lookup, kind: str, name: str | None) -> str:
    """Another explanation of the same passages, in words."""
    if kind == "article" and name is not None:
        return f"it draws on {quoted_name(node(look, name, 'article'))}"
    if kind == "first":
        return "it had the text first"
    return f"it draws on an {wording.unseen_name(wording.agency_name(name, look.agencies), 'story')}"


def _instead(look: Lookup, left: str, right: str, between: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """The chosen sources of the text of both, and the first runner-up of each, where no edge between them is chosen."""
    if any(d.rank == 1 and d.probability for d in between):
        return ()
    rows = []
    for key in (left, right):
        of_left = [
            r for r in look.drawn.get(key, []) if r["source"] not in (left, right) and r["relation"] not in INFORMATION
        ]
        rows += [r for r in of_left if r["rank"] == 1] + [r for r in of_left if r["rank"] > 1 and r["probability"]][:1]
    return derivations(look, rows)


def _node(look: Lookup, key: str) -> Node:
    if key in look:
        return node(look, key, "article")
    if key in look.sources:
        return node(look, key, "unseen")
    raise KeyError(key)


def _shared(look: Lookup, left: Node, right: Node) -> list[Passage]:
    passages = passages_of(look, look.article(left.key), only=right.key)
    return [replace(p, number=number) for number, p in enumerate(passages, 1)]


def _turned(pair: Row | None) -> Row | None:
    return pair and {**pair, "left_in_right": pair["right_in_left"], "right_in_left": pair["left_in_right"]}


def _between(look: Lookup, left: str, right: str) -> tuple[Derivation, ...]:
    rows = [r for r in look.drawn.get(left, []) if r["source"] == right]
    rows += [r for r in look.drawn.get(right, []) if r["source"] == left]
    return derivations(look, rows)


def _common(look: Lookup, left: str, right: str) -> tuple[tuple[Derivation, Derivation], ...]:
    return _both(look, left, right, "unseen")


def _siblings(look: Lookup, left: str, right: str) -> tuple[tuple[Derivation, Derivation], ...]:
    return _both(look, left, right, "article")


def _both(look: Lookup, left: str, right: str, kind: str) -> tuple[tuple[Derivation, Derivation], ...]:
    """Sources of one kind that both draw on: left's row, right's row."""
    ours, theirs = (
        {
            r["source"]: r
            for r in look.drawn.get(key, [])
            if r["source_kind"] == kind and r["rank"] == 1 and r["direction"] == "known"
        }
        for key in (left, right)
    )
    common = sorted(ours.keys() & theirs.keys())
    return tuple((derivations(look, [ours[k]])[0], derivations(look, [theirs[k]])[0]) for k in common)


def _meaning(  # noqa: PLR0911  # one for each case
    pair: tuple[Node, Node],
    between: tuple[Derivation, ...],
    common: tuple[tuple[Derivation, Derivation], ...],
    passages: tuple[Passage, ...],
    measured: Row | None,
) -> str:
    directed = [d for d in between if d.direction == "known" and d.rank == 1]
    if directed:
        first = directed[0]
        return (
            f"{quoted_name(first.derived)} {sure(first)} {wording.verb(first.relation)} "
            f"{quoted_name(first.source)}: {first.relation_words}."
        )
    if common:
        ours, theirs = common[0]
        smaller = min(ours.probability, theirs.probability)
        directly = max((d.probability for d in between), default=0.0)
        between_them = "not one on the other"
        if directly >= wording.POSSIBLE:
            between_them = f"or else one on the other ({wording.percent(directly)})"
        return f"Both {chance(smaller)} draw on {quoted_name(ours.source)}, {between_them}."
    if between and between[0].direction != "known":
        likely = chance(between[0].probability)
        if between[0].relation == "translation":
            return f"One of the two is {likely} {wording.EITHER_WAY}."
        return f"One of the two {likely} draws on the other; which on which is not known."
    if measured and measured["similarity"] >= NEAR:
        share = wording.percent(measured["similarity"])
        return f"Near-duplicates (similarity {share}); which draws on which is not known."
    if passages:
        return "They share a passage that chance hardly explains; where it comes from is not known."
    return f"Nothing significant is shared by {quoted_name(pair[0])} and {quoted_name(pair[1])}: {NO_JUDGMENT}"

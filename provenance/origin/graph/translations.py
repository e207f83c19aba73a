"""Articles in different languages that may be one text become derivations of the relation translation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum
from typing import Any

import polars as pl

from provenance.base.tables import TRANSLATIONS, checked
from provenance.origin.graph.edges import EVEN, LEAST, Edge
from provenance.origin.graph.evidence.order import likely_earlier
from provenance.origin.graph.evidence.reasons import probability, reason_weights
from provenance.origin.graph.evidence.row import Feature, evidence_rows
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.rewrites import senders

KIND = "translation"  # of the relation
_SURE = 0.9  # probability of one being the earlier, from which it is the source

Pair = tuple[str, str]


def with_translations(edges: Sequence[Edge], compared: pl.DataFrame, facts: Mapping[str, ArticleFacts]) -> list[Edge]:
    """The edges, and those of TRANSLATIONS; of two between the same articles the likelier."""
    probabilities = {_ends(edge): edge.probability for edge in edges}
    rows = checked(compared, TRANSLATIONS, "translations").iter_rows(named=True)
    more = [
        edge for row in rows for edge in _edges(row, facts) if edge.probability > probabilities.get(_ends(edge), 0.0)
    ]
    replaced = {_ends(edge) for edge in more}
    return [*(edge for edge in edges if _ends(edge) not in replaced), *_ranked_by_derived(more)]


def _ends(edge: Edge) -> Pair:
    return min(edge.derived, edge.source), max(edge.derived, edge.source)


def _ranked_by_derived(edges: Sequence[Edge]) -> list[Edge]:
    """Rank 1 for an article's likeliest original, if it is likely at all; copies of it follow."""
    groups: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.derived].append(edge)
    for group in groups.values():
        group.sort(key=lambda edge: (-edge.probability, -_score(edge), edge.source))
    return [
        replace(edge, rank=position + (1 if group[0].probability >= EVEN else 2))
        for group in groups.values()
        for position, edge in enumerate(group)
    ]


def _score(edge: Edge) -> float:
    return fsum(piece.weight for piece in edge.evidence)


def _edges(row: Mapping[str, Any], facts: Mapping[str, ArticleFacts]) -> Iterator[Edge]:
    """The edge of one row, if it is worth one."""
    weight = reason_weights()["translation"]
    left, right = facts[row["left"]], facts[row["right"]]
    derived, source, direction = _direction(left, right)
    features = [
        Feature("two_languages", {"base": 1.0}, {}),
        *(_features_of_sentences(row) if row["basis"] == "sentences" else _features_of_keys(row)),
        *_features_of_credits(derived, source),
    ]
    evidence = evidence_rows(features, "translation")
    likely = probability(fsum(piece.weight for piece in evidence))
    if row["basis"] != "sentences":
        likely = min(likely, weight["keys_most"])
    if likely >= LEAST:
        ends = derived.article, "article", source.article, "article"
        yield Edge(*ends, KIND, direction, 1, likely, evidence, None, direct=likely, calibrated=True)


def _features_of_sentences(row: Mapping[str, Any]) -> list[Feature]:
    """What the chain of sentences says, and how much less where some of it is quoted."""
    weight, chain, score, quoted = reason_weights()["translation"], row["chain"], row["score"], row["quoted"]
    key, quoted_key = ("chain_one", "quoted_one") if len(chain) == 1 else ("chain", "quoted")
    capped = weight[key] * score > weight["chain_most"]
    words = {"sentences": "1 sentence says" if len(chain) == 1 else f"{len(chain)} sentences say", "score": score}
    span = row["left"], chain[0]["left_start"], chain[-1]["left_end"]
    features = [Feature("sentences", {"chain_most": 1.0} if capped else {key: score}, words, span)]
    if capped and weight[key] * score + weight[quoted_key] * quoted < weight["chain_most"]:
        features.append(Feature("some_quoted", {key: score, quoted_key: quoted, "chain_most": -1.0}, {}))
    elif quoted and not capped:
        features.append(Feature("some_quoted", {quoted_key: quoted}, {}))
    return features


def _features_of_keys(row: Mapping[str, Any]) -> list[Feature]:
    """What names and numbers say."""
    weight, times = reason_weights()["translation"], row["likeness"] / max(row["others"], 0.01)
    capped = weight["keys"] + weight["keys_times"] * (times - 2) > weight["keys_cap"]
    amounts = {"keys_cap": 1.0} if capped else {"keys": 1.0, "keys_times": times - 2}
    return [Feature("keys", amounts, {"keys": ", ".join(row["shared"]), "times": times})]


def _direction(left: ArticleFacts, right: ArticleFacts) -> tuple[ArticleFacts, ArticleFacts, str]:
    """Derived, source, and whether dates or a credit tell which is which."""
    first = likely_earlier(left, right)
    left_credits, right_credits = bool(_features_of_credits(left, right)), bool(_features_of_credits(right, left))
    if left_credits != right_credits:
        return (left, right, "known") if left_credits else (right, left, "known")
    if first is not None and max(first, 1 - first) >= _SURE:
        return (right, left, "known") if first > EVEN else (left, right, "known")
    return left, right, "unknown"


def _features_of_credits(derived: ArticleFacts, source: ArticleFacts) -> list[Feature]:
    """The derived article credits the agency whose text the source is."""
    agencies = senders(source)
    credit = next((credit for credit in derived.story_credits() if credit.agency in agencies), None)
    if credit is None:
        return []
    words = {"credit": credit.name, "source": source.article}
    return [Feature("credits_sender", {"credit": 1.0}, words, (derived.article, credit.start, credit.end))]

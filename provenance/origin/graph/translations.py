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
from provenance.origin.graph.evidence.row import Evidence
from provenance.origin.graph.evidence.weights import probability, weights
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.rewrites import senders

KIND = "translation"  # of the relation
_SURE = 0.9  # probability of one being the earlier, from which it is the source

Pair = tuple[str, str]


def with_translations(edges: Sequence[Edge], found: pl.DataFrame, known: Mapping[str, ArticleFacts]) -> list[Edge]:
    """The edges, and those of TRANSLATIONS; of two between the same articles the likelier."""
    drawn = {_ends(edge): edge.probability for edge in edges}
    rows = checked(found, TRANSLATIONS, "translations").iter_rows(named=True)
    more = [edge for row in rows for edge in _edges(row, known) if edge.probability > drawn.get(_ends(edge), 0.0)]
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
        replace(edge, rank=place + (1 if group[0].probability >= EVEN else 2))
        for group in groups.values()
        for place, edge in enumerate(group)
    ]


def _score(edge: Edge) -> float:
    return fsum(piece.weight for piece in edge.evidence)


def _edges(row: Mapping[str, Any], known: Mapping[str, ArticleFacts]) -> Iterator[Edge]:
    """The edge of one row, if it is worth one."""
    weight = weights()["translation"]
    left, right = known[row["left"]], known[row["right"]]
    derived, source, direction = _direction(left, right)
    evidence = [Evidence("prior", weight["base"], None, None, None, "two reports in two languages, on one subject")]
    evidence += _by_sentences(row) if row["basis"] == "sentences" else _by_keys(row)
    evidence += [Evidence("credit", weight["credit"], *credit) for credit in _credits(derived, source)]
    likely = probability(fsum(piece.weight for piece in evidence))
    if row["basis"] != "sentences":
        likely = min(likely, weight["keys_most"])
    if likely >= LEAST:
        ends = derived.article, "article", source.article, "article"
        yield Edge(*ends, KIND, direction, 1, likely, evidence, None, direct=likely, calibrated=True)


def _by_sentences(row: Mapping[str, Any]) -> list[Evidence]:
    """What the chain of sentences says, and how much less where some of it is quoted."""
    weight, first = weights()["translation"], row["chain"][0]
    count = len(row["chain"])
    each = weight["chain"] * (weight["chain_one"] if count == 1 else 1.0)
    worth = min(weight["chain_most"], each * row["score"])
    spoken = row["score"] - (1 - weight["quoted"]) * row["quoted"]
    less = min(weight["chain_most"], each * spoken) - worth
    note = f"{count} sentence{'s say' if count > 1 else ' says'} the same in the same order: score {row['score']:.2f}"
    found = [Evidence("translation", worth, row["left"], first["left_start"], row["chain"][-1]["left_end"], note)]
    if less < 0:
        note = "some of that is quoted: both may have heard the speaker"
        found.append(Evidence("quote", less, None, None, None, note))
    return found


def _by_keys(row: Mapping[str, Any]) -> list[Evidence]:
    """What names and numbers say."""
    weight = weights()["translation"]
    times = row["likeness"] / max(row["others"], 0.01)
    note = f"both have {', '.join(row['shared'])}: {times:.1f} times what either shares with others on its subject"
    worth = min(weight["keys_cap"], weight["keys"] + weight["keys_times"] * (times - 2))
    return [Evidence("translation", worth, None, None, None, note)]


def _direction(left: ArticleFacts, right: ArticleFacts) -> tuple[ArticleFacts, ArticleFacts, str]:
    """Derived, source, and whether dates or a credit tell which is which."""
    first = likely_earlier(left, right)
    forth, back = any(_credits(left, right)), any(_credits(right, left))
    if forth != back:
        return (left, right, "known") if forth else (right, left, "known")
    if first is not None and max(first, 1 - first) >= _SURE:
        return (right, left, "known") if first > EVEN else (left, right, "known")
    return left, right, "unknown"


def _credits(derived: ArticleFacts, source: ArticleFacts) -> Iterator[tuple[str, int | None, int | None, str]]:
    """Where the derived article credits the agency whose text the source is."""
    agencies = senders(source)
    for credit in derived.story_credits():
        if credit.agency in agencies:
            yield derived.article, credit.start, credit.end, f"it credits {credit.name}, whose text {source.article} is"
            return

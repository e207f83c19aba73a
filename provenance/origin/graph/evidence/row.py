"""What is seen of a pair becomes rows of evidence: each with its weight, its place in the text and its sentence."""

from collections.abc import Iterable, Mapping
from math import fsum
from typing import NamedTuple

from provenance.origin.graph.evidence.reasons import evidence_reasons, reason_weights

Span = tuple[str | None, int | None, int | None]
NOWHERE: Span = (None, None, None)


class EvidenceRow(NamedTuple):
    """One reason, for or against: its weight in nats, and where a reader can check it (null where it is no text)."""

    kind: str
    weight: float
    article: str | None
    start: int | None
    end: int | None
    note: str


class Feature(NamedTuple):
    """One thing seen of a pair, before it is weighed: a key of reasons.toml, amounts, words for the sentence."""

    reason: str
    amounts: Mapping[str, float]
    words: Mapping[str, object]
    span: Span = NOWHERE  # article, start, end


def evidence_row(feature: Feature, group: str = "draws") -> EvidenceRow:
    """A feature weighed and put into words.

    >>> words = {"source": "a.txt", "probably": "probably "}
    >>> row = evidence_row(Feature("earlier", {"before": 0.5, "day": 2.0}, words))
    >>> row.kind, round(row.weight, 2), row.note
    ('date', 0.72, 'a.txt is probably the earlier')
    """
    reason, weight = evidence_reasons()[group][feature.reason], reason_weights()[group]
    worth = fsum(weight[name] * amount for name, amount in feature.amounts.items())
    return EvidenceRow(reason.kind, worth, *feature.span, reason.sentence.format_map(feature.words))


def evidence_rows(features: Iterable[Feature], group: str = "draws") -> list[EvidenceRow]:
    """Features weighed and put into words, in their order."""
    return [evidence_row(feature, group) for feature in features]

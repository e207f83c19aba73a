"""Versions of one page become a history: the order in which they were likely written, from their text alone."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.features import level
from provenance.origin.graph.evidence.order import likely_earlier
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.graph.evidence.row import EvidenceRow, evidence_rows
from provenance.origin.graph.evidence.shares import STRETCH, share
from provenance.origin.graph.evidence.words import features_beyond
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.versions.revisions import Change, change, version

F64 = npt.NDArray[np.float64]
Pair = tuple[str, str]

_SAME = 0.5  # share of the shorter of two articles from which they are versions of one page
_SAME_NOWHERE = 0.3  # the same where no outlet is known and they share more than a sentence or two
_MOST = 8  # versions whose every order is weighed; of more, each is weighed against each, up to:
_PAIRED = 24
_DETOUR = 0.05  # of the shortest way through all versions, how much longer another may well be
_EDIT = 10.0  # words, the same
_LEAST = 1e-3  # probability below which it does not matter how unlikely
_EVEN = 2.0  # nats that a version has for one that it surely comes from: what other evidence adds to in other pairs
_EVEN_NOWHERE = 6.0  # the same where no outlet is known, so that much of that evidence is silent
_DROPPED = {  # reasons that are in a history already
    *("lack", "merge", "nested", "lead"),
    *("addition", "omission", "wording", "whole", "alone", "hub"),
}
_TOLD = 3  # signs that are named


def version_orders(family: Family, facts: Mapping[str, ArticleFacts]) -> dict[Pair, EvidenceRow]:
    """For (derived, source) of one page whose order no date tells, the evidence of what was changed.

    Where no outlet is known of any article of the family, nor a credit, texts that share most are taken for versions of
    one page, since pages grow: of neighbouring versions four in five are longer. An agency is left out: it sends one
    story long and short, and what is cut is no sign of age.
    """
    evidence: dict[Pair, EvidenceRow] = {}
    nowhere = all(facts[name].house is None for name in family.articles)  # where papers have it, it is a paper's copy
    for page in _pages(family, facts):
        articles = sorted(
            (facts[name] for name in page), key=lambda article: (article.text, article.article)
        )  # names tell nothing
        if any(likely_earlier(left, right) not in (0.0, 1.0) for left, right in combinations(articles, 2)):
            read = [version(article.text) for article in articles]
            changes = {(a, b): change(read[a], read[b]) for a, b in combinations(range(len(read)), 2)}
            if articles[0].house or nowhere:
                evidence.update(_history(articles, changes))
    return evidence


def with_version_order(
    evidence: list[EvidenceRow],
    versions: Mapping[Pair, EvidenceRow],
    derived: ArticleFacts,
    source: ArticleFacts,
    family: Family,
    coverage: FamilyCoverage,
) -> list[EvidenceRow]:
    """The evidence for one drawing on the other, with what their history says in place of what it weighs better.

    It knows the versions only: what articles beyond the page have of one and the other lacks, came from elsewhere.
    """
    history = versions.get((derived.article, source.article))
    if history is None:
        return evidence
    page = [name for name in family.beside(derived.article) if (derived.article, name) in versions]
    even = reason_weights()["draws"]["share"] * level(
        derived, source, family.between(derived.article, source.article)
    )  # either may be longer
    kept = [e._replace(weight=even) if e.kind == "containment" else e for e in evidence]
    elsewhere = evidence_rows(features_beyond(derived.article, source.article, page, coverage))
    return [*(e for e in kept if e.kind not in _DROPPED), history, *elsewhere]


def _pages(family: Family, facts: Mapping[str, ArticleFacts]) -> list[list[str]]:
    """Articles of one outlet, or of unknown ones, that share most of their text, directly or from one to the next.

    Large ones are left out.
    """
    top: dict[str, str] = {}

    def first(name: str) -> str:
        while top.setdefault(name, name) != name:
            top[name] = name = top[top[name]]
        return name

    for left, right in family.pairs:
        left_facts, right_facts = facts[left], facts[right]
        if (
            left_facts.house != right_facts.house
            or left_facts.own_agencies
            or right_facts.own_agencies
            or _credited_copies(left_facts, right_facts)
        ):
            continue
        if _versions(left_facts, right_facts, family.between(left, right)):
            top[max(first(left), first(right))] = min(first(left), first(right))
    pages: dict[str, list[str]] = defaultdict(list)
    for name in sorted(top):
        pages[first(name)].append(name)
    return [page for _, page in sorted(pages.items()) if len(page) <= _PAIRED]


def _versions(left: ArticleFacts, right: ArticleFacts, passages: Sequence[FamilyPassage]) -> bool:
    largest = max(share(left, passages), share(right, passages))
    long = sum(p.matched for p in passages) >= STRETCH
    return largest >= (_SAME_NOWHERE if long and left.house is None else _SAME)


def _credited_copies(left: ArticleFacts, right: ArticleFacts) -> bool:
    """Whether they may be two outlets' copies of what one of them credits."""
    return left.house is None and bool(left.story_credits() or right.story_credits())


def _history(articles: Sequence[ArticleFacts], changes: Mapping[tuple[int, int], Change]) -> dict[Pair, EvidenceRow]:
    later, words = np.zeros((len(articles), len(articles))), np.zeros((len(articles), len(articles)))
    for (a, b), step in changes.items():
        later[a, b], later[b, a] = step.weight, -step.weight
        words[a, b] = words[b, a] = step.words
    weight = np.log(np.maximum(_LEAST, directly(later, words, _ordered(articles))))
    evidence: dict[Pair, EvidenceRow] = {}
    for (a, b), step in changes.items():
        reading = _reading(step, articles[a], articles[b])
        for derived, source in ((b, a), (a, b)):
            chance = (
                f"made from {articles[source].article} with no version between: {math.exp(weight[source, derived]):.0%}"
            )
            pair = articles[derived].article, articles[source].article
            weighs = (_EVEN if articles[0].house else _EVEN_NOWHERE) + float(weight[source, derived])
            evidence[pair] = EvidenceRow("revision", weighs, None, None, None, f"{reading}; {chance}")
    return evidence


def _reading(step: Change, left: ArticleFacts, right: ArticleFacts) -> str:
    """Which reads as the later of two versions, and the signs that say so."""
    turned = step.weight < 0
    signs = [sign for weight, sign in step.reasons(turned=turned)[:_TOLD] if weight > 0]
    later = (left if turned else right).article
    return f"{later} reads as the later version ({', '.join(signs)})" if signs else "no sign of which is the later"


def _ordered(articles: Sequence[ArticleFacts]) -> set[tuple[int, int]]:
    """Pairs of which the dates say that the first is the earlier."""
    size = range(len(articles))
    return {(a, b) for a in size for b in size if a != b and likely_earlier(articles[a], articles[b]) == 1.0}


def directly(later: F64, words: F64, ordered: Collection[tuple[int, int]]) -> F64:
    """P(b was made of a, with none between them) as [a, b], over all orders that the dates allow.

    An order is the likelier the fewer words change from each version to the next, and the more each step reads as one
    forward; `later[a, b]` are the log odds that b is later than a. Of a few versions every order is weighed, by its
    last version and the set of those before it (Held and Karp, 1962); of more, each pair by itself.

    >>> later = np.array([[0., 1., 0.], [-1., 0., 1.], [0., -1., 0.]])
    >>> words = np.array([[0., 10., 90.], [10., 0., 80.], [90., 80., 0.]])
    >>> directly(later, words, set()).round(1).tolist()
    [[0.0, 0.8, 0.1], [0.2, 0.0, 0.6], [0.2, 0.1, 0.0]]
    """
    size = len(later)
    step = 1 / (1 + np.exp(-later))
    for earlier, than in ordered:
        step[than, earlier] = 0.0
    if size > _MOST:
        return step * np.exp(-words / _EDIT)
    step *= np.exp(-words / (_DETOUR * _shortest(words) + _EDIT))
    must = [sum(1 << a for a, b in ordered if b == version) for version in range(size)]
    forwards, backwards = _sums(step, must, size), _backwards(step, must, size)
    result = np.zeros((size, size))
    for done in range(1, 1 << size):
        for then in range(size):
            if not done >> then & 1:
                result[:, then] += forwards[done] * step[:, then] * backwards[done | 1 << then, then]
    total = forwards[-1].sum()
    return result / total if total else step  # none, where the dates go against all that is at all likely


def _sums(step: F64, must: Sequence[int], size: int) -> F64:
    """The weight of all beginnings of an order, by the versions in them and the last of these."""
    sums = np.zeros((1 << size, size))
    for done in range(1, 1 << size):
        for last in range(size):
            without_last = done & ~(1 << last)
            if done >> last & 1 and must[last] & ~without_last == 0:
                sums[done, last] = sums[without_last] @ step[:, last] if without_last else 1.0
    return sums


def _backwards(step: F64, must: Sequence[int], size: int) -> F64:
    """The weight of all ways to go on from there."""
    sums = np.zeros((1 << size, size))
    sums[-1] = 1.0
    for done in range((1 << size) - 2, 0, -1):
        for last in range(size):
            if done >> last & 1:
                sums[done, last] = math.fsum(
                    step[last, then] * sums[done | 1 << then, then]
                    for then in range(size)
                    if not done >> then & 1 and must[then] & ~done == 0
                )
    return sums


def _shortest(words: F64) -> float:
    """The words that change on the shortest way through all versions."""
    size = len(words)
    best = np.full((1 << size, size), np.inf)
    for done in range(1, 1 << size):
        for last in range(size):
            without_last = done & ~(1 << last)
            if done >> last & 1:
                best[done, last] = (best[without_last] + words[:, last]).min() if without_last else 0.0
    return float(best[-1].min())

"""What the weights are fitted on: every family of a newsroom with its features, and what is true of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from benchmarks.newsroom.scenes import Scene, tables
from benchmarks.newsroom.score import right, same_text
from benchmarks.newsroom.truth import Truth
from provenance.base.tables import Tables
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.arborescence import F64, marginals
from provenance.origin.graph.coverage import FamilyCoverage, family_coverage
from provenance.origin.graph.evidence.features import pair_features
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.graph.facts import ArticleFacts, article_facts
from provenance.origin.graph.families import Family, family_passages
from provenance.origin.graph.model import Terms, credited_pairs, ordered_pairs
from provenance.origin.graph.table import grouped_by_story, words_of
from provenance.origin.graph.terms import Amounts, TermFeatures, term_features

PARTS = ("draws", "unseen", "root")
SECOND = ("draws.lack", "draws.merge")  # of these a second source changes the features
NAMES = [f"{part}.{name}" for part in PARTS for name in reason_weights()[part]]


@dataclass(frozen=True)
class Case:
    """One family: its terms without weights, features [weights, n] of each kind, and which edges are true."""

    terms: Terms
    draws: F64
    by_agency: F64
    unnamed: F64
    first: F64
    penalty: F64
    rest: F64  # for each edge between articles, what is lacking after a second source
    bits: float
    true_draws: F64
    true_named: F64
    true_unnamed: F64
    true_first: F64


def cases(tables: Tables, names: Mapping[str, str], truth: Truth, catalogue: Catalogue) -> list[Case]:
    """A case for every family of the trace of a newsroom."""
    same = same_text(truth)
    return cases_of(tables, catalogue, lambda family, empty: _answers(family, empty, names, truth, same))


def scene_cases(scene: Scene, catalogue: Catalogue) -> list[tuple[float, Case]]:
    """A hand-made scene as cases, one for each of its answers, with their shares."""
    found = tables(scene)
    return [
        (share, case)
        for share, answer in scene.answers
        for case in cases_of(found, catalogue, lambda family, empty, answer=answer: _hand_made(family, empty, answer))
    ]


class Answers(NamedTuple):
    """Which edges of a family may be true, 0 or 1 each, in the order of its terms."""

    draws: list[float]
    by_agency: list[float]
    unnamed: list[float]
    first: list[float]


def cases_of(tables: Tables, catalogue: Catalogue, answers: Callable[[Family, Terms], Answers]) -> list[Case]:
    called = {name: body.name for name, body in catalogue.agencies.items()}
    known = article_facts(tables.articles, tables.credits, tables.quotes, called, catalogue.bodies_of)
    grouped = grouped_by_story(family_passages(tables.passages), known)
    words, numbers = words_of(tables.articles, grouped)
    held = [
        family_coverage(family, numbers, words, ordered_pairs(family, known), credited_pairs(family, known))
        for family in grouped
    ]
    return [_case(family, coverage, known, answers) for family, coverage in zip(grouped, held, strict=True)]


def pairs_of(family: Family) -> list[tuple[str, str]]:
    return [(one, other) for pair in family.pairs for one, other in (pair, pair[::-1])]


def _column(amounts: Amounts, part: str) -> F64:
    """[weights]: amounts where their weights stand in NAMES."""
    column = np.zeros(len(NAMES))
    for name, amount in amounts.items():
        column[NAMES.index(f"{part}.{name}")] += amount
    return column


def _columns(rows: Sequence[Amounts], part: str) -> F64:
    """[weights, rows]."""
    return np.array([_column(amounts, part) for amounts in rows]).reshape(-1, len(NAMES)).T


def _features(family: Family, coverage: FamilyCoverage, known: Mapping[str, ArticleFacts]) -> F64:
    """[weights, edges]: the amounts of the evidence for each edge, with what one source alone leaves unexplained."""
    lack, merge = (NAMES.index(name) for name in SECOND)
    columns = []
    for derived, source in pairs_of(family):
        features = pair_features(known[derived], known[source], family, coverage)
        column = sum((_column(feature.amounts, "draws") for feature in features), np.zeros(len(NAMES)))
        column[lack] = coverage.unexplained(derived, source)
        column[merge] = column[lack] > 0 and coverage.complement(derived, source) is not None
        columns.append(column)
    return np.array(columns).T


def _unweighed(family: Family, features: TermFeatures) -> Terms:
    """The terms of a family at weights of 0."""
    size, number = len(family.articles), {name: i for i, name in enumerate(family.articles)}
    return Terms(
        np.zeros(size),
        np.array([(number[s], number[d], 0.0) for d, s in pairs_of(family)]).T,
        np.array([(*item.ends, item.offset) for item in features.by_agency]).reshape(-1, 3).T,
        np.zeros(size),
        features.agencies,
        0.0,
        0.0,
    )


def _case(
    family: Family,
    coverage: FamilyCoverage,
    known: Mapping[str, ArticleFacts],
    answers: Callable[[Family, Terms], Answers],
) -> Case:
    features = term_features(family, known, coverage)
    empty = _unweighed(family, features)
    return Case(
        empty,
        _features(family, coverage, known),
        _columns([item.amounts for item in features.by_agency], "unseen"),
        _columns(features.unnamed, "unseen"),
        _columns(features.first, "root"),
        _column(features.penalty, "unseen"),
        np.array([(coverage.complement(*pair) or ("", np.inf))[1] for pair in pairs_of(family)]),
        features.surprise,
        *(np.array(part) for part in answers(family, empty)),
    )


def _answers(family: Family, empty: Terms, names: Mapping[str, str], truth: Truth, same: Mapping[str, str]) -> Answers:
    pairs, place = pairs_of(family), {name: i for i, name in enumerate(family.articles)}
    called = [names[article] for article in family.articles]
    draws = [float(right(truth, same, names[d], names[s])) for d, s in pairs]
    settled = {place[d] for (d, _), true in zip(pairs, draws, strict=True) if true}
    agencies = [_agencies(truth, n) for n in called]
    named = [
        float(int(d) not in settled and empty.agencies[int(s) - len(called)] in agencies[int(d)])
        for s, d in empty.by_agency[:2].T
    ]
    could = {int(d) for (_, d), true in zip(empty.by_agency[:2].T, named, strict=True) if true}
    heirs = {
        i
        for i, n in enumerate(called)
        if not truth.sources[n] and any(truth.lost[n] & truth.lost[o] for o in called if o != n)
    }
    again = {i for i, n in enumerate(called) if any(truth.recycled(n, o) for o in called)}
    again |= {i for i, n in enumerate(called) if not any(truth.related(n, o) for o in called if o != n)}
    unnamed = [
        float(i not in settled and (i not in could) and bool(truth.lost[n] or truth.sources[n] or i in again))
        for i, n in enumerate(called)
    ]
    first = [
        float(i not in settled and not (i in could and truth.lost[n]) and i not in heirs) for i, n in enumerate(called)
    ]
    return Answers(draws, named, unnamed, first)


def _hand_made(family: Family, empty: Terms, answer: Mapping[str, str]) -> Answers:
    own = [answer[name] for name in family.articles]
    return Answers(
        [float(answer[d] == s) for d, s in pairs_of(family)],
        [float(own[int(d)] == "named") for _, d in empty.by_agency[:2].T],
        [float(said == "unnamed") for said in own],
        [float(said == "first") for said in own],
    )


def _agencies(truth: Truth, name: str) -> set[str]:
    """Agencies of the items that an article rests on, or that it is itself."""
    own = {truth.agency(item) for item in truth.lost[name]} | {truth.nodes[name].agency}
    return {agency for agency in own if agency}


def weighed(case: Case, theta: F64) -> tuple[Terms, F64]:
    """The case's terms under weights, and its draws' features under them: where a second source helps, it is had."""
    at = {name: i for i, name in enumerate(NAMES)}
    lack, merge = at["draws.lack"], at["draws.merge"]
    features = case.draws.copy()
    alone, fewer = case.draws[lack], np.minimum(case.draws[lack], case.rest)
    two = (case.draws[merge] > 0) & (theta[merge] + theta[lack] * fewer > theta[lack] * alone)
    features[lack] = np.where(two, fewer, alone)
    features[merge] = two
    own = theta @ features
    chance = min(theta[at["root.chance_most"]], theta[at["root.chance_bit"]] * case.bits)
    return replace(
        case.terms,
        first=theta @ case.first,
        draws=np.vstack([case.terms.draws[:2], own]),
        by_agency=np.vstack([case.terms.by_agency[:2], case.terms.by_agency[2] + theta @ case.by_agency]),
        unnamed=theta @ case.unnamed,
        chance=float(chance),
        penalty=float(theta @ case.penalty),
    ), features


def loss(case: Case, theta: F64) -> tuple[float, F64]:
    """Minus the log likelihood of what is true, and its gradient: expected features less those of the true trees."""
    now, features = weighed(case, theta)
    chance = np.zeros(len(theta))
    most = theta[NAMES.index("root.chance_most")]
    capped = most <= theta[NAMES.index("root.chance_bit")] * case.bits
    chance[NAMES.index("root.chance_most" if capped else "root.chance_bit")] = 1.0 if capped else case.bits
    whole, gradient = _log_total(case, now, features, chance, true=False)
    part, true_gradient = _log_total(case, now, features, chance, true=True)
    return whole - part, gradient - true_gradient


def _log_total(case: Case, now: Terms, features: F64, chance: F64, *, true: bool) -> tuple[float, F64]:
    size, items = len(now.first), len(now.agencies)
    allowed = (case.true_draws, case.true_named, case.true_unnamed, case.true_first) if true else (1.0, 1.0, 1.0, 1.0)
    never = -60.0
    draw, named, nobody, first = (
        np.where(np.asarray(mask) > 0, w, never)
        for mask, w in zip(allowed, (now.draws[2], now.by_agency[2], now.unnamed, now.first - now.chance), strict=True)
    )
    edges = np.concatenate([now.draws[:2], now.by_agency[:2]], axis=1)
    weight = np.concatenate([draw, named])
    worlds = []
    for other in (False, True):
        nodes, w = edges, weight
        if other:
            nodes = np.concatenate([edges, [np.full(size, size + items), np.arange(size)]], axis=1)
            w = np.concatenate([weight, nobody])
        root = np.concatenate([first, np.zeros(items + other)])
        found = marginals(root, nodes[0].astype(np.int64), nodes[1].astype(np.int64), w)
        n = len(draw)
        gradient = features @ found.edge[:n] + case.by_agency @ found.edge[n : n + len(named)]
        gradient = gradient + case.first @ found.first[:size] - chance * found.first[:size].sum()
        if other:
            gradient = gradient + case.unnamed @ found.edge[n + len(named) :] - case.penalty
            worlds.append((found.log_total - now.penalty, gradient))
        else:
            free = 0.0 if items else 1.0
            worlds.append((found.log_total + free * now.chance, gradient + free * chance))
    (a, da), (b, db) = worlds
    total = float(np.logaddexp(a, b))
    p = float(np.exp(b - total))
    return total, (1 - p) * da + p * db

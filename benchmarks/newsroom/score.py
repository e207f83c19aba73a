"""Findings against truth, counted family by family, so that intervals can be had by drawing families anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from benchmarks.newsroom.findings import CHOSEN, Findings, Said
from benchmarks.newsroom.truth import Truth

Counts = dict[int, Counter[str]]  # family -> what was counted


def counted(found: Findings, truth: Truth) -> Counts:
    """All counts of a method, by family of the article that they are about."""
    counts: Counts = defaultdict(Counter)
    same = _same_text(truth)
    _edges(found, truth, same, counts)
    _twins(found, truth, counts)
    _directions(found, truth, counts)
    _roots(found, truth, same, counts)
    _items(found, truth, counts)
    _siblings(found, truth, counts)
    _unrelated(found, truth, counts)
    _credits(found, truth, counts)
    return dict(counts)


def right(truth: Truth, same: Mapping[str, str], derived: str, source: str) -> bool:
    """Whether `derived` drew on `source`, or on an article with the very same words."""
    return same[source] in {same[s] for s in truth.sources[derived]} and source != derived


def _same_text(truth: Truth) -> dict[str, str]:
    first: dict[str, str] = {}
    found = {}
    for name in truth.kept:
        story = truth.nodes[name].story
        text = " ".join(s.text for p in story.paragraphs for s in p) + str(story.credits)
        found[name] = first.setdefault(text, name)
    return found


def same_text(truth: Truth) -> dict[str, str]:
    """For each article the first with its words and credits."""
    return _same_text(truth)


def _edges(found: Findings, truth: Truth, same: Mapping[str, str], counts: Counts) -> None:
    chosen: dict[str, set[str]] = defaultdict(set)
    for edge in found.edges:
        if edge.chosen and edge.known and not _two_wires(truth, edge):
            chosen[edge.derived].add(edge.source)
            good = right(truth, same, edge.derived, edge.source)
            counts[truth.nodes[edge.derived].family]["edge_right" if good else "edge_wrong"] += 1
            if not good:
                counts[truth.nodes[edge.derived].family][f"wrong_{error(truth, edge.derived, edge.source)}"] += 1
    for derived in truth.kept:
        for source in truth.sources[derived]:
            hit = any(same[s] == same[source] for s in chosen[derived])
            counts[truth.nodes[derived].family]["true_found" if hit else "true_missed"] += 1


def _twins(found: Findings, truth: Truth, counts: Counts) -> None:
    """The same with credit for any article that has all that was taken over, word for word (truth.twins)."""
    for least, label in ((CHOSEN, "twin"), (0.0, "best")):
        said: dict[str, set[str]] = defaultdict(set)
        for edge in found.edges:
            if edge.rank == 1 and edge.known and edge.probability >= least and not _two_wires(truth, edge):
                said[edge.derived].add(edge.source)
        for name in truth.kept:
            count = counts[truth.nodes[name].family]
            alike = frozenset().union(*(truth.twins[name, s] for s in truth.sources[name] | truth.unseen[name]))
            count[f"{label}_right"] += len(said[name] & alike)
            count[f"{label}_wrong"] += len(said[name] - alike)
            for source in truth.sources[name]:
                hit = bool(said[name] & truth.twins[name, source])
                count[f"{label}_found" if hit else f"{label}_missed"] += 1


def _two_wires(truth: Truth, edge: Said) -> bool:
    """Two items of one agency with its background paragraph: whether one drew on the other is a matter of words."""
    pair = (edge.derived, edge.source)
    return truth.recycled(*pair) and all(truth.nodes[name].agency for name in pair)


def error(truth: Truth, derived: str, source: str) -> str:
    """What kind of wrong edge it is."""
    if derived in {a for s in [source] for a in truth.lineage[s]} - {source}:
        return "reversed"
    if source in truth.lineage[derived]:
        return "ancestor"
    if truth.related(derived, source):
        return "sibling" if not truth.sources[derived] else "cousin"
    return "recycled" if truth.recycled(derived, source) else "unrelated"


def _directions(found: Findings, truth: Truth, counts: Counts) -> None:
    rows = {(e.derived, e.source): e for e in found.edges}
    for derived in truth.kept:
        for source in truth.sources[derived]:
            forth, back = rows.get((derived, source)), rows.get((source, derived))
            row = forth or back
            if row is None:
                what = "none"
            elif not row.known:
                what = "unknown"
            else:
                what = "right" if forth else "wrong"
            counts[truth.nodes[derived].family][f"direction_{what}"] += 1


def _roots(found: Findings, truth: Truth, same: Mapping[str, str], counts: Counts) -> None:
    best: dict[str, Said] = {}
    stories = (tie for tie in found.ties if found.kinds[tie.source] == "story")  # a background paragraph is no root
    for edge in (*found.edges, *stories):
        if edge.rank == 1 and edge.known and edge.probability > getattr(best.get(edge.derived), "probability", 0.0):
            best[edge.derived] = edge
    for name in truth.kept:
        if not truth.nodes[name].parents and not any(truth.nodes[c].kept for c in truth.nodes[name].children):
            continue
        end, steps = name, 0
        while end in best and steps < 50:
            end, steps = best[end].source, steps + 1
        counts[truth.nodes[name].family]["root_right" if _is_root(found, truth, same, name, end) else "root_wrong"] += 1


def _is_root(found: Findings, truth: Truth, same: Mapping[str, str], name: str, end: str) -> bool:
    firsts, items = _true_roots(truth, name)
    if end in truth.nodes:
        undetectable = {a for a in firsts if not any(truth.detectable(a, i) for i in truth.unseen[a])}
        return same[end] in {same[a] for a in undetectable}
    agency = found.agencies[end]
    own = {truth.nodes[a].agency for a in firsts if not truth.unseen[a]}
    return (bool(items) and (agency is None or agency in {truth.agency(i) for i in items})) or (
        agency is not None and agency in own
    )


def _true_roots(truth: Truth, name: str) -> tuple[set[str], set[str]]:
    """The articles in the corpus where its story ends, and the items above those."""
    firsts: set[str] = set()
    items: set[str] = set()
    todo, seen = [name], set()
    while todo:
        one = todo.pop()
        if one in seen:
            continue
        seen.add(one)
        items |= truth.unseen[one]
        todo += truth.sources[one]
        if not truth.sources[one]:
            firsts.add(one)
    return firsts, items


def _items(found: Findings, truth: Truth, counts: Counts) -> None:
    heirs = found.heirs()
    for item, names in truth.items.items():
        seen = {name for name in names if truth.detectable(name, item)}
        if not seen:
            continue
        count = counts[truth.nodes[item].family]
        best = max(heirs, key=lambda h: _fit(found, h, heirs[h], names), default=None)
        if best is None or 2 * len(heirs[best] & names) < len(seen):
            count["item_missed"] += 1
            continue
        count["item_found"] += 1
        if truth.agency(item) and any(truth.agency(item) in truth.credited(name) for name in names):
            count["agency_right" if found.agencies[best] == truth.agency(item) else "agency_wrong"] += 1
    for item, names in heirs.items():
        count = counts[truth.nodes[min(names)].family]
        count["said_spurious" if _spurious(found, truth, item, names) else "said_real"] += 1


def _fit(found: Findings, item: str, own: set[str], names: Collection[str]) -> tuple[int, bool, int, str]:
    """How well an item that was said stands for a true one; a story sooner than a background with the same heirs."""
    return len(own & set(names)), found.kinds[item] == "story", -len(own), item


def _spurious(found: Findings, truth: Truth, item: str, names: set[str]) -> bool:
    agency = found.agencies[item]
    good = [name for name in names if truth.lost[name] or (agency and truth.nodes[name].agency == agency)]
    if found.kinds[item] == "background":
        shared = {n for a, b in combinations(sorted(names), 2) if truth.recycled(a, b) for n in (a, b)}
        good += sorted(shared - set(good))
    return 2 * len(good) < len(names)


def _siblings(found: Findings, truth: Truth, counts: Counts) -> None:
    """Articles whose source is not in the corpus, and those of them that were given a sibling for it."""
    given = {e.derived for e in found.edges if e.chosen and e.known and truth.related(e.derived, e.source)}
    other = {
        e.derived
        for e in found.edges
        if e.derived in given and e.chosen and e.known and truth.related(e.derived, e.source)
        if not any(e.source in truth.twins[e.derived, item] for item in truth.unseen[e.derived])
    }
    tied = {tie.derived for tie in found.ties if tie.chosen}
    for name in truth.kept:
        if truth.unseen[name] and not truth.sources[name]:
            count = counts[truth.nodes[name].family]
            count["orphan"] += 1
            count["orphan_given_sibling"] += name in given
            count["orphan_given_other"] += name in other
            if any(truth.detectable(name, item) for item in truth.unseen[name]):
                count["orphan_detectable"] += 1
                count["orphan_tied"] += name in tied


def _unrelated(found: Findings, truth: Truth, counts: Counts) -> None:
    """Pairs of one event and of one topic that have nothing to do with each other, and edges between them."""
    by_topic: dict[str, int] = Counter(truth.nodes[name].topic for name in truth.kept)
    related: dict[str, int] = Counter()
    by_family: dict[int, list[str]] = defaultdict(list)
    for name in truth.kept:
        by_family[truth.nodes[name].family].append(name)
    for family, names in by_family.items():
        for one, other in combinations(names, 2):
            if truth.related(one, other):
                related[truth.nodes[one].topic] += 1
            else:
                counts[family]["apart_event"] += 1
    for topic, n in by_topic.items():
        counts[-1]["apart_topic"] += n * (n - 1) // 2 - related[topic]
    for edge in found.edges:
        if edge.chosen and not truth.related(edge.derived, edge.source) and not _two_wires(truth, edge):
            counts[truth.nodes[edge.derived].family]["false_edge"] += 1
            same_event = truth.nodes[edge.derived].family == truth.nodes[edge.source].family
            counts[truth.nodes[edge.derived].family]["false_edge_event"] += same_event


def _credits(found: Findings, truth: Truth, counts: Counts) -> None:
    for name in truth.kept:
        said, true = found.credits.get(name, frozenset()), truth.credited(name)
        own = truth.nodes[name].agency
        said, true = said - {own}, true - {own}  # an item's own agency is its outlet
        count = counts[truth.nodes[name].family]
        count["credit_right"] += len(said & true)
        count["credit_wrong"] += len(said - true)
        count["credit_missed"] += len(true - said)


def outcomes(found: Findings, truth: Truth) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """For calibration: probability and truth of every edge between articles, and of every tie to an unseen story.

    A tie is true of an article that rests on an item outside the corpus with no article of the corpus in between, or
    that is the agency's own.
    """
    same = _same_text(truth)
    edges = [
        (
            e.probability,
            right(truth, same, e.derived, e.source) or (not e.known and right(truth, same, e.source, e.derived)),
        )
        for e in found.edges
        if not _two_wires(truth, e)
    ]
    ties = [(t.probability, _rests_on(found, truth, t)) for t in found.ties if found.kinds[t.source] == "story"]
    return edges, ties


def _rests_on(found: Findings, truth: Truth, tie: Said) -> bool:
    agency = found.agencies[tie.source]
    own = agency is not None and truth.nodes[tie.derived].agency == agency
    return own or any(agency in (None, truth.agency(item)) for item in truth.unseen[tie.derived])


def missed(found: Findings, truth: Truth) -> Iterable[tuple[str, str, str]]:
    """Every true edge that was not chosen, with what was said of the pair."""
    rows = {(e.derived, e.source): e for e in found.edges}
    tied = {t.derived for t in found.ties if t.chosen}
    same = _same_text(truth)
    chosen: dict[str, set[str]] = defaultdict(set)
    for e in found.edges:
        if e.chosen and e.known:
            chosen[e.derived].add(e.source)
    for derived in truth.kept:
        for source in sorted(truth.sources[derived]):
            if any(same[s] == same[source] for s in chosen[derived]):
                continue
            row = rows.get((derived, source)) or rows.get((source, derived))
            what = (
                "no row"
                if row is None
                else "unknown direction"
                if not row.known
                else "reversed"
                if row.derived != derived
                else "low"
            )
            other = "tied to unseen" if derived in tied else "other edge" if chosen[derived] else "nothing"
            yield derived, source, f"{what}; {other} instead"

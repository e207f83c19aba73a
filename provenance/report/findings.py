"""What a trace found, in a few sentences that an editor can use: the first thing that the index says."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from provenance.report import wording
from provenance.report.headlines import quoted_name
from provenance.report.overview import Kin, Overview, Unseen
from provenance.report.standings import Standing
from provenance.report.story import Node

FAMILIES = 3  # stories that a finding of their own names
WIDESPREAD = 3  # articles of a story that is worth a finding


class Headline(NamedTuple):
    """A number or name that stands out, the sentence it begins, and where on the page it is shown."""

    lead: str
    rest: str
    target: str


def findings(view: Overview, standings: Collection[Standing], total: int) -> list[Headline]:
    """The findings, the weightiest first; `standings` are of all articles that have a source."""
    return [
        *_others(standings, total),
        *_stories(view.families),
        *_copies(view),
        *_alone(view, total),
        *_agencies(view.unseen),
    ]


def uncompared_finding(translation: Mapping[str, Any]) -> list[Headline]:
    """Languages that the encoder of a run does not know; `translation` as in run.json.

    >>> uncompared_finding({"encoder": "use", "not_compared": ["uk"]})[0].rest
    'compared with others by names and numbers only: uk.'
    >>> uncompared_finding({"encoder": None, "not_compared": ["en", "uk"]})
    []
    """
    names = translation.get("not_compared") or ()
    if not names or not translation.get("encoder"):
        return []
    lead = wording.many(len(names), "language")
    return [Headline(lead, f"compared with others by names and numbers only: {', '.join(names)}.", "articles")]


def _others(standings: Collection[Standing], total: int) -> list[Headline]:
    mostly = sum(standing.mostly_others for standing in standings)
    if not mostly:
        return []
    lead = wording.share_of(mostly, total)
    return [Headline(lead, f"{'is' if mostly == 1 else 'are'} mostly somebody else’s text.", "articles")]


def _stories(families: Sequence[Kin]) -> list[Headline]:
    wide = [(number, kin) for number, kin in enumerate(families, 1) if len(kin.articles) >= WIDESPREAD]
    return [Headline(*_widespread(family), f"story-{number}") for number, family in wide[:FAMILIES]]


def _widespread(family: Kin) -> tuple[str, str]:
    source = top(family)
    behind = [node for node in drawing_on(family, source) if not node.unseen]
    outlets = len({node.outlet for node in behind if node.outlet})
    where = f" of {wording.many(outlets, 'outlet')}" if outlets > 1 else ""
    count = wording.many(len(behind), "article")
    if not source.unseen:
        return _capital(quoted_name(source, 90)), f"is behind {count}{where}."
    dated = "" if source.published == (None, None) else f" ({source.published})"
    verb = "is behind" if source.name.endswith("story") else "is used in"
    lead = f"{_capital(wording.article(source.name.removeprefix('unseen ')))}{dated}"
    return lead, f"{verb} {count}{where}: “{wording.shortened(leader(family).name, 70)}”."


def _copies(view: Overview) -> list[Headline]:
    copies = sum(len(cluster.others) for cluster in view.clusters)
    exact = sum(len(cluster.exact) for cluster in view.clusters)
    if not copies:
        return []
    word_for_word = f", {exact:,} of them word for word" if exact else ""
    lead = wording.many(copies, "near-duplicate")
    return [Headline(lead, f"can go{word_for_word}.", "copies")]


def _alone(view: Overview, total: int) -> list[Headline]:
    if not view.unrelated:
        return []
    lead = wording.share_of(view.unrelated, total)
    has = "has" if view.unrelated == 1 else "have"
    return [Headline(lead, f"{has} no source, copy or follower here.", "articles")]


def _agencies(unseen: Sequence[Unseen]) -> list[Headline]:
    if not unseen:
        return []
    by_agency = Counter(item.node.outlet for item in unseen if item.node.outlet)
    commonest = [
        f"{name} ({count:,})" for name, count in sorted(by_agency.items(), key=lambda item: (-item[1], item[0]))[:3]
    ]
    clause = f"{'is' if len(unseen) == 1 else 'are'} not in this collection"
    mostly = f", most of them from {wording.listed(commonest)}" if commonest and len(by_agency) > 1 else ""
    return [Headline(wording.many(len(unseen), "source"), f"{clause}{mostly}.", "unseen")]


def top(family: Kin) -> Node:
    """What the family rests on: the node that is drawn on most, by the sum of probabilities."""
    weights = _drawn(family)
    return max(family.nodes, key=lambda node: (weights[node.key], node.key))


def drawing_on(family: Kin, source: Node) -> tuple[Node, ...]:
    """The nodes of a family that draw on a source, or on what draws on it; of a direction not known, both ends."""
    beside: dict[str, list[str]] = {}
    for edge in family.derivations:
        beside.setdefault(edge.source.key, []).append(edge.derived.key)
        if edge.direction != "known":
            beside.setdefault(edge.derived.key, []).append(edge.source.key)
    reached = dict.fromkeys([source.key])
    for key in (queue := [source.key]):
        queue += [further for further in beside.get(key, ()) if further not in reached]
        reached |= dict.fromkeys(beside.get(key, ()))
    return tuple(node for node in family.nodes if node.key in reached and node.key != source.key)


def leader(family: Kin) -> Node:
    """The article whose headline stands for the family: a whole one, drawn on most, the earliest of equals."""
    weights = _drawn(family)
    return min(family.articles, key=lambda node: (node.name.endswith("…"), -weights[node.key], when(node)))


def _drawn(family: Kin) -> dict[str, float]:
    """How much is drawn on each node, by the sum of probabilities."""
    weights = dict.fromkeys((node.key for node in family.nodes), 0.0)
    for derivation in family.derivations:
        weights[derivation.source.key] += derivation.probability
    return weights


def when(node: Node) -> tuple[bool, str, str]:
    """Sorts by date, undated ones last."""
    instant = node.published.first or node.published.last
    return (instant is None, instant.isoformat() if instant else "", node.key)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""How much of each article is its own, and whose the rest is: what the index sorts by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provenance.report import wording
from provenance.report.gathered import drawn_share
from provenance.report.lookup import Lookup
from provenance.report.overview import Overview
from provenance.report.story import Derivation, Node
from provenance.report.verdict import INFORMATION


@dataclass(frozen=True)
class Standing:
    """One article beside all others."""

    node: Node
    words: int
    drawn: float  # share of its words in passages of what it draws on, or of what draws on the same
    agency: str | None  # whose story it is as a whole, by its credit or by that of an article with the same text
    best: Derivation | None  # its surest source: of its text where there is one
    copies: Node | None  # the article of the corpus that it repeats word for word

    @property
    def own(self) -> float:
        """The share of its words that stand in nothing that it draws on."""
        return 1 - self.drawn

    @property
    def whole(self) -> bool:
        """Whether a credit gives the whole text to an agency, though little of it is in another article here."""
        return self.agency is not None and self.drawn < wording.MOSTLY

    @property
    def others(self) -> float:
        """The share of its text that is somebody else's, by passages or by its credit."""
        return 1.0 if self.whole else self.drawn

    @property
    def mostly_others(self) -> bool:
        """Whether half of it or more is somebody else's text."""
        return self.others >= wording.MOSTLY


def standings(look: Lookup, view: Overview, articles: Iterable[Node]) -> dict[str, Standing]:
    """The standing of each of these articles, by id."""
    best = _best(view)
    copies = {node.key: cluster.kept for cluster in view.clusters for node in cluster.exact}
    result = {}
    for node in articles:
        result[node.key] = Standing(
            node=node,
            words=look.words[node.key],
            drawn=drawn_share(look, node.key),
            agency=_agency(view.of.get(node.key, ())),
            best=best.get(node.key),
            copies=copies.get(node.key),
        )
    return result


def _best(view: Overview) -> Mapping[str, Derivation]:
    """Each article's surest derivation: text before information; one of unknown direction serves both its ends."""
    best: dict[str, Derivation] = {}
    for derivation in sorted(view.derivations, key=lambda d: (d.relation in INFORMATION, -d.probability)):
        best.setdefault(derivation.derived.key, derivation)
        if derivation.direction != "known":
            best.setdefault(derivation.source.key, derivation)
    return best


def _agency(rows: Iterable[Derivation]) -> str | None:
    """The agency whose story an article is likely to be as a whole."""
    likely = [d for d in rows if d.source.unseen and d.relation == "relay" and d.probability >= wording.LIKELY]
    return max(likely, key=lambda d: d.probability).source.outlet if likely else None

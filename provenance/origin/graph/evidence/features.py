"""What is seen of two articles, for or against one drawing on the other, piece by piece, before it is weighed."""

from collections.abc import Sequence

from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.credits import features_of_credits, features_of_outlets
from provenance.origin.graph.evidence.figures import FIGURE, in_common
from provenance.origin.graph.evidence.likeness import features_of_likeness
from provenance.origin.graph.evidence.order import features_of_time
from provenance.origin.graph.evidence.row import Feature
from provenance.origin.graph.evidence.shares import STRETCH, quoted_share, share, shares_much
from provenance.origin.graph.evidence.words import features_of_words
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import Family, FamilyPassage

_LEAD = 150  # code points: a passage that begins within them holds the opening, at least in part
_DATELINE = 60  # within which it holds all of it: each paper has a dateline of its own
_FIGURES = 3  # figures from which a share of them says something
_DIFFERENT = 0.5  # share of them that differ; a correction changes one or two
STOCK = 0.45  # share of either article below which an outlet's own paragraphs may be all that two of its have in common


def pair_features(
    derived: ArticleFacts, source: ArticleFacts, family: Family, coverage: FamilyCoverage
) -> list[Feature]:
    """The case for `derived` having drawn on `source`, given the passages they share.

    The sum of what each feature weighs is a log weight.
    """
    passages = family.between(derived.article, source.article)
    alone = not coverage.others(derived.article, source.article)
    return [
        Feature("prior", {"base": 1.0}, {}),
        *_features_of_size(derived, source, passages, alone=alone),
        *_features_of_wording(passages),
        *features_of_time(derived, source, passages),
        *features_of_credits(derived, source, passages, much=shares_much(derived, source, family)),
        *_features_of_lead(derived, source, family, alone=alone),
        *features_of_words(derived.article, source.article, coverage),
        *_features_of_quotes(derived, source, passages),
        *_features_of_figures(derived, source, passages),
        *features_of_outlets(derived, source),
        *features_of_likeness(derived, source, passages, coverage),
    ]


def _features_of_size(
    derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage], *, alone: bool
) -> list[Feature]:
    """How much of either is in the other.

    Papers cut a long story and print a brief one inside their own: of two `alone` it counts alike both ways. A page
    grows from version to version; an agency sends one story long and short, in any order.
    """
    derived_share, source_share = share(derived, passages), share(source, passages)
    one_outlet = derived.house is not None and derived.house == source.house
    more = derived_share - source_share
    amounts = {"longer_revision": -more} if one_outlet else {"part": more}
    if derived.own_agencies if one_outlet else alone:
        amounts = {"share": level(derived, source, passages)}
    features = [
        *_features_of_passages(derived, source, passages),
        Feature("containment", amounts, {"mine": derived_share, "its": source_share, "source": source.article}),
    ]
    if one_outlet:
        features.append(Feature("one_outlet", {"same_outlet": 1.0}, {"outlet": derived.house}))
    return features + _slight_feature(passages, max(derived_share, source_share), one_outlet=one_outlet)


def _features_of_passages(
    derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage]
) -> list[Feature]:
    """Each passage, with its part of the share of the derived article that all make together."""
    total, matched = share(derived, passages), max(1, sum(p.matched for p in passages))
    return [
        Feature(
            "passage",
            {"share": total * p.matched / matched},
            {"words": p.matched, "source": source.article, "bits": p.bits},
            (derived.article, *p.span(derived.article)),
        )
        for p in sorted(passages, key=lambda p: p.span(derived.article))
    ]


def level(derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage]) -> float:
    """The share that makes the shared text count alike both ways."""
    derived_share, source_share = share(derived, passages), share(source, passages)
    return max(derived_share, source_share) - derived_share


def _slight_feature(passages: Sequence[FamilyPassage], largest: float, *, one_outlet: bool) -> list[Feature]:
    """One stretch among much else; an outlet's articles may have more than a stretch of its own stock in common."""
    if one_outlet and largest < STOCK:
        return [Feature("repeats_itself", {"slight": 1 - largest}, {})]
    slightness = (1 - sum(p.matched for p in passages) / STRETCH) * (1 - largest)
    return [Feature("slight", {"slight": slightness}, {})] if slightness > 0 else []


def _features_of_wording(passages: Sequence[FamilyPassage]) -> list[Feature]:
    """What is shared in other words that hardly count: two who report one event independently come near to that."""
    reworded = sum(p.matched for p in passages if p.faint) / max(1, sum(p.matched for p in passages))
    return [Feature("reworded", {"reworded": reworded}, {"part": reworded})] if reworded else []


def _features_of_lead(derived: ArticleFacts, source: ArticleFacts, family: Family, *, alone: bool) -> list[Feature]:
    """The source's opening is shared and the derived article's is not: a lead was written over it.

    Of two alone, the other may as well have cut the lead off: it counts alike both ways.
    """
    passages = family.between(derived.article, source.article)
    if not shares_much(derived, source, family):
        return []
    for later, earlier in ((derived, source), (source, derived)) if alone else ((derived, source),):
        shared_lead = any(p.span(later.article)[0] < later.lead + _LEAD for p in passages)
        opening = next((p for p in passages if p.span(earlier.article)[0] < earlier.lead + _DATELINE), None)
        if opening is not None and not shared_lead:
            reason = "lead" if later is derived else "lead_either"
            words = {"one": later.article, "other": earlier.article}
            return [Feature(reason, {"lead_rewritten": 1.0}, words, (later.article, *opening.span(later.article)))]
    return []


def _features_of_quotes(
    derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage]
) -> list[Feature]:
    """Both may have a quotation from the speaker, unless all else of the article is in the source too.

    What only the derived article quotes may be the source's own words.
    """
    quoted = max(quoted_share(source, passages), quoted_share(derived, passages) / 2)
    weighty = quoted * (1 - share(derived, passages))
    return [] if weighty < 0.05 else [Feature("quoted", {"quoted": weighty}, {})]


def _features_of_figures(
    derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage]
) -> list[Feature]:
    """A copy keeps the figures or rounds them; where most differ, two reports fill one form: prices, results."""
    left, right = (
        [figure[0] for p in passages for figure in FIGURE.finditer(facts.text, *p.span(facts.article))]
        for facts in (derived, source)
    )
    count = max(len(left), len(right))
    different = 1 - in_common(left, right) / max(1, count)
    if count < _FIGURES or different < _DIFFERENT:
        return []
    return [Feature("figures", {"figures": different}, {"share": different})]

"""What the credits of two articles say of one drawing on the other, and of which outlets they are."""

from collections.abc import Sequence

from provenance.origin.graph.evidence.credited_outlets import outlet_named
from provenance.origin.graph.evidence.order import likely_earlier, stale
from provenance.origin.graph.evidence.row import Feature, Span
from provenance.origin.graph.evidence.shares import quoted_share
from provenance.origin.graph.facts import ArticleFacts, NamedCredit
from provenance.origin.graph.families import FamilyPassage


def credit_of(facts: ArticleFacts, agency: str | None) -> NamedCredit:
    """An article's first credit for the whole story that names the agency."""
    return next(c for c in facts.story_credits() if c.agency == agency)


def _credit_span(facts: ArticleFacts, credit: NamedCredit) -> Span:
    return facts.article, credit.start, credit.end


def features_of_credits(
    derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage], *, much: bool
) -> list[Feature]:
    """What the two articles' credits say of each other; the most telling of them only."""
    firsthand = 1.0 if much else 1 - quoted_share(source, passages)
    outlet = _outlet_credited(derived, source, firsthand)
    credit = outlet or _both_credit(derived, source, much=much) or _only_one_credits(derived, source)
    wire = None if outlet else _agency_from_paper(derived, source, firsthand)
    return [feature for feature in (credit, wire) if feature]


def features_of_outlets(derived: ArticleFacts, source: ArticleFacts) -> list[Feature]:
    """Where the credits stand and who passed the story on, then of which outlets the two are."""
    return [*_features_of_places(derived, source), *_features_of_kinds(derived, source)]


def _outlet_credited(derived: ArticleFacts, source: ArticleFacts, firsthand: float) -> Feature | None:
    """One credits the body that the other is; `firsthand` is the share of the common words that is no quotation."""
    directions = ((derived, source, False), (source, derived, True))
    for left, right, reverse in directions:
        credit = next((c for c in left.credits if c.kind != "self" and c.agency in right.own_agencies), None)
        if credit:
            words = {"one": left.article, "credit": credit.name, "other": right.article}
            amounts = {"credited_back" if reverse else "credits_outlet": firsthand}
            return Feature("credits_outlet", amounts, words, _credit_span(left, credit))
    for left, right, reverse in directions:
        span = outlet_named(left, right)
        if span:
            words = {"one": left.article, "outlet": right.outlet or "", "other": right.article}
            amounts = {"credited_back" if reverse else "names_paper": firsthand}
            return Feature("names_paper", amounts, words, (left.article, *span))
    return None


def _agency_from_paper(derived: ArticleFacts, source: ArticleFacts, firsthand: float) -> Feature | None:
    """An agency sends its stories to papers; where it has one from a paper it says so: as if credited back."""
    if not derived.own_agencies or source.own_agencies or source.house is None or source.release:
        return None
    return Feature("agency_from_paper", {"credited_back": firsthand}, {"derived": derived.article})


def _both_credit(derived: ArticleFacts, source: ArticleFacts, *, much: bool) -> Feature | None:
    dateline = source.dateline_agency
    nameless = {dateline} if dateline and not derived.agencies and derived.nameless else set()
    common = sorted(derived.agencies & source.agencies | nameless)
    if not common:
        return None
    wire = source.house is None and dateline in common and derived.dateline_agency is None
    if wire and much and not stale(derived, source):
        credit = credit_of(source, dateline)
        words = {"source": source.article, "credit": credit.name}
        return Feature("own_dateline", {"own_dateline": 1.0}, words, _credit_span(source, credit))
    credit = credit_of(derived, common[0] if derived.agencies else None)
    return Feature("siblings", {"siblings": 1.0}, {"credit": credit.name}, _credit_span(derived, credit))


def _only_one_credits(derived: ArticleFacts, source: ArticleFacts) -> Feature | None:
    if derived.agencies:
        credit = credit_of(derived, min(derived.agencies))
        nameless = source.house is None and not source.credits
        kept = nameless and likely_earlier(source, derived) is None  # what names nobody may be what the credit means
        key = "credit_kept" if kept else "credit_added"
        return Feature(
            key, {key: 1.0}, {"credit": credit.name, "source": source.article}, _credit_span(derived, credit)
        )
    if derived.nameless and not source.agencies and not source.nameless:
        span = _credit_span(derived, credit_of(derived, None))
        return Feature("agencies_added", {"credit_added": 1.0}, {"source": source.article}, span)
    if source.agencies:
        credit = credit_of(source, min(source.agencies))
        wire = source.house is None and credit.agency == source.dateline_agency
        key = "wire_dateline" if wire else "credit_dropped"
        return Feature(key, {key: 1.0}, {"source": source.article, "credit": credit.name}, _credit_span(source, credit))
    return None


def _features_of_places(derived: ArticleFacts, source: ArticleFacts) -> list[Feature]:
    """Two that credit one agency: in the same place, and passed on by the same house, or not."""
    common = sorted(derived.agencies & source.agencies)
    if not common:
        return []
    agency = common[0]
    span = _credit_span(derived, credit_of(derived, agency))
    derived_positions, source_positions = (
        {c.position for c in facts.story_credits() if c.agency == agency} for facts in (derived, source)
    )
    key = "moved_up" if "dateline" in derived_positions else None
    key = "same_place" if derived_positions & source_positions else key
    features = [Feature(key, {key: 1.0}, {}, span)] if key else []
    features += _features_of_dateline(derived, source, agency)
    derived_relays, source_relays = ({c.agency for c in facts.relays()} for facts in (derived, source))
    key = "same_relay" if derived_relays & source_relays else "relay_lost" if source_relays else None
    return [*features, *([Feature(key, {key: 1.0}, {"source": source.article}, span)] if key else [])]


def _features_of_dateline(derived: ArticleFacts, source: ArticleFacts, agency: str) -> list[Feature]:
    """An agency dates its datelines, "OSK, May 3 (Reuters)"; papers leave the day out."""
    derived_day, source_day = (_has_figure(facts, agency) for facts in (derived, source))
    if derived_day is None or source_day is None or derived_day == source_day:
        return []
    key, dated = ("undated", source) if source_day else ("undated_back", derived)
    return [Feature("undated", {key: 1.0}, {"dated": dated.article})]


def _has_figure(facts: ArticleFacts, agency: str) -> bool | None:
    """Whether the dateline that names the agency has a figure in it; None where there is no such dateline."""
    spans = ((c.start, c.end) for c in facts.credits if c.agency == agency and c.position == "dateline")
    texts = [facts.text[start:end] for start, end in spans if start is not None and end is not None]
    return any(letter.isdigit() for letter in texts[0]) if texts else None


def _features_of_kinds(derived: ArticleFacts, source: ArticleFacts) -> list[Feature]:
    """A press release is printed by papers, and prints none; a paper seldom copies a paper of another outlet."""
    if source.release != derived.release:
        key, release = ("release", source) if source.release else ("release_back", derived)
        return [Feature("release", {key: 1.0}, {"release": release.article})]
    apart = derived.house is not None and source.house is not None and derived.house != source.house
    if not apart or derived.own_agencies or source.own_agencies or _outlet_credited(derived, source, 1.0):
        return []
    return [Feature("two_outlets", {"other_outlet": 1.0}, {})]

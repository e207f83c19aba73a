"""Two copies of one agency's story that have nothing in common beyond it: the story explains both."""

from collections.abc import Sequence
from math import log

from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.credited_outlets import outlet_named
from provenance.origin.graph.evidence.credits import credit_of
from provenance.origin.graph.evidence.order import likely_earlier
from provenance.origin.graph.evidence.row import Feature
from provenance.origin.graph.evidence.shares import share
from provenance.origin.graph.facts import ArticleFacts
from provenance.origin.graph.families import FamilyPassage

LEAST_ALIKE = 0.05  # below, likeness is not worth a line
SEVERAL = 3  # copies of one text, beside one that names nobody, from which a credit in one of them is that of all
VERSION = 2  # changes that only two copies have and that may be the agency's own: it sends a story more than once
MORE = 1 / 4.5  # of that cost, for each e-fold of copies: all of them together are as likely a source as one would be


def features_of_likeness(
    derived: ArticleFacts, source: ArticleFacts, passages: Sequence[FamilyPassage], coverage: FamilyCoverage
) -> list[Feature]:
    """Two outlets' copies under one agency's credit that have nothing beyond its text in common: it explains both.

    So it does where the derived article names nobody: it may have dropped the credit, or be the agency's own text.
    """
    agencies = sorted(source.agencies & derived.agencies if derived.story_credits() else source.agencies)
    one_outlet = derived.house is not None and derived.house == source.house
    relayed = {c.agency for c in derived.relays()} & {c.agency for c in source.relays()}
    if not agencies or one_outlet or relayed or outlet_named(derived, source):
        return []
    credit = credit_of(source, agencies[0])
    words, span = {"credit": credit.name}, (source.article, credit.start, credit.end)
    if _both_as_sent(derived, source, agencies[0], coverage):
        return [Feature("as_sent", {"as_sent": 1 + MORE * log(coverage.copies(derived.article))}, words, span)]
    among = coverage.others(derived.article, source.article)
    earlier = likely_earlier(source, derived)
    open_order = 1.0 if earlier is None or among else 1 - abs(2 * earlier - 1)
    alike = open_order * min(share(derived, passages), share(source, passages))
    if alike < LEAST_ALIKE or any(coverage.alone(derived.article, source.article)):
        return []
    return [Feature("alike", {"alike_among" if among else "alike": alike}, words, span)]


def _both_as_sent(derived: ArticleFacts, source: ArticleFacts, agency: str, coverage: FamilyCoverage) -> bool:
    """Both print one text, a few words aside, under the agency's credit, and the source is not the wire itself.

    The derived article may have dropped the credit where several print the text.
    What only the two have in a few places may be a version that the agency sent to some; a sentence of one is not.
    """
    wire = source.house is None and source.dateline_agency == agency and derived.dateline_agency is None
    through = any(credit.agency in source.own_agencies for credit in derived.credits) or outlet_named(derived, source)
    dropped = not derived.story_credits() and coverage.copies(derived.article) >= SEVERAL
    if wire or through or agency not in source.agencies or not (dropped or agency in derived.agencies):
        return False
    short, long = coverage.alone(derived.article, source.article)
    apart = coverage.several(derived.article) and (long > 0 or short > VERSION)
    return not apart and coverage.as_sent(derived.article, source.article)

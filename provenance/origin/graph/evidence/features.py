"""The evidence for one article drawing on another, piece by piece, each with its weight and its place in the text."""

from collections.abc import Sequence
from math import log

from provenance.origin.graph.coverage import FamilyCoverage
from provenance.origin.graph.evidence.credited_outlets import outlet_named
from provenance.origin.graph.evidence.figures import FIGURE, in_common
from provenance.origin.graph.evidence.order import by_time, likely_earlier, stale
from provenance.origin.graph.evidence.row import Evidence
from provenance.origin.graph.evidence.shares import STRETCH, quoted_share, share, shares_much
from provenance.origin.graph.evidence.weights import weights
from provenance.origin.graph.evidence.words import by_words
from provenance.origin.graph.facts import ArticleFacts, Named
from provenance.origin.graph.families import Family, FamilyPassage

_LEAD = 150  # code points: a passage that begins within them holds the opening, at least in part
_DATELINE = 60  # within which it holds all of it: each paper has a dateline of its own
_FIGURES = 3  # figures from which a share of them says something
_OTHER = 0.5  # share of them that differ; a correction changes one or two
STOCK = 0.45  # share of either article below which an outlet's own paragraphs may be all that two of its have in common
LEAST_ALIKE = 0.05  # below, likeness is not worth a line
SEVERAL = 3  # copies of one text, beside one that names nobody, from which a credit in one of them is that of all
VERSION = 2  # changes that only two copies have and that may be the agency's own: it sends a story more than once
MORE = 1 / 4.5  # of that cost, for each e-fold of copies: all of them together are as likely a source as one would be


def draws(derived: ArticleFacts, source: ArticleFacts, family: Family, holds: FamilyCoverage) -> list[Evidence]:
    """The case for `derived` having drawn on `source`, given the passages they share; its sum is a log weight."""
    shared = family.between(derived.article, source.article)
    alone = not holds.others(derived.article, source.article)
    return [
        Evidence(
            "prior", weights()["draws"]["base"], None, None, None, "where the weighing starts, before any evidence"
        ),
        *_by_size(derived, source, shared, alone=alone),
        *_by_wording(shared),
        *by_time(derived, source, shared),
        *_by_credit(derived, source, shared, shares_much(derived, source, family)),
        *_by_lead(derived, source, family, alone=alone),
        *by_words(derived.article, source.article, holds),
        *_by_quotes(derived, source, shared),
        *_by_figures(derived, source, shared),
        *_by_place(derived, source),
        *_by_outlet(derived, source),
        *_by_likeness(derived, source, shared, holds),
    ]


def _by_size(
    derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage], *, alone: bool
) -> list[Evidence]:
    """How much of either stands in the other.

    Papers cut a long story and print a brief one inside their own: of two `alone` it counts alike both ways. A page
    grows from version to version; an agency sends one story long and short, in any order.
    """
    weight = weights()["draws"]
    mine, its = share(derived, shared), share(source, shared)
    found = [
        Evidence(
            "passage",
            weight["share"] * mine * p.matched / max(1, sum(q.matched for q in shared)),
            derived.article,
            *p.span(derived.article),
            f"{p.matched} words in common with {source.article}, {p.bits:.0f} bits",
        )
        for p in sorted(shared, key=lambda p: p.span(derived.article))
    ]
    same_house = derived.house is not None and derived.house == source.house
    part = (mine - its) * (-weight["longer_revision"] if same_house else weight["part"])
    if derived.own if same_house else alone:
        part = level(derived, source, shared)
    whole = f"{mine:.0%} of its words stand in {source.article}, {its:.0%} the other way"
    found.append(Evidence("containment", part, None, None, None, whole))
    if same_house:
        note = f"the outlet of both is {derived.house}"
        found.append(Evidence("outlet", weight["same_outlet"], None, None, None, note))
    return found + _slight(shared, max(mine, its), same_house)


def _by_wording(shared: Sequence[FamilyPassage]) -> list[Evidence]:
    """What is shared in other words that hardly count: two who report one event independently come near to that."""
    part = sum(p.matched for p in shared if p.faint) / max(1, sum(p.matched for p in shared))
    if not part:
        return []
    note = f"{part:.0%} of what they share is in other words, without a stretch that is the same"
    return [Evidence("wording", weights()["draws"]["reworded"] * part, None, None, None, note)]


def level(derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage]) -> float:
    """What makes the shared text count alike both ways."""
    mine, its = share(derived, shared), share(source, shared)
    return weights()["draws"]["share"] * (max(mine, its) - mine)


def _slight(shared: Sequence[FamilyPassage], most: float, same_house: bool) -> list[Evidence]:
    """One stretch among much else; an outlet's articles may have more than a stretch of its own stock in common."""
    cost, words = weights()["draws"]["slight"], sum(p.matched for p in shared)
    if same_house and most < STOCK:
        note = "little is shared, and an outlet repeats itself: notices, background"
        return [Evidence("slight", cost * (1 - most), None, None, None, note)]
    slightness = (1 - words / STRETCH) * (1 - most)
    if slightness <= 0:
        return []
    return [Evidence("slight", cost * slightness, None, None, None, "little is shared: one stretch among much else")]


def _by_credit(
    derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage], much: bool
) -> list[Evidence]:
    """What the two articles' credits say of each other; the most telling of them only."""
    own = 1.0 if much else 1 - quoted_share(source, shared)
    outlet = _credits_outlet(derived, source, own)
    found = outlet or _both_credit(derived, source, much) or _one_credits(derived, source)
    wire = None if outlet else _from_a_paper(derived, source, own)
    return [one for one in (found, wire) if one]


def _credits_outlet(derived: ArticleFacts, source: ArticleFacts, own: float) -> Evidence | None:
    """One credits the body that the other is; `own` is the share of what they have in common that is no quotation."""
    weight = weights()["draws"]
    for one, other, kind in ((derived, source, "credits_outlet"), (source, derived, "credited_back")):
        credit = next((c for c in one.credits if c.kind != "self" and c.agency in other.own), None)
        if credit:
            note = f"{one.article} credits {credit.name}, and {other.article} is its own"
            return Evidence("credit", weight[kind] * own, one.article, credit.start, credit.end, note)
    for one, other, kind in ((derived, source, "names_paper"), (source, derived, "credited_back")):
        place = outlet_named(one, other)
        if place:
            note = f"{one.article} names {other.outlet}, which printed {other.article}"
            return Evidence("credit", weight[kind] * own, one.article, *place, note)
    return None


def _by_outlet(derived: ArticleFacts, source: ArticleFacts) -> list[Evidence]:
    """A press release is printed by papers, and prints none; a paper seldom copies a paper of another outlet."""
    weight = weights()["draws"]
    if source.release != derived.release:
        kind, release = ("release", source) if source.release else ("release_back", derived)
        return [Evidence("outlet", weight[kind], None, None, None, f"{release.article} is a press release")]
    apart = derived.house is not None and source.house is not None and derived.house != source.house
    if not apart or derived.own or source.own or _credits_outlet(derived, source, 1.0):
        return []
    note = "two outlets: papers have a story from an agency more often than from each other"
    return [Evidence("outlet", weight["other_outlet"], None, None, None, note)]


def _from_a_paper(derived: ArticleFacts, source: ArticleFacts, own: float) -> Evidence | None:
    """An agency sends its stories to papers; where it has one from a paper it says so: as if credited back."""
    if not derived.own or source.own or source.house is None or source.release:
        return None
    note = f"{derived.article} is an agency's own and names no paper: papers have their text from agencies"
    return Evidence("outlet", weights()["draws"]["credited_back"] * own, None, None, None, note)


def _both_credit(derived: ArticleFacts, source: ArticleFacts, much: bool) -> Evidence | None:
    name = source.dateline_agency
    nameless = {name} if name and not derived.agencies and derived.nameless else set()
    both = sorted(derived.agencies & source.agencies | nameless)
    if not both:
        return None
    its_own = source.house is None and name in both and derived.dateline_agency is None
    if its_own and much and not stale(derived, source):
        credit, kind = credit_of(source, name), "own_dateline"
        note = f"{source.article} has the dateline of {credit.name}, which both credit: it may be the wire's own text"
        return Evidence("credit", weights()["draws"][kind], source.article, credit.start, credit.end, note)
    credit = credit_of(derived, both[0]) if derived.agencies else credit_of(derived, None)
    note = f"both credit {credit.name}: a copy that kept the credit, or two copies of its item"
    return Evidence("credit", weights()["draws"]["siblings"], derived.article, credit.start, credit.end, note)


def _one_credits(derived: ArticleFacts, source: ArticleFacts) -> Evidence | None:
    weight = weights()["draws"]
    if derived.agencies:
        credit = credit_of(derived, min(derived.agencies))
        note = f"credits {credit.name}, which {source.article} does not"
        nameless = source.house is None and not source.credits
        own = nameless and likely_earlier(source, derived) is None  # what names nobody may be what the credit means
        kind = "credit_kept" if own else "credit_added"
        note += ": it may be its own text" if own else ""
        return Evidence("credit", weight[kind], derived.article, credit.start, credit.end, note)
    if derived.nameless and not source.agencies and not source.nameless:
        credit = credit_of(derived, None)
        note = f"credits agencies, which {source.article} does not"
        return Evidence("credit", weight["credit_added"], derived.article, credit.start, credit.end, note)
    if source.agencies:
        credit = credit_of(source, min(source.agencies))
        wire = source.house is None and credit.agency == source.dateline_agency
        note = f"{source.article} credits {credit.name}; a copy may have dropped the credit"
        note += ", and it may be the wire's own text" if wire else ""
        kind = "wire_dateline" if wire else "credit_dropped"
        return Evidence("credit", weight[kind], source.article, credit.start, credit.end, note)
    return None


def _by_place(derived: ArticleFacts, source: ArticleFacts) -> list[Evidence]:
    """Two that credit one agency: in the same place, and passed on by the same house, or not."""
    weight = weights()["draws"]
    found = []
    for agency in sorted(derived.agencies & source.agencies)[:1]:
        credit = credit_of(derived, agency)
        mine, its = ({c.position for c in facts.story_credits() if c.agency == agency} for facts in (derived, source))
        kind = "same_place" if mine & its else "moved_up" if "dateline" in mine else None
        note = (
            "both credit it in the same place" if mine & its else "its credit stands in the dateline, the other's not"
        )
        if kind:
            found.append(Evidence("place", weight[kind], derived.article, credit.start, credit.end, note))
        found += _by_dateline(derived, source, agency)
        own, theirs = ({c.agency for c in facts.relays()} for facts in (derived, source))
        kind = "same_relay" if own & theirs else "relay_lost" if theirs else None
        note = "both name who passed it on" if own & theirs else f"{source.article} names who passed it on"
        if kind:
            found.append(Evidence("relay", weight[kind], derived.article, credit.start, credit.end, note))
    return found


def _by_dateline(derived: ArticleFacts, source: ArticleFacts, agency: str) -> list[Evidence]:
    """An agency dates its datelines, "OSK, May 3 (Reuters)"; papers leave the day out."""
    one, other = (_has_figure(facts, agency) for facts in (derived, source))
    if one is None or other is None or one == other:
        return []
    kind, dated = ("undated", source) if other else ("undated_back", derived)
    note = f"the dateline of {dated.article} has the day, the other's has not: papers leave it out"
    return [Evidence("place", weights()["draws"][kind], None, None, None, note)]


def _has_figure(facts: ArticleFacts, agency: str) -> bool | None:
    """Whether the dateline that names the agency has a figure in it; None where there is no such dateline."""
    spans = ((c.start, c.end) for c in facts.credits if c.agency == agency and c.position == "dateline")
    texts = [facts.text[start:end] for start, end in spans if start is not None and end is not None]
    return any(letter.isdigit() for letter in texts[0]) if texts else None


def _by_likeness(
    derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage], holds: FamilyCoverage
) -> list[Evidence]:
    """Two outlets' copies under one agency's credit that have nothing beyond its text in common: it explains both.

    So it does where the derived article names nobody: it may have dropped the credit, or be the agency's own text.
    """
    agencies = sorted(source.agencies & derived.agencies if derived.story_credits() else source.agencies)
    same_house = derived.house is not None and derived.house == source.house
    relayed = {c.agency for c in derived.relays()} & {c.agency for c in source.relays()}
    if not agencies or same_house or relayed or outlet_named(derived, source):
        return []
    credit = credit_of(source, agencies[0])
    if _both_as_sent(derived, source, agencies[0], holds):
        note = f"both print {credit.name}'s text nearly as it was sent: papers have it from {credit.name}"
        cost = weights()["draws"]["as_sent"] * (1 + MORE * log(holds.copies(derived.article)))
        return [Evidence("alike", cost, source.article, credit.start, credit.end, note)]
    among = holds.others(derived.article, source.article)
    earlier = likely_earlier(source, derived)
    open_order = 1.0 if earlier is None or among else 1 - abs(2 * earlier - 1)
    alike = open_order * min(share(derived, shared), share(source, shared))
    if alike < LEAST_ALIKE or any(holds.alone(derived.article, source.article)):
        return []
    note = f"what the two have in common may all be {credit.name}'s: nothing tells one from the other"
    weight = weights()["draws"]["alike_among" if among else "alike"]
    return [Evidence("alike", weight * alike, source.article, credit.start, credit.end, note)]


def _both_as_sent(derived: ArticleFacts, source: ArticleFacts, agency: str, holds: FamilyCoverage) -> bool:
    """Both print one text but for a few words, under the agency's credit, and the source is not the wire itself.

    The derived article may have dropped the credit where several print the text.
    What only the two have in a few places may be a version that the agency sent to some; a sentence of one is not.
    """
    wire = source.house is None and source.dateline_agency == agency and derived.dateline_agency is None
    through = any(credit.agency in source.own for credit in derived.credits) or outlet_named(derived, source)
    dropped = not derived.story_credits() and holds.copies(derived.article) >= SEVERAL
    if wire or through or agency not in source.agencies or not (dropped or agency in derived.agencies):
        return False
    short, long = holds.alone(derived.article, source.article)
    apart = holds.several(derived.article) and (long > 0 or short > VERSION)
    return not apart and holds.as_sent(derived.article, source.article)


def credit_of(facts: ArticleFacts, agency: str | None) -> Named:
    """An article's first credit for the whole story that names the agency."""
    return next(c for c in facts.story_credits() if c.agency == agency)


def _by_lead(derived: ArticleFacts, source: ArticleFacts, family: Family, *, alone: bool) -> list[Evidence]:
    """The source's opening is shared and the derived article's is not: a lead was written over it.

    Of two alone, the other may as well have cut the lead off: it counts alike both ways.
    """
    shared = family.between(derived.article, source.article)
    if not shares_much(derived, source, family):
        return []
    weight = weights()["draws"]["lead_rewritten"]
    for one, other in ((derived, source), (source, derived)) if alone else ((derived, source),):
        mine = any(p.span(one.article)[0] < one.lead + _LEAD for p in shared)
        its = next((p for p in shared if p.span(other.article)[0] < other.lead + _DATELINE), None)
        if its is not None and not mine:
            note = f"holds the opening of {other.article} below an opening of its own"
            note = note if one is derived else f"{one.article} {note}: one of the two may be without the other's lead"
            return [Evidence("lead", weight, one.article, *its.span(one.article), note)]
    return []


def _by_quotes(derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage]) -> list[Evidence]:
    """What the source quotes may have been heard twice, unless all else of the article stands in the source too.

    What only the derived article quotes may be the source's own words.
    """
    part = max(quoted_share(source, shared), quoted_share(derived, shared) / 2) * (1 - share(derived, shared))
    if part < 0.05:
        return []
    note = "what they share is quoted, at least in part: both may have it from the speaker"
    return [Evidence("quote", weights()["draws"]["quoted"] * part, None, None, None, note)]


def _by_figures(derived: ArticleFacts, source: ArticleFacts, shared: Sequence[FamilyPassage]) -> list[Evidence]:
    """A copy keeps the figures or rounds them; where most differ, two reports fill one form: prices, results."""
    mine, its = (
        [figure[0] for p in shared for figure in FIGURE.finditer(facts.text, *p.span(facts.article))]
        for facts in (derived, source)
    )
    most = max(len(mine), len(its))
    other = 1 - in_common(mine, its) / max(1, most)
    if most < _FIGURES or other < _OTHER:
        return []
    note = f"{other:.0%} of the figures in what they share differ: two reports in one form"
    return [Evidence("figures", weights()["draws"]["figures"] * other, None, None, None, note)]

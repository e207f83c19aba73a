"""What the evidence about one article comes to, in one honest sentence, and what would change it."""

from collections.abc import Mapping
from typing import Any

from provenance.base.tables import Tables
from provenance.report import wording
from provenance.report.evidence import PRIOR
from provenance.report.gathered import narrowed, story_parts
from provenance.report.headlines import quoted_name
from provenance.report.lookup import Lookup
from provenance.report.story import Derivation, Node, Story, StoryCredit, evidence_text

NO_SOURCE = "No source found in this collection; that does not prove independence."
INFORMATION = {"citation", "quote"}  # relations that name where information came from, not the text
AGAINST = 240  # characters of a reason that speaks against a source
CLOSE = 0.25  # a runner-up within this of the chosen source could yet win


def article_story(tables: Tables, article: str, agencies: Mapping[str, str] | None = None) -> Story:
    """The provenance of one article. `agencies` maps ids to names; without it the articles' own spelling is used.

    Raises KeyError where the tables hold no such article.
    """
    return story_from(narrowed(tables, article, agencies), article)


def story_from(look: Lookup, article: str, *, collection: int | None = None) -> Story:
    """The same from a lookup that serves many articles.

    `collection` is the number of all articles, this one too, where it was compared with more than the lookup holds.
    """
    parts = story_parts(look, article)
    parts["collection"] = collection or parts["collection"]
    return Story(**parts, verdict=verdict(parts), changes=changes(parts))


def drawing_sentence(derivation: Derivation) -> str:
    """A derivation as a sentence without its subject, probability first.

    >>> from provenance.report.story import Period
    >>> a, b = (Node(k, False, k, None, Period(None, None)) for k in "ab")
    >>> drawing_sentence(Derivation(b, a, "copy", "known", 1, .87, ()))
    'likely (87%) draws on “a”: near-verbatim copy'
    """
    return f"{sure(derivation)} draws on {quoted_name(derivation.source)}: {derivation.how}"


def chance(probability: float) -> str:
    """A probability in a word and a figure.

    >>> chance(.87)
    'likely (87%)'
    """
    return f"{wording.likely_word(probability)} ({wording.percent(probability)})"


def sure(derivation: Derivation) -> str:
    """How sure a derivation is, in a word and a figure, or that a person decided it."""
    return "as people confirmed," if derivation.confirmed else chance(derivation.probability)


def verdict(parts: Mapping[str, Any]) -> str:
    """One sentence or two; the parts are those of a Story."""
    text = [d for d in parts["sources"] if d.relation not in INFORMATION]
    informants = [d for d in parts["sources"] if d.relation in INFORMATION]
    cluster = parts["cluster"]
    origins = [d for d in text if d.source.unseen and d.probability >= wording.LIKELY]
    text = sorted(text, key=lambda d: not d.confirmed)  # what people confirmed stands before what was weighed
    if origins and not text[0].confirmed:
        return _origin(origins[0], [d for d in text if d is not origins[0]], parts)
    if text:
        surer = [d for d in informants if d.probability > text[0].probability and not text[0].confirmed]
        return " ".join([*([_upper(_informed(surer))] if surer else []), _upper(_drawing_on(text, parts))])
    if parts["unclear"]:
        return _upper(_unclear(parts["unclear"], parts["node"]))
    followers = sum(d.probability >= wording.LIKELY and not d.derived.unseen for d in parts["drawn_on_by"])
    if followers:
        draw = "likely draws on it" if followers == 1 else "likely draw on it"
        return f"{wording.many(followers, 'other article')} {draw}. {NO_SOURCE}"
    if cluster:
        nearest = cluster.members[0]
        similarity = f" (similarity {wording.percent(nearest.similarity)})" if nearest.similarity is not None else ""
        return f"Near-duplicate of {quoted_name(nearest.node)}{similarity}; which draws on which is not known."
    return f"No source of its text found; {_informed(informants)}" if informants else NO_SOURCE


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _origin(origin: Derivation, others: list[Derivation], parts: Mapping[str, Any]) -> str:
    """The origin first, then how much of the text stands elsewhere, then the likely route, then what else there is."""
    draws = "goes back to" if _route(others) else "draws on"
    sentences = [_upper(f"{sure(origin)} {draws} {quoted_name(origin.source)}{_because(origin, parts)}.")]
    if parts["shares"].holders:
        node, words = parts["shares"].holders[0]
        share = wording.percent(words / max(1, parts["shares"].words))
        sentences.append(f"{share} of its words also occur in {quoted_name(node)}.")
    route = _route(others)
    if route:
        sentences.append(f"It {chance(route.probability)} came by way of {quoted_name(route.source)}.")
    further = sum(d is not route for d in others)
    return " ".join(sentences + ([f"It also draws on {wording.many(further, 'other source')}."] if further else []))


def _route(others: list[Derivation]) -> Derivation | None:
    """The article through which a text likely came from its origin."""
    return next((d for d in others if not d.source.unseen and d.probability >= wording.LIKELY), None)


def _drawing_on(text: list[Derivation], parts: Mapping[str, Any]) -> str:
    first = text[0]
    members = {m.node.key for m in parts["cluster"].members} if parts["cluster"] else set()
    start = "near-duplicate of " if first.source.key in members and first.probability >= wording.LIKELY else ""
    draws = f"{sure(first)} draws on"
    if start:
        sentence = f"{start}{quoted_name(first.source)}, and {draws} it"
    else:
        sentence = f"{draws} {quoted_name(first.source)}{_because(first, parts)}"
    others = len(text) - 1
    return sentence + (f", and on {wording.many(others, 'other source')}." if others else ".")


def _because(derivation: Derivation, parts: Mapping[str, Any]) -> str:
    if not derivation.source.unseen:
        return ", for part of its text" if derivation.relation == "partial" else ""
    article = parts["article"]
    credits = [e for e in derivation.evidence if e.kind == "credit" and e.weight > 0 and e.article]
    if any(e.article and e.article.key == article for e in credits):
        return ", named in its own credit"
    return ", named in another article’s credit" if credits else ""


def _unclear(rows: tuple[Derivation, ...], article: Node) -> str:
    first = rows[0]
    partner = first.source if first.derived.key == article.key else first.derived
    if first.relation == "translation":
        return f"beside {quoted_name(partner)} this is {chance(first.probability)} {wording.EITHER_WAY}."
    return (
        f"shares text with {quoted_name(partner)}: one of the two {chance(first.probability)} draws on the other, "
        "but which on which is not known."
    )


def _informed(derivations: list[Derivation]) -> str:
    items = wording.listed([quoted_name(d.source) for d in derivations[:3]])
    more = f" and {wording.many(len(derivations) - 3, 'more', 'more')}" if len(derivations) > 3 else ""
    return f"for its information it names {items}{more}."


def changes(parts: Mapping[str, Any]) -> tuple[str, ...]:
    """What would move the verdict, drawn from what is missing or close; the most telling first."""
    sentences = [
        *(_other_way(d) for d in parts["unclear"]),
        *(_item(d) for d in parts["sources"] if d.source.unseen),
        *(_earlier(d) for d in parts["sources"] if not d.source.unseen),
        *_runner_up(parts["sources"], parts["runner_ups"]),
        *_against(parts["sources"]),
        *_own_date(parts),
        *_ambiguous(parts["credits"]),
    ]
    if not parts["sources"] and not parts["unclear"]:
        compared = wording.many(parts["collection"] - 1, "other article")
        sentences.append(f"An earlier article with the same text: only {compared} could be compared.")
    return tuple(dict.fromkeys(sentences))


def _other_way(derivation: Derivation) -> str:
    pair = f"{quoted_name(derivation.derived, 50)} or {quoted_name(derivation.source, 50)}"
    return f"A date or a credit in {pair} that tells which came first."


def _item(derivation: Derivation) -> str:
    return (
        f"The {derivation.source.name} itself: its text would confirm or refute the "
        f"{wording.percent(derivation.probability)} at once."
    )


def _earlier(derivation: Derivation) -> str:
    source = derivation.source
    if source.published.last is None:
        return f"A publication date for {quoted_name(source)}: its latest possible date is not known."
    earliest = derivation.derived.published.first
    if earliest is not None and source.published.last < earliest:
        return f"A still earlier copy, on which both it and {quoted_name(source)} could draw."
    return f"The hour of publication of {quoted_name(source)}: the dates of the two do not yet tell which came first."


def _runner_up(sources: tuple[Derivation, ...], runner_ups: tuple[Derivation, ...]) -> list[str]:
    best = max((d.probability for d in sources), default=0.0)
    return [
        f"More for the runner-up {quoted_name(d.source)}: it stands at {wording.percent(d.probability)}."
        for d in runner_ups
        if d.probability >= best - CLOSE and not d.denied
    ]


def _against(sources: tuple[Derivation, ...]) -> list[str]:
    lines = []
    for derivation in sources:
        against = [piece for piece in derivation.evidence if piece.kind != PRIOR and piece.weight < 0]
        for piece in against[-1:]:
            text = wording.with_full_stop(wording.shortened(evidence_text(piece), AGAINST))
            lines.append(f"More weight to what speaks against {quoted_name(derivation.source, 50)}: {text}")
    return lines


def _own_date(parts: Mapping[str, Any]) -> list[str]:
    dates = parts["dates"]
    if len(dates.candidates) > 1:
        return [f"The year of its own date, which can be {wording.candidate_dates(dates.candidates)}."]
    return ["A publication date for this article."] if dates.published == (None, None) else []


def _ambiguous(credits: tuple[StoryCredit, ...]) -> list[str]:
    return [
        f"Which agency “{wording.shortened(c.quote, 60)}” means: {wording.listed(c.alternatives, 'or')}."
        for c in credits
        if c.agency is None and len(c.alternatives) > 1
    ]

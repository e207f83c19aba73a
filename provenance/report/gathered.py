"""The rows about one article become the parts of its story, each with the text it rests on."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from provenance.base.tables import Tables
from provenance.base.tokens import outside, word_spans
from provenance.report import wording
from provenance.report.evidence import named_note
from provenance.report.headlines import article_node, quoted_name
from provenance.report.lookup import Lookup, Row, around, remember
from provenance.report.quotations import quotations
from provenance.report.story import (
    ClusterMember,
    Dates,
    Derivation,
    Node,
    Passage,
    Period,
    Quote,
    Reason,
    Shares,
    StoryCluster,
    StoryCredit,
    StoryEvidence,
)

CONTEXT = 90  # characters of the counterpart shown on either side of a shared passage
NEAREST = 40  # near-duplicates that a story names
COMPARED = 80  # members of a cluster among which they are sought, so that a page costs the same in any cluster
MUCH = 0.5  # share of its words from which another article is a copy of it, longer or shorter
BRIEF = 48  # characters of a headline in a note
_NAMED = 100_000  # articles whose names are kept at hand
_OF_EDGE = ("derived", "source", "source_kind", "relation", "direction", "rank", "probability")  # tells rows apart
QUOTED = 2_000  # longest stretch of text quoted as evidence


def story_parts(look: Lookup, article: str) -> dict[str, Any]:
    """The parts of a Story that come from the tables; the sentences about them come from verdict.py."""
    row = look.article(article)
    text = row["text"]
    passages = passages_of(look, row)
    upward = derivations(look, [d for d in look.drawn.get(article, []) if d["derived_kind"] == "article"])
    drawing = derivations(look, [d for d in look.drawing.get(article, []) if d["source_kind"] == "article"])
    directed = [d for d in upward if d.direction == "known"]
    unseen = {d.source.key for d in directed if d.source.unseen and d.rank == 1}
    return {
        "article": article,
        **{name: row[name] for name in ("path", "title", "outlet", "url", "byline", "dateline", "language", "text")},
        "furniture": tuple((s["start"], s["end"], s["kind"]) for s in _in_order(row["furniture"])),
        "node": node(look, article, "article"),
        "collection": len(look.places),
        "sources": tuple(d for d in directed if d.rank == 1),
        "runner_ups": tuple(d for d in directed if d.rank > 1),
        "unclear": tuple(d for d in [*upward, *drawing] if d.direction != "known"),
        "beyond": derivations(look, [d for key in sorted(unseen) for d in look.drawn.get(key, []) if d["rank"] == 1]),
        "drawn_on_by": tuple(d for d in drawing if d.direction == "known" and d.rank == 1),
        "cluster": _cluster(look, article),
        "shares": shares_of(look, article),
        "passages": tuple(_numbered([p for p in passages if p.significant])),
        "phrases": tuple(_numbered([p for p in passages if not p.significant])),
        "credits": tuple(_credit(look, c, text) for c in look.credits.get(article, [])),
        "quotes": tuple(
            Quote(q["start"], q["end"], q["speaker"], wording.agency_name(q["via"], look.agencies), _cut(text, q))
            for q in look.quotes.get(article, [])
        ),
        "quotations": quotations(look, article, named_article(look)),
        "dates": _dates(row),
        **_copies(look, article),
    }


def _copies(look: Lookup, article: str) -> dict[str, Any]:
    """Of the articles with much of its text, itself included, the first that is dated and the one of most words."""
    shares = shares_of(look, article)
    much = [key for key, count in shares.holders if count >= MUCH * shares.words]
    nodes = [node(look, article, "article"), *much]
    dated = [
        (member.published.first, member.key, member)
        for member in nodes
        if member.published.first and member.published.last
    ]
    fullest = max(nodes, key=lambda member: (look.words[member.key], member.key == article, member.key))
    since = min(dated, key=lambda row: row[:2])[2] if dated else None
    return {"since": since, "fullest": (fullest, look.words[fullest.key])}


def narrowed(tables: Tables, article: str, agencies: Mapping[str, str] | None) -> Lookup:
    """A lookup of no more than one article's page needs; KeyError where there is no such article."""
    look = Lookup.of(around(tables, article), agencies)
    if article not in look:
        raise KeyError(article)
    return look


def node(look: Lookup, key: str, kind: str) -> Node:
    """The article or unseen item of that id; an id that no table holds is named by itself."""
    if kind == "article" and key in look:
        article = look.nodes.get(key)
        if article is None:
            article = article_node(look.article(key))
            remember(look.nodes, key, article, _NAMED)
        return article
    if kind == "unseen" and key in look.sources:
        row = look.sources[key]
        agency = wording.agency_name(row["agency"], look.agencies)
        period = Period(row["published_from"], row["published_to"])
        return Node(key, True, wording.unseen_name(agency, row["kind"]), agency, period)
    return Node(key, kind == "unseen", key, None, Period(None, None))


def named_article(look: Lookup) -> Callable[[Row], Node]:
    """What makes a node of an article's row."""
    return lambda row: node(look, row["article"], "article")


def derivations(look: Lookup, rows: Iterable[Row]) -> tuple[Derivation, ...]:
    """Rows of the table with their ends named and their evidence quoted, the weightiest first."""
    return tuple(_derivation(look, row) for row in rows)


def _derivation(look: Lookup, row: Row) -> Derivation:
    """One row; the pages of both its ends show it, and the page of the two."""
    key = tuple(row[name] for name in _OF_EDGE)
    derivation = look.stories.get(key)
    if derivation is None:
        derivation = replace(bare_derivation(look, row), evidence=_evidence(look, row))
        remember(look.stories, key, derivation)
    return derivation


def bare_derivation(look: Lookup, row: Row) -> Derivation:
    """A row with its ends named, without its evidence."""
    return Derivation(
        derived=node(look, row["derived"], row["derived_kind"]),
        source=node(look, row["source"], row["source_kind"]),
        relation=row["relation"],
        direction=row["direction"],
        rank=row["rank"],
        probability=row["probability"],
        direct=row["direct"],
        evidence=(),
        held=_held(look, row),
    )


def _held(look: Lookup, row: Row) -> float | None:
    """The share of the derived article's words that its passages in the source hold."""
    if row["derived_kind"] != "article" or row["source_kind"] != "article" or row["derived"] not in look:
        return None
    left, right = sorted((row["derived"], row["source"]))
    count = look.shared_words.get((left, right))
    return None if count is None else min(1.0, count / max(1, look.words[row["derived"]]))


def _evidence(look: Lookup, row: Row) -> tuple[StoryEvidence, ...]:
    """The evidence of a derivation, the weightiest first."""
    ends = _ends(look, [row[end] for end in ("derived", "source") if row[f"{end}_kind"] == "article"])
    return tuple(sorted((evidence_of(look, e, ends) for e in row["evidence"] or []), key=_weight))


def _weight(evidence: StoryEvidence) -> tuple[float, str, str, int, str]:
    where = evidence.article.key if evidence.article else ""
    return (-evidence.weight, evidence.kind, where, evidence.start or 0, evidence.note)


def evidence_of(look: Lookup, row: Row, ends: Mapping[str, str]) -> StoryEvidence:
    """One reason with the text it rests on; its note calls articles by their headlines, and the ends of its edge so."""
    present = row["article"] is not None and row["article"] in look
    article = look.article(row["article"]) if present else None
    note = row["note"] or ""
    names = {key: quoted_name(node(look, key, "article"), 60) for key in _ids(look, row, note)}
    names |= ends
    return StoryEvidence(
        kind=row["kind"] or "",
        weight=row["weight"] or 0.0,
        note=named_note(note, names),
        article=node(look, row["article"], "article") if article else None,
        start=row["start"],
        end=row["end"],
        quote=_cut(article["text"], row) if article else "",
    )


def _ids(look: Lookup, row: Row, note: str) -> list[str]:
    """The articles that a note names besides the ends of its edge."""
    _, _, after = note.partition(" also in ")
    return [key for key in (row["article"], after.rpartition(", ")[0]) if key and key in look]


def _ends(look: Lookup, keys: Iterable[str]) -> dict[str, str]:
    """What the two ends of an edge are called: by headlines alone, where these tell them apart."""
    nodes = [node(look, key, "article") for key in keys if key in look]
    brief = {node.key: f"“{wording.shortened(node.name, BRIEF)}”" for node in nodes}
    apart = len(set(brief.values())) == len(nodes)
    return brief if apart else {node.key: quoted_name(node, BRIEF) for node in nodes}


def _cut(text: str, span: Row) -> str:
    if span["start"] is None or span["end"] is None:
        return ""
    return text[span["start"] : min(span["end"], span["start"] + QUOTED)]


def _in_order(spans: list[Row] | None) -> list[Row]:
    return sorted(spans or [], key=lambda span: (span["start"], span["end"], span["kind"] or ""))


def passages_of(look: Lookup, row: Row, only: str | None = None) -> list[Passage]:
    """Passages from the article's own side, in the order of its text, the longer first; with `only`, those with it."""
    article = row["article"]
    passages = []
    for passage in look.passages.get(article, []):
        side, opposite = ("left", "right") if passage["left"] == article else ("right", "left")
        if only not in (None, passage[opposite]):
            continue
        partner = look.article(passage[opposite])
        start, end = passage[f"{side}_start"], passage[f"{side}_end"]
        first, last = passage[f"{opposite}_start"], passage[f"{opposite}_end"]
        passages.append(
            Passage(
                number=0,
                start=start,
                end=end,
                text=row["text"][start:end],
                other=node(look, passage[opposite], "article"),
                other_start=first,
                other_end=last,
                other_text=partner["text"][first:last],
                other_before=_before(partner["text"], first),
                other_after=_after(partner["text"], last),
                **{name: passage[name] for name in ("words", "matched", "bits", "expect", "significant", "kind")},
                sentences=_sentences(passage, side, opposite, row["text"], partner["text"]),
            )
        )
    return sorted(passages, key=lambda p: (p.start, -p.end, p.other.key, p.other_start))


def _sentences(passage: Row, side: str, opposite: str, text: str, other_text: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a translated passage, each with what says the same on the other side."""
    if passage["kind"] != "translation":
        return ()
    return tuple(
        (
            text[piece[f"{side}_start"] : piece[f"{side}_end"]],
            other_text[piece[f"{opposite}_start"] : piece[f"{opposite}_end"]],
        )
        for piece in passage["pieces"] or ()
    )


def _before(text: str, position: int) -> str:
    """What stands before a place, from the beginning of a word; "…" where more stood before it.

    >>> _before("Rain fell." + " " * 90, 100)
    '…'
    """
    around = text[max(position - CONTEXT, 0) : position]
    if position <= CONTEXT:
        return around
    words = around.split(maxsplit=1)
    return "…" + (words[-1] if words and any(map(str.isspace, around)) else around.strip())


def _after(text: str, position: int) -> str:
    """What stands after a place, to the end of a word; "…" where more stands after it."""
    around = text[position : position + CONTEXT]
    if position + CONTEXT >= len(text):
        return around
    return (around[: around.rindex(" ")] if " " in around else around) + "…"


def _numbered(passages: list[Passage]) -> list[Passage]:
    return [replace(passage, number=number) for number, passage in enumerate(passages, 1)]


def drawn_from(look: Lookup, article: str, among: Collection[str]) -> set[str]:
    """Of some other articles, those that it draws on, and those that draw on the same unseen source."""
    chosen = [d for d in look.drawn.get(article, []) if d["rank"] == 1 and d["direction"] == "known"]
    sources = {d["source"] for d in chosen if d["source_kind"] == "article"}
    unseen = {d["source"] for d in chosen if d["source_kind"] == "unseen" and d["probability"] >= wording.LIKELY}
    if unseen:  # a family's articles are many, those that share a passage with one of them are few
        sources |= {
            key for key in among if any(d["source"] in unseen and d["rank"] == 1 for d in look.drawn.get(key, []))
        }
    return sources.intersection(among) - {article}


def shares_of(look: Lookup, article: str) -> Shares:
    """Words inside the union of the significant passages, and inside those of each other article."""
    shares = look.shares.get(article)
    if shares is None:
        shares = _shares_of(look, article)
        remember(look.shares, article, shares)
    return shares


def _shares_of(look: Lookup, article: str) -> Shares:
    spans = _spans_by_other(look, article)
    if not spans:
        return Shares(look.words[article], 0, ())
    places = _WordPlaces(look.article(article))
    holders = [(node(look, key, "article"), places.within([key_spans])) for key, key_spans in spans.items()]
    holders.sort(key=lambda holder: (-holder[1], holder[0].key))
    drawn = places.within(spans[key] for key in drawn_from(look, article, spans))
    return Shares(places.count, places.within(spans.values()), tuple(holders), drawn)


def drawn_share(look: Lookup, article: str) -> float:
    """The share of its words that an article has from others, as far as they are here."""
    spans = _spans_by_other(look, article)
    sources = drawn_from(look, article, spans)
    if not sources:
        return 0.0
    places = _WordPlaces(look.article(article))
    return Shares(places.count, 0, (), places.within(spans[key] for key in sources)).drawn_share


def _spans_by_other(look: Lookup, article: str) -> dict[str, list[tuple[int, int]]]:
    """Where the significant passages of an article stand in it, by the other article."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for passage in look.passages.get(article, []):
        if passage["significant"] and passage["kind"] != "translation":
            side, opposite = ("left", "right") if passage["left"] == article else ("right", "left")
            spans.setdefault(passage[opposite], []).append((passage[f"{side}_start"], passage[f"{side}_end"]))
    return spans


class _WordPlaces:
    """Where the words of an article stand, furniture left out."""

    def __init__(self, row: Row) -> None:
        starts, ends = word_spans(row["text"])
        stay = outside(starts, ends, [(s["start"], s["end"]) for s in row["furniture"] or []])
        self._starts, self._ends = starts[stay], ends[stay]
        self.count = len(self._starts)

    def within(self, spans: Iterable[Sequence[tuple[int, int]]]) -> int:
        """How many of them lie in any of these spans."""
        return int((~outside(self._starts, self._ends, [span for some in spans for span in some])).sum())


def _credit(look: Lookup, row: Row, text: str) -> StoryCredit:
    names = [wording.agency_name(agency, look.agencies) or agency for agency in row["alternatives"] or []]
    return StoryCredit(
        agency=wording.agency_name(row["agency"], look.agencies),
        alternatives=tuple(sorted(names)),
        **{name: row[name] for name in ("kind", "scope", "position", "start", "end")},
        quote=_cut(text, row),
    )


def _dates(row: Row) -> Dates:
    return Dates(
        published=Period(row["published_from"], row["published_to"]),
        candidates=tuple(row["published_candidates"] or ()),
        captured=Period(row["captured_from"], row["captured_to"]),
        basis=row["date_basis"],
        given=row["published_given"],
        reasons=tuple(
            Reason(
                reason["layer"] or "", reason["note"] or "", reason["start"], reason["end"], _cut(row["text"], reason)
            )
            for reason in row["date_evidence"] or []
        ),
    )


def _cluster(look: Lookup, article: str) -> StoryCluster | None:
    name = look.cluster_of.get(article)
    members = look.members.get(name, []) if name is not None else []
    entry = next((member for member in members if member["article"] == article), None)
    if name is None or entry is None or len(members) < 2:
        return None
    looked_at = [m for m in members[:COMPARED] if m["article"] not in (name, article)]
    looked_at += [m for m in members if m["article"] == name != article]
    nearest = sorted((_member(look, entry, member) for member in looked_at), key=_resemblance)
    return StoryCluster(name, entry["kept"], entry["reason"] or "", len(members) - 1, tuple(nearest[:NEAREST]))


def _resemblance(member: ClusterMember) -> tuple[float, str]:
    return (-(member.similarity or 0), member.node.key)


def _member(look: Lookup, entry: Row, member: Row) -> ClusterMember:
    article, partner = entry["article"], member["article"]
    left, right = sorted((article, partner))
    pair = look.pair(left, right)
    columns = ("left_in_right", "right_in_left") if left == article else ("right_in_left", "left_in_right")
    same = 1.0 if all(row["kept"] or row["similarity"] == 1 for row in (entry, member)) else None
    return ClusterMember(
        node=node(look, partner, "article"),
        kept=member["kept"],
        similarity=pair["similarity"] if pair else same,  # exact copies are one article when pairs are measured
        in_it=pair[columns[0]] if pair else same,
        of_it=pair[columns[1]] if pair else same,
    )

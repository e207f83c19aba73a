"""The rows about one article become the parts of its story, each with the text it rests on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from provenance.base.tables import Tables
from provenance.base.tokens import outside, words
from provenance.report import wording
from provenance.report.lookup import Lookup, Row, around
from provenance.report.quotations import quotations
from provenance.report.story import (
    Cluster,
    Credit,
    Dates,
    Derivation,
    Evidence,
    Member,
    Node,
    Passage,
    Period,
    Quote,
    Reason,
    Shares,
)

CONTEXT = 90  # characters of the counterpart shown on either side of a shared passage
OPENING = 600  # characters of a text that its name can come from
TELLING = 25  # characters of a line that may name an article; bylines and buttons are shorter, dates are figures
NEAREST = 40  # near-duplicates that a story names
COMPARED = 80  # members of a cluster among which they are sought, so that a page costs the same in any cluster
READABLE = 60  # characters of a file's name that serves as a title
QUOTED = 2_000  # longest stretch of text quoted as evidence
_LINES = re.compile(r"[ \t]{0,9}(?:[\r\n]|#{2,9})[ \t]{0,9}")


def gathered(look: Lookup, article: str) -> dict[str, Any]:
    """The parts of a Story that stand in the tables; what is said about them comes from verdict.py."""
    row = look.article(article)
    text = row["text"]
    passages = _passages(look, row)
    drawn = derivations(look, [d for d in look.drawn.get(article, []) if d["derived_kind"] == "article"])
    drawing = derivations(look, [d for d in look.drawing.get(article, []) if d["source_kind"] == "article"])
    known = [d for d in drawn if d.direction == "known"]
    unseen = {d.source.key for d in known if d.source.unseen and d.rank == 1}
    return {
        "article": article,
        **{name: row[name] for name in ("path", "title", "outlet", "url", "byline", "dateline", "language", "text")},
        "furniture": tuple((s["start"], s["end"], s["kind"]) for s in _in_order(row["furniture"])),
        "node": article_node(row),
        "collection": len(look.places),
        "sources": tuple(d for d in known if d.rank == 1),
        "runner_ups": tuple(d for d in known if d.rank > 1),
        "unclear": tuple(d for d in [*drawn, *drawing] if d.direction != "known"),
        "beyond": derivations(look, [d for key in sorted(unseen) for d in look.drawn.get(key, []) if d["rank"] == 1]),
        "drawn_on_by": tuple(d for d in drawing if d.direction == "known" and d.rank == 1),
        "cluster": _cluster(look, article),
        "shares": _shares(row, [p for p in passages if p.significant and p.kind != "translation"]),
        "passages": tuple(_numbered([p for p in passages if p.significant])),
        "phrases": tuple(_numbered([p for p in passages if not p.significant])),
        "credits": tuple(_credit(look, c, text) for c in look.credits.get(article, [])),
        "quotes": tuple(
            Quote(q["start"], q["end"], q["speaker"], wording.agency_name(q["via"], look.agencies), _cut(text, q))
            for q in look.quotes.get(article, [])
        ),
        "quotations": quotations(look, article, article_node),
        "dates": _dates(row),
    }


def narrowed(tables: Tables, article: str, agencies: Mapping[str, str] | None) -> Lookup:
    """A lookup of no more than one article's page needs; KeyError where there is no such article."""
    look = Lookup.of(around(tables, article), agencies)
    if article not in look:
        raise KeyError(article)
    return look


def node(look: Lookup, key: str, kind: str) -> Node:
    """The article or unseen item of that id; an id that no table holds is named by itself."""
    if kind == "article" and key in look:
        return article_node(look.article(key))
    if kind == "unseen" and key in look.sources:
        row = look.sources[key]
        agency = wording.agency_name(row["agency"], look.agencies)
        period = Period(row["published_from"], row["published_to"])
        return Node(key, True, wording.unseen_name(agency, row["kind"]), agency, period)
    return Node(key, kind == "unseen", key, None, Period(None, None))


def article_node(row: Row) -> Node:
    """An article named by its title; else by its file, if it is one; else by its first sentence or so, or its id."""
    name = (row["title"] or "").strip() or _file(row) or opening(row["text"] or "", row["furniture"] or ())
    name = name or row["article"]
    return Node(row["article"], False, name, row["outlet"], Period(row["published_from"], row["published_to"]))


def _file(row: Row) -> str | None:
    """The file's name, where it is one article and people have given it a name that they can read."""
    name = PurePath(row["article"]).name
    readable = len(name) <= READABLE and any(
        len(part) > 3 and part.isalpha() for part in re.split(r"[-_. ]", name)[:-1]
    )
    return name if row["encoding"] and readable else None


def opening(text: str, furniture: Iterable[Row]) -> str:
    """The first line that says something: furniture, bylines and other short lines are passed over.

    >>> opening("Share\\nBy Ann Lee\\nA fire closed the harbour on Sunday.", [{"start": 0, "end": 5}])
    'A fire closed the harbour on Sunday.'
    """
    begin, kept = 0, []
    for span in sorted(furniture, key=lambda span: (span["start"], span["end"])):
        kept.append(text[begin : min(span["start"], OPENING)])
        begin = max(begin, span["end"])
    lines = _LINES.split(" ".join([*kept, text[begin : begin + OPENING]]))
    telling = next(
        (line for line in lines if len(line) >= TELLING and 10 * sum(map(str.isdigit, line)) < len(line)), None
    )
    return wording.shortened(telling or text[:OPENING], 60)


def derivations(look: Lookup, rows: list[Row]) -> tuple[Derivation, ...]:
    """Rows of the table with their ends named and their evidence quoted, the weightiest first."""
    return tuple(
        Derivation(
            derived=node(look, row["derived"], row["derived_kind"]),
            source=node(look, row["source"], row["source_kind"]),
            relation=row["relation"],
            direction=row["direction"],
            rank=row["rank"],
            probability=row["probability"],
            direct=row["direct"],
            evidence=tuple(sorted((evidence_of(look, e) for e in row["evidence"] or []), key=_weight)),
        )
        for row in rows
    )


def _weight(evidence: Evidence) -> tuple[float, str, str, int, str]:
    where = evidence.article.key if evidence.article else ""
    return (-evidence.weight, evidence.kind, where, evidence.start or 0, evidence.note)


def evidence_of(look: Lookup, row: Row) -> Evidence:
    """One reason with the text it rests on."""
    held = row["article"] is not None and row["article"] in look
    whole = look.article(row["article"]) if held else None
    return Evidence(
        kind=row["kind"] or "",
        weight=row["weight"] or 0.0,
        note=row["note"] or "",
        article=article_node(whole) if whole else None,
        start=row["start"],
        end=row["end"],
        quote=_cut(whole["text"], row) if whole else "",
    )


def _cut(text: str, span: Row) -> str:
    if span["start"] is None or span["end"] is None:
        return ""
    return text[span["start"] : min(span["end"], span["start"] + QUOTED)]


def _in_order(spans: list[Row] | None) -> list[Row]:
    return sorted(spans or [], key=lambda span: (span["start"], span["end"], span["kind"] or ""))


def _passages(look: Lookup, row: Row) -> list[Passage]:
    """Passages from the article's own side, in the order of its text, the longer first."""
    own = row["article"]
    found = []
    for shared in look.passages.get(own, []):
        here, there = ("left", "right") if shared["left"] == own else ("right", "left")
        other = look.article(shared[there])
        start, end = shared[f"{here}_start"], shared[f"{here}_end"]
        first, last = shared[f"{there}_start"], shared[f"{there}_end"]
        found.append(
            Passage(
                number=0,
                start=start,
                end=end,
                text=row["text"][start:end],
                other=article_node(other),
                other_start=first,
                other_end=last,
                other_text=other["text"][first:last],
                other_before=_before(other["text"], first),
                other_after=_after(other["text"], last),
                **{name: shared[name] for name in ("words", "matched", "bits", "expect", "significant", "kind")},
            )
        )
    return sorted(found, key=lambda p: (p.start, -p.end, p.other.key, p.other_start))


def _before(text: str, place: int) -> str:
    """What stands before a place, from the beginning of a word; "…" where more stood before it.

    >>> _before("Rain fell." + " " * 90, 100)
    '…'
    """
    around = text[max(place - CONTEXT, 0) : place]
    if place <= CONTEXT:
        return around
    words = around.split(maxsplit=1)
    return "…" + (words[-1] if words and any(map(str.isspace, around)) else around.strip())


def _after(text: str, place: int) -> str:
    """What stands after a place, to the end of a word; "…" where more stands after it."""
    around = text[place : place + CONTEXT]
    if place + CONTEXT >= len(text):
        return around
    return (around[: around.rindex(" ")] if " " in around else around) + "…"


def _numbered(passages: list[Passage]) -> list[Passage]:
    return [replace(passage, number=number) for number, passage in enumerate(passages, 1)]


def _shares(row: Row, passages: list[Passage]) -> Shares:
    """Words inside the union of the passages, and inside those of each other article."""
    found = words(row["text"])
    stay = outside(found.starts, found.ends, [(s["start"], s["end"]) for s in row["furniture"] or []])
    starts, ends = found.starts[stay], found.ends[stay]

    def within(some: list[Passage]) -> int:
        return int((~outside(starts, ends, [(p.start, p.end) for p in some])).sum())

    by: dict[str, list[Passage]] = {}
    for passage in passages:
        by.setdefault(passage.other.key, []).append(passage)
    holders = sorted(((some[0].other, within(some)) for some in by.values()), key=lambda h: (-h[1], h[0].key))
    return Shares(len(starts), within(passages), tuple(holders))


def _credit(look: Lookup, row: Row, text: str) -> Credit:
    names = [wording.agency_name(agency, look.agencies) or agency for agency in row["alternatives"] or []]
    return Credit(
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


def _cluster(look: Lookup, article: str) -> Cluster | None:
    name = look.cluster_of.get(article)
    members = look.members.get(name, []) if name is not None else []
    own = next((member for member in members if member["article"] == article), None)
    if name is None or own is None or len(members) < 2:
        return None
    looked_at = [m for m in members[:COMPARED] if m["article"] not in (name, article)]
    looked_at += [m for m in members if m["article"] == name != article]
    found = sorted((_member(look, article, member) for member in looked_at), key=_resemblance)
    return Cluster(name, own["kept"], own["reason"] or "", len(members) - 1, tuple(found[:NEAREST]))


def _resemblance(member: Member) -> tuple[float, str]:
    return (-(member.similarity or 0), member.node.key)


def _member(look: Lookup, article: str, member: Row) -> Member:
    other = member["article"]
    left, right = sorted((article, other))
    pair = look.pairs.get((left, right))
    here = ("left_in_right", "right_in_left") if left == article else ("right_in_left", "left_in_right")
    return Member(
        node=node(look, other, "article"),
        kept=member["kept"],
        similarity=pair["similarity"] if pair else None,
        in_it=pair[here[0]] if pair else None,
        of_it=pair[here[1]] if pair else None,
    )

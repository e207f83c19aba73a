"""A story becomes one self-contained page, and a whole trace an index: no script, no address but the article's own."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from provenance.base.tables import Tables
from provenance.report import palette, wording
from provenance.report.differences import pieces
from provenance.report.marked import LONGEST, Segment, rows, tones
from provenance.report.markup import address, element, language, shown, visible
from provenance.report.overview import Kin, Overview, overview
from provenance.report.story import Derivation, Evidence, Node, Passage, Story, quoted_apart, said
from provenance.report.svg import drawing
from provenance.report.verdict import quoted

if TYPE_CHECKING:
    from jinja2 import Environment

PASSAGES = 200  # of one article that its page shows; the most surprising
FAMILIES = 12  # drawings of an index
PROSE_LINE = 70  # characters of a line of text on a wide screen
SAME = 420  # characters of the same on both sides that a card repeats
LISTED = 1_000  # articles that an index lists
CLOSED = "base-uri 'none'; form-action 'none'"  # not covered by default-src


@dataclass(frozen=True)
class Card:
    """A passage's counterpart, ready to stand beside the text."""

    passage: Passage
    tone: int
    linked: bool  # whether its place in the text is shown
    before: str
    after: str
    pieces: list[tuple[str, bool]]
    sentence: str


def page(story: Story, *, family: Kin | None = None, pages: Mapping[str, str] | None = None, index: str = "") -> str:
    """One article's page. `pages` maps article ids to the file names of their pages, `index` is that of the index.

    Without `family` the drawing holds what the story itself names.
    """
    kin = family or near(story)
    most = sorted(story.passages, key=lambda p: (-p.bits, p.number))[:PASSAGES]
    kept = {p.number for p in most}
    tone = tones(story)
    return _rendered(
        "article.html",
        story=story,
        pages=pages or {},
        index=index,
        language=language(story.language),
        address=address(story.url),
        anchor=_anchor(story),
        graph=drawing(kin.nodes, kin.derivations, name="graph", focus=story.article, pages=pages)
        if len(kin.nodes) > 1
        else "",
        counterparts=_counterparts(story, tone),
        rows=_side_by_side(story, kept, tone),
        passages_left_out=len(story.passages) - len(kept),
        text_length=min(len(story.text), LONGEST),
        cut=LONGEST if len(story.text) > LONGEST else 0,
    )


def index(
    tables: Tables,
    run: Mapping[str, Any],
    *,
    pages: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
) -> str:
    """The whole trace on one page; `pages` maps article ids to the file names of their pages."""
    return index_of(overview(tables, agencies), run, pages or {})


def index_of(view: Overview, run: Mapping[str, Any], pages: Mapping[str, str]) -> str:
    """The same from an overview that exists already."""
    best: dict[str, Derivation] = {}
    for derivation in view.derivations:  # the most probable first
        best.setdefault(derivation.derived.key, derivation)
        if derivation.direction != "known":
            best.setdefault(derivation.source.key, derivation)
    return _rendered(
        "index.html",
        view=view,
        version=str(run.get("version", "")),
        pages=pages,
        figures=_figures(view, run.get("ledger", {})),
        families=[
            {
                "heading": _heading(family),
                "rows": family.derivations,
                "graph": drawing(family.nodes, family.derivations, name=f"graph-{number}", pages=pages),
            }
            for number, family in enumerate(view.families[:FAMILIES], 1)
        ],
        families_left_out=max(len(view.families) - FAMILIES, 0),
        articles=[(node, best.get(node.key)) for node in view.articles[:LISTED]],
        articles_left_out=max(len(view.articles) - LISTED, 0),
        unwritten=len(view.articles) - len(pages),
    )


def _side_by_side(story: Story, kept: set[int], tone: Mapping[str, int]) -> list[tuple[Markup, list[Card]]]:
    """Text and cards by rows; a row runs on until its text is about as high as its cards, so that no gaps open."""
    found: list[tuple[list[Markup], list[Card]]] = []
    room = 1.0
    for row in rows(story):
        cards = [_card(p, tone) for p in row.passages if p.number in kept]
        if room > 0:
            found.append(([], []))
            room = 0.0
        found[-1][0].append(_prose(row.segments, kept, tone, story))
        found[-1][1].extend(cards)
        room += sum(map(_lines, row.segments)) - sum(map(_card_lines, cards))
    return [(Markup("").join(parts), cards) for parts, cards in found]


def _lines(segment: Segment) -> float:
    """Lines that a segment takes in the column of the text, roughly."""
    return len(segment.text) / PROSE_LINE + segment.text.count("\n") / 2


def _card_lines(card: Card) -> float:
    """Lines of the text's column that a card is high, roughly."""
    return 4.5 + (sum(len(text) for text, _ in card.pieces) + len(card.before) + len(card.after)) / PROSE_LINE


def near(story: Story) -> Kin:
    """The part of its family that a story itself names."""
    edges = (*story.sources, *story.unclear, *story.beyond, *story.drawn_on_by)
    nodes = {n.key: n for edge in edges for n in (edge.source, edge.derived)} | {story.article: story.node}
    return Kin(tuple(nodes[key] for key in sorted(nodes)), edges)


def _figures(view: Overview, ledger: Mapping[str, int]) -> list[tuple[str, str]]:
    counted = [
        (len(view.derivations), "derivation", "derivations"),
        (len(view.families), "family", "families"),
        (len(view.unseen), "unseen source", "unseen sources"),
        (sum(len(c.others) for c in view.clusters), "near-duplicate that can go", "near-duplicates that can go"),
        (len(view.alone), "article without source or follower", "articles without source or follower"),
    ]
    if ledger.get("rejected"):
        counted.append((ledger["rejected"], "input rejected, see ledger.jsonl", "inputs rejected, see ledger.jsonl"))
    return [(f"{number:,}", one if number == 1 else more) for number, one, more in counted if number]


def _heading(family: Kin) -> str:
    """A family is named by its most drawn-on node."""
    drawn = {node.key: 0.0 for node in family.nodes}
    for derivation in family.derivations:
        drawn[derivation.source.key] += derivation.probability
    top = max(family.nodes, key=lambda node: (drawn[node.key], node.key))
    name = quoted(top, 90)
    unseen = sum(node.unseen for node in family.nodes)
    articles = wording.many(len(family.nodes) - unseen, "article")
    hidden = f" and {wording.many(unseen, 'unseen source')}" if unseen else ""
    return f"{name[:1].upper()}{name[1:]}: {articles}{hidden}"


def _counterparts(story: Story, tone: Mapping[str, int]) -> list[tuple[int, Node]]:
    named = {p.other.key: p.other for p in story.passages}
    return [(number, named[key]) for key, number in tone.items()][: len(palette.TINTS_LIGHT)]


def _anchor(story: Story) -> Callable[[Evidence], str]:
    """Where on the page a piece of evidence about this article can be seen: its credit or passage."""

    def target(piece: Evidence) -> str:
        if piece.article is None or piece.article.key != story.article or piece.start is None or piece.end is None:
            return ""
        for number, credit in enumerate(story.credits, 1):
            if credit.start < piece.end and piece.start < credit.end and credit.start < LONGEST:
                return f"credit-{number}"
        covering = (p for p in story.passages if p.start < piece.end and piece.start < p.end and p.start < LONGEST)
        found = next(covering, None)
        return f"here-{found.number}" if found else ""

    return target


def _prose(segments: tuple[Segment, ...], kept: set[int], tone: Mapping[str, int], story: Story) -> Markup:
    parts: list[Markup] = []
    for segment in segments:
        ids = [name for name in segment.opens if name.startswith("credit-")]
        for name in segment.opens:
            number = int(name.partition("-")[2])
            if name.startswith("here-"):
                parts.append(_number(story.passages[number - 1], number in kept, tone))
        parts += [element("span", id=name) for name in ids]
        parts.append(_segment(segment))
    return Markup("").join(parts)


def _number(passage: Passage, linked: bool, tone: Mapping[str, int]) -> Markup:
    classes = f"number tone-{tone[passage.other.key]}"
    if not linked:
        return element("span", str(passage.number), class_=classes, id=f"here-{passage.number}")
    label = f"Passage {passage.number}: see its counterpart"
    return element(
        "a",
        str(passage.number),
        class_=classes,
        id=f"here-{passage.number}",
        href=f"#there-{passage.number}",
        aria_label=label,
    )


def _segment(segment: Segment) -> Markup:
    classes = [*segment.kinds]
    if segment.tone is not None:
        classes = ["passage", f"tone-{segment.tone}", *classes]
    if not classes:
        return shown(segment.text)
    name = "span" if segment.tone is None else "mark"
    title = visible(wording.shortened(segment.title, 300)) or None
    return element(name, shown(segment.text), class_=" ".join(classes), title=title)


def _card(passage: Passage, tone: Mapping[str, int]) -> Card:
    found = pieces(passage.text, passage.other_text)
    alike = passage.matched == passage.words and all(same for _, same in found)
    sentence = (
        f"word for word, {wording.many(passage.words, 'word')}"
        if alike
        else f"{passage.matched:,} of {wording.many(passage.words, 'word')} match; others are underlined"
    )
    return Card(
        passage=passage,
        tone=tone[passage.other.key],
        linked=passage.start < LONGEST,
        before=_flat(passage.other_before),
        after=_flat(passage.other_after),
        pieces=[(_condensed(text) if same else text, same) for text, same in found],
        sentence=sentence,
    )


def _condensed(text: str) -> str:
    """A long stretch that is the same on both sides, by its beginning and end: it can be read in the text itself."""
    if len(text) <= SAME:
        return text
    return f"{wording.shortened(text, SAME // 2)} […] {_flat(text[-SAME // 3 :]).partition(' ')[2]}"


def _flat(text: str) -> str:
    """On one line, a space kept at either end where one stands.

    >>> _flat(" the fire\\nbrigade said.\\n")
    ' the fire brigade said. '
    """
    return re.sub(r"\s{1,999}", " ", text)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (heavy; only where HTML is wanted)

    made = Environment(
        loader=PackageLoader("provenance.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {
        "shown": shown,
        "visible": visible,
        "short": wording.shortened,
        "many": wording.many,
        "percent": wording.percent,
        "likely": wording.likely,
        "signed": wording.signed,
        "candidates": wording.candidates,
        "listed": lambda parts: wording.listed(parts, "or"),
        "said": said,
        "apart": quoted_apart,
        "relation": lambda name: wording.RELATIONS.get(name, wording.shortened(name, 40)),
        "kind": lambda name: wording.KINDS.get(name, name),
        "scope": lambda name: wording.SCOPES.get(name, "scope unknown"),
    }
    style = _style(made)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made.globals |= {
        "style": Markup(style),  # noqa: S704 (our own file)
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; {CLOSED}",
        "limits": wording.LIMITS,
    }
    return made


def _style(environment: "Environment") -> str:
    light = palette.variables(palette.LIGHT, palette.TINTS_LIGHT, palette.LINES_LIGHT)
    dark = palette.variables(palette.DARK, palette.TINTS_DARK, palette.LINES_DARK)
    style = environment.get_template("style.css").render(light=light, dark=dark)
    return style.replace("\r\n", "\n")  # a checkout may turn line ends; browsers hash what they have made LF


def _rendered(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)

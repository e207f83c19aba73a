"""Two articles side by side: what they share is coloured and numbered in both, with a map of it between them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from provenance.base.tokens import outside, words
from provenance.report.comparison import ComparedText, Comparison
from provenance.report.differences import difference_pieces
from provenance.report.headlines import quoted_name
from provenance.report.quotations import here
from provenance.report.story import Passage
from provenance.report.web.markup import element, html_text
from provenance.report.web.rendering import INDEX_NAME, rendered

LONGEST = 60_000  # characters of each text that the page shows
SENTENCES = 200  # pairs of a translation that are shown side by side
STRETCHES = 200  # that are numbered; the longest
SHORT = 10  # words below which a shared stretch is a short match
TONES = 6
MAP = 1000  # units of the map's height

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class SideStretch:
    """A shared stretch as one side has it."""

    number: int
    start: int
    end: int
    short: bool
    changed: tuple[tuple[int, int], ...]  # words that the other side lacks or has otherwise

    @property
    def classes(self) -> str:
        """Its colour, and what a reader can hide it by."""
        return f"tone-{self.number % TONES}{' short' if self.short else ''}"


@dataclass(frozen=True)
class Pane:
    """One side of the page."""

    letter: str
    side: ComparedText
    prose: Markup
    shares: tuple[float, ...]  # of its words in the other: all, without quotations, without short matches, neither
    cut: int


def pair_page(
    pair: Comparison, *, pages: Mapping[str, str] | None = None, index: str = "", index_name: str = INDEX_NAME
) -> str:
    """The comparison as a page; `pages` maps article ids to the file names of their pages."""
    longest_first = sorted(pair.passages, key=lambda p: (-p.words, p.number))[:STRETCHES]
    passages = sorted(longest_first, key=lambda p: (p.start, p.number))
    left, right = ([_stretch(number, p, ours=ours) for number, p in enumerate(passages, 1)] for ours in (True, False))
    sentences = [row for passage in passages for row in passage.sentences]
    panes = [_pane("a", "b", pair.sides[0], left), _pane("b", "a", pair.sides[1], right)]
    return rendered(
        "pair.html",
        pair=pair,
        meaning=meaning(pair),
        panes=panes,
        map=_map(pair.sides, left, right),
        stretches=passages,
        left_out=len(pair.passages) - len(passages),
        sentences=sentences[:SENTENCES],
        sentences_left_out=max(0, len(sentences) - SENTENCES),
        quotations=[(row, here(row)) for row in pair.quotations],
        pages=pages or {},
        index=index,
        index_name=index_name,
        short=SHORT,
        anchor=lambda _: "",
    )


def meaning(pair: Comparison) -> str:
    """How the two are related, in a sentence about A and B."""
    names = {quoted_name(pair.left): "A", quoted_name(pair.right): "B"}
    sentence = pair.meaning
    for name, letter in names.items() if len(names) > 1 else ():
        sentence = sentence.replace(name, letter)
    return sentence


def _stretch(number: int, passage: Passage, *, ours: bool) -> SideStretch:
    start, end = (passage.start, passage.end) if ours else (passage.other_start, passage.other_end)
    texts = (passage.other_text, passage.text) if ours else (passage.text, passage.other_text)
    changed, at = [], start
    if passage.translated:  # every word is another one
        return SideStretch(number, start, end, passage.words < SHORT, ())
    for text, equal in difference_pieces(*texts):
        if not equal:
            changed.append((at, at + len(text)))
        at += len(text)
    return SideStretch(number, start, end, passage.words < SHORT, tuple(changed))


def _pane(letter: str, opposite: str, side: ComparedText, stretches: Sequence[SideStretch]) -> Pane:
    return Pane(letter, side, _prose(side, stretches, letter, opposite), _shares(side, stretches), _cut(side))


def _cut(side: ComparedText) -> int:
    return LONGEST if len(side.text) > LONGEST else 0


def _prose(side: ComparedText, stretches: Sequence[SideStretch], letter: str, opposite: str) -> Markup:
    """The text with every stretch marked, its number before it; the number is a link to the other side."""
    text = side.text[:LONGEST]
    changed = [span for stretch in stretches for span in stretch.changed]
    spans = [*side.quotes, *side.furniture, *changed, *((s.start, s.end) for s in stretches)]
    cuts = sorted({0, len(text)} | {edge for span in spans for edge in span if 0 < edge < len(text)})
    begins: dict[int, list[SideStretch]] = {}
    for stretch in stretches:
        begins.setdefault(stretch.start, []).append(stretch)
    covers = [_covered(cuts, side.quotes), _covered(cuts, side.furniture), _covered(cuts, changed)]
    holder = _holders(cuts, stretches)
    parts: list[Markup] = []
    for number, (first, last) in enumerate(pairwise(cuts)):
        parts += [_number(stretch, letter, opposite) for stretch in begins.get(first, ())]
        names = ("quote", "furniture", "changed")
        kinds = [name for name, cover in zip(names, covers, strict=True) if cover[number]]
        parts.append(_marked(text[first:last], holder[number], kinds))
    return Markup("").join(parts)


def _marked(text: str, stretch: SideStretch | None, kinds: Sequence[str]) -> Markup:
    if stretch is None:
        kinds = [kind for kind in kinds if kind != "changed"]
        return element("span", html_text(text), class_=" ".join(kinds)) if kinds else html_text(text)
    return element("mark", html_text(text), class_=" ".join(["passage", stretch.classes, *kinds]))


def _number(stretch: SideStretch, letter: str, opposite: str) -> Markup:
    return element(
        "a",
        str(stretch.number),
        class_=f"number {stretch.classes}",
        id=f"{letter}-{stretch.number}",
        href=f"#{opposite}-{stretch.number}",
        aria_label=f"{stretch.number}: see it in {opposite.upper()}",
    )


def _covered(cuts: Sequence[int], spans: Iterable[tuple[int, int]]) -> list[bool]:
    """For each piece between two cuts, whether a span covers it."""
    change = [0] * (len(cuts) + 1)
    for start, end in spans:
        change[min(bisect_right(cuts, start - 1), len(cuts))] += 1
        change[min(bisect_right(cuts, end - 1), len(cuts))] -= 1
    depth, covered = 0, []
    for step in change:
        depth += step
        covered.append(depth > 0)
    return covered


def _holders(cuts: Sequence[int], stretches: Sequence[SideStretch]) -> list[SideStretch | None]:
    """For each piece, the stretch that holds it: of several the one that began last."""
    holders: list[SideStretch | None] = [None] * len(cuts)
    for stretch in sorted(stretches, key=lambda s: (s.start, -s.end)):
        first, last = (bisect_right(cuts, edge - 1) for edge in (stretch.start, stretch.end))
        holders[first:last] = [stretch] * (min(last, len(cuts)) - first)
    return holders


def _shares(side: ComparedText, stretches: Sequence[SideStretch]) -> tuple[float, ...]:
    """The share of its words in the other: all, without quotations, without short matches, without either."""
    read = words(side.text)
    stay = outside(read.starts, read.ends, side.furniture)
    starts, ends = read.starts[stay], read.ends[stay]
    free = outside(starts, ends, side.quotes)
    shares = []
    for counted in (stretches, [stretch for stretch in stretches if not stretch.short]):
        inside = ~outside(starts, ends, [(stretch.start, stretch.end) for stretch in counted])
        shares += [inside.sum() / max(1, len(starts)), (inside & free).sum() / max(1, len(starts))]
    return (float(shares[0]), float(shares[1]), float(shares[2]), float(shares[3]))


def _map(sides: Sequence[ComparedText], left: Sequence[SideStretch], right: Sequence[SideStretch]) -> Markup:
    """Both texts as bars, the same length for the same number of characters, with a ribbon for each stretch."""
    longest = max(1, *(len(side.text) for side in sides))
    scale = MAP / longest
    bars = [
        element("rect", x=x, y=0, width=16, height=f"{max(len(side.text) * scale, 2):.0f}", class_="map-bar")
        for x, side in zip((0, 84), sides, strict=True)
    ]
    return element(
        "svg",
        *bars,
        *(_ribbon(ours, theirs, scale) for ours, theirs in zip(left, right, strict=True)),
        viewBox=f"0 0 100 {MAP}",
        preserveAspectRatio="none",
        class_="map",
        role="group",
        aria_label="Where in A and B the shared stretches stand",
    )


def _ribbon(ours: SideStretch, theirs: SideStretch, scale: float) -> Markup:
    a, b, c, d = (edge * scale for edge in (ours.start, ours.end, theirs.start, theirs.end))
    b, d = max(b, a + 3), max(d, c + 3)
    shape = f"M0 {a:.0f}H16C50 {a:.0f} 50 {c:.0f} 84 {c:.0f}H100V{d:.0f}H84C50 {d:.0f} 50 {b:.0f} 16 {b:.0f}H0z"
    title = element("title", f"Stretch {ours.number}")
    path = element("path", title, d=shape, class_=f"ribbon {ours.classes}")
    return element("a", path, href=f"#a-{ours.number}", aria_label=f"Stretch {ours.number}")

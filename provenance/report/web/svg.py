"""A family is drawn: time runs to the right, each article and unseen item has a line, edges flow down."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from markupsafe import Markup

from provenance.report import wording
from provenance.report.headlines import quoted_name
from provenance.report.story import Derivation, Node
from provenance.report.web.axis import Axis
from provenance.report.web.condensed import FOLD
from provenance.report.web.markup import element, visible

WIDTH, UNDATED, LEFT, RIGHT = 1040, 395, 450, 950  # columns, in units of the drawing
ALL_UNDATED = 550  # width where there is no axis to draw
TOP, ROW, RADIUS = 44, 48, 7
STEP = 70  # least distance to the right at which an edge reads as forward in time
LABEL, DETAIL = 360, 355  # room for a name and for what stands under it
BOLD, LIGHT = (
    (8.6, 12.6, 15.0),
    (7.2, 9.4, 13.0),
)  # a letter of either: usual, broad, East Asian; rough, on the safe side
PLACES = (0.66, 0.5, 0.78, 0.36, 0.86, 0.24, 0.14)  # where on its curve an edge may carry its figure, best first
FURTHER = tuple(step / 50 for step in range(5, 47))  # where it is put when none of those is free
FIGURE = (44, 17)  # room that a figure takes


@dataclass(frozen=True)
class Curve:
    """A cubic curve from a source to what drew on it."""

    points: tuple[tuple[float, float], ...]  # start, two controls, end
    to_right: bool  # which way it arrives

    def at(self, t: float) -> tuple[float, float]:
        """The point at t, 0 to 1."""
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        x, y = (fsum(w * p[axis] for w, p in zip(weights, self.points, strict=True)) for axis in (0, 1))
        return x, y

    def path(self) -> str:
        """As the `d` of a path."""
        (a, b), (c, d), (e, f), (g, h) = self.points
        return f"M{a:.1f} {b:.1f}C{c:.1f} {d:.1f} {e:.1f} {f:.1f} {g:.1f} {h:.1f}"


def drawing(
    nodes: Sequence[Node],
    edges: Sequence[Derivation],
    *,
    name: str,
    focus: str | None = None,
    pages: Mapping[str, str] | None = None,
    followers: Mapping[str, int] | None = None,
) -> Markup:
    """The family as SVG; `name` makes its ids unique on the page, `pages` links articles to their reports.

    `followers` has the number of what draws on each source, where not all of it is drawn.

    A large family is condensed first (condensed.py).
    """
    in_order = ordered(nodes, edges)
    places = {node.key: number for number, node in enumerate(in_order)}
    edges = [e for e in edges if e.derived.key in places and e.source.key in places]
    axis = Axis.over((n.published.calendar() for n in in_order), LEFT, RIGHT)
    columns = _columns(in_order, edges, axis)
    spots = {node.key: (columns[node.key], _y(places[node.key])) for node in in_order}
    height = TOP + ROW * len(in_order) + 12
    width = WIDTH if axis else ALL_UNDATED
    title = "Who draws on whom, on a time axis"
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", " ".join(map(_told, _unfolded(edges))) or "No derivations.", id=f"{name}-desc"),
        _grid(in_order, axis, height),
        *([_focus(spots[focus][1], width)] if focus in spots else []),
        *_edges(edges, spots),
        *(
            _node(
                node,
                spots[node.key],
                axis,
                (pages or {}).get(node.key) if node.key != focus else None,
                _origin(node, edges, followers or {}),
            )
            for node in in_order
        ),
        viewBox=f"0 0 {width} {height}",
        role="group",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="graph" if axis else "graph small-graph",
    )


def ordered(nodes: Sequence[Node], edges: Iterable[Derivation]) -> list[Node]:
    """Sources above what draws on them, else by time, unseen items first; a cycle is broken at its earliest node."""
    by_key = {node.key: node for node in nodes}
    sources: dict[str, set[str]] = {key: set() for key in by_key}
    for edge in edges:
        if edge.derived.key in by_key and edge.source.key in by_key:
            sources[edge.derived.key].add(edge.source.key)
    waiting = sorted((_when(node), key) for key, node in by_key.items())
    in_order: list[Node] = []
    placed: set[str] = set()
    while waiting:
        entry = next((entry_waiting for entry_waiting in waiting if sources[entry_waiting[1]] <= placed), waiting[0])
        waiting.remove(entry)
        placed.add(entry[1])
        in_order.append(by_key[entry[1]])
    return in_order


def _unfolded(edges: Iterable[Derivation]) -> list[Derivation]:
    return [edge for edge in edges if not edge.derived.key.startswith(FOLD)]


def _when(node: Node) -> tuple[bool, str, bool]:
    instant = node.published.first or node.published.last
    return (instant is None, instant.isoformat() if instant else "", not node.unseen)


def _columns(nodes: Sequence[Node], edges: Sequence[Derivation], axis: Axis | None) -> dict[str, float]:
    """Where each node stands on its bar: in the middle or at the known end, but left of what draws on it if it can."""
    columns: dict[str, float] = {}
    for node in reversed(nodes):  # what draws on it comes first
        span = axis.span(node.published.calendar()) if axis else None
        if span is None:
            columns[node.key] = UNDATED
            continue
        first, last = span
        wish = (first + last) / 2
        if None in node.published:
            wish = first if node.published.last is None else last
        after = [columns[e.derived.key] for e in edges if e.source.key == node.key and e.derived.key in columns]
        dated = [x - STEP for x in after if x >= LEFT]
        columns[node.key] = max(first, min([wish, *dated]))
    return columns


def _y(row: int) -> float:
    return TOP + ROW * row + ROW / 2


def _told(edge: Derivation) -> str:
    if edge.derived.key.startswith(FOLD):
        return f"{edge.derived.name} draw on {visible(quoted_name(edge.source))}."
    verb = wording.verb(edge.relation) if edge.direction == "known" else "or the other way round draws on"
    derived, source = visible(quoted_name(edge.derived)), visible(quoted_name(edge.source))
    return f"{derived} {verb} {source}, {wording.percent(edge.probability)}."


def _grid(nodes: Sequence[Node], axis: Axis | None, height: float) -> Markup:
    parts = []
    if axis is None or any(n.published == (None, None) for n in nodes):
        parts.append(element("rect", x=UNDATED - 28, y=TOP - 14, width=56, height=height - TOP + 10, class_="lane"))
        parts.append(element("text", "no date", x=UNDATED, y=TOP - 22, class_="tick", text_anchor="middle"))
    for x, label in axis.ticks() if axis else ():
        parts.append(element("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=TOP - 14, y2=height - 4, class_="tick-line"))
        parts.append(element("text", label, x=f"{x:.1f}", y=TOP - 22, class_="tick", text_anchor="middle"))
    return element("g", *parts, aria_hidden="true")


def _edges(edges: Sequence[Derivation], spots: Mapping[str, tuple[float, float]]) -> list[Markup]:
    taken = [(x, y, 2.0 * RADIUS, 2.0 * RADIUS) for x, y in spots.values()]
    curves = [_curve(spots[edge.source.key], spots[edge.derived.key]) for edge in edges]
    lines = [_line(edge, curve) for edge, curve in zip(edges, curves, strict=True)]
    figures = []
    joining = Counter(edge.derived.key for edge in edges)
    for edge, curve in zip(edges, curves, strict=True):
        if edge.derived.key.startswith(FOLD):
            continue
        x, y = _free(curve, taken, from_start=joining[edge.derived.key] > 1)
        taken.append((x, y, *FIGURE))
        label = wording.percent(edge.probability)
        figures.append(element("text", label, x=f"{x:.1f}", y=f"{y + 4:.1f}", class_="figure", text_anchor="middle"))
    return [*lines, *figures]


def _free(curve: Curve, taken: Sequence[tuple[float, float, float, float]], *, from_start: bool) -> tuple[float, float]:
    """The first place on the curve where a figure covers nothing else: near the end where edges do not meet."""
    spots = [curve.at(1 - t if from_start else t) for t in (*PLACES, *FURTHER)]
    width, height = FIGURE
    for x, y in spots:
        if all(abs(x - a) >= (width + w) / 2 or abs(y - b) >= (height + h) / 2 for a, b, w, h in taken):
            return x, y
    return spots[0]


def _curve(source: tuple[float, float], derived: tuple[float, float]) -> Curve:
    """Forward in time as an S; otherwise out to the right and back, so that it does not run through other nodes."""
    (a, b), (c, d) = source, derived
    gap = RADIUS + 3
    if c - a >= STEP - 10:
        half = max((c - a) / 2, 40)
        return Curve(((a + gap, b), (a + half, b), (c - half, d), (c - gap, d)), to_right=True)
    out = max(a, c) + 34 + min(abs(d - b) / 5, 60)
    return Curve(((a + gap, b), (out, b), (out, d), (c + gap, d)), to_right=False)


def _line(edge: Derivation, curve: Curve) -> Markup:
    directed = edge.direction == "known"
    classes = "edge" + ("" if directed else " unknown") + (" from-unseen" if edge.source.unseen else "")
    path = element(
        "path",
        element("title", _told(edge)),
        d=curve.path(),
        class_=classes,
        stroke_width=f"{0.8 + 2 * edge.probability:.2f}",
    )
    if not directed:
        return path
    x, y = curve.points[3]
    tip = -9 if curve.to_right else 9
    head = f"M{x:.1f} {y:.1f}l{tip} -5v10z"
    return Markup("").join([path, element("path", d=head, class_=classes.replace("edge", "head"))])


def _node(node: Node, spot: tuple[float, float], axis: Axis | None, page: str | None, origin: str | None) -> Markup:
    x, y = spot
    kind = "unseen" if node.unseen else "fold" if node.key.startswith(FOLD) else "article"
    bar = _bar(node, axis, y, kind)
    circle = element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=RADIUS, class_=f"node {kind}")
    outlet = f" · {wording.shortened(visible(origin), 28)}" if origin else ""
    detail = f"{node.published}{outlet}"  # the date first: after a right-to-left name its figures would be torn apart
    name = visible(node.name)
    label = fitted_name(name[:1].upper() + name[1:] if node.unseen else name, LABEL, BOLD)  # an id is what it is
    texts = Markup("").join(
        [
            element("text", label, x=0, y=f"{y - 2:.1f}", class_=f"name {kind}"),
            element("text", fitted_name(detail, DETAIL, LIGHT), x=0, y=f"{y + 14:.1f}", class_="detail"),
        ]
    )
    group = Markup("").join([element("title", visible(node.name)), bar, circle, texts])
    return element("a", group, href=page) if page else element("g", group)


def _origin(node: Node, edges: Iterable[Derivation], followers: Mapping[str, int]) -> str | None:
    """What tells a node from another of the same name: its outlet or file; of an unseen source, what draws on it."""
    if not node.unseen:
        return node.outlet or (node.file if node.file != node.name else None)
    heirs = [edge.derived for edge in edges if edge.source.key == node.key]
    count = followers.get(node.key, len(heirs))
    return f"behind {count:,} here" if count != 1 or not heirs else f"behind “{wording.shortened(heirs[0].name, 14)}”"


def fitted_name(text: str, room: float, widths: tuple[float, float, float]) -> str:
    """As much of a text as fits, by rough widths of its letters; cut at a word where one ends late enough.

    >>> fitted_name("Fire closes the harbour", 120, BOLD), fitted_name("Fire", 100, BOLD)
    ('Fire closes…', 'Fire')
    """
    used = 0.0
    for position, character in enumerate(text):
        wide = unicodedata.east_asian_width(character) in "WF"
        used += widths[2 if wide else 1 if character.isupper() or character in "mwMW@%—…" else 0]
        if used > room:
            return wording.shortened(text, max(position - 1, 2))
    return text


def _focus(y: float, width: float) -> Markup:
    """The line of the reported article, behind everything drawn on it."""
    return element("rect", x=-10, y=f"{y - 22:.1f}", width=width + 6, height=ROW - 4, rx=6, class_="focus")


def _bar(node: Node, axis: Axis | None, y: float, kind: str) -> Markup:
    if axis is None:
        return Markup("")
    span = axis.span(node.published.calendar())
    if span is None or span[1] - span[0] < 2 * RADIUS:
        return Markup("")
    first, last = span
    open_ends = " open" if None in node.published or axis.beyond(node.published.calendar()) else ""
    return element(
        "rect",
        x=f"{first:.1f}",
        y=f"{y - 4:.1f}",
        width=f"{last - first:.1f}",
        height=8,
        rx=4,
        class_=f"bar {kind}{open_ends}",
    )

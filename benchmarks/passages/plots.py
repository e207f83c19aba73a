"""Figures become drawings: lines on a grid, as SVG."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _BELOW, _ABOVE, _ASIDE = 720, 400, 60, 48, 40, 170
_INKS = ("#1b6ca8", "#2a9d6f", "#c98a0c", "#c4542b", "#8d3b72")

Points = Sequence[tuple[float, float]]


def recall_plot(lines: Mapping[str, Points]) -> str:
    """Share found against length in words (on a scale of doublings), a line for each share of words edited."""
    ticks = [8, 12, 20, 40, 80, 160]
    span = log10(ticks[0]), log10(ticks[-1])
    across = {_x(_part(log10(tick), span)): str(tick) for tick in ticks}
    up = {_y(share): f"{share:.1f}" for share in (0, 0.2, 0.4, 0.6, 0.8, 1)}
    drawn = {name: [(_x(_part(log10(x), span)), _y(y)) for x, y in points] for name, points in lines.items()}
    return _chart("Planted passages found, by length and words edited", "words", "share found", across, up, drawn)


def reliability_plot(lines: Mapping[str, Points]) -> str:
    """Share of pairs observed against the share expected, both on a scale of tens; the diagonal is what is promised."""
    span = -4.0, 0.0
    tens = [10.0**n for n in range(-4, 1)]
    names = [f"{ten:g}" for ten in tens]
    across = {_x(_part(log10(ten), span)): name for ten, name in zip(tens, names, strict=True)}
    up = {_y(_part(log10(ten), span)): name for ten, name in zip(tens, names, strict=True)}
    drawn = {
        name: [(_x(_part(log10(x), span)), _y(_part(log10(y), span))) for x, y in points if y > 0]
        for name, points in {"promised": [(1e-4, 1e-4), (1, 1)], **lines}.items()
    }
    title = "Pairs that copy nothing with a passage as good as that"
    return _chart(title, "share expected by chance", "share observed", across, up, drawn)


def cost_plot(lines: Mapping[str, Points]) -> str:
    """CPU seconds against articles, both on a scale of tens."""
    points = [point for row in lines.values() for point in row]
    first, last = (floor(log10(min(x for x, _ in points))), ceil(log10(max(x for x, _ in points))))
    least, most = floor(log10(max(0.1, min(y for _, y in points)))), ceil(log10(max(y for _, y in points)))
    across = {_x(_part(n, (first, last))): f"{10**n:,}" for n in range(first, last + 1)}
    up = {_y(_part(n, (least, most))): f"{10.0**n:g}" for n in range(least, most + 1)}
    drawn = {
        name: [(_x(_part(log10(x), (first, last))), _y(_part(log10(max(y, 0.01)), (least, most)))) for x, y in row]
        for name, row in lines.items()
    }
    return _chart("What a trace costs, by the size of the corpus", "articles", "CPU seconds", across, up, drawn)


def _part(value: float, span: tuple[float, float]) -> float:
    return min(1.0, max(0.0, (value - span[0]) / (span[1] - span[0])))


def _x(part: float) -> float:
    return _LEFT + part * (_WIDTH - _LEFT - _ASIDE)


def _y(part: float) -> float:
    return _HEIGHT - _BELOW - part * (_HEIGHT - _BELOW - _ABOVE)


def _chart(
    title: str,
    below: str,
    beside: str,
    across: Mapping[float, str],
    up: Mapping[float, str],
    lines: Mapping[str, Points],
) -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 20, title, 'font-size="14" font-weight="bold"'),
    ]
    for x, name in across.items():
        parts += [_line([(x, _y(0)), (x, _y(1))], "#e3e3e3"), _text(x, _y(0) + 16, name, 'text-anchor="middle"')]
    for y, name in up.items():
        parts += [_line([(_x(0), y), (_x(1), y)], "#e3e3e3"), _text(_x(0) - 6, y + 4, name, 'text-anchor="end"')]
    parts += [_text(_x(0.5), _HEIGHT - 10, below, 'text-anchor="middle"')]
    parts += [_text(14, _y(0.5), beside, f'text-anchor="middle" transform="rotate(-90 14 {_y(0.5):.0f})"')]
    labels: list[float] = []
    for number, (name, points) in enumerate(lines.items()):
        ink = "#9a9a9a" if name == "promised" else _INKS[number % len(_INKS)]
        parts += [_line(points, ink, 2)] + [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ink}"/>' for x, y in points
        ]
        place = points[-1][1] + 4 if points else _y(0)
        while any(abs(place - other) < 14 for other in labels):
            place += 14
        labels.append(place)
        parts += [_text(_x(1) + 8, place, name, f'fill="{ink}"')]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(points: Points, ink: str, width: int = 1) -> str:
    along = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{along}" fill="none" stroke="{ink}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(text)}</text>'

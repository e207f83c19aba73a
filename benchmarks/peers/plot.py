"""Results become a picture: a bar for each contestant's CPU seconds, the floor's part of it set apart."""

from collections.abc import Sequence
from html import escape

from benchmarks.peers.contestants import FLOOR, OURS
from benchmarks.peers.runs import Result

_WIDTH, _LEFT, _RIGHT, _ROW, _BAR, _TOP = 760, 130, 190, 34, 20, 48
_OURS, _PEER, _GROUND = "#1f6f8b", "#b0793a", "#b9bfc4"


def svg(results: Sequence[Result], title: str) -> str:
    """A picture of its own, readable on light and on dark ground."""
    shown = sorted(results, key=lambda one: (one.cost.cpu, one.contestant.name))
    floor = next((one.cost.cpu for one in results if one.contestant.name == FLOOR), 0.0)
    scale = (_WIDTH - _LEFT - _RIGHT) / max(one.cost.cpu for one in shown)
    height = _TOP + _ROW * len(shown) + 30
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="24" font-size="15" fill="#1c2226">{escape(title)}</text>',
    ]
    for place, one in enumerate(shown):
        lines += _bar(one, _TOP + place * _ROW, scale, floor)
    note = "CPU seconds, whole process; grey: polars reads, drops exact copies and writes"
    lines.append(f'<text x="12" y="{height - 10}" font-size="12" fill="#5b656d">{note}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _bar(one: Result, top: int, scale: float, floor: float) -> list[str]:
    cost, name = one.cost, one.contestant.name
    base = min(floor, cost.cpu)
    colour = _OURS if name == OURS else _PEER
    middle = top + _BAR - 5
    told = f"{cost.cpu:.1f} s, {cost.peak:.0f} MB" + ("" if name == FLOOR else f", F1 {one.score.f1:.4f}")
    weight = ' font-weight="600"' if name == OURS else ""
    return [
        f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end" fill="#1c2226"{weight}>{escape(name)}</text>',
        f'<rect x="{_LEFT}" y="{top}" width="{base * scale:.1f}" height="{_BAR}" fill="{_GROUND}"/>',
        f'<rect x="{_LEFT + base * scale:.1f}" y="{top}" width="{(cost.cpu - base) * scale:.1f}" height="{_BAR}" '
        f'fill="{colour}"/>',
        f'<text x="{_LEFT + cost.cpu * scale + 8:.1f}" y="{middle}" fill="#1c2226"{weight}>{told}</text>',
    ]

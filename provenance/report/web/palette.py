"""The colours of the HTML report, once: a test computes the contrast of every pair that stands on another."""

LIGHT = {
    "paper": "#fcfbf8",
    "card": "#ffffff",
    "sunk": "#f3f1eb",
    "ink": "#1c1d20",
    "dim": "#5c5b57",
    "rule": "#dcd8ce",
    "link": "#0a558f",
    "focus": "#0a558f",
    "unseen": "#7a3e93",
    "yes": "#20693d",
    "no": "#a3322a",
    "quote": "#274b73",
    "edge": "#4c5a6b",
}
DARK = {
    "paper": "#15171a",
    "card": "#1d2024",
    "sunk": "#24272c",
    "ink": "#e9e6df",
    "dim": "#a9a69f",
    "rule": "#3a3d43",
    "link": "#8cc4f5",
    "focus": "#8cc4f5",
    "unseen": "#d3a5ea",
    "yes": "#83d0a0",
    "no": "#f2a097",
    "quote": "#b4cdf0",
    "edge": "#a9b6c6",
}
# Tints behind passages and the lines beneath them, one a counterpart; the line's form differs too (style.css).
TINTS_LIGHT = ("#fdeab8", "#d6ebfb", "#dcf1d6", "#fadfe0", "#e9e0f7", "#d4f0ee")
LINES_LIGHT = ("#855800", "#145e96", "#2c6b21", "#a8323c", "#6341a3", "#0e6a64")
TINTS_DARK = ("#463708", "#123c58", "#1f4219", "#55242a", "#3b2d59", "#123f3d")
LINES_DARK = ("#f2c14e", "#80c3f5", "#93d586", "#f5a0a6", "#c3aaf3", "#72d5cd")


def variables(colours: dict[str, str], tints: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """The colours as CSS custom properties.

    >>> variables({"ink": "#000000"}, ("#ffffff",), ("#333333",))
    '--ink:#000000;--tint-0:#ffffff;--line-0:#333333'
    """
    values = {**colours}
    for number, (tint, line) in enumerate(zip(tints, lines, strict=True)):
        values |= {f"tint-{number}": tint, f"line-{number}": line}
    return ";".join(f"--{name}:{colour}" for name, colour in values.items())


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[position : position + 2], 16) / 255 for position in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, background: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    dark, light = sorted((luminance(colour), luminance(background)))
    return (light + 0.05) / (dark + 0.05)

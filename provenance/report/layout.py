"""Pieces of text become lines that fit a terminal, with colour only where it is asked for."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from provenance.base.escaping import one_line

NARROWEST = 40  # columns; a smaller wish is not granted, words would stand alone on their lines
LABEL = 11  # columns of the labels on the left

# Styles are named by their sense; the terminal's own palette decides how they look.
STYLES = {
    "": "",
    "title": "bold",
    "head": "bold cyan",
    "strong": "bold",
    "dim": "dim",
    "yes": "green",
    "no": "red",
    "unseen": "magenta",
    "text": "italic",
}

Piece = tuple[str, str]  # text, style


def cells(text: str) -> int:
    """Columns that a text takes: wide East Asian letters two, combining marks none.

    >>> cells("fire"), cells("火事"), cells("e\\u0301")
    (4, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@dataclass
class Sheet:
    """Lines as they are written, top to bottom; everything put on it is made safe first."""

    width: int = 80
    lines: list[list[Piece]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.width = max(self.width, NARROWEST)

    def line(self, *pieces: str | Piece, indent: int = 0, hang: int = 0) -> None:
        """One paragraph; its further lines stand `hang` columns deeper than its first."""
        styled = [(piece, "") if isinstance(piece, str) else piece for piece in pieces]
        self.lines += wrapped_lines([(one_line(text), style) for text, style in styled], self.width, indent, hang)

    def labelled(self, label: str, *pieces: str | Piece) -> None:
        """A paragraph with its label in the left column."""
        self.line((f"{label:<{LABEL}}", "head"), *pieces, hang=LABEL)

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def heading(self, text: str) -> None:
        """A heading with air above it."""
        self.blank()
        self.line((text, "head"))

    def shown(self, *, colour: bool) -> str:
        """All lines as one string that ends with a line end."""
        lines = [*self.lines]
        while lines and not lines[-1]:
            lines.pop()
        if colour:
            return _coloured(lines, self.width)
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def wrapped_lines(pieces: Iterable[Piece], width: int, indent: int = 0, hang: int = 0) -> list[list[Piece]]:
    """Pieces broken at spaces into lines of at most `width` columns; a word longer than a line is cut.

    >>> [[text for text, _ in line] for line in wrapped_lines([("a harbour ", ""), ("fire", "strong")], 10, 1)]
    [[' ', 'a harbour'], [' ', 'fire']]
    """
    lines: list[list[Piece]] = []
    line: list[Piece] = [(" " * indent, "")] if indent else []
    used, room, empty = indent, width - indent, True
    for text, style in _words(pieces, room - hang):
        size = cells(text)
        if not empty and used + cells(text.rstrip()) > width:
            lines.append(_trimmed(line))
            line, used, empty = [(" " * (indent + hang), "")] if indent + hang else [], indent + hang, True
        if empty and not text.strip() and lines:
            continue
        line.append((text, style))
        used, empty = used + size, False
    lines.append(_trimmed(line))
    return lines


def _words(pieces: Iterable[Piece], longest: int) -> Iterable[Piece]:
    """Each word with the spaces after it, no longer than a line."""
    for text, style in pieces:
        for word in _split(text):
            while cells(word.rstrip()) > longest:
                cut = _fitting(word, longest)
                yield word[:cut], style
                word = word[cut:]  # noqa: PLW2901 (the rest of an over-long word)
            yield word, style


def _split(text: str) -> Iterable[str]:
    start = 0
    while start < len(text):
        end = text.find(" ", start)
        end = len(text) if end < 0 else end
        while end < len(text) and text[end] == " ":
            end += 1
        yield text[start:end]
        start = end


def _fitting(text: str, longest: int) -> int:
    used = 0
    for position, character in enumerate(text):
        used += cells(character)
        if used > longest:
            return max(position, 1)
    return len(text)


def _trimmed(line: Sequence[Piece]) -> list[Piece]:
    """The line with neighbours of one style joined and no space at its end."""
    joined: list[Piece] = []
    for text, style in line:
        if joined and joined[-1][1] == style and joined[-1][0].strip():
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    if joined:
        joined[-1] = (joined[-1][0].rstrip() if joined[-1][0].strip() else joined[-1][0], joined[-1][1])
    return joined


def _coloured(lines: list[list[Piece]], width: int) -> str:
    from rich.console import Console  # noqa: PLC0415 (heavy; wanted only for colour)
    from rich.text import Text  # noqa: PLC0415

    console = Console(
        file=io.StringIO(), force_terminal=True, color_system="standard", width=width + 1, legacy_windows=False,
        highlight=False, markup=False, emoji=False, no_color=False, _environ={},
    )  # fmt: skip
    with console.capture() as captured:
        for line in lines:
            # Text, not markup: "[bold]" in a headline stays what it is
            console.print(Text.assemble(*((text, STYLES[style]) for text, style in line)), soft_wrap=True, end="\n")
    return captured.get()

"""What an article is called: its headline, wherever that is found."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from provenance.base.escaping import asked_name
from provenance.report import wording
from provenance.report.lookup import Row
from provenance.report.story import Node, Period

OPENING = 600  # characters of a text that its name can come from
TELLING = 25  # characters of a line that may name an article; bylines and buttons are shorter, dates are figures
LINES = 8  # lines among which a headline is looked for
SHORTEST, LONGEST, WORDS = 15, 140, 4  # characters of a headline, and words where there are spaces between them
READABLE = 60  # characters of a file's name that serves as a title
_LINES = re.compile(r"[ \t]{0,9}(?:[\r\n]|#{2,9})[ \t]{0,9}")
_SENTENCE = tuple(".。।;:,")  # a headline ends in none of these, a caption or a paragraph does


def article_node(row: Row) -> Node:
    """An article named by its title; else by its first line or sentence, its file, or its id."""
    text, furniture = row["text"] or "", row["furniture"] or ()
    name = (row["title"] or "").strip() or headline(text, furniture, row["byline"], row["dateline"])
    name = name or opening(text, furniture, row["dateline"], row["byline"]) or _file(row) or asked_name(row["article"])
    file = asked_name(row["article"]) if row["encoding"] else None
    return Node(row["article"], False, name, row["outlet"], Period(row["published_from"], row["published_to"]), file)


def quoted_name(node: Node, length: int = 70) -> str:
    """A node as a sentence names it: a title in marks with its outlet or file, or "an unseen Reuters story".

    >>> quoted_name(Node("a", False, "Fire in the harbour", "Coast Daily", Period(None, None)))
    '“Fire in the harbour” (Coast Daily)'
    """
    if node.unseen:
        return f"an {node.name}"
    outlet_name = node.outlet or (node.file if node.file != node.name else None)
    outlet = f" ({wording.shortened(outlet_name, 40)})" if outlet_name else ""
    return f"“{wording.shortened(node.name, length)}”{outlet}"


def headline(text: str, furniture: Iterable[Row], byline: str | None = None, dateline: str | None = None) -> str:
    """The first line, where it is a headline: short, no sentence, with a text below it; "" where it is none.

    >>> headline("Harbour shut after fire\\nBy Ann Lee\\nA fire closed the harbour.", [], "By Ann Lee")
    'Harbour shut after fire'
    >>> headline("The harbour, seen from the pier.\\nA fire closed it on Sunday.", [])
    ''
    """
    lines = [line.strip() for line in _lines(text, furniture)]
    for number, line in enumerate(lines[:LINES]):
        if _is_short(line) or _is_figures(line) or (byline and line in byline):
            continue
        below = any(len(later) > len(line) for later in lines[number + 1 :])
        opens = bool(dateline) and line.startswith(str(dateline)[:SHORTEST])
        is_one = len(line) <= LONGEST and not line.rstrip("\"'”’»").endswith(_SENTENCE) and "@" not in line
        return line if is_one and below and not opens else ""
    return ""


def opening(text: str, furniture: Iterable[Row], dateline: str | None = None, byline: str | None = None) -> str:
    """The first line that says something: furniture, bylines and other short lines are passed over.

    >>> opening("Share\\nBy Ann Lee\\nA fire closed the harbour on Sunday.", [{"start": 0, "end": 5}])
    'A fire closed the harbour on Sunday.'
    >>> opening("OSK, May 2 (Reuters) - A fire closed the harbour.", [], "OSK, May 2 (Reuters) -")
    'A fire closed the harbour.'
    """
    lines = (line for line in _lines(text, furniture) if not (byline and line.strip() in byline))
    telling = next((line for line in lines if len(line) >= TELLING and not _is_figures(line)), None)
    _, separator, remainder = (telling or "").partition(dateline or "\0")
    return wording.shortened((remainder.lstrip(" .-–—") if separator else telling) or text[:OPENING], 80)


def _lines(text: str, furniture: Iterable[Row]) -> list[str]:
    """The lines of the opening, furniture left out."""
    begin, kept = 0, []
    for span in sorted(furniture, key=lambda span: (span["start"], span["end"])):
        kept.append(text[begin : min(span["start"], OPENING)])
        begin = max(begin, span["end"])
    return _LINES.split(" ".join([*kept, text[begin : begin + OPENING]]))


def _is_short(line: str) -> bool:
    """Whether a line is a label: in brackets, or of fewer than four words where there are spaces between them."""
    if line.startswith("(") and line.endswith(")"):
        return True  # the credit of a picture
    return len(line) < SHORTEST or (line.isascii() and len(line.split()) < WORDS)


def _is_figures(line: str) -> bool:
    """Whether so much of a line is digits that it is a date or a count."""
    return 10 * sum(map(str.isdigit, line)) >= len(line)


def _file(row: Row) -> str | None:
    """The file's name, where it is one article and people have given it a name that they can read."""
    name = PurePath(row["article"]).name
    readable = len(name) <= READABLE and any(
        len(word) > 3 and word.isalpha() for word in re.split(r"[-_. ]", name)[:-1]
    )
    return name if row["encoding"] and readable else None

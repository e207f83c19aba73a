"""The `---` block at the top of a Markdown file becomes metadata; what follows it is the article."""

import re

from provenance.corpus.ledger import Note

LONGEST = 65_536  # characters within which the block must end; else it is a rule drawn across the page
_OPENING = re.compile(r"---[ \t]{0,80}\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]{0,80}(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}):(?:[ \t]{1,80}(.*))?\Z", re.DOTALL)
_BLOCK_ITEM = re.compile(r"[ \t]{0,80}-[ \t]{1,80}(.*)\Z", re.DOTALL)

Value = str | list[str]


def front_matter(text: str) -> tuple[dict[str, Value], str, list[Note]]:
    r"""Metadata, body and warnings. Plain `key: value`, inline lists and dash lists are read, the rest of YAML never:
    tags, anchors, nesting and block text cost a value, not the article.

    >>> front_matter("---\ntitle: 'Pier: closed'\nauthors: [Ada, Bo]\n---\nRain fell.\n")[:2]
    ({'title': 'Pier: closed', 'authors': ['Ada', 'Bo']}, 'Rain fell.\n')
    >>> front_matter("---\nRain fell.\n")[:2]
    ({}, '---\nRain fell.\n')
    """
    opening = _OPENING.match(text)
    closing = opening and _CLOSING.search(text, opening.end(), opening.end() + LONGEST)
    if not opening or not closing:
        return {}, text, []
    fields, passed_over = _fields(text[opening.end() : closing.start()].splitlines())
    notes = []
    if passed_over:
        notes.append(
            Note("W-FRONT-MATTER", f"lines of the front matter passed over: {', '.join(map(str, passed_over))}")
        )
    return fields, text[closing.end() :], notes


def _fields(lines: list[str]) -> tuple[dict[str, Value], list[int]]:
    """What can be read, and the numbers (in the file) of the lines that cannot."""
    fields: dict[str, Value] = {}
    passed_over = []
    key = ""  # of the list that dashes add to
    for number, line in enumerate(lines, 2):
        bare = line.strip()
        item = _BLOCK_ITEM.match(line)
        pair = _PAIR.match(line)
        if not bare or bare.startswith("#"):
            continue
        if item and key:
            value = _value(item[1].strip())
            if isinstance(value, str):
                items = fields.setdefault(key, [])
                assert isinstance(items, list)
                items.append(value)
                continue
        elif pair:
            raw = (pair[2] or "").strip()
            key = pair[1].strip() if not raw else ""
            read = _value(raw) if raw else None
            if read is not None:
                fields[pair[1].strip()] = read
            if read is not None or not raw:
                continue
        passed_over.append(number)
    return fields, passed_over


def _value(raw: str) -> Value | None:
    """One value or an inline list of plain values; None for what only a full YAML reader would understand."""
    if not (raw.startswith("[") and raw.endswith("]")):
        return _scalar(raw)
    items: list[str] = []
    for piece in _parts(raw[1:-1]):
        item = _scalar(piece.strip())  # a list in a list is no plain value, so that brackets of any depth cost one look
        if item is None:
            return None
        items.append(item)
    return items


def _scalar(raw: str) -> str | None:
    """One plain or quoted value; None for anything else."""
    if raw.startswith(('"', "'")):
        end = raw.find(raw[0], 1)
        while raw[0] == "'" and raw[end : end + 2] == "''":
            end = raw.find("'", end + 2)
        remainder = raw[end + 1 :].strip()
        if end < 1 or (remainder and not remainder.startswith("#")):
            return None
        return raw[1:end].replace("''", "'") if raw[0] == "'" else raw[1:end]
    if raw[:1] in "!&*|>{}[]%@`":
        return None
    return raw.split(" #", 1)[0].rstrip()


def _parts(inside: str) -> list[str]:
    """An inline list at its commas, those inside quotes left alone."""
    parts, start, quote = [], 0, ""
    for position, character in enumerate(inside):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and not inside[start:position].strip():
            quote = character
        elif character == ",":
            parts.append(inside[start:position])
            start = position + 1
    tail = inside[start:]
    return [*parts, tail] if tail.strip() else parts

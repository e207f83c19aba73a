"""Which parts of a page's text are not the article: labels, teasers, forms, share rows, biographies, codes.

By cue and by structure. A line is furniture when it says so and stands alone; a list of teasers is furniture from
its label on; a hard-wrapped line that merely begins like a label is prose. Doubt is decided for the article.
What one line is by itself stands in kinds.py.
"""

import re
from itertools import groupby, takewhile

from provenance.base.limits import LONGEST_READ
from provenance.corpus.furniture.cues import BIO, BIO_CONTACT, BIO_TRADE, DESK_CODE, LOOK
from provenance.corpus.furniture.heads import is_date_line
from provenance.corpus.furniture.kinds import Glance, glance, head_kind, is_prose, line_kind, line_parts
from provenance.corpus.furniture.labels import LABELS, WIRES
from provenance.corpus.furniture.lines import Line, lines, wrapped
from provenance.corpus.furniture.wire import wire_kinds

Span = tuple[int, int, str]
Kinds = list[str | None]

_HEAD = 3  # lines at the top among which a section's name is a label
_TOP = 6  # lines at the top among which the day's date may stand alone
_HEADLINE_WORDS, _HEADLINE_CHARS = 25, 220  # a headline is no longer
_SUBHEADING_WORDS = 5  # fewer words before a paragraph may be its heading, not a teaser
_BIO_LINES = 6  # paragraphs at the end among which biographies stand
_BIO_CHARS = 900
_CREDIT_CHARS = 40  # an end mark or a credit in brackets may stand below a desk code
_CODE_CHARS = 40  # the longest desk code has 36
_BYLINE_WORDS = 12  # a line that names the author and is no longer is a byline
_BULLETS = ("-", "•", "·", "*", "–", "▪", "►")
_LISTS = ("related", "recent")
_MENU = 4  # bulleted names at the top that make a menu
_MENU_WORDS = 4  # an entry has no more
_DASHED = 2  # headlines behind bullets that make a list at the end


def furniture(text: str) -> list[Span]:
    r"""Spans of the text that are not the article, in order and disjoint: start, end, kind.

    Of a longer text the first LONGEST_READ characters are read.

    >>> furniture("Rain fell on Oxmoor.\nRead also:\nWind fells oak in Lower Wick\n2 hours ago")
    [(21, 72, 'related')]
    >>> furniture("Rain fell on Oxmoor, people who\nread also\nthe papers said.")
    []
    """
    text = text[:LONGEST_READ]
    if is_prose(text):
        return []
    found = lines(text)
    return spans(found, glance(text, found))


def spans(found: list[Line], seen: Glance) -> list[Span]:
    """The same, from the lines of a text and a glance at them."""
    hard_wrapped = wrapped(found)
    kinds = _line_kinds(found, seen, hard_wrapped)
    if any(kind in _LISTS for kind in kinds):
        _mark_lists(found, kinds, hard_wrapped)
    _mark_unlabelled_list(found, kinds)
    for number, kind in wire_kinds(found).items():
        kinds[number] = kinds[number] or kind
    _mark_menu(found, kinds)
    _mark_dashed_list(found, kinds)
    _mark_biographies(found, kinds)
    _mark_desk_codes(found, kinds)
    parts = [part for i in seen.partly if kinds[i] is None for part in line_parts(found[i])]
    return sorted(_joined(found, kinds) + parts)


def _line_kinds(found: list[Line], seen: Glance, hard_wrapped: bool) -> Kinds:
    kinds: Kinds = []
    for i, line in enumerate(found):
        before = found[i - 1] if i and kinds[-1] is None else None  # what might run on into this line
        after = found[i + 1] if i + 1 < len(found) else None
        inside = before is not None and (hard_wrapped or line.text[0].islower()) and not before.ended
        if inside or (after is not None and after.text[0].islower() and not line.ended):
            kinds.append(None)
            continue
        kind = line_kind(line) if i in seen.whole else None
        if kind is None and after is not None and i < _HEAD and all(kinds):
            kind = head_kind(line, after)
        if kind is None and after is not None and i < _TOP and is_date_line(line.text) and not _told(found, kinds):
            kind = "timestamp"
        kinds.append(kind)
    return kinds


def _told(found: list[Line], kinds: Kinds) -> bool:
    """Whether a sentence of the article stands above already; headlines and bylines do not end in a full stop."""
    return any(kind is None and line.ended for line, kind in zip(found, kinds, strict=False))


def _mark_lists(found: list[Line], kinds: Kinds, hard_wrapped: bool) -> None:
    """Teasers that follow a label of related or recent stories become furniture of the label's kind."""
    prose_seen = False
    i = 0
    while i < len(found):
        kind = kinds[i]
        if kind in _LISTS and found[i].key in LABELS:
            stop = _list_end(found, kinds, i + 1, prose_seen and not hard_wrapped)
            kinds[i + 1 : stop] = [kind if k in (None, "timestamp") else k for k in kinds[i + 1 : stop]]
            i = max(stop, i + 1)
        else:
            prose_seen = prose_seen or (kind is None and found[i].ended)
            i += 1


def _list_end(found: list[Line], kinds: Kinds, first: int, bare: bool) -> int:
    """One past the last teaser; `bare` headlines, without dots or a time after them, count where that is safe."""
    last = first
    i = first
    while i < len(found):
        if kinds[i] or _marked(found, kinds, i):
            i += 1
            last = i
        elif bare and _headline(found[i]):
            i += 1
        else:
            break
    if i == len(found):
        return i
    headlines = i - last  # bare ones before a paragraph: the last may be its heading
    if headlines == 1:
        return i if found[last].words >= _SUBHEADING_WORDS and last == first else last
    return i - 1 if headlines else last


def _headline(line: Line) -> bool:
    return not line.ended and line.words <= _HEADLINE_WORDS and len(line.text) <= _HEADLINE_CHARS


def _marked(found: list[Line], kinds: Kinds, i: int) -> bool:
    """Whether a teaser's mark, a time or dots, closes this line or one of the next two."""
    if found[i].teased:
        return True
    for line, kind in zip(found[i + 1 : i + 3], kinds[i + 1 : i + 3], strict=True):
        if kind == "timestamp" or line.teased:
            return len(found[i].text) <= LOOK
        if kind:
            return False
    return False


def _mark_unlabelled_list(found: list[Line], kinds: Kinds) -> None:
    """At the end, headlines that each have a time below them are a list even without a label."""
    first, items = len(found), 0
    while first and kinds[first - 1]:
        if kinds[first - 1] != "timestamp":
            first -= 1
            continue
        start = first - 1
        while (
            start
            and first - start < 3
            and not kinds[start - 1]
            and (found[start - 1].teased or _headline(found[start - 1]))
        ):
            start -= 1
        if start == first - 1:
            break
        first, items = start, items + 1
    if items > 1:
        kinds[first:] = ["recent" if kind in (None, "timestamp") else kind for kind in kinds[first:]]


def _mark_menu(found: list[Line], kinds: Kinds) -> None:
    """Bulleted names at the top are the page's menu."""
    count = len([*takewhile(_is_entry, found)])
    if count >= _MENU:
        kinds[:count] = ["promo"] * count


def _is_entry(line: Line) -> bool:
    return line.text[0] in _BULLETS and line.words <= _MENU_WORDS + 1 and not line.ended


def _mark_dashed_list(found: list[Line], kinds: Kinds) -> None:
    """Headlines at the end, each below a bullet that is alone on its line, are a list, and so is the name above."""
    first = len(found)
    while first > 1 and found[first - 2].text in _BULLETS and _headline(found[first - 1]):
        first -= 2
    if len(found) - first < 2 * _DASHED:
        return
    if first and found[first - 1].words <= _SUBHEADING_WORDS and not found[first - 1].ended:
        first -= 1
    kinds[first:] = ["related"] * (len(found) - first)


def _mark_biographies(found: list[Line], kinds: Kinds) -> None:
    """Who wrote it, said at the end or below a staff byline, of someone whom the story does not name."""
    own = [i for i, kind in enumerate(kinds) if kind is None]
    for i in own[-_BIO_LINES:]:
        line = found[i]
        if len(line.text) > _BIO_CHARS or not i:
            continue
        below_byline = kinds[i - 1] == "byline" and bool(set(found[i - 1].key.split()) & set(line.opening[:80].split()))
        if below_byline or _biography(line, found[:i]):
            kinds[i] = "author_bio"


def _biography(line: Line, before: list[Line]) -> bool:
    shown = line.text.lstrip("•*—–- ")
    match = BIO.match(shown)
    if not match or shown[0].islower():
        return False
    name = match["name"].split()
    if not 2 <= len(name) <= 4 or not all(
        part[0].isupper() or part in ("de", "van", "von", "al", "bin") for part in name
    ):
        return False
    rest = line.opening[:_BIO_CHARS]
    if not BIO_TRADE.search(rest):
        return False
    surname = name[-1].strip(".,")
    named_before = any(surname in other.text for other in before if other.words > _BYLINE_WORDS)
    return not named_before or bool(BIO_CONTACT.search(rest))


def _mark_desk_codes(found: list[Line], kinds: Kinds) -> None:
    own = [i for i, kind in enumerate(kinds) if kind is None]
    for i in reversed(own[1:][-2:]):
        code = found[i].text.strip("()[] ")
        if len(code) <= _CODE_CHARS and DESK_CODE.fullmatch(code) and _is_desk(found[i].text[0], code):
            kinds[i] = "desk_code"
        elif len(found[i].text) > _CREDIT_CHARS:
            break


def _is_desk(first: str, code: str) -> bool:
    """Whether the letters are no wire's: a line of these is a credit."""
    wires = set(re.split(r"[\s/*]+", code.casefold())) & WIRES
    return not wires and not (first == "(" and code.isalpha())


def _joined(found: list[Line], kinds: Kinds) -> list[Span]:
    """Neighbouring lines of one kind as one span."""
    spans = []
    for kind, run in groupby(zip(found, kinds, strict=True), key=lambda pair: pair[1]):
        members = [line for line, _ in run]
        if kind:
            spans.append((members[0].start, members[-1].end, kind))
    return spans

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
from provenance.corpus.furniture.kinds import Glance, glance, head_kind, is_plain_prose, line_kind, line_parts
from provenance.corpus.furniture.labels import LABELS, WIRES
from provenance.corpus.furniture.lines import TextLine, split_lines, wrapped
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
    if is_plain_prose(text):
        return []
    text_lines = split_lines(text)
    return spans(text_lines, glance(text, text_lines))


def spans(text_lines: list[TextLine], glanced: Glance) -> list[Span]:
    """The same, from the lines of a text and a glance at them."""
    hard_wrapped = wrapped(text_lines)
    kinds = _line_kinds(text_lines, glanced, hard_wrapped)
    if any(kind in _LISTS for kind in kinds):
        _mark_lists(text_lines, kinds, hard_wrapped)
    _mark_unlabelled_list(text_lines, kinds)
    for number, kind in wire_kinds(text_lines).items():
        kinds[number] = kinds[number] or kind
    _mark_menu(text_lines, kinds)
    _mark_dashed_list(text_lines, kinds)
    _mark_biographies(text_lines, kinds)
    _mark_desk_codes(text_lines, kinds)
    parts = [piece for i in glanced.partly if kinds[i] is None for piece in line_parts(text_lines[i])]
    return sorted(_joined(text_lines, kinds) + parts)


def _line_kinds(text_lines: list[TextLine], glanced: Glance, hard_wrapped: bool) -> Kinds:
    kinds: Kinds = []
    for i, line in enumerate(text_lines):
        before = text_lines[i - 1] if i and kinds[-1] is None else None  # what might run on into this line
        after = text_lines[i + 1] if i + 1 < len(text_lines) else None
        inside = before is not None and (hard_wrapped or line.text[0].islower()) and not before.ended
        if inside or (after is not None and after.text[0].islower() and not line.ended):
            kinds.append(None)
            continue
        kind = line_kind(line) if i in glanced.whole else None
        if kind is None and after is not None and i < _HEAD and all(kinds):
            kind = head_kind(line, after)
        if kind is None and after is not None and i < _TOP and is_date_line(line.text) and not _told(text_lines, kinds):
            kind = "timestamp"
        kinds.append(kind)
    return kinds


def _told(text_lines: list[TextLine], kinds: Kinds) -> bool:
    """Whether a sentence of the article stands above already; headlines and bylines do not end in a full stop."""
    return any(kind is None and line.ended for line, kind in zip(text_lines, kinds, strict=False))


def _mark_lists(text_lines: list[TextLine], kinds: Kinds, hard_wrapped: bool) -> None:
    """Teasers that follow a label of related or recent stories become furniture of the label's kind."""
    prose_seen = False
    i = 0
    while i < len(text_lines):
        kind = kinds[i]
        if kind in _LISTS and text_lines[i].key in LABELS:
            stop = _list_end(text_lines, kinds, i + 1, prose_seen and not hard_wrapped)
            kinds[i + 1 : stop] = [kind if k in (None, "timestamp") else k for k in kinds[i + 1 : stop]]
            i = max(stop, i + 1)
        else:
            prose_seen = prose_seen or (kind is None and text_lines[i].ended)
            i += 1


def _list_end(text_lines: list[TextLine], kinds: Kinds, first: int, bare: bool) -> int:
    """One past the last teaser; `bare` headlines, without dots or a time after them, count where that is safe."""
    last = first
    i = first
    while i < len(text_lines):
        if kinds[i] or _marked(text_lines, kinds, i):
            i += 1
            last = i
        elif bare and _headline(text_lines[i]):
            i += 1
        else:
            break
    if i == len(text_lines):
        return i
    headlines = i - last  # bare ones before a paragraph: the last may be its heading
    if headlines == 1:
        return i if text_lines[last].words >= _SUBHEADING_WORDS and last == first else last
    return i - 1 if headlines else last


def _headline(line: TextLine) -> bool:
    return not line.ended and line.words <= _HEADLINE_WORDS and len(line.text) <= _HEADLINE_CHARS


def _marked(text_lines: list[TextLine], kinds: Kinds, i: int) -> bool:
    """Whether a teaser's mark, a time or dots, closes this line or one of the next two."""
    if text_lines[i].teased:
        return True
    for line, kind in zip(text_lines[i + 1 : i + 3], kinds[i + 1 : i + 3], strict=True):
        if kind == "timestamp" or line.teased:
            return len(text_lines[i].text) <= LOOK
        if kind:
            return False
    return False


def _mark_unlabelled_list(text_lines: list[TextLine], kinds: Kinds) -> None:
    """At the end, headlines that each have a time below them are a list even without a label."""
    first, items = len(text_lines), 0
    while first and kinds[first - 1]:
        if kinds[first - 1] != "timestamp":
            first -= 1
            continue
        start = first - 1
        while (
            start
            and first - start < 3
            and not kinds[start - 1]
            and (text_lines[start - 1].teased or _headline(text_lines[start - 1]))
        ):
            start -= 1
        if start == first - 1:
            break
        first, items = start, items + 1
    if items > 1:
        kinds[first:] = ["recent" if kind in (None, "timestamp") else kind for kind in kinds[first:]]


def _mark_menu(text_lines: list[TextLine], kinds: Kinds) -> None:
    """Bulleted names at the top are the page's menu."""
    count = len([*takewhile(_is_entry, text_lines)])
    if count >= _MENU:
        kinds[:count] = ["promo"] * count


def _is_entry(line: TextLine) -> bool:
    return line.text[0] in _BULLETS and line.words <= _MENU_WORDS + 1 and not line.ended


def _mark_dashed_list(text_lines: list[TextLine], kinds: Kinds) -> None:
    """Headlines at the end, each below a bullet that is alone on its line, are a list, and so is the name above."""
    first = len(text_lines)
    while first > 1 and text_lines[first - 2].text in _BULLETS and _headline(text_lines[first - 1]):
        first -= 2
    if len(text_lines) - first < 2 * _DASHED:
        return
    if first and text_lines[first - 1].words <= _SUBHEADING_WORDS and not text_lines[first - 1].ended:
        first -= 1
    kinds[first:] = ["related"] * (len(text_lines) - first)


def _mark_biographies(text_lines: list[TextLine], kinds: Kinds) -> None:
    """An author's biography at the end or below a staff byline, of a person whom the story does not name."""
    unmarked = [i for i, kind in enumerate(kinds) if kind is None]
    for i in unmarked[-_BIO_LINES:]:
        line = text_lines[i]
        if len(line.text) > _BIO_CHARS or not i:
            continue
        below_byline = kinds[i - 1] == "byline" and bool(
            set(text_lines[i - 1].key.split()) & set(line.opening[:80].split())
        )
        if below_byline or _biography(line, text_lines[:i]):
            kinds[i] = "author_bio"


def _biography(line: TextLine, before: list[TextLine]) -> bool:
    shown = line.text.lstrip("•*—–- ")
    match = BIO.match(shown)
    if not match or shown[0].islower():
        return False
    name = match["name"].split()
    if not 2 <= len(name) <= 4 or not all(
        word[0].isupper() or word in ("de", "van", "von", "al", "bin") for word in name
    ):
        return False
    opening = line.opening[:_BIO_CHARS]
    if not BIO_TRADE.search(opening):
        return False
    surname = name[-1].strip(".,")
    named_before = any(surname in other.text for other in before if other.words > _BYLINE_WORDS)
    return not named_before or bool(BIO_CONTACT.search(opening))


def _mark_desk_codes(text_lines: list[TextLine], kinds: Kinds) -> None:
    unmarked = [i for i, kind in enumerate(kinds) if kind is None]
    for i in reversed(unmarked[1:][-2:]):
        code = text_lines[i].text.strip("()[] ")
        if len(code) <= _CODE_CHARS and DESK_CODE.fullmatch(code) and _is_desk(text_lines[i].text[0], code):
            kinds[i] = "desk_code"
        elif len(text_lines[i].text) > _CREDIT_CHARS:
            break


def _is_desk(first: str, code: str) -> bool:
    """Whether the letters are no wire's: a line of these is a credit."""
    wires = set(re.split(r"[\s/*]+", code.casefold())) & WIRES
    return not wires and not (first == "(" and code.isalpha())


def _joined(text_lines: list[TextLine], kinds: Kinds) -> list[Span]:
    """Neighbouring lines of one kind as one span."""
    spans = []
    for kind, run in groupby(zip(text_lines, kinds, strict=True), key=lambda pair: pair[1]):
        members = [line for line, _ in run]
        if kind:
            spans.append((members[0].start, members[-1].end, kind))
    return spans

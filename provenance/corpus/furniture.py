"""Which parts of a page's text are not the article: labels, teasers, forms, share rows, biographies, codes.

By cue and by structure. A line is furniture when it says so and stands alone; a list of teasers is furniture from
its label on; a hard-wrapped line that merely begins like a label is prose. Doubt is decided for the article.
"""

import re
from itertools import groupby

from provenance.corpus.furniture_cues import (
    BIO,
    BIO_CONTACT,
    BIO_TRADE,
    BREADCRUMB,
    CAPTION_END,
    CAPTION_STARTS,
    DESK_CODE,
    EXCLUSIVE,
    FORM_ADDRESS,
    FORM_CREDIT,
    FORM_WORDS,
    GALLERY,
    INLINE_PROMO,
    LOOK,
    OPENINGS,
    SENTENCES,
    first_match,
)
from provenance.corpus.furniture_labels import HEAD_LABELS, LABELS, PLATFORMS, SHARE_WORDS, WIRES, folded
from provenance.corpus.furniture_lines import Line, lines, sentences, wrapped

Span = tuple[int, int, str]
Kinds = list[str | None]

_HEAD = 3  # lines at the top among which a section's name is a label
_LABEL_WORDS = 6  # a section label is no longer
_OPENING_CHARS = 250  # a line that begins with a cue and is longer is prose
_HEADLINE_WORDS, _HEADLINE_CHARS = 25, 220  # a headline is no longer
_SUBHEADING_WORDS = 5  # fewer words before a paragraph may be its heading, not a teaser
_BIO_LINES = 6  # paragraphs at the end among which biographies stand
_BIO_CHARS = 900
_CREDIT_CHARS = 40  # an end mark or a credit in brackets may stand below a desk code
_BYLINE_WORDS = 12  # a line that names the author and is no longer is a byline
_LONG_FORM = 4  # words of forms that a long line must hold to be one
_COPYRIGHT = ("copyright ©", "copyright (c)", "© 1", "© 2")
_QUOTES = '"“«„「'
_LISTS = ("related", "recent")


def furniture(text: str) -> list[Span]:
    r"""Spans of the text that are not the article, in order and disjoint: start, end, kind.

    >>> furniture("Rain fell on Oxmoor.\nRead also:\nWind fells oak in Lower Wick\n2 hours ago")
    [(21, 72, 'related')]
    >>> furniture("Rain fell on Oxmoor, people who\nread also\nthe papers said.")
    []
    """
    found = lines(text)
    kinds = _line_kinds(found, wrapped(found))
    _mark_lists(found, kinds, wrapped(found))
    _mark_unlabelled_list(found, kinds)
    _mark_biographies(found, kinds)
    _mark_desk_codes(found, kinds)
    parts = [part for line, kind in zip(found, kinds, strict=True) if kind is None for part in _parts(line)]
    return sorted(_joined(found, kinds) + parts)


def _line_kinds(found: list[Line], hard_wrapped: bool) -> Kinds:
    kinds: Kinds = []
    for i, line in enumerate(found):
        before = found[i - 1] if i and kinds[-1] is None else None  # what might run on into this line
        after = found[i + 1] if i + 1 < len(found) else None
        inside = before is not None and not before.ended and (hard_wrapped or line.text[0].islower())
        if inside or (after is not None and after.text[0].islower() and not line.ended):
            kinds.append(None)
            continue
        on_top = after is not None and i < _HEAD and all(kinds)
        kinds.append(_kind(line) or (_head_kind(line, after) if on_top and after else None))
    return kinds


def _kind(line: Line) -> str | None:
    """What one line is that stands alone, or None for prose."""
    if not line.key:
        return None
    return _label_kind(line) or _short_kind(line) or _caption_kind(line) or _form_kind(line) or _whole_kind(line)


def _label_kind(line: Line) -> str | None:
    """A label by the list; one word with a full stop is the end of a sentence."""
    stopped = line.text.endswith(".") and " " not in line.key and not line.text.endswith("..")
    return None if stopped else LABELS.get(line.key)


def _caption_kind(line: Line) -> str | None:
    """What stands below a picture or a player; a gallery's captions run together may be long."""
    if "aption " in line.text and GALLERY.search(line.text):
        return "photo"
    if len(line.text) > LOOK:
        return None
    return "photo" if line.opening.startswith(CAPTION_STARTS) or CAPTION_END.search(folded(line.text[-160:])) else None


def _form_kind(line: Line) -> str | None:
    """A form's words run together, as sign-up boxes are read; never a line that credits somebody."""
    if line.text[0] in _QUOTES or not FORM_ADDRESS.search(line.opening):
        return None
    asked = set(FORM_WORDS.findall(line.opening))
    least = 2
    if len(line.text) > 2 * LOOK:  # it may hold a list of all countries: look at its end too
        asked, least = asked | set(FORM_WORDS.findall(folded(line.text[-LOOK:]))), _LONG_FORM
    return "subscribe" if len(asked) >= least and not FORM_CREDIT.search(line.opening) else None


def _whole_kind(line: Line) -> str | None:
    kinds = _sentence_kinds(line)
    notice = len(line.text) <= LOOK and kinds and kinds[0] == "copyright" and line.opening.startswith(_COPYRIGHT)
    return kinds[0] if kinds and (notice or all(kinds)) else None


def _short_kind(line: Line) -> str | None:
    if len(line.text) > _OPENING_CHARS:
        return None
    words = line.key.replace("|", " ").split()
    if set(words) <= PLATFORMS | SHARE_WORDS and (set(words) & (PLATFORMS - {"x"}) or words[0] == "share"):
        return "share"
    if len(words) > 1 and all(LABELS.get(word) == "advertisement" for word in words):
        return "advertisement"
    kind = first_match(OPENINGS, line.opening)
    if kind == "related" and line.text[-1] == "." and line.words > _HEADLINE_WORDS:
        return None
    return kind


def _head_kind(line: Line, after: Line) -> str | None:
    """What a line at the top is: the section's name, or the way to it."""
    if len(line.text) > _OPENING_CHARS:
        return None
    short = line.words <= _LABEL_WORDS and not line.text.endswith((".", "!", "?"))
    named = (line.key in HEAD_LABELS and (after.apart or line.text.isupper())) or EXCLUSIVE.match(line.key)
    return "section_label" if (short and named) or BREADCRUMB.match(line.opening) else None


def _sentence_kinds(line: Line) -> list[str | None]:
    """Kind of each sentence of a line; a stump of three words goes with the furniture before it."""
    kinds: list[str | None] = []
    for start, end in sentences(line):
        sentence = line.text[start - line.start : end - line.start]
        kind = None
        if len(sentence) <= LOOK and sentence[0] not in _QUOTES and sentence[-1] not in '"”»':
            kind = first_match(SENTENCES, folded(sentence).lstrip("•-–—>»*|([ \t"))
            if kind is None and kinds and kinds[-1] and sentence.count(" ") < 3:
                kind = kinds[-1]
        kinds.append(kind)
    return kinds


def _parts(line: Line) -> list[Span]:
    """Furniture inside a line of prose: bracketed promos, and sentences at its end."""
    brackets = [
        (m.start() + line.start, m.end() + line.start, "photo" if "hoto" in m[0][:8] else "related")
        for m in INLINE_PROMO.finditer(line.text)
        if not m[0].lstrip("([ ")[0].islower() or m[0] == "[pullquote]"  # "(read: a merger)" is the writer's own
    ]
    kinds = _sentence_kinds(line)
    spans = sentences(line)
    first = len(kinds)
    while first and kinds[first - 1]:
        first -= 1
    tail = [(spans[first][0], spans[-1][1], str(kinds[first]))] if 0 < first < len(kinds) else []
    limit = tail[0][0] if tail else line.end
    return [span for span in brackets if span[1] <= limit] + tail


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
        wires = set(re.split(r"[\s/*]+", code.casefold())) & WIRES
        if DESK_CODE.fullmatch(code) and not wires and not (found[i].text[0] == "(" and code.isalpha()):
            kinds[i] = "desk_code"
        elif len(found[i].text) > _CREDIT_CHARS:
            break


def _joined(found: list[Line], kinds: Kinds) -> list[Span]:
    """Neighbouring lines of one kind as one span."""
    spans = []
    for kind, run in groupby(zip(found, kinds, strict=True), key=lambda pair: pair[1]):
        members = [line for line, _ in run]
        if kind:
            spans.append((members[0].start, members[-1].end, kind))
    return spans

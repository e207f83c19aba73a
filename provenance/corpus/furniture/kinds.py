"""What one line is by itself, taken from its words alone: a label, a share row, a caption, a form, a notice, or prose.

Most lines are prose, and a glance at their first letters, last letters and last sentence says so for certain.
"""

from collections.abc import Sequence
from typing import NamedTuple

from provenance.corpus.furniture.boxes import SIGN, boxes
from provenance.corpus.furniture.cues import (
    BREADCRUMB,
    CAPTION_END,
    CAPTION_STARTS,
    EXCLUSIVE,
    FORM_ADDRESS,
    FORM_CREDIT,
    FORM_WORDS,
    GALLERY,
    INLINE_PROMO,
    LOOK,
    OPENINGS,
    SENTENCES,
)
from provenance.corpus.furniture.heads import is_caption, row_kind, signs
from provenance.corpus.furniture.labels import HEAD_LABELS, LABELS, PLATFORMS, SHARE_WORDS, folded
from provenance.corpus.furniture.lines import BULLETS, TextLine, is_broken, last_sentences, sentences
from provenance.corpus.furniture.starts import (
    ANY_OPENING,
    ANY_SENTENCE,
    OPENING_WAYS,
    SENTENCE_WAYS,
    first_match,
    ways,
)

Span = tuple[int, int, str]

_LABEL_WORDS = 6  # a section label is no longer
_LABEL_CHARS = 64  # the longest label has 47
_OPENING_CHARS = 250  # a line that begins with a cue and is longer is prose
_HEADLINE_WORDS = 25
_LONG_FORM = 4  # words of forms that a long line must hold to be one
_COPYRIGHT = ("copyright ©", "copyright (c)", "© 1", "© 2")
_QUOTES = '"“«„「'
_CLOSED = '"”»'
_STUMP = 3  # words; so short a sentence goes with the furniture before it
_BEFORE_SENTENCE = "•-–—>»*|([ \t"

_EDGE = 40  # characters of a line's either end that tell what may be there
_LONGEST_START = 20  # characters of the longest way to begin
_WORD_ENDS = BULLETS + ":：…. \t"
_ROW_WORDS = PLATFORMS | SHARE_WORDS | {label for label, kind in LABELS.items() if kind == "advertisement"}
_CAPTION_OR_NOTICE = ways("|".join((*CAPTION_STARTS, *_COPYRIGHT)))
_CREDIT_ENDS = (")", "getty images", "shutterstock", "shutterstock.com", "photo")
CAPTION_LETTERS = tuple(way for starts in _CAPTION_OR_NOTICE.starts.values() for way in starts)
OPENING_LETTERS = (*(way for starts in ANY_OPENING.starts.values() for way in starts), *_ROW_WORDS)  # of short lines
LAST_LETTERS = (*_CREDIT_ENDS, *ANY_OPENING.ends)
_CREDIT_LETTERS = ")skmo"  # the last ones of these
_PROSE_ENDS = "!?\"'”’»:;,…]"  # no cue ends with these
_AFTER_CREDIT = ". \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
AFTER_BRACKET = (  # how INLINE_PROMO goes on
    "read", "relat", "see al", "also ", "watch", "photo", "video", "чит", "lire a", "lea t", "legg", "leia t", "lese",
    "pullq",
)  # fmt: skip
_FORM_SIGNS = (b"sign up", b"signing up", b"subscribe ", b"you agree", b"your inbox", b"your email")
FORM_LETTERS = ("sign up", "signing up", "subscribe", "you agree", "inbox", "email", "  ", "\t")  # the same, in prose
GALLERY_SIGN = "aption "  # of captions run together
LONG_LINE = 2 * LOOK  # characters
_FOLDED_TO_SPACES = "\u00a0\u202f\u3000"
_FOLDED_TO_ASCII = "\u0131\u0130\u017f"  # to letters of these signs


class Glance(NamedTuple):
    """Numbers of the lines that may be furniture as a whole, and of those that may be in part; no other is."""

    whole: set[int]
    partly: list[int]


def glance(text: str, text_lines: Sequence[TextLine]) -> Glance:
    """What the lines of the text may be.

    >>> from provenance.corpus.furniture.lines import split_lines
    >>> text = "Rain fell.\\nThe pier (read more: The pier) held.\\nShare this"
    >>> glance(text, split_lines(text))
    Glance(whole={2}, partly=[1, 2])
    """
    forms, galleries, brackets = _may_hold_form(text), GALLERY_SIGN in text, _may_point(text)
    boxed = len(text_lines) > 1 and SIGN in text  # a text of one line is left to the glance of the kernel
    barred = len(text_lines) > 1 and any(mark in text for mark in "|•·")
    pictures = signs(text) if len(text_lines) > 1 else ()
    whole: set[int] = set()
    partly: list[int] = []
    for i, line in enumerate(text_lines):
        shown = line.text
        closing = _may_close(shown)
        if closing or (brackets and ("(" in shown or "[" in shown)) or (boxed and SIGN in shown):
            partly.append(i)
        if (
            closing
            or (len(shown) <= LOOK and (_may_begin(shown) or _may_end(shown)))
            or (len(shown) <= _OPENING_CHARS and _is_label(line))
            or (galleries and GALLERY_SIGN in shown)
            or (barred and row_kind(shown))
            or (pictures and is_caption(shown, pictures))
            or (forms and FORM_ADDRESS.search(line.opening))
        ):
            whole.add(i)
    return Glance(whole, partly)


def is_plain_prose(text: str) -> bool:
    """Whether the text is one long line, as many corpora have them, with nothing in it that looks like furniture.

    >>> is_plain_prose("Rain fell on the moor and the ferry stayed in port all day. " * 30)
    True
    >>> is_plain_prose("Rain fell on the moor and the ferry stayed in port all day. " * 30 + "All rights reserved.")
    False
    """
    if len(text) < LONG_LINE or is_broken(text) or GALLERY_SIGN in text or _may_point(text):
        return False
    beginning, end = text[:LONG_LINE].lower(), text[-LONG_LINE:].rstrip()
    if any(word in beginning for word in FORM_LETTERS) or (len(end) <= LOOK or _may_close(end)):
        return False
    return text.isascii() or not any(letter in text for letter in _FOLDED_TO_ASCII)


def _may_close(shown: str) -> bool:
    """Whether the last sentence may be furniture, itself or as a stump behind such."""
    if shown[-1] in _CLOSED:
        return False
    for start, stop in last_sentences(shown, LOOK):
        sentence = shown[start:stop]
        if sentence[0] in _QUOTES or sentence[-1] in _CLOSED:
            return False
        beginning = folded(sentence[:_EDGE]).lstrip(_BEFORE_SENTENCE)
        if len(beginning) < _LONGEST_START and len(sentence) > _EDGE:
            return True  # more marks than letters
        if ANY_SENTENCE.begin(beginning) or ANY_SENTENCE.held in sentence:
            return True
        if sentence.count(" ") >= _STUMP:
            return False
    return False


def _may_begin(shown: str) -> bool:
    """Whether a line begins like a caption, a label, a row of places to share on, or a cue."""
    beginning = folded(shown[:_EDGE]).lstrip(BULLETS)
    if _CAPTION_OR_NOTICE.begin(beginning):
        return True
    if len(beginning) < _LONGEST_START and len(shown) > _EDGE:
        return True  # more marks than letters
    if len(shown) > _OPENING_CHARS:
        return False
    return ANY_OPENING.begin(beginning) or _may_be_row(beginning, shown)


def _may_be_row(beginning: str, shown: str) -> bool:
    """Whether the first and the last word can stand in a row of places to share on."""
    if not _row_word(beginning.replace("|", " ").split(None, 1)[:1]):
        return False
    return _row_word(folded(shown[-_EDGE:]).rstrip(_WORD_ENDS).replace("|", " ").rsplit(None, 1)[-1:])


def _row_word(words: list[str]) -> bool:
    return not words or words[0] in _ROW_WORDS or words[0].strip(_WORD_ENDS) in _ROW_WORDS


def _is_label(line: TextLine) -> bool:
    shown = line.text
    if len(shown) > _LABEL_CHARS and "  " not in shown and len(shown.strip(_WORD_ENDS)) > _LABEL_CHARS:
        return False
    return line.key in LABELS


def _may_end(shown: str) -> bool:
    """Whether a line ends like a photo's credit, or in a way of OPENINGS."""
    last = shown[-1]
    if last in _PROSE_ENDS:
        return False
    if last == ".":
        before = shown.rstrip(". ")[-1:]
        if before.isascii() and before not in _CREDIT_LETTERS and "/" not in shown[-2 * _EDGE :]:
            return False
    tail = folded(shown[-LOOK // 2 :])
    bare = tail.rstrip(_AFTER_CREDIT)
    if bare.endswith(_CREDIT_ENDS) or "photo/" in tail:
        return True
    return len(shown) <= _OPENING_CHARS and tail.endswith(ANY_OPENING.ends)


def _may_hold_form(text: str) -> bool:
    """Whether words of a form stand anywhere."""
    if not text.isascii():
        if any(letter in text for letter in _FOLDED_TO_ASCII):
            return True
        for space in _FOLDED_TO_SPACES:
            text = text.replace(space, " ")
    letters = text.encode("ascii", "ignore").lower()
    if b"  " in letters or b"\t" in letters:
        letters = b" ".join(letters.split())
    return any(sign in letters for sign in _FORM_SIGNS)


def _may_point(text: str) -> bool:
    """Whether a bracket begins like one that points elsewhere."""
    for mark in "([":
        at = text.find(mark)
        while at >= 0:
            beginning = text[at + 1 : at + 10].lstrip().casefold().replace("ı", "i")
            if beginning.startswith(AFTER_BRACKET):
                return True
            at = text.find(mark, at + 1)
    return False


def line_kind(line: TextLine) -> str | None:
    """What one line is that stands alone, or None for prose.

    >>> from provenance.corpus.furniture.lines import split_lines
    >>> [line_kind(line) for line in split_lines("Rain fell.\\nShare this\\n© 2031 Oxmoor Post. All rights reserved.")]
    [None, 'share', 'copyright']
    """
    if not line.key:
        return None
    return _label_kind(line) or _short_kind(line) or _caption_kind(line) or _form_kind(line) or _whole_kind(line)


def _label_kind(line: TextLine) -> str | None:
    """A label by the list; one word with a full stop is the end of a sentence."""
    stopped = line.text.endswith(".") and " " not in line.key and not line.text.endswith("..")
    return None if stopped or len(line.text) > _OPENING_CHARS else LABELS.get(line.key)


def _caption_kind(line: TextLine) -> str | None:
    """What stands below a picture or a player; a gallery's captions run together may be long."""
    if "aption " in line.text and GALLERY.search(line.text):
        return "photo"
    if len(line.text) > LOOK:
        return None
    if line.opening.startswith(CAPTION_STARTS) or CAPTION_END.search(folded(line.text[-160:])):
        return "photo"
    return "photo" if is_caption(line.text) else None


def _form_kind(line: TextLine) -> str | None:
    """A form's words run together, as sign-up boxes are read; never a line that credits somebody."""
    if line.text[0] in _QUOTES or not FORM_ADDRESS.search(line.opening):
        return None
    asked = set(FORM_WORDS.findall(line.opening))
    needed = 2
    if len(line.text) > 2 * LOOK:  # it may hold a list of all countries: look at its end too
        asked, needed = asked | set(FORM_WORDS.findall(folded(line.text[-LOOK:]))), _LONG_FORM
    return "subscribe" if len(asked) >= needed and not FORM_CREDIT.search(line.opening) else None


def _whole_kind(line: TextLine) -> str | None:
    """What all sentences of a line say that they are; a copyright notice may go on in other words."""
    if len(line.text) <= LOOK and line.opening.startswith(_COPYRIGHT):
        start, stop = sentences(line)[0]
        if _said(line.text[start - line.start : stop - line.start]) == "copyright":
            return "copyright"
    first, kind = _closing(line)
    return kind if first == line.start else None


def _short_kind(line: TextLine) -> str | None:
    if len(line.text) > _OPENING_CHARS:
        return None
    words = line.key.replace("|", " ").split()
    if set(words) <= PLATFORMS | SHARE_WORDS and (set(words) & (PLATFORMS - {"x"}) or words[0] == "share"):
        return "share"
    row = row_kind(line.text)
    if row:
        return row
    if len(words) > 1 and all(LABELS.get(word) == "advertisement" for word in words):
        return "advertisement"
    kind = first_match(OPENINGS, OPENING_WAYS, line.opening)
    if kind == "related" and line.text[-1] == "." and line.words > _HEADLINE_WORDS:
        return None
    return kind


def head_kind(line: TextLine, after: TextLine) -> str | None:
    """What a line at the top is: the section's name, or the way to it."""
    if len(line.text) > _OPENING_CHARS:
        return None
    short = line.words <= _LABEL_WORDS and not line.text.endswith((".", "!", "?"))
    labelled = (line.key in HEAD_LABELS and (after.apart or line.text.isupper())) or EXCLUSIVE.match(line.key)
    return "section_label" if (short and labelled) or BREADCRUMB.match(line.opening) else None


def _closing(line: TextLine) -> tuple[int, str | None]:
    """Where the sentences that are furniture to the line's end begin, and the first one's kind; the end if none is."""
    first, kind = line.end, None
    for start, stop in last_sentences(line.text, LOOK):
        sentence_kind = _said(line.text[start:stop])
        if sentence_kind is None:
            break
        if sentence_kind:
            first, kind = line.start + start, sentence_kind
    return first, kind


def _said(sentence: str) -> str | None:
    """What a sentence says that it is; nothing for a stump, which goes with the furniture before it; None for prose."""
    if len(sentence) > LOOK or sentence[0] in _QUOTES or sentence[-1] in _CLOSED:
        return None
    kind = first_match(SENTENCES, SENTENCE_WAYS, folded(sentence).lstrip(_BEFORE_SENTENCE))
    return kind or ("" if sentence.count(" ") < _STUMP else None)


def line_parts(line: TextLine) -> list[Span]:
    """Furniture inside a line of prose: bracketed promos, boxes of headlines, and sentences at its end."""
    opened = [(start + line.start, end + line.start, "related") for start, end in boxes(line.text)]
    brackets = [
        (m.start() + line.start, m.end() + line.start, "photo" if "hoto" in m[0][:8] else "related")
        for m in (INLINE_PROMO.finditer(line.text) if _may_point(line.text) else ())
        if not m[0].lstrip("([ ")[0].islower() or m[0] == "[pullquote]"  # "(read: a merger)" is the writer's own
    ]
    first, kind = _closing(line)
    tail = [(first, line.end, str(kind))] if line.start < first < line.end else []
    limit = first if tail else line.end
    apart = [span for span in brackets if all(span[1] <= start or end <= span[0] for start, end, _ in opened)]
    return [span for span in sorted(apart + opened) if span[1] <= limit] + tail

"""Who is quoted: spans between quotation marks of any kind, and the speaker where the sentence names one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 3000  # characters; a longer stretch between marks is two marks that do not belong together
_SHORT_WORDS = 1  # a quotation of one word is a scare quote as often as a quotation
_LOOK = 160  # characters of the sentence before and after that are searched for a speaker
_MARKS = re.compile('["“”„‟«»‹›「」『』〝〞＂]|(?<![^\\W_])‘(?=\\w)|’(?!\\w)')
_CLOSES = {
    "\"": "\"”“", "“": "”\"“", "”": "”\"", "„": "“”\"", "‟": "”\"", "‘": "’", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "〝": "〞", "＂": "＂",
}  # fmt: skip
_ONLY_OPEN = "“„«「『〝‘"
_NAME = (
    r"(?P<name>(?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w’'.-]{1,24}|de|al|bin|van|von|der|la|of|the|for)"
    r"(?:\s{1,3}(?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w’'.-]{0,24}|de|al|bin|van|von|der|la|of|the|for)){0,6})"
)
_SAYS = (
    r"(?:said|says|added|told|stated|noted|stressed|explained|announced|wrote|tweeted|warned|insisted|argued|declared|asked|continued"
    r"|replied|claimed|concluded|recalled|admitted|called|described|сказал[аи]?|заявил[аи]?|отметил[аи]?|сообщил[аи]?|сказав|заявив"
    r"|заявила|sagte|erklärte|a déclaré|a dit|dijo|afirmó|declaró|ha detto|disse|afirmou|dedi|söyledi)"
)
_AFTER = (
    re.compile(rf"[\s,–—-]{{0,6}}{_SAYS}\s{{1,3}}{_NAME}"),
    re.compile(rf"[\s,–—-]{{0,6}}{_NAME}(?:,[^,.\n\"“]{{2,60}},)?\s{{1,3}}{_SAYS}\b"),
    re.compile(rf"[\s,–—-]{{0,6}}according to {_NAME}"),
    re.compile(rf"[^.!?\"“]{{0,60}}\bquoted {_NAME} as saying"),
)
_BEFORE = (
    re.compile(rf"{_NAME}(?:,[^,.\n\"“]{{2,80}},)?\s{{1,3}}{_SAYS}\b[^.!?\"“”«»]{{0,90}}$"),
    re.compile(rf"\b[Aa]ccording to {_NAME},?[^.!?\"“”]{{0,60}}$"),
    re.compile(rf"\bquoted {_NAME} as saying[^.!?\"“”]{{0,20}}$"),
)
_NOBODY = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "the",
        "his",
        "her",
        "this",
        "that",
        "but",
        "and",
        "in",
        "on",
        "at",
        "who",
        "a",
        "an",
        "of",
        "for",
    }
)
_PARTICLES = frozenset({"de", "al", "bin", "van", "von", "der", "la"})
_INITIAL = 4  # "Jr." and "Gen." may stand inside a name; a longer word with a full stop ends the sentence
_END = re.compile(r"[.!?…]['\"”’»)]?\s|\n\s{0,9}\n")


@dataclass(frozen=True)
class Quote:
    """A quotation, marks included, half-open; the speaker where the sentence names one; whether it is one word."""

    start: int
    end: int
    speaker: str | None = None
    short: bool = False


def quotes(text: str, furniture: Sequence[tuple[int, int, str]] = ()) -> list[Quote]:
    """The quotations of an article, in order and disjoint.

    >>> story = "“Rain helps,” said Ida Fenn. She called the 'dam' \\"an old friend.”"
    >>> [(story[q.start:q.end], q.speaker) for q in quotes(story)]
    [('“Rain helps,”', 'Ida Fenn'), ('"an old friend.”', None)]
    """
    found = []
    at = 0
    for start, end in _spans(text):
        while at < len(furniture) and furniture[at][1] <= start:
            at += 1
        if at < len(furniture) and furniture[at][0] < end:
            continue
        words = len(text[start + 1 : end - 1].split())
        found.append(Quote(start, end, _speaker(text, start, end), words <= _SHORT_WORDS))
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    """From each opening mark to the mark that closes it."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for match in _MARKS.finditer(text):
        place, mark = match.start(), match.group()
        if opened >= 0 and place - opened > LONGEST:
            opened = -1
        if opened < 0:
            opened = place if _opens(text, place, mark) else -1
        elif mark in _CLOSES[text[opened]] and not _begins(text, opened, place, mark):
            if text[opened + 1 : place].strip():
                spans.append((opened, place + 1))
            opened = -1
        elif mark in _ONLY_OPEN + '"' and text[opened] not in "«「『" and _opens(text, place, mark):
            broken = _paragraph_end(text, opened, place)
            if broken > opened + 1:  # a quotation that goes on in the next paragraph opens again there
                spans.append((opened, broken))
                opened = place
            elif mark != "‘":
                opened = place
    return spans


def _opens(text: str, place: int, mark: str) -> bool:
    if mark in "」』〝〞’":
        return mark == "〝"
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not after or (after.isspace() and mark != "«"):  # French sets a space inside
        return False
    return mark in _ONLY_OPEN or not before or before.isspace() or before in "([—–-/:,"


def _begins(text: str, opened: int, place: int, mark: str) -> bool:
    """Whether a mark that could close stands as an opening one does: space before, a word after, a paragraph since."""
    if mark not in '"“':
        return False
    if mark == "“" and text[opened] != "„":
        return text[place + 1 : place + 2].isalnum() and not text[place - 1].isalnum()
    return (
        text[place - 1].isspace() and text[place + 1 : place + 2].isalnum() and _paragraph_end(text, opened, place) > 0
    )


def _paragraph_end(text: str, opened: int, place: int) -> int:
    """Where the quotation's paragraph ends when a paragraph break stands right before the next mark, else 0."""
    before = text[opened:place]
    kept = before.rstrip()
    return opened + len(kept) if "\n" in before[len(kept) :] else 0


def _speaker(text: str, start: int, end: int) -> str | None:
    after = text[end : end + _LOOK]
    for pattern in _AFTER:
        match = pattern.match(after)
        if match and (name := _named(match["name"])):
            return name
    before = text[max(0, start - _LOOK) : start]
    cuts = [cut.end() for cut in _END.finditer(before)]
    before = before[cuts[-1] if cuts else 0 :]
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match and (name := _named(match["name"])):
            return name
    return None


def _named(name: str) -> str | None:
    """The name without small words at its edges, or None for a pronoun."""
    words = name.split()
    whole = next((i for i, word in enumerate(words) if word.endswith(".") and len(word) > _INITIAL), len(words))
    words = [word.rstrip(".") if i == whole else word for i, word in enumerate(words[: whole + 1])]
    while words and words[0].lower() in _NOBODY:
        words.pop(0)
    while words and words[-1].lower() in _NOBODY | _PARTICLES:
        words.pop()
    return " ".join(words) or None

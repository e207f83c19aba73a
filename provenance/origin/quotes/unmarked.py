"""Quotations that stand apart without marks: the paragraph below "she told the court:", a speech in full."""

import re
from collections.abc import Iterator

_BREAK = re.compile(r"\n\s{0,9}|#(?<=\s#)#{2,5}\s{1,9}")  # the mark first, then what is before it: twelve times faster
SHORTEST, LONGEST = 40, 1500  # characters of a paragraph that may be such words
_LEADING = re.compile(r":(?=\s{0,9}(?:[\n#]|\Z)|\s{10})")  # a colon that may end a paragraph
_LOOK = 240  # characters of the paragraph before that lead in
_HEAD = 3000  # characters within which an article says that a text follows in full
_HEADING = 160  # characters of a line that says so by itself
_MARKS = "\"“„«'‘”"
_BEGUN = re.compile(r"[\[(]?(?:…|\.{3})?[\[(]?[^\Wa-z_]")
_ENDED = re.compile(r"[.!?…][\])”\"’']{0,3}\Z")
_SAID = (
    r"(?:said|says|told|tells|respond(?:ed|s)|repl(?:ied|ies)|answer(?:ed|s)|tweet(?:ed|s)|add(?:ed|s)|declar(?:ed|es)"
    r"|warn(?:ed|s)|insist(?:ed|s)|stat(?:ed|es)|announc(?:ed|es)|continu(?:ed|es)|testif(?:ied|ies)|promis(?:ed|es)"
    r"|sagte|erklärte|schrieb|déclar[eé]|a dit|dijo|declaró|afirmó|ha detto|disse|afirmou|сказал\w?|заявил\w?|dedi)"
)
_LEADS = re.compile(
    rf"\b{_SAID}\b[^.!?]{{0,110}}:\Z"
    r"|\b(?:statement|speech|remarks|testimony|address|letter|e-?mail|memo|transcript|exchange|ruling|resolution|oath|prayer)"
    r"\b[^.!?]{0,40}:\Z|\breads?(?:, in (?:full|part))?\s?:\Z"
)
_SPOKEN = re.compile(  # somebody speaks for himself; a paper does so seldom
    r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|me|us|[Yy]ou|[Yy]our|ich|wir|je|nous|yo|nosotros|noi|eu|nós|я|мы|ми)\b"
)
_QUOTED = re.compile('["“][^"“”]{0,400}["”]')
_SEEN = re.compile(r"\b(?:viewed?|watch(?:ed)?|seen|see|heard|hear|listen)\b")  # a player follows, not a text
_PRINTED = re.compile(  # of other articles' words: a copy is no quotation of somebody who spoke
    r"\b(?:emphasis|article|story|column|op-ed|editorial|piece|essay|reporter|reports?|reported|wrote|writes)\b"
    rf"|(?:Times|Post|Journal|News|Magazine|Herald|Tribune|Press|Reuters|CNN|Daily|Review)\s(?:[a-z]+\s)?{_SAID}"
)
_WHOLE = re.compile(
    r"\b(?:full|complete|entire) (?:text|transcript|statement|remarks|speech|letter|testimony)\b[^.!?]{0,160}:\Z"
    r"|\b(?:text|transcript|statement|remarks|speech|letter|testimony|address)\b[^.!?]{0,120}"
    r"\b(?:in full|as prepared for delivery|as delivered|in its entirety|printed below)\b[^.!?,]{0,40}:\Z",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?:rush )?transcript\b.{0,2}:|(?:full|prepared) (?:text|remarks)\b|remarks as prepared\b", re.IGNORECASE
)
_IN_FULL = re.compile(r"\A[^.!?\n]{0,140}\b(?:in full|as prepared for delivery):?\s{1,4}")


def set_apart(text: str) -> Iterator[tuple[int, int]]:
    """Each stretch, half-open and in order.

    >>> story = "The mayor told the court:\\n\\nI never saw the bridge before it fell that night.\\n\\nIt rained."
    >>> [story[start:end] for start, end in set_apart(story)]
    ['I never saw the bridge before it fell that night.']
    """
    top = next(_paragraphs(text), None)
    if top is None or not (_LEADING.search(text) or _announces(text[slice(*top)], top=True)):
        return
    before, announced = "", False
    for start, end in _paragraphs(text):
        shown = text[start:end]
        if announced or _led_in(before, shown):
            yield start, end
        announced = announced or (start < _HEAD and _announces(shown, top=not before))
        before = shown[-_LOOK:]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, or lines; of a text in one line that opens with "… in full:" the rest is one of its own."""
    start = 0
    opened = _IN_FULL.match(text)
    if opened:
        yield 0, len(opened.group().rstrip())
        start = opened.end()
    for cut in _BREAK.finditer(text, start):
        shown = text[start : cut.start()].rstrip()
        if shown:
            yield start, start + len(shown)
        start = cut.end()
    shown = text[start:].rstrip()
    if shown:
        yield start, start + len(shown)


def _led_in(before: str, shown: str) -> bool:
    """Whether a paragraph is what the one before it says that somebody said."""
    if not before.endswith(":") or not SHORTEST <= len(shown) <= LONGEST or shown[0] in _MARKS:
        return False
    return bool(
        _BEGUN.match(shown)
        and _ENDED.search(shown)
        and _LEADS.search(before)
        and _SPOKEN.search(_QUOTED.sub("", shown))
        and not _PRINTED.search(before)
        and not _SEEN.search(before)
    )


def _announces(shown: str, *, top: bool) -> bool:
    """Whether a line says that a text follows in full; without a colon only at the very top."""
    lead = shown[-_LOOK:] if shown[-1] == ":" else ""
    if lead and _WHOLE.search(lead) and not _SEEN.search(lead):
        return True
    if not top or len(shown) > _HEADING:
        return False
    return bool(_IN_FULL.match(shown + " ") or (not _ENDED.search(shown) and _HEADED.match(shown)))

"""A name becomes a credit by the words around it: "according to", "told", "reported", in several languages."""

import re
from collections.abc import Iterator

from provenance.origin import cues, cues_world, positions
from provenance.origin.around import Around
from provenance.origin.credit import Credit, of_name
from provenance.origin.names import Name


def worded(text: str, name: Name, around: Around, near_an_end: bool) -> Credit | None:
    """The credit that the words around a name make of it, or None; whole sentences count only near an end of the text.

    Words given to a body ("told Sputnik") come back as kind "told", until the caller knows the rest.

    >>> from provenance.origin.around import look
    >>> text = "Rain, according to Germany's dpa news agency, fell."
    >>> found = worded(text, Name(29, 32, ("dpa",), "sure"), look(text, 29, 32), True)
    >>> found.kind, text[found.start : found.end]
    ('citation', "according to Germany's dpa news agency")
    """
    described = cues.DESCRIBED.search(around.text) is not None
    if name.grade == "common" and not described and not cues.INFORMS.search(around.text):
        return None
    sure = name.grade == "sure" or described
    for cue in _cues(around):
        if not (sure or cue.firm) or (cue.story and not near_an_end):
            continue
        match = cue.pattern.search(around.text)
        if not match:
            continue
        start, end = around.span(match)
        if match.start() == around.place:
            start -= cues.opening_words(text[max(0, start - 120) : start])
        if cue.story:
            if positions.after_sentence(text, start):
                return of_name(name, cue.kind, "story", (start, end), "sentence")
            continue
        if cue.told and match.start() < around.place:
            start -= _speaker(text[max(0, start - 40) : start])
        told = cue.told and cue.kind == "citation"
        return of_name(name, "told" if told else cue.kind, "passage", (start, end), "passage")
    return None


_SPEAKER = re.compile(r"(?:[,;:.?!]\s{1,3}|\n)([A-Z][\w’'-]{1,24}\s{1,3})\Z")


def _speaker(before: str) -> int:
    """Length of a single name that opens the clause before "told": "..., Jalali told"."""
    match = _SPEAKER.search(before)
    return len(match.group(1)) if match else 0


_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z]"),
    "cyrillic": re.compile("[а-яіїє]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "cjk": re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
}


def _cues(around: Around) -> Iterator[cues.Cue]:
    if _SCRIPTS["latin"].search(around.text):
        yield from cues.STORY
        yield from cues.CITATIONS
    for script, pattern in _SCRIPTS.items():
        if pattern.search(around.text):
            yield from cues_world.BY_SCRIPT[script]

"""Speech that a paragraph opens with a dash, as Polish and Russian papers print it: "— Rain helps, — said Ida"."""

import re
from collections.abc import Iterator

from provenance.origin.quotes.sentences import paragraph_starts
from provenance.origin.quotes.speech import is_dash_verb

SHORTEST = 2  # words of such speech
_OPENS = re.compile(r"[–—―]\s{0,3}(?=[^\W\d_]|[«„“¿¡\[])")
_DASH = re.compile(
    r"\s{1,3}[–—―-]\s{0,3}(?P<first>[^\W\d_]{1,24})(?:\s(?P<second>[^\W\d_]{1,24}))?|[–—―](?:[.,:;]\s{1,3}|(?=\s|\Z))"
)
_ANY = re.compile("[–—―]")
_BEFORE = 10  # characters before a dash that opens a paragraph, in which the one above has ended


def dialogue(text: str) -> Iterator[tuple[int, int]]:
    """Each stretch of speech, its dash included, half-open and in order.

    >>> story = "– Deszcz pomaga – powiedziała Ida Fenn. – Mgła nie."
    >>> [story[start:end] for start, end in dialogue(story)]
    ['– Deszcz pomaga', '– Mgła nie.']
    """
    if not any(_may_open(text, dash.start()) for dash in _ANY.finditer(text)):
        return
    starts = [0, *paragraph_starts(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if _OPENS.match(text, start, end):
            yield from _spoken(text, start, end)


def _may_open(text: str, dash: int) -> bool:
    """Whether a paragraph may begin with the dash at a place: a quick look before all paragraphs are read."""
    before = text[max(0, dash - _BEFORE) : dash]
    return not dash or (before[-1].isspace() and ("\n" in before or "#" in before))


def _spoken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The speech of one paragraph: what stands between its dashes, but for the words with a verb of saying."""
    speech_start: int | None = start
    stretches = []
    attributed = False
    for match in _DASH.finditer(text, start + 1, end):
        verb = is_dash_verb(match["first"] or "") or is_dash_verb(match["second"] or "")
        if speech_start is not None and verb:
            stretches.append((speech_start, match.start()))
            speech_start, attributed = None, True
        elif speech_start is None:
            ends_attribution = (
                match.group().rstrip()[-1:] in ".,:;"
            )  # "—said Ida Fenn—. Fog": that dash is no part of the speech
            speech_start = (
                match.end() if ends_attribution else match.start() + len(match.group()) - len(match.group().lstrip())
            )
    if speech_start is not None:
        stretches.append((speech_start, end))
    for first, last in stretches if attributed else ():
        stop = first + len(text[first:last].rstrip(" \t\r\n\xa0#"))
        if len(text[first:stop].split()) > SHORTEST - (text[first + 1 : first + 2] != " "):
            yield first, stop

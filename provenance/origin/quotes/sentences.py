"""Where the paragraphs and sentences of an article begin, in any layout: blank lines, lines, wrapped lines, ###."""

import re
from collections.abc import Iterator

from provenance.origin.quotes.speech import is_abbreviation

_BREAK = re.compile(r"\n\s{0,9}|#(?<=\s#)#{2,5}\s{1,9}")
_STOPS = frozenset(".!?…。！？:")
_CLOSING = "\"”’'»“)]"
_MOST_CLOSING = 3  # such marks behind a stop
_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s{1,9}(?=[^\sa-z]|\Z)")
_SHORT_LINE = 30  # characters; a longer line that follows one without a stop goes on with its sentence
_ABBREVIATION = 12  # characters of the longest with the marks before it


def paragraph_starts(text: str) -> list[int]:
    """Where every paragraph but the first begins; a line break in mid-sentence begins none.

    >>> story = "Rain fell on\\nthe pier.\\n\\nFog came. ### Ida Fenn left."
    >>> [story[place:] for place in paragraph_starts(story)]
    ['Fog came. ### Ida Fenn left.', 'Ida Fenn left.']
    """
    return [match.end() for match in _BREAK.finditer(text) if _divides(text, match)]


def _divides(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    if text[start] == "#" or (start and text[start - 1] in _STOPS):
        return True
    before = text[max(0, start - 8) : start].rstrip()
    sentence = before.rstrip(_CLOSING)
    if sentence[-1:] in _STOPS and len(before) - len(sentence) <= _MOST_CLOSING:
        return True
    end = text.find("\n", match.end(), match.end() + _SHORT_LINE)
    return not text[match.end() : match.end() + 1].islower() and end >= 0


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the sentences of a stretch begin, without the first; the end counts where a whole sentence ends there.

    >>> story = "Gov. Ida Fenn left. Fog came. "
    >>> [story[place:] for place in sentence_starts(story, 0, len(story))]
    ['Fog came. ', '']
    """
    for match in _SENTENCE.finditer(text, start, end):
        if match.group()[0] == ".":
            word = text[max(start, match.start() - _ABBREVIATION) : match.start() + 1].split()
            if word and len(word[-1]) > 1 and is_abbreviation(word[-1].lstrip('("“')):
                continue
        yield match.end()

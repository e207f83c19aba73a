"""What a wire and a press office put around a story for other desks: slugs, desk lines, embargoes, notes, end marks.

Header lines count only above the story, notes only from their label on, and end marks only alone on their line.
"""

import re
from collections.abc import Sequence

from provenance.corpus.furniture.lines import TextLine

DESK = "desk"
_HEAD = 10  # lines above the story among which desk lines stand
_LONGEST = 400  # characters of a desk line
_PARAGRAPH = 200  # characters from which a line that is none of these is the story
_SHORT = 40  # characters of an end mark or a label
_SLUG = r"(?:[A-Z]{1,4}-){1,3}-[\w .,:'’&/-]{2,100}"  # BC-XX--Lock Closure, 1st Ld-Writethru,145
_TAKE = r"(?:[\w .,'’&/-]{2,60}, )?(?:\d(?:st|nd|rd|th) (?:ld|lead)|ld|lead)(?:-writethru)?(?:[ ,-][\w .-]{0,30})?"
_COUNTED = r"[a-z]{2,4}\d{3,4} \d [a-z]{2,3} \d{1,4}\s{1,3}[a-z]{2,5} \d{3,5}"  # bas0123 3 vm 286 dpa 0456
_KEYWORDS = r"[^\W\d_][\w-]{1,30}(?:/[^\W\d_][\w -]{1,30}){0,5}/"  # Häfen/Verkehr/
_STATE = (
    r"\((?:zusammenfassung|neu|berichtigung|berichtigt|wiederholung|achtung|ergänz\w{0,4}|aktualisier\w{0,4}|eil|korrektur"
    r"|lead all|updates?|recasts|adds|corrects)\b[^()]{0,120}\)"
)
_DESKS = (
    r"\(?(?:eds|editors|editors' note|note to editors|slug|adv|advisory|budget|keywords|hinweis an die redaktion)\.?:"
    r".{0,390}"
)
_OFFERED = r"[A-Z]{2,5} (?:video|photos?|graphics?|audio) \w{0,3}\d{3,9}\b.{0,200}"  # AP Video 4512345.
_EMBARGO = (
    r"(?:strictly |under )?(?:embargo(?:ed)?|sperrfrist|sous embargo|embargo hasta|embargoed for)\b.{0,160}"
    r"|not for (?:publication|release|broadcast)\b.{0,160}|hold for release\b.{0,120}"
)
_RELEASED = r"(?:press|news|media) release|for (?:immediate )?release\b.{0,80}|pressemitteilung|communiqué de presse"
_HEADER = re.compile(
    rf"(?:{_TAKE}|{_STATE}|{_DESKS}|{_OFFERED}|{_EMBARGO}|{_RELEASED})\Z|(?-i:(?:{_SLUG}|{_COUNTED}|{_KEYWORDS})\Z)",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:#{1,4} ?)?(?:notes? (?:to|for) (?:the )?editors?|dpa-notizblock|notizblock|redaktionelle hinweise)\s?:?\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[-(/# ]{0,4}(?:ends?|ende|more|30|fin|mehr|xxx)[-)/# ]{0,4}\Z")
_MARKED_END = re.compile(r"ENDS?|ENDE|MORE|FIN|MEHR|[-(/#].{1,8}[-)/#]")
_FOOTER = re.compile(r"\(?eds\.?:.{0,390}|[A-Z]{2,6}-\d\d-\d\d-\d\d \d{4}(?:GMT|[ECMP][SD]T|UTC)", re.IGNORECASE)
_STAMP = re.compile(r"\d{6} ?(?:[A-Z]{3,4} )?[A-Z][a-zä]{2,3}\.? \d{2,4}\Z")  # 161430 Jan 24


def wire_kinds(read: Sequence[TextLine]) -> dict[int, str]:
    """Which lines are of a desk, by their numbers.

    >>> from provenance.corpus.furniture.lines import split_lines
    >>> wire_kinds(split_lines("BC-XX--Lock, 1st Ld,9\\nEds: Adds quotes.\\nThe lock is shut.\\nENDS\\n161430 Jan 24"))
    {0: 'desk', 1: 'desk', 3: 'desk', 4: 'timestamp'}
    """
    if len(read) < 2:
        return {}
    kinds = dict.fromkeys(_headers(read), DESK)
    noted = False
    for number, line in enumerate(read):
        text = line.text
        if number and len(text) <= _LONGEST:
            noted = noted or (len(text) <= _SHORT and _NOTES.match(text) is not None)
            if _STAMP.match(text):
                kinds[number] = "timestamp"
            elif noted or _is_end(text) or _FOOTER.fullmatch(text):
                kinds[number] = DESK
    return kinds


def _headers(read: Sequence[TextLine]) -> list[int]:
    """Lines above the story; a headline may stand between them."""
    headers = []
    for number, line in enumerate(read[:_HEAD]):
        if len(line.text) <= _LONGEST and _HEADER.match(line.text):
            headers.append(number)
        elif len(line.text) >= _PARAGRAPH:
            break
    return headers


def _is_end(text: str) -> bool:
    return len(text) <= _SHORT and _END.match(text.casefold()) is not None and _MARKED_END.fullmatch(text) is not None

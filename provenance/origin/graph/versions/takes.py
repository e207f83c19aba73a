"""The number of a take: what a wire writes above a story that it sends again, such as UPDATE 2 or 3rd Ld."""

import re

_HEAD = 400  # characters in which it stands
_TAKES = re.compile(
    r"^[ \t(]{0,9}(?:[A-Z][\w .,'’&/-]{0,80}[ ,(-])?"
    r"(?:(?:UPDATE|WRAPUP|RPT-UPDATE|Update|Zusammenfassung)[ -]?(?P<update>\d{1,2})\b(?=[ \t]{0,3}[-–—)])"
    r"|(?P<lead>\d{1,2})(?:st|nd|rd|th) (?:Ld|LD|Lead|LEAD)\b)",
    re.MULTILINE,
)


def take(text: str) -> int | None:
    """The number of a story's take; None where none is written above it.

    >>> [take(head + "\\nRain fell.") for head in ("BC-Wick--Lock, 2nd Ld-Writethru,145", "UPDATE 3-Lock shut", "Lock")]
    [2, 3, None]
    >>> take("Lock shut (Update 2)"), take("The 3rd lead in a row was lost.")
    (2, None)
    """
    match = _TAKES.search(text[:_HEAD])
    return int(match["update"] or match["lead"]) if match else None

"""Numbers that order what a wire sends again: of a take, as in UPDATE 2 or 3rd Ld, and of a version of an item."""

import re

_ITEM_VERSION = re.compile(r"(?P<item>.{1,250}):(?:v(?P<version>\d{1,9})|(?P<revision>\d{1,9})[NAU]?)", re.DOTALL)
_URN = "urn:newsml:"  # whose last number is the revision (RFC 3085)
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


def item_version(article: str) -> tuple[str, int] | None:
    """The item that an id names, and which version of it, as agencies number them; None where it numbers none.

    Ids of agency items are made so when they are read: the item's own, and `:v` with its version.

    >>> item_version("tag:northwire.example,2031:4711:v3"), item_version("urn:newsml:wire:20310505:47:2U")
    (('tag:northwire.example,2031:4711', 3), ('urn:newsml:wire:20310505:47', 2))
    >>> item_version("fire/cut.txt"), item_version("tag:northwire.example,2031:4711")
    (None, None)
    """
    match = _ITEM_VERSION.fullmatch(article)
    if match is None or (match["version"] is None and not article.lower().startswith(_URN)):
        return None
    return match["item"], int(match["version"] or match["revision"])

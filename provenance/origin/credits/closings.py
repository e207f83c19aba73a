"""What stands around a closing credit in brackets: an editor's initials before it, a row of links behind it."""

import re

from provenance.origin.names import BodyName

LONGEST_ROW = 400  # characters of a row of links
_MARKS = " \t\n.*|·•–—-"
_LINK = re.compile(
    r"(?:send|share|tweet|post|print|email|e-mail|mail|copy|link|save|pin|permalink|facebook|twitter|google\+?|whatsapp"
    r"|telegram|tumblr|linkedin|stumble|stumbleupon|digg|reddit|newsvine|pinterest|flipboard|pocket|xing|viber|skype|vk"
    r"|weibo|wechat|line|messenger|instagram|youtube|comments?|\d{1,5}|https?://\S{1,120})"
)
_LENT = re.compile(
    r"[ \t]{0,4}[–—*-]{0,2}[ \t]{0,2}(?:[Vv]ia|VIA|(?:(?:[Ss]tory|[Aa]rticle|[Rr]eport|[Tt]ext)\s)?"
    r"[Cc]ourtesy(?:\sof|:))\s(?:[Tt]he\s)?"
)
_LONGEST_LENT = 40  # characters before the name
_ENDED = re.compile(r"[.!?…][\"”»’')\]]{0,2}\s{1,8}\Z")  # the story's last sentence
_SHARED_LINE = re.compile(  # "Le Quai avec AFP", "DER KAI/dpa", "Post wires", "(Staff with AFP)"
    r"[ \t]{0,4}[(\[–—-]{0,2}[ \t]{0,2}(?:[^\W\d_A-Z]{2,4},[ \t])?"
    r"(?:(?:[^\W\d_a-z][\w.’'-]{0,20}|&|[\w.]{2,12}(?=/)|avec|with|com|con|mit|from|and"
    r"|und|et|e|y|par|von|wire|news|r[ée]dac\w{3,5}|redaktion|redazione|reporting)(?:,?[ \t]|/)){1,4}"
    r"(?:[Tt]he[ \t]|les[ \t]|l['’])?"
)
_REST = re.compile(r"(?:[/,][ \t]?[\w-]{2,12}|[ \t](?:and|et|und|y|e|en)[ \t][\w-]{2,20}){0,3}[ \t.)\]]{0,4}")
_VERB = re.compile(r"(?<![\w.])(?:is|was|are|were|has|have|had|said|says|told|met|will|for|at|of|on|in|to|near|by)\b")
_LEAST_LINKS = 3  # fewer may be the article's own words
_CODED = re.compile(
    r"[.!?…\"”»’')][ \t]{0,2}[–—-]?\s{0,3}[^\W\d_A-Z]{2,5}/[^\W\d_A-Z]{2,5}[ \t]{0,2}[–—-]?[ \t]{0,2}[(\[（]\Z"
)


def closes(behind: str) -> bool:
    """Whether nothing follows but marks and a row of links: the report has ended.

    >>> closes(" --- Send Facebook Twitter Digg Permalink http://osk.example/p/1"), closes(" - Rain fell.")
    (True, False)
    """
    if len(behind) > LONGEST_ROW:
        return False
    words = [word.strip(_MARKS) for word in behind.casefold().split()]
    words = [word for word in words if word]
    return not words or (len(words) >= _LEAST_LINKS and all(_LINK.fullmatch(word) for word in words))


def has_desk_code(text: str, inside: int) -> bool:
    """Whether a desk's code stands between a sentence's end and the bracket around `inside`: "rof/ulm (AFP, dpa)".

    >>> has_desk_code("It rained. rof/ulm (AFP, dpa)", 20), has_desk_code("It rained in Osk (AFP)", 18)
    (True, False)
    """
    return _CODED.search(text, max(0, inside - 24), inside) is not None


def lent(text: str, name: BodyName, body_end: int) -> tuple[int, int] | None:
    """The last line, where it says alone through whom the text came: "Via Reuters", "Courtesy of Xinhua."

    >>> text = "It rained on Osk all day.\\nVia Reuters"
    >>> name = BodyName(30, 37, ("reuters",), "sure")
    >>> lent(text, name, 37), lent(text + " all day.", name, 46)
    ((26, 37), None)
    """
    first = text.rfind("\n", max(0, name.start - _LONGEST_LENT), name.start) + 1
    sure = name.grade == "sure" or (name.grade == "needs_cue" and text[name.start : name.end].isupper())
    if not sure or not first or text[name.end : body_end].strip(" .\n"):
        return None
    stands_so = _LENT.fullmatch(text, first, name.start) and _ENDED.search(text, max(0, first - 24), first)
    return (first, name.end) if stands_so else None


def partner_line(text: str, name: BodyName, body_end: int) -> tuple[int, int] | None:
    """The last line, where it says alone with whom the house wrote: "Le Quai avec AFP", "ofk/dpa", "Post wires".

    >>> text = "It rained on Osk all day.\\nLe Quai avec AFP"
    >>> name = BodyName(39, 42, ("afp",), "sure")
    >>> partner_line(text, name, 42), partner_line(text + " all day", name, 50)
    ((26, 42), None)
    >>> text = "It rained on Osk all day.\\nred, osk.at/Agenturen"
    >>> partner_line(text, BodyName(38, 47, ("agencies",), "unnamed"), 47)
    (26, 47)
    """
    first = text.rfind("\n", max(0, name.start - _LONGEST_LENT), name.start) + 1
    capitals = name.grade == "needs_cue" and text[name.start : name.end].isupper()
    if not (name.grade in ("sure", "unnamed") or capitals) or not first:
        return None
    if not _REST.fullmatch(text[name.end : body_end].rstrip()) or _VERB.search(text, first, name.start):
        return None
    stands_so = _SHARED_LINE.fullmatch(text, first, name.start) and _ENDED.search(text, max(0, first - 24), first)
    return (first, name.end) if stands_so else None

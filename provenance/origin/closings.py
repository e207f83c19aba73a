"""What stands around a closing credit in brackets: an editor's initials before it, a row of links behind it."""

import re

LONGEST_ROW = 400  # characters of a row of links
_MARKS = " \t\n.*|·•–—-"
_LINK = re.compile(
    r"(?:send|share|tweet|post|print|email|e-mail|mail|copy|link|save|pin|permalink|facebook|twitter|google\+?|whatsapp"
    r"|telegram|tumblr|linkedin|stumble|stumbleupon|digg|reddit|newsvine|pinterest|flipboard|pocket|xing|viber|skype|vk"
    r"|weibo|wechat|line|messenger|instagram|youtube|comments?|\d{1,5}|https?://\S{1,120})"
)
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


def coded(text: str, inside: int) -> bool:
    """Whether a desk's code stands between a sentence's end and the bracket around `inside`: "rof/ulm (AFP, dpa)".

    >>> coded("It rained. rof/ulm (AFP, dpa)", 20), coded("It rained in Osk (AFP)", 18)
    (True, False)
    """
    return _CODED.search(text, max(0, inside - 24), inside) is not None

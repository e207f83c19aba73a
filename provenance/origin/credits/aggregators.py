"""Sites that print what others wrote are no outlets: whose the text is stands at its head, "(MENAFN- Osk Wire)"."""

import re
from urllib.parse import urlsplit

AGGREGATORS = frozenset(("allafrica", "bignewsnetwork", "menafn", "msn", "newsbreak", "yahoo"))
_HOUSE = re.compile(r"\s{0,40}\((?P<site>\w{2,20})\s?[-–—:]{1,2}\s{0,2}(?P<house>[^()\n]{2,60}?)\s{0,2}\)")
_HEAD = 400  # characters in which the house is named


def outlet_at_head(outlet: str | None, url: str | None, text: str) -> str | None:
    """The outlet, or for a site that prints what others wrote the house that it names at the text's head, if any.

    >>> outlet_at_head("MENAFN", "https://menafn.com/1", "(MENAFN- Osk Wire) Rain fell.")
    'Osk Wire'
    >>> outlet_at_head("Osk Mail", None, "Rain fell.")
    'Osk Mail'
    >>> outlet_at_head("Yahoo! News", None, "Rain fell.") is None
    True
    """
    if not _is_aggregator(outlet, url):
        return outlet
    match = _HOUSE.search(text, 0, _HEAD)
    return match["house"] if match and match["site"].casefold() in AGGREGATORS else None


def _is_aggregator(outlet: str | None, url: str | None) -> bool:
    words = re.findall(r"\w+", (outlet or "").casefold())
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:  # a half-written IPv6 address
        host = None
    return bool(AGGREGATORS & {*words[:1], *(host or "").split(".")[-2:-1]})

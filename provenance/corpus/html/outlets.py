"""The outlet of a page: of the names that it gives, the one that goes with its address; else the first, or the host."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from provenance.corpus.html.bylines import byline_words, squash
from provenance.corpus.html.titles import TitleClaim

_TAGLINE = re.compile(r"\s[|–—·»•-]{1,9}\s|\s?[|｜]\s?")
_COUNTRY = frozenset({
    "com", "net", "org", "co", "gov", "edu", "info", "news", "tv", "press", "media", "online", "ac", "or", "ne",
})  # fmt: skip
_NO_COUNTRIES = frozenset({"us", "ca", "ph", "tv", "io", "ai", "me", "co", "fm", "eu"})  # or of two orders of dates
_LONGEST = 80  # characters of a name
_COUNTS = {"same": 4, "part": 2, "initials": 2}


def best_outlets(claims: Sequence[TitleClaim], url: str) -> list[TitleClaim]:
    """The names of a page's outlet, the best first, each without its tagline; the host is the last.

    >>> claims = [TitleClaim("Northwire", "json-ld"), TitleClaim("Wick Post | News of the coast", "meta")]
    >>> [claim.text for claim in best_outlets(claims, "https://www.wickpost.example/lock")]
    ['Wick Post', 'Northwire', 'wickpost.example']
    """
    host = _host(url)
    label = host_label(host)
    names = [claim._replace(text=name) for claim in claims if (name := _without_tagline(claim.text, label))]
    ranked = sorted(
        enumerate(names), key=lambda item: (-_fit(item[1].text, label), -_is_spelled(item[1].text), item[0])
    )
    outlets = [claim for _, claim in ranked]
    return [*dict.fromkeys(outlets), *([TitleClaim(host, "link")] if host else [])]


def host_label(host: str) -> str:
    """The letters of a host's own name: `www.wick-post.co.example` is wickpost.

    >>> host_label("news.wick-post.co.uk"), host_label("wickpost.example")
    ('wickpost', 'wickpost')
    """
    parts = host.removeprefix("www.").split(".")
    while len(parts) > 2 and parts[-2] in _COUNTRY:
        parts.pop()
    return squash(parts[-2] if len(parts) > 1 else parts[0])


def country_of(url: str) -> str:
    """The country of an address, empty where there is none: `https://wick.example.no/` is of no.

    >>> country_of("https://wick.example.no/lock"), country_of("https://wick.example/lock")
    ('no', '')
    """
    last = _host(url).rpartition(".")[2]
    return last if len(last) == len("no") and last not in _NO_COUNTRIES else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _without_tagline(name: str, label: str) -> str:
    """A name of an outlet: of its parts the one that is in the address; else the first."""
    name = name.strip().removeprefix("@")
    if "://" in name or "{" in name or len(name) > 3 * _LONGEST:
        return ""
    parts = [piece.strip() for piece in _TAGLINE.split(name) if piece.strip()]
    if not parts or (squash(parts[0]) in byline_words().agencies and not _fit(parts[0], label)):
        return ""
    best = max(parts, key=lambda piece: _fit(piece, label))
    name = best if _fit(best, label) and _fit(name, label) != _COUNTS["same"] else parts[0] if len(parts) > 1 else name
    return name if len(name) <= _LONGEST else ""


def _is_spelled(name: str) -> bool:
    """Whether a name is written as readers see it, not as an address: `Wick Post`, no `wickpost` or `wickpost.com`."""
    return not name.islower() and "." not in name


def _fit(name: str, label: str) -> int:
    """How well a name goes with the letters of the address."""
    return max((_COUNTS[kind] for kind in _fits(name, label)), default=0)


def _fits(name: str, label: str) -> Iterator[str]:
    letters = squash(name)
    if not label or not letters:
        return
    bare = letters.removesuffix("com").removesuffix("net")
    if label in (letters, bare):
        yield "same"
    if len(label) > 3 and (label in letters or (len(bare) > 3 and bare in label)):
        yield "part"
    words = [word for word in re.findall(r"[^\W_]+", name.casefold()) if word]
    initials = "".join(word[0] for word in words)
    if len(initials) > 1 and label in (initials, initials.removeprefix("t")):
        yield "initials"

"""Whether an article is a press release: what papers print of it they have from it, with or without saying so."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_ENDS = 1_500  # code points of the text's head and tail in which a phrase counts


@cache
def release_signs() -> Mapping[str, Sequence[str]]:
    """Hosts, outlets, paths and phrases, from the file beside this one."""
    return tomllib.loads((files("provenance.origin.graph") / "releases.toml").read_text(encoding="utf-8"))


def is_release(outlet: str | None, url: str | None, text: str) -> bool:
    """Whether the outlet or the address is a site for releases, or the text says whom the press may call.

    >>> is_release("EurekAlert! / Larn School", None, ""), is_release("Larn Post", None, "Rain. Media contact: Ann Roe")
    (True, True)
    >>> is_release("Larn Post", "https://larnpost.example/news/1", "The press office said it rained.")
    False
    """
    host, path = _parts(url)
    name = (outlet or "").casefold()
    if any(host == entry or host.endswith("." + entry) for entry in release_signs()["hosts"]):
        return True
    if any(name.startswith(entry.casefold()) for entry in release_signs()["outlets"]):
        return True
    return any(entry in path for entry in release_signs()["paths"]) or _has_phrase(_ends(text))


def _has_phrase(text: str) -> bool:
    """Whether any of the phrases stands in a text; in ASCII they are looked for one by one: an eighth of the time."""
    if not text.isascii():
        return _phrase().search(text) is not None
    small = text.lower()
    return any(phrase in small for phrase in _small_phrases())


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(release_signs()["phrases"]))), re.IGNORECASE)


@cache
def _small_phrases() -> Sequence[str]:
    """The phrases that ASCII text can hold, in small letters."""
    return [phrase.lower() for phrase in release_signs()["phrases"] if phrase.isascii()]


def _ends(text: str) -> str:
    return text if len(text) <= 2 * _ENDS else text[:_ENDS] + "\n" + text[-_ENDS:]


def _parts(url: str | None) -> tuple[str, str]:
    address = re.sub(r"\A[a-z]{2,6}://", "", (url or "").casefold())
    host, _, path = address.partition("/")
    return host.partition(":")[0], path

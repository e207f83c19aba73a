"""Text becomes HTML that shows everything and runs nothing."""

import re
import unicodedata

from markupsafe import Markup, escape

from provenance.base.escaping import printable

_LINE_END = re.compile("\r\n?")
_JOINERS = "\u200c\u200d"  # they belong to the spelling of Persian, Urdu and the scripts of India
_FIRST_EASTERN = 0x590  # below: Latin, Greek, Cyrillic, Armenian, where a joiner only hides something
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]{1,2000}", re.IGNORECASE)
_LANGUAGE = re.compile("[a-z]{2,3}")


def html_text(text: str | None) -> Markup:
    r"""Text with every hidden character as a visible escape; line ends are one LF.

    >>> print(html_text("a<b\u202ec\r\n"), end="")
    a&lt;b<span class="hidden">\u202e</span>c
    """
    flat = _LINE_END.sub("\n", text or "")
    if flat.isprintable() or printable(flat) == flat:
        return escape(flat)
    parts = []
    for run, hidden in _runs(flat):
        parts.append(element("span", printable(run), class_="hidden") if hidden else escape(run))
    return Markup("").join(parts)


def _runs(text: str) -> list[tuple[str, bool]]:
    """Neighbours that are all shown as they are, or all escaped."""
    runs: list[tuple[str, bool]] = []
    start, before = 0, False
    for position, character in enumerate(text):
        hidden = printable(character) != character and not _joins(text, position)
        if position and hidden != before:
            runs.append((text[start:position], before))
            start = position
        before = hidden
    return [*runs, (text[start:], before)]


def _joins(text: str, position: int) -> bool:
    """Whether a joiner stands between two letters of a script that is written with them."""
    beside = text[max(position - 1, 0) : position] + text[position + 1 : position + 2]
    return text[position] in _JOINERS and len(beside) == 2 and all(map(_eastern, beside))


def _eastern(character: str) -> bool:
    return ord(character) >= _FIRST_EASTERN and unicodedata.category(character)[0] in "LM"


def visible(text: str | None) -> str:
    r"""The same for an attribute: one plain string, escaped by whoever writes it.

    >>> visible("a\x1b\nb")
    'a\\x1b b'
    """
    return printable(" ".join((text or "").split()))


def element(name: str, *children: str | Markup, **attributes: object) -> Markup:
    """An element; texts and attributes are escaped, None leaves an attribute out, `class_` is `class`.

    >>> print(element("a", "1 < 2", href='x"y', class_=None))
    <a href="x&#34;y">1 &lt; 2</a>
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(map(escape, children))
    return Markup(f"<{name}{written}>{inner}</{name}>")  # noqa: S704 (all parts are escaped; names are ours)


def web_link(url: str | None) -> str | None:
    """The address itself where it is a plain http(s) one; None for anything else.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)"), web_link("https://a b")
    ('https://example.org/a', None, None)
    """
    return url if url and _ADDRESS.fullmatch(url) and printable(url) == url else None


def language_code(code: str | None) -> str | None:
    """A language code that may stand in `lang`.

    >>> language_code("fa"), language_code('en"><script>')
    ('fa', None)
    """
    return code if code and _LANGUAGE.fullmatch(code) else None

"""HTML in a column of texts becomes the text that a reader of the page sees."""

import html
import re

_TAG = re.compile(
    r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b(?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'|[\"'])*+>|<[!?][^<>]{0,2000}>"
)
_KNOWN = {
    "p", "div", "br", "a", "span", "strong", "em", "b", "i", "u", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "img", "figure", "figcaption", "table", "tr", "td", "th", "tbody", "blockquote", "section", "article", "html",
    "body", "iframe", "script", "style", "aside", "header", "footer", "main", "time", "cite", "sup", "sub", "hr",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "figure", "figcaption", "table", "blockquote",
    "section", "article", "aside", "header", "footer", "main", "hr", "form", "dl", "pre", "html", "body", "iframe",
}  # fmt: skip
_LINES = {"br", "li", "tr", "dt", "dd"}
_UNSEEN = {"script", "style", "noscript", "template", "svg", "button", "select", "head", "textarea", "object"}
_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-z]{2,8}[0-9]{0,2});")
_FEWEST = 2  # tags or entities from which a text is HTML
_BLANK_LINES = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*(?:\n\s*)?")
_AGAIN = 2  # times that HTML may be escaped


def is_markup(text: str) -> bool:
    """Whether a text is HTML: two tags that pages have, or two of the entities that stand for letters.

    >>> is_markup("<p>Rain fell.</p>"), is_markup("if a < b and b > c"), is_markup("AT&T; R&D")
    (True, False, False)
    """
    if "<" in text:
        number = 0
        for tag in _TAG.finditer(text):
            number += (tag[2] or "").lower() in _KNOWN
            if number >= _FEWEST:
                return True
    return "&" in text and len(_ENTITY.findall(text)) >= _FEWEST


def without_markup(text: str) -> str:
    """The text between the tags, paragraphs and lines apart, with letters for entities. Linear.

    >>> without_markup("<p>Rain <b>f</b>ell.</p><script>x()</script><p>The mayor&#8217;s dog<br>barked.</p>")
    'Rain fell.\\n\\nThe mayor’s dog\\nbarked.'
    """
    for _ in range(_AGAIN):
        text = html.unescape(_untagged(text) if "<" in text else text)
        if not is_markup(text):
            break
    return text.strip()


def _untagged(text: str) -> str:
    parts: list[str] = []
    place, end, opened, unseen = 0, 0, 0, ""
    missing = {name for name in _UNSEEN if f"</{name}" not in text.lower()}  # what never ends hides nothing
    for tag in _TAG.finditer(text):
        if tag.start() < place:
            continue  # inside a comment
        name = (tag[2] or "").lower()
        if not unseen:
            parts.append(text[place : tag.start()])
        place = tag.end()
        if tag[0] == "<!--":
            end = text.find("-->", place) if end >= 0 else end  # where one never ends, no later one does
            place = end + len("-->") if end >= 0 else place
        elif unseen:
            unseen = "" if tag[1] and name == unseen else unseen
        elif name in _UNSEEN and not tag[1] and name not in missing and not tag[0].endswith("/>"):
            unseen, opened = name, place
        else:
            parts.append("\n\n" if name in _BLOCKS else "\n" if name in _LINES else "")
    parts.append(_TAG.sub("", text[opened:]) if unseen else text[place:])
    return _BLANK_LINES.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", "".join(parts))

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
_ALONE = {"br", "hr", "img"}  # never closed; a text of other tags that nothing closes is no page
_LINES = {"br", "li", "tr", "dt", "dd"}
_UNSEEN = {"script", "style", "noscript", "template", "svg", "button", "select", "head", "textarea", "object"}
_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-z]{2,8}[0-9]{0,2});")
_MARKS = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#39;"}  # stand in plain texts that were escaped
_ESCAPED = re.compile(r"\s*&lt;[a-zA-Z!]")
_FEWEST = 2  # tags or entities from which a text is HTML
_THIN = 400  # characters a tag or entity; where there are more, a plain text has some
_BLANK_LINES = re.compile(r"[ \t\xa0]*\n[ \t\xa0]*(?:\n\s*)?")
_AGAIN = 2  # times that HTML may be escaped


def is_markup(text: str) -> bool:
    """Whether a text is HTML: tags from its begin to its end, or as thick as pages have them, or entities for letters.

    A text that quotes a tag or two, or was unescaped once too little ("AT&amp;T"), is plain: its places stay.

    >>> is_markup("<p>Rain fell.</p>"), is_markup("if a < b and b > c"), is_markup("AT&amp;T &gt; R&amp;D")
    (True, False, False)
    """
    if "<" in text and _is_tagged(text):
        return True
    if _ESCAPED.match(text):
        return _is_tagged(html.unescape(text))
    letters = [entity for entity in _ENTITY.findall(text) if entity not in _MARKS] if "&" in text else []
    return len(letters) >= _FEWEST and _is_thick(len(letters), text)


def _is_tagged(text: str) -> bool:
    tags = [(tag[1], (tag[2] or "").lower()) for tag in _TAG.finditer(text)]
    closings = [slash or name in _ALONE for slash, name in tags if name in _KNOWN]
    if len(closings) < _FEWEST:
        return False
    enclosed = text.lstrip().startswith("<") and text.rstrip().endswith(">")
    return enclosed or (sum(map(bool, closings)) >= _FEWEST and _is_thick(len(closings), text))


def _is_thick(number: int, text: str) -> bool:
    return number * _THIN >= len(text)


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
    position, end, opened, unseen = 0, 0, 0, ""
    missing = {name for name in _UNSEEN if f"</{name}" not in text.lower()}  # what never ends hides nothing
    for tag in _TAG.finditer(text):
        if tag.start() < position:
            continue  # inside a comment
        name = (tag[2] or "").lower()
        if not unseen:
            parts.append(text[position : tag.start()])
        position = tag.end()
        if tag[0] == "<!--":
            end = text.find("-->", position) if end >= 0 else end  # where one never ends, no later one does
            position = end + len("-->") if end >= 0 else position
        elif unseen:
            unseen = "" if tag[1] and name == unseen else unseen
        elif name in _UNSEEN and not tag[1] and name not in missing and not tag[0].endswith("/>"):
            unseen, opened = name, position
        else:
            parts.append("\n\n" if name in _BLOCKS else "\n" if name in _LINES else "")
    parts.append(_TAG.sub("", text[opened:]) if unseen else text[position:])
    return _BLANK_LINES.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", "".join(parts))

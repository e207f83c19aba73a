"""The process that parses pages: `python -P -m provenance.corpus.html.page_worker`, spoken to by pages.py.

What is asked is the HTML; what comes back is the article's text and what the page says of itself. It is a process of
its own so that a page that hangs or grows can be stopped without the run.
"""

import html
import re
import signal
import sys
from contextlib import suppress
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlComment, HtmlElement

from provenance.base.worker import received, sent
from provenance.corpus.html.markup import without_markup
from provenance.corpus.html.page_elements import PageElements, page_elements
from provenance.corpus.html.page_facts import page_facts

MEMORY = 2 << 30  # bytes of addresses; parsers of a page of the longest size take a quarter
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|%)?\s*(?:;|\Z)", re.IGNORECASE
)
_SHOWN_LATER = 0.3  # of the letters of a page
_PART = 0.6  # of the text in JSON-LD, below which what was extracted is a part of the article
_BODY_CLASS = re.compile(r"body|content|article|story|text|entry", re.IGNORECASE)
_PARAGRAPH = 80  # characters; shorter ones are in every box
_MOST_BLOCKS = 40
_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def extracted(source: str) -> dict[str, Any]:
    """The text of a page's article, empty where none is known, and what the page says of itself.

    >>> page = extracted("<html lang='en'><title>Rain</title><article><p>" + "Rain fell on the pier. " * 20)
    >>> page["text"][:22], page["facts"][-1]
    ('Rain fell on the pier.', ['title', 'Rain', 'visible'])
    """
    tree = trafilatura.load_html(_DECLARED.sub("", source))
    if tree is None:
        return {"text": "", "facts": []}
    elements = page_elements(tree, source)
    facts = [list(fact) for fact in page_facts(elements)]
    _drop_hidden(tree)
    _join_blocks(tree)
    text = trafilatura.extract(tree, include_comments=False, output_format="txt") or ""
    body = _article_body(elements)
    of_data = len(text) < len(body) * _PART
    return {"text": body if of_data else text, "facts": facts, "of_data": of_data}


def _article_body(elements: PageElements) -> str:
    """The text that a page's JSON-LD holds, for readers of its script or subscribers."""
    bodies = [body for item in elements.objects if isinstance(body := item.get("articleBody"), str)]
    return max((without_markup(html.unescape(body)) for body in bodies), key=len, default="")


def _join_blocks(tree: HtmlElement) -> None:
    """Put the blocks of one article into the first of them: extraction takes one block only.

    Blocks of an article have the same class and paragraphs; those that stand in different articles are not joined.
    """
    blocks: dict[tuple[object, ...], dict[HtmlElement, int]] = {}
    for paragraph in tree.iter("p"):
        block = paragraph.getparent()
        name = block.get("class") if block is not None else None
        if name and _BODY_CLASS.search(name) and len(paragraph.text_content()) >= _PARAGRAPH:
            article = next(block.iterancestors("article", "li"), None)
            counts = blocks.setdefault((block.tag, name, article), {})
            counts[block] = counts.get(block, 0) + 1
    for counts in blocks.values():
        first, *others = [block for block, number in counts.items() if number > 1] or [None]
        for block in others if 0 < len(others) < _MOST_BLOCKS else ():
            if first not in block.iterancestors() and block not in first.iterancestors():
                first.extend(list(block))


def _drop_hidden(tree: HtmlElement) -> None:
    """Leave out what no reader sees, unless it is so much of the page that a script will show it."""
    limit = len(tree.text_content()) * _SHOWN_LATER
    for element in tree.xpath("//body//*[@hidden or @style]"):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if hidden and element.getparent() is not None and len(element.text_content()) < limit:
            element.drop_tree()


def _plain_elements() -> None:
    """Let lxml make all elements of one class: choosing one by the tag takes a quarter of the time of an extraction."""
    lookup = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)
    trafilatura.utils.HTML_PARSER.set_element_class_lookup(lookup)


def serve_page_requests() -> None:
    """Answer until nobody asks any more."""
    _plain_elements()
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not everywhere

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that asks decides
    while (asked := received(sys.stdin.buffer)) is not None:
        try:
            answer = extracted(asked["html"])
        except Exception as error:  # whatever a parser does to a hostile page costs this page only
            answer = {"text": "", "facts": [], "error": type(error).__name__}
        sent(sys.stdout.buffer, answer)


if __name__ == "__main__":
    serve_page_requests()

"""The process that parses pages: `python -P -m provenance.corpus.html.page_worker`, spoken to by pages.py.

What is asked is the HTML; what comes back is the article's text and what the page says of itself. It is a process of
its own so that a page that hangs or grows can be stopped without the run.
"""

import re
import signal
import sys
from contextlib import suppress
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from provenance.base.messages import received, sent
from provenance.corpus.html.page_facts import page_facts

MEMORY = 2 << 30  # bytes of addresses; parsers of a page of the longest size take a quarter
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|%)?\s*(?:;|\Z)", re.IGNORECASE
)
_SHOWN_LATER = 0.3  # of the letters of a page
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
    known = [list(fact) for fact in page_facts(tree, source)]
    _drop_hidden(tree)
    text = trafilatura.extract(tree, include_comments=False, output_format="txt")
    return {"text": text or "", "facts": known}


def _drop_hidden(tree: HtmlElement) -> None:
    """Leave out what no reader sees, unless it is so much of the page that a script will show it."""
    most = len(tree.text_content()) * _SHOWN_LATER
    for element in tree.xpath("//body//*[@hidden or @style]"):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if hidden and element.getparent() is not None and len(element.text_content()) < most:
            element.drop_tree()


def serve() -> None:
    """Answer until nobody asks any more."""
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
    serve()

"""A headline that names its source: "Harbour shut - Reuters", "AFP: Harbour shut", "Harbour shut (dpa)"."""

import re
from collections.abc import Iterator, Sequence

from provenance.origin.credits import guards
from provenance.origin.credits.credit import CreditRow
from provenance.origin.credits.window import PLACEHOLDER, window
from provenance.origin.names import BodyName, joined_names

_CITED = re.compile(
    rf"\s[-–—]\s{{0,2}}{PLACEHOLDER}(?:\s(?:sources?|reports?|says))?\s{{0,3}}\Z|[(（]{PLACEHOLDER}[)）]\s{{0,3}}\Z"
    rf"|\A\s{{0,3}}{PLACEHOLDER}(?:\s(?:reports?|says|exclusive|Exclusive|EXCLUSIVE))?\s?(?::\s|：)"
)
_LABEL = re.compile(rf"\s?[|｜]\s{{0,2}}{PLACEHOLDER}\s{{0,3}}\Z")  # a bar parts the site's own name from the headline


def of_title(title: str, names: Sequence[BodyName]) -> Iterator[CreditRow]:
    """The credits of the metadata's headline, by the names in it; they have no place in the text.

    >>> from provenance.origin.credits.catalogue import Catalogue
    >>> headlines, book = ("Harbour at Osk shut - Reuters", "Reuters to cut jobs - union"), Catalogue.load()
    >>> [[(row.agency, row.kind) for row in of_title(headline, book.names(headline))] for headline in headlines]
    [[('reuters', 'citation')], []]
    """
    for name in joined_names(title, names):
        around = window(title, name.start, name.end)
        line = around.text.strip()
        kind = "citation" if _CITED.search(line) else "self" if _LABEL.search(line) else None
        clear = name.grade in ("sure", "needs_cue") and len(name.agencies) == 1
        if kind and clear and not guards.is_company(around) and not guards.is_photo(around):
            yield CreditRow(name.agencies[0], (), kind, "story", None, None, None, None, "title")
